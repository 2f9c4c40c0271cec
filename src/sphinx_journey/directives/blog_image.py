"""``blog-image``: a picture with its caption, as a figure."""

from __future__ import annotations

import glob
import re
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from ..core.problems import Subtype, shown
from ..core.urls import is_remote, is_safe_link
from ..surfaces import SHOWS_JOURNEY
from .base import JourneyDirective

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.util.typing import OptionSpec

_LENGTH = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?) ?(px|em|ex|in|cm|mm|pt|pc|%)?\Z")
"""The lengths of reStructuredText, which every writer knows."""


class BlogImage(JourneyDirective):
    """A figure.

    The argument is the source: relative to the document, or from the source directory with a
    leading ``/``; an ending ``.*`` lets the builder choose among formats, as in ``image``.
    The content, or ``:caption:``, is the caption.
    """

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "alt": directives.unchanged,
        "decorative": directives.flag,
        "caption": directives.unchanged,
        "class": directives.unchanged,
        "figclass": directives.unchanged,
        "width": directives.unchanged,
        "height": directives.unchanged,
        "align": directives.unchanged,
        "target": directives.unchanged,
        "loading": directives.unchanged,
        "name": directives.unchanged,
    }

    def run(self) -> list[Node]:
        """Return the figure; a picture that can't be shown has its alternative text instead."""
        caption, legend = self._caption()
        figure = nodes.figure("", self._picture(self._alt(caption)))
        figure["classes"] += ["blog-figure", *self.classes("figclass")]
        align = self.one_of("align", ("left", "center", "right"), None)
        if align:
            figure["align"] = align
        if caption is not None:
            figure += caption
        if legend:
            figure += nodes.legend("", *legend)
        self.set_source_info(figure)
        self.add_name(figure)
        self.state.document[SHOWS_JOURNEY] = True  # for the stylesheet
        return [figure]

    def _alt(self, caption: nodes.caption | None) -> str:
        text = " ".join((self.options.get("alt") or "").split())
        if "decorative" in self.options:
            if text:
                self.warn(
                    Subtype.IMAGE_ALT,
                    "has both ':alt:' and ':decorative:'. A decorative picture says nothing: "
                    "remove one; the text is kept.",
                )
            return text
        if text:
            return text
        self.warn(
            Subtype.IMAGE_ALT,
            f"{shown(self.arguments[0])} has no alternative text. Say in ':alt:' what the picture "
            "tells, or mark it ':decorative:' if it tells nothing.",
        )
        return caption.astext() if caption is not None else ""

    def _picture(self, alt: str) -> Node:
        source = self.arguments[0].strip()
        image = nodes.image(uri=source, alt=alt)
        image["classes"] += self.classes("class") or ["blog-image"]
        for option in ("width", "height"):
            length = self._length(option)
            if length:
                image[option] = length
        if self.one_of("loading", ("lazy", "eager"), "lazy") == "lazy":
            image["loading"] = "lazy"
        self.set_source_info(image)
        target = self._target()
        if not self._is_shown(source):
            text = alt or source
            return nodes.paragraph(text, text, classes=["journey-missing-image"])
        return nodes.reference("", "", image, refuri=target) if target else image

    def _target(self) -> str | None:
        target = (self.options.get("target") or "").strip()
        if not target or is_safe_link(target):
            return target or None
        self.warn(
            Subtype.IMAGE_TARGET,
            f"':target:' is {shown(target)}. Only http, https, mailto and relative links "
            "are followed; the picture isn't linked.",
        )
        return None

    def _is_shown(self, source: str) -> bool:
        """Tell whether a picture is there to be shown; warn if it isn't."""
        if is_remote(source):
            self.warn(
                Subtype.IMAGE_PATH,
                f"{shown(source)} is on another site. Save the picture beside the document and "
                "name that file; its alternative text stands in its place.",
            )
            return False
        relative, absolute = self.env.relfn2path(source)
        root = Path(self.env.srcdir).resolve()
        files = _files(Path(absolute))
        if not Path(absolute).parent.resolve().is_relative_to(root) or not all(
            file.resolve().is_relative_to(root) for file in files
        ):
            self.warn(
                Subtype.IMAGE_PATH,
                f"{shown(source)} leaves the source directory. Copy the picture into it; "
                "its alternative text stands in its place.",
            )
            return False
        if files and all(file.stat().st_size for file in files):
            return True
        self.env.note_dependency(relative)
        self.warn(
            Subtype.IMAGE_MISSING,
            f"the picture {shown(source)} isn't there or is empty (looked for {shown(relative)}). "
            "Its alternative text stands in its place.",
        )
        return False

    def _length(self, option: str) -> str | None:
        value = self.options.get(option)
        if value is None:
            return None
        match = _LENGTH.match(value.strip())
        allowed_percent = option == "width" or not value.strip().endswith("%")
        if match is None or not allowed_percent or float(match[1]) == 0:
            expected = "400px, 20em or 50%" if option == "width" else "300px or 15em"
            self.warn(
                Subtype.OPTION,
                f"':{option}:' is {shown(value)}, but a length like {expected} was expected; "
                "it is ignored.",
            )
            return None
        return match[1] + (match[2] or "")

    def _caption(self) -> tuple[nodes.caption | None, list[Node]]:
        option = (self.options.get("caption") or "").strip()
        if self.content:
            if option:
                self.warn(
                    Subtype.IMAGE_CAPTION,
                    "has both ':caption:' and content. The content is taken; remove one.",
                )
            parsed = self._without_html(self.parse_content_to_nodes())
            if parsed and isinstance(parsed[0], nodes.paragraph):
                first = parsed[0]
                caption = nodes.caption(first.rawsource, "", *first.children)
                caption.source, caption.line = first.source, first.line
                return caption, parsed[1:]
            self.warn(
                Subtype.IMAGE_CAPTION,
                "its content doesn't begin with a paragraph, so there is no caption.",
            )
            return None, parsed
        if option:
            inline, messages = self.parse_inline(option)
            caption = nodes.caption(option, "", *self._without_html(inline))
            self.set_source_info(caption)
            return caption, list(messages)
        return None, []

    def _without_html(self, parsed: list[Node]) -> list[Node]:
        """Turn HTML that was passed through into text: a caption is words, in every builder."""
        whole = nodes.Element("", *parsed)
        raw = list(whole.findall(nodes.raw))
        for node in raw:
            node.parent.replace(node, nodes.Text(node.astext()))
        if raw:
            self.warn(
                Subtype.IMAGE_CAPTION,
                f"its caption has HTML, {shown(raw[0].astext())}, which is shown as text. "
                "Write it in the page's own markup.",
            )
        return list(whole.children)


def _files(path: Path) -> list[Path]:
    """Return the file of a path, or all files of a path that ends in ``.*``."""
    try:
        if path.name.endswith(".*"):
            found = path.parent.glob(f"{glob.escape(path.name[:-2])}.*")
            return sorted(file for file in found if file.is_file())
        return [path] if path.is_file() else []
    except (OSError, ValueError):  # a name that no file can have
        return []
