"""``exercise``, ``solution``, ``question`` and ``mistake``: what a reader does and meets."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms import SphinxTransform

from .base import BookDirective, warn
from .nodes import PART, parts_of
from .starts import commands_of, file_of, functions_of, stub_of
from .text import CODE, PAIR, SIZES, is_name

if TYPE_CHECKING:
    from docutils.nodes import Element, Node
    from sphinx.util.typing import OptionSpec


class Exercise(BookDirective):
    """A task of a stated size; its solution follows it."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "size": directives.unchanged_required,
        "check": directives.unchanged_required,
    }

    def run(self) -> list[Node]:
        """Return the task; it gets its number when the page has been read."""
        if not self.content:
            self.warn("it has no task.")
        size = self.options.get("size", "").strip()
        if size not in SIZES:
            words = ", ".join(SIZES)
            self.warn(f"':size:' is {size!r}, but one of {words} was expected.")
        title = nodes.title("", "", *self.inline(self.arguments[0]))
        if size in SIZES:
            text = f" ({size}, about {SIZES[size]} minutes)"
            title += nodes.inline(text, text, classes=["book-size"])
        box = nodes.admonition("", title, *self.parse_content_to_nodes(), *self._start())
        box["classes"].append("book-exercise")
        box[PART] = "exercise"
        box["book_check"] = self.options.get("check", "").strip()
        self.set_source_info(box)
        return [box]

    def _start(self) -> list[Node]:
        """Return which function goes into which file, and what to type."""
        ident = self.options.get("check", "").strip()
        stub = stub_of(ident)
        if stub is None:
            self.warn(f"':check:' is {ident!r}, but an id like 1.1.3 was expected.")
            return []
        path = self.code_file(stub)
        if path is None:
            return []
        wanted: list[Node] = []
        names = functions_of(path.read_text(encoding="utf-8"))
        if not names:
            self.warn(f"{stub!r} has no function for a reader to write.")
        for name in names:
            wanted += [nodes.Text(" and "), nodes.literal("", name)]
        file = file_of(ident)
        line = nodes.paragraph("", "Write ", *wanted[1:], nodes.Text(" in "))
        line += [nodes.literal("", file), nodes.Text("; begin with the first command, ")]
        line += nodes.Text("and check it with the second:")
        line["classes"].append("book-start")
        typed = "\n".join(f"$ {command}" for command in commands_of(ident))
        block = nodes.literal_block(typed, typed, language="console")
        self.set_source_info(block)
        return [line, block]


class Solution(BookDirective):
    """The solution of the exercise right before it; folded where a page can fold."""

    has_content = True

    def run(self) -> list[Node]:
        """Return the solution."""
        if not self.content:
            self.warn("it is empty.")
        return [_fold(self, "solution", "Solution")]


class Question(BookDirective):
    """A question for the reader; the content is its answer, folded where a page can fold."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[Node]:
        """Return the question and its answer."""
        if not self.content:
            self.warn("it has no answer.")
        question = nodes.paragraph("", "", *self.inline(self.arguments[0]))
        box = nodes.container("", question, _fold(self, "answer", "Answer"))
        box["classes"].append("book-question")
        box[PART] = "question"
        for node in (box, question):
            self.set_source_info(node)
        return [box]


class Mistake(BookDirective):
    """A mistake that really happens: a pair of files, one wrong and one fixed."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "title": directives.unchanged_required,
        "changes": directives.unchanged_required,
    }

    def run(self) -> list[Node]:
        """Return what introduces the mistake."""
        name = self.arguments[0].strip()
        for option, what in (("title", "its name"), ("changes", "what Helpline decides wrongly")):
            if not self.options.get(option, "").strip():
                self.warn(f"':{option}:' is missing: {what}.")
        if not is_name(name):
            self.warn(f"{name!r} is no name of a mistake.")
        else:
            for file in PAIR:
                self.code_file(f"{CODE}/mistakes/{name}/{file}")
        title = self.inline(self.options.get("title", name).strip())
        changes = self.inline(self.options.get("changes", "").strip())
        target = nodes.target("", "")  # LaTeX gives boxes no label of their own
        target["ids"] += self.ident(f"mistake-{name}", target)
        target["book_mistake"] = (*target["ids"], name, _text(title), _text(changes))
        box = nodes.admonition("", nodes.title("", "Mistake: ", *title))
        box["classes"].append("book-mistake")
        box += self.parse_content_to_nodes()
        if changes:
            lead = nodes.strong("", "What it changes:")
            box += nodes.paragraph("", "", lead, nodes.Text(" "), *changes)
        box += _pair(name)
        self.set_source_info(box)
        return [target, box] if target["ids"] else [box]


def _text(inline: list[Node]) -> str:
    return "".join(node.astext() for node in inline)


def _pair(name: str) -> nodes.paragraph:
    folder, wrong, fixed = f"mistakes/{name}/", PAIR[0], PAIR[1]
    made = nodes.paragraph("", "", nodes.strong("", "The pair:"), nodes.Text(" "))
    made += [nodes.literal("", folder + wrong), nodes.Text(" fails the test that ")]
    made += nodes.literal("", folder + fixed)
    made += nodes.Text(" passes.")
    made["classes"].append("book-pair")
    return made


def _fold(directive: BookDirective, part: str, title: str) -> nodes.admonition:
    box = nodes.admonition("", nodes.title(title, title), *directive.parse_content_to_nodes())
    box["classes"] += ["book-fold", f"book-{part}"]
    box["collapsible"] = "closed"
    box[PART] = part
    directive.set_source_info(box)
    return box


class NumberParts(SphinxTransform):
    """Number exercises and questions, and see that each exercise has its solution."""

    default_priority = 400

    def apply(self, **_kwargs: object) -> None:
        """Number the parts of one document."""
        counts = {"exercise": 0, "question": 0}
        waiting: Element | None = None
        for node in parts_of(self.document, "exercise", "solution", "question"):
            part = node[PART]
            first = cast("Element", node[0])
            if part == "exercise":
                _unsolved(waiting)
                counts[part] += 1
                waiting = node
                ident = node["book_check"]
                if ident and ident.rpartition(".")[2] != str(counts[part]):
                    warn(
                        part,
                        f"exercise: ':check:' is {ident}, but it is number {counts[part]} here.",
                        location=node,
                    )
                node["book_label"] = f"Exercise {ident or counts[part]}"
                first.insert(0, nodes.Text(f"{node['book_label']}: "))
            elif part == "solution":
                if waiting is None:
                    warn(part, "solution: no exercise stands before it.", location=node)
                label = waiting["book_label"] if waiting else "the exercise"
                node["book_label"] = f"Solution of {label[0].lower()}{label[1:]}"
                waiting = None
            elif part == "question":
                counts[part] += 1
                number = nodes.strong("", f"{counts[part]}.")
                first.insert(0, [number, nodes.Text(" ")])
                cast("Element", node[1])["book_label"] = f"Answer to question {counts[part]}"
        _unsolved(waiting)


def _unsolved(exercise: Element | None) -> None:
    if exercise is not None:
        warn("exercise", "exercise: no solution follows it.", location=exercise)
