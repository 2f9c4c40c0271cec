"""What a page shows besides its own source, as one digest.

Sphinx writes a page when its source has changed. Everything else on it is collected here: what is
drawn of journeys, the titles of links, tables of contents, neighbors, numbers, names of pictures.
"""

from __future__ import annotations

import re
import zlib
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from .. import __version__
from ..builds.record import digest
from ..builds.sphinx_files import is_web, static_sources
from ..core.problems import Miss
from ..domain.journey import journey_domain
from ..domain.titles import title_nodes, title_text
from ..gate.hugo import leads
from ..gate.links import OF_HUGO, withheld_mention, withheld_target
from ..messages import drawn_outside_views
from ..nodes import VIDEO
from ..pages.alternates import alternates
from ..pages.contexts import render_context
from ..pages.decoration import decorate, draw_view
from ..pages.html import neighbors
from ..pages.metadata import metadata_of
from ..pages.views.context import nothing_here
from ..pages.withheld_links import unpublished
from ..pictures.facts import PictureFacts
from ..sphinx_internals import config_hash, day_of_build, linked_assets
from ..static import ENLARGE_SCRIPT, stylesheet_for
from .toctrees import Tables, sidebar_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils.nodes import Node
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..core.model import Stop
    from ..domain.records import Link, ViewRequest
    from ..pages.views.context import RenderContext

Facts = tuple[object, ...]
_PARTS = re.compile(r"[.:\s]")


def on_every_page(env: BuildEnvironment, builder: Builder) -> Facts:
    """Return what is on every page of a builder, or changes every page.

    These are the extension's version and a few of its words, and the tags; for a website also the
    home page, the values that Sphinx itself watches, the checksums of the styles and scripts that
    pages link to, as Sphinx puts them there, and the day of the build where pages show when they
    were made.
    """
    facts: list[object] = [__version__, sorted(builder.tags), drawn_outside_views()]
    if isinstance(builder, StandaloneHTMLBuilder):
        # An interrupted build has kept the new values, but may not have written the pages.
        facts += (config_hash(builder), env.config.root_doc)  # a Hugo site's home may come and go
        facts += _checksums(builder)
        if env.config.html_last_updated_fmt is not None and builder.name != "epub":
            facts.append(day_of_build(env))
    return tuple(facts)


def _checksums(builder: StandaloneHTMLBuilder) -> Iterator[Facts]:
    """Yield a checksum of each style and script that pages link to."""
    sources = static_sources(builder)
    for asset in linked_assets(builder):
        name = asset.removeprefix("_static/")
        for source in sources:  # an entry of html_static_path may be a file
            path = source if source.name == name and source.is_file() else source / name
            if name and path.is_file():
                yield name, zlib.crc32(path.read_bytes())
    for file in (stylesheet_for(builder.name), ENLARGE_SCRIPT):
        yield file.name, zlib.crc32(file.read_bytes())


class Fingerprints:
    """The digests of what a builder's pages show, in one build."""

    def __init__(self, env: BuildEnvironment, builder: Builder, everywhere: Facts) -> None:
        self._env = env
        self._domain = journey_domain(env)
        self._build = self._domain.build
        self._builder = builder
        self._everywhere = everywhere
        self._is_html = builder.format == "html"
        self._tables = Tables(env)
        self._prepared = PictureFacts(env)
        config = self._build.config
        pillar_only = config is not None and config.sidebar == "pillar"
        self._is_web = self._is_html and is_web(builder)
        self._sidebar = sidebar_of(env, pillar_only=pillar_only) if self._is_web else None

    def on(self, docname: str) -> str:
        """Return the digest of what a page shows."""
        env = self._env
        facts: list[object] = [
            env.all_docs.get(docname),  # when it was read
            self._journeys(docname),
            [self._link(docname, link) for link in sorted(self._domain.links.get(docname, ()))],
            self._tables.in_text(docname),
            sorted(env.toc_secnumbers.get(docname, {}).items()),
            sorted(env.toc_fignumbers.get(docname, {}).items()),
            self._everywhere,
        ]
        if docname in self._domain.gathers:
            facts.append(self._documents)
        if docname in self._build.edition.in_feeds:
            facts.append(self._build.config and self._build.config.feeds.needs_content)
        if VIDEO in self._domain.components.get(docname, ()):
            facts.append(env.config.html_baseurl)  # books link to the file on the website
        if self._builder.format != "text":
            facts += [self._pictures.get(docname), self._prepared.on(docname)]
        if self._is_html:
            facts.append(self._relations(docname))
        if self._is_web:
            facts.append(self._indices)
        if self._sidebar is not None:
            facts.append(self._tables.beside(docname, self._sidebar))
        return digest(facts)

    def around(self) -> str:
        """Return the digest of what every generated page shows besides its own text."""
        beside = self._tables.beside("", self._sidebar) if self._sidebar is not None else ()
        return digest((self._everywhere, self._indices, beside))

    def _journeys(self, docname: str) -> Facts:
        """Return everything about journeys that is drawn on a page."""
        if self._build.config is None:
            return ()
        context = render_context(self._env, docname)
        head, foot = self._build.drawn[docname] = decorate(self._env, docname, context)
        status = self._build.publications[docname].status
        facts: list[object] = [status, head, foot, alternates(self._env, docname)]
        facts.append(metadata_of(self._env, docname))
        if stops := neighbors(self._env, docname):  # the theme's, too
            facts += map(self._neighbor, stops)
        forms = [context]
        if self._builder.format == "text":  # where a view stands is known when the page is written
            forms.append(render_context(self._env, docname, in_cell=True))
        for request in self._domain.view_requests.get(docname, ()):
            facts += (self._drawn(request, one) for one in forms)
        return tuple(_text(fact) if isinstance(fact, list) else fact for fact in facts)

    def _drawn(self, request: ViewRequest, context: RenderContext) -> object:
        drawn = draw_view(self._env, request, context)
        return (drawn, str(nothing_here())) if isinstance(drawn, Miss) else _text(drawn)

    def _neighbor(self, stop: Stop | None) -> Facts:
        words = title_nodes(self._env, stop.docname) if stop else None
        return (stop, words and _text(words))

    def _link(self, here: str, link: Link) -> Facts:
        docname = withheld_target(self._env, link, here)
        if docname is not None:
            return (link, str(unpublished(self._env, docname, [], here)))
        if (link.domain, link.type) == ("std", "doc"):
            return (link, *self._document(link.target, link))
        if (link.domain, link.type) == (self._domain.name, OF_HUGO):
            return (link, *self._lead(here, link))
        if link.domain == self._domain.name:
            found = self._domain.targets.find(link.type, link.target)
            return (link, found and (found[1:] if link.explicit else found))
        facts: list[object] = [link, self._named(link, link.target)]
        if link.domain in {"", "std", "math", "citation"}:
            facts.append(self._label(link))
        if link.type in {"term", "keyword", "any", "myst"}:
            facts.append(self._named(link, link.target.lower()))
        if link.type in {"any", "myst"}:
            facts.append(self._document(link.target, link))
        shows_title = not link.explicit
        if link.type == "numref":  # its own text, or the format of all numrefs, may use "{name}"
            shows_title = link.explicit or self._numbers_have_names
        if not shows_title:
            facts = [_without_title(fact) for fact in facts]
        if self._build.withheld:
            mention = withheld_mention(self._env, link)
            facts.append(mention and str(unpublished(self._env, mention, [], here)))
        return tuple(facts)

    def _lead(self, here: str, link: Link) -> Facts:
        lead = leads(self._env, link.target, here)
        if lead is None or lead.file is not None:
            return (lead and lead.address,)
        is_there = lead.fragment in self._domain.anchors.get(lead.docname, ())
        return (*self._document(lead.docname, link), lead.fragment, is_there)

    def _named(self, link: Link, name: str) -> list[Facts]:
        """Return the objects that a reference may mean by a name, in one domain or in all.

        The name may be the last part of an object's: ``run`` means ``app.run`` if that is clear.
        """
        found = self._objects.get(_last_part(name), [])
        if link.domain in {"", "std"} and link.type not in {"any", "option"}:
            found = [fact for fact in found if str(fact[4]).lower() == name.lower()]
        if not link.domain or link.type == "any":
            return found
        return [fact for fact in found if fact[0] == link.domain]

    @cached_property
    def _numbers_have_names(self) -> bool:
        return any("{name}" in form for form in self._env.config.numfig_format.values())

    def _document(self, docname: str, link: Link) -> Facts:
        env = self._env
        if docname not in env.all_docs:
            return ()
        title = "" if link.explicit else title_text(env, docname)
        section = None
        if link.part:
            slugs = env.metadata[docname].get("myst_slugs", {})
            section = slugs.get(link.part, (None, None, None))[1:]
            if link.explicit:
                section = section[:1]
        return docname, title, section

    def _label(self, link: Link) -> Facts:
        standard = self._env.domaindata["std"]
        name = link.target.lower()
        label = standard["labels"].get(name, ())
        facts: list[object] = [label, standard["anonlabels"].get(name)]
        equations = self._env.domaindata.get("math", {}).get("objects", {})
        equation = equations.get(link.target, ())
        for numbered in (label if link.type == "numref" else (), equation):
            if numbered:
                facts += [
                    sorted(self._env.toc_fignumbers.get(numbered[0], {}).items()),
                    sorted(self._env.toc_secnumbers.get(numbered[0], {}).items()),
                ]
        citations = self._env.domaindata.get("citation", {}).get("citations", {})
        return (*facts, equation, citations.get(link.target))

    @cached_property
    def _objects(self) -> dict[str, list[Facts]]:
        """Everything that domains define, by the last part of its name."""
        found: dict[str, list[Facts]] = {}
        for domain in self._env.domains.sorted():
            for name, shown, kind, docname, anchor, _priority in domain.get_objects():
                fact = (domain.name, kind, docname, anchor, str(name), str(shown))
                for known in {(last := _last_part(str(name))), last.lower()}:
                    found.setdefault(known, []).append(fact)
        return {name: sorted(facts, key=repr) for name, facts in found.items()}

    @cached_property
    def _pictures(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for path, (docnames, name) in self._env.images.items():
            for docname in docnames:
                if not self._prepared.hides(docname, path):
                    found.setdefault(docname, []).append((path, name))
        return {docname: sorted(names) for docname, names in found.items()}

    @cached_property
    def _documents(self) -> list[str]:
        return sorted(self._env.found_docs)

    @cached_property
    def _neighbors(self) -> dict[str, list[str | None]]:
        return self._env.collect_relations()

    def _relations(self, docname: str) -> Facts:
        config = self._env.config
        if self._builder.name == "epub" and not config.epub_theme_options:
            return ()  # a book's pages have no bars unless its theme is asked for them
        titles = self._env.titles
        parent, *beside = self._neighbors.get(docname, [None, None, None])
        if self._builder.name in {"html", "dirhtml"} and neighbors(self._env, docname):
            beside = []  # these links are ours
        facts = [(name, str(titles.get(name, ""))) for name in beside if name]
        seen: set[str] = set()
        while parent and parent not in seen:
            seen.add(parent)
            facts.append((parent, str(titles.get(parent, ""))))
            parent = self._neighbors.get(parent, [None])[0]
        return tuple(facts)

    @cached_property
    def _indices(self) -> list[str]:
        """The indices besides the general one; every page links to them."""
        return [
            f"{domain.name}-{index.name}"
            for domain in self._env.domains.sorted()
            for index in domain.indices
            if index(domain).generate()[0]
        ]


def _last_part(name: str) -> str:
    """Return the part of an object's name after the last dot, colon or space."""
    return _PARTS.split(name.rstrip())[-1] or name


def _without_title(fact: object) -> object:
    """Drop from a label or object what only a link without text of its own shows."""
    if isinstance(fact, tuple) and len(fact) > 2:
        label = fact[0]
        return (label[:2] if isinstance(label, tuple) else label, *fact[1:])
    if isinstance(fact, list):
        return [one[:-1] for one in fact]
    return fact


def _text(drawn: Iterable[Node]) -> str:
    return "".join(map(str, drawn))
