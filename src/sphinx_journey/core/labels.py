"""What is shown as the number of a pillar: counted, given, a label of its own, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .problems import Problem, Subtype, short_repr
from .slugs import has_control

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .located import KeyPath
    from .manifest_reader import Reader
    from .plan import PlannedPillar

_LARGEST = 1_000_000
_LONGEST = 30
_EXPECTED = "0 or more, 'none', or a short label like 'Appendix A'"


def read_label(reader: Reader, data: dict[str, object], at: KeyPath) -> str | None:
    """Return a pillar's ``number`` as text: empty for none, ``None`` if it isn't given."""
    if "number" not in data:
        return None
    value = data["number"]
    if value is None or value is False or str(value).strip().lower() == "none":
        return ""
    if isinstance(value, int) and value is not True and 0 <= value <= _LARGEST:
        return str(value)
    if isinstance(value, str) and not has_control(value) and 0 < len(value.strip()) <= _LONGEST:
        return " ".join(value.split())
    reader.wrong((*at, "number"), value, _EXPECTED, "the pillar is counted")
    return None


def repeated_labels(pillars: Iterable[PlannedPillar]) -> Iterator[Problem]:
    """Yield a problem for each number that an earlier pillar has."""
    known: dict[str, PlannedPillar] = {}
    for pillar, label in labelled(pillars):
        if label and (first := known.setdefault(label, pillar)) is not pillar:
            message = (
                f"The pillar {short_repr(pillar.id)} has the number {short_repr(label)}, as "
                f"{short_repr(first.id)} has. Give one of them another."
            )
            yield Problem(pillar.location, Subtype.MANIFEST_VALUE, message)


def labelled(pillars: Iterable[PlannedPillar]) -> Iterator[tuple[PlannedPillar, str]]:
    """Yield each pillar with what is shown as its number.

    Counting goes on from a number that is given; labels and pillars without a number don't count.
    """
    count = 0
    for pillar in pillars:
        label = str(count + 1) if pillar.label is None else pillar.label
        number = as_number(label)
        count = count if number is None else number
        yield pillar, label


def as_number(label: str) -> int | None:
    """Return the number that a label is, or ``None`` if it is another label, or none."""
    return int(label) if label.isascii() and label.isdigit() and label == str(int(label)) else None
