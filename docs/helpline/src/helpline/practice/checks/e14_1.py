"""The tail of a page of many parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpline.practice.answers import Answer

NAME = "chance_of_a_slow_part"


def check_a_hundred_parts(my: Answer) -> None:
    """One of a hundred parts is slow in 63 percent of pages, if one request in 100 is."""
    my.call(NAME, 0.01, 100).near(1 - 0.99**100)


def check_one_part(my: Answer) -> None:
    """A page of one part is slow as often as the part."""
    my.call(NAME, 0.25, 1).near(0.25)


def check_ends(my: Answer) -> None:
    """Nothing is slow if no request is, and everything if all are."""
    my.call(NAME, 0, 100).near(0)
    my.call(NAME, 1, 3).near(1)


def check_rare(my: Answer) -> None:
    """A share of 0.0001 makes just under one percent of the pages slow."""
    my.call(NAME, 0.0001, 100).near(1 - 0.9999**100)
