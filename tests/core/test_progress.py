"""Promises of `sphinx_journey.core.progress`."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_journey.core.assemble import assemble
from sphinx_journey.core.document import Settings
from sphinx_journey.core.manifest import read_manifest
from sphinx_journey.core.model import Journey, Pillar, Post, Status
from sphinx_journey.core.progress import Figures, figures, progress

DAY = dt.date(2026, 11, 22)
BERLIN = ZoneInfo("Europe/Berlin")


def post(
    title: str,
    status: Status = Status.PLANNED,
    when: str | None = None,
    *,
    minutes: int = 0,
    words: int = 0,
) -> Post:
    moment = dt.datetime.fromisoformat(when) if when else None
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return Post(slug=title, title=title, status=status, when=moment, minutes=minutes, words=words)


def journey(*posts: Post) -> Journey:
    return Journey(id="j", title="J", overview=posts)


def titles(posts: tuple[Post, ...]) -> list[str]:
    return [each.title for each in posts]


def test_sums_count_all_posts_and_read_only_the_published() -> None:
    posts = [
        post("a", Status.PUBLISHED, minutes=3, words=500),
        post("b", Status.PUBLISHED, minutes=4, words=700),
        post("c", Status.DRAFT, minutes=90, words=9000),
        post("d", Status.SCHEDULED, "2027-01-01", minutes=90, words=9000),
        post("e", Status.EXPIRED, minutes=90, words=9000),
        post("f"),
    ]
    sums = figures(posts)
    assert sums == Figures(total=6, published=2, waiting=3, minutes=7, words=1200)
    assert sums.share == 2 / 6


def test_without_posts_the_share_is_zero() -> None:
    assert figures([]) == Figures(total=0, published=0, waiting=0, minutes=0, words=0)
    assert figures([]).share == 0
    state = progress(journey(), DAY)
    assert (state.next, state.overdue, state.pillars) == (None, (), ())


def test_the_parts_are_summed_apart_and_together() -> None:
    made = Journey(
        id="j",
        title="J",
        overview=(post("o", Status.PUBLISHED, minutes=1, words=10),),
        pillars=(
            Pillar(
                id="p",
                number=1,
                title="P",
                posts=(post("p1", Status.PUBLISHED, minutes=2, words=20), post("p2")),
            ),
            Pillar(id="q", number=2, title="Q", posts=(post("q1"),)),
            Pillar(id="r", number=3, title="R"),
        ),
    )
    state = progress(made, DAY)
    assert state.whole == Figures(total=4, published=2, waiting=2, minutes=3, words=30)
    assert state.overview == Figures(total=1, published=1, waiting=0, minutes=1, words=10)
    assert [(pillar.id, sums) for pillar, sums in state.pillars] == [
        ("p", Figures(total=2, published=1, waiting=1, minutes=2, words=20)),
        ("q", Figures(total=1, published=0, waiting=1, minutes=0, words=0)),
        ("r", Figures(total=0, published=0, waiting=0, minutes=0, words=0)),
    ]


def test_next_is_the_nearest_day_from_today_wherever_the_post_is() -> None:
    posts = (
        post("undated"),
        post("late", when="2026-11-21"),
        post("far", when="2027-01-01"),
        post("near", Status.SCHEDULED, "2026-11-23"),
        post("out", Status.PUBLISHED, "2026-11-22"),
        post("gone", Status.EXPIRED, "2026-11-22"),
    )
    state = progress(journey(*posts), DAY)
    assert state.next is posts[3]


def test_next_without_days_is_the_first_in_order() -> None:
    posts = (
        post("out", Status.PUBLISHED),
        post("late", when="2026-11-01"),
        post("first"),
        post("second", Status.DRAFT),
    )
    assert progress(journey(*posts), DAY).next is posts[2]


def test_next_is_none_when_everything_is_out() -> None:
    posts = (post("out", Status.PUBLISHED, "2026-01-01"), post("gone", Status.EXPIRED))
    state = progress(journey(*posts), DAY)
    assert (state.next, state.overdue) == (None, ())


def test_overdue_is_what_is_not_out_from_the_day_after_its_own_the_oldest_first() -> None:
    posts = (
        post("yesterday", when="2026-11-21T23:59:59"),
        post("today", when="2026-11-22"),
        post("old draft", Status.DRAFT, "2026-10-01"),
        post("older", when="2026-09-30"),
        post("out", Status.PUBLISHED, "2026-01-01"),
        post("gone", Status.EXPIRED, "2026-01-01"),
        post("undated"),
    )
    state = progress(journey(*posts), DAY)
    assert titles(state.overdue) == ["older", "old draft", "yesterday"]
    assert state.next is posts[1]


def test_a_post_of_today_is_next_and_overdue_tomorrow_by_the_days_of_the_zone() -> None:
    # 23:30 UTC on the 21st is the 22nd in Berlin.
    plan, _ = read_manifest(
        "id: j\nposts: [{title: X, date: 2026-11-21T23:30:00Z}]\npillars: []", path="journey.yml"
    )
    now = dt.datetime(2026, 11, 22, 22, 0, tzinfo=dt.UTC)

    def state(zone: dt.tzinfo, today: dt.date) -> tuple[bool, bool]:
        journeys, _ = assemble(plan, {}, Settings(now=now, zone=zone))
        made = progress(journeys.by_id["j"], today)
        return made.next is not None, bool(made.overdue)

    assert state(BERLIN, dt.date(2026, 11, 22)) == (True, False)
    assert state(BERLIN, dt.date(2026, 11, 23)) == (False, True)
    assert state(dt.UTC, dt.date(2026, 11, 22)) == (False, True)


def test_days_are_ordered_as_instants_where_the_clock_goes_back() -> None:
    later = dt.datetime(2026, 10, 25, 2, 15, fold=1, tzinfo=BERLIN)
    sooner = dt.datetime(2026, 10, 25, 2, 30, fold=0, tzinfo=BERLIN)
    posts = tuple(
        Post(slug=title, title=title, status=Status.PLANNED, when=when)
        for title, when in (("later", later), ("sooner", sooner))
    )
    assert titles(progress(journey(*posts), DAY).overdue) == ["sooner", "later"]
    ahead = progress(journey(*posts), dt.date(2026, 10, 1))
    assert ahead.next is posts[1]


POSTS = st.lists(
    st.builds(
        Post,
        slug=st.just("s"),
        title=st.sampled_from("abc"),
        status=st.sampled_from(Status),
        when=st.none() | st.datetimes(timezones=st.just(dt.UTC)),
        minutes=st.integers(0, 99),
        words=st.integers(0, 9999),
    )
)


@settings(deadline=None)
@given(POSTS, st.lists(POSTS, max_size=3), st.dates())
def test_the_whole_is_the_sum_of_its_parts(
    overview: list[Post], groups: list[list[Post]], today: dt.date
) -> None:
    pillars = tuple(
        Pillar(id=str(number), number=number, title="P", posts=tuple(group))
        for number, group in enumerate(groups, 1)
    )
    made = Journey(id="j", title="J", overview=tuple(overview), pillars=pillars)
    state = progress(made, today)
    parts = [state.overview, *(sums for _, sums in state.pillars)]
    assert state.whole == Figures(
        total=sum(part.total for part in parts),
        published=sum(part.published for part in parts),
        waiting=sum(part.waiting for part in parts),
        minutes=sum(part.minutes or 0 for part in parts),
        words=sum(part.words or 0 for part in parts),
    )
    assert all(0 <= part.share <= 1 for part in parts)
    waiting = [p for p in made.posts if p.status not in {Status.PUBLISHED, Status.EXPIRED}]
    assert all(late in waiting for late in state.overdue)
    assert all(late.when and late.when.date() < today for late in state.overdue)
    assert (state.next is None) == (len(waiting) == len(state.overdue))
    if state.next is not None:
        assert state.next not in state.overdue


def test_a_scheduled_post_is_never_overdue_whatever_day_it_was_written_for() -> None:
    # Half an hour before midnight in Los Angeles is the next morning in UTC.
    west = dt.timezone(-dt.timedelta(hours=8))
    when = dt.datetime(2026, 11, 21, 23, 30, tzinfo=west)
    soon = Post(slug="s", title="S", status=Status.SCHEDULED, when=when)
    state = progress(journey(soon), dt.date(2026, 11, 22))
    assert (state.next, state.overdue) == (soon, ())
