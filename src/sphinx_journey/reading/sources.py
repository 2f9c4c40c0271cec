"""Reading: the manifest, the front matter of files, and what the parsers get to see."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from .. import __version__
from ..core.document import Document
from ..core.fields import FrontMatter
from ..core.problems import Subtype
from ..core.reading_time import scan
from ..diagnostics import report, warn
from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    from sphinx.application import Sphinx
    from sphinx.config import Config as SphinxConfig
    from sphinx.environment import BuildEnvironment

    from ..core.frontmatter import Parsed

logger = logging.getLogger(__name__)
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".myst"})


@dataclass(frozen=True, slots=True)
class Scanned(Document):
    """A document before it is read, with the front matter as it was parsed."""

    parsed: Parsed | None = None
    text_hash: int = 0
    fault: str | None = None
    """Why the file can't be read, and how to convert it."""


def manifest_path(config: SphinxConfig, srcdir: Path) -> Path:
    """Return where the manifest of a project would stand."""
    return srcdir / str(config.journey_manifest)


def load_plan(app: Sphinx) -> None:
    """Read the manifest, if there is one."""
    domain = journey_domain(app.env)
    domain.builder, domain.doctreedir = app.builder, Path(app.doctreedir)
    path = manifest_path(app.config, Path(app.srcdir))
    if not path.is_file():
        if path.exists() or path.is_symlink() or app.config.journey_manifest != "journey.yml":
            domain.misses_manifest = True
            warn(
                Subtype.MANIFEST_MISSING,
                f"{app.config.journey_manifest!r} (journey_manifest) is no file of the source "
                "directory. The project is built without it.",
                location=f"{path}:1",
            )
        return
    domain.has_manifest = True
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        message = f"The manifest can't be read: {error}. The project is built without it."
        warn(Subtype.MANIFEST_MISSING, message, location=f"{path}:1")
        return
    except UnicodeDecodeError as error:
        from ..core.manifest import HELD, unread_plan

        domain.plan = unread_plan(raw.decode("utf-8", "replace"))
        line = 1 + error.object[: error.start].count(b"\n")
        message = f"The manifest can't be read: {error}. {_advice(raw)}. {HELD}"
        warn(Subtype.MANIFEST_MISSING, message, location=f"{path}:{line}")
        return
    key = hashlib.sha256(f"{__version__}\0{app.config.journey_manifest}\0{text}".encode()).digest()
    kept = domain.data["manifest"]
    if kept is None or kept[0] != key:  # reading a large plan takes longer than all else here
        from ..core.manifest import read_manifest

        kept = (key, *read_manifest(text, path=str(app.config.journey_manifest)))
        domain.data["manifest"] = kept
    domain.plan = kept[1]
    report(kept[2], Path(app.srcdir))


def scan_document(docname: str, env: BuildEnvironment) -> Scanned:
    """Read the front matter of a document's file."""
    path = Path(env.doc2path(docname))
    relative = _relative(path, env)
    markup = _markup(path, env.config)
    if markup is None:
        return Scanned(docname=docname, path=relative, front=FrontMatter())
    try:
        raw = path.read_bytes()
        text = raw.decode(env.config.source_encoding)
    except OSError:  # Sphinx says so itself when it comes to read the file
        return Scanned(docname=docname, path=relative, front=FrontMatter())
    except UnicodeDecodeError as error:
        reason = (
            f"byte 0x{raw[error.start]:02x} is no {env.config.source_encoding.removesuffix('-sig')}"
        )
        return _unreadable(docname, relative, raw, error.start, reason)
    if "\0" in text:
        reason = "it holds the character U+0000, which no text has"
        return _unreadable(docname, relative, raw, raw.index(b"\0"), reason)
    # As Sphinx reads it: in text mode, line ends are one character.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _scanned(docname, relative, text, markup)


def _unreadable(docname: str, relative: str, raw: bytes, at: int, reason: str) -> Scanned:
    return Scanned(
        docname=docname,
        path=relative,
        front=FrontMatter(),
        lines={"": raw[:at].count(b"\n") + 1},
        fault=f"{reason}. {_advice(raw)}",
    )


def _advice(raw: bytes) -> str:
    """Say how to convert a file, by what its bytes look like."""
    encoding = "LATIN1"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "UTF-16"
    elif b"\0" in raw[:200]:
        encoding = "UTF-16LE" if b"\0" in raw[1:200:2] else "UTF-16BE"
    return f"Save it as UTF-8, for instance with 'iconv -f {encoding} -t UTF-8'"


def _relative(path: Path, env: BuildEnvironment) -> str:
    return path.relative_to(env.srcdir).as_posix()


def _scanned(docname: str, relative: str, text: str, markup: Literal["markdown", "rst"]) -> Scanned:
    from ..core.frontmatter import parse

    parsed = parse(text, markup=markup, path=relative)
    return Scanned(
        docname=docname,
        path=relative,
        front=parsed.meta,
        lines=parsed.lines,
        parsed=parsed,
        may_have_series=parsed.may_have_series,
        text_hash=hash(text),
    )


def read_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """Keep a document's record, and hand its parser front matter that the parser knows."""
    domain = journey_domain(app.env)
    if domain.config is None:
        return
    scanned = domain.scanned.get(docname)
    if not isinstance(scanned, Scanned):  # read again though its file has not changed
        scanned = scan_document(docname, app.env)
    path = Path(app.env.doc2path(docname))
    markup = _markup(path, app.config)
    body = None
    if markup is not None:
        text = source[0]
        if scanned.parsed is None or scanned.text_hash != hash(text):
            scanned = _scanned(docname, scanned.path, text, markup)
        parsed = scanned.parsed
        if parsed is not None:
            report(parsed.problems, Path(app.srcdir))
            body = scan(
                text, markup=markup, skip_lines=parsed.length, read_file=_file_reader(app.env)
            )
            if markup == "markdown":
                from ..core.frontmatter import for_sphinx

                source[0] = for_sphinx(text, parsed, force_title=not body.has_title)
    domain.records[docname] = Document(
        docname=docname,
        path=scanned.path,
        front=scanned.front,
        lines=scanned.lines,
        body=body,
        may_have_series=scanned.may_have_series,
    )


def _file_reader(env: BuildEnvironment) -> Callable[[str], str | None]:
    def read(argument: str) -> str | None:
        _, path = env.relfn2path(argument)
        try:
            return Path(path).read_text(encoding="utf-8")
        except (OSError, ValueError):
            return None

    return read


def _markup(path: Path, config: SphinxConfig) -> Literal["markdown", "rst"] | None:
    kinds = [kind for suffix, kind in config.source_suffix.items() if path.name.endswith(suffix)]
    if "restructuredtext" in kinds:
        return "rst"
    if "markdown" in kinds or path.suffix in _MARKDOWN_SUFFIXES:
        return "markdown"
    return None


def finish_reading(app: Sphinx, env: BuildEnvironment) -> None:
    """Make the journeys once every document is known."""
    domain = journey_domain(env)
    domain.scanned = {}
    if domain.config is not None:
        report(domain.make_journeys(domain.config), Path(app.srcdir))


class TitleFromFrontMatter(SphinxTransform):
    """Give a reST document without a section title the title of its front matter.

    It runs after docutils' ``DocInfo`` (340), which needs the field list to come first.
    Markdown gets its title from the parser (see :func:`~.core.frontmatter.for_sphinx`).
    """

    default_priority = 350

    def apply(self, **_kwargs: object) -> None:
        """Put what follows the field list into a section with that title."""
        domain = journey_domain(self.env)
        record = domain.records.get(self.env.current_document.docname)
        document = self.document
        if (
            record is None
            or not record.front.title
            or any(isinstance(child, nodes.section) for child in document.children)
        ):
            return
        title = record.front.title
        section = nodes.section("", nodes.title(title, title))
        section["names"].append(nodes.fully_normalize_name(title))
        head = [c for c in document.children if isinstance(c, nodes.docinfo | nodes.decoration)]
        section += [child for child in document.children if child not in head]
        document.children = []
        document += [*head, section]
        document.note_implicit_target(section, section)


def use_link_title(app: Sphinx, _doctree: nodes.document) -> None:
    """Let ``linkTitle`` stand wherever the document is listed: toctrees and links to it."""
    env = app.env
    docname = env.current_document.docname
    record = journey_domain(env).records.get(docname)
    if record is None or not record.front.link_title:
        return
    text = record.front.link_title
    env.titles[docname] = nodes.title(text, text)
    reference = next(iter(env.tocs[docname].findall(nodes.reference)), None)
    if reference is not None:
        reference.children = []
        reference += nodes.Text(text)
