"""What the book's parts need to know of files and words; no Sphinx, so that tests use it too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CODE: Final = "helpline"
"""The folder of the book's code, below the source directory."""

LONGEST: Final = 25
"""The most lines a listing has."""

WIDEST: Final = 78
"""The most characters that a line of a listing has: as many as the page's column holds."""

SIZES: Final[Mapping[str, int]] = MappingProxyType({"small": 10, "medium": 30, "large": 60})
"""The sizes of exercises, in minutes."""

PAIR: Final = ("wrong.py", "fixed.py", "test_pair.py")
"""The files of a mistake."""

_MARK = re.compile(
    r"[ \t]*(?:\#|//|--|<!--)[ \t]*(region|endregion)[ \t]+([\w-]+)[ \t]*(?:-->)?[ \t]*"
)
_NAME = re.compile(r"\w[\w.-]*")
_LANGUAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        ".py": "python",
        ".toml": "toml",
        ".yml": "yaml",
        ".yaml": "yaml",
        ".json": "json",
        ".jsonl": "json",
        ".md": "markdown",
        ".sh": "bash",
        ".sql": "sql",
    }
)


@dataclass(frozen=True, slots=True)
class Regions:
    """The named regions of a file.

    Attributes:
        lines: the numbers of a region's lines, from 1; marks are left out, and so are blank
            lines at both ends.
        problems: what is wrong with the marks, in words.
    """

    lines: Mapping[str, tuple[int, ...]]
    problems: tuple[str, ...] = ()


_NUMBER = r"[-+\u2212]?[\d.,]+"
_INTERVAL = re.compile(
    rf"(?P<value>{_NUMBER}(?: of \d+)? \()?(?P<low>{_NUMBER}) to (?P<high>{_NUMBER})(?(value)\))"
)


def find_regions(text: str) -> Regions:
    """Return the regions between ``# region NAME`` and ``# endregion NAME``; they may nest."""
    lines = text.splitlines()
    opened: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    marks: set[int] = set()
    problems: list[str] = []
    for number, line in enumerate(lines, 1):
        found = _MARK.fullmatch(line)
        if not found:
            continue
        marks.add(number)
        name = found[2]
        if found[1] == "region":
            if name in opened or name in spans:
                problems.append(f"line {number}: a second region {name!r}")
            opened[name] = number
        elif name in opened:
            spans.setdefault(name, (opened.pop(name), number))
        else:
            problems.append(f"line {number}: 'endregion {name}' ends no region")
    problems += [f"line {line}: region {name!r} has no end" for name, line in opened.items()]
    return Regions(
        {name: _shown(lines, range(start + 1, end), marks) for name, (start, end) in spans.items()},
        tuple(problems),
    )


def _shown(lines: Sequence[str], numbers: Sequence[int], marks: set[int]) -> tuple[int, ...]:
    kept = [number for number in numbers if number not in marks]
    while kept and not lines[kept[0] - 1].strip():
        del kept[0]
    while kept and not lines[kept[-1] - 1].strip():
        del kept[-1]
    return tuple(kept)


def needs_region(path: str) -> bool:
    """Return whether a listing names a region: files without comments can't have one."""
    return not path.endswith((".json", ".jsonl", ".csv", ".txt", ".lock"))


def language_of(path: str) -> str:
    """Return the language in which a file is highlighted."""
    return next((name for end, name in _LANGUAGES.items() if path.endswith(end)), "text")


def line_spec(numbers: Sequence[int]) -> str:
    """Return line numbers as ``literalinclude`` takes them: ``3-7,9``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def is_name(name: str) -> bool:
    """Return whether this may be the name of a result or a mistake: one part of a path."""
    return _NAME.fullmatch(name) is not None and ".." not in name


def is_number(cell: str) -> bool:
    """Return whether a table's cell is set as a number: with its sign, unit or interval."""
    cell = cell.strip()
    number = rf"{_NUMBER} ?(?:%|ms|s|\u00d7|x|MB|kB)?"
    return bool(re.fullmatch(number, cell) or _INTERVAL.fullmatch(cell))


def set_number(cell: str) -> str:
    """Return a number as it is printed: a true minus, an interval with a dash and on one line.

    An interval with a sign keeps its "to", since a dash before a minus is hard to read.
    """
    if not is_number(cell):
        return cell
    cell = re.sub(r"(?<![\d.])-(?=[\d.])", "\u2212", cell.strip())
    found = _INTERVAL.fullmatch(cell)
    if found and not re.search(r"[-+\u2212]", found["low"] + found["high"]):
        cell = cell.replace(" to ", "\u2013")
    return cell.replace(" ", "\u00a0")


def first_sentence(text: str) -> str:
    """Return the first sentence of a caption."""
    found = re.match(r".+?[.?!](?=\s|\Z)", " ".join(text.split()))
    return found[0] if found else " ".join(text.split())
