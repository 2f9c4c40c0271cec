"""What each post of the book must be, as functions of its text and of paths.

Each returns what is wrong, in words, with the line where there is one.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from book_parts.starts import stub_of
from book_parts.text import CODE, LONGEST, SIZES, WIDEST, find_regions, needs_region

from sphinx_journey.core.words import count_words

from .markdown import Block, blocks, is_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

SHOWN = frozenset(
    {
        "text", "console", "bash", "sh", "json", "yaml", "toml", "ini", "http", "html", "css",
        "sql", "csv", "xml", "diff", "markdown",
    }
)  # fmt: skip
"""The languages in which a post may show a block of its own: those that a test couldn't run."""

BODY = frozenset({"mistake", "note", "tip", "important", "warning", "caution", "admonition"})
"""Directives whose content belongs to the running text."""

ASIDE = frozenset({"exercise", "solution", "question"})
"""Directives that are read as prose, and not counted as the post's."""

NOT_TERMS = re.compile(r"\b(?:logistic|linear) regressions?\b", re.IGNORECASE)
"""Where a term's word means something else; the glossary says so."""

EXEMPT: Mapping[str, AbstractSet[str]] = {
    "the-journey": {"mistake", "exercises", "measured", "score line"},
    "from-notebook-to-system": {"mistake"},
}
"""What a post doesn't need to have."""


def listings(post: str) -> list[Block]:
    """Return the listings of a post."""
    return [one for one in blocks(post) if one.kind == "directive" and one.name == "listing"]


def prose(post: str, *, asides: bool = False) -> list[Block]:
    """Return the paragraphs of a post: no headings, code, tables or captions.

    Args:
        post: its text.
        asides: whether exercises, solutions, questions and answers are wanted too.
    """
    wanted = BODY | ASIDE if asides else BODY
    return [one for one in blocks(post) if one.kind == "prose" and wanted.issuperset(one.within)]


def words(post: str) -> int:
    """Return the words of the running text."""
    return sum(sum(count_words(one.text)) for one in prose(post))


def sentences(post: str) -> str:
    """Return all prose as plain sentences; code in them is one short word."""
    return "\n".join(_sentences(post))


def _sentences(post: str) -> Iterator[str]:
    for one in prose(post, asides=True):
        text = "".join("code" if span.kind == "code" else span.text for span in one.spans)
        text = " ".join(text.split())
        if text:
            yield text if re.search(r"[.?!:][\"”')]*$", text) else f"{text}."


def terms(glossary: str) -> list[str]:
    """Return the terms of the glossary."""
    [directive] = [one for one in blocks(glossary) if one.name == "glossary"]
    return [line for line in directive.content.split("\n") if line and not line[0].isspace()]


def unlinked_terms(post: str, every: Iterable[str]) -> list[str]:
    """Return the terms that occur in prose before a ``{term}`` role links them."""
    known = {term.lower(): term for term in every}
    pattern = re.compile("|".join(_forms(term) for term in sorted(known, key=len, reverse=True)))
    linked: set[str] = set()
    found: dict[str, int] = {}
    for paragraph in prose(post, asides=True):
        for span in paragraph.spans:
            if span.kind == "term":
                linked.add(span.target.lower())
            elif span.kind == "text":
                for match in pattern.finditer(NOT_TERMS.sub(" ", span.text.lower())):
                    term = _singular(match[0], known)
                    if term not in linked:
                        found.setdefault(term, paragraph.line)
    return [
        f"line {line}: {known[term]!r} is not linked to the glossary at its first use"
        for term, line in found.items()
    ]


def _forms(term: str) -> str:
    parts = [re.escape(part) for part in re.split(r"[ -]", term)]
    last = parts.pop()
    plural = f"{last[:-1]}(?:y|ies)" if last.endswith("y") else f"{last}(?:s|es)?"
    return rf"(?<![\w-]){'[ -]'.join([*parts, plural])}(?![\w-])"


def _singular(text: str, known: Mapping[str, str]) -> str:
    return next(term for term in known if re.fullmatch(_forms(term), text))


def untested_code(post: str) -> list[str]:
    """Return the blocks of code that aren't listings: in Python, or in no language."""
    found = []
    for one in blocks(post):
        problem = _untested(one)
        if problem:
            found.append(f"line {one.line}: {problem}")
    return found


def _untested(block: Block) -> str | None:  # noqa: PLR0911 # one reason a line
    if block.kind == "colons":
        return "a fence of colons that names no directive; give the outer fence more colons"
    if block.kind == "indented":
        return "an indented block of code; show a file with {listing} or {output}"
    if block.kind == "html" and re.search(r"<(?:pre|code|script)\b", block.content, re.IGNORECASE):
        return "code in HTML; show a file with {listing} or {output}"
    if block.kind == "doctest" or (block.kind == "prose" and block.text.startswith(">>>")):
        return "a doctest that nothing runs; show a file with {listing} or {output}"
    if block.kind == "directive" and not is_code(block.name):
        return None
    if block.kind not in {"fence", "directive"}:
        return None
    language = block.argument if block.kind == "directive" else block.name
    if block.kind == "directive" and block.name not in {"code", "code-block", "sourcecode"}:
        return f"{{{block.name}}} shows what no test runs; use {{listing}}"
    if language.lower() not in SHOWN:
        what = language or "no language"
        return (
            f"a block of {what}; show tested code with {{listing}}, what it prints with {{output}}"
        )
    if language in {"text", "console", "bash", "sh", "markdown"} and _is_python(block.content):
        return f"Python in a block of {language}; show a file with {{listing}} or {{output}}"
    return None


_STATEMENTS = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Assign,
    ast.AnnAssign, ast.AugAssign, ast.For, ast.While, ast.With, ast.If, ast.Try, ast.Assert,
)  # fmt: skip


def _is_python(source: str) -> bool:
    if re.search(r"^\s*>>> ", source, re.MULTILINE):
        return True
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return bool(re.search(r"^\s*(?:def \w+\(.*|class \w+.*):\s*$", source, re.MULTILINE))
    return any(
        isinstance(one, _STATEMENTS) or (isinstance(one, ast.Expr) and _calls(one.value))
        for one in tree.body
    )


def _calls(expression: ast.expr) -> bool:
    return isinstance(expression, ast.Call | ast.Await | ast.Yield)


def listing_problems(listing: Block, docs: Path) -> list[str]:
    """Return what is wrong with the file, region or length of a listing."""
    path = docs / listing.argument.lstrip("/")
    at = f"line {listing.line}: {listing.argument}"
    if not path.resolve().is_relative_to((docs / CODE).resolve()):
        return [f"{at} is not below {CODE}/"]
    if not path.is_file():
        return [f"{at} is no file"]
    regions = find_regions(path.read_text(encoding="utf-8"))
    problems = [f"{at}: {problem}" for problem in regions.problems]
    region = listing.options.get("region", "")
    if region not in regions.lines and (region or needs_region(path.name)):
        return [*problems, f"{at} has no region {region!r}"]
    count = len(listed_lines(listing, docs))
    if not 0 < count <= LONGEST:
        problems.append(f"{at} {region} has {count} lines")
    text = path.read_text(encoding="utf-8").splitlines()
    return problems + [
        f"{at}: its line {number} has {len(text[number - 1])} characters"
        for number in listed_lines(listing, docs)
        if len(text[number - 1]) > WIDEST
    ]


def listed_lines(listing: Block, docs: Path) -> tuple[int, ...]:
    """Return the numbers of the lines that a listing shows."""
    text = (docs / listing.argument.lstrip("/")).read_text(encoding="utf-8")
    everything = tuple(range(1, len(text.splitlines()) + 1))
    return find_regions(text).lines.get(listing.options.get("region", ""), everything)


def exercise_problems(post: str) -> list[str]:
    """Return exercises without a solution, size or id, and solutions that show no tested file."""
    found: list[str] = []
    waiting: Block | None = None
    every = [one for one in blocks(post) if one.kind == "directive"]
    for at, one in enumerate(every):
        if one.name == "exercise":
            if waiting:
                found.append(f"line {waiting.line}: an exercise with no solution")
            if one.options.get("size") not in SIZES:
                found.append(f"line {one.line}: an exercise of no known size")
            if stub_of(one.options.get("check", "")) is None:
                found.append(f"line {one.line}: an exercise that can't be checked: no ':check:'")
            waiting = one
        elif one.name == "solution":
            if not waiting:
                found.append(f"line {one.line}: a solution of no exercise")
            own = stub_of(waiting.options.get("check", "")) if waiting else None
            name = (own or "").rpartition("/")[2]
            waiting = None
            inside = [held for held in every[at + 1 :] if held.within == (*one.within, "solution")]
            shown = [held.argument for held in inside if held.line < _end(one)]
            if not any(path.lstrip("/") == f"{CODE}/exercises/{name}" for path in shown):
                found.append(
                    f"line {one.line}: a solution that doesn't list {CODE}/exercises/{name}"
                )
    if waiting:
        found.append(f"line {waiting.line}: an exercise with no solution")
    return found


def _end(block: Block) -> int:
    return block.line + block.content.count("\n") + len(block.options) + 2


def missing_parts(post: str, name: str, tables: Mapping[str, str]) -> list[str]:
    """Return the parts that a post lacks.

    Args:
        post: its text.
        name: its file's stem, by which some are exempt of something.
        tables: the texts of ``results/*.csv`` by name.
    """
    every = blocks(post)
    names = [one.name for one in every if one.kind == "directive"]
    headings = [one.text for one in every if one.kind == "heading"]
    paragraphs = [one.text for one in prose(post)]
    measured = [one for one in every if _is_result(one)]
    exempt = EXEMPT.get(name, set())
    parts = {
        "promise": any(text.startswith("The promise of this post:") for text in paragraphs),
        "prerequisites": any(text.startswith("What you need to have read:") for text in paragraphs),
        "diagram": bool({"mermaid", "blog-image"} & set(names)),
        "mistake": "mistake" in names,
        "exercises": names.count("exercise") >= 3,
        "questions": names.count("question") >= 5,
        "measured": bool(measured),
        "interval": not measured or any(_has_interval(one, tables) for one in measured),
        "score line": "score-line" in names,
        "where to go next": "Where to go next" in headings,
    }
    return [part for part, there in parts.items() if not there and part not in exempt]


def _is_result(block: Block) -> bool:
    plot = block.name == "blog-image" and f"{CODE}/results/" in block.argument
    return block.kind == "directive" and (plot or block.name == "results")


def _has_interval(block: Block, tables: Mapping[str, str]) -> bool:
    """Return whether a table or plot says its n and its interval, in caption or head."""
    caption = f"{block.content} {block.options.get('caption', '')}"
    head = tables.get(block.argument, "").partition("\n")[0].lower().split(",")
    has_n = re.search(r"\bn = \d", caption) or "n" in map(str.strip, head)
    interval = re.compile(r"95\s?%|interval|\blow\b")
    return bool(has_n and (interval.search(caption) or interval.search(" ".join(head))))
