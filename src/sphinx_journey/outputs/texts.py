"""The texts of a journey that stand in no doctree, in the catalogs of ``sphinx-build -b gettext``.

They get there as the texts of pages do, so translators find them where they look for these.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.gettext import I18nBuilder, MsgOrigin

from ..core.plan_texts import texts_of
from ..domain.journey import journey_domain
from ..translations import cleaned, domain_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..core.problems import Location


def add_to_catalogs(app: Sphinx, builder: Builder) -> None:
    """Give the builder of catalogs the texts that it doesn't find itself."""
    if not isinstance(builder, I18nBuilder):
        return
    lines: dict[str, list[str]] = {}
    for path, line, text in (*_of_plan(app.env, lines), *_of_documents(app.env)):
        catalog = builder.catalogs[domain_of(path, app.config.gettext_compact)]
        catalog.add(cleaned(text), MsgOrigin(str(Path(app.srcdir, path)), line))


def _of_plan(env: BuildEnvironment, lines: dict[str, list[str]]) -> Iterator[tuple[str, int, str]]:
    for location, text in texts_of(journey_domain(env).build.inputs.plan):
        if location.path not in lines:
            lines[location.path] = _lines(Path(env.srcdir, location.path))
        yield location.path, _line(location, text, lines[location.path]), text


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig").splitlines()
    except (OSError, ValueError):
        return []


def _line(location: Location, text: str, lines: list[str]) -> int:
    """Return the line that a text of the plan begins on, or that of the mapping it stands in."""
    start = location.line or 1
    begin = " ".join(text.split()[:2])  # a folded text goes on in the next line
    for number, line in enumerate(lines[start - 1 :], start):
        if begin in line:
            return number
    return start


def _of_documents(env: BuildEnvironment) -> Iterator[tuple[str, int, str]]:
    domain = journey_domain(env)
    for docname in sorted(env.found_docs):
        record = domain.records.get(docname)
        if record is not None:
            front = record.front
            for key, text in (
                ("linktitle", front.link_title),
                ("description", front.description),
                ("summary", front.summary),
            ):
                if text:
                    yield record.path, record.location(key).line or 1, text
        for line, text in domain.credits.get(docname, ()):
            path = Path(env.doc2path(docname)).relative_to(env.srcdir).as_posix()
            yield path, line, text
