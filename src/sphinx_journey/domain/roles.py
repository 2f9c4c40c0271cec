"""The roles ``journey:post``, ``journey:pillar`` and ``journey:series``, and how they resolve."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.errors import NoUri
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from ..core.document import joined
from ..core.references import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import RoleFunction

    from ..builds.build import Build
    from ..core.references import Targets


_NOT_IN_SEARCH = -1
"""As Sphinx's own documents: a post's page is found by its title and text already."""


class ReferenceDomain(Domain):
    """The part of the domain that refers: it knows names and targets, nothing of journeys."""

    object_types: ClassVar[dict[str, ObjType]] = {kind: ObjType(kind, kind) for kind in KINDS}
    roles: ClassVar[dict[str, RoleFunction | XRefRole]] = {
        kind: XRefRole(warn_dangling=True, innernodeclass=nodes.inline) for kind in KINDS
    }
    build: Build
    """The build at work; the last one between builds."""

    @property
    def targets(self) -> Targets:
        """What can be referred to in this build; known when every document has been read."""
        return self.build.edition.targets

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Return a link for one of the roles, or ``None`` if there is no such name.

        Raises:
            NoUri: there is such a name, but no page to link to; the words stay.
        """
        del env
        found = self.targets.find(typ, target)
        if found is None:
            return None
        if not node["refexplicit"]:
            contnode.children = []
            contnode += nodes.Text(found.title)
        if found.docname is None:
            if found.status is not None:
                contnode["classes"] += ["journey-unpublished", f"is-{found.status}"]
            raise NoUri
        return make_refnode(builder, fromdocname, found.docname, "", contnode)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return links for ``any``, and for links of MyST that name no file.

        A slug is often the name of a document or a label as well. These go before, without
        the warning of two meanings that would follow from a journey alone.
        """
        links: list[tuple[str, nodes.reference]] = []
        for kind in KINDS:
            found = self.targets.find(kind, target)
            if found and found.docname and not _is_standard(env, fromdocname, target):
                words = nodes.inline("", found.title, classes=["journey", f"journey-{kind}"])
                inner = contnode.deepcopy() if node.get("refexplicit") else words
                link = make_refnode(builder, fromdocname, found.docname, "", inner)
                links.append((f"journey:{kind}", link))
        return links

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield what other projects may refer to, for ``objects.inv``."""
        for kind, name, target in self.targets.linked():
            # The inventory has a line for each.
            title = " ".join(target.title.split())
            yield name, title, kind, str(target.docname), "", _NOT_IN_SEARCH


def _is_standard(env: BuildEnvironment, fromdocname: str, target: str) -> bool:
    """Return whether a document, label, term or the like has that name."""
    standard = env.domains.standard_domain
    low = target.lower()
    return (
        joined(fromdocname, target) in env.all_docs
        or low in standard.anonlabels
        or any(
            (kind, low if kind == "term" else target) in standard.objects
            for kind in standard.object_types
        )
    )
