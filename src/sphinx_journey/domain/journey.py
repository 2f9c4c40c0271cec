"""The domain: one plain record per document, kept with the environment, and the build at work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from .. import __version__
from ..core.document import Document, Doubt, Own
from ..core.fields import FrontMatter
from ..core.listing import Selection
from ..core.plan import Entry, Plan, PlannedJourney, PlannedPillar
from ..core.publication import Withheld
from ..core.reading_time import Body
from ..hugo.shortcodes.render import Seen
from .records import (
    Asked,
    Excerpt,
    Link,
    Picture,
    PostList,
    Stamp,
    Titled,
    ToctreeRequest,
    ViewRequest,
)
from .roles import ReferenceDomain

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.environment import BuildEnvironment

T = TypeVar("T")
_BY_DOCUMENT = (
    "records",
    "view_requests",
    "toctree_requests",
    "anchors",
    "branches",
    "cascaded",
    "lookups",
    "shortcodes",
    "named",
    "absent",
    "links",
    "pictures",
    "diagrams",
    "components",
    "stamps",
    "gathers",
    "said",
    "credits",
    "excerpts",
)
_OF_CORE = (
    Document,
    Doubt,
    Own,
    Seen,
    Withheld,
    FrontMatter,
    Body,
    Entry,
    Plan,
    PlannedJourney,
    PlannedPillar,
    Selection,
)
_OF_DOMAIN = (Link, Picture, PostList, Titled, ToctreeRequest, ViewRequest)
_KEPT: tuple[type, ...] = (*_OF_CORE, *_OF_DOMAIN)
SHAPE = (
    __version__,
    _BY_DOCUMENT,
    *((kept.__name__, *kept.__annotations__) for kept in _KEPT),
)
"""The extension's version, and the parts and fields of all that is kept. What another shape has
kept is forgotten, and every document is read again."""


class _Kept(Generic[T]):
    """One part of what Sphinx keeps of the domain, by its name."""

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, domain: JourneyDomain, _owner: type) -> T:
        return cast("T", domain.data[self._name])


class JourneyDomain(ReferenceDomain):
    """Records by docname, kept with the environment; and the build at work, which is not."""

    name = "journey"
    label = "Journey"
    data_version = 9
    initial_data: ClassVar[dict[str, Any]] = {
        **{kind: {} for kind in _BY_DOCUMENT},
        "withheld": {},
        "shape": SHAPE,
        "is_on": False,
        "ungated": {},
        "plan": None,
        "site": None,
        "outline": None,
        "snippets": frozenset(),
    }

    records = _Kept[dict[str, Document]]()
    """The record of each document that has been read."""
    view_requests = _Kept[dict[str, tuple[ViewRequest, ...]]]()
    """Per docname: what its directives show of journeys."""
    toctree_requests = _Kept[dict[str, tuple[ToctreeRequest, ...]]]()
    """Per docname: what its journey-toctrees list."""
    anchors = _Kept[dict[str, frozenset[str]]]()
    """In a Hugo site, per docname: what fragments may name."""
    branches = _Kept[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]]()
    """In a Hugo site, per docname of a section: the documents that it lists."""
    cascaded = _Kept[dict[str, str]]()
    """In a Hugo site, per docname: the values that cascades had for it when it was read."""
    lookups = _Kept[dict[str, dict[tuple[Asked, str], str | None]]]()
    """In a Hugo site, per docname: what it asked the site for when it was read, and the answers."""
    shortcodes = _Kept[dict[str, dict[str, Seen]]]()
    """In a Hugo site, per docname: the shortcodes that nothing renders."""
    named = _Kept[dict[str, frozenset[str]]]()
    """Per docname: the documents whose presence its doctree depends on.

    They are named by its toctrees or by links in Markdown, or their files are included or offered
    for download.
    """
    absent = _Kept[dict[str, frozenset[str]]]()
    """Per docname: the files that its links name and that were not there, from the source."""
    links = _Kept[dict[str, frozenset[Link]]]()
    """Per docname: its references to other pages."""
    pictures = _Kept[dict[str, tuple[Picture, ...]]]()
    """Per docname: its pictures, in the order in which they stand there."""
    diagrams = _Kept[dict[str, bool]]()
    """The documents with diagrams of sphinxcontrib-mermaid."""
    components = _Kept[dict[str, frozenset[str]]]()
    """Per docname: which of details, tabs and videos it has; they need no journey."""
    stamps = _Kept[dict[str, dict[str, Stamp]]]()
    """Per docname: the stamps of the files that it was made from, by path."""
    gathers = _Kept[dict[str, bool]]()
    """The documents with nodes of other extensions, which may show something of any document."""
    said = _Kept[dict[str, dict[str, str]]]()
    """Per docname: the messages in its doctree, and what was said for them when it was read."""
    excerpts = _Kept[dict[str, Excerpt]]()
    """Per docname: how its text begins."""
    credits = _Kept[dict[str, tuple[tuple[int, str], ...]]]()
    """Per docname: the credits of its pictures and the titles of its videos, each with its line,
    in the project's language."""
    withheld = _Kept[dict[str, Withheld]]()
    """The documents that the last build left out."""
    ungated = _Kept[dict[str, str]]()
    """Where the gate is off, by docname: the status of a document that says it isn't published."""

    def note_view(self, request: ViewRequest) -> None:
        """Note what a directive shows on its page."""
        known = self.view_requests.get(request.docname, ())
        self.view_requests[request.docname] = (*known, request)

    def note_toctree(self, docname: str, request: ToctreeRequest) -> None:
        """Note what a journey-toctree lists."""
        self.toctree_requests[docname] = (*self.toctree_requests.get(docname, ()), request)

    def note_named(self, docname: str, others: AbstractSet[str]) -> None:
        """Note that a doctree depends on which of these documents there are."""
        self.named[docname] = self.named.get(docname, frozenset()) | others

    def note_absent(self, docname: str, file: str) -> None:
        """Note that a page names a file that isn't there."""
        self.absent[docname] = self.absent.get(docname, frozenset()) | {file}

    def note_component(self, docname: str, kind: str) -> None:
        """Note that a document has details, tabs or a video."""
        self.components[docname] = self.components.get(docname, frozenset()) | {kind}

    def note_said(self, docname: str, message: str, text: str) -> None:
        """Note that a doctree has a message of the extension in it."""
        self.said.setdefault(docname, {})[message] = text

    def note_lookup(self, docname: str, kind: Asked, name: str, answer: str | None) -> None:
        """Note what a document of a Hugo site asked the site for, and the answer."""
        self.lookups.setdefault(docname, {})[kind, name] = answer

    def note_credit(self, docname: str, line: int, text: str) -> None:
        """Note a credit or a title, for those who translate it."""
        self.credits[docname] = (*self.credits.get(docname, ()), (line, text))

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        for kind in _BY_DOCUMENT:
            self.data[kind].pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader noted."""
        for kind in _BY_DOCUMENT:
            for docname in sorted(docnames & otherdata[kind].keys()):
                self.data[kind][docname] = otherdata[kind][docname]

    def forget_other_shapes(self) -> bool:
        """Forget what another version of the extension has kept; return whether there was any."""
        if self.data.get("shape") == SHAPE:
            return False
        fresh = type(self).initial_data
        for key, value in fresh.items():
            self.data[key] = dict(value) if isinstance(value, dict) else value
        return True


def journey_domain(env: BuildEnvironment) -> JourneyDomain:
    """Return the domain of an environment."""
    return cast("JourneyDomain", env.get_domain(JourneyDomain.name))
