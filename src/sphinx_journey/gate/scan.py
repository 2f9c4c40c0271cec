"""What a document's file says about itself, before Sphinx reads it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.document import Document, Doubt
from ..core.fields import FrontMatter
from ..core.model import Status
from ..core.problems import Location, Problem, Subtype

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from sphinx.config import Config as SphinxConfig
    from sphinx.environment import BuildEnvironment

    from ..core.frontmatter import Parsed

    Markup = Literal["markdown", "rst", "notebook", "other"]

_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".myst", ".qmd", ".Rmd"})
_TWINS = (".md", ".markdown", ".myst", ".qmd", ".Rmd")
"""What Jupytext pairs a notebook with, and Sphinx may not know."""


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
    try:
        raw = path.read_bytes()
        text = raw.decode(env.config.source_encoding)
    except OSError:  # Sphinx reports it when it reads the file
        return Scanned(docname=docname, path=relative, front=FrontMatter())
    except UnicodeDecodeError as error:
        if markup == "other":
            return Scanned(docname=docname, path=relative, front=FrontMatter())
        encoding = env.config.source_encoding.removesuffix("-sig")
        reason = f"byte 0x{raw[error.start]:02x} isn't valid {encoding}"
        return _unreadable(docname, relative, raw, error.start, reason)
    if "\0" in text and markup != "other":
        reason = "it contains the character U+0000, which doesn't occur in text"
        return _unreadable(docname, relative, raw, raw.index(b"\0"), reason)
    # As Sphinx reads it: in text mode, line ends are one character.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = scanned(docname, relative, text, markup)
    others = (*_doubts_of_place(relative), *_doubts_of_twins(path, relative, env))
    return replace(found, doubts=(*found.doubts, *others)) if others else found


def scanned(docname: str, relative: str, text: str, markup: Markup) -> Scanned:
    """Return what a text says about its document.

    Args:
        docname: the document.
        relative: its path, relative to the source directory.
        text: the source.
        markup: its markup language.
    """
    parsed = _parse(text, relative, markup)
    return Scanned(
        docname=docname,
        path=relative,
        front=parsed.meta,
        lines=parsed.lines,
        parsed=parsed,
        doubts=parsed.doubts,
        text_hash=hash(text),
    )


def _parse(text: str, path: str, markup: Markup) -> Parsed:
    from ..core.frontmatter import Parsed, parse

    if markup == "notebook":
        from ..core.notebook import parse_notebook

        return parse_notebook(text, path=path)
    if markup == "other":
        from ..core.head import doubts_of_head

        doubts = doubts_of_head(text, path=path)
        return Parsed(FrontMatter(), "none", {}, 0, {}, broken=False, problems=(), doubts=doubts)
    return parse(text, markup=markup, path=path)


def twins(path: Path, config: SphinxConfig) -> list[Path]:
    """Return the files of the same name with other suffixes, such as a notebook's text.

    Sphinx takes one of them for the document, and Jupytext keeps them the same.
    """
    suffix = max(
        (one for one in config.source_suffix if path.name.endswith(one)), key=len, default=""
    )
    if not suffix:
        return []
    stem = path.name.removesuffix(suffix)
    suffixes = [*config.source_suffix, *(_TWINS if suffix == ".ipynb" else ())]
    found = [path.with_name(stem + other) for other in dict.fromkeys(suffixes) if other != suffix]
    return [other for other in found if other.is_file()]


def _doubts_of_place(relative: str) -> Iterator[Doubt]:
    """Yield what a file's place says: Jekyll and Hexo have a folder for drafts."""
    if "_drafts" in relative.split("/")[:-1]:
        message = (
            "This document is in a folder '_drafts', and is held back like a draft. Move it, or "
            "say 'draft: true' in its front matter."
        )
        problem = Problem(Location(relative, 1), Subtype.PUBLICATION, message)
        yield Doubt(Status.DRAFT, None, problem)


def _doubts_of_twins(path: Path, relative: str, env: BuildEnvironment) -> Iterator[Doubt]:
    """Yield what a document's other files say of its publication."""
    for twin in twins(path, env.config):
        try:
            text = twin.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue
        place = twin.relative_to(env.srcdir).as_posix()
        parsed = _parse(text, place, markup_of(twin, env.config))
        front = parsed.meta
        said = {
            Status.DRAFT: None,
            Status.SCHEDULED: front.publish_date or front.date,
            Status.EXPIRED: front.expiry_date,
        }
        for status, moment in said.items():
            if moment or (status is Status.DRAFT and (front.draft or parsed.doubts)):
                message = (
                    f"This document isn't published by {twin.name!r}, a file of the same name. It "
                    f"is held back, though {path.name!r} is the one that is read. Make the two "
                    "say the same."
                )
                where = Location(relative, 1)
                yield Doubt(status, moment, Problem(where, Subtype.PUBLICATION, message))


def markup_of(path: Path, config: SphinxConfig) -> Markup:
    """Return a file's markup language, ``other`` if we know no front matter for it."""
    kinds = [kind for suffix, kind in config.source_suffix.items() if path.name.endswith(suffix)]
    if "restructuredtext" in kinds:
        return "rst"
    if path.suffix == ".ipynb":
        return "notebook"
    return "markdown" if "markdown" in kinds or path.suffix in _MARKDOWN_SUFFIXES else "other"


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
