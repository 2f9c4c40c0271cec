"""Diagrams of sphinxcontrib-mermaid: a picture or readable text in every builder.

In a project with a journey, where ``mermaidx`` (the extra ``diagrams``) is installed and
sphinxcontrib-mermaid has its default settings, diagrams are drawn while building, without a
browser, Node.js or a CDN. A project that has set up sphinxcontrib-mermaid itself keeps its own
way. Where a diagram can't be drawn, its text stands in its place.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..builds.sphinx_files import is_web
from ..core.files import write_whole
from ..core.problems import Subtype
from ..diagnostics import warn
from ..domain.journey import journey_domain
from ..messages import _
from ..nodes import SHOWS_JOURNEY, html
from ..sphinx_internals import mermaid_node
from .draw import drawing, enlargeable
from .engine.model import Derivative
from .output import register
from .paper import say

if TYPE_CHECKING:
    from docutils.nodes import Element, Node
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from ..builds.build import Build

EXTENSION = "sphinxcontrib.mermaid"
OFFLINE = "mermaidx"
"""The value of ``mermaid_cmd`` by which diagrams are drawn here."""
_DEFAULTS = {"mermaid_cmd": "mmdc", "mermaid_output_format": "raw", "mermaid_use_local": ""}
_VIEW_BOX = re.compile(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
LOOK = {
    "theme": "base",
    "htmlLabels": False,
    "flowchart": {"htmlLabels": False},
    "themeCSS": ".edgeLabel rect { opacity: 1 !important; }",
    "themeVariables": {
        "fontSize": "15px",
        "primaryColor": "#eef2f7",
        "primaryTextColor": "#1f2933",
        "primaryBorderColor": "#6e7e93",
        "lineColor": "#6e7e93",
        "textColor": "#6e7e93",
        "edgeLabelBackground": "#eef2f7",
        "clusterBkg": "transparent",
        "clusterBorder": "#94a3b8",
        "noteBkgColor": "#fdf6e3",
        "noteTextColor": "#1f2933",
        "actorTextColor": "#1f2933",
        "signalTextColor": "#6e7e93",
        "labelBoxBkgColor": "#eef2f7",
        "labelTextColor": "#1f2933",
    },
}
"""Colors that read on a light and on a dark ground, for a picture can't know which it is on; and
labels as SVG text, which stays in the middle of its box whatever face a reader has."""


def choose_offline(app: Sphinx, config: Config) -> None:
    """Have diagrams drawn here, unless the project has chosen another way."""
    if (
        EXTENSION in app.extensions
        and Path(app.srcdir, str(config.journey_manifest)).is_file()
        and all(config[name] == default for name, default in _DEFAULTS.items())
        and _installed()
    ):
        config["mermaid_cmd"] = OFFLINE
        config["mermaid_output_format"] = "svg"  # "raw" would load a script from a CDN


class ResolveDiagrams(SphinxPostTransform):
    """Make a picture, or readable text, of each diagram."""

    default_priority = 20

    def run(self, **_kwargs: object) -> None:
        """Replace the diagrams of one document where need be."""
        build, mermaid = journey_domain(self.env).build, mermaid_node()
        self._build = build
        builder = build.builder
        if build.config is None or EXTENSION not in self.config.extensions or mermaid is None:
            return
        raw = builder.format == "html" and self.config.mermaid_output_format == "raw"
        if raw and builder.name != "epub":
            return  # drawn by the reader's browser: the project's own choice
        for node in list(self.document.findall(mermaid)):
            if builder.format not in {"html", "latex"}:
                node.replace_self(_as_text(node))
            elif self.config.mermaid_cmd == OFFLINE and _installed():
                drawn = self._drawn(node, _kind(builder))
                node.replace_self(drawn)
                if builder.format == "latex" and isinstance(drawn[0], nodes.image):
                    say(drawn[0], drawn[0]["alt"])
                self.document[SHOWS_JOURNEY] = True
            elif raw or not _command_found(self.config.mermaid_cmd):
                warn(
                    Subtype.DIAGRAM,
                    "Diagrams can't be drawn, so their text stands in their place. Install "
                    "'sphinx-journey[diagrams]' and leave the settings mermaid_* as they are, "
                    "or set mermaid_cmd and mermaid_output_format to what is there.",
                    location=node,
                    once=True,
                )
                node.replace_self(_as_text(node))

    def _drawn(self, node: Element, kind: str) -> list[Node]:
        folder = Path(self._build.doctreedir, "journey-diagrams")
        try:
            path, width, height = _draw(node["code"], kind, folder)
        except Exception as error:  # noqa: BLE001 - the engine raises whatever its script throws
            reason = " ".join(str(error).split())[:300]
            warn(
                Subtype.DIAGRAM,
                f"This diagram can't be drawn: {reason}. Its text stands in its place.",
                location=node,
            )
            return _as_text(node)
        if is_web(self._build.builder):
            return [self._scrolling(node, Derivative(str(path), path.name, "svg", width, height))]
        image = nodes.image(uri=str(path), candidates={"*": str(path)}, alt=_alt(node))
        image["classes"].append("journey-diagram")
        image["width"] = f"{width}px"
        if "align" in node and not isinstance(node.parent, nodes.figure):
            image["align"] = node["align"]
        image["ids"] += node["ids"]
        self.env.images.add_file(self.env.current_document.docname, str(path))
        return [image]

    def _scrolling(self, node: Element, file: Derivative) -> Element:
        """Return a drawing in a box of its own, where it scrolls if it is too wide for the page."""
        build, alt = self._build, _alt(node)
        register(build.builder, [file])
        # The style has to know its size, below a share of which no letter can be read.
        style = (
            f"width: {file.width}px; --journey-width: {file.width}px; "
            f"--journey-height: {file.height}px;"
        )
        image = drawing(file, alt, style)
        image["classes"].append("journey-diagram")
        attrs = {"tabindex": "0", "role": "group", "aria_label": alt}
        if _is_enlargeable(build):
            enlargeable(self.document, image)
            attrs = {}  # it scrolls with the link in it
        box = html("div", image, classes="journey-diagram-view", **attrs)
        if "align" in node and not isinstance(node.parent, nodes.figure):
            box["classes"].append(f"align-{node['align']}")
        box["ids"] += node["ids"]
        return box


def note_diagrams(app: Sphinx, doctree: nodes.document) -> None:
    """Note that a document that has been read has diagrams."""
    mermaid = mermaid_node() if EXTENSION in app.extensions else None
    if mermaid is not None and next(iter(doctree.findall(mermaid)), None) is not None:
        journey_domain(app.env).diagrams[app.env.current_document.docname] = True


def enlarges_diagrams(build: Build, env: BuildEnvironment) -> bool:
    """Return whether a page of a website has a diagram that a click enlarges."""
    return (
        bool(journey_domain(env).diagrams)
        and is_web(build.builder)
        and build.config is not None
        and EXTENSION in env.config.extensions
        and env.config.mermaid_cmd == OFFLINE
        and _is_enlargeable(build)
        and _installed()
    )


def _is_enlargeable(build: Build) -> bool:
    return build.inputs.images.enabled and build.inputs.images.enlarge


def _kind(builder: Builder) -> Literal["svg", "png", "pdf"]:
    if builder.format == "latex":
        return "pdf"
    # Mermaid sets labels as HTML inside its SVG, which EPUB's rules refuse.
    return "png" if builder.name == "epub" else "svg"


def _installed() -> bool:
    return importlib.util.find_spec("mermaidx") is not None


def _command_found(command: str | list[str]) -> bool:
    argv = shlex.split(command) if isinstance(command, str) else list(command)
    return bool(argv) and shutil.which(argv[0]) is not None


def _draw(code: str, kind: str, folder: Path) -> tuple[Path, int, int]:
    """Draw a diagram, or find it drawn; return the file, its natural width and height in pixels.

    The file's name is a digest of all that shapes it, and it appears whole or not at all.
    """
    from importlib.metadata import version

    drawn_by = version("mermaidx")
    key = json.dumps([code, LOOK, drawn_by], sort_keys=True)
    stem = folder / f"diagram-{hashlib.sha256(key.encode()).hexdigest()[:20]}"
    svg, wanted = stem.with_suffix(".svg"), stem.with_suffix(f".{kind}")
    if not (svg.is_file() and wanted.is_file()):
        import mermaidx

        drawing = mermaidx.render(code, config=LOOK)
        write_whole(svg, drawing.svg().encode())
        if kind == "pdf":
            write_whole(wanted, drawing.pdf())
        elif kind == "png":
            write_whole(wanted, drawing.png(scale=2.0))
    box = _VIEW_BOX.search(svg.read_text(encoding="utf-8")[:4000])
    if box is None:
        return wanted, 600, 0
    return wanted, round(float(box[1])), round(float(box[2]))


def _alt(node: Element) -> str:
    alt = node.get("alt")
    if alt:
        return " ".join(alt.split())
    captions = node.parent.children if isinstance(node.parent, nodes.figure) else []
    return next((c.astext() for c in captions if isinstance(c, nodes.caption)), _("Diagram"))


def _as_text(node: Element) -> list[Node]:
    """Return the alternative text of a diagram, else a drawing in characters, else its source."""
    alt = node.get("alt")
    if alt:
        words = _("[Diagram: %s]") % " ".join(alt.split())
        return [nodes.paragraph(words, words, classes=["journey-diagram-text"])]
    text = _in_characters(node["code"]) or node["code"]
    block = nodes.literal_block(text, text, language="none")
    block["classes"].append("journey-diagram-text")
    return [block]


def _in_characters(code: str) -> str | None:
    if not _installed():
        return None
    import mermaidx

    try:
        return str(mermaidx.render_ascii(code)).strip("\n") or None
    except Exception:  # noqa: BLE001 - a drawing in characters is a nicety
        return None
