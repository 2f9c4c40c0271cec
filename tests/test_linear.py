"""Promise 8: no pattern and no parser hangs on its worst input.

A linear one takes milliseconds for what is tried here; a quadratic one, minutes. Each has two
seconds of CPU time, after which it counts as hanging.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
import signal
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import sphinx_journey
from sphinx_journey.core.doubts import doubts_of_keys
from sphinx_journey.core.frontmatter import parse
from sphinx_journey.core.head import doubts_of_head
from sphinx_journey.core.manifest import read_manifest
from sphinx_journey.core.moments import as_moment, possible_days
from sphinx_journey.core.notebook import parse_notebook
from sphinx_journey.core.reading_time import scan
from sphinx_journey.core.targets import may_define
from sphinx_journey.hugo.blocks import as_myst
from sphinx_journey.hugo.shortcodes.context import Context
from sphinx_journey.hugo.shortcodes.render import render
from sphinx_journey.pictures.engine.strip import strip
from sphinx_journey.pictures.engine.svg_clean import cleaned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(sphinx_journey.__file__).parent
SIZE = 40_000
SECONDS = 2
COMMON = [*"a0A_ \n\t:-*`<>()[]{}'\"\\/=#$&!|.,;%+~@^?\x00é中", "\r\n", "a:", "a ", "<a ", "x=''"]


class HangsError(Exception):
    """Something takes longer than anything linear would."""


@contextmanager
def watched() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise HangsError

    before = signal.signal(signal.SIGVTALRM, stop)
    gc.disable()  # what other tests have left takes as long to look through
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        gc.enable()


def patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Yield every pattern that a module of the package keeps, by its name."""
    for info in pkgutil.walk_packages(sphinx_journey.__path__, "sphinx_journey."):
        module = importlib.import_module(info.name)
        for name, value in sorted(vars(module).items()):
            inner = value.values() if isinstance(value, dict) else value
            for one in inner if isinstance(value, dict | tuple | list) else [value]:
                if isinstance(one, re.Pattern):
                    yield f"{info.name.removeprefix('sphinx_journey.')}.{name}", one


PATTERNS = dict(patterns())


def uses(name: str) -> list[str]:
    """Return how a pattern is used: to match at a place, or to search, which begins everywhere."""
    module, _, own = name.rpartition(".")
    files = [ROOT / f"{module.replace('.', '/')}.py"] if own[0] == "_" else ROOT.rglob("*.py")
    source = "\n".join(path.read_text("utf-8") for path in files)
    found = set(re.findall(rf"\b{own}(?:\[\w+\])?\.(\w+)\(", source)) & set(dir(re.Pattern))
    searches = found - {"match", "fullmatch"} or not found
    return [*sorted(found & {"match", "fullmatch"}), *(["search"] if searches else [])]


def worst(pattern: str) -> Iterator[str]:
    """Yield inputs that repeat what a pattern looks for, after what it begins with, unfinished."""
    literals = sorted({*re.findall(r"[^\w\s]", pattern)})
    words = sorted({*re.findall(r"[A-Za-z]{2,}", pattern)}, key=len)[-2:]
    beginnings = ["", *re.findall(r"[^\\()|?*+\[\]{}^$.]{1,8}", pattern)[:2]]
    pairs = [a + b for a in literals[:5] for b in literals[:5] if a != b]
    for piece in ["a", "0", " ", "\n", "a ", "é", *literals, *words, *pairs]:
        for beginning in beginnings if piece in "a0 \n" else beginnings[:1]:
            yield beginning + piece * (SIZE // len(piece))


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_no_pattern_hangs_on_what_it_looks_for(name: str) -> None:
    pattern = PATTERNS[name]
    source = pattern.pattern
    is_bytes = isinstance(source, bytes)
    for text in worst(source.decode("latin-1") if is_bytes else source):
        subject: Any = text.encode("utf-8", "replace") if is_bytes else text
        with watched():
            try:
                for use in uses(name):
                    getattr(pattern, use)(subject)
                    if use == "search":
                        sum(1 for _ in pattern.finditer(subject))
            except HangsError:
                pytest.fail(f"hangs on {text[:20]!r} and so on")


PARSERS: dict[str, Callable[[str], object]] = {
    "Markdown": lambda text: parse(text, markup="markdown", path="a.md"),
    "YAML": lambda text: parse(f"---\n{text}\n---\n", markup="markdown", path="a.md"),
    "YAML, never closed": lambda text: parse(f"---\na: {text}", markup="markdown", path="a.md"),
    "TOML": lambda text: parse(f"+++\n{text}\n+++\n", markup="markdown", path="a.md"),
    "TOML, a value": lambda text: parse(f"+++\na = {text}\n+++\n", markup="markdown", path="a.md"),
    "JSON": lambda text: parse('{"a": ' + text, markup="markdown", path="a.md"),
    "a field list": lambda text: parse(text, markup="rst", path="a.rst"),
    "a field": lambda text: parse(f":date: {text}\n", markup="rst", path="a.rst"),
    "a notebook": lambda text: parse_notebook(text, path="a.ipynb"),
    "a head": lambda text: doubts_of_head(text, path="a.md"),
    "a key": lambda text: doubts_of_keys({text: True}, {}, path="a.md"),
    "a date": lambda text: (as_moment(text), possible_days(text)),
    "the plan": lambda text: read_manifest(text, path="journey.yml"),
    "a plan's value": lambda text: read_manifest(f"id: a\ntitle: {text}", path="journey.yml"),
    "reading time": lambda text: scan(text, markup="markdown"),
    "reading time of rst": lambda text: scan(text, markup="rst"),
    "shortcodes": lambda text: render(text, Context("a.md")),
    "a shortcode": lambda text: render(
        f"{{{{< tip {text} >}}}}{text}{{{{< /tip >}}}}", Context("a.md")
    ),
    "shortcodes of it": lambda text: render(f"{{{{< tip >}}}} {text}" * 20, Context("a.md")),
    "braces": lambda text: [
        as_myst(whole, tuple(range(1, whole.count("\n") + 2)), has_attributes=True)
        for whole in (f"{{% a %}}\n{text}", f"{text}\n\n{{.a}}\n", f"```a {{{text}\n```\n{{.b}}")
    ],
    "a mention": lambda text: may_define(text.lower(), {"lab"}),
}
SMALL = 20_000
"""For parsers of others, some of which are quadratic in a line of their own: PyYAML, tomllib."""


@pytest.mark.parametrize("name", PARSERS)
def test_no_parser_hangs(name: str) -> None:
    for piece in [*COMMON, "- ", "[", "a: [", "{a: ", ":a: ", "```\n", "x: y\n", "* a\n", "_a: "]:
        with watched():
            try:
                PARSERS[name](piece * (SMALL // len(piece)))
            except HangsError:
                pytest.fail(f"hangs on {piece!r} and so on")


JPEG = bytes.fromhex("ffd8ffda0008010100003f00")
PICTURES = {
    "erased memory": ("jpeg", JPEG + b"\xff" * 3_000_000),
    "erased memory in rows": ("jpeg", JPEG + b"\xff\xff\xff\x00" * 700_000),
    "restarts": ("jpeg", JPEG + b"\xff\xd0" * 1_000_000),
    "chunks of a PNG": ("png", b"\x89PNG\r\n\x1a\n" + (b"\0\0\0\0IDAT\0\0\0\0" * 200_000)),
    "blocks of a GIF": ("gif", b"GIF89a" + bytes(7) + b"!\xfe\x01a\0" * 300_000),
}


@pytest.mark.parametrize("name", PICTURES)
def test_no_picture_that_was_cut_short_hangs(name: str) -> None:
    kind, data = PICTURES[name]
    with watched():
        try:
            strip(kind, data)
        except ValueError:
            pass  # it isn't whole
        except HangsError:
            pytest.fail("hangs")


@pytest.mark.parametrize("part", ["<!---->", "<g/>", "<a:b xmlns:a='x'/>", "<g a='b'>x</g>"])
def test_no_drawing_hangs(part: str) -> None:
    with watched():
        cleaned(b"<svg xmlns='http://www.w3.org/2000/svg'>" + part.encode() * 50_000 + b"</svg>")
