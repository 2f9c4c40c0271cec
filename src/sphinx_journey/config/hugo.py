"""What a Hugo site's posts need of Sphinx and MyST, where the project has left it alone."""

from __future__ import annotations

import datetime as dt
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.document import Settings
from ..core.frontmatter import parse
from ..core.problems import Subtype, short_repr
from ..diagnostics import warn
from ..hugo.casting import HUGO
from ..hugo.config_files import find_site
from ..hugo.configuration import read_site
from ..hugo.content import contents_of
from ..hugo.content_model import Reason
from ..hugo.markup import goldmark
from ..hugo.sources import sources_of
from ..sphinx_internals import configured
from .values import clock_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from ..hugo.model import Site
    from ..hugo.sources import Sources

SWITCHES = ("attrs_block", "attrs_inline", "deflist", "strikethrough", "tasklist")
"""Extensions of MyST's for what Hugo's Markdown has."""
NEWER = ("alert", "gfm_autolink")
"""The same, of which some versions of MyST have none."""
_REGION = 2
"""Letters of a region's code; that of a script has four."""
SUFFIXES = (
    *(".md", ".markdown", ".mdown"),
    *(".MD", ".MARKDOWN", ".MDOWN", ".Md", ".Markdown", ".Mdown"),
)
"""Of Hugo's files of Markdown; Sphinx knows the first from MyST."""
QUIET = ("myst.header", "myst.strikethrough", "myst.duplicate_def", "misc.highlighting_failure")
"""Warnings of what is all right in Hugo: levels of headings that jump, words that are struck
through only on the web, links defined twice (the first counts), languages unknown to Pygments."""


def choose_for_hugo(app: Sphinx, config: Config) -> None:
    """Set what Hugo's posts need, in a project that asks for them by ``journey_hugo``."""
    if not config.journey_hugo:
        return
    _check(config)
    site, srcdir = _site(app, config), Path(app.srcdir)
    given = configured(config).keys() | config.overrides.keys()
    if "source_suffix" not in given and (kind := config.source_suffix.get(".md")):
        config["source_suffix"] = config.source_suffix | {
            one: kind for one in SUFFIXES if one not in config.source_suffix
        }
    for name, value in _left_alone(srcdir, site, config, given).items():
        if name not in given and name in config:
            config[name] = value
    config["suppress_warnings"] = [*config.suppress_warnings, *QUIET]


def _check(config: Config) -> None:
    """Leave out what of the values can't be used, and say so."""
    for name, kind, expected in (
        ("journey_hugo_config", object, "a value of Hugo's configuration, by its name"),
        ("journey_shortcodes", str, "the text of a template, by the shortcode's name"),
    ):
        given = config[name] if isinstance(config[name], dict) else {}  # Sphinx has said so
        config[name] = {
            key: value
            for key, value in given.items()
            if isinstance(key, str) and isinstance(value, kind)
        }
        for key in given.keys() - config[name].keys():
            warn(
                Subtype.CONFIG,
                f"{name}: {short_repr(key)} is {short_repr(given[key])} where {expected}, was "
                "expected. It isn't used.",
            )


def _left_alone(
    srcdir: Path, site: Site, config: Config, given: Collection[str]
) -> dict[str, object]:
    """Return values for what a project may have left alone."""
    chosen: dict[str, object] = {"myst_enable_extensions": _switches(site)}
    if "sphinxcontrib.mermaid" in config.extensions:
        chosen["myst_fence_as_directive"] = {"mermaid"}
    if site.title and "project" not in given:
        chosen["project"] = chosen["html_title"] = site.title
    if site.time_zone:
        chosen["journey_timezone"] = site.time_zone
    if site.default_language != "en":
        chosen["language"] = _locale(site.default_language)
    if _is_typographer_off(site):
        chosen["smartquotes"] = False
    if "master_doc" not in given and not _has_page(srcdir, "index", config):
        chosen["root_doc"] = _home(srcdir, site, config) or "index"
    return chosen


def _home(srcdir: Path, site: Site, config: Config) -> str | None:
    """Return the home page of the default language; ``None`` if there is none that is built."""
    sources, code = sources_of(site, srcdir), site.default_language
    names = ("_index", f"_index.{code}", "index", f"index.{code}")
    found = (one for name in names for one in sources.all_of(name, code))
    homes = [one for one in found if _has_page(srcdir, one, config)]
    return homes[0] if homes and _is_built(srcdir, homes[0], sources, config) else None


def _is_built(srcdir: Path, docname: str, sources: Sources, config: Config) -> bool:
    suffix = next(one for one in config.source_suffix if (srcdir / f"{docname}{one}").is_file())
    path = sources.path(f"{docname}{suffix}")
    try:
        text = (srcdir / f"{docname}{suffix}").read_text("utf-8-sig")
    except (OSError, ValueError):  # the gate says so
        return False
    if path is None:
        return True
    own = parse(text, markup="markdown", path=path, casting=HUGO)
    now = clock_of({"journey_today": config.journey_today}).now
    settings = Settings(now=now, zone=dt.UTC)
    reasons = contents_of({path: own}, sources.site, settings)[0].files[path].reasons
    let_through = {
        Reason.DRAFT: config.journey_build_drafts,
        Reason.FUTURE: config.journey_build_future,
        Reason.EXPIRED: config.journey_build_expired,
    }
    return not any(not let_through.get(one) for one in reasons)


def _locale(code: str) -> str:
    """Return a language's code as Sphinx has it: ``pt_BR`` for ``pt-br``."""
    language, _, rest = code.partition("-")
    return f"{language}_{rest.upper() if len(rest) == _REGION else rest.title()}".rstrip("_")


def _switches(site: Site) -> list[str]:
    """Return the extensions of MyST's that a site's posts need."""
    found = list(SWITCHES)
    newer = [one for one in NEWER if _is_known(one)]
    found += newer
    if "gfm_autolink" not in newer and importlib.util.find_spec("linkify_it") is not None:
        found.append("linkify")
    if _has_math(site):
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
    return _extension(site, "passthrough", "enable") is True


def _is_typographer_off(site: Site) -> bool:
    """Return whether a site leaves quotes and hyphens as they are typed."""
    return _extension(site, "typographer") is False or (
        _extension(site, "typographer", "disable") is True
    )


def _extension(site: Site, *keys: str) -> object:
    """Return what a site's configuration says of one of Goldmark's extensions."""
    return goldmark(site.markup, "extensions", *keys)


def _site(app: Sphinx, config: Config) -> Site:
    value, srcdir = config.journey_hugo, Path(app.srcdir)
    root = srcdir / value if isinstance(value, str) else find_site(srcdir)
    has_files = root is not None and root.is_dir()
    folder = root if has_files and root is not None else srcdir
    return read_site(folder.resolve(), config.journey_hugo_config, has_files=has_files)[0]


def _has_page(srcdir: Path, name: str, config: Config) -> bool:
    return any((srcdir / f"{name}{suffix}").is_file() for suffix in config.source_suffix)
