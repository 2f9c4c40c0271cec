"""The parts of a journey, as its plan describes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .problems import Subtype, short_repr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .located import KeyPath
    from .manifest_reader import Reader

_PART_KEYS = frozenset({"title", "pillars"})


def read_parts(
    reader: Reader, parts: Iterable[tuple[KeyPath, dict[str, object]]]
) -> Iterator[tuple[str | None, KeyPath, dict[str, object]]]:
    """Yield the title, the key path and the mapping of each part.

    A part is known by its title alone, where its pillars are shown: one without pillars is nowhere,
    and neighbors with one title are one.

    Args:
        reader: notes what is wrong.
        parts: their mappings with their key paths.
    """
    before: tuple[str | None, KeyPath] = (None, ())
    for at, part in parts:
        reader.unknown(part, at, _PART_KEYS)
        title = reader.text(part, "title", at)
        if "title" not in part:
            message = "This part has no 'title', so none is shown. Add one."
            reader.note(at, Subtype.MANIFEST_KEY, message)
        pillars = part.get("pillars")
        if pillars is None or pillars == []:
            message = "This part has no 'pillars', so it isn't shown. Add some, or remove the part."
            reader.note(at, Subtype.MANIFEST_KEY, message)
            continue
        if title is not None and title == before[0]:
            message = (
                f"The part before this one, at {reader.location(before[1])}, has the same title, "
                f"{short_repr(title)}, so both are shown as one. Change one of the titles, or put "
                "all pillars into one part."
            )
            reader.note(at, Subtype.MANIFEST_VALUE, message)
        before = title, at
        yield title, at, part
