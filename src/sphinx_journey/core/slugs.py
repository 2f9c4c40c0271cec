"""Which characters a text may have: ids and slugs, which are part of addresses, and any other."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable


_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def has_control(text: str) -> bool:
    """Return whether a text contains control characters other than line breaks and tabs.

    No page could show them, and XML forbids most of them (XML 1.0, 2.2).
    """
    return _CONTROL.search(text) is not None


def may_stand_in_slug(character: str) -> bool:
    """Return whether a character is a letter, mark or digit of any script, ``-`` or ``_``."""
    # Devanagari's vowels are marks, not letters.
    return character in "-_" or unicodedata.category(character)[0] in "LMN"


def is_slug(text: str) -> bool:
    """Return whether a text can be an id or a slug as it is."""
    return bool(text) and all(map(may_stand_in_slug, text))


def slugify(text: str) -> str:
    """Return the words of a text in lower case, joined by ``-``; empty if it has none.

    Letters that Unicode writes in two ways become one (NFC), so that texts that look the same
    have the same slug.
    """
    runs = groupby(unicodedata.normalize("NFC", text.lower()), key=_is_of_word)
    return "-".join("".join(run) for is_word, run in runs if is_word)


def name_to_id(name: str) -> str:
    """Return the id that a name stands for: its slug, or its code points if it has no words."""
    return slugify(name) or "-".join(f"u{ord(character):x}" for character in name[:40])


class Names:
    """Finds the id that a name means: the name itself, or the first id with the same slug."""

    def __init__(self, ids: Iterable[str]) -> None:
        """Take the ids that there are."""
        self.ids = tuple(ids)
        self._found: dict[str, str | None] = {}
        for known in self.ids:
            self._found.setdefault(name_to_id(known), known)
        self._found |= {known: known for known in self.ids}

    def find(self, name: str) -> str | None:
        """Return the id that a name means, or ``None``."""
        if name not in self._found:
            self._found[name] = self._found.get(name_to_id(name))
        return self._found[name]


def _is_of_word(character: str) -> bool:
    return character != "-" and may_stand_in_slug(character)
