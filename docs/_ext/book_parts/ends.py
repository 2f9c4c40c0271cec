"""Where a page can't fold, answers and solutions stand at the end of their post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from .domain import book_domain
from .nodes import parts_of

if TYPE_CHECKING:
    from docutils.nodes import Element, Node

TITLE = "Answers and solutions"


class AnswersAtTheEnd(SphinxPostTransform):
    """Move what HTML folds to the end of its post: in PDF, EPUB and plain text.

    LaTeX has the whole book in one document, in which each file keeps a node of its own.
    """

    default_priority = 5  # before the journey puts its navigation below the post

    def run(self, **_kwargs: object) -> None:
        """Change one document, or the whole book where a builder assembles one."""
        builder = book_domain(self.env).builder
        if builder is not None and builder.format == "html" and builder.name != "epub":
            return
        ends: dict[Element, list[Element]] = {}
        for node in list(parts_of(self.document, "solution", "answer")):
            ends.setdefault(_file_of(node), []).append(node)
        for file, answers in ends.items():
            section = nodes.section("", nodes.title(TITLE, TITLE), ids=["answers-and-solutions"])
            for number, answer in enumerate(answers, 1):
                section += _moved(answer, f"answer-{number}")
            _body(file).append(section)


class PlainBoxes(SphinxPostTransform):
    """Set exercises and mistakes apart in plain text, where the writer joins what a box holds."""

    default_priority = 900
    formats = ("text",)

    def run(self, **_kwargs: object) -> None:
        """Turn each box of the book into a title and what stands below it."""
        for box in list(self.document.findall(nodes.admonition)):
            if {"book-exercise", "book-mistake"} & set(box["classes"]):
                title = nodes.strong("", "", *box[0].children)
                box.replace_self([nodes.paragraph("", "", title), *box.children[1:]])


def _moved(answer: Element, ident: str) -> list[Node]:
    """Leave a pointer where the answer stood; return what stands at the end."""
    label = answer.get("book_label") or answer[0].astext()
    pointer = nodes.paragraph("", f"{answer[0].astext()}: see ", classes=["book-pointer"])
    pointer += nodes.reference("", TITLE, internal=True, refid=ident)
    pointer += nodes.Text(" at the end of this post.")
    back = f"{ident}-from"
    head = nodes.paragraph("", "", nodes.target("", "", ids=[ident]), classes=["book-answer-head"])
    head += [nodes.strong(label, label), nodes.Text(" (")]
    head += [nodes.reference("", "back", internal=True, refid=back), nodes.Text(")")]
    pointer.insert(0, nodes.target("", "", ids=[back]))
    body = answer.children[1:]
    answer.replace_self(pointer)
    return [head, *body]


def _file_of(node: Element) -> Element:
    """Return the file in which a node stands: one of a book, or the document."""
    above: Element = node
    while above.parent is not None and not isinstance(above, addnodes.start_of_file):
        above = above.parent
    return above


def _body(file: Element) -> Element:
    """Return what ends with the post: its section of the first level."""
    return next((child for child in file.children if isinstance(child, nodes.section)), file)
