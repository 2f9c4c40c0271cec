"""Every warning of the extension: its subtype, what it means, and the one place that logs.

A warning has the type ``journey`` and one of the subtypes below, so that
``suppress_warnings = ["journey.image_alt"]`` silences just that one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from .core.problems import Subtype

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from docutils.nodes import Node

    from .core.problems import Problem

logger = logging.getLogger(__name__)

MEANINGS: dict[Subtype, str] = {subtype: subtype.meaning for subtype in Subtype}


def warn(
    subtype: Subtype,
    message: str,
    *,
    location: str | tuple[str | None, int | None] | Node | None = None,
    once: bool = False,
) -> None:
    """Log one typed warning.

    Args:
        subtype: the kind of warning.
        message: what is wrong and what to do.
        location: a docname and line, a node, or ``path:line``.
        once: whether to log it only once per build.
    """
    logger.warning(
        "%s", message, type="journey", subtype=subtype.value, location=location, once=once
    )


def report(problems: Iterable[Problem], srcdir: Path) -> None:
    """Log the problems that the core found, each with its file and line."""
    for problem in problems:
        # Without a line, Sphinx would take the path for a docname.
        where = f"{srcdir / problem.location.path}:{problem.location.line or 1}"
        warn(problem.subtype, problem.message, location=where)
