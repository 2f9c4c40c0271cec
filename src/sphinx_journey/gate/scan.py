"""What a document's file says about itself, before Sphinx reads it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.document import Document
from ..core.fields import FrontMatter

if TYPE_CHECKING:
    from typing import Literal

    from sphinx.config import Config as SphinxConfig
    from sphinx.environment import BuildEnvironment

    from ..core.frontmatter import Parsed

    Markup = Literal["markdown", "rst"]

_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".myst"})


@dataclass(frozen=True, slots=True)
class Scanned(Document):
    """A document before it is read, with the front matter as it was parsed."""

    parsed: Parsed | None = None
    text_hash: int = 0
    fault: str | None = None
    """Why the file can't be read, and how to convert it."""


def scan_document(docname: str, env: BuildEnvironment) -> Scanned:
    """Read the front matter of a document's file."""
    path = Path(env.doc2path(docname))
    relative = path.relative_to(env.srcdir).as_posix()
    markup = markup_of(path, env.config)
    if markup is None:
        return Scanned(docname=docname, path=relative, front=FrontMatter())
    try:
        raw = path.read_bytes()
        text = raw.decode(env.config.source_encoding)
    except OSError:  # Sphinx reports it when it reads the file
        return Scanned(docname=docname, path=relative, front=FrontMatter())
    except UnicodeDecodeError as error:
        encoding = env.config.source_encoding.removesuffix("-sig")
        reason = f"byte 0x{raw[error.start]:02x} isn't valid {encoding}"
        return _unreadable(docname, relative, raw, error.start, reason)
    if "\0" in text:
        reason = "it contains the character U+0000, which doesn't occur in text"
        return _unreadable(docname, relative, raw, raw.index(b"\0"), reason)
    # As Sphinx reads it: in text mode, line ends are one character.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return scanned(docname, relative, text, markup)


def scanned(docname: str, relative: str, text: str, markup: Markup) -> Scanned:
    """Return what a text says about its document.

    Args:
        docname: the document.
        relative: its path, relative to the source directory.
        text: the source.
        markup: its markup language.
    """
    from ..core.frontmatter import parse

    parsed = parse(text, markup=markup, path=relative)
    return Scanned(
        docname=docname,
        path=relative,
        front=parsed.meta,
        lines=parsed.lines,
        parsed=parsed,
        text_hash=hash(text),
    )


def markup_of(path: Path, config: SphinxConfig) -> Markup | None:
    """Return a file's markup language, ``None`` if we know no front matter for it."""
    kinds = [kind for suffix, kind in config.source_suffix.items() if path.name.endswith(suffix)]
    if "restructuredtext" in kinds:
        return "rst"
    if "markdown" in kinds or path.suffix in _MARKDOWN_SUFFIXES:
        return "markdown"
    return None


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
