"""By which names posts, pillars and series are referred to, and what each name means.

A post goes by its slug, by ``pillar-id/slug`` and by its docname, a pillar by
``journey-id/pillar-id`` (by ``pillar-id`` alone where only one journey has such a pillar), a series
by the journey's id.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from .aliases import slug_of_alias
from .problems import Miss, Subtype, did_you_mean, short_repr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .document import Document
    from .model import Journeys, Post, Status

KINDS = ("post", "pillar", "series")
"""What can be referred to; the roles are called alike."""


class Target(NamedTuple):
    """What a name stands for."""

    title: str
    docname: str | None
    """The page to link to; ``None`` where there is none in this build."""
    status: Status | None = None
    """A post's; pillars and series have none."""


@dataclass(frozen=True, slots=True)
class Targets:
    """All that can be referred to in one build."""

    posts: Mapping[str, Target] = field(default_factory=dict)
    """By slug, where it is clear which post is meant; otherwise by the pillar's id and the slug."""
    others: Mapping[str, Target] = field(default_factory=dict)
    """Posts by their other names."""
    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By a slug of several posts that none of them was given: their longer names."""
    moved: Mapping[str, Target] = field(default_factory=dict)
    """By slugs that posts had once."""
    pillars: Mapping[str, Target] = field(default_factory=dict)
    """By full name."""
    series: Mapping[str, Target] = field(default_factory=dict)
    short: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The full names of each pillar's id."""

    def find(self, kind: str, name: str) -> Target | None:
        """Return what a name stands for, or ``None``.

        Args:
            kind: one of `KINDS`.
            name: as an author wrote it.
        """
        if kind == "post":
            return self.posts.get(name) or self.others.get(name) or self.moved.get(name)
        if kind == "series":
            return self.series.get(name)
        full = self.short.get(name, ())
        return self.pillars.get(full[0] if len(full) == 1 else name)

    def miss(self, kind: str, name: str) -> Miss:
        """Return why `find` finds nothing, and what may have been meant."""
        if kind == "post":
            if same := self.same.get(name):
                message = f"There are several posts {short_repr(name)}: write one of "
                return Miss(Subtype.UNKNOWN_POST, f"{message}{', '.join(same)}.")
            hint = did_you_mean(name, self.posts)
            return Miss(Subtype.UNKNOWN_POST, f"There is no post {short_repr(name)}.{hint}")
        if kind == "series":
            hint = did_you_mean(name, self.series)
            return Miss(Subtype.UNKNOWN_JOURNEY, f"There is no journey {short_repr(name)}.{hint}")
        if len(full := self.short.get(name, ())) > 1:
            message = (
                f"There are several pillars {short_repr(name)}: write one of {', '.join(full)}."
            )
            return Miss(Subtype.UNKNOWN_PILLAR, message)
        hint = did_you_mean(name, self.pillars if "/" in name else self.short)
        return Miss(Subtype.UNKNOWN_PILLAR, f"There is no pillar {short_repr(name)}.{hint}")

    def linked(self) -> Iterator[tuple[str, str, Target]]:
        """Yield kind, name and target of all that has a page, a pillar by its full name."""
        known = (self.posts, self.pillars, self.series, self.moved)
        for kind, targets in zip((*KINDS, "post"), known, strict=True):
            for name, target in targets.items():
                if target.docname is not None:
                    yield kind, name, target


def targets_of(
    journeys: Journeys, documents: Mapping[str, Document], pages: Mapping[str, str]
) -> Targets:
    """Return what can be referred to.

    Args:
        journeys: those of this build.
        documents: the documents of this build, whose aliases tell what posts were called once.
        pages: the page of each series that has one, by the journey's id.
    """
    posts, others, same = _posts(journeys)
    pillars: dict[str, Target] = {}
    short: dict[str, tuple[str, ...]] = {}
    for journey in journeys.by_id.values():
        for pillar in journey.pillars:
            full = f"{journey.id}/{pillar.id}"
            pillars[full] = Target(pillar.title, pillar.docname or pages.get(journey.id))
            short[pillar.id] = (*short.get(pillar.id, ()), full)
    series = {
        journey.id: Target(journey.title, pages.get(journey.id))
        for journey in journeys.by_id.values()
    }
    moved = _moved(journeys, documents, {**others, **posts})
    return Targets(posts, others, same, moved, pillars, series, short)


def _posts(
    journeys: Journeys,
) -> tuple[dict[str, Target], dict[str, Target], dict[str, tuple[str, ...]]]:
    """Return the posts by their slugs, by their other names, and the slugs that say too little."""
    by_slug: dict[str, dict[str, Post]] = defaultdict(dict)
    others: dict[str, Target] = {}
    for journey in journeys.by_id.values():
        for post in journey.posts:
            target = Target(post.title, post.docname, post.status)
            full = f"{post.pillar_id}/{post.slug}" if post.pillar_id else post.docname or post.slug
            others.setdefault(full, target)
            if post.docname:
                others.setdefault(post.docname, target)
            by_slug[post.slug].setdefault(post.docname or full, post)
    posts: dict[str, Target] = {}
    same: dict[str, tuple[str, ...]] = {}
    for slug, found in by_slug.items():
        chosen = [post for post in found.values() if post.slug_is_typed]
        there = [post for post in chosen or found.values() if post.docname]
        meant = there or chosen or [*found.values()]
        if len(meant) == 1 or chosen:
            posts[slug] = Target(meant[0].title, meant[0].docname, meant[0].status)
            continue
        names = [f"{post.pillar_id}/{slug}" if post.pillar_id else post.docname for post in meant]
        same[slug] = tuple(name or slug for name in names)
        posts |= {name: others[name] for name in same[slug] if name in others}
    return posts, others, same


def _moved(
    journeys: Journeys, documents: Mapping[str, Document], posts: Mapping[str, Target]
) -> dict[str, Target]:
    """Return the posts by slugs they had once: those that no other post has, or had."""
    had: dict[str, set[str]] = defaultdict(set)
    for docname in journeys.places:
        for alias in documents[docname].front.aliases if docname in documents else ():
            had[slug_of_alias(alias)].add(docname)
    moved = {}
    for slug, docnames in sorted(had.items()):
        if slug and slug not in posts and len(docnames) == 1:
            post = journeys.places[docnames.pop()][0].post
            moved[slug] = Target(post.title, post.docname, post.status)
    return moved
