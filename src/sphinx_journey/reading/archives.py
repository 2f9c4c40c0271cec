"""After reading: the pages of tags, categories, authors and years, where their names are free."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from ..builds.sphinx_files import output_file, possible_files
from ..core.archives import Archives, archives_of, clashes_of
from ..core.problems import Problem, Subtype, short_repr
from ..diagnostics import report
from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..core.blog import Blog
    from ..core.model import Post
    from ..core.problems import Location
    from ..core.terms import TermKind

_KEYS: dict[TermKind, tuple[str, ...]] = {
    "tag": ("tags",),
    "category": ("categories",),
    "author": ("authors", "author"),
    "year": ("publishdate", "date"),
}
"""By kind of term: the keys of front matter that say it."""


def make_archives(env: BuildEnvironment, builder: Builder, blog: Blog) -> Archives:
    """Return the archive pages of a build; builders other than those of websites have none.

    A document of a page's name takes its place: an author may write the list of all tags.
    """
    domain = journey_domain(env)
    config = domain.build.config
    if config is None or builder.name not in {"html", "dirhtml"}:
        return Archives()
    found = archives_of(blog.posts, config.archives.addresses, config.archives.per_page)
    problems = list(clashes_of(found, partial(_where, env)))
    taken: set[str] = set()
    if isinstance(builder, StandaloneHTMLBuilder) and found.pages:
        taken = set(possible_files(env, builder))
    kept, dropped = [], set()
    for page in found.pages:
        is_free = page.name not in env.found_docs and output_file(builder, page.name) not in taken
        if is_free and page.name not in found.indexes:
            kept.append(page)
        else:
            dropped.add(page.name)
            problems.append(
                Problem(
                    _where(env, page.term.posts[-1], page.term.kind),
                    Subtype.TERM_ADDRESS,
                    f"The {page.term.kind} {short_repr(page.term.name)} has no page of its own: "
                    f"{page.name!r} is another page. Set other addresses in journey_archives.",
                )
            )
    report(problems, Path(env.srcdir))
    names = {key: name for key, name in found.names.items() if name not in dropped}
    return replace(found, pages=tuple(kept), names=names)


def _where(env: BuildEnvironment, post: Post, kind: TermKind) -> Location:
    record = journey_domain(env).records[post.docname or ""]
    key = next((key for key in _KEYS[kind] if key in record.lines), "")
    return record.location(key)
