"""Files left by earlier builds that a clean build would not have.

Sphinx never deletes what it once wrote: the page of a post that has been withdrawn, its source, its
pictures and downloads stay in the output, and go into an EPUB. Only files that one of our builds
recorded as its own are deleted here, and pages of withheld documents; never a file that was written
since the build began.
"""

from __future__ import annotations

import filecmp
import html
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Never
from urllib.parse import unquote

from sphinx.builders.html import StandaloneHTMLBuilder

from ..builds.build import file_time
from ..builds.record import Record, load_record
from ..builds.sphinx_files import (
    extra_files,
    files_of_books,
    files_of_withheld,
    generated_files,
    output_file,
    page_suffix,
    static_files,
    writes_each_page,
)
from ..core.files import write_whole
from ..core.problems import Subtype
from ..diagnostics import warn
from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..builds.build import Build, Writing

_TAG = re.compile(
    rb"""<[A-Za-z](?:[^"'<>]++|"[^"]*+"|'[^']*+')*+>|<style\b(?:[^<]++|<(?!/style))*+""",
    re.IGNORECASE,
)
"""A tag of a page, or a style with its text: text that only mentions a file doesn't need it."""
_ASSET = re.compile(rb"""(?:_images|_downloads)/[^"'\s?#<>\\)]+""")


def set_static_aside(app: Sphinx, *_: object) -> None:
    """Take away copied files that the project no longer asks for, before new ones are copied.

    An extension may now copy a file that the project copied before. A copy with the same bytes
    isn't written again, so later on nothing would show that the file belongs to this build.
    """
    build = journey_domain(app.env).build
    record = load_record(build.record_path)
    for file in {*record.static} - {*static_files(app.builder)} if record is not None else ():
        if not build.has_begun and (path := Path(app.outdir, file)).is_file():
            build.aside[file] = path.read_bytes()
        _delete(build, file)


def put_static_back(app: Sphinx) -> None:
    """Return files of folders that extensions have named since; a no-op build copies none."""
    aside = journey_domain(app.env).build.aside
    for file in aside.keys() & {*static_files(app.builder)}:
        write_whole(Path(app.outdir, file), aside[file])


def clear(build: Build, env: BuildEnvironment) -> None:
    """Work out the files of this build, and delete those that only the last one had."""
    writing, builder = build.writing, build.builder
    if writing is None:
        return
    old, new, outdir = writing.old, writing.new, Path(builder.outdir)
    new.static = static_files(builder)
    new.others = sorted({*generated_files(env, builder), *build.outputs})
    new.files = _files(build, env, writing)
    kept = {file for files in new.files.values() for file in files}
    kept |= {*new.others, *new.static}
    stale = {file for files in old.files.values() for file in files} | set(old.others)
    others = dict(_records_of_others(build))
    withdrawn = {
        file
        for record in (old, *others.values())
        for name in build.withheld
        for file in record.files.get(name, ())
    }
    shared = [
        name for name, one in others.items() if not build.withheld.keys().isdisjoint(one.files)
    ]
    if shared:
        _warn_of_others(shared)
    withdrawn |= files_of_books(builder, build.books)
    withdrawn |= files_of_withheld(builder, env, build.withheld, build.started)
    stale |= withdrawn
    if not writing.has_old:
        withdrawn |= _unexplained(build, env)
        stale |= _originals(env, builder) | withdrawn
    stale -= kept
    pages = [file for file in stale if file.endswith(page_suffix(builder) or "\0")]
    stale |= {file for page in pages for file in _assets(outdir / page)} - kept
    if isinstance(builder, StandaloneHTMLBuilder):
        stale -= {*extra_files(builder)}
        (outdir / ".buildinfo.bak").unlink(missing_ok=True)  # Sphinx's, of the last configuration
    for file in sorted(stale):
        _delete(build, file, is_withheld=file in withdrawn)


def clear_pages_of_others(app: Sphinx) -> list[Never]:
    """When a document has gone, delete the pages that other extensions made, before they do again.

    One may show something of it. What an extension still makes comes back: also a page that it
    makes only where there is none, as viewcode does.
    """
    build = journey_domain(app.env).build
    writing = build.writing
    if writing is not None and isinstance(build.builder, StandaloneHTMLBuilder):
        has_gone = not writing.old.files.keys() <= app.env.found_docs
        own = {output_file(build.builder, name) for name in app.env.found_docs}
        for file in writing.old.made if has_gone else ():
            if file not in own and file not in build.outputs.pages:
                _delete(build, file)
    return []


def note_pages_of_others(build: Build) -> None:
    """Record the pages that other extensions have made, in this build or before."""
    writing, builder = build.writing, build.builder
    if writing is not None and isinstance(builder, StandaloneHTMLBuilder):
        made = {output_file(builder, name) for name in build.made}
        before = (file for file in writing.old.made if Path(builder.outdir, file).is_file())
        writing.new.made = sorted(made.union(before))


def withdraw_environment(build: Build, env: BuildEnvironment) -> None:
    """Delete the copy of Sphinx's environment that the JSON and pickle builders write.

    Nothing that shows the pages needs it, and it names the withheld documents.
    """
    outdir = Path(build.builder.outdir)
    if not build.withheld or not hasattr(build.builder, "globalcontext_filename"):
        return
    if outdir.resolve() != Path(env.doctreedir).resolve():
        (outdir / "environment.pickle").unlink(missing_ok=True)


def _records_of_others(build: Build) -> Iterator[tuple[str, Record]]:
    """Yield the names of other builders with what they wrote into the same folder."""
    own = build.record_path
    folder = own.name.rpartition("-")[2]
    for path in sorted(own.parent.glob(f"*-{folder}")) if build.withheld else ():
        if path != own and (record := load_record(path)) is not None:
            yield path.name.removesuffix(f"-{folder}"), record


def _warn_of_others(names: list[str]) -> None:
    """Warn that pages of other builders may still show something of a withdrawn document."""
    shown = ", ".join(map(repr, names))
    warn(
        Subtype.WITHHELD_FILE,
        f"The output folder also has pages of the builder {shown}, written when more documents "
        "were published. The withdrawn ones are deleted, but what other pages and the search say "
        "of them stays until you build with it again.",
    )


def _originals(env: BuildEnvironment, builder: Builder) -> set[str]:
    """Return the pictures that are in a website as Sphinx copies them.

    When pictures are prepared for the first time, these may be left from earlier builds, which
    kept no record: with all the metadata that a camera wrote into them.
    """
    if not isinstance(builder, StandaloneHTMLBuilder):
        return set()
    found = set()
    for path, (_, name) in env.images.items():
        copy = Path(builder.outdir, "_images", name)
        if copy.is_file() and filecmp.cmp(Path(env.srcdir, path), copy, shallow=False):
            found.add(f"_images/{name}")
    return found


def _unexplained(build: Build, env: BuildEnvironment) -> set[str]:
    """Return the files of withheld documents in an output folder that has no record.

    It was built without the extension, or its record has been lost.
    """
    outdir = Path(build.builder.outdir)
    if not writes_each_page(build.builder):
        return set()
    own = {file for name in build.withheld for file in own_files(build.builder, env, name)}
    found = {file for file in own if (outdir / file).is_file()}
    if found:
        warn(
            Subtype.WITHHELD_FILE,
            f"The output holds {len(found)} files of documents that aren't published, from a build "
            f"that left no record: {', '.join(sorted(found)[:5])}. They are deleted. If there may "
            "be more, empty the folder and build again.",
        )
    return found


def _files(build: Build, env: BuildEnvironment, writing: Writing) -> dict[str, list[str]]:
    """Return the files that each page of this build needs."""
    builder, old = build.builder, writing.old
    outdir = Path(builder.outdir)
    if builder.format in {"latex", "texinfo"}:
        return {"": sorted(_book_pictures(builder))}
    if builder.name == "singlehtml":
        # Sphinx copies every download, even those of pages that no toctree brings into this one.
        downloads = {f"_downloads/{name}" for _, name in env.dlfiles.values()}
        page = outdir / f"{env.config.root_doc}{page_suffix(builder)}"
        return {"": sorted(_assets(page) | downloads)}
    if not writes_each_page(builder):
        return {}
    if writing.is_idle:
        return old.files
    offered: dict[str, set[str]] = {}
    if builder.name == "qthelp":  # it copies them, and links to none
        for docnames, name in env.dlfiles.values():
            for docname in docnames:
                offered.setdefault(docname, set()).add(f"_downloads/{name}")
    files = {}
    for docname, own in (writing.own_files or all_own_files(builder, env)).items():
        if docname in writing.written or docname not in old.files:
            assets = _assets(outdir / own[0]) if builder.format == "html" else set[str]()
            assets |= offered.get(docname, set())
            files[docname] = sorted({*own, *assets})
        else:
            files[docname] = old.files[docname]
    return files


def _book_pictures(builder: Builder) -> set[str]:
    """Return the pictures of a builder that writes books: all in one folder, or one per book."""
    names = set(map(str, builder.images.values()))
    if builder.format == "latex":
        return names
    books = {str(entry[1]) for entry in builder.config.texinfo_documents}
    return {f"{book}-figures/{name}" for book in books for name in names}


def all_own_files(builder: Builder, env: BuildEnvironment) -> dict[str, list[str]]:
    """Return the page and the copy of the source of each document."""
    return {docname: own_files(builder, env, docname) for docname in sorted(env.found_docs)}


def own_files(builder: Builder, env: BuildEnvironment, docname: str) -> list[str]:
    """Return the page of a document and the copy of its source."""
    files = [output_file(builder, docname)]
    if not isinstance(builder, StandaloneHTMLBuilder):
        return files
    branch = journey_domain(env).build.branches.get(docname)
    has_source = branch is None or not branch.is_generated
    if has_source and builder.copysource and env.config.html_copy_source:
        suffix = os.path.splitext(env.doc2path(docname, base=False))[1]  # noqa: PTH122 - faster
        link = env.config.html_sourcelink_suffix
        files.append(f"_sources/{docname}{suffix}{'' if suffix == link else link}")
    return files


def _assets(page: Path) -> set[str]:
    """Return the pictures and downloads that a page refers to."""
    try:
        text = page.read_bytes()
    except OSError:
        return set()
    if b"_images/" not in text and b"_downloads/" not in text:
        return set()
    found = (asset for tag in _TAG.findall(text) for asset in _ASSET.findall(tag))
    return {unquote(html.unescape(asset.decode("utf-8", "replace"))) for asset in found}


def _delete(build: Build, file: str, *, is_withheld: bool = False) -> None:
    """Delete a file of the output, unless it was written since the build began."""
    outdir = Path(build.builder.outdir)
    path = outdir / file
    if not path.resolve().is_relative_to(outdir.resolve()):
        return
    try:
        status = path.lstat()
    except OSError:
        return
    # A copy may have its source's mtime, but not its ctime. A file from the future is an old one.
    written = max(status.st_mtime_ns, status.st_ctime_ns)
    if written >= build.started and not (is_withheld and written > file_time()):
        return
    path.unlink(missing_ok=True)
    for folder in path.parents:
        if folder == outdir or any(folder.iterdir() if folder.is_dir() else [folder]):
            return
        if folder == outdir / "_sources":  # Sphinx creates it even if nothing goes there
            return
        folder.rmdir()
