"""From what was prepared of a picture to the node that shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes

from ..messages import _
from ..nodes import DARK, LIGHT, Candidates, Variant, picture
from . import lengths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Element, Node

    from ..domain.records import Picture
    from .engine.model import Derivative, Format, Prepared

ENLARGES = "journey_enlarges"
"""Attribute of a document node with a picture that a click enlarges."""
_TYPES = {"jpeg": "image/jpeg", "svg": "image/svg+xml"}


def variant_of(prepared: Prepared) -> Variant:
    """Return the files of a picture that can be shown."""
    return Variant(
        prepared.fallbacks[-1].name,
        fallbacks=Candidates("", _listed(prepared.fallbacks)),
        alternatives=tuple(
            Candidates(_type(kind), _listed(files)) for kind, files in prepared.alternatives
        ),
        still=Candidates(
            _type(prepared.stills[0].format) if prepared.stills else "", _listed(prepared.stills)
        ),
        width=prepared.width,
        height=prepared.height,
    )


def picture_for(
    image: nodes.image, made: Picture, variants: Sequence[Variant], *, page: str, first: bool
) -> picture:
    """Return what shows a picture in a browser.

    Args:
        image: as it was read; its attributes are taken over when it is replaced.
        made: what is known of it.
        variants: its files; one, or one for each ground.
        page: ``sizes`` of a picture that has all of the page's width.
        first: whether it is the first picture of its page, and in view when the page is opened.
    """
    grounds = [name for name in (LIGHT, DARK) if name in image["classes"]]
    if len(grounds) == 1:  # what is around the image is hidden with it
        image["classes"].remove(grounds[0])
        variants = [replace(variant, ground=grounds[0]) for variant in variants]
    wish = image.get("loading")
    eager = wish == "eager" or (first and wish != "lazy")
    variants = [
        replace(variant, eager=eager and variant.ground != DARK, first=first)
        for variant in variants
    ]
    node = _node(image, made, variants)
    node["sizes"] = _sizes(image, made, variants[0], page)
    node["hints"] = True
    _widen(image, node, least="9rem")
    return node


def picture_for_book(image: nodes.image, made: Picture, variant: Variant) -> picture:
    """Return what shows a picture in a reader of books: one file, and no hints for browsers."""
    node = _node(image, made, [variant])
    _widen(image, node)
    return node


def drawing(file: Derivative, alt: str, style: str) -> picture:
    """Return what shows a drawing that this build has made, in a browser.

    Args:
        file: the drawing.
        alt: its alternative text.
        style: its CSS.
    """
    shown = Variant(
        file.name,
        fallbacks=Candidates("", _listed([file])),
        width=file.width,
        height=file.height,
    )
    return picture(
        uri=file.path,
        original=file.path,
        candidates={"?": file.path},
        alt=alt,
        variants=(shown,),
        sizes="",
        style=style,
        hints=True,
    )


def enlargeable(document: nodes.document, node: picture) -> None:
    """Have a click enlarge a picture; its page needs a script for that."""
    node["enlarge"] = _("Enlarge: %s") % node["alt"]
    node["close"] = _("Close")
    document[ENLARGES] = True


def _node(image: nodes.image, made: Picture, variants: Sequence[Variant]) -> picture:
    height, scale = str(image.get("height", "")), image.get("scale", 100)
    # What has been fetched is no longer on another site; Sphinx would fetch it again for paper.
    uri = image["uri"] if "://" not in image["uri"] else variants[0].source
    node = picture(
        uri=uri,
        original=uri,
        candidates={"?": uri},
        alt=made.alt,
        variants=tuple(variants),
        sizes="",
        style=lengths.style(made.width, height, scale, variants[0].width),
        hints=False,
    )
    if "align" in image:
        node["align"] = image["align"]
    node.source, node.line = image.source, image.line
    return node


def _widen(image: nodes.image, node: picture, least: str = "") -> None:
    """Give a figure beside the text the width of its picture.

    A share of the page's width would else be one of the figure's, and a long caption would be wider
    than what it belongs to. On a phone a share may be too little to see anything.
    """
    figure = whole(image).parent
    width = str(image.get("width", ""))
    if isinstance(figure, nodes.figure) and figure.get("align") in {"left", "right"} and width:
        figure["width"] = lengths.css(width)
        if least and width.endswith("%"):
            figure["width"] = f"max({lengths.css(width)}, {least})"
        node["style"] = lengths.style("100%", str(image.get("height", "")), 100, 0)


def _sizes(image: nodes.image, made: Picture, variant: Variant, page: str) -> str:
    """Return how wide a picture is shown, also where its height alone is given."""
    height, scale = str(image.get("height", "")), image.get("scale", 100)
    if lengths.parsed(made.width) is not None:
        return lengths.sizes(lengths.css(made.width, scale), page)
    if variant.height and lengths.parsed(height) is not None:
        return f"calc({lengths.css(height, scale)} * {variant.width / variant.height:.3g})"
    if scale != 100 and variant.width:
        return lengths.css(str(variant.width), scale)
    return page


def _type(kind: Format) -> str:
    return _TYPES.get(kind, f"image/{kind}")


def _listed(files: Sequence[Derivative]) -> tuple[tuple[str, int], ...]:
    return tuple((file.name, file.width) for file in files)


def in_words(image: nodes.image, text: str, address: str = "") -> Node:
    """Return what stands in the place of a picture: its alternative text, linked to its address."""
    words: Node = nodes.Text(text)
    if address:
        words = nodes.reference("", text, refuri=address)
    if isinstance(whole(image).parent, nodes.TextElement):
        return nodes.inline("", "", words, classes=["journey-missing-image"])
    return nodes.paragraph("", "", words, classes=["journey-missing-image"])


def whole(image: nodes.image) -> Element:
    """Return an image with the link around it."""
    parent = image.parent
    return parent if isinstance(parent, nodes.reference) and len(parent.children) == 1 else image
