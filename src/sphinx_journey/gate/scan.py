"""What a document's file says about itself, before Sphinx reads it."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.document import Document, Own
from ..core.fields import STRICT, FrontMatter
from ..domain.journey import journey_domain
from ..hugo.casting import HUGO
from .beside import Folders, doubts_beside
from .markup import markup_of, parsed

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from ..core.document import Doubt
    from ..core.frontmatter import Parsed
    from .markup import Markup


@dataclass(frozen=True, slots=True)
class Scanned(Document):
    """A document before it is read, with the front matter as it was parsed."""

    parsed: Parsed | None = None
    text_hash: int = 0
    beside: tuple[Doubt, ...] = ()
    """The doubts that don't come from its own text."""
    fault: str | None = None
    """Why the file can't be read, and how to convert it."""


def scan_document(docname: str, env: BuildEnvironment, folders: Folders | None = None) -> Scanned:
    """Read the front matter of a document's file, and what else speaks of its publication."""
    path, relative = path_of_document(docname, env)
    is_generated = _is_generated(docname, env)
    markup, is_hugo = markup_of(path, env.config), not is_generated and is_of_hugo(env, relative)
    is_utf16 = False
    try:
        raw = path.read_bytes()
        is_utf16 = is_hugo and raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        text = raw.decode("utf-16" if is_utf16 else env.config.source_encoding)
    except OSError:  # Sphinx reports it when it reads the file
        return Scanned(docname=docname, path=relative, front=FrontMatter())
    except UnicodeDecodeError as error:
        if markup == "other":
            return Scanned(docname=docname, path=relative, front=FrontMatter())
        encoding = "UTF-16" if is_utf16 else env.config.source_encoding.removesuffix("-sig")
        reason = f"byte 0x{raw[error.start]:02x} isn't valid {encoding}"
        return _unreadable(docname, relative, raw, error.start, reason)
    if "\0" in text and markup != "other":
        reason = "it contains the character U+0000, which doesn't occur in text"
        return _unreadable(docname, relative, raw, raw.index(b"\0"), reason)
    # As Sphinx reads it: in text mode, line ends are one character.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = scanned(docname, relative, text, markup, is_hugo=is_hugo)
    if found.own is not None:
        found = replace(found, own=found.own._replace(is_empty=not text.strip(), is_utf16=is_utf16))
    if is_generated or is_hugo:  # names of files and folders mean nothing to Hugo
        return found
    beside = tuple(doubts_beside(path, text, found.front, env, folders or Folders(env)))
    return replace(found, doubts=(*found.doubts, *beside), beside=beside) if beside else found


def path_of_document(docname: str, env: BuildEnvironment) -> tuple[Path, str]:
    """Return a document's file, and its path relative to the source directory.

    The page of a section that has no file is kept elsewhere, and so is a copy in another encoding;
    what counts is where such a document would be.
    """
    path = Path(env.doc2path(docname))
    original = journey_domain(env).build.originals.get(docname, path)
    relative = original.relative_to(env.srcdir).as_posix()
    return path if _is_generated(docname, env) else original, relative


def _is_generated(docname: str, env: BuildEnvironment) -> bool:
    branch = journey_domain(env).build.branches.get(docname)
    return branch is not None and branch.is_generated


def is_of_hugo(env: BuildEnvironment, relative: str) -> bool:
    """Return whether a document is a Hugo site's content."""
    sources = journey_domain(env).build.inputs.hugo
    return sources is not None and sources.path(relative) is not None


def scanned(
    docname: str, relative: str, text: str, markup: Markup, *, is_hugo: bool = False
) -> Scanned:
    """Return what a text says about its document.

    Args:
        docname: the document.
        relative: its path, relative to the source directory.
        text: the source.
        markup: its markup language.
        is_hugo: whether its front matter is read as Hugo reads it.
    """
    found = parsed(text, relative, markup, HUGO if is_hugo else STRICT)
    own = Own(found.meta, found.data, found.lines, found.broken) if is_hugo else None
    return Scanned(
        docname=docname,
        path=relative,
        front=found.meta,
        lines=found.lines,
        parsed=found,
        doubts=found.doubts,
        text_hash=hash(text),
        own=own,
    )


def conversion_advice(raw: bytes) -> str:
    """Return how to convert a file, judging by its bytes."""
    encoding = "LATIN1"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "UTF-16"
    elif b"\0" in raw[:200]:
        encoding = "UTF-16LE" if b"\0" in raw[1:200:2] else "UTF-16BE"
    return f"Save it as UTF-8, for instance with 'iconv -f {encoding} -t UTF-8'"


def _unreadable(docname: str, relative: str, raw: bytes, at: int, reason: str) -> Scanned:
    return Scanned(
        docname=docname,
        path=relative,
        front=FrontMatter(),
        lines={"": raw[:at].count(b"\n") + 1},
        fault=f"{reason}. {conversion_advice(raw)}",
    )
