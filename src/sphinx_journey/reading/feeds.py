"""After reading: which feeds there are, and whose posts each has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.archives import PRESETS, SLUG
from ..core.feeds import Channel
from ..core.model import Status
from ..core.problems import Subtype
from ..core.terms import terms_of
from ..domain.journey import journey_domain
from .websites import can_make

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..core.archives import Archives
    from ..core.model import Journeys, Post
    from ..core.terms import TermKind

_TERMS: tuple[TermKind, ...] = ("tag", "category", "author")


def make_feeds(
    env: BuildEnvironment,
    builder: Builder,
    posts: tuple[Post, ...],
    journeys: Journeys,
    archives: Archives,
    progress: Mapping[str, str],
) -> tuple[Channel, ...]:
    """Return the feeds of a build; builders other than those of websites have none.

    Only what is published is in them, whatever a preview builds, and only what has a date.

    Args:
        env: the environment.
        builder: the builder at work.
        posts: all posts, newest first.
        journeys: all of the project.
        archives: the pages of tags, categories and authors.
        progress: the page with the progress of each journey.
    """
    config = journey_domain(env).build.config
    if config is None or not config.feeds.formats or builder.name not in {"html", "dirhtml"}:
        return ()
    if not can_make(env, "feeds", Subtype.FEED, "feedgen"):
        return ()
    out = tuple(one for one in posts if one.status is Status.PUBLISHED and one.when is not None)
    made = _Feeds(env, out, journeys)
    found: list[Channel] = []
    if "site" in config.feeds.of:
        found.append(made.of_site())
    if "journey" in config.feeds.of:
        found += made.of_journeys(progress, skips_only="site" in config.feeds.of)
    if "pillar" in config.feeds.of:
        found += made.of_pillars(progress)
    for kind in _TERMS:
        if kind in config.feeds.of:
            found += made.of_terms(kind, archives)
    return tuple(one for one in found if one.posts)


class _Feeds:
    def __init__(self, env: BuildEnvironment, posts: tuple[Post, ...], journeys: Journeys) -> None:
        self._env, self._posts, self._journeys = env, posts, journeys
        config = journey_domain(env).build.config
        self._folder = config.feeds.folder if config is not None else ""
        self._project = str(env.config.project)

    def _in(self, name: str) -> str:
        return f"{self._folder}/{name}" if self._folder else name

    def of_site(self) -> Channel:
        single = next(iter(self._journeys.by_id), self._project)
        root = self._env.config.root_doc
        return Channel(("site", single), self._project, root, self._folder, self._posts)

    def of_journeys(self, progress: Mapping[str, str], *, skips_only: bool) -> Iterator[Channel]:
        for journey in self._journeys.by_id.values():
            own = {post.docname for post in journey.visible}
            posts = tuple(post for post in self._posts if post.docname in own)
            if skips_only and len(posts) == len(self._posts):
                continue  # it is the site's
            home = progress.get(journey.id, self._env.config.root_doc)
            path = ("journey", journey.id)
            yield Channel(path, journey.title, home, self._in(journey.id), posts, journey.id)

    def of_pillars(self, progress: Mapping[str, str]) -> Iterator[Channel]:
        for journey in self._journeys.by_id.values():
            for pillar in journey.pillars:
                own = {post.docname for post in pillar.posts}
                home = pillar.docname or progress.get(journey.id, self._env.config.root_doc)
                yield Channel(
                    ("pillar", journey.id, pillar.id),
                    f"{journey.title}: {pillar.title}",
                    home,
                    self._in(f"{journey.id}/{pillar.id}"),
                    tuple(post for post in self._posts if post.docname in own),
                )

    def of_terms(self, kind: TermKind, archives: Archives) -> Iterator[Channel]:
        for term in terms_of(self._posts, kind).all:
            page = archives.page_of(kind, term.name)
            folder = page or self._in(PRESETS["hugo"][kind].page.replace(SLUG, term.slug))
            home = page or self._env.config.root_doc
            path = (kind, self._project, term.slug)
            title = f"{self._project}: {term.name}"
            # Each post is in several of these already, and in the site's with all others.
            yield Channel(path, title, home, folder, term.posts, is_paged=False)
