"""The files of withheld documents, kept out of the pages that would show or offer them."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes

from ..core.files import path_of, real
from ..core.problems import Subtype, short_repr
from ..diagnostics import warn
from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from docutils.nodes import Element, Node
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def shows_file(node: Node) -> bool:
    """Return whether a node shows a file, or offers it for download."""
    if isinstance(node, nodes.literal_block | nodes.raw):
        return "source" in node
    return isinstance(node, nodes.image | addnodes.download_reference)


def take_out(env: BuildEnvironment, docname: str, node: Element) -> None:
    """Remove a node from a page if the file it shows or offers belongs to a withheld document."""
    name = str(node["source" if "source" in node else _NAMED_BY[node.tagname]])
    if "://" in name or name == str(env.doc2path(docname)):
        return
    if isinstance(node, nodes.image):
        if name.endswith(".*"):
            _note_formats(env, docname, name)
        if _leads_nowhere(path_of(env, unquote(name), docname)[1]):
            message = f"The picture {short_repr(name)} is a link that leads back to itself."
            warn(Subtype.IMAGE_MISSING, message, location=node)
            _put_words(node)
            return
        if os.path.splitext(name)[1] not in env.config.source_suffix:  # noqa: PTH122 - faster
            return
        name = unquote(name)
    path = name if "source" in node else path_of(env, name, docname)[1]
    if not belongs_to_withheld(env, docname, path):
        return
    if isinstance(node, nodes.literal_block) and node.astext().strip() == _NOTHING:
        node.parent.remove(node)  # its stand-in: the warning was logged when it was included
        return
    does = "offers for download" if isinstance(node, addnodes.download_reference) else "shows"
    warn_of_file(node, Path(name).name if "source" in node else name, does)
    if isinstance(node, addnodes.download_reference):
        node.replace_self(nodes.inline("", "", *node.children))
    elif isinstance(node, nodes.image):
        _put_words(node)
    else:
        node.parent.remove(node)


def _put_words(image: nodes.image) -> None:
    alt = str(image.get("alt") or "")
    plain = nodes.paragraph if isinstance(image.parent, nodes.figure) else nodes.inline
    image.replace_self(plain(alt, alt))


def _leads_nowhere(path: str) -> bool:
    """Return whether a path is a link that leads back to itself, on which Sphinx ends."""
    try:
        os.stat(path)  # noqa: PTH116 - faster
    except OSError as error:
        return error.errno == errno.ELOOP
    except ValueError:
        pass
    return False


def _note_formats(env: BuildEnvironment, docname: str, name: str) -> None:
    """Note in which formats a picture named ``name.*`` doesn't exist.

    Sphinx watches those that do; the page is read again when another appears.
    """
    for suffix in _PICTURES:
        relative, path = path_of(env, unquote(name[:-2]) + suffix, docname)
        if not os.path.isfile(path):  # noqa: PTH113 - faster
            journey_domain(env).note_absent(docname, relative)


_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".pdf")
_NAMED_BY = {"download_reference": "reftarget", "image": "uri"}


def document_at(env: BuildEnvironment, path: str | Path) -> str | None:
    """Return the document whose file a path names, withheld or not, or ``None``."""
    # A path may lead through '..' or a symbolic link, and docutils' paths are relative to the
    # working directory.
    names = []
    for folder in (Path(env.srcdir), Path.cwd()):
        spelled = Path(os.path.normpath(folder / path))
        names += [env.path2doc(spelled), env.path2doc(real(spelled))]
    build = journey_domain(env).build
    known = (name for name in names if name in env.found_docs or name in build.withheld)
    return next(known, None) or withheld_file(env, path)


def withheld_file(env: BuildEnvironment, path: str | Path) -> str | None:
    """Return the withheld document whose file this is by another path: a link, a mount."""
    build = journey_domain(env).build
    if build.withheld and not build.withheld_ids:
        for docname in build.withheld:
            if identity := _identity(Path(env.doc2path(docname))):
                build.withheld_ids[identity] = docname
    found = (_identity(folder / path) for folder in (Path(env.srcdir), Path.cwd()))
    return next((build.withheld_ids[one] for one in found if one in build.withheld_ids), None)


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what is the same for all names of a file: its device and its number there."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def belongs_to_withheld(env: BuildEnvironment, docname: str, path: str | Path) -> bool:
    """Return whether a file belongs to a withheld document, and note that the page depends on it.

    Args:
        env: the environment.
        docname: the page that shows the file.
        path: the file, absolute or relative to the source directory.
    """
    other = document_at(env, path)
    if other is None:
        return False
    domain = journey_domain(env)
    domain.note_named(docname, {other})
    return other in domain.build.withheld and other not in domain.build.snippets


def warn_of_file(node: Element, name: str, does: str) -> None:
    """Warn that the file of a withheld document is left out of a page."""
    warn(
        Subtype.WITHHELD_FILE,
        f"This page {does} {short_repr(name)}, the file of a document that isn't published. "
        "It is left out.",
        location=node,
    )


def keep_out(app: Sphinx, relative_path: Path, _parent_docname: str, content: list[str]) -> None:
    """Empty what ``include`` has read if the file belongs to a withheld document."""
    env = app.env
    if journey_domain(env).build.config is None:
        return
    docname = env.current_document.docname
    if not belongs_to_withheld(env, docname, relative_path):
        return
    line, content[0] = _include_line(env, docname, relative_path.name)
    where = str(env.doc2path(docname))
    warn(
        Subtype.WITHHELD_FILE,
        f"This page includes {short_repr(relative_path.as_posix())}, the file of a document "
        "that isn't published. It is left out.",
        location=f"{where}:{line or 1}",
    )


_MARK = re.compile(r"\s*:?(start-after|end-before):\s*[\"']?(.*?)[\"']?\s*\Z")
_NOTHING = "%"
"""Replaces the text of a file that is included as code, which can't be empty."""
_AS_CODE = re.compile(r"\s*:?(?:code|literal|number-lines)\b")
_INCLUDES = re.compile(r"include|readfile")
"""The directive, and shortcodes that stand for it."""
_SEEN = "journey_includes"


def _include_line(env: BuildEnvironment, docname: str, name: str) -> tuple[int | None, str]:
    """Return where a page next includes a file, and what MyST gets in place of its text.

    Args:
        env: the environment.
        docname: the page.
        name: the file's name.

    Returns:
        The line, and the markers between which the page wants the file; code can't be empty.
    """
    try:
        lines = Path(env.doc2path(docname)).read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return None, ""
    seen = cast("dict[str, int]", env.current_document.setdefault(_SEEN, {}))
    seen[name] = seen.get(name, -1) + 1
    found = [n for n, line in enumerate(lines) if _INCLUDES.search(line) and name in line]
    marks: dict[str, list[str]] = {"start-after": [], "end-before": []}
    is_code = False
    for at in found:
        for option in lines[at + 1 : at + 8]:
            if match := _MARK.match(option):
                marks[match[1]].append(match[2])
            is_code |= _AS_CODE.match(option) is not None
    text = "\n".join(
        [*marks["start-after"], *([_NOTHING] if is_code else []), *marks["end-before"]]
    )
    return (found[seen[name]] + 1 if seen[name] < len(found) else None), text
