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
    from ..core.terms import Term, TermKind

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
        taken = {*possible_files(env, builder)}

    def is_free(name: str, term: Term, what: str) -> bool:
        """Take a page's name, or say that there is another page of it."""
        file = output_file(builder, name)
        if file not in taken:
            taken.add(file)
            return True
        message = (
            f"{what} has no page of its own: {name!r} is another page. Set other addresses in "
            "journey_archives."
        )
        place = _where(env, term.posts[-1], term.kind)
        problems.append(Problem(place, Subtype.TERM_ADDRESS, message))
        return False

    documents = {output_file(builder, name) for name in env.found_docs}
    indexes = tuple(
        (name, terms)
        for name, terms in found.indexes
        if output_file(builder, name) in documents
        or is_free(name, terms.all[0], f"The list of all of the kind {terms.kind!r}")
    )
    taken |= documents
    pages = tuple(
        page
        for page in found.pages
        if is_free(page.name, page.term, f"The {page.term.kind} {short_repr(page.term.name)}")
    )
    report(problems, Path(env.srcdir))
    own = {(page.term.kind, page.name) for page in pages}
    names = {(kind, key): one for (kind, key), one in found.names.items() if (kind, one) in own}
    return replace(found, pages=pages, indexes=indexes, names=names)


def _where(env: BuildEnvironment, post: Post, kind: TermKind) -> Location:
    record = journey_domain(env).records[post.docname or ""]
    key = next((key for key in _KEYS[kind] if key in record.lines), "")
    return record.location(key)
