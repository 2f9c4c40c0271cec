"""Animated pictures: the file itself without its metadata, and smaller ones as WebP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PIL import Image

from .encode import QUALITY, Encoded, encode_frames
from .pixels import in_srgb, scaled, turned
from .sizes import chosen_widths, scaled_height, worthwhile
from .source import DECODER_ERRORS, decoding_failed

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.ImageFile import ImageFile

    from .model import Web
    from .source import Source

MOST_PIXELS: Final = 400_000_000
"""Of all frames together; an animation of more is published as it is, if at all."""
_SHORTEST: Final = 20
_INSTEAD: Final = 100
"""Milliseconds: how long browsers show a frame that is said to last 10 or less."""


def animated_files(source: Source, wanted: Web) -> tuple[Encoded, ...]:
    """Return an animation as upright WebP by ascending width; none if it has too many pixels.

    Raises:
        UnusableError: A frame is broken or the file ends too soon.
    """
    try:
        with source.open() as image:
            first, durations, loops = _timing(image)
            if source.pixels * len(durations) > MOST_PIXELS:
                return ()
            made = []
            rate = dict(wanted.quality).get("webp") or QUALITY["webp"]
            for width in reversed(chosen_widths(source.size[0], wanted.widths)):
                size = (width, scaled_height(source.size, width))
                frames = _Frames(image, first, len(durations), size, source.orientation)
                made.append(encode_frames(frames.picture(0), [frames], durations, loops, rate))
    except DECODER_ERRORS as error:
        raise decoding_failed(source, error) from error
    return worthwhile(made)


def _timing(image: ImageFile) -> tuple[int, list[int], int]:
    """Return the number of the first frame, how long each lasts, and how often all play."""
    # An APNG's first picture may be one for programs that don't know animations.
    first = 1 if image.info.get("default_image") else 0
    durations = []
    for number in range(first, getattr(image, "n_frames", 1)):
        image.seek(number)
        image.load()
        duration = round(image.info.get("duration", 0) or 0)
        durations.append(duration if duration >= _SHORTEST else _INSTEAD)
    loops = image.info.get("loop")
    if image.format == "GIF":
        # A GIF says how often it is repeated after the first time, and nothing if it isn't.
        loops = 1 if loops is None else loops and loops + 1
    return first, durations, int(loops or 0)


class _Frames:
    """The frames after the first, each scaled when the encoder asks for it.

    It looks like a picture to Pillow's encoder. A list of pictures would all be in memory at once.
    """

    mode = "RGBA"

    def __init__(
        self,
        image: ImageFile,
        first: int,
        number: int,
        size: tuple[int, int],
        orientation: int,
    ) -> None:
        self.n_frames = number - 1
        self._image, self._first, self._orientation = image, first, orientation
        # Scaled first and turned afterwards: a small picture is cheaper to turn.
        self._size = (size[1], size[0]) if orientation >= 5 else size
        self._current = Image.new(self.mode, size)
        self.getim: Callable[[], object] = self._getim

    def picture(self, number: int) -> Image.Image:
        self._image.seek(self._first + number)
        frame = in_srgb(self._image.copy(), self._image.info.get("icc_profile"))
        picture = turned(scaled(frame.convert("RGBA"), self._size), self._orientation)
        picture.info = {}
        return picture

    def seek(self, number: int) -> None:
        self._current = self.picture(number + 1)

    def _getim(self) -> object:
        return self._current.getim()
