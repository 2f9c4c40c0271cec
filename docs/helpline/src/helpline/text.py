"""Words of a text: what search and triage look at."""

from __future__ import annotations

import re

# region stop
WORD = re.compile(r"[a-z0-9]+")
SHORT = re.compile(r"['\u2019](s|m|re|ve|ll|d|t)\b")
STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        a about after again all also am an and any are as at be because been
        before but by can could did do does don for from get got had has have
        he hello her here hi his how i if in into is it its just me my no not
        now of off on one or our out over please she so some still such than
        thank thanks that the their them then there these they this those to
        too up us was we were what when where which who why will with would
        you your
        """,
    )
)
# endregion stop


# region words
def words(text: str) -> list[str]:
    """Return the words that carry meaning, lower case, without plural s."""
    plain = SHORT.sub("", text.lower())
    kept = (
        singular(word)
        for word in WORD.findall(plain)
        if word not in STOP_WORDS
    )
    return [word for word in kept if word not in STOP_WORDS]


def singular(word: str) -> str:
    """Take off a plural ending, roughly: one and many become one word."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is"))
    ):
        return word[:-1]
    return word


# endregion words
