"""Why Hugo builds no page of a content file: its clock, its ``build``, and wrong values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.document import instant, is_after
from ..core.problems import Location, Problem, Subtype, short_repr
from .build_options import is_headless, is_rendered, malformed
from .casting import HUGO
from .content_model import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..core.document import Settings
    from ..core.fields import FrontMatter
    from .content_model import Source


def reasons_of_clock(front: FrontMatter, settings: Settings) -> set[Reason]:
    """Return what of draft, publication date and expiry keeps a page from being built."""
    now, zone = settings.now, settings.zone
    out, until = front.publish_date, front.expiry_date
    applies = {
        Reason.DRAFT: front.draft,
        Reason.FUTURE: out is not None and is_after(instant(out, zone), now),
        Reason.EXPIRED: until is not None and not is_after(instant(until, zone), now),
    }
    return {reason for reason, does in applies.items() if does}


def reasons_of_build(
    path: str, values: Mapping[str, object], parsed: Source | None
) -> tuple[set[Reason], list[Problem]]:
    """Return what of ``build`` and ``headless`` keeps a page from being built.

    A value that can't be understood holds the page back; it is a problem where the page has it
    itself, and not by a cascade.
    """
    reasons: set[Reason] = set()
    if is_headless(values):
        reasons.add(Reason.HEADLESS)
    if not is_rendered(values):
        reasons.add(Reason.NOT_RENDERED)
    wrong = malformed(values)
    if not wrong:
        return reasons, []
    key, build = wrong
    message = (
        f"{key!r} is {short_repr(build)} where a mapping such as 'render: never' was expected. "
        "Until it is fixed, the document is held back like a draft."
    )
    line = parsed.lines.get(key) if parsed else None
    return {*reasons, Reason.HELD_BACK}, [_problem(path, line, message)] if line else []


def reasons_of_dates(
    path: str, wrong: Sequence[str], parsed: Source | None
) -> tuple[set[Reason], list[Problem]]:
    """Return whether dates that can't be understood hold a page back.

    Args:
        path: of the file.
        wrong: the keys of such dates.
        parsed: its front matter. What is wrong with Hugo's own keys for dates is a problem already.
    """
    message = (
        "isn't a date. Write one that exists, as 2026-01-31 or 2026-01-31T10:00:00+02:00. Until it "
        "is fixed, the document is held back like a draft."
    )
    problems = [
        _problem(path, parsed.lines.get(key, 1) if parsed else 1, f"{key!r} {message}")
        for key in wrong
        if key not in HUGO.keys
    ]
    is_held = any(key != "lastmod" for key in wrong)
    return {Reason.HELD_BACK} if is_held else set(), problems


def _problem(path: str, line: int, message: str) -> Problem:
    return Problem(Location(path, line), Subtype.FRONT_MATTER_VALUE, message)
