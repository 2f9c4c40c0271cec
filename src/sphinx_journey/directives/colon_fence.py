"""A directive between colons, where MyST isn't set up to read one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.problems import Subtype
from ..diagnostics import warn
from ..domain.journey import journey_domain
from ..gate.markup import markup_of
from . import DIRECTIVES

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_FENCE = re.compile(r" {0,3}(`{3,}+|~{3,}+|:{3,}+)\s*+(?:\{([\w-]++)\})?+")


def warn_of_text(app: Sphinx, docname: str, source: list[str]) -> None:
    """Warn of one of our directives between colons that MyST takes for text."""
    is_read = "colon_fence" in getattr(app.config, "myst_enable_extensions", ())
    if is_read or ":::{" not in source[0] or journey_domain(app.env).build.config is None:
        return
    if markup_of(Path(app.env.doc2path(docname)), app.config) != "markdown":
        return
    code = ""
    for number, line in enumerate(source[0].split("\n"), 1):
        fence = _FENCE.match(line)
        if fence is None:
            continue
        marks, name = fence[1], fence[2]
        if code:
            if marks.startswith(code) and line.strip() == marks:
                code = ""
        elif marks[0] != ":":
            code = marks
        elif name in DIRECTIVES:
            warn(
                Subtype.OPTION,
                f"':::{{{name}}}' is text here. Write '```{{{name}}}', or add 'colon_fence' to "
                "myst_enable_extensions in conf.py.",
                location=(docname, number),
            )
