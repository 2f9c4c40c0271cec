"""Redirect pages: at each alias of a document, a small page that leads to it.

Only HTML that is served as a tree of pages has addresses that readers may have bookmarked, so other
builders get no redirects.
"""

from __future__ import annotations

import posixpath
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from ..builds.outputs import Output
from ..builds.sphinx_files import output_file, possible_files
from ..core.aliases import redirects
from ..diagnostics import report
from ..domain.journey import journey_domain
from ..domain.titles import title_text
from ..gate.hugo import site_map

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from ..builds.build import Build
    from ..core.document import Document
    from ..hugo.site_map import SiteMap

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="canonical" href="{canonical}">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={uri}">
</head>
<body>
<p><a href="{uri}">{title}</a></p>
</body>
</html>
"""


def redirect_pages(build: Build, env: BuildEnvironment) -> Iterator[Output]:
    """Yield a page for each alias, and warn about those that can't have one."""
    builder = build.builder
    if (
        build.config is None
        or builder.name not in {"html", "dirhtml"}
        or not isinstance(builder, StandaloneHTMLBuilder)
    ):
        return
    records = journey_domain(env).records
    documents = [one for name, one in records.items() if name in env.found_docs]
    found = site_map(env)
    homes = found.addresses() if found is not None else {}
    if found is not None:
        documents = [_with_aliases(one, found) for one in documents]
    if not homes and not any(document.front.aliases for document in documents):
        return
    pages, problems = redirects(
        documents,
        page_file=partial(output_file, builder),
        pages={output_file(builder, name): name for name in sorted(env.found_docs)},
        generated=(*possible_files(env, builder), *build.outputs),
        homes=homes,
    )
    report(problems, Path(env.srcdir))
    for file, docname in pages.items():
        where = records[docname].location("aliases")
        place = f"{Path(env.srcdir, where.path)}:{where.line}"
        yield Output(file, partial(_content, env, builder, file, docname), place)


def _with_aliases(document: Document, found: SiteMap) -> Document:
    """Return a document of a Hugo site with its aliases from the root."""
    aliases = found.aliases(document.docname)
    return (
        replace(document, front=document.front._replace(aliases=aliases)) if aliases else document
    )


def _content(
    env: BuildEnvironment, builder: StandaloneHTMLBuilder, file: str, docname: str
) -> bytes:
    target = builder.get_target_uri(docname)
    uri = relative_uri(file, target)
    base = builder.config.html_baseurl
    page = _PAGE.format(
        language=escape(builder.config.language.replace("_", "-")),
        title=escape(" ".join((title_text(env, docname) or docname).split())),
        canonical=escape(posixpath.join(base, target) if base else uri),
        uri=escape(uri),
    )
    return page.encode()
