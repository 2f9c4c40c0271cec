"""Whether a website's theme draws previous and next below a page, by its options.

No theme says so itself. The names are those of themes that were tried; a theme that inherits from
one of them is taken to draw what that one draws.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ..sphinx_internals import theme_folders, theme_option

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

_Option = Callable[[str], object]


def links_below(builder: StandaloneHTMLBuilder) -> bool:
    """Return whether the theme draws previous and next below a page; ``False`` if unknown."""
    has_layout = False
    for name, folder in theme_folders(builder):
        # Most themes inherit from "basic", and those with a layout of their own for little of it.
        if name in _ALWAYS and not (name == _BASIC and has_layout):
            return True
        if name in _BY_OPTION:
            return _BY_OPTION[name](lambda option: theme_option(builder, option))
        has_layout = has_layout or (folder / "layout.html").is_file()
    return False


def _never(_option: _Option) -> bool:
    return False


def _is_on(value: object) -> bool:
    """Return whether a theme's ``tobool`` takes a value for true, as Sphinx's templates do."""
    if isinstance(value, str):
        return value.lower() in {"true", "1", "yes", "on"}
    return bool(value)


def _alabaster(option: _Option) -> bool:
    return _is_on(option("show_relbars")) or _is_on(option("show_relbar_bottom"))


def _immaterial(option: _Option) -> bool:
    features = option("features")
    return isinstance(features, list | tuple | set | str) and "navigation.footer" in features


def _pydata(option: _Option) -> bool:
    return bool(option("show_prev_next"))


def _read_the_docs(option: _Option) -> bool:
    return option("prev_next_buttons_location") in {"bottom", "both"}


_BASIC = "basic"
_ALWAYS = frozenset(
    {
        _BASIC,
        "agogo",
        "bizstyle",
        "classic",
        "cloud",
        "furo",
        "haiku",
        "nature",
        "piccolo_theme",
        "pyramid",
        "shibuya",
        "sphinx_wagtail_theme",
        "sphinxdoc",
        "traditional",
    }
)
_BY_OPTION: Mapping[str, Callable[[_Option], bool]] = {
    "alabaster": _alabaster,
    "pydata_sphinx_theme": _pydata,
    "scrolls": _never,  # only above
    "sphinx_book_theme": _pydata,
    "sphinx_immaterial": _immaterial,
    "sphinx_rtd_theme": _read_the_docs,
}
