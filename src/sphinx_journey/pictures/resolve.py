"""After reading: each image gets what was prepared for the builder at work."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..core.alternative_text import is_file_name
from ..core.problems import Subtype, shown
from ..diagnostics import warn
from ..domain import journey_domain
from ..messages import _
from ..nodes import DARK, LIGHT, Candidates, Variant, picture
from ..surfaces import SHOWS_JOURNEY
from . import lengths
from .previews import preview_of
from .wanted import Wanted, is_enlargeable, is_web, pictures_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Element, Node

    from ..domain import Picture
    from ..images.model import Derivative, Job, Prepared

ENLARGES = "journey_enlarges"
"""Attribute of a document node with a picture that a click enlarges."""
PREVIEW = "journey_preview"
"""Attribute of a document node: what other sites show of it, as values of Open Graph."""

_FAULTS = {
    "missing": Subtype.IMAGE_MISSING,
    "broken": Subtype.IMAGE_BROKEN,
    "mislabelled": Subtype.IMAGE_MISLABELLED,
    "too_large": Subtype.IMAGE_TOO_LARGE,
    "unsafe": Subtype.IMAGE_UNSAFE,
    "unprintable": Subtype.IMAGE_UNPRINTABLE,
}
_TYPES = {"jpeg": "image/jpeg", "svg": "image/svg+xml"}


class ResolvePictures(SphinxPostTransform):
    """Give pictures their derivatives: ``<picture>`` on the web, one printable file on paper.

    It runs before Sphinx fetches what is on other sites (100), which it does for paper.
    """

    default_priority = 90

    def run(self, **_kwargs: object) -> None:
        """Replace or change the images of one document."""
        self._domain = journey_domain(self.env)
        builder = self._domain.builder
        if builder is None:
            return
        self._builder = builder
        self._wanted = Wanted.of(self._domain, builder)
        self._is_web = is_web(builder)
        self._is_first = True
        for image, made in list(pictures_in(self.document)):
            if self._wanted.treats(made):
                self._resolve(image, made)
            elif made.own:
                self._leave(image, made)
        if self._is_web:
            self._note_preview()

    def _resolve(self, image: nodes.image, made: Picture) -> None:
        name = self._wanted.chosen(made)
        if not made.own and is_file_name(made.alt, name):
            self._warn(Subtype.IMAGE_ALT, _only_the_file_s_name(made.alt), image)
        if self._wanted.is_remote(made) and not isinstance(self._domain.fetched.get(name), Path):
            self._resolve_remote(image, made, name)
            return
        job = self._wanted.job(made)
        if job is None or job not in self._domain.prepared:
            if self._wanted.is_from_outside(name):
                self._warn(
                    Subtype.IMAGE_PATH,
                    f"{shown(name)} leaves the source directory. It is shown as it is; copy the "
                    "picture into it.",
                    image,
                )
            self._leave(image, made)
            return
        prepared = self._prepared(job, name, image)
        if prepared.fallback is None:
            _replace(image, _in_words(image, made.alt or name))
        elif self._builder.format == "latex":
            self._register((prepared.fallback,))
            image["uri"] = prepared.fallback.name
            image["candidates"] = {"*": prepared.fallback.name}
        else:
            self._show(image, made, prepared)

    def _resolve_remote(self, image: nodes.image, made: Picture, address: str) -> None:
        reason = self._domain.fetched.get(address)
        if reason is not None:
            self._warn(
                Subtype.IMAGE_REMOTE,
                f"{shown(address)} can't be fetched: {reason}. Its alternative text stands in its "
                "place; the next build tries again.",
                image,
            )
            _replace(image, _in_words(image, made.alt or address, address))
            return
        self._warn(
            Subtype.IMAGE_REMOTE,
            f"{shown(address)} is on another site. Readers' browsers ask there for it, which tells "
            "that site who reads this page, and PDF and EPUB show its alternative text alone. Save "
            "it beside the document and name that file, or set journey_images['fetch_remote'].",
            image,
        )
        if self._is_web:
            self._put(image, made, (Variant(address, remote=True),), enlarge=False)
        else:
            _replace(image, _in_words(image, made.alt or address, address))

    def _leave(self, image: nodes.image, made: Picture) -> None:
        """Let Sphinx show a blog-image's picture, but fetch nothing from another site."""
        if self._wanted.is_remote(made) and not self._is_web:
            address = self._wanted.chosen(made)
            _replace(image, _in_words(image, made.alt or address, address))
            return
        if self._is_web and "loading" not in image:
            image["loading"] = "lazy"

    def _prepared(self, job: Job, name: str, image: nodes.image) -> Prepared:
        """Return what came of a job, and tell what is wrong with its source."""
        prepared = self._domain.prepared[job]
        for fault in prepared.faults:
            self._warn(_FAULTS[fault.kind], f"{shown(name)}: {fault.message}", image)
        return prepared

    def _show(self, image: nodes.image, made: Picture, prepared: Prepared) -> None:
        """Put a picture with its variants in the place of an image."""
        variants = [self._variant(prepared)]
        job = self._wanted.dark_job(made)
        if job is not None and job in self._domain.prepared:
            dark = self._prepared(job, made.dark, image)
            if dark.fallback is not None:
                light = replace(variants[0], ground=LIGHT)
                variants = [light, replace(self._variant(dark), ground=DARK)]
        enlarge = self._is_web and is_enlargeable(made, prepared, self._wanted.settings)
        self._put(image, made, variants, enlarge=enlarge)

    def _variant(self, prepared: Prepared) -> Variant:
        fallbacks = prepared.fallbacks
        alternatives = []
        for kind, files in prepared.alternatives:
            self._register(files)
            alternatives.append(Candidates(_TYPES.get(kind, f"image/{kind}"), _listed(files)))
        self._register(fallbacks)
        return Variant(
            fallbacks[-1].name,
            fallbacks=Candidates("", _listed(fallbacks)),
            alternatives=tuple(alternatives),
            width=prepared.width,
            height=prepared.height,
        )

    def _put(
        self, image: nodes.image, made: Picture, variants: Sequence[Variant], *, enlarge: bool
    ) -> None:
        wish = image.get("loading")
        grounds = [name for name in (LIGHT, DARK) if name in image["classes"]]
        if self._is_web and len(grounds) == 1:  # what is around the image is hidden with it
            image["classes"].remove(grounds[0])
            variants = [replace(variant, ground=grounds[0]) for variant in variants]
        first, self._is_first = self._is_first, False
        eager = wish == "eager" or (first and wish != "lazy")
        node = picture(
            uri=variants[0].source,
            candidates={"?": variants[0].source},
            alt=made.alt,
            variants=tuple(
                replace(variant, eager=eager and variant.ground != DARK, first=first)
                for variant in variants
            ),
            sizes=_sizes(image, made, variants[0], self._wanted.settings.sizes),
            style=lengths.style(
                made.width, str(image.get("height", "")), image.get("scale", 100), variants[0].width
            ),
            hints=self._is_web,
        )
        if "align" in image:
            node["align"] = image["align"]
        node.source, node.line = image.source, image.line
        if enlarge:
            node["enlarge"] = _("Enlarge: %s") % made.alt
            node["close"] = _("Close")
            self.document[ENLARGES] = True
        self.document[SHOWS_JOURNEY] = True
        _widen(image, node, is_web=self._is_web)
        image.replace_self(node)

    def _register(self, files: Sequence[Derivative]) -> None:
        """Have files copied into the output.

        Sphinx keeps one name for each path. Pictures of equal bytes are one file in the cache, and
        have a name each: the second gets another spelling of the path.
        """
        images = self._builder.images
        for file in files:
            path = str(file.path)
            while images.get(path, file.name) != file.name:
                folder, _separator, name = path.rpartition(os.sep)
                path = f"{folder}{os.sep}{os.curdir}{os.sep}{name}"
            images[path] = file.name

    def _note_preview(self) -> None:
        """Keep with the document what other sites may show of it."""
        docname = self.env.current_document.docname
        preview = preview_of(self.env, docname, self._wanted)
        if preview is None:
            return
        if preview.missing:
            self._warn(
                Subtype.IMAGE_MISSING,
                f"'images' names {shown(preview.missing)}, which is no file of the source "
                "directory: it is relative to the document, or begins with '/'. Other sites show "
                "no picture of this page.",
                self._front_matter(docname),
            )
        elif preview.job is None:
            self.document[PREVIEW] = {"image": preview.address}
        else:
            prepared = self._domain.prepared.get(preview.job)
            if prepared is not None and prepared.fallback is not None:
                file = prepared.fallback
                self._register((file,))
                size = {"image:width": file.width, "image:height": file.height}
                alt = {"image:alt": preview.alt} if preview.alt else {}
                self.document[PREVIEW] = {"image": file.name, **size, **alt}

    def _warn(self, subtype: Subtype, message: str, where: nodes.image | str) -> None:
        """Warn once, however often a builder resolves a page."""
        place = where if isinstance(where, str) else f"{where.source}:{where.line}"
        if (place, message) not in self._domain.told:
            self._domain.told.add((place, message))
            warn(subtype, message, location=where)

    def _front_matter(self, docname: str) -> str:
        location = self._domain.records[docname].location("images")
        return f"{Path(self.env.srcdir, location.path)}:{location.line or 1}"


def _widen(image: nodes.image, node: picture, *, is_web: bool) -> None:
    """Give a figure beside the text the width of its picture.

    A share of the page's width would else be one of the figure's, and a long caption would be wider
    than what it belongs to. On a phone a share may be too little to see anything.
    """
    figure = _whole(image).parent
    width = str(image.get("width", ""))
    if isinstance(figure, nodes.figure) and figure.get("align") in {"left", "right"} and width:
        share = width.endswith("%") and is_web
        figure["width"] = f"max({lengths.css(width)}, 9rem)" if share else lengths.css(width)
        node["style"] = lengths.style("100%", str(image.get("height", "")), 100, 0)


def _sizes(image: nodes.image, made: Picture, variant: Variant, page: str) -> str:
    """Return how wide a picture is shown, also where its height alone is given."""
    height = str(image.get("height", ""))
    if made.width or not variant.height or lengths.parsed(height) is None:
        return lengths.sizes(made.width, page)
    return f"calc({lengths.css(height)} * {variant.width / variant.height:.3g})"


def _listed(files: Sequence[Derivative]) -> tuple[tuple[str, int], ...]:
    return tuple((file.name, file.width) for file in files)


def _only_the_file_s_name(alt: str) -> str:
    return (
        f"The alternative text {shown(alt)} is only the file's name. Say what the picture tells, "
        "for those who can't see it."
    )


def _in_words(image: nodes.image, text: str, address: str = "") -> Node:
    """Return what stands in the place of a picture: its alternative text, linked to its address."""
    words: Node = nodes.Text(text)
    if address:
        words = nodes.reference("", text, refuri=address)
    parent = _whole(image).parent
    if isinstance(parent, nodes.TextElement):
        return nodes.inline("", "", words, classes=["journey-missing-image"])
    return nodes.paragraph("", "", words, classes=["journey-missing-image"])


def _whole(image: nodes.image) -> Element:
    """Return an image with the link around it."""
    parent = image.parent
    return parent if isinstance(parent, nodes.reference) and len(parent.children) == 1 else image


def _replace(image: nodes.image, words: Node) -> None:
    _whole(image).replace_self(words)
