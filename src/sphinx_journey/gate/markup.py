"""A file's markup language, and its front matter in whatever markup it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.fields import STRICT, FrontMatter

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Literal

    from sphinx.config import Config as SphinxConfig

    from ..core.fields import Casting
    from ..core.frontmatter import Parsed

    Markup = Literal["markdown", "rst", "notebook", "other"]

_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".myst", ".qmd", ".Rmd"})


def markup_of(path: Path, config: SphinxConfig) -> Markup:
    """Return a file's markup language, ``other`` if we know no front matter for it."""
    kinds = [kind for suffix, kind in config.source_suffix.items() if path.name.endswith(suffix)]
    if "restructuredtext" in kinds:
        return "rst"
    if path.suffix == ".ipynb":
        return "notebook"
    return "markdown" if "markdown" in kinds or path.suffix in _MARKDOWN_SUFFIXES else "other"


def parsed(text: str, path: str, markup: Markup, casting: Casting = STRICT) -> Parsed:
    """Return a text's front matter, in whatever markup it is."""
    from ..core.frontmatter import Parsed, parse

    if markup == "notebook":
        from ..core.notebook import parse_notebook

        return parse_notebook(text, path=path)
    if markup == "other":
        from ..core.head import doubts_of_head

        doubts = doubts_of_head(text, path=path)
        return Parsed(FrontMatter(), "none", {}, 0, {}, broken=False, problems=(), doubts=doubts)
    return parse(text, markup=markup, path=path, casting=casting)
