"""Promises of `sphinx_journey.core.publication`: what is out, and what shows of the rest."""

from __future__ import annotations

import datetime as dt
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_journey.core.assemble import assemble
from sphinx_journey.core.document import Document, Settings
from sphinx_journey.core.fields import FrontMatter
from sphinx_journey.core.manifest import read_manifest
from sphinx_journey.core.model import Status
from sphinx_journey.core.plan import Plan
from sphinx_journey.core.publication import Withheld, publications_of

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
PAST, FUTURE = dt.date(2026, 1, 1), dt.date(2027, 1, 1)
SWITCHES = (Status.DRAFT, Status.SCHEDULED, Status.EXPIRED)
SECRET = "zyx"


def document(docname: str = "one", **values: object) -> Document:
    front = FrontMatter(**values)  # type: ignore[arg-type]
    return Document(docname=docname, path=f"{docname}.md", front=front)


def settings(*build: Status) -> Settings:
    return Settings(now=NOW, zone=dt.UTC, build=frozenset(build))


def withheld(
    documents: dict[str, Document], when: Settings, plan: Plan | None = None
) -> dict[str, Status]:
    """Return the statuses of the withheld documents."""
    found = publications_of(documents, plan or Plan(), when)
    return {name: found[name].status for name in found.withheld}


def is_built(front: FrontMatter, *build: Status, plan: Plan | None = None) -> bool:
    one = Document(docname="one", path="one.md", front=front)
    return withheld({"one": one}, settings(*build), plan) == {}


@given(
    st.booleans(),
    st.sampled_from([None, PAST, FUTURE]),
    st.sampled_from([None, PAST, FUTURE]),
    st.sampled_from([None, PAST, FUTURE]),
)
def test_each_reason_needs_its_own_switch(
    draft: bool,
    date: dt.date | None,
    publish: dt.date | None,
    expiry: dt.date | None,
) -> None:
    front = FrontMatter(draft=draft, date=date, publish_date=publish, expiry_date=expiry)
    needed = {Status.DRAFT} if draft else set()
    needed |= {Status.SCHEDULED} if (publish or date) == FUTURE else set()
    needed |= {Status.EXPIRED} if expiry == PAST else set()
    for build in chain.from_iterable(combinations(SWITCHES, n) for n in range(4)):
        assert is_built(front, *build) == (needed <= set(build))


def test_a_document_without_a_date_has_its_entrys() -> None:
    plan, _ = read_manifest(
        "id: j\ntitle: J\npillars:\n  - {id: p, title: P, posts: [{doc: one, date: 2027-01-01}]}",
        path="journey.yml",
    )
    assert not is_built(FrontMatter(), plan=plan)
    assert is_built(FrontMatter(date=PAST), plan=plan)
    assert is_built(FrontMatter(publish_date=PAST), plan=plan)
    journeys, _ = assemble(plan, {"one": document()}, settings(Status.SCHEDULED))
    post = journeys.by_id["j"].posts[0]
    assert (post.status, post.when) == (
        Status.SCHEDULED,
        dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
    )


@pytest.mark.parametrize("date", ["2026-02-30", "soon", "5"])
def test_an_invalid_date_of_an_entry_publishes_nothing(date: str) -> None:
    text = f"id: j\ntitle: J\npillars: []\nposts:\n  - {{doc: one, date: {date}}}"
    plan, (problem,) = read_manifest(text, path="journey.yml")
    assert problem.location.line == 5
    assert "held back" in problem.message
    documents = {"one": document(), "own": document("own", date=PAST)}
    assert withheld(documents, settings(), plan) == {"one": Status.DRAFT}
    plan, _ = read_manifest(text.replace("doc: one", "doc: own"), path="journey.yml")
    assert withheld(documents, settings(), plan) == {}  # its own date counts


def test_a_document_that_expires_before_its_entrys_date_names_the_entry() -> None:
    text = "id: j\ntitle: J\npillars: []\nposts:\n  - {doc: one, date: 2027-01-01}"
    plan, _ = read_manifest(text, path="journey.yml")
    one = document(expiry_date=dt.date(2026, 12, 31))
    for built, kept in (({"one": one}, {}), ({}, {"one": one})):
        _, (problem,) = assemble(plan, built, settings(), kept)
        assert problem.location.path == "one.md"
        assert "not after 'date' at journey.yml:5" in problem.message
    later = document(expiry_date=dt.date(2027, 1, 2))
    assert assemble(plan, {"one": later}, settings())[1] == ()


MOMENTS = st.none() | st.dates() | st.datetimes(timezones=st.none() | st.just(dt.UTC))
FRONTS = st.builds(
    FrontMatter, date=MOMENTS, publish_date=MOMENTS, expiry_date=MOMENTS, draft=st.booleans()
)
BUILDS = st.frozensets(st.sampled_from(SWITCHES))


@given(st.dictionaries(st.text(max_size=3), FRONTS), BUILDS)
def test_what_is_withheld_is_never_published_and_what_is_not_is_switched_on(
    fronts: dict[str, FrontMatter], build: frozenset[Status]
) -> None:
    documents = {
        name: Document(docname=name, path=name, front=front) for name, front in fronts.items()
    }
    now = settings(*build)
    kept = withheld(documents, now)
    for name in fronts:
        status = publications_of(documents, Plan(), now)[name].status
        if name in kept:
            assert kept[name] is status is not Status.PUBLISHED
        else:
            assert status in {Status.PUBLISHED, *build}
    assert withheld(documents, settings(*SWITCHES)) == {}
    assert withheld(documents, settings()).keys() >= kept.keys()


MANIFEST = """
id: j
title: J
posts:
  - {doc: titled, title: Said in the plan, date: 2027-02-03}
  - untitled
pillars:
  - id: p
    title: P
    doc: chapter
    posts: [shown]
"""


WHY: dict[Status, dict[str, object]] = {
    Status.DRAFT: {"draft": True},
    Status.SCHEDULED: {"date": FUTURE},
    Status.EXPIRED: {"expiry_date": PAST, "date": dt.date(2025, 1, 1)},
}


def withheld_document(docname: str, status: Status, **values: object) -> Withheld:
    front = FrontMatter(
        title=SECRET,
        link_title=SECRET,
        description=SECRET,
        summary=SECRET,
        slug=SECRET + docname,
        tags=(SECRET,),
        keywords=(SECRET,),
        authors=(SECRET,),
        images=(SECRET,),
        **{**WHY[status], **values},  # type: ignore[arg-type]
    )
    return Withheld(docname=docname, path=f"{docname}.md", front=front, title=SECRET)


@pytest.mark.parametrize("status", SWITCHES)
def test_only_the_entry_of_a_withheld_document_is_shown(status: Status) -> None:
    plan, _ = read_manifest(MANIFEST, path="journey.yml")
    kept = {
        name: withheld_document(name, status)
        for name in ("titled", "untitled", "chapter", "elsewhere")
    }
    kept["own"] = withheld_document("own", status, series=("j",), pillar="p")
    kept["typo"] = withheld_document("typo", status, series=("nowhere",))
    shown = {"shown": document("shown", date=PAST)}
    journeys, problems = assemble(plan, shown, settings(), kept)
    assert problems == ()
    assert SECRET not in repr(journeys)
    journey = journeys.by_id["j"]
    assert [(p.title, p.status, p.docname) for p in journey.overview] == [
        ("Said in the plan", status, None)
    ]
    assert journey.overview[0].when == dt.datetime(2027, 2, 3, tzinfo=dt.UTC)
    assert journey.pillars[0].docname is None
    assert [post.docname for post in journey.visible] == ["shown"]
    assert journey.visible[0].part == 1


def test_a_slug_shared_with_a_withheld_document_is_a_problem_with_both_places() -> None:
    plan, _ = read_manifest(MANIFEST, path="journey.yml")
    shown = {"shown": document("shown", slug=SECRET + "titled")}
    kept = {
        "titled": withheld_document("titled", Status.DRAFT),
        "untitled": withheld_document("u", Status.DRAFT),
    }
    kept["chapter"] = withheld_document("chapter", Status.DRAFT)
    _, problems = assemble(plan, shown, settings(), kept)
    assert [problem.location.path for problem in problems] == ["shown.md"]
    assert "titled.md" in problems[0].message
