"""``journey-video``: a video with its caption."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes

from ..core.problems import Subtype, short_repr
from ..core.urls import is_remote
from ..nodes import BLOG_IMAGE, PLAYS, POSTER, VIDEO, Playing
from . import picture_files
from .base import JourneyDirective

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.util.typing import OptionSpec

_OPTIONS = "title poster width height loop muted autoplay controls class name"


class JourneyVideo(JourneyDirective):
    """A video that a page plays; in a book, a link to it.

    The argument is a file, relative to the document or from the source directory with a leading
    ``/``; or an address on another site, which becomes a link. The content is the caption.
    """

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = dict.fromkeys(_OPTIONS.split(), directives.unchanged)

    def run(self) -> list[Node]:
        """Return a container: a paragraph with a link to the video, then its caption."""
        self.check_content(takes_text=True)
        source = " ".join(self.arguments[0].split())
        caption = self.parse_content_to_nodes()
        name = title = PurePosixPath(source).name or source
        if said := " ".join(self.text_option("title").split()):
            name = title = self.translated(said)
        elif caption and isinstance(caption[0], nodes.paragraph):
            name = caption[0].astext()
        said = "Its title and caption stay."
        line = nodes.paragraph("", "", translatable=False)
        self.set_source_info(line)
        node = self.component(VIDEO, line, *caption)
        node[PLAYS] = self._playing(name)
        if not picture_files.can_be_shown(self, source, said, picture_files.VIDEO):
            line["classes"].append("journey-missing-image")
            line += nodes.Text(title)
        elif is_remote(source):
            line += nodes.reference("", title, refuri=source)
        else:
            # Sphinx copies the file, and looks for it again when the page is read.
            link = addnodes.download_reference("", title, reftarget=source, refdoc=self.env.docname)
            self.set_source_info(link)
            line += link
            node += self._poster()
        return [node]

    def _playing(self, title: str) -> Playing:
        autoplay, controls = self.is_set("autoplay"), self.is_set("controls", default=True)
        if not controls and not autoplay:
            self.warn(
                Subtype.OPTION,
                "without controls and without ':autoplay:', nobody can play it; it has controls.",
            )
        return Playing(
            title=title,
            width=self.length("width") or "",
            height=self.length("height") or "",
            loop=self.is_set("loop"),
            muted=self.is_set("muted") or autoplay,  # browsers start no sound by themselves
            autoplay=autoplay,
            controls=controls or not autoplay,
        )

    def _poster(self) -> list[Node]:
        source = self.text_option("poster")
        if not source:
            return []
        if is_remote(source) or source.endswith(".*"):
            self.warn(
                Subtype.VIDEO,
                f"':poster:' is {short_repr(source)}, but one file of the source directory was "
                "expected; it is ignored.",
            )
            return []
        said = "The video is shown without it."
        if not picture_files.can_be_shown(self, source, said, picture_files.POSTER):
            return []
        image = nodes.image(uri=source, alt="")
        image[BLOG_IMAGE] = image[POSTER] = True
        self.set_source_info(image)
        return [image]
