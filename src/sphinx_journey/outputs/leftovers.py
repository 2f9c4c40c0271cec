"""Files of earlier builds that a clean build would not have.

Sphinx never deletes what it once wrote: the page of a post that has been withdrawn, its source, its
pictures and downloads stay in the output, and go into an EPUB. Only files that a build of ours has
noted as its own are deleted here.
"""

from __future__ import annotations

import filecmp
import html
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx.builders.html import StandaloneHTMLBuilder

from ..domain.journey import journey_domain
from ..incremental.record import Record, save_record
from ..incremental.search_index import clean_search_index
from ..pages.contexts import STYLESHEET, page_suffix, writes_each_page
from .generated import generated_files

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..incremental.record import Rebuild

_ASSET = re.compile(rb"""(?:_images|_downloads)/[^"'\s?#<>\\)]+""")


def note_pages(app: Sphinx, builder: Builder) -> None:
    """Keep a record of what is about to be written, before the first page is.

    If the build is broken off, the next one knows which pages it can't trust, and which files may
    have been left.
    """
    rebuild = journey_domain(app.env).rebuild
    if rebuild is None or not writes_each_page(builder):
        return
    if rebuild.is_idle:
        return  # if Sphinx writes pages all the same, they are what they were
    own_files = _all_own_files(builder, app.env)
    rebuild.own_files = own_files
    files = dict(rebuild.old.files)
    for docname, own in own_files.items():
        files[docname] = sorted({*own, *files.get(docname, ())})
    if rebuild.changed or files != rebuild.old.files:
        shown = {k: v for k, v in rebuild.old.shown.items() if k not in rebuild.changed}
        save_record(rebuild.path, replace(rebuild.old, state="", shown=shown, files=files))


def note_written(app: Sphinx, _doctree: object, docname: str) -> None:
    """Note that a page is written in this build."""
    rebuild = journey_domain(app.env).rebuild
    if rebuild is not None:
        rebuild.written.add(docname)


def finish_pages(app: Sphinx) -> tuple[()]:
    """When all documents are written: delete what is left over, and mend the search index.

    It comes after those who note the pages they are about to make, and before these are written.
    """
    rebuild = journey_domain(app.env).rebuild
    if rebuild is not None:
        rebuild.new.others += generated_files(app.env, app.builder)
        _clear(rebuild, app.env, app.builder)
        clean_search_index(rebuild, app.builder)
    return ()


def finish_build(app: Sphinx, exception: Exception | None) -> None:
    """Keep the record of a build that has ended well, after deleting what is left over."""
    env = getattr(app, "env", None)
    rebuild = journey_domain(env).rebuild if env is not None else None
    if rebuild is None or exception is not None:
        return
    if not _collects_pages(app.builder):
        rebuild.new.others += generated_files(app.env, app.builder)
        _clear(rebuild, app.env, app.builder)
    _withdraw_environment(app.builder, app.env)
    if rebuild.ends:
        rebuild.path.unlink(missing_ok=True)
        return
    if rebuild.new != rebuild.old:
        save_record(rebuild.path, rebuild.new)


def _withdraw_environment(builder: Builder, env: BuildEnvironment) -> None:
    """Delete the copy of Sphinx's environment that the JSON and pickle builders put out.

    It is needed by nobody who shows the pages, and it names the documents that are left out.
    """
    if not journey_domain(env).withheld or not hasattr(builder, "globalcontext_filename"):
        return
    if Path(builder.outdir).resolve() != Path(env.doctreedir).resolve():
        Path(builder.outdir, "environment.pickle").unlink(missing_ok=True)


def _collects_pages(builder: Builder) -> bool:
    return isinstance(builder, StandaloneHTMLBuilder) and builder.name != "singlehtml"


def _clear(rebuild: Rebuild, env: BuildEnvironment, builder: Builder) -> None:
    """Work out the files of this build, and delete those of the last one that are none."""
    old, new, outdir = rebuild.old, rebuild.new, Path(builder.outdir)
    new.files = _files(rebuild, env, builder)
    kept = {file for files in new.files.values() for file in files} | set(new.others)
    stale = {file for files in old.files.values() for file in files} | set(old.others)
    if old == Record():
        stale |= _originals(env, builder)
    if rebuild.ends:
        stale.add(f"_static/{STYLESHEET.name}")
    stale -= kept
    for file in sorted(stale):
        if file.endswith(page_suffix(builder) or "\0"):
            stale |= _assets(outdir / file) - kept
    for file in sorted(stale):
        if not _is_extra(env, builder, file):
            _delete(outdir, file)
    if isinstance(builder, StandaloneHTMLBuilder):  # Sphinx's copy of another configuration's
        (outdir / ".buildinfo.bak").unlink(missing_ok=True)


def _originals(env: BuildEnvironment, builder: Builder) -> set[str]:
    """Return the pictures that lie in a website as Sphinx copies them.

    In the first build that prepares pictures they may be those of earlier builds, which kept no
    record: with all that a camera has written into them.
    """
    if not isinstance(builder, StandaloneHTMLBuilder):
        return set()
    found = set()
    for path, (_, name) in env.images.items():
        copy = Path(builder.outdir, "_images", name)
        if copy.is_file() and filecmp.cmp(Path(env.srcdir, path), copy, shallow=False):
            found.add(f"_images/{name}")
    return found


def _files(rebuild: Rebuild, env: BuildEnvironment, builder: Builder) -> dict[str, list[str]]:
    """Return the files that each page of this build needs."""
    outdir = Path(builder.outdir)
    if builder.format in {"latex", "texinfo"}:
        return {"": sorted(_book_pictures(builder))}
    if builder.name == "singlehtml":
        # Sphinx copies every download, also of pages that no toctree brings into the one.
        downloads = {f"_downloads/{name}" for _, name in env.dlfiles.values()}
        return {
            "": sorted(_assets(outdir / f"{env.config.root_doc}{page_suffix(builder)}") | downloads)
        }
    if not writes_each_page(builder):
        return {}
    if rebuild.is_idle:
        return rebuild.old.files
    files = {}
    for docname, own in (rebuild.own_files or _all_own_files(builder, env)).items():
        if docname in rebuild.written or docname not in rebuild.old.files:
            assets = _assets(outdir / own[0]) if builder.format == "html" else set[str]()
            files[docname] = sorted({*own, *assets})
        else:
            files[docname] = rebuild.old.files[docname]
    return files


def _book_pictures(builder: Builder) -> set[str]:
    """Return the pictures of a builder that makes books of documents: in one folder, or by book."""
    names = set(map(str, builder.images.values()))
    if builder.format == "latex":
        return names
    books = {str(entry[1]) for entry in builder.config.texinfo_documents}
    return {f"{book}-figures/{name}" for book in books for name in names}


def _all_own_files(builder: Builder, env: BuildEnvironment) -> dict[str, list[str]]:
    return {docname: _own_files(builder, env, docname) for docname in sorted(env.found_docs)}


def _own_files(builder: Builder, env: BuildEnvironment, docname: str) -> list[str]:
    """Return the page of a document and the copy of its source."""
    if not isinstance(builder, StandaloneHTMLBuilder):
        return [f"{docname}{page_suffix(builder)}"]
    files = [output_file(builder, docname)]
    if builder.copysource and env.config.html_copy_source:
        suffix = os.path.splitext(env.doc2path(docname, base=False))[1]  # noqa: PTH122 - faster
        link = env.config.html_sourcelink_suffix
        files.append(f"_sources/{docname}{suffix}{'' if suffix == link else link}")
    return files


def output_file(builder: StandaloneHTMLBuilder, pagename: str) -> str:
    """Return the file of a page, relative to the output."""
    path = os.fspath(builder.get_outfilename(pagename))
    return path[len(os.fspath(builder.outdir)) + 1 :].replace(os.sep, "/")


def _assets(page: Path) -> set[str]:
    """Return the pictures and downloads that a page refers to."""
    try:
        text = page.read_bytes()
    except OSError:
        return set()
    return {
        unquote(html.unescape(found.decode("utf-8", "replace"))) for found in _ASSET.findall(text)
    }


def _is_extra(env: BuildEnvironment, builder: Builder, file: str) -> bool:
    """Return whether the project puts a file of that name into the output itself."""
    if not isinstance(builder, StandaloneHTMLBuilder):
        return False
    return any(Path(env.srcdir, extra, file).exists() for extra in env.config.html_extra_path)


def _delete(outdir: Path, file: str) -> None:
    path = outdir / file
    if not path.resolve().is_relative_to(outdir.resolve()):
        return
    path.unlink(missing_ok=True)
    for folder in path.parents:
        if folder == outdir or any(folder.iterdir() if folder.is_dir() else [folder]):
            return
        if folder == outdir / "_sources":  # which Sphinx makes, though it puts nothing there
            return
        folder.rmdir()
