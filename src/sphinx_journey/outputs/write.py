"""When outputs are collected and written, and what is recorded about a build."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from ..builds.outputs import Output, Outputs
from ..builds.record import save_record
from ..builds.sphinx_files import output_file, page_suffix, writes_each_page
from ..core.files import write_whole
from ..core.problems import Subtype
from ..diagnostics import warn
from ..domain.journey import journey_domain
from ..incremental.search_index import clean_search_index
from . import OUTPUTS
from .generated import context_of, is_as_before
from .leftovers import all_own_files, clear, note_pages_of_others, withdraw_environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..builds.build import Build, Writing


def begin_writing(app: Sphinx, builder: Builder) -> None:
    """Collect the outputs, write those that pages link to, and record that a build has begun.

    If it is interrupted, the next one trusts no page, and knows which files may be left over.
    """
    env = app.env
    build = journey_domain(env).build
    build.outputs = Outputs()
    for make in OUTPUTS:
        for output in make(build, env):
            if isinstance(output, Output):
                build.outputs.files.setdefault(output.file, output)
            else:
                build.outputs.pages.setdefault(output_file(builder, output.name), output)
    _write_files(build, static=True)
    writing = build.writing
    if writing is None or not writes_each_page(builder) or writing.is_idle:
        return  # if Sphinx writes pages anyway, they don't change
    writing.own_files = all_own_files(builder, env)
    if writing.changed or writing.own_files.keys() - writing.old.files.keys():
        _record_begun(writing)


def _record_begun(writing: Writing) -> None:
    """Record that pages are being written: until the build has ended, no page can be trusted."""
    files = dict(writing.old.files)
    for docname, own in writing.own_files.items():
        files[docname] = sorted({*own, *files.get(docname, ())})
    begun = replace(writing.old, state="", shown={}, files=files, is_unfinished=True)
    save_record(writing.path, begun)


def note_written(app: Sphinx, _doctree: object, docname: str) -> None:
    """Note that a page is written in this build."""
    writing = journey_domain(app.env).build.writing
    if writing is None:
        return
    if not writing.written and writes_each_page(app.builder):
        writing.own_files = writing.own_files or all_own_files(app.builder, app.env)
        _record_begun(writing)
    writing.written.add(docname)


def collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Once all documents are written: delete leftovers, and write the files besides documents.

    Leftovers go first: one may be in the way of a new file.
    """
    build = journey_domain(app.env).build
    clear(build, app.env)
    clean_search_index(build)
    return _pages(build, app.env)


def _leave_to_others(build: Build) -> None:
    """Leave the addresses that another extension has taken to it: those that authors ask for."""
    outputs = [one for one in build.outputs.files.values() if one.place]
    writing = build.writing
    if not outputs or writing is None:
        return
    old = writing.old
    ours = {*old.others, *old.static, *(file for files in old.files.values() for file in files)}
    for output in outputs:
        path = Path(build.builder.outdir, output.file)
        if not path.is_file():
            continue
        is_known = output.file in ours or not writing.has_old
        if not is_known or path.stat().st_mtime_ns >= build.started:
            del build.outputs.files[output.file]
            writing.new.others.remove(output.file)
            message = (
                f"The file {output.file!r} is another extension's. It is left as it is, so this "
                "address leads where that extension says. Remove it here or there."
            )
            warn(Subtype.ALIAS, message, location=output.place)


def _pages(build: Build, env: BuildEnvironment) -> Iterator[tuple[str, dict[str, Any], str]]:
    _leave_to_others(build)  # by now, Sphinx has written the pages of all others
    _write_files(build, static=False)
    builder, writing = build.builder, build.writing
    assert isinstance(builder, StandaloneHTMLBuilder)  # noqa: S101 - others collect no pages
    is_idle = writing is not None and writing.is_idle
    for file, page in build.outputs.pages.items():
        is_there = Path(builder.outdir, file).is_file()
        if is_idle and is_there:
            continue
        drawn = page.draw()
        if writing is None or not is_as_before(file, page, drawn, writing, env) or not is_there:
            yield page.name, context_of(page, drawn, builder), "page.html"


def _write_files(build: Build, *, static: bool) -> None:
    """Write the files of a kind, unless they already exist with the same bytes."""
    is_idle = build.writing is not None and build.writing.is_idle
    for output in build.outputs.files.values():
        path = Path(build.builder.outdir, output.file)
        if output.is_static is not static or (output.is_costly and is_idle and path.is_file()):
            continue
        content = output.make()
        try:
            if not path.is_file() or path.read_bytes() != content:
                write_whole(path, content)
        except (OSError, ValueError) as error:
            if not output.place:
                raise
            message = f"The file {output.file!r} can't be written: {error}. Choose another path."
            warn(Subtype.ALIAS, message, location=output.place)


def note_page(app: Sphinx, pagename: str, *_: object) -> None:
    """Note a page that isn't a document's; once nothing makes it any more, it is a leftover."""
    if pagename not in app.env.found_docs:
        journey_domain(app.env).build.made.add(pagename)


def finish_build(app: Sphinx, exception: Exception | None) -> None:
    """Save the record of a successful build, after deleting leftovers."""
    env = getattr(app, "env", None)
    if env is None or exception is not None:
        return
    build = journey_domain(env).build
    if not isinstance(build.builder, StandaloneHTMLBuilder) or build.builder.name == "singlehtml":
        clear(build, env)
        _write_files(build, static=False)
    withdraw_environment(build, env)
    note_pages_of_others(build)
    writing = build.writing
    if writing is None:
        return
    if writing.ends:
        writing.path.unlink(missing_ok=True)
        return
    _warn_of_unwritten(writing, build)
    _take_back_unwritten(writing, build.builder)
    if writing.written or writing.new != writing.old:
        save_record(writing.path, writing.new)


def _warn_of_unwritten(writing: Writing, build: Build) -> None:
    """Warn that pages may show something of a document that has been withdrawn since."""
    missed = writing.changed - writing.written - build.withheld.keys()
    if missed and not build.withheld.keys().isdisjoint(writing.old.files):
        warn(
            Subtype.WITHHELD_FILE,
            "Documents were withdrawn, but pages that this changes weren't written, as "
            f"{', '.join(sorted(missed)[:5])}. These, and the search, may still show something of "
            "them. Build all documents, without naming files.",
        )


def _take_back_unwritten(writing: Writing, builder: Builder) -> None:
    """For a page that changed but wasn't written, record what it showed when it last was.

    A build that is given file names writes only those, and a full disk is only a warning to Sphinx.
    """
    cut = _cut_off(writing, builder)
    for docname in cut:
        writing.old.shown.pop(docname, None)
    missed = (writing.changed - writing.written) | cut
    if not missed or not writing.new.shown:
        return
    old, new = writing.old, writing.new
    new.state = ""
    for docname in missed:
        new.shown.pop(docname, None)
        if docname in old.shown:
            new.shown[docname] = old.shown[docname]


_END = b"</html>"


def _cut_off(writing: Writing, builder: Builder) -> set[str]:
    """Return the pages that were written in this build and don't end as HTML pages do."""
    if page_suffix(builder) != ".html":
        return set()
    outdir = Path(builder.outdir)
    pages = {name: own[0] for name, own in writing.own_files.items() if name in writing.written}
    cut = {name for name, file in pages.items() if not _ends_whole(outdir / file)}
    # A theme may end its pages in another way.
    return cut if len(cut) < len(writing.written) or len(cut) == 1 else set()


def _ends_whole(page: Path) -> bool:
    try:
        with page.open("rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - 200))
            return file.read().rstrip().endswith(_END)
    except OSError:
        return False
