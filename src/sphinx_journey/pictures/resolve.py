"""After reading: each image gets what was prepared for the builder at work."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.transforms.post_transforms import SphinxPostTransform

from ..builds.sphinx_files import is_web
from ..core.alternative_text import is_file_name
from ..core.problems import Subtype, short_repr
from ..domain.journey import journey_domain
from ..nodes import DARK, LIGHT, POSTER, SHOWS_JOURNEY, Variant
from .draw import enlargeable, in_words, picture_for, picture_for_book, variant_of, whole
from .output import register, warn_of_faults, warn_once
from .paper import say
from .place import is_near_top
from .wanted import Wanted, is_enlargeable, pictures_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes
    from sphinx.application import Sphinx

    from ..domain.records import Picture
    from .engine.model import Job, Prepared

_COPIED = "journey_copied"
"""Attribute of a document node: what the builder copies, by source, of pictures put in place."""


class ResolvePictures(SphinxPostTransform):
    """Give pictures their derivatives: ``<picture>`` on the web, one printable file on paper.

    It runs before Sphinx fetches what is on other sites (100), which it does for paper.
    """

    default_priority = 90

    def run(self, **_kwargs: object) -> None:
        """Replace or change the images of one document."""
        self._build = journey_domain(self.env).build
        self._builder = self._build.builder
        self._wanted = Wanted.of(self._build, self.env)
        self._is_web = is_web(self._builder)
        self._is_first = True
        for image, made in list(pictures_in(self.document)):
            if self._wanted.treats(made):
                self._resolve(image, made)
            elif made.own:
                self._leave(image, made)

    def _resolve(self, image: nodes.image, made: Picture) -> None:
        name = self._wanted.chosen(made)
        if not made.own and is_file_name(made.alt, name):
            self._warn(
                image,
                Subtype.IMAGE_ALT,
                f"The alternative text {short_repr(made.alt)} is only the file's name. Say "
                "what the picture tells, for those who can't see it.",
            )
        if self._wanted.is_remote(made) and not isinstance(
            self._build.pictures.fetched.get(name), Path
        ):
            self._resolve_remote(image, made, name)
            return
        prepared = self._prepared(self._wanted.job(made), name, image)
        if prepared is None:
            if self._wanted.is_from_outside(name):
                self._warn(
                    image,
                    Subtype.IMAGE_PATH,
                    f"{short_repr(name)} leaves the source directory. It is shown as it is; "
                    "copy the picture into it.",
                )
            self._leave(image, made)
        elif POSTER in image:
            image[POSTER] = prepared.fallback.name if prepared.fallback is not None else ""
        elif prepared.fallback is None:
            self._put_words(image, made.alt or name)
        elif self._builder.format == "latex":
            register(self._builder, [prepared.fallback])
            image["uri"] = prepared.fallback.name
            image["candidates"] = {"*": prepared.fallback.name}
            say(whole(image), made.alt)
        elif self._is_web:
            self._put(image, made, self._variants(image, made, prepared), prepared)
        else:
            image.replace_self(picture_for_book(image, made, variant_of(prepared)))
            self.document[SHOWS_JOURNEY] = True

    def _resolve_remote(self, image: nodes.image, made: Picture, address: str) -> None:
        reason = self._build.pictures.fetched.get(address)
        if reason is not None:
            self._warn(
                image,
                Subtype.IMAGE_REMOTE,
                f"{short_repr(address)} can't be fetched: {reason}. Its alternative text "
                "stands in its place; the next build tries again.",
            )
            self._put_words(image, made.alt or address, address)
            return
        self._warn(
            image,
            Subtype.IMAGE_REMOTE,
            f"{short_repr(address)} is on another site. Readers' browsers ask there for it, "
            "which tells "
            "that site who reads this page, and PDF and EPUB show its alternative text alone. Save "
            "it beside the document and name that file, or set journey_images['fetch_remote'].",
        )
        if self._is_web:
            self._put(image, made, [Variant(address, remote=True)], None)
        else:
            self._put_words(image, made.alt or address, address)

    def _leave(self, image: nodes.image, made: Picture) -> None:
        """Let Sphinx show a picture, but fetch nothing from another site for it."""
        if self._wanted.is_remote(made) and not self._is_web:
            address = self._wanted.chosen(made)
            self._put_words(image, made.alt or address, address)
        elif self._is_web and made.own and "loading" not in image:
            image["loading"] = "lazy"

    def _prepared(self, job: Job | None, name: str, image: nodes.image) -> Prepared | None:
        """Return what came of a job, have it copied, and tell what is wrong with its source."""
        prepared = self._build.pictures.prepared.get(job) if job is not None else None
        if prepared is None:
            return None
        warn_of_faults(self._build, prepared, name, image)
        if POSTER in image:  # a video shows one file
            register(self._builder, [prepared.fallback] if prepared.fallback is not None else [])
        elif self._builder.format == "html":
            for _kind, files in prepared.alternatives:
                register(self._builder, files)
            register(self._builder, prepared.fallbacks)
            register(self._builder, prepared.stills)
        return prepared

    def _variants(self, image: nodes.image, made: Picture, prepared: Prepared) -> list[Variant]:
        """Return a picture's files, and those of its variant for dark pages."""
        variant = variant_of(prepared)
        dark = self._prepared(self._wanted.dark_job(made), made.dark, image)
        if dark is None or dark.fallback is None:
            return [variant]
        return [replace(variant, ground=LIGHT), replace(variant_of(dark), ground=DARK)]

    def _put(
        self,
        image: nodes.image,
        made: Picture,
        variants: Sequence[Variant],
        prepared: Prepared | None,
    ) -> None:
        """Put a picture with its variants in the place of an image."""
        page = self._wanted.settings.sizes
        first = self._is_first and is_near_top(self.document, image)
        node = picture_for(image, made, variants, page=page, first=first)
        self._is_first = False
        if is_enlargeable(made, prepared, self._wanted.settings):
            enlargeable(self.document, node)
        self.document[SHOWS_JOURNEY] = True
        copied: dict[str, str | None] = self.document.setdefault(_COPIED, {})
        copied[image["uri"]] = self._builder.images.get(image["uri"])
        image.replace_self(node)

    def _put_words(self, image: nodes.image, text: str, address: str = "") -> None:
        """Put the alternative text in the place of an image and the link around it."""
        whole(image).replace_self(in_words(image, text, address))
        self.document[SHOWS_JOURNEY] = True

    def _warn(self, image: nodes.image, subtype: Subtype, message: str) -> None:
        warn_once(self._build, subtype, message, image)


def copy_no_original(app: Sphinx, doctree: nodes.document, *_: object) -> None:
    """Take back what another extension has had copied of the pictures that a page shows.

    One that moves a page's pictures, as sphinx-notfound-page does, also has their sources copied:
    those that nothing shows, with all their metadata.
    """
    images = app.builder.images
    copied: dict[str, str | None] = doctree.get(_COPIED, {})
    for source, name in copied.items():
        if name is None:
            images.pop(source, None)
        else:
            images[source] = name
