"""A post as its checks see it: blocks with their lines, directives with their content."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markdown_it.token import Token

_DIRECTIVE = re.compile(r"\{([\w:.-]+)\}(.*)", re.DOTALL)
_OPTION = re.compile(r":([\w-]+):(?:\s+(.*))?")
_TITLED = re.compile(r"(.*?)\s*<([^<>]+)>", re.DOTALL)

DRAWN = frozenset({"mermaid", "math", "toctree", "glossary", "listing", "output"})
"""Directives whose content isn't Markdown, or isn't part of the post."""


@dataclass(frozen=True)
class Span:
    """A stretch of prose: plain ``text``, ``code``, ``link``, ``term`` or another ``role``."""

    kind: str
    text: str
    target: str = ""


@dataclass(frozen=True)
class Block:
    """One block of a post.

    Attributes:
        kind: ``prose``, ``heading``, ``directive``, ``fence``, ``indented``, ``html``,
            ``doctest``, or ``colons`` that name no directive.
        line: where it starts in the file, from 1.
        spans: the prose of a paragraph or heading.
        name: a directive's name, or the language of a fence.
        argument: a directive's argument.
        content: what a directive, fence, or block of HTML or code holds.
        options: a directive's options.
        within: the directives it stands in, the outermost first.
    """

    kind: str
    line: int
    spans: tuple[Span, ...] = ()
    name: str = ""
    argument: str = ""
    content: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    within: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The prose in one string."""
        return "".join(span.text for span in self.spans)


def blocks(text: str) -> list[Block]:
    """Return the blocks of a post in order; a directive precedes its content."""
    return list(_blocks(text, 0, ()))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    return parser.use(colon_fence_plugin).use(front_matter_plugin).use(myst_role_plugin)


_PARSER = _parser()


def _blocks(text: str, offset: int, within: tuple[str, ...]) -> Iterator[Block]:
    around: list[str] = []
    for token in _PARSER.parse(text):
        line = offset + (token.map[0] if token.map else 0) + 1
        if token.type.endswith("_open"):
            around.append(token.type)
        elif token.type.endswith("_close"):
            around.pop()
        if token.type == "inline" and not around[-1].startswith(("th_", "td_")):
            if not token.content.startswith("%"):
                kind = "heading" if around[-1] == "heading_open" else "prose"
                if around.count("blockquote_open") > 2:
                    kind = "doctest"  # ``>>>`` is a quote in a quote in a quote
                yield Block(kind, line, tuple(_joined(token.children or [])), within=within)
        elif token.type in {"fence", "colon_fence"}:
            yield from _fence(token, line, within)
        elif token.type in {"code_block", "html_block"}:
            kind = "indented" if token.type == "code_block" else "html"
            yield Block(kind, line, content=token.content, within=within)


def _fence(token: Token, line: int, within: tuple[str, ...]) -> Iterator[Block]:
    info = token.info.strip()
    found = _DIRECTIVE.fullmatch(info)
    if not found:
        language = info.split(maxsplit=1)[0] if info else ""
        if token.type == "colon_fence":
            yield Block("colons", line, name=language, within=within)
            return
        yield Block("fence", line, name=language, content=token.content, within=within)
        return
    name, argument = found[1].lower(), found[2].strip()
    options, content, skipped = _options(token.content)
    yield Block("directive", line, (), name, argument, content, options, within)
    if name == "question":  # what a reader reads first
        yield from _blocks(argument, line - 1, (*within, name))
    if name not in DRAWN and not is_code(name):
        yield from _blocks(content, line + skipped, (*within, name))


def is_code(name: str) -> bool:
    """Return whether a directive contains code, or includes some."""
    return name in {
        "code", "code-block", "code-cell", "sourcecode", "literalinclude", "doctest", "testcode",
        "testsetup", "testoutput", "testcleanup", "parsed-literal", "raw", "include", "eval-rst",
        "highlight", "prompt", "ipython", "jupyter-execute", "plot", "exec",
    }  # fmt: skip


def _options(source: str) -> tuple[dict[str, str], str, int]:
    lines = source.split("\n")
    options: dict[str, str] = {}
    if lines[0].startswith("---"):
        end = next((n for n, one in enumerate(lines[1:], 1) if one.startswith("---")), len(lines))
        for one in lines[1:end]:
            key, _, value = one.partition(":")
            options[key.strip()] = value.strip()
        return options, "\n".join(lines[end + 1 :]), end + 1
    for number, one in enumerate(lines):
        found = _OPTION.fullmatch(one.strip())
        if not found:
            return options, "\n".join(lines[number:]), number
        options[found[1]] = (found[2] or "").strip()
    return options, "", len(lines)


def _joined(tokens: list[Token]) -> Iterator[Span]:
    """Return the spans of a paragraph; emphasis and line ends don't split text into several."""
    for plain, spans in groupby(_spans(tokens), key=lambda span: span.kind == "text"):
        if plain:
            yield Span("text", "".join(span.text for span in spans))
        else:
            yield from spans


def _spans(tokens: list[Token]) -> Iterator[Span]:
    links = 0
    for token in tokens:
        if token.type == "link_open":
            links += 1
        elif token.type == "link_close":
            links -= 1
        elif token.type == "text":
            yield Span("link" if links else "text", token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            yield Span("text", " ")
        elif token.type == "code_inline":
            yield Span("code", token.content)
        elif token.type == "myst_role":
            titled = _TITLED.fullmatch(token.content)
            title, target = titled.groups() if titled else (token.content, token.content)
            kind = "term" if token.meta["name"] == "term" else "role"
            yield Span(kind, title, target)
