"""``blog-image``: a picture with its caption, as a figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from ..core.alternative_text import is_file_name
from ..core.problems import Subtype, short_repr
from ..core.urls import is_remote, is_safe_link
from ..nodes import BLOG_IMAGE, SHOWS_JOURNEY
from .base import JourneyDirective
from .credit import credit_line
from .picture_files import kind_of

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
        "credit": directives.unchanged,
        "credit-link": directives.unchanged,
        "license": directives.unchanged,
        "dark": directives.unchanged,
        "enlarge": directives.unchanged,
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
        credit = credit_line(self)
        if credit is not None:
            legend.append(credit)
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
            if is_file_name(text, self.arguments[0].strip()):
                self.warn(
                    Subtype.IMAGE_ALT,
                    f"its alternative text {short_repr(text)} is only the file's name. Say "
                    "what the picture tells, for those who can't see it.",
                )
            return text
        self.warn(
            Subtype.IMAGE_ALT,
            f"{short_repr(self.arguments[0])} has no alternative text. Say in ':alt:' what "
            "the picture tells, or mark it ':decorative:' if it tells nothing.",
        )
        return caption.astext() if caption is not None else ""

    def _picture(self, alt: str) -> Node:
        source = self.arguments[0].strip()
        image = nodes.image(uri=source, alt=alt)
        image[BLOG_IMAGE] = True
        image["classes"] += self.classes("class") or ["blog-image"]
        for option in ("width", "height"):
            length = self._length(option)
            if length:
                image[option] = length
        for option, words in (("loading", ("lazy", "eager")), ("enlarge", ("yes", "no"))):
            word = self.one_of(option, words, None)
            if word:
                image[option] = word
        self._dark(image)
        self.set_source_info(image)
        target = self._target()
        if not kind_of(self, source, "Its alternative text stands in its place."):
            text = alt or source
            return nodes.paragraph(text, text, classes=["journey-missing-image"])
        return nodes.reference("", "", image, refuri=target) if target else image

    def _dark(self, image: nodes.image) -> None:
        """Note the variant for dark pages."""
        source = (self.options.get("dark") or "").strip()
        if not source:
            return
        if is_remote(source) or source.endswith(".*"):
            self.warn(
                Subtype.OPTION,
                f"':dark:' is {short_repr(source)}, but one file was expected; it is ignored.",
            )
        elif kind_of(self, source, "Dark pages show the same picture as light ones."):
            relative, _path = self.env.relfn2path(source)
            self.env.note_dependency(relative)
            image["dark"] = relative

    def _target(self) -> str | None:
        target = (self.options.get("target") or "").strip()
        if not target or is_safe_link(target):
            return target or None
        self.warn(
            Subtype.IMAGE_TARGET,
            f"':target:' is {short_repr(target)}. Only http, https, mailto and relative links "
            "are followed; the picture isn't linked.",
        )
        return None

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
                f"':{option}:' is {short_repr(value)}, but a length like {expected} was expected; "
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
                f"its caption has HTML, {short_repr(raw[0].astext())}, which is shown as text. "
                "Write it in the page's own markup.",
            )
        return list(whole.children)
