"""The setup of the parts: the only place that registers anything with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .code import Listing, Output, Results
from .domain import BookDomain, book_domain, pages_to_write
from .downloads import Downloads
from .ends import AnswersAtTheEnd, PlainBoxes
from .lists import FigureList, MistakeList, ResolveLists, SourceList
from .nodes import book_list
from .practice import Exercise, Mistake, NumberParts, Question, Solution
from .score import ScoreLine

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

DIRECTIVES = {
    "listing": Listing,
    "output": Output,
    "results": Results,
    "score-line": ScoreLine,
    "exercise": Exercise,
    "solution": Solution,
    "question": Question,
    "mistake": Mistake,
    "downloads": Downloads,
    "mistake-list": MistakeList,
    "figure-list": FigureList,
    "source-list": SourceList,
}


def register(app: Sphinx) -> ExtensionMetadata:
    """Register the parts with Sphinx."""
    app.add_config_value("book_posts", ["overview/", "pillars/"], "env", [list, tuple])
    app.add_config_value("book_downloads", {}, "env", [dict])
    app.add_domain(BookDomain)
    app.add_node(book_list)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_transform(NumberParts)
    app.add_post_transform(AnswersAtTheEnd)
    app.add_post_transform(PlainBoxes)
    app.add_post_transform(ResolveLists)
    app.connect("builder-inited", _note_builder)
    app.connect("env-updated", pages_to_write)
    return {
        "version": "1",
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _note_builder(app: Sphinx) -> None:
    book_domain(app.env).builder = app.builder
