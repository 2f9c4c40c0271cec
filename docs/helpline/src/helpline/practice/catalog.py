"""Which exercises there are. The file ``stubs/e11_3.py`` is the start of exercise 1.1.3."""

from __future__ import annotations

import ast
import importlib
import re
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from helpline.records import InputError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from types import ModuleType

STUBS = files("helpline") / "practice" / "stubs"
FILE = re.compile(r"e(\d)(?:(\d)_(\d+))?\.py")
SECONDS = 30
"""How long a reader's code may take, unless the checks of an exercise say otherwise."""


class Parameter(NamedTuple):
    """A parameter of a function that a reader writes."""

    name: str
    is_named: bool
    """Whether the checks pass it by its name: it has a default, or can't be passed otherwise."""


class Wanted(NamedTuple):
    """A function that a reader writes."""

    name: str
    parameters: tuple[Parameter, ...]
    is_async: bool = False

    def __str__(self) -> str:
        return (
            f"{self.name}({', '.join(one.name for one in self.parameters)})"
        )


class Exercise(NamedTuple):
    """An exercise of the book.

    Attributes:
        id: Chapter, post and exercise, as in ``1.1.3``; the chapter alone for its open exercise.
        title: Its title in the book.
        file: Where a reader's answer is, unless the reader says otherwise.
        stub: The file that an answer starts from.
        wanted: The functions that it must have.
    """

    id: str
    title: str
    file: str
    stub: Traversable
    wanted: tuple[Wanted, ...]

    @property
    def is_scored(self) -> bool:
        """Whether it is an open exercise, which gets a score and no checks."""
        return "." not in self.id

    @property
    def name(self) -> str:
        """The stem of its stub, its checks and its solution."""
        return self.stub.name.removesuffix(".py")

    def start(self) -> str:
        """Return the text of a file to begin with."""
        text = self.stub.read_text(encoding="utf-8")
        return text.replace('"""', f'"""Exercise {self.id}: ', 1)

    def checks(self) -> ModuleType:
        """Return the module with its checks."""
        return importlib.import_module(
            f"helpline.practice.checks.{self.name}"
        )


def read_exercises() -> dict[str, Exercise]:
    """Return all exercises by id, in the order of the book."""
    found = (_read(file) for file in STUBS.iterdir())
    return {one.id: one for one in sorted(filter(None, found), key=_place)}


def _place(exercise: Exercise) -> list[str]:
    return [
        *exercise.id.split("."),
        "~",
    ]  # a chapter's open exercise comes after the others


def find(name: str) -> Exercise:
    """Return an exercise by its id.

    Raises:
        InputError: There is none of this id.
    """
    every = read_exercises()
    if name not in every:
        raise InputError(
            f"there is no exercise {name!r}; 'python -m helpline check' lists all {len(every)}"
        )
    return every[name]


def _read(file: Traversable) -> Exercise | None:
    found = FILE.fullmatch(file.name)
    if not found:
        return None
    tree = ast.parse(file.read_text(encoding="utf-8"))
    title = (
        (ast.get_docstring(tree) or "").partition("\n")[0].removesuffix(".")
    )
    name = ".".join(filter(None, found.groups()))
    return Exercise(
        name,
        title,
        f"exercise_{name.replace('.', '_')}.py",
        file,
        tuple(
            Wanted(
                node.name,
                _parameters(node.args),
                isinstance(node, ast.AsyncFunctionDef),
            )
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ),
    )


def _parameters(arguments: ast.arguments) -> tuple[Parameter, ...]:
    first_default = len(arguments.args) - len(arguments.defaults)
    plain = [
        Parameter(one.arg, is_named=at >= first_default)
        for at, one in enumerate(arguments.args)
    ]
    return (
        *plain,
        *(Parameter(one.arg, is_named=True) for one in arguments.kwonlyargs),
    )
