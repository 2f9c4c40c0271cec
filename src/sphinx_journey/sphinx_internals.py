"""Every private or undocumented name of Sphinx and sphinx-design that the extension uses.

Each is used here and nowhere else, because nothing public says the same. They are known for
Sphinx 8.2 to 9.2 and sphinx-design 0.6 to 0.8.

*Exactness* is a luxury: without a name in :data:`EXACT`, the build warns once
(``journey.sphinx_internals``) and writes every page. *Publication* isn't, and depends on none of
them: :mod:`.gate.guard` stops a build in which Sphinx would read or write a withheld document.
Niceties are dropped silently.
"""

from __future__ import annotations

import datetime as dt
import fnmatch
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils.nodes import Element
from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.search import IndexBuilder

    IndexEntries = dict[str, list[tuple[str, str, str]]]


class Internal(NamedTuple):
    """A name that is not part of a public interface."""

    owner: str
    """The object that has it: ``builder``, ``environment`` or ``index``."""
    name: str
    used_for: str


EXACT = (
    Internal("builder", "build_info", "a page depends on html_* values"),
    Internal("builder", "_css_files", "a page shows checksums of its styles"),
    Internal("builder", "_js_files", "a page shows checksums of its scripts"),
    Internal("environment", "files_to_rebuild", "a page isn't written because of its children"),
    Internal("environment", "toctree_includes", "a sidebar shows the tree"),
    Internal("environment", "toc_secnumbers", "a page shows section numbers"),
    Internal("environment", "toc_fignumbers", "a page shows numbers of figures"),
    Internal("environment", "tocs", "a page shows tables of contents"),
    Internal("index", "_mapping", "words on no page leave the search index"),
    Internal("index", "_title_mapping", "words in no title leave the search index"),
    Internal("index", "_index_entries", "index entries of unwritten pages stay"),
    Internal("index", "_titles", "index entries of removed pages leave"),
)
"""What exact rebuilds depend on. If any is missing, each build writes all pages."""


def add_document(env: BuildEnvironment, docname: str, path: Path) -> bool:
    """Make a file outside the source directory a document; return whether this Sphinx can."""
    project = env.project
    paths = getattr(project, "_docname_to_path", None)
    if not isinstance(paths, dict):
        return False
    paths[docname] = path
    project.docnames.add(docname)
    return True


def missing(env: BuildEnvironment, builder: Builder) -> tuple[str, ...]:
    """Return the names in :data:`EXACT` that this Sphinx doesn't have."""
    owners: dict[str, object] = {"environment": env}
    if isinstance(builder, StandaloneHTMLBuilder):
        owners["builder"] = builder
        if builder.search:
            owners["index"] = _empty_index(env)
    return tuple(
        one.name
        for one in EXACT
        if one.owner in owners and not hasattr(owners[one.owner], one.name)
    )


def _empty_index(env: BuildEnvironment) -> IndexBuilder:
    from sphinx.search import IndexBuilder

    return IndexBuilder(env, "en", {}, "")


def config_hash(builder: StandaloneHTMLBuilder) -> str:
    """Return a digest of the values that Sphinx itself watches for a website."""
    return str(builder.build_info.config_hash)


def linked_assets(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """Yield the name of each style and script that every page links to."""
    for asset in (*builder._css_files, *builder._js_files):  # noqa: SLF001
        yield str(getattr(asset, "filename", None) or "")


def static_dirs(builder: Builder) -> list[Path]:
    """Return the folders that extensions added by ``app.add_static_dir`` (Sphinx 9.1)."""
    return list(map(Path, getattr(getattr(builder, "_registry", None), "static_dirs", ())))


def theme_folders(builder: StandaloneHTMLBuilder) -> Iterator[tuple[str, Path]]:
    """Yield the names and folders of a website's theme and of those that it inherits from.

    Ancestors go by the names of their folders: Sphinx keeps no others.
    """
    theme = getattr(builder, "theme", None)
    folders: Iterable[Path] = getattr(theme, "get_theme_dirs", tuple)()
    for at, folder in enumerate(map(Path, folders)):
        yield (folder.name if at else builder.config.html_theme), folder


def theme_option(builder: StandaloneHTMLBuilder, name: str) -> object:
    """Return the value of one of a theme's options: the project's, or the theme's own default."""
    given = builder.config.html_theme_options
    get_config = getattr(getattr(builder, "theme", None), "get_config", None)
    if name in given or get_config is None:
        return given.get(name)
    return get_config("options", name, None)


def forget_parents(env: BuildEnvironment, docnames: Collection[str]) -> Callable[[], None]:
    """Make Sphinx forget which toctrees name some documents; return what makes it remember."""
    known = env.files_to_rebuild
    env.files_to_rebuild = {
        docname: parents for docname, parents in known.items() if docname not in docnames
    }
    return partial(setattr, env, "files_to_rebuild", known)


def drop_words_without_pages(index: IndexBuilder) -> None:
    """Remove from a search index the words that are no longer on any page, and sort the rest.

    Sphinx keeps each with an empty list. The order goes into the JSON, and would otherwise be the
    one in which pages were read.
    """
    for mapping in (index._mapping, index._title_mapping):  # noqa: SLF001
        kept = {word: docnames for word, docnames in sorted(mapping.items()) if docnames}
        mapping.clear()
        mapping.update(kept)


def index_entries(index: IndexBuilder) -> IndexEntries:
    """Return the index entries of the pages written in this build; callers change them in place."""
    return index._index_entries  # noqa: SLF001


def indexed_documents(index: IndexBuilder) -> Collection[str]:
    """Return the documents in a search index."""
    return index._titles.keys()  # noqa: SLF001


def remember_stems(index: IndexBuilder) -> None:
    """Make a search index stem each word only once per build.

    Sphinx remembers stems only within a page. The pages of a series share most of their words, and
    without this a fifth of a build's time goes into stemming them again (``nox -s bench`` measures
    it). The index stays the same.
    """
    language = index.lang
    if "stem" not in vars(language):
        vars(language)["stem"] = cache(language.stem)


def stemmers(index: IndexBuilder) -> list[str]:
    """Return the names of the stemmer's scripts, which are copied into ``_static``."""
    if hasattr(index, "get_js_stemmer_rawcodes"):
        return [Path(path).name for path in index.get_js_stemmer_rawcodes()]
    path = index.get_js_stemmer_rawcode()
    return [Path(path).name] if path else []


def translations_script(builder: StandaloneHTMLBuilder) -> str:
    """Return the file with the translated words of Sphinx's scripts; empty if there is none."""
    return str(getattr(builder, "_get_translations_js", str)() or "")


def configured(config: Config) -> dict[str, object]:
    """Return what ``conf.py`` defines; nothing if Sphinx no longer keeps it."""
    return dict(getattr(config, "_raw_config", {}))


def day_of_build(env: BuildEnvironment) -> str:
    """Return the day that Sphinx would write on pages, by its own function if it has one."""
    local = not env.config.html_last_updated_use_utc
    try:
        from sphinx.util.i18n import format_date

        return format_date("%Y-%m-%d", language="en", local_time=local)
    except (ImportError, TypeError):
        return dt.datetime.now(None if local else dt.UTC).date().isoformat()


def index_letters(env: BuildEnvironment, builder: StandaloneHTMLBuilder) -> list[str]:
    """Return the letters of the general index, each of which may have a page."""
    try:
        from sphinx.environment.adapters.indexentries import IndexEntries

        return [letter for letter, _ in IndexEntries(env).create_index(builder)]
    except (ImportError, AttributeError):
        return []


def matching(docnames: Iterable[str], pattern: str) -> list[str]:
    """Return the documents that a pattern of a toctree matches."""
    try:
        from sphinx.util.matching import patfilter
    except ImportError:
        return fnmatch.filter(docnames, pattern)
    return list(patfilter(docnames, pattern))


def octicon(name: str) -> str | None:
    """Return the SVG of one of sphinx-design's icons, or ``None`` if it doesn't exist."""
    try:
        from sphinx_design.icons import get_octicon

        return str(get_octicon(name, "1.1em"))
    except (ImportError, KeyError, ValueError, TypeError):
        return None


@cache
def mermaid_node() -> type[Element] | None:
    """Return the class of sphinxcontrib-mermaid's node, or ``None`` if it can't be found."""
    try:
        from sphinxcontrib.mermaid import mermaid
    except ImportError:
        return None
    return mermaid if isinstance(mermaid, type) and issubclass(mermaid, Element) else None
