"""After reading: videos that a page plays, and links to those that it can't."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..builds.sphinx_files import is_web
from ..domain.journey import journey_domain
from ..messages import _
from ..nodes import COMPONENT, PLAYS, POSTER, SHOWS_JOURNEY, VIDEO, Playing, components, html, video
from ..pages.components import settle
from . import lengths

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils.nodes import Node
    from sphinx.builders import Builder
    from sphinx.writers.html5 import HTML5Translator

_MOTION = "(prefers-reduced-motion: no-preference)"
_NO_MOTION = "(prefers-reduced-motion: reduce)"


class LinkedVideos(SphinxPostTransform):
    """Have a link where a page can't play a video: in books, and where it is on another site.

    A book doesn't hold the file. If the project has an ``html_baseurl``, the link leads to the file
    of the website; otherwise there is only the title. It runs before pictures are resolved (90):
    nothing is to be made of a poster that isn't shown.
    """

    default_priority = 80

    def run(self, **_kwargs: object) -> None:
        """Change the videos of one document."""
        builder = journey_domain(self.env).build.builder
        for node in components(self.document, VIDEO):
            if _file_of(node, builder):
                continue
            del node[COMPONENT]
            for image in _posters(node):
                image.parent.remove(image)
            line = node.children[0]
            settle(node, builder.format)
            link = next(iter(line.children), None)
            if not isinstance(line, nodes.paragraph) or not isinstance(link, nodes.Element):
                continue  # it can't be shown
            before, _percent, after = _("Video: %s").partition("%s")
            address = _address(link, self.config.html_baseurl)
            shown: list[Node] = [nodes.Text(link.astext())]
            if address:
                shown = [nodes.reference("", link.astext(), refuri=address)]
            line.children = []
            line += [nodes.Text(before), *shown, nodes.Text(after)]
            if address and builder.format == "text":  # it shows none, and tears long ones
                said = nodes.line("", "", *line.children, nodes.Text(f" <{address}>"))
                line.replace_self(nodes.line_block("", said))
            self.document[SHOWS_JOURNEY] = True


class PlayedVideos(SphinxPostTransform):
    """Have pages play the videos whose files Sphinx copies.

    It runs after pictures have been prepared (90), posters with them.
    """

    default_priority = 95

    def run(self, **_kwargs: object) -> None:
        """Draw the videos of one document."""
        builder = journey_domain(self.env).build.builder
        for node in components(self.document, VIDEO):
            poster = ""
            for image in _posters(node):
                poster = self._poster(image, builder)
                image.parent.remove(image)
            playing: Playing = node[PLAYS]
            style = lengths.style(playing.width, playing.height, 100, 0)
            file = _file_of(node, builder)
            drawn: list[Node] = [video(source=file, poster=poster, playing=playing, style=style)]
            if caption := node.children[1:]:
                drawn.append(html("figcaption", *caption))
            node.replace_self(html("figure", *drawn))
            self.document[SHOWS_JOURNEY] = True

    def _poster(self, image: nodes.image, builder: Builder) -> str:
        """Return a poster's file in the output; Sphinx copies what hasn't been prepared."""
        prepared: str | bool = image[POSTER]
        if isinstance(prepared, str):
            return prepared
        candidates: Mapping[str, str] = image.get("candidates", {})
        path = candidates.get("*", "")
        if path not in self.env.images:
            return ""
        name = str(self.env.images[path][1])
        builder.images[path] = name
        return name


def _posters(node: nodes.container) -> list[nodes.image]:
    return [image for image in node.findall(nodes.image) if POSTER in image]


def _file_of(node: nodes.container, builder: Builder) -> str:
    """Return the file of a video in the output's folder of downloads, if a page can play it."""
    if not is_web(builder) or not getattr(builder, "download_support", False):
        return ""
    found = node.children[0].findall(addnodes.download_reference)
    return next((str(one["filename"]) for one in found if "filename" in one), "")


def _address(link: nodes.Element, base: str) -> str:
    """Return where a link to a video leads from a book."""
    if "filename" in link:
        path = f"_downloads/{quote(link['filename'])}"
        return f"{base.rstrip('/')}/{path}" if base else ""
    return str(link.get("refuri", ""))


def visit_video(translator: HTML5Translator, node: video) -> None:
    """Write a video; one that starts by itself a second time, for readers who want no motion.

    Of the two, a browser loads the one whose source fits, and the style sheet shows it.
    """
    playing: Playing = node["playing"]
    source = posixpath.join(translator.builder.dlpath, quote(node["source"]))
    attributes = {"aria-label": playing.title, "preload": "metadata", "playsinline": ""}
    if node["poster"]:
        attributes["poster"] = posixpath.join(translator.builder.imgpath, quote(node["poster"]))
    if node["style"]:
        attributes["style"] = node["style"]
    attributes |= {name: "" for name in ("loop", "muted") if getattr(playing, name)}
    controls = {"controls": ""}
    if not playing.autoplay:
        made = [_element(translator, {**attributes, **controls, "src": source}, "", source)]
    else:
        moving = {**attributes, "autoplay": "", **(controls if playing.controls else {})}
        still = {**attributes, **controls}
        made = [
            _element(translator, {**moving, "class": "journey-moving"}, _MOTION, source),
            _element(translator, {**still, "class": "journey-still"}, _NO_MOTION, source),
        ]
    translator.body.append("\n".join(made) + "\n")


def depart_video(_translator: HTML5Translator, _node: video) -> None:
    """Do nothing: the video is written."""


def _element(
    translator: HTML5Translator, attributes: dict[str, Any], media: str, source: str
) -> str:
    """Return a video element; browsers that know none show the link in it."""
    plain = nodes.Element()
    html = translator.starttag(plain, "video", "", **attributes)
    if media:
        html += translator.emptytag(plain, "source", "", src=source, media=media)
    html += translator.starttag(plain, "a", "", href=source)
    return f"{html}{translator.encode(attributes['aria-label'])}</a></video>"
