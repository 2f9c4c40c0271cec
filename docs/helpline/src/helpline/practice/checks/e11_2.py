"""Misspelled variables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpline.settings import Settings

if TYPE_CHECKING:
    from helpline.practice.answers import Answer


def check_settings_are_read(my: Answer) -> None:
    """Variables that are settings are read, and those of other programs are left alone."""
    given = {"HOME": "/", "HELPLINE_MIN_SCORE": "3", "HELP": "no"}
    my.call("load_strictly", given).equals(Settings(min_score=3))
    my.call("load_strictly", {"HELPLINE_TRIAGE": "together"}).equals(
        Settings(triage="together")
    )
    my.call("load_strictly", {}).equals(Settings())


def check_a_near_miss(my: Answer) -> None:
    """A variable with slipped letters is refused; the message names it and the one meant."""
    for name, meant in (
        ("HELPLINE_MIN_SCOER", "HELPLINE_MIN_SCORE"),
        ("HELPLINE_TRAIGE", "HELPLINE_TRIAGE"),
    ):
        got = my.raises(ValueError, "load_strictly", {name: "3"})
        if name not in got.text() or meant not in got.text().replace(
            name, ""
        ):
            raise got.wrong(f"a message with {name} and {meant}")


def check_a_stranger(my: Answer) -> None:
    """A variable that is like no setting is refused too, and named."""
    got = my.raises(
        ValueError,
        "load_strictly",
        {"HELPLINE_MIN_SCORE": "3", "HELPLINE_XYZ": "3"},
    )
    if "HELPLINE_XYZ" not in got.text():
        raise got.wrong("a message with HELPLINE_XYZ")


def check_a_wrong_value(my: Answer) -> None:
    """A value that a setting can't have is refused as before."""
    my.raises(ValueError, "load_strictly", {"HELPLINE_MIN_SCORE": "often"})
