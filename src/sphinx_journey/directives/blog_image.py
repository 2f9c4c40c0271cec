"""``blog-image``: a picture with its caption, as a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from ..core.alternative_text import is_file_name
from ..core.files import path_of
from ..core.problems import Subtype, short_repr
from ..core.urls import is_remote
from ..domain.journey import journey_domain
from ..nodes import BLOG_IMAGE, SHOWS_JOURNEY
from .base import JourneyDirective
from .credit import credit_line
from .picture_files import can_be_shown

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.util.typing import OptionSpec

_TEXTS = (
    "alt caption credit credit-link license dark enlarge class figclass width height align target "
    "loading name"
)
"""The options that are texts at first, and checked one by one."""
_OF_HUGO = (
    "this picture has no alternative text, or only the file's name, and others of the site may "
    "lack it as well: Hugo asks for none. Say in 'alt' what each tells, or give an empty one if "
    "it tells nothing."
)
"""Said once: such pictures come by the hundred."""


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
        "decorative": directives.flag,
        **dict.fromkeys(_TEXTS.split(), directives.unchanged),
    }

    def run(self) -> list[Node]:
        """Return the figure; a picture that can't be shown has its alternative text instead."""
        self.check_content(takes_text=True)
        caption, legend = self._caption()
        figure = nodes.figure("", self._picture(self._alt(caption)))
        figure["classes"] += ["blog-figure", *self.classes("figclass")]
        if align := self.one_of("align", ("left", "center", "right"), None):
            figure["align"] = align
        if caption is not None:
            figure += caption
        if (credit := credit_line(self)) is not None:
            legend.append(credit)
        if legend:
            figure += nodes.legend("", *legend)
        self.set_source_info(figure)
        self.add_name(figure)
        self.state.document[SHOWS_JOURNEY] = True  # for the stylesheet
        return [figure]

    def _alt(self, caption: nodes.caption | None) -> str:
        source, text = self.arguments[0], " ".join(self.text_option("alt").split())
        message = ""
        if "decorative" in self.options:
            if text:
                message = (
                    "has both ':alt:' and ':decorative:'. A decorative picture says nothing: "
                    "remove one; the text is kept."
                )
        elif not text:
            text = caption.astext() if caption is not None else ""
            message = (
                f"{short_repr(source)} has no alternative text. Say in ':alt:' what "
                "the picture tells, or mark it ':decorative:' if it tells nothing."
            )
        elif is_file_name(text, source.strip()):
            message = (
                f"its alternative text {short_repr(text)} is only the file's name. Say "
                "what the picture tells, for those who can't see it."
            )
        if message:
            is_of_hugo = journey_domain(self.env).build.inputs.hugo is not None
            self.warn(Subtype.IMAGE_ALT, _OF_HUGO if is_of_hugo else message, once=is_of_hugo)
        return text

    def _picture(self, alt: str) -> Node:
        source = self.arguments[0].strip()
        image = nodes.image(uri=source, alt=alt)
        image[BLOG_IMAGE] = True
        image["classes"] += self.classes("class") or ["blog-image"]
        for option in ("width", "height"):
            if length := self.length(option):
                image[option] = length
        for option, words in (("loading", ("lazy", "eager")), ("enlarge", ("yes", "no"))):
            if word := self.one_of(option, words, None):
                image[option] = word
        self._dark(image)
        self.set_source_info(image)
        target = self.link_option("target", "the picture")
        if not can_be_shown(self, source, "Its alternative text stands in its place."):
            text = alt or source
            return nodes.paragraph(text, text, classes=["journey-missing-image"])
        return nodes.reference("", "", image, refuri=target) if target else image

    def _dark(self, image: nodes.image) -> None:
        """Note the variant for dark pages."""
        source = self.text_option("dark")
        if not source:
            return
        if is_remote(source) or source.endswith(".*"):
            self.warn(
                Subtype.OPTION,
                f"':dark:' is {short_repr(source)}, but one file was expected; it is ignored.",
            )
        elif can_be_shown(self, source, "Dark pages show the same picture as light ones."):
            relative, _path = path_of(self.env, source)
            self.env.note_dependency(relative)
            image["dark"] = relative

    def _caption(self) -> tuple[nodes.caption | None, list[Node]]:
        option = self.text_option("caption")
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
