"""Promises of the configuration: a wrong value is logged, its default used, the build goes on."""

from __future__ import annotations

import datetime as dt
import logging
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from sphinx.errors import ConfigError
from support import JOURNEY, Project

from sphinx_journey.config.values import OPTIONS, Config, settle
from sphinx_journey.core.reading_time import ReadingSpeed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DEFAULTS: Mapping[str, object] = {option.name: option.default for option in OPTIONS}
LOGGER = "sphinx.sphinx_journey.diagnostics"
EPOCH = 1_795_348_800  # 2026-11-22T12:00:00Z
NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


class Logged(logging.Handler):
    """What was logged, as subtype and message."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[tuple[str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        assert record.__dict__["type"] == "journey"
        self.problems.append((record.__dict__["subtype"], record.getMessage()))

    def one(self) -> str:
        """Return the message of the only problem."""
        ((subtype, message),) = self.problems
        assert subtype == "config"
        return message


@pytest.fixture
def logged() -> Iterator[Logged]:
    logger, handler = logging.getLogger(LOGGER), Logged()
    logger.addHandler(handler)
    yield handler
    logger.removeHandler(handler)


def settled(environ: Mapping[str, str] | None = None, /, **values: object) -> Config:
    return settle({**DEFAULTS, **values}, environ or {"SOURCE_DATE_EPOCH": str(EPOCH)})


def refusal(environ: Mapping[str, str] | None = None, /, **values: object) -> str:
    """Return the error that values end a build with."""
    with pytest.raises(ConfigError) as caught:
        settled(environ, **values)
    return str(caught.value)


def test_the_defaults_are_right(logged: Logged) -> None:
    config = settled()
    assert logged.problems == []
    assert config.manifest == "journey.yml"
    assert config.zone is dt.UTC
    assert config.nav == "both"
    assert config.progress_page == "series-progress"
    assert config.speed == ReadingSpeed()
    assert config.settings.now == NOON
    assert config.settings.zone is dt.UTC
    assert config.settings.speed is config.speed


# The zone


@pytest.mark.parametrize("name", ["Europe/Berlin", "Pacific/Auckland", "Etc/GMT+12", "UTC"])
def test_a_zone_is_given_by_its_iana_name(name: str, logged: Logged) -> None:
    config = settled(journey_timezone=name)
    assert logged.problems == []
    assert NOON.astimezone(config.zone).utcoffset() == NOON.astimezone(ZoneInfo(name)).utcoffset()


@pytest.mark.parametrize(
    "name", ["Europe/Berlim", "CET+1", "", "../../etc/passwd", "/etc/localtime", "Europe", "a\0b"]
)
def test_with_a_wrong_zone_nothing_is_built(name: str) -> None:
    assert refusal(journey_timezone=name).startswith("journey_timezone is ")


def test_a_wrong_zone_is_named_with_the_likely_one() -> None:
    assert "Did you mean 'Europe/Berlin'?" in refusal(journey_timezone="Europe/Berlim")


@pytest.mark.parametrize(
    "values",
    [
        {"journey_nav": "bot"},
        {"journey_reading_speed": {"word": 3}},
    ],
)
def test_a_hint_is_a_sentence_of_its_own(values: dict[str, object], logged: Logged) -> None:
    settled(**values)
    before, hint = logged.one().split("Did you mean ")
    assert before.endswith(". ")
    assert hint.endswith("'?")


# The clock


@pytest.mark.parametrize(
    ("today", "zone", "now"),
    [
        ("2026-11-22", "UTC", dt.datetime(2026, 11, 22, tzinfo=dt.UTC)),
        ("2026-11-22", "Pacific/Auckland", dt.datetime(2026, 11, 21, 11, tzinfo=dt.UTC)),
        ("2026-11-22T12:00", "Europe/Berlin", dt.datetime(2026, 11, 22, 11, tzinfo=dt.UTC)),
        ("2026-11-22T12:00Z", "Europe/Berlin", NOON),
        (dt.date(2026, 11, 22), "UTC", dt.datetime(2026, 11, 22, tzinfo=dt.UTC)),
    ],
)
def test_today_is_a_day_or_time_in_the_zone(
    today: object, zone: str, now: dt.datetime, logged: Logged
) -> None:
    clock = settled(journey_today=today, journey_timezone=zone).clock
    assert logged.problems == []
    assert (clock.now, clock.source) == (now, "journey_today")


def test_the_day_of_the_build_is_the_zones() -> None:
    for zone, day in (("Pacific/Auckland", 23), ("UTC", 22)):
        assert settled(journey_timezone=zone).clock.now.date() == dt.date(2026, 11, day)


def test_today_precedes_source_date_epoch_and_that_precedes_the_system(logged: Logged) -> None:
    epoch = {"SOURCE_DATE_EPOCH": str(EPOCH)}
    both = settled(epoch, journey_today="2020-01-01").clock
    assert (both.now.year, both.source) == (2020, "journey_today")
    assert settled(epoch).clock.source == "SOURCE_DATE_EPOCH"
    assert settled(epoch).clock.now == NOON
    for environ in ({"OTHER": "1"}, {"SOURCE_DATE_EPOCH": ""}):
        before = dt.datetime.now(dt.UTC)
        clock = settled(environ).clock
        assert before <= clock.now <= dt.datetime.now(dt.UTC)
        assert "system" in clock.source
    assert logged.problems == []


@pytest.mark.parametrize("today", ["tomorrow", "2021-09-31", "", "12:30", "22.11.2026"])
def test_with_a_wrong_today_nothing_is_built(today: str) -> None:
    assert refusal(journey_today=today).startswith("journey_today is ")


@pytest.mark.parametrize("epoch", ["soon", "1.5", "2026-11-22", "9" * 30, "9" * 5000, "1e9"])
def test_with_a_wrong_source_date_epoch_nothing_is_built(epoch: str) -> None:
    message = refusal({"SOURCE_DATE_EPOCH": epoch})
    assert message.startswith("SOURCE_DATE_EPOCH is ")
    assert len(message) < 300


# The rest


@pytest.mark.parametrize("nav", ["both", "top", "bottom", "none"])
def test_every_place_of_series_nav_is_accepted(nav: str, logged: Logged) -> None:
    assert settled(journey_nav=nav).nav == nav
    assert logged.problems == []


@pytest.mark.parametrize("nav", ["botom", "", "Both", 3, None, ["top"], {}])
def test_a_wrong_place_of_series_nav_is_reported_and_both_are_used(
    nav: object, logged: Logged
) -> None:
    assert settled(journey_nav=nav).nav == "both"
    message = logged.one()
    assert message.startswith("journey_nav is ")
    assert "both, top, bottom, none" in message


@pytest.mark.parametrize(
    ("page", "name"),
    [("progress", "progress"), ("a/b", "a/b"), ("", None), (None, None), ("a..b", "a..b")],
)
def test_a_progress_page_is_a_name_or_nothing(
    page: object, name: str | None, logged: Logged
) -> None:
    assert settled(journey_progress_page=page).progress_page == name
    assert logged.problems == []


@pytest.mark.parametrize("page", ["../up", "a/../../up", "..", "/etc/x", "a\\b", "..\\up"])
def test_a_progress_page_does_not_leave_the_output(page: str, logged: Logged) -> None:
    assert settled(journey_progress_page=page).progress_page == "series-progress"
    assert logged.one().startswith("journey_progress_page is ")


@pytest.mark.parametrize(
    ("given", "speed"),
    [
        ({}, ReadingSpeed()),
        (180, ReadingSpeed(words=180)),
        ({"words": 180}, ReadingSpeed(words=180)),
        ({"cjk": 400, "code": 5}, ReadingSpeed(cjk=400, code=5)),
    ],
)
def test_the_reading_speed_is_words_a_minute_or_more_exact(
    given: object, speed: ReadingSpeed, logged: Logged
) -> None:
    assert settled(journey_reading_speed=given).speed == speed
    assert logged.problems == []


@pytest.mark.parametrize("rate", [0, -1, True, False, 1.5, "fast", None, [200]])
def test_a_wrong_rate_is_reported_and_costs_only_itself(rate: object, logged: Logged) -> None:
    speed = settled(journey_reading_speed={"words": rate, "code": 5}).speed
    assert speed == ReadingSpeed(code=5)
    assert "'words'" in logged.one()


@pytest.mark.parametrize("given", [0, -1, True])
def test_a_wrong_number_of_words_is_reported(given: object, logged: Logged) -> None:
    assert settled(journey_reading_speed=given).speed == ReadingSpeed()
    assert "journey_reading_speed" in logged.one()


def test_an_unknown_rate_is_named_with_the_likely_one(logged: Logged) -> None:
    assert settled(journey_reading_speed={"word": 100, "code": 5}).speed == ReadingSpeed(code=5)
    assert "Did you mean 'words'?" in logged.one()


def test_everything_wrong_is_reported_at_once(logged: Logged) -> None:
    wrong: dict[str, object] = {
        "journey_nav": "left",
        "journey_progress_page": "../up",
        "journey_reading_speed": {"words": 0, "pages": 1},
    }
    message = refusal(journey_timezone="Mars/Olympus", journey_today="never", **wrong)
    assert [subtype for subtype, _ in logged.problems] == ["config"] * 4
    assert "journey_timezone is 'Mars/Olympus'" in message
    assert "journey_today is 'never'" in message


# In a build


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("config") / "project").write(JOURNEY)


def test_the_build_logs_its_now_and_where_it_came_from(small: Project) -> None:
    build = small.build("dummy", out="now", journey_timezone="Europe/Berlin")
    assert "now is 2026-11-22T00:00:00+01:00 (journey_today)" in build.status
    assert build.warnings == []


def test_source_date_epoch_is_the_clock_of_a_build(
    small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))
    build = small.build("dummy", out="epoch", journey_today=None)
    assert "now is 2026-11-22T12:00:00+00:00 (SOURCE_DATE_EPOCH)" in build.status


def test_a_build_goes_on_with_everything_wrong(small: Project) -> None:
    build = small.build(
        "html",
        out="wrong",
        journey_nav="botom",
        journey_progress_page="../up",
        journey_reading_speed={"words": 0},
    )
    assert len(build.warned("config")) == 3
    assert build.warnings == build.warned("config")
    assert (build.out / "index.html").is_file()
    assert (build.out / "series-progress.html").is_file()
    assert not (build.out.parent / "up.html").exists()


def test_a_build_whose_clock_is_wrong_ends_before_anything_is_written(small: Project) -> None:
    with pytest.raises(ConfigError, match="journey_today is 'never'"):
        small.build("html", out="never", journey_today="never")
    assert not list((small.root / "out").glob("never/**/*.html"))


def test_a_named_manifest_that_does_not_exist_is_reported(small: Project) -> None:
    build = small.build("dummy", out="gone", journey_manifest="plan.yml")
    (warning,) = build.warned("manifest_missing")
    assert "plan.yml" in warning


def test_a_manifest_that_is_not_text_is_reported(project: Project) -> None:
    project.write({**JOURNEY, "journey.yml": b"id: caf\xe9\npillars: []\n"})
    build = project.build("dummy")
    (warning,) = build.warned("manifest_missing")
    assert "journey.yml" in warning
    assert "UTF-8" in warning


def test_without_a_manifest_a_wrong_value_gives_no_warning(project: Project) -> None:
    build = project.write({"index.md": "# Home\n"}).build("dummy", journey_timezone="Mars/Olympus")
    assert build.warnings == []
    assert "journey: now is" not in build.status


def test_no_changed_value_makes_sphinx_read_the_project_again(small: Project) -> None:
    small.build("dummy", out="again")
    build = small.build(
        "dummy",
        out="again",
        journey_timezone="Europe/Berlin",
        journey_today="2027-01-01",
        journey_nav="none",
        journey_progress_page="other",
        journey_reading_speed=100,
    )
    assert "0 added, 0 changed, 0 removed" in build.status
