"""What a Hugo site's posts need of Sphinx and MyST, where the project has left it alone."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

from ..hugo.config_files import find_site
from ..hugo.configuration import read_site
from ..sphinx_internals import configured

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from ..hugo.model import Site

SWITCHES = ("attrs_block", "attrs_inline", "deflist", "strikethrough", "tasklist")
"""Extensions of MyST's for what Hugo's Markdown has."""
NEWER = ("alert", "gfm_autolink")
"""The same, of which some versions of MyST have none."""
QUIET = ("myst.header", "myst.strikethrough", "misc.highlighting_failure")
"""Warnings of what is all right in Hugo: levels of headings that jump, words that are struck
through only on the web, languages unknown to Pygments."""


def choose_for_hugo(app: Sphinx, config: Config) -> None:
    """Set what Hugo's posts need, in a project that asks for them by ``journey_hugo``."""
    if not config.journey_hugo:
        return
    given = configured(config)
    if "myst_enable_extensions" not in given and "myst_enable_extensions" in config:
        config["myst_enable_extensions"] = _switches(_site(app, config))
    config["suppress_warnings"] = [*config.suppress_warnings, *QUIET]
    srcdir = Path(app.srcdir)
    if {"root_doc", "master_doc"}.isdisjoint(given) and not _has_page(srcdir, "index", config):
        home = next(
            (one for one in ("_index", "content/_index") if _has_page(srcdir, one, config)), None
        )
        if home is not None:
            config["root_doc"] = home


def _switches(site: Site | None) -> list[str]:
    """Return the extensions of MyST's that a site's posts need."""
    found = list(SWITCHES)
    newer = [one for one in NEWER if _is_known(one)]
    found += newer
    if "gfm_autolink" not in newer and importlib.util.find_spec("linkify_it") is not None:
        found.append("linkify")
    if site is not None and _has_math(site):
        found += ["dollarmath", "amsmath"]
    return found


def _is_known(extension: str) -> bool:
    try:
        from myst_parser.config.main import MdParserConfig

        MdParserConfig(enable_extensions={extension})
    except (ImportError, TypeError, ValueError):
        return False
    return True


def _has_math(site: Site) -> bool:
    """Return whether a site's configuration speaks of math, as themes and Goldmark have it."""
    params = {str(key).lower(): value for key, value in site.params.items()}
    if any(params.get(one) for one in ("math", "katex", "mathjax")):
        return True
    value: object = site.markup
    for key in ("goldmark", "extensions", "passthrough", "enable"):
        items = value.items() if isinstance(value, dict) else ()
        value = next((one for name, one in items if str(name).lower() == key), None)
    return value is True


def _site(app: Sphinx, config: Config) -> Site | None:
    value, srcdir = config.journey_hugo, Path(app.srcdir)
    root = srcdir / value if isinstance(value, str) else find_site(srcdir)
    return read_site(root)[0] if root is not None and root.is_dir() else None


def _has_page(srcdir: Path, name: str, config: Config) -> bool:
    return any((srcdir / f"{name}{suffix}").is_file() for suffix in config.source_suffix)
