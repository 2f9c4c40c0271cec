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

MEANINGS: dict[Subtype, str] = {
    Subtype.CONFIG: "A configuration value has a wrong value; its default is used.",
    Subtype.MANIFEST_MISSING: "The file that journey_manifest names can't be read.",
    Subtype.MANIFEST_SYNTAX: "The manifest is not a YAML mapping; no journey is read from it.",
    Subtype.MANIFEST_KEY: "A key of the manifest is unknown, missing or given twice.",
    Subtype.MANIFEST_VALUE: "A value of the manifest is of the wrong kind; it is ignored.",
    Subtype.MANIFEST_DOCUMENT: (
        "The manifest names a document that doesn't exist, or names one twice; "
        "the entry is left out."
    ),
    Subtype.FRONT_MATTER_SYNTAX: (
        "A file's front matter can't be read; the file is built as if it had none."
    ),
    Subtype.FRONT_MATTER_VALUE: (
        "A front-matter value is of the wrong kind, or a key is given twice; it is ignored."
    ),
    Subtype.PLACEMENT: "A file and the manifest place a post differently; the manifest counts.",
    Subtype.SLUG: "Two posts have one slug.",
    Subtype.ROOT_DOCUMENT: "The root document is not published; it is built all the same.",
    Subtype.UNREADABLE: "A file can't be decoded; its document is left out.",
    Subtype.WITHHELD_FILE: (
        "A page includes or offers the file of a document that isn't published; it is left out."
    ),
    Subtype.UNKNOWN_JOURNEY: (
        "A directive names a journey that doesn't exist, or must name one of several; "
        "a note stands in its place. Or a role names one, and its words stay as plain text."
    ),
    Subtype.UNKNOWN_PILLAR: "A pillar is named that the journey doesn't have.",
    Subtype.UNKNOWN_POST: (
        "A role names a post that is neither in this project nor in one it refers to by "
        "intersphinx; its words stay as plain text."
    ),
    Subtype.ALIAS: "An alias leads out of the site, or to an address that is taken; it is ignored.",
    Subtype.OPTION: "An option of a directive has a wrong value; it is ignored.",
    Subtype.IMAGE_ALT: (
        "A picture has no alternative text and isn't marked :decorative:, or its text is the "
        "file's name."
    ),
    Subtype.IMAGE_MISSING: (
        "A picture isn't there or is empty; its alternative text stands in its place."
    ),
    Subtype.IMAGE_PATH: "A picture's path leaves the source directory or can't be one.",
    Subtype.IMAGE_TARGET: "A picture's or its credit's link has an unsafe scheme; it isn't linked.",
    Subtype.IMAGE_CAPTION: "A blog-image has two captions, or content that is no caption.",
    Subtype.IMAGE_REMOTE: (
        "A picture is on another site: readers' browsers ask there for it, and a PDF lacks it. "
        "Or it can't be fetched; its alternative text stands in its place."
    ),
    Subtype.IMAGE_BROKEN: "A picture's file can't be understood, or ends too soon.",
    Subtype.IMAGE_MISLABELLED: "A picture's file holds another format than its name says.",
    Subtype.IMAGE_TOO_LARGE: "A picture has too many pixels to be prepared; it is shown as it is.",
    Subtype.IMAGE_UNSAFE: "An SVG holds scripts or loads something from elsewhere.",
    Subtype.IMAGE_UNPRINTABLE: (
        "A picture can't be printed; its alternative text stands in its place."
    ),
    Subtype.DIAGRAM: "A diagram can't be drawn; its text stands in its place.",
    Subtype.SPHINX_INTERNALS: (
        "This Sphinx lacks something that exact rebuilds rest on; every page is written."
    ),
}


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
