"""What haste, small keyboards and bad moods do to a text.

Words with a digit or an @ are left as they are: a typo in a made-up address or number could turn
it into somebody's real one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpline.tickets.chance import Chance

    Change = Callable[[str, Chance], str]

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SOUND = re.compile(r"[^\W\d_]{4,}")
"""Words that a typo may hit; shorter ones become riddles."""
PRIVATE = re.compile(r"\S*[@\d]\S*")


def beside(letter: str) -> str:
    """Return the letters to the left and right of one on an English keyboard."""
    row = next(row for row in ROWS if letter in row)
    place = row.index(letter)
    return row[max(0, place - 1) : place] + row[place + 1 : place + 2]


def neighbors(word: str, chance: Chance) -> str:
    """Hit the key beside one."""
    place = chance.between(1, len(word) - 1)
    letter = word[place].lower()
    other = chance.one(beside(letter)) if letter.isascii() else letter
    return word[:place] + other + word[place + 1 :]


def dropped(word: str, chance: Chance) -> str:
    """Miss a key."""
    place = chance.between(1, len(word) - 1)
    return word[:place] + word[place + 1 :]


def doubled(word: str, chance: Chance) -> str:
    """Hit a key twice."""
    place = chance.between(1, len(word) - 1)
    return word[:place] + word[place - 1 : place] + word[place:]


def swapped(word: str, chance: Chance) -> str:
    """Hit two keys in the wrong order."""
    place = chance.between(1, len(word) - 2)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def typos(change: Change) -> Change:
    """Return a change of a text: a typo in one word of about thirty, and in one at least."""

    def changed(text: str, chance: Chance) -> str:
        private = [match.span() for match in PRIVATE.finditer(text)]
        words = [
            match
            for match in SOUND.finditer(text)
            if not any(low <= match.start() < high for low, high in private)
        ]
        hit = chance.shuffled(words)[: 1 + len(words) // 20]
        for match in sorted(hit, key=lambda match: -match.start()):
            text = (
                text[: match.start()]
                + change(match[0], chance)
                + text[match.end() :]
            )
        return text

    return changed


def no_apostrophes(text: str, _chance: Chance) -> str:
    """Write contractions as one word."""
    return re.sub(r"(?<=[A-Za-z])['\u2019](?=[a-z])", "", text)


def few_marks(text: str, chance: Chance) -> str:
    """Leave out most commas, full stops and question marks at the ends of words."""
    return re.sub(
        r"[.,?](?=\s|$)",
        lambda mark: "" if chance.happens(0.7) else mark[0],
        text,
    )


def odd_spaces(text: str, chance: Chance) -> str:
    """Put in a space or a line too many here and there, or none after a mark."""

    def gap(match: re.Match[str]) -> str:
        before, after = match.groups()
        if PRIVATE.match(before + after) or not chance.happens(0.12):
            return match[0]
        odd = chance.one(("  ", "  ", "   ", " \t", "\n"))
        return before + ("" if before[-1] in ",.!?" else odd)

    return re.sub(r"(\S+) (?=(\S+))", gap, text)


def lower(text: str, _chance: Chance) -> str:
    """Never touch the shift key."""
    return outside_private(text, str.lower)


def caps(text: str, _chance: Chance) -> str:
    """Shout."""
    return outside_private(text, str.upper)


def outside_private(text: str, change: Callable[[str], str]) -> str:
    """Change all but the words with a digit or an @."""
    return re.sub(
        r"\S+",
        lambda word: word[0] if PRIVATE.match(word[0]) else change(word[0]),
        text,
    )


KINDS: dict[str, tuple[float, Change]] = {
    "neighbor keys": (0.3, typos(neighbors)),
    "dropped letters": (0.25, typos(dropped)),
    "doubled letters": (0.12, typos(doubled)),
    "swapped letters": (0.15, typos(swapped)),
    "no apostrophes": (0.2, no_apostrophes),
    "few marks": (0.2, few_marks),
    "odd spaces": (0.12, odd_spaces),
    "lower case": (0.2, lower),
    "capitals": (0.05, caps),
}
"""Each kind's share of the noisy texts, and what it does; in the order in which it is done."""


def add_noise(text: str, chance: Chance) -> tuple[str, tuple[str, ...]]:
    """Return a text with at least one kind of noise, and the kinds that changed it."""
    kinds: list[str] = []
    while not kinds:
        for name, (share, change) in KINDS.items():
            shouted = name == "capitals" and "lower case" in kinds
            if chance.happens(share) and not shouted:
                changed = change(text, chance)
                if changed != text:
                    kinds.append(name)
                    text = changed
    return text, tuple(kinds)
