"""What search engines and other sites get to know of a page, in its head."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from markupsafe import escape

from ..builds.addresses import address_of, is_address, page_address
from ..core.metadata import (
    Image,
    Membership,
    Site,
    Titled,
    as_script,
    blog_posting,
    breadcrumbs,
    item_list,
    of_article,
    open_graph,
)
from ..core.model import Status
from ..domain.journey import journey_domain
from ..domain.titles import description, title_text
from ..nodes import PREVIEW, SHOWS_JOURNEY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..builds.build import Build
    from ..core.model import Journey, Pillar, Place, Post

_OPEN_GRAPH = "sphinxext.opengraph"


class Metadata(NamedTuple):
    """What is known of a page, apart from its picture."""

    post: Post | None
    page: Titled
    site: Site
    description: str = ""
    memberships: tuple[Membership, ...] = ()
    section: str = ""
    """The title of the post's chapter."""
    trail: tuple[Titled, ...] = ()
    """The pages above it, from the home page on, and itself; empty where there are none."""
    series: tuple[tuple[str, tuple[Titled, ...]], ...] = ()
    """The series whose page it is: the title of each, and its posts."""


def metadata_of(env: BuildEnvironment, docname: str) -> Metadata | None:
    """Return what is known of a document's page; ``None`` where it isn't for others to see."""
    build = journey_domain(env).build
    if build.config is None or build.builder.name not in {"html", "dirhtml"}:
        return None
    if docname not in env.found_docs or build.publications[docname].status is not Status.PUBLISHED:
        return None
    found = _Found(env, build)
    edition = build.edition
    places = edition.journeys.places.get(docname, ())
    if places:
        return found.of_post(docname, places[0].post, places)
    if docname in edition.blog.alone:
        return found.of_post(docname, edition.blog.alone[docname], ())
    if docname in edition.journeys.chapters:
        return found.of_chapter(docname, *edition.journeys.chapters[docname])
    return found.of_other(docname)


class _Found:
    """Finds what is known of pages in one build."""

    def __init__(self, env: BuildEnvironment, build: Build) -> None:
        self._env, self._build = env, build
        self._has_address = is_address(str(env.config.html_baseurl))
        language = str(env.config.language).replace("_", "-")
        self._site = Site(str(env.config.project), language)

    def of_post(self, docname: str, post: Post, places: Sequence[Place]) -> Metadata:
        first = places[0].journey if places else None
        pillar = first.pillar(post.pillar_id) if first is not None else None
        memberships = [Membership(self._series(one.journey), one.post.part) for one in places]
        page = self._titled(docname, post.title)
        return Metadata(
            post,
            page,
            self._site,
            post.description or "",
            tuple(memberships),
            section=pillar.title if pillar is not None else "",
            trail=self._trail(first, pillar, page),
        )

    def of_chapter(self, docname: str, journey: Journey, pillar: Pillar) -> Metadata:
        page = self._titled(docname, pillar.title)
        said = description(self._env, docname) or pillar.summary or ""
        return Metadata(None, page, self._site, said, trail=self._trail(journey, None, page))

    def of_other(self, docname: str) -> Metadata:
        found = self._build.edition.journeys.by_id.values()
        journeys = [one for one in found if self.page_of(one) == docname]
        page = self._titled(docname, title_text(self._env, docname) or self._site.name)
        described = next((one.description for one in journeys if one.description), "")
        series = [
            (one.title, tuple(self._titled(post.docname, post.title) for post in posts))
            for one in journeys
            if self._has_address
            and (posts := [post for post in one.visible if post.status is Status.PUBLISHED])
        ]
        said = description(self._env, docname) or described
        return Metadata(None, page, self._site, said, series=tuple(series))

    def page_of(self, journey: Journey) -> str | None:
        """Return the page of a series: that of its roadmap, otherwise that of its progress."""
        target = self._build.edition.targets.find("series", journey.id)
        return target.docname if target is not None else None

    def _is_out(self, docname: str) -> bool:
        """Return whether a page is there without a preview, too."""
        return self._build.publications[docname].status is Status.PUBLISHED

    def _series(self, journey: Journey) -> Titled:
        return self._titled(self.page_of(journey), journey.title)

    def _trail(
        self, journey: Journey | None, pillar: Pillar | None, page: Titled
    ) -> tuple[Titled, ...]:
        root = self._env.config.root_doc
        above = [self._titled(root, self._site.name or title_text(self._env, root) or "")]
        if journey is not None:
            above.append(self._series(journey))
        if pillar is not None and pillar.docname is not None:
            above.append(self._titled(pillar.docname, pillar.title))
        trail: dict[str, Titled] = {}
        for one in (*above, page):
            if one.url and one.title:
                trail.setdefault(one.url, one)
        return tuple(trail.values()) if len(trail) > 1 else ()

    def _titled(self, docname: str | None, title: str) -> Titled:
        if docname is None or not self._has_address or not self._is_out(docname):
            return Titled(title)
        return Titled(title, page_address(self._build.builder, docname))


def describe_page(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put what is known of a page into its head, if it is a post or shows something of a journey.

    Open Graph is left to an extension that is enabled for it; it gets to know what it can't see.
    """
    known = metadata_of(app.env, pagename) if doctree is not None else None
    if known is None or doctree is None:
        return
    if known.post is None and not doctree.get(SHOWS_JOURNEY):
        return
    preview = doctree.get(PREVIEW) or {}
    properties = open_graph(known.post, known.page, known.site, known.description)
    article = of_article(known.post, known.section) if known.post is not None else []
    if _OPEN_GRAPH in app.config.extensions:
        passed = {name: properties[name] for name in ("og:type", "og:locale")}
        context["meta"] = {**passed, **(context.get("meta") or {})}
        tags = article
    else:
        before = context.get("metatags", "")
        tags = [*properties.items(), *article]
        tags = [(name, value) for name, value in tags if f'property="{name}"' not in before]
        large = "summary_large_image" if preview else "summary"
        if 'name="twitter:card"' not in before:
            _add(context, f'<meta name="twitter:card" content="{large}" />')
    for name, value in tags:
        _add(context, f'<meta property="{name}" content="{escape(value)}" />')
    values = _structured(app, known, preview)
    if values:
        _add(context, f'<script type="application/ld+json">{as_script(values)}</script>')


def _add(context: dict[str, Any], tag: str) -> None:
    context["metatags"] = f"{context.get('metatags', '')}{tag}\n"


def _structured(app: Sphinx, known: Metadata, preview: dict[str, Any]) -> list[dict[str, Any]]:
    values = []
    if known.post is not None:
        image = _image(app, preview)
        values.append(
            blog_posting(
                known.post, known.page, known.site, known.memberships, known.section, image
            )
        )
    if known.trail:
        values.append(breadcrumbs(known.trail))
    values += [item_list(title, posts) for title, posts in known.series]
    return values


def _image(app: Sphinx, preview: dict[str, Any]) -> Image | None:
    if not preview:
        return None
    name = str(preview["image"])
    url = name if "://" in name else address_of(app.builder, f"_images/{quote(name)}")
    return Image(url, preview.get("image:width"), preview.get("image:height"))
