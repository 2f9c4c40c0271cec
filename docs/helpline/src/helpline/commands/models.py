"""``helpline models``: what models there are, what they weigh and do, and how to get them."""

from __future__ import annotations

import sys
import textwrap
from importlib import metadata
from typing import TYPE_CHECKING, NamedTuple

from helpline.models.catalog import (
    INSTALL,
    MODELS,
    ModelError,
    checked,
    library,
    located,
    weight_of,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from helpline.models.catalog import Model

MEGA = 1_000_000


class State(NamedTuple):
    """What is there of a model.

    Attributes:
        model: The model.
        versions: Its packages with their versions, or their names alone.
        size: The bytes of its files, 0 if they aren't there.
        problem: Why it can't be used; empty if it can.
    """

    model: Model
    versions: tuple[str, ...]
    size: int
    problem: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take nothing."""
    del parser


def run(options: argparse.Namespace) -> int:
    """Print what there is; return 1 if a model is not the one that it should be."""
    del options
    states = [state_of(model) for model in MODELS]
    sys.stdout.write(shown(states))
    return 1 if any(state.problem and state.size for state in states) else 0


def state_of(model: Model) -> State:
    """Look at a model's files and at the libraries that run it."""
    paths = [path for path in map(located, model.files) if path]
    problem = ""
    try:
        for at in range(len(model.files)):
            checked(model, at)
        for name in model.libraries:
            library(name)
    except ModelError as error:
        problem = str(error)
    size = sum(path.stat().st_size for path in paths)
    return State(
        model, tuple(map(_with_version, model.packages)), size, problem
    )


def _with_version(package: str) -> str:
    try:
        return f"{package} {metadata.version(package)}"
    except metadata.PackageNotFoundError:
        return package


def shown(states: Sequence[State]) -> str:
    """Return a paragraph for each model."""
    lines = []
    for state in states:
        model = state.model
        lines += [
            f"{model.name:10}{'ready, hashes checked' if not state.problem else _why(state)}",
            *_item("does", model.does),
            *_item(
                "size",
                f"{state.size / MEGA:.0f} MB"
                if state.size
                else "nothing is there",
            ),
            *_item("license", model.license),
            *_item("from", ", ".join(state.versions)),
            "",
        ]
    weight = weight_of(
        {name for state in states for name in state.model.packages}
    )
    if weight:
        lines.append(
            f"These packages weigh {weight / MEGA:.0f} MB together.\n"
        )
    return "\n".join(lines)


def _why(state: State) -> str:
    return state.problem if state.size else f"not installed: {INSTALL}"


def _item(name: str, text: str) -> list[str]:
    return textwrap.wrap(
        f"{name:9} {text}",
        78,
        initial_indent=" " * 10,
        subsequent_indent=" " * 20,
    )
