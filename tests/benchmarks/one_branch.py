"""A Sphinx extension that opens one branch of a sidebar, by Sphinx's own means and no others."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_BEFORE_THEMES = 400


def setup(app: Sphinx) -> dict[str, bool]:
    """Give a theme another ``toctree()``."""
    app.connect("html-page-context", open_one_branch, priority=_BEFORE_THEMES)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def open_one_branch(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Let a theme that asks for the whole table of contents get one branch."""
    if "toctree" in context:
        context["toctree"] = partial(collapsed, app.env, app.builder, pagename)


def collapsed(_env: object, builder: Any, pagename: str, **options: object) -> str:
    """Return the table of contents beside a page, as Sphinx writes it with ``collapse=True``."""
    options["collapse"] = True
    return str(builder._get_local_toctree(pagename, **options))
