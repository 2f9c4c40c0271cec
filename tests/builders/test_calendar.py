"""Promises of `journey_calendar`: calendars that programs can read, and that tell nothing early."""

from __future__ import annotations

import datetime as dt
import importlib.util
import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
from bs4 import BeautifulSoup
from ical.calendar_stream import IcsCalendarStream

from sphinx_journey.core.calendars import Calendar, Event
from sphinx_journey.outputs.calendars import as_icalendar

if TYPE_CHECKING:
    from support import Build, Project

BASE = "https://example.org/bread/"
ON: dict[str, Any] = {"journey_calendar": True, "html_baseurl": BASE}
SECRET = "Kneipe"
PLAN = """
    tag_authority: example.org,2026
    journeys:
      - id: bread
        title: Bread; from, scratch
        posts:
          - {doc: posts/rye, title: Rye by plan, date: 2026-10-01}
          - {doc: posts/later, title: Later by plan, date: 2026-12-10}
          - {doc: posts/hushed, title: Hushed by plan, date: 2026-12-11}
          - {doc: posts/past, title: Past by plan, date: 2026-01-02}
          - {id: sifting, title: Sifting, date: 2026-12-24}
          - {id: crust, title: Crust, date: 2026-12-25T18:30:00}
          - {id: someday, title: Some day}
          - posts/kneipe
    """
FILES = {
    "journey.yml": PLAN,
    "index.md": "# Bread\n\n```{pillar-roadmap}\n```\n\n```{journey-toctree}\n```\n",
    "posts/rye.md": """
        ---
        date: 2026-10-01T09:15:00
        lastmod: 2026-10-03
        slug: rye-bread
        description: "How; rye, \\"rises\\"."
        categories: [Basics]
        tags: ["rye, dark", heat]
        ---
        # Rye; dark, \\\\ heavy

        Words of the text.
        """,
    "posts/later.md": f"""
        ---
        date: 2026-12-10
        slug: {SECRET}-slug
        description: {SECRET} described.
        tags: [{SECRET}]
        ---
        # {SECRET} later

        {SECRET}.
        """,
    "posts/hushed.md": f"---\ndraft: true\n---\n# {SECRET} hushed\n",
    "posts/past.md": f"---\nexpiryDate: 2026-02-01\n---\n# {SECRET} past\n",
    "posts/kneipe.md": f"---\ndate: 2026-12-12\n---\n# {SECRET}\n",
    "notes/note.md": "---\ndate: 2026-11-01\n---\n# A note\n\nText.\n",
    "notes/ahead.md": f"---\ndate: 2026-12-13\n---\n# {SECRET} ahead\n",
}


@pytest.fixture
def site(project: Project) -> Project:
    return project.write(FILES)


def raw(build: Build, name: str = "calendar.ics") -> bytes:
    return (build.out / name).read_bytes()


def events(build: Build, name: str = "calendar.ics") -> dict[str, Any]:
    """Return the events by their titles, once a second parser has found the same ones."""
    content = raw(build, name)
    made = icalendar.Calendar.from_ical(content)
    other = IcsCalendarStream.calendar_from_ics(content.decode())
    found = {str(item["summary"]): item for item in made.walk("VEVENT")}
    assert not made.errors
    assert {(str(one["uid"]), str(one["summary"]), one.decoded("dtstart"))
            for one in found.values()} == {
        (one.uid, one.summary, one.dtstart) for one in other.events
    }  # fmt: skip
    return found


def uids(build: Build) -> dict[str, str]:
    return {title: str(one["uid"]) for title, one in events(build).items()}


def heads(build: Build, name: str) -> list[tuple[str, str]]:
    soup = BeautifulSoup(build.read(name), "html.parser")
    links: Any = soup.select('head link[rel="alternate"][type="text/calendar"]')
    return [(one["title"], one["href"]) for one in links]


def test_there_is_no_calendar_unless_it_is_asked_for(site: Project) -> None:
    build = site.build(html_baseurl=BASE)
    assert not [name for name in build.tree() if name.endswith(".ics")]
    assert heads(build, "index.html") == []


def test_a_calendar_has_what_is_out_and_what_a_roadmap_announces(site: Project) -> None:
    build = site.build(**ON, journey_posts="notes/*")
    assert build.warned("calendar") == []
    found = events(build)
    assert list(found) == [
        "Rye; dark, \\ heavy",
        "A note",
        "Later by plan",
        "Sifting",
        "Crust",
    ]
    starts = [one.decoded("dtstart") for one in found.values()]
    assert starts == [
        dt.datetime(2026, 10, 1, 9, 15, tzinfo=dt.UTC),
        dt.date(2026, 11, 1),
        dt.date(2026, 12, 10),
        dt.date(2026, 12, 24),
        dt.datetime(2026, 12, 25, 18, 30, tzinfo=dt.UTC),
    ]
    states = [str(one["status"]) for one in found.values()]
    assert states == ["CONFIRMED"] * 3 + ["TENTATIVE"] * 2
    rye = found["Rye; dark, \\ heavy"]
    assert rye["url"] == f"{BASE}posts/rye.html"
    assert rye["description"] == 'How; rye, "rises".'
    assert [str(one) for one in rye["categories"].cats] == ["Basics", "rye, dark", "heat"]
    changed = dt.datetime(2026, 10, 3, tzinfo=dt.UTC)
    assert rye.decoded("dtstamp") == rye.decoded("last-modified") == changed
    assert {str(one["transp"]) for one in found.values()} == {"TRANSPARENT"}
    assert not [one for one in found.values() if "dtend" in one or "duration" in one]


def test_what_is_not_out_has_a_title_and_a_date_and_nothing_else(site: Project) -> None:
    build = site.build(**ON)
    for title in ("Later by plan", "Sifting", "Crust"):
        assert set(events(build)[title]) == {
            "UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "TRANSP"
        }  # fmt: skip


@pytest.mark.parametrize(
    "flags",
    [(), ("journey_build_drafts", "journey_build_future", "journey_build_expired")],
    ids=["usual", "preview"],
)
def test_nothing_of_a_document_comes_out_before_it_does(
    site: Project, flags: tuple[str, ...]
) -> None:
    preview: dict[str, Any] = dict.fromkeys(flags, True)
    build = site.build(**ON, journey_posts="notes/*", **preview)
    content = raw(build).lower()
    for word in (SECRET, "hushed", "past", "posts/later", "someday", "example.org,2026"):
        assert word.lower().encode() not in re.sub(rb"\r\n ", b"", content), word
    assert content == raw(site.build(out="usual", **ON, journey_posts="notes/*")).lower()


def test_a_calendar_says_how_it_is_followed(site: Project) -> None:
    content = raw(site.build(**ON))
    made = icalendar.Calendar.from_ical(content)
    assert re.fullmatch(r"-//sphinx-journey//\S+//EN", made["prodid"])
    said = {name: str(made[name]) for name in ("version", "calscale", "method", "name")}
    assert said == {
        "version": "2.0",
        "calscale": "GREGORIAN",
        "method": "PUBLISH",
        "name": "Bread",
    }
    assert made["x-wr-calname"] == "Bread"
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in content
    assert b"\r\nX-PUBLISHED-TTL:PT12H\r\n" in content
    assert f"\r\nSOURCE;VALUE=URI:{BASE}calendar.ics\r\n".encode() in content
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not [line for line in lines if b"\n" in line or b"\r" in line]


def test_dirhtml_has_a_calendar_and_others_have_none(site: Project) -> None:
    rye = events(site.build("dirhtml", **ON))["Rye; dark, \\ heavy"]
    assert rye["url"] == f"{BASE}posts/rye/"
    for builder in ("singlehtml", "text"):
        build = site.build(builder, **ON)
        assert not [name for name in build.tree() if name.endswith(".ics")]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("posts/rye.md", "# Rye", "# Wheat"),
        ("posts/rye.md", "2026-10-01T09:15:00", "2026-09-30"),
        ("journey.yml", "2026-12-24", "2027-01-01"),
        ("journey.yml", "title: Sifting", "title: To sift"),
        ("journey.yml", "Later by plan", "Later still"),
        ("journey.yml", "example.org,2026", "example.com,2027"),
        ("conf.py", 'project = "Bread"', 'project = "Loaf"'),
    ],
)
def test_identifiers_stay(site: Project, name: str, old: str, new: str) -> None:
    before = set(uids(site.build(**ON)).values())
    path = site.srcdir / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    after = set(uids(site.build(**{**ON, "html_baseurl": "https://example.com/"})).values())
    assert before == after
    assert len(after) == 4


def test_identifiers_are_those_of_feeds(site: Project) -> None:
    site.write({"journey.yml": PLAN.replace("tag_authority: example.org,2026", "authors: {}")})
    build = site.build(**ON, journey_feeds={"formats": "atom"})
    assert uids(build)["Rye; dark, \\ heavy"] in build.read("atom.xml")


def test_a_post_keeps_its_identifier_when_it_is_written_and_when_it_comes_out(
    site: Project,
) -> None:
    before = uids(site.build(**ON))
    plan = PLAN.replace("{id: sifting,", "{doc: posts/sifted, id: sifting,")
    site.write({"journey.yml": plan})
    assert uids(site.build(**ON)) == before
    site.write({"posts/sifted.md": "# Sieve\n\nText.\n"})
    ahead = uids(site.build(**ON))
    assert ahead == before
    after = uids(site.build(**ON, journey_today="2026-12-30"))
    assert after["Sieve"] == before["Sifting"]
    assert after[f"{SECRET} later"] == before["Later by plan"]  # though it has its own slug


def test_posts_of_one_slug_are_several_events(site: Project) -> None:
    days = "".join(f"  - {{title: Talk, date: 2026-12-0{day}}}\n" for day in (1, 2, 2, 3))
    site.write({"journey.yml": f"id: bread\ntitle: Bread\nposts:\n  - posts/rye\n{days}"})
    made = icalendar.Calendar.from_ical(raw(site.build(**ON)))
    assert len({str(one["uid"]) for one in made.walk("VEVENT")}) == 4


def test_days_and_times_are_those_of_the_zone(site: Project) -> None:
    moments = ("2026-12-01", "2026-12-02T08:30:00", "2026-11-01T01:30:00", "2026-03-08")
    moments += ("2026-12-05T05:00:00Z", "2026-07-01T00:00:00Z", "0001-01-01", "9999-12-31T23:00:00")
    posts = "".join(f"  - {{title: P{at}, date: {moment}}}\n" for at, moment in enumerate(moments))
    site.write({"journey.yml": f"id: bread\ntitle: Bread\nposts:\n{posts}"})
    found = events(site.build(**ON, journey_timezone="America/New_York"))
    assert [found[f"P{at}"].decoded("dtstart") for at in range(len(moments))] == [
        dt.date(2026, 12, 1),
        dt.datetime(2026, 12, 2, 13, 30, tzinfo=dt.UTC),
        dt.datetime(2026, 11, 1, 5, 30, tzinfo=dt.UTC),  # the first of two
        dt.date(2026, 3, 8),
        dt.date(2026, 12, 5),
        dt.datetime(2026, 7, 1, tzinfo=dt.UTC),
        dt.date(1, 1, 1),
        dt.date(9999, 12, 31),
    ]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ('"A\\nBEGIN:VEVENT\\r\\nUID:x"', "A BEGIN:VEVENT UID:x"),
        ('"a; b, c \\\\n \\\\, : d"', "a; b, c \\n \\, : d"),
        ('"\\x85a\\u2028b"', "a b"),
        ('"END:VCALENDAR"', "END:VCALENDAR"),
        (f'"{"é😀" * 60}"', "é😀" * 60),
    ],
)
def test_hostile_titles_are_text(site: Project, title: str, shown: str) -> None:
    site.write({"posts/rye.md": f"---\ndate: 2026-10-01\ntitle: {title}\n---\nX.\n"})
    build = site.build(**ON)
    assert shown in events(build)
    assert raw(build).count(b"\r\nBEGIN:VEVENT\r\n") == 4


def test_control_characters_are_left_out(site: Project) -> None:
    site.write({"posts/rye.md": "---\ndate: 2026-10-01\n---\n# A\x7fB\x9fC\n\nX.\n"})
    assert "ABC" in events(site.build(**ON))


def test_half_a_character_is_replaced() -> None:
    event = Event("urn:x", "a\ud800b\x00", dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
    builder: Any = SimpleNamespace(config=SimpleNamespace(html_baseurl=BASE))
    content = as_icalendar(Calendar("\udfff", "index", "", (event,)), builder)
    assert b"\r\nSUMMARY:a?b\r\n" in content
    assert b"\r\nNAME:?\r\n" in content


def test_each_of_several_journeys_has_a_calendar(site: Project) -> None:
    second = """
      - id: salt
        title: Salt
        posts:
          - {doc: posts/later, title: Later in salt, date: 2026-12-10}
          - {id: brine, title: Brine, date: 2027-01-01}
      - {id: empty, title: Empty, posts: [{title: Undated}]}
    """
    build = site.write({"journey.yml": PLAN.rstrip() + second}).build(**ON)
    names = [name for name in build.tree() if name.endswith(".ics")]
    assert names == ["bread/calendar.ics", "calendar.ics", "salt/calendar.ics"]
    assert list(events(build, "salt/calendar.ics")) == ["Later in salt", "Brine"]
    assert b"NAME:Bread\\; from\\, scratch\r\n" in raw(build, "bread/calendar.ics")
    assert len(events(build)) == 5  # a post of two journeys is there once
    assert heads(build, "posts/rye.html") == [
        ("Bread", "../calendar.ics"),
        ("Bread; from, scratch", "../bread/calendar.ics"),
    ]
    assert ("Salt", "salt/calendar.ics") in heads(build, "series-progress-salt.html")


def test_pages_lead_to_the_calendar(site: Project) -> None:
    build = site.build(**ON)
    assert heads(build, "index.html") == [("Bread", "calendar.ics")]
    assert heads(build, "posts/rye.html") == [("Bread", "../calendar.ics")]


@pytest.mark.parametrize(
    ("base", "said"), [("", "set 'html_baseurl'"), ("example.org", "so there are no calendars")]
)
def test_without_an_address_there_is_one_warning_and_no_calendar(
    site: Project, base: str, said: str
) -> None:
    build = site.build(journey_calendar=True, html_baseurl=base)
    (warning,) = build.warned("calendar")
    assert said in warning
    assert not [name for name in build.tree() if name.endswith(".ics")]
    assert heads(build, "index.html") == []


def test_without_the_package_there_is_one_warning_and_no_calendar(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec

    def find_other(name: str, package: str | None = None) -> object:
        return None if name == "icalendar" else find(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", find_other)
    build = site.build(**ON)
    (warning,) = build.warned("calendar")
    assert 'pip install "sphinx-journey[feeds]"' in warning
    assert not [name for name in build.tree() if name.endswith(".ics")]


def test_a_wrong_value_is_said(site: Project) -> None:
    conf = (site.srcdir / "conf.py").read_text()
    site.write({"conf.py": f'{conf}html_baseurl = "{BASE}"\njourney_calendar = "yes"\n'})
    build = site.build()
    (warning,) = build.warned("config")
    assert "journey_calendar is 'yes', but True or False was expected" in warning
    assert "calendar.ics" not in build.tree()


def test_a_file_of_the_projects_own_stays(site: Project) -> None:
    build = site.write({"extra/calendar.ics": "mine\n"}).build(**ON, html_extra_path=["extra"])
    assert build.read("calendar.ics") == "mine\n"
    (warning,) = build.warned("calendar")
    assert "'calendar.ics'" in warning


def test_a_calendar_is_the_same_in_every_build_and_written_once(site: Project) -> None:
    build = site.build(**ON)
    path = build.out / "calendar.ics"
    before = path.stat().st_mtime_ns
    site.write({"index.md": FILES["index.md"].replace("# Bread", "# Loaf")})
    site.build(**ON)
    assert path.stat().st_mtime_ns == before
    assert raw(build) == raw(site.build(out="other", **ON))
    site.build(html_baseurl=BASE)
    assert not path.exists()
