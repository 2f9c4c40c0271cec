"""What is written besides the pages of documents.

An output is a function that takes the build and the environment, and yields an :class:`Output` for
each file. The extension's are listed in :mod:`sphinx_journey.outputs`. Everything else follows from
that list: a file is written when it is missing or its bytes differ, it is deleted when no build
makes it any more, and nothing else may take its address.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docutils.nodes import Node


class Output(NamedTuple):
    """One file that is not a document's."""

    file: str
    """Relative to the output folder, with ``/``."""
    make: Callable[[], bytes]
    """Returns the content. It may raise ``OSError`` or ``ValueError``."""
    place: str = ""
    """Where an author asked for it, as ``path:line``; empty if nobody did."""
    is_costly: bool = False
    """Whether it isn't made again where no page is written, because it holds what pages show."""

    @property
    def is_static(self) -> bool:
        """Whether pages link to it, so that it must be there before they are written."""
        return self.file.startswith("_static/")


class Page(NamedTuple):
    """One page that is not a document's, rendered by the theme."""

    name: str
    """As a docname."""
    title: str
    id: str
    """Of its heading."""
    draw: Callable[[], list[Node]]
    """Returns its text as nodes, without the title."""


@dataclass(slots=True)
class Outputs:
    """What one build writes besides the pages of documents."""

    files: dict[str, Output] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    """By output file."""

    def __iter__(self) -> Iterator[str]:
        return iter((*self.files, *self.pages))
