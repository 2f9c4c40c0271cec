"""Other numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helpline.checks import Relation, changed
from helpline.corpus import read_tickets
from helpline.practice.answers import Named
from helpline.triage.rules import Rules

if TYPE_CHECKING:
    from helpline.practice.answers import Answer

SECONDS = 60
TEXTS = (
    "It takes 4 hours.",
    "0 of 10 rows",
    "I paid 99 in 2025, and 100 before",
    "7",
)


def check_each_number(my: Answer) -> None:
    """Each number becomes a different number, and the words around it stay."""
    for text in TEXTS:
        got = my.call("renumber", text)
        form = re.escape(text)
        wanted = re.sub(r"\d+", r"(\\d+)", form)
        found = re.fullmatch(wanted, got.text())
        if not found:
            raise got.wrong("the same text with other numbers")
        pairs = zip(found.groups(), re.findall(r"\d+", text), strict=True)
        same = [one for one, old in pairs if int(one) == int(old)]
        if same:
            raise got.wrong(f"a different number in place of {same[0]}")


def check_no_number(my: Answer) -> None:
    """A text without a number stays as it is."""
    my.call("renumber", "No number here.").equals("No number here.")


def check_digits_in_words(my: Answer) -> None:
    """Digits in a word, as in 2FA, are no number."""
    for text in ("My 2FA is gone", "The H1 and the B2B plan"):
        my.call("renumber", text).equals(text)


def check_the_rules(my: Answer) -> None:
    """The rules send no ticket to another queue, since they have no words for numbers."""
    texts = [one.text for one in read_tickets()]
    relation = Relation(
        "other numbers", lambda text: my.call("renumber", text).text()
    )
    moved = changed(Rules(), texts, relation)
    if moved:
        got = my.call("renumber", Named(moved[0], repr(moved[0][:60])))
        raise got.wrong("a text that goes to the same queue")
