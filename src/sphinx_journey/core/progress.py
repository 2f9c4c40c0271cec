"""The figures of a journey's progress."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .model import Status

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from .model import Journey, Pillar, Post


WAITING = frozenset({Status.PLANNED, Status.DRAFT, Status.SCHEDULED})
"""The statuses of posts that are still to come out."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums over some posts."""

    total: int
    published: int
    waiting: int
    """How many are still to come; an expired post is neither out nor to come."""
    minutes: int | None
    """Reading time of the published posts; ``None`` if it isn't known of each."""
    words: int | None
    """Words of the published posts; ``None`` if they aren't known of each."""

    @property
    def share(self) -> float:
        """The published part of the whole, 0 to 1."""
        return self.published / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a journey has come."""

    whole: Figures
    overview: Figures
    pillars: tuple[tuple[Pillar, Figures], ...]
    next: Post | None
    """The post that comes out next: by date, else the first in order without one."""
    overdue: tuple[Post, ...]
    """Posts not out although their day has passed, the oldest first."""


def figures(posts: Iterable[Post]) -> Figures:
    """Sum up some posts."""
    posts = tuple(posts)
    published = [post for post in posts if post.status is Status.PUBLISHED]
    return Figures(
        total=len(posts),
        published=len(published),
        waiting=sum(post.status in WAITING for post in posts),
        minutes=_sum(post.minutes for post in published),
        words=_sum(post.words for post in published),
    )


def _sum(values: Iterable[int | None]) -> int | None:
    known = [*values]
    return None if None in known else sum(value or 0 for value in known)


def progress(journey: Journey, today: dt.date) -> Progress:
    """Work out the progress of a journey.

    Args:
        journey: as this build shows it.
        today: the day of the build in the project's time zone. A post that is not out is
            overdue from the day after its own.
    """
    waiting = [post for post in journey.posts if post.status in WAITING]
    dated = sorted(
        ((post.when, post) for post in waiting if post.when),
        key=lambda pair: (pair[0].timestamp(), pair[1].title),
    )
    late: list[Post] = []
    ahead: list[Post] = []
    for when, post in dated:
        # Whatever day it is where a scheduled post was written, its instant is to come.
        is_late = when.date() < today and post.status is not Status.SCHEDULED
        (late if is_late else ahead).append(post)
    undated = [post for post in waiting if post.when is None]
    return Progress(
        whole=figures(journey.posts),
        overview=figures(journey.overview),
        pillars=tuple((pillar, figures(pillar.posts)) for pillar in journey.pillars),
        next=next(iter(ahead + undated), None),
        overdue=tuple(late),
    )
