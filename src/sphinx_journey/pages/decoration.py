"""What stands on a page of a journey: drawn for the page, and for the digest of what it shows.

Everything that depends on other documents, on the plan or on the clock is drawn here, so that a
page is written again exactly when something drawn on it has changed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from ..core.listing import listed
from ..core.model import Status
from ..core.problems import Miss, Subtype, short_repr
from ..core.select import choose
from ..domain.journey import journey_domain
from .themes import links_below
from .views import PROGRESS_VIEWS, ROADMAP_VIEWS
from .views.post import banner, chapter_line, post_line, series_nav
from .views.posts import Looks, post_list

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.environment import BuildEnvironment

    from ..builds.build import Build
    from ..config.values import Config, Nav
    from ..core.model import Journey
    from ..domain.records import ViewRequest
    from .views.context import RenderContext


def decorate(
    env: BuildEnvironment, docname: str, context: RenderContext
) -> tuple[list[Node], list[Node]]:
    """Draw what a page gets by itself: a banner, a post's line and series-nav, a chapter's line.

    Returns:
        What is put after the page's title, and at its end.
    """
    build = journey_domain(env).build
    journeys, config = build.edition.journeys, build.config
    head = _banner(build, docname, context)
    if docname in journeys.chapters:
        journey, pillar = journeys.chapters[docname]
        head += chapter_line(journey, pillar, context)
    places = journeys.places.get(docname, ())
    if docname in build.edition.blog.alone:
        return [*head, *post_line(build.edition.blog.alone[docname], context)], []
    if not places or config is None:
        return head, []
    nav = _nav(env, docname, config)
    foot: list[Node] = []
    if nav in {"both", "top"}:
        # On paper the neighbors are the pages before and after; once, at the end, will do.
        neighbors = context.web or nav == "top"
        head += series_nav(places, context, line=config.nav_line, neighbors=neighbors)
    head += post_line(places[0].post, context)
    if nav in {"both", "bottom"}:
        line = config.nav_line if context.web or nav == "bottom" else ()
        foot = series_nav(places, context, line=line, at="bottom")
    return head, foot


def _nav(env: BuildEnvironment, docname: str, config: Config) -> Nav:
    """Return where a post gets a series-nav by itself: not where the theme draws neighbors."""
    domain = journey_domain(env)
    if any(request.kind == "nav" for request in domain.view_requests.get(docname, ())):
        return "none"
    builder = domain.build.builder
    if (
        config.nav == "both"
        and builder.name in {"html", "dirhtml"}
        and isinstance(builder, StandaloneHTMLBuilder)
        and links_below(builder)
    ):
        return "top"
    return config.nav


def _banner(build: Build, docname: str, context: RenderContext) -> list[Node]:
    """Draw what says that a page isn't published, on a page that isn't."""
    publication = build.publications[docname]
    status = publication.status
    if status is Status.PUBLISHED:
        return []
    times = {Status.SCHEDULED: publication.when, Status.EXPIRED: publication.until}
    return banner(status, times.get(status), context)


def draw_view(
    env: BuildEnvironment, request: ViewRequest, context: RenderContext
) -> list[Node] | Miss:
    """Draw what a directive asks for, or say why there is nothing to draw."""
    build = journey_domain(env).build
    journeys, blog = build.edition.journeys, build.edition.blog
    if request.posts is not None:
        posts = listed(blog, journeys, request.docname, request.posts.selection)
        if isinstance(posts, Miss):
            return posts
        looks = Looks(request.posts.fields, request.posts.columns, blog.excerpts)
        return post_list(posts, looks, context)
    if request.kind == "nav" and build.config is not None:
        places = journeys.places.get(request.docname, ())
        if request.journey:
            places = tuple(p for p in places if p.journey.id == request.journey)
        if places:
            return series_nav(places, context, line=build.config.nav_line)
    choice = choose(journeys, request.docname, request.journey, request.pillar)
    if isinstance(choice, Miss):
        return choice
    journey: Journey = choice.journey
    if request.kind == "nav":
        message = f"This page isn't a post of {short_repr(journey.id)}. Remove the directive."
        return Miss(Subtype.UNKNOWN_JOURNEY, message)
    view = PROGRESS_VIEWS.get(request.kind) or ROADMAP_VIEWS[request.view]
    if request.pillar:  # a chosen pillar is shown without the posts of no pillar
        journey = replace(journey, overview=())
    return view(journey, choice.pillars, context)
