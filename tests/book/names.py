"""Names that a post's listings use although no listing has shown them."""

from __future__ import annotations

import ast
import builtins
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .checks import listed_lines, listings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_PACKAGE = "helpline"
_LINK = re.compile(r"\[`(\w+)`\]\(([^)#\s]+)[^)\s]*\)")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_SCOPES = (*_FUNCTIONS, *_COMPREHENSIONS, ast.ClassDef)


@dataclass(frozen=True)
class Module:
    """What a file binds at its top, and where from.

    Attributes:
        defined: lines of each name that the file itself defines.
        imported: module and name behind each name that comes from Helpline.
    """

    path: Path
    tree: ast.Module
    defined: dict[str, set[int]] = field(default_factory=dict)
    imported: dict[str, tuple[str, str]] = field(default_factory=dict)


def read(path: Path) -> Module:
    """Return a file's names; those under ``if TYPE_CHECKING`` belong to its top, too."""
    found = Module(path, ast.parse(path.read_text(encoding="utf-8")))
    for node in _top(found.tree.body):
        if isinstance(node, ast.ImportFrom):
            for one in node.names:
                name = one.asname or one.name
                if (node.module or "").split(".")[0] == _PACKAGE:
                    found.imported[name] = (str(node.module), one.name)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.defined.setdefault(node.name, set()).add(node.lineno)
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            for name in _bound(node):
                found.defined.setdefault(name, set()).add(node.lineno)
    return found


def _top(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        yield node
        if isinstance(node, ast.If | ast.Try | ast.With):
            yield from _top(node.body)
            yield from _top(getattr(node, "orelse", []))


def _bound(node: ast.AST) -> set[str]:
    """Return the names that a scope binds, without those of the scopes in it."""
    names: set[str] = set()
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Name) and not isinstance(child.ctx, ast.Load):
            names.add(child.id)
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(child.name)
        elif isinstance(child, ast.arg):
            names.add(child.arg)
        elif isinstance(child, ast.ExceptHandler) and child.name:
            names.add(child.name)
        elif isinstance(child, ast.alias):
            names.add((child.asname or child.name).split(".")[0])
        if not isinstance(child, _SCOPES):
            names |= _bound(child)
    return names


def used(module: Module, lines: Iterable[int]) -> dict[str, int]:
    """Return the names of a file's top that these lines use, each with its first line."""
    wanted, found = set(lines), dict[str, int]()
    tops = module.imported.keys() | module.defined.keys()

    def walk(node: ast.AST, known: frozenset[str]) -> None:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            note(node.id, node.lineno, known)
        for child in ast.iter_child_nodes(node):
            inner = known
            if isinstance(child, _FUNCTIONS + _COMPREHENSIONS):
                inner = known | _bound(child)
            elif isinstance(child, ast.Constant) and child.value in tops:
                note(str(child.value), child.lineno, known)  # a type written as a string
            walk(child, inner)

    def note(name: str, line: int, known: frozenset[str]) -> None:
        if line in wanted and name not in known:
            found.setdefault(name, line)

    walk(module.tree, frozenset())
    return {name: line for name, line in found.items() if not hasattr(builtins, name)}


class Reader:
    """Knows what has been shown so far, as the posts are read in order."""

    def __init__(self, docs: Path) -> None:
        """Begin to read the book in a folder."""
        self.docs = docs
        self.source = (docs / _PACKAGE / "src").resolve()
        self.modules: dict[Path, Module] = {}
        self.shown: dict[Path, set[int]] = {}
        self.linked: dict[str, dict[Path, set[int]]] = {}
        self.pages: dict[Path, list[tuple[int, Path, tuple[int, ...]]]] = {}

    def read(self, post: Path) -> list[str]:
        """Return the names that a post uses and that neither it nor an earlier one shows.

        A name is shown by a listing with the line that defines it, and by a link whose text is
        the name, to a page of the book that has such a listing.
        """
        text = post.read_text(encoding="utf-8")
        every = self._listings(post)
        for _, path, lines in every:
            self.shown.setdefault(path, set()).update(lines)
        for name, target in _LINK.findall(text):
            page = (post.parent / target).resolve()
            if page.is_file():
                found = self.linked.setdefault(name, {})
                for _, path, lines in self._listings(page):
                    found.setdefault(path, set()).update(lines)
        return [
            f"line {line}: {path.name} uses {name}, which no listing has shown"
            for line, path, lines in every
            for name in used(self._module(path), lines)
            if not self._is_shown(self._module(path), name)
        ]

    def _listings(self, page: Path) -> list[tuple[int, Path, tuple[int, ...]]]:
        """Return the lines that a page shows of files in Python, each with its own line."""
        if page not in self.pages:
            self.pages[page] = [
                (one.line, (self.docs / one.argument).resolve(), listed_lines(one, self.docs))
                for one in listings(page.read_text(encoding="utf-8"))
                if one.argument.endswith(".py")
            ]
        return self.pages[page]

    def _module(self, path: Path) -> Module:
        if path not in self.modules:
            self.modules[path] = read(path)
        return self.modules[path]

    def _is_shown(self, module: Module, name: str) -> bool:
        if name in module.imported:
            place, other = module.imported[name]
            path = self.source.joinpath(*place.split("."))
            path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
            return not path.is_file() or self._is_shown(self._module(path), other)
        lines = module.defined.get(name, set())
        on_pages = self.linked.get(name, {}).get(module.path, set())
        return not lines or bool(lines & (self.shown.get(module.path, set()) | on_pages))
