"""Checks, run one after the other, and what came of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from helpline.practice.answers import UnexpectedError, UnwrittenError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from helpline.practice.answers import Answer

UNWRITTEN = "it isn't written yet: it raises NotImplementedError"


class Outcome(NamedTuple):
    """What came of a check.

    Attributes:
        behavior: What was looked for, in a sentence.
        problem: What is wrong, in lines; none if it passes.
    """

    behavior: str
    problem: tuple[str, ...] = ()


def checks_of(module: ModuleType) -> dict[str, Callable[[Answer], None]]:
    """Return the checks of a module in their order, by the behavior that each looks for."""
    return {
        " ".join((one.__doc__ or name).split()): one
        for name, one in vars(module).items()
        if name.startswith("check_")
    }


def run(check: Callable[[Answer], None], answer: Answer) -> tuple[str, ...]:
    """Return what a check finds wrong, in lines."""
    try:
        answer.guard("", lambda: check(answer))
    except UnwrittenError:
        return (UNWRITTEN,)
    except UnexpectedError as found:
        call = (found.call,) if found.call else ()
        return (
            *call,
            f"expected: {found.expected}",
            f"got:      {found.got}",
        )
    return ()


def run_all(module: ModuleType, answer: Answer) -> Iterator[Outcome]:
    """Yield what comes of each check."""
    for behavior, check in checks_of(module).items():
        yield Outcome(behavior, run(check, answer))
