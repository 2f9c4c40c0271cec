"""The command line: ``python -m helpline COMMAND``."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from helpline.models.catalog import ModelError
from helpline.records import InputError, problems
from helpline.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence


class Command(NamedTuple):
    """A command, and the module whose ``add_arguments(parser)`` and ``run(options)`` it is."""

    module: str
    summary: str


COMMANDS = {
    "smallest": Command(
        "helpline.commands.smallest", "answer tickets by the smallest whole"
    ),
    "ask": Command("helpline.commands.ask", "answer one ticket, or refuse"),
    "tickets": Command(
        "helpline.commands.tickets", "make the synthetic tickets again"
    ),
    "rerun": Command(
        "helpline.commands.rerun", "answer all tickets twice, and compare"
    ),
    "compare": Command(
        "helpline.commands.compare", "score rules, search and a learned model"
    ),
    "flakes": Command(
        "helpline.commands.flakes",
        "run a test that draws tickets, with 50 seeds",
    ),
    "serve": Command("helpline.commands.serve", "answer tickets over HTTP"),
    "load": Command(
        "helpline.commands.load", "measure the service under load"
    ),
    "models": Command(
        "helpline.commands.models",
        "list the models, and what they weigh and do",
    ),
    "vectors": Command(
        "helpline.commands.vectors", "make the vectors of all texts again"
    ),
    "check": Command(
        "helpline.commands.check",
        "list the book's exercises, or check an answer",
    ),
}
"""By name, in the order of the book's posts. A module is imported when its command is run."""


class Intermixed(argparse.ArgumentParser):
    """A parser that takes options between the arguments, as in ``check 1 --final my.py``."""

    _is_inside = False

    def parse_known_args(  # type: ignore[override] # one of its signatures is enough here
        self,
        args: Sequence[str] | None = None,
        namespace: argparse.Namespace | None = None,
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse arguments; return what was understood, and the rest."""
        if self._is_inside:
            return super().parse_known_args(args, namespace)
        self._is_inside = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._is_inside = False


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status.

    It is 0, or 1 for a failed check or an output that can't be written, or 2 for bad input.
    """
    parser = argparse.ArgumentParser(
        "helpline", description="Answer support tickets."
    )
    chosen = parser.add_subparsers(
        dest="command",
        required=True,
        metavar="COMMAND",
        parser_class=Intermixed,
    )
    given = list(sys.argv[1:] if arguments is None else arguments)
    for name, command in COMMANDS.items():
        sub = chosen.add_parser(
            name, help=command.summary, description=command.summary
        )
        if name in given[:1]:
            importlib.import_module(command.module).add_arguments(sub)
    options = parser.parse_args(given)
    module = importlib.import_module(COMMANDS[options.command].module)
    if sys.stdout is None:
        return report("the standard output is closed", 1)
    if (
        isinstance(sys.stdout, io.TextIOWrapper)
        and sys.stdout.errors == "strict"
    ):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        status = int(module.run(options) or 0)
        sys.stdout.flush()
    except ValidationError as error:
        sys.stderr.writelines(
            f"helpline: {problem}\n"
            for problem in problems(error, names=True)
        )
    except (
        FileNotFoundError,
        InputError,
        ModelError,
        SettingsError,
    ) as error:
        return report(str(error), 2)
    except UnicodeDecodeError:
        return report("the input is no text in UTF-8", 2)
    except BrokenPipeError:
        return without_output()
    except KeyboardInterrupt:  # as a shell counts what a signal ends
        return 130
    except OSError as error:
        return report(str(error), 2 if error.filename else without_output())
    else:
        return status
    return 2


def report(problem: str, status: int) -> int:
    """Say in one line what is wrong, and return the exit status."""
    if sys.stderr is not None:
        sys.stderr.write(f"helpline: {problem}\n")
    return status


def without_output() -> int:
    """Throw away what could not be written, or Python would try it again at its end."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    return 1
