"""The one list of what is written beside documents.

An output is a function that yields an :class:`Output` for each file it wants, given the build and
the environment. Those of the extension are listed in :mod:`sphinx_journey.outputs`. All else
follows from the list: a file is written when it is missing or has other bytes, it is deleted when
no build makes it any more, and nothing else may have its address.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Output:
    """One file beside documents."""

    file: str
    """Relative to the output folder, with ``/``."""
    make: Callable[[], bytes]
    """Returns all of it. It may raise ``OSError`` or ``ValueError``."""
    place: str = ""
    """Where an author asked for it, as ``path:line``; empty where nobody did."""

    @property
    def is_static(self) -> bool:
        """Whether pages link to it, so that it must be there before they are written."""
        return self.file.startswith("_static/")


@dataclass(frozen=True, slots=True)
class Page:
    """One page beside documents, which the theme draws."""

    name: str
    """As a docname."""
    make: Callable[[], dict[str, Any]]
    """Returns the context of the theme's template ``page.html``."""


@dataclass(slots=True)
class Outputs:
    """What one build writes beside documents."""

    files: dict[str, Output] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    """By the file of the page."""

    def __iter__(self) -> Iterator[str]:
        yield from self.files
        yield from self.pages
