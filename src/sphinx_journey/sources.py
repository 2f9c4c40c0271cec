"""Reading: the manifest, the front matter of files, and what the parsers get to see."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from .config import OPTIONS, settle
from .core.document import Document
from .core.frontmatter import FrontMatter, Parsed, for_sphinx, parse
from .core.manifest import read_manifest
from .core.problems import Subtype
from .core.prose import scan
from .diagnostics import report, warn
from .domain import journey_domain

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    from sphinx.application import Sphinx
    from sphinx.config import Config as SphinxConfig
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".myst"})


@dataclass(frozen=True, slots=True)
class Scanned(Document):
    """A document before it is read, with the front matter as it was parsed."""

    parsed: Parsed | None = None
    text_hash: int = 0


def manifest_path(config: SphinxConfig, srcdir: Path) -> Path:
    """Return where the manifest of a project would stand."""
    return srcdir / str(config.journey_manifest)


def load_plan(app: Sphinx) -> None:
    """Read the manifest, if there is one, and check the configuration with it."""
    domain = journey_domain(app.env)
    path = manifest_path(app.config, Path(app.srcdir))
    if not path.is_file():
        if path.exists() or app.config.journey_manifest != "journey.yml":
            warn(
                Subtype.MANIFEST_MISSING,
                f"{app.config.journey_manifest!r} (journey_manifest) is no file of the source "
                "directory. The project is built without a journey.",
                location=f"{path}:1",
            )
        return
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        line = 1
        if isinstance(error, UnicodeDecodeError):
            line += error.object[: error.start].count(b"\n")
        warn(
            Subtype.MANIFEST_MISSING,
            f"The manifest can't be read: {error}. Save it as UTF-8 text; until then the project "
            "is built without a journey.",
            location=f"{path}:{line}",
        )
        return
    domain.builder, domain.doctreedir = app.builder, Path(app.doctreedir)
    domain.config = settle({option.name: app.config[option.name] for option in OPTIONS})
    domain.plan, problems = read_manifest(text, path=str(app.config.journey_manifest))
    report(problems, Path(app.srcdir))
    clock = domain.config.clock
    logger.info("journey: now is %s (%s)", clock.now.isoformat(timespec="seconds"), clock.source)


def without_record(
    _app: Sphinx,
    env: BuildEnvironment,
    _added: set[str],
    _changed: set[str],
    _removed: set[str],
) -> list[str]:
    """Have documents read again that were read before the project had a journey."""
    domain = journey_domain(env)
    if domain.config is None:
        return []
    return sorted(env.found_docs & env.all_docs.keys() - domain.records.keys())


def scan_front_matter(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Read the front matter of the documents about to be read, and outline the journeys."""
    domain = journey_domain(env)
    if domain.config is None:
        return
    domain.scanned = {docname: _scan(docname, env) for docname in docnames}
    domain.make_outline(domain.config, env.found_docs)


def _scan(docname: str, env: BuildEnvironment) -> Scanned:
    path = Path(env.doc2path(docname))
    relative = path.relative_to(env.srcdir).as_posix()
    markup = _markup(path, env.config)
    if markup is None:
        return Scanned(docname=docname, path=relative, front=FrontMatter())
    try:
        text = path.read_text(encoding=env.config.source_encoding, errors="replace")
    except OSError:  # Sphinx says so itself when it comes to read the file
        return Scanned(docname=docname, path=relative, front=FrontMatter())
    return _scanned(docname, relative, text, markup)


def _scanned(docname: str, relative: str, text: str, markup: Literal["markdown", "rst"]) -> Scanned:
    parsed = parse(text, markup=markup, path=relative)
    return Scanned(
        docname=docname,
        path=relative,
        front=parsed.meta,
        lines=parsed.lines,
        parsed=parsed,
        text_hash=hash(text),
    )


def read_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """Keep a document's record, and hand its parser front matter that the parser knows."""
    domain = journey_domain(app.env)
    if domain.config is None:
        return
    scanned = domain.scanned.get(docname)
    if not isinstance(scanned, Scanned):  # another extension has it read as well
        scanned = _scan(docname, app.env)
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
                source[0] = for_sphinx(text, parsed, force_title=not body.has_title)
    domain.records[docname] = Document(
        docname=docname,
        path=scanned.path,
        front=scanned.front,
        lines=scanned.lines,
        body=body,
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
