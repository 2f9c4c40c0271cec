"""The directive that lists posts: the newest, those with a tag, those of an author."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, ClassVar

from docutils.parsers.rst import directives

from ..core.document import joined
from ..core.listing import ORDERS, STATUSES, Selection
from ..core.problems import Subtype, did_you_mean, short_repr
from ..core.terms import KINDS
from ..domain.records import FIELDS, PostList
from .base import JourneyDirective

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.util.typing import OptionSpec

    from ..core.listing import Order

_BY_DEFAULT = ("date", "minutes", "excerpt")
_COLUMNS = ("1", "2", "3", "4")
_MOST = 10_000


class PostListing(JourneyDirective):
    """Posts chosen by journey, pillar, tag, category, author, year, folder and status."""

    has_content = True  # to say what is wrong with it
    option_spec: ClassVar[OptionSpec] = dict.fromkeys(
        (
            *("journey", "pillar", *KINDS, "folder", "status"),
            *("order", "number", "fields", "columns", "class", "name"),
        ),
        directives.unchanged,
    )

    def run(self) -> list[Node]:
        """Leave a placeholder with what is asked for."""
        self.check_content()
        selection = Selection(
            journey=self.id_option("journey"),
            pillar=self.id_option("pillar"),
            terms=tuple((kind, names) for kind in KINDS if (names := self._names(kind))),
            folder=self._folder(),
            statuses=self._words("status", STATUSES),
            order=self._order(),
            number=self._number(),
        )
        names = self._words("fields", FIELDS) if "fields" in self.options else _BY_DEFAULT
        fields = frozenset(field for field in FIELDS if field in names)
        columns = int(self.one_of("columns", _COLUMNS, "1") or "1")
        return [self.leave("list", posts=PostList(selection, fields, columns))]

    def _names(self, option: str) -> tuple[str, ...]:
        """Return the names that an option lists, separated by commas."""
        names = (" ".join(name.split()) for name in self.text_option(option).split(","))
        return tuple(dict.fromkeys(name for name in names if name))

    def _words(self, option: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        """Return the words that an option lists; warn of those that aren't among some."""
        found = []
        for name in self._names(option):
            if (word := name.lower()) in allowed:
                found.append(word)
            else:
                self.warn(
                    Subtype.OPTION,
                    f"':{option}:' names {short_repr(name)}, but only {', '.join(allowed)} are "
                    f"known; it is ignored.{did_you_mean(word, allowed)}",
                )
        return tuple(found)

    def _order(self) -> Order:
        word = self.one_of("order", ORDERS, "newest")
        return next(order for order in ORDERS if order == (word or "newest"))

    def _number(self) -> int | None:
        text = self.text_option("number")
        if not text:
            return None
        if text.isascii() and text.isdigit() and 0 < int(text[:6]) <= _MOST:
            return int(text[:6])
        self.warn(
            Subtype.OPTION,
            f"':number:' is {short_repr(text)}, but a whole number from 1 to {_MOST:,} was "
            "expected; all posts are listed.",
        )
        return None

    def _folder(self) -> str | None:
        """Return a folder from the source directory, given relative to the page or from the top."""
        text = self.text_option("folder")
        if not text:
            return None
        folder = joined(self.env.current_document.docname, text)
        return "" if folder == "." else posixpath.normpath(folder).strip("/")
