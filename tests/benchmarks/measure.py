"""Measuring commands: what they cost, medians, and fair comparisons. Knows nothing of Sphinx."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_T = TypeVar("_T")
_K = TypeVar("_K")
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
_TAIL = 2000


class CommandFailedError(Exception):
    """A measured command ended with an error; the message holds the end of what it said."""


@dataclass(frozen=True)
class Cost:
    """What one process cost, its children included."""

    cpu: float
    """Seconds of user and system time, of the process and all children it waited for."""
    wall: float
    """Seconds from start to end."""
    peak: int
    """Bytes of memory held by the largest single process; those of several are not added up."""


def measure(command: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """Run a command in a process of its own and return what it cost.

    Args:
        command: The program and its arguments.
        environment: Variables set beside those of this process.

    Raises:
        CommandFailedError: if it ends with an error.
        OSError: where the system can't tell what a child cost (Windows).
    """
    if sys.platform == "win32":
        raise OSError("the cost of a process is measured with os.wait4, which Windows lacks")
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, env={**os.environ, **environment}, stdout=output, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            output.seek(0)
            said = output.read()[-_TAIL:].decode(errors="replace")
            raise CommandFailedError(f"exit code {process.returncode}: {command}\n{said}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * _MAXRSS_UNIT)


def median_cost(costs: Sequence[Cost]) -> Cost:
    """Return the median of each figure."""
    return Cost(
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.wall for cost in costs),
        round(statistics.median(cost.peak for cost in costs)),
    )


def in_turns(subjects: Mapping[_K, Callable[[int], _T]], repetitions: int) -> dict[_K, list[_T]]:
    """Run every subject once in each round, so that what slows the machine slows them all.

    Each second round goes backwards, so that none always follows the same other.

    Args:
        subjects: What to run, by name; each is given the number of the round.
        repetitions: How many rounds.

    Returns:
        The results by name, in the order of rounds.
    """
    results: dict[_K, list[_T]] = {name: [] for name in subjects}
    names = list(subjects)
    for number in range(repetitions):
        for name in names if number % 2 == 0 else names[::-1]:
            results[name].append(subjects[name](number))
    return results


def cpu_ratio(costs: Sequence[Cost], others: Sequence[Cost]) -> float:
    """Return the median, over rounds, of how much CPU time one took in terms of the other."""
    pairs = zip(costs, others, strict=True)
    return statistics.median(cost.cpu / other.cpu for cost, other in pairs)


def cpu_over(costs: Sequence[Cost], others: Sequence[Cost]) -> float:
    """Return the median, over rounds, of how many seconds of CPU time one took more."""
    pairs = zip(costs, others, strict=True)
    return statistics.median(cost.cpu - other.cpu for cost, other in pairs)
