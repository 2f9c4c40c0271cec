"""The Hugo site that a project's documents are of, and what they inherit in it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from docutils.nodes import make_id

from ..core.files import write_whole
from ..core.frontmatter_rewrite import escaped
from ..core.plan import Plan
from ..core.problems import Location, Problem, Subtype, short_repr
from ..diagnostics import report, warn
from ..domain.journey import journey_domain
from ..hugo.addresses import base_url, split_url
from ..hugo.branches import branches_of
from ..hugo.config_files import find_site
from ..hugo.configuration import read_site
from ..hugo.content import contents_of
from ..hugo.content_model import BY_CLOCK, Reason
from ..hugo.model import Kind, Section
from ..hugo.site_map import Lead, SiteMap
from ..hugo.sources import sources_of
from ..messages import _
from ..sphinx_internals import add_document
from .document_plan import documents_of, plan_of_home
from .hugo_files import linked, pages_beside
from .unlisted import forget_unlisted

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..core.document import Document, Settings
    from ..domain.records import Asked
    from ..hugo.content_model import Content
    from ..hugo.model import Site
    from ..hugo.sources import Sources

_SNIPPETS = frozenset({Reason.NOT_RENDERED, Reason.HEADLESS, Reason.RESOURCE})
"""Why Hugo makes no page of a file that other pages may include all the same."""
_OTHER_KINDS = frozenset({Reason.NOT_CONTENT})
"""Hugo makes nothing of the file, and Sphinx a page."""


@dataclass(frozen=True, slots=True)
class Inherited:
    """The documents of a site with what they inherit."""

    documents: Mapping[str, Document]
    contents: Mapping[str, Content] = field(default_factory=dict)
    """What Hugo makes of each document that is in a content folder."""
    no_pages: frozenset[str] = frozenset()
    """The documents of which Hugo makes no page, whatever the clock says."""
    sections: tuple[Section, ...] = ()
    """Those that have no file."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The document of each file in a content folder, by its path in the site."""
    beside: Mapping[str, Content] = field(default_factory=dict)
    """By path: pages of Hugo's that are no documents."""

    def snippets(self, unpublished: Collection[str]) -> frozenset[str]:
        """Return the documents that are no pages, and whose text others may show all the same.

        Args:
            unpublished: the documents that say of themselves that they aren't published.
        """

        def is_open(name: str) -> bool:
            own = self.contents[name]
            return (
                name not in unpublished
                and own.reasons - BY_CLOCK <= _SNIPPETS
                and all(map(is_open_bundle, own.bundle))
            )

        def is_open_bundle(path: str) -> bool:
            name = self.names.get(path)
            return is_open(name) if name else self.beside[path].reasons <= _SNIPPETS

        return frozenset(
            name for name, one in self.contents.items() if one.reasons & _SNIPPETS and is_open(name)
        )


def read_hugo(app: Sphinx) -> Sources | None:
    """Return the site that ``journey_hugo`` asks for, as its configuration describes it."""
    value, srcdir = app.config.journey_hugo, Path(app.srcdir)
    if not value:
        return None
    root = find_site(srcdir)
    if isinstance(value, str):
        root = Path(srcdir, value)
        if not root.is_dir():
            warn(
                Subtype.CONFIG,
                f"journey_hugo: {short_repr(value)} isn't a folder. Give the path of the Hugo "
                "site, relative to the source directory, or True. Until then Hugo's defaults are "
                "used.",
            )
            root = None
    has_files = root is not None
    over = app.config.journey_hugo_config
    site, problems = read_site((root or srcdir).resolve(), over, has_files=has_files)
    report(problems, site.root)
    if isinstance(value, str) and root and next(srcdir.rglob("*.md"), None) is None:
        warn(
            Subtype.CONFIG,
            "journey_hugo: no post is in the source directory. Give sphinx-build the Hugo site's "
            "folder, or that of its content, as the source directory; '-c' names the folder of "
            "conf.py where that is elsewhere.",
        )
    return sources_of(site, srcdir.resolve())


def leave_out(env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> None:
    """Leave out what is in no content folder: a site's README, and the examples of its themes."""
    sources = journey_domain(env).build.inputs.hugo
    if sources is None:
        return
    srcdir = Path(env.srcdir)
    others = {
        name
        for name in env.found_docs - {env.config.root_doc}
        if sources.path(_source(env, name)) is None
    }
    others |= linked(((name, _source(env, name)) for name in env.found_docs), sources, srcdir)
    removed |= others & env.all_docs.keys()
    for docnames in (env.found_docs, added, changed):
        docnames.difference_update(others)


def _source(env: BuildEnvironment, docname: str) -> str:
    return Path(env.doc2path(docname)).relative_to(env.srcdir).as_posix()


def inherited(
    documents: Mapping[str, Document], sources: Sources, settings: Settings, srcdir: Path
) -> Inherited:
    """Return documents with the values of cascades, and dates from where the site has them.

    What is wrong with cascades and with the site's own keys for dates is reported.
    """
    paths = {
        path: name
        for name, one in documents.items()
        if one.own is not None and (path := sources.path(one.path)) is not None
    }
    files = {path: documents[name].own for path, name in paths.items()}
    beside = pages_beside(sources, files)
    found, problems = contents_of(files, sources.site, settings, beside=beside)
    report([_at_home(one, sources) for one in problems], srcdir)
    contents = {paths[path]: content for path, content in found.files.items()}
    made = dict(documents)
    no_pages, empty = set(), []
    for name, content in contents.items():
        if content.reasons & _OTHER_KINDS:
            continue
        own = documents[name].own
        is_empty = own is not None and own.is_empty and content.page.kind is Kind.PAGE
        made[name] = replace(documents[name], front=content.front)
        if content.reasons - BY_CLOCK or is_empty:
            no_pages.add(name)
        if is_empty:
            empty.append(documents[name].path)
    if empty:
        warn(Subtype.UNREADABLE, _empty(empty), once=True)
    return Inherited(made, contents, frozenset(no_pages), found.sections, dict(paths), found.beside)


def _empty(paths: list[str]) -> str:
    first, *others = sorted(paths)
    more = f" and {len(others)} more" if others else ""
    return (
        f"Nothing is in {short_repr(first)}{more}, so no page is made of it. Write the post, or "
        "delete the file."
    )


def make_sections(
    env: BuildEnvironment, sections: tuple[Section, ...], added: set[str], removed: set[str]
) -> set[str]:
    """Work out what each section lists, and give those without a file a document.

    Args:
        env: the environment; such documents are added to its ``found_docs``.
        sections: those without a file.
        added: the documents to be read for the first time; changed in place.
        removed: the documents to be forgotten; changed in place.

    Returns:
        The documents to be read again.
    """
    forget_unlisted(env)
    domain = journey_domain(env)
    build, sources = domain.build, domain.build.inputs.hugo
    if sources is None or build.config is None:
        return set()
    site, root = sources.site, env.config.root_doc
    shown = {name: one for name, one in build.contents.items() if name in env.found_docs}
    homes = {one.page.language for one in shown.values() if one.page.kind is Kind.HOME}
    spoken = {one.page.language for one in shown.values() if not one.reasons}
    if root in env.found_docs:
        homes.add(site.default_language)
    else:
        spoken.add(site.default_language)
    sections = (*sections, *(Section(code, "/") for code in sorted(spoken - homes)))

    def docname_of(section: Section) -> str | None:
        folder = section.folder.strip("/")
        if not folder and section.language == site.default_language:
            return str(root)
        mark = "" if section.language == site.default_language else f".{section.language}"
        return sources.source(f"{folder}/_index{mark}".lstrip("/"), section.language)

    build.branches = branches_of(shown, sections, docname_of)
    plan = Plan()
    home = build.branches.get(root)
    if home is not None and home.is_generated and not home.folder and root not in env.found_docs:
        plan = plan_of_home(env, build.config)
        build.branches[root] = home._replace(shown_above=documents_of(plan))
    again = set()
    for name, branch in build.branches.items():
        if branch.is_generated and name not in env.found_docs:
            path = Path(build.doctreedir, "journey-sections", f"{name}.md")
            title = branch.title or site.title or _("Home")
            text = f"# {escaped(title)}\n"
            for journey in plan.journeys if name == root else ():
                text += f"\n```{{pillar-roadmap}}\n:journey: {journey.id}\n```\n"
            if not path.is_file() or path.read_text("utf-8") != text:
                write_whole(path, text.encode())
                again.add(name)
            if not add_document(env, name, path):
                continue
            build.originals[name] = Path(env.srcdir, f"{name}.md")
            removed.discard(name)
            if name not in env.all_docs:
                added.add(name)
        if domain.branches.get(name) != branch.lists:
            again.add(name)
    again |= domain.branches.keys() - build.branches.keys()
    return again & env.found_docs


def site_map(env: BuildEnvironment) -> SiteMap | None:
    """Return where links of this build's Hugo site lead; made when something first asks."""
    build = journey_domain(env).build
    if build.site_map is None and build.inputs.hugo is not None:
        without = {Path(build.builder.outdir), Path(build.doctreedir)}
        build.site_map = SiteMap(build.inputs.hugo, build.contents, build.branches, without)
    return build.site_map


def leads(env: BuildEnvironment, address: str, here: str) -> Lead | None:
    """Return where a link by address leads; ``None`` if not to anything of the Hugo site.

    Args:
        env: the environment.
        address: as the document has it. MyST-Parser drops the ``#`` of one that is only a fragment.
        here: the document.
    """
    anchors = journey_domain(env).anchors.get(here, frozenset())
    if (name := address.removeprefix("#")) in anchors or unquote(name) in anchors:
        return Lead(here, name if name in anchors else unquote(name))
    found = site_map(env)
    return found.lead(address, here) if found is not None else None


def hosts_of(site: Site) -> set[str]:
    """Return the hosts that a site's addresses have."""
    return {split_url(base_url(site, one.code))[0] for one in site.languages} - {""}


def is_of_site(address: str, env: BuildEnvironment) -> bool:
    """Return whether an address with a host is one of the site's own."""
    sources = journey_domain(env).build.inputs.hugo
    return sources is not None and split_url(address)[0] in hosts_of(sources.site)


def look_up(env: BuildEnvironment, kind: Asked, name: str, here: str) -> str | None:
    """Return what a document asks the site for while it is read, and note that it has asked.

    Args:
        env: the environment.
        kind: what is asked for: the file of a picture or a text, as Sphinx takes it, from the
            source directory; or the address of a page, from the root of the host.
        name: as the document has it.
        here: the document.
    """
    answer = _answer(env, kind, name, here)
    journey_domain(env).note_lookup(here, kind, name, answer)
    return answer


def _answer(env: BuildEnvironment, kind: Asked, name: str, here: str) -> str | None:
    found = site_map(env)
    if found is None:
        return None
    if kind == "address":
        return found.address(name, here)
    asked = {"part": found.picture_by_part, "picture": found.picture, "text": found.text}
    path = asked[kind](name, here)
    return None if path is None else f"/{os.path.relpath(path, env.srcdir)}".replace(os.sep, "/")


def read_again(env: BuildEnvironment) -> set[str]:
    """Return the documents whose site now says something else of them, or to them."""
    domain = journey_domain(env)
    build = domain.build
    site = repr((build.inputs.hugo, env.config.journey_shortcodes))
    has_changed, domain.data["site"] = domain.data["site"] != site, site
    if build.inputs.hugo is None:
        return set()
    if has_changed:
        return set(build.contents)
    changed = {
        name
        for name, before in domain.cascaded.items()
        if name in build.contents and before != cascaded_values(build.contents[name])
    }
    return changed | {
        name
        for name, asked in domain.lookups.items()
        if any(_answer(env, kind, word, name) != was for (kind, word), was in asked.items())
    }


def cascaded_values(content: Content) -> str:
    """Return the values that cascades have for a document, as one text."""
    return repr(sorted((key, one.value) for key, one in content.cascaded.items()))


def give_back_paths(_app: Sphinx, env: BuildEnvironment) -> None:
    """Let documents be where they would be, once Sphinx has read what is kept elsewhere."""
    for name, path in journey_domain(env).build.originals.items():
        add_document(env, name, path.relative_to(env.srcdir))


def recode(env: BuildEnvironment) -> None:
    """Have Sphinx read a copy in UTF-8 of each document in UTF-16."""
    domain = journey_domain(env)
    build = domain.build
    for name in sorted(build.contents.keys() & env.found_docs):
        known = build.scanned.get(name) or domain.records.get(name)
        if known is None or known.own is None or not known.own.is_utf16:
            continue
        original = Path(env.doc2path(name))
        copy = Path(build.doctreedir, "journey-decoded", f"{name}{original.suffix}")
        text = original.read_text("utf-16").encode()
        if not copy.is_file() or copy.read_bytes() != text:
            write_whole(copy, text)
        if add_document(env, name, copy):
            build.originals[name] = original


def classes_behind(address: str) -> list[str]:
    """Return what stands behind a picture's name, as classes: themes style ``a.png#center``."""
    parts = urlsplit(address)
    return [made for one in (parts.fragment, parts.query) if one and (made := make_id(one))]


def _at_home(problem: Problem, sources: Sources) -> Problem:
    """Return a problem with its place relative to the source directory."""
    path = problem.location.path
    folder = f"{sources.folder}/" if sources.folder else ""
    if not path.startswith(folder):
        path = str(sources.site.root / path)
    return problem._replace(location=Location(path.removeprefix(folder), problem.location.line))
