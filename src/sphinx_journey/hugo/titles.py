"""The titles of pages, and their order, where front matter doesn't say."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SMALL: Final = _words("a an and as at but by en for if in nor of on or per the to v via vs")
"""Words that have no capital within a title, in the style of the Associated Press."""
_WORD: Final = re.compile(r"[^\W_](?:[\w']|\.(?=\w))*+")
_SAME: Final = _words(
    """area bacteria data deer equipment fish idea information media money news oxen people rice
    sea series sheep species tea you"""
)
_IRREGULAR: Final = {
    "appendix": "appendices",
    "apex": "apices",
    "cactus": "cacti",
    "child": "children",
    "criterion": "criteria",
    "datum": "data",
    "focus": "foci",
    "foot": "feet",
    "goose": "geese",
    "index": "indices",
    "man": "men",
    "matrix": "matrices",
    "medium": "media",
    "mouse": "mice",
    "ox": "oxen",
    "person": "people",
    "phenomenon": "phenomena",
    "quiz": "quizzes",
    "radius": "radii",
    "tooth": "teeth",
    "vertex": "vertices",
    "woman": "women",
}
_ENDINGS: Final = (
    (r"(?<=s)is", "es"),
    (r"(?<=x)is", "es"),
    (r"(?:ss|us|alias)", "+es"),
    (r"s", "+"),
    (r"(?:ch|sh|x|z)", "+es"),
    (r"(?<![aeiou])y", "ies"),
    (r"(?<=l)f|(?<=ea)f|(?<=oa)f|(?<=ar)f|(?<=thie)f|(?<=i)fe", "ves"),
    (r"(?:[io]o|ano|lo|[^a]to|\bto)", "+s"),
    (r"o", "+es"),
)
"""What a plural has for a singular's ending, the first that fits; ``+`` stands for the ending."""


def section_title(folder: str) -> str:
    """Return the title of a section that has no page of its own, by its folder's name.

    It is Hugo's: the last word in the plural, by simple rules of English, and in title case.
    Hugo's library for plurals knows more exceptions; the ones that folders are named after are
    here.

    Args:
        folder: the name of the folder as it is.
    """
    words = list(_WORD.finditer(folder))
    if not words or words[-1].end() < len(folder.rstrip("_")):
        return title_case(folder) + "s"
    last = words[-1][0].rpartition("_")[2]
    return title_case(folder.removesuffix(last) + _plural(last))


def title_of_file(path: str, language: str = "") -> str:
    """Return the title that ``hugo new`` writes for a file: the words of its name.

    Args:
        path: with ``/``; of a bundle, the folder's name counts.
        language: the code that may stand at the end of the name.
    """
    folder, _, name = path.rpartition("/")
    stem = name.partition(".")[0] if name.count(".") == 1 else name.rpartition(".")[0]
    stem = stem.removesuffix(f".{language}")
    if stem.lower() in {"index", "_index"}:
        stem = folder.rpartition("/")[2]
    return title_case(stem.replace("-", " "))


def _plural(word: str) -> str:
    lower = word.lower()
    if lower in _SAME:
        return word
    if lower in _IRREGULAR:
        return word[0] + _IRREGULAR[lower][1:]
    for ending, made in _ENDINGS:
        if match := re.search(f"(?:{ending})\\Z", lower):
            kept = word[match.start() :] if made.startswith("+") else ""
            return word[: match.start()] + kept + made.removeprefix("+")
    return word + "s"


def title_case(text: str) -> str:
    """Return a text with the capitals of a title, in the style of the Associated Press."""
    words = list(_WORD.finditer(text))
    out, at = "", 0
    for number, word in enumerate(words):
        between = text[at : word.start()]
        is_first = number == 0 or ":" in between
        is_small = word[0].lower() in _SMALL and not is_first and word is not words[-1]
        out += between + (word[0].lower() if is_small else word[0][:1].upper() + word[0][1:])
        at = word.end()
    return out + text[at:]


_PUNCTUATION: Final = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
"""In the order of Unicode's collation."""

_Collated = tuple[tuple[tuple[int, int, str], ...], str, str]
Order = tuple[bool, int, float, _Collated, str]


def collated(text: str) -> _Collated:
    """Return a key that orders texts as Hugo does, letters after digits and punctuation.

    Accents count only between texts of the same letters, and capitals after accents. It is the
    order of https://unicode.org/reports/tr10/ for scripts with capitals; others are in the order
    of their code points.
    """
    plain = unicodedata.normalize("NFKD", text.replace("\u00e6", "ae").replace("\u00c6", "AE"))
    letters = [one for one in plain if not unicodedata.combining(one)]
    first = tuple(_place(one) for one in letters)
    accents = "".join(one for one in plain if unicodedata.combining(one))
    return first, accents, "".join(letters).swapcase()


def _place(character: str) -> tuple[int, int, str]:
    if character.isspace():
        return 0, 0, ""
    if character in _PUNCTUATION:
        return 1, _PUNCTUATION.index(character), ""
    if character.isdigit():
        return 3, 0, character
    return 4 if character.isalpha() else 2, 0, character.casefold()


def order_key(*, weight: int | None, date: dt.datetime | None, link_title: str, path: str) -> Order:
    """Return a key that orders a section's pages as Hugo does.

    By weight, none last; then by date, to the second, the latest first and none last; then by the
    title in lists; then by path.

    Args:
        weight: the page's; 0 is none.
        date: the page's, aware.
        link_title: its title in lists.
        path: its file's.
    """
    seconds = float("-inf") if date is None else float(int(date.timestamp() // 1))
    return not weight, weight or 0, -seconds, collated(link_title), path
