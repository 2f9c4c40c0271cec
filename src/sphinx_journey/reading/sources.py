"""While reading: each document's record, and the text that its parser gets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.document import Document
from ..core.files import path_of
from ..core.reading_time import scan
from ..diagnostics import report
from ..domain.journey import journey_domain
from ..gate.beside import included_first
from ..gate.markup import markup_of
from ..gate.scan import Scanned, path_of_document, scan_document, scanned
from .shortcodes import as_in_hugo

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def note_read(_app: Sphinx, env: BuildEnvironment, docnames: Sequence[str]) -> None:
    """Note which documents are read in this build."""
    journey_domain(env).build.read = frozenset(docnames)


def read_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """Keep a document's record, and give its parser front matter that it understands."""
    domain = journey_domain(app.env)
    if domain.build.config is None:
        return
    found = domain.build.scanned.get(docname)
    if not isinstance(found, Scanned):  # read again although its file has not changed
        found = scan_document(docname, app.env)
        if docname in domain.build.contents:
            found = replace(found, front=domain.build.contents[docname].front)
    path, _relative = path_of_document(docname, app.env)
    markup = markup_of(path, app.config)
    for file in included_first(path, source[0], app.env):
        if not file.is_file():  # Sphinx reads the document again until the file is there
            app.env.note_dependency(str(file))
    body = None
    if markup == "notebook":
        from ..core.notebook import as_markdown

        body = scan(as_markdown(source[0]), markup="markdown")
        if found.parsed is not None:
            report(found.parsed.problems, Path(app.srcdir))
    elif markup != "other":
        text = source[0]
        if found.parsed is None or found.text_hash != hash(text):
            new = scanned(docname, found.path, text, markup, is_hugo=found.own is not None)
            found = replace(new, doubts=(*new.doubts, *found.beside), beside=found.beside)
        parsed = found.parsed
        if parsed is not None:
            report(parsed.problems, Path(app.srcdir))
            body = scan(
                text, markup=markup, skip_lines=parsed.length, read_file=_file_reader(app.env)
            )
            if markup == "markdown":
                from ..core.frontmatter import for_sphinx

                shown = domain.build.contents.get(docname)
                if shown is not None and not body.has_title:  # of a section, its folder's name
                    title = shown.page.shown_title
                    parsed = replace(parsed, meta=parsed.meta._replace(title=title))
                source[0] = for_sphinx(text, parsed, force_title=not body.has_title)
                source[0] = as_in_hugo(app.env, found, source[0])
    domain.records[docname] = Document(
        docname=docname,
        path=found.path,
        front=found.front,
        lines=found.lines,
        body=body,
        doubts=found.doubts,
        own=found.own,
    )


def _file_reader(env: BuildEnvironment) -> Callable[[str], str | None]:
    def read(argument: str) -> str | None:
        _, path = path_of(env, argument)
        try:
            return Path(path).read_text(encoding="utf-8")
        except (OSError, ValueError):
            return None

    return read
