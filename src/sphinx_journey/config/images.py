"""The configuration value ``journey_images``: how pictures are prepared and shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, cast

from ..core.problems import did_you_mean
from ..pictures.engine.model import Modern, Print, Quality, Web
from .checks import is_whole, warn_of_value

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

_MODERN: Final[tuple[Modern, ...]] = ("avif", "webp")
_ENCODED: Final = ("avif", "jpeg", "webp")
"""The formats that have a quality."""
_MAX_WIDTH: Final = 10_000


@dataclass(frozen=True, slots=True)
class ImageSettings:
    """The checked value of ``journey_images``."""

    enabled: bool = True
    """Whether pictures are prepared at all."""
    all: bool = False
    """Whether plain pictures are treated like those of ``blog-image``."""
    web: Web = field(default_factory=Web)
    sizes: str = "(min-width: 48rem) 46rem, 100vw"
    """How wide a picture is shown, as HTML's ``sizes``; an option ``:width:`` takes its part."""
    enlarge: bool = True
    """Whether a click enlarges a picture."""
    fetch_remote: bool = False
    """Whether pictures of other sites are fetched."""

    def paper(self, inches: float, vector: Literal["svg", "pdf", "png"]) -> Print:
        """Return what paper gets of a picture that is printed that wide."""
        return Print(
            inches=inches,
            vector=vector,
            quality=self.web.quality,
            max_pixels=self.web.max_pixels,
        )


def settle_images(value: object) -> ImageSettings:
    """Check the value a project set; warn of each key that is wrong and use its default."""
    settings = ImageSettings()
    if not isinstance(value, Mapping):
        warn_of_value("journey_images", value, "a dictionary like {'widths': [480, 800, 1200]}")
        return settings
    web: dict[str, Any] = {}
    other: dict[str, Any] = {}
    for key, given in value.items():
        if key not in _KEYS:
            expected = "a dictionary with the keys " + ", ".join(_KEYS)
            warn_of_value("journey_images", key, expected, did_you_mean(str(key), _KEYS))
            continue
        read, expected = _KEYS[key]
        if (checked := read(given)) is None:
            hint = did_you_mean(str(given), _MODERN) if key == "formats" else ""
            warn_of_value(f"journey_images[{key!r}]", given, expected, hint)
        else:
            (web if key in _OF_WEB else other)[key] = checked
    return replace(settings, web=replace(settings.web, **web), **other)


def _truth(value: object) -> bool | None:
    # As text it comes from the command line: -D journey_images.all=1
    return value in {1, "1"} if isinstance(value, int | str) and value in {0, 1, "0", "1"} else None


def _widths(value: object) -> tuple[int, ...] | None:
    if isinstance(value, list | tuple) and all(is_whole(width, _MAX_WIDTH) for width in value):
        return tuple(sorted(set(value))) or None
    return None


def _formats(value: object) -> tuple[Modern, ...] | None:
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list | tuple) or not all(one in _MODERN for one in given):
        return None
    return cast("tuple[Modern, ...]", tuple(dict.fromkeys(given)))


def _quality(value: object) -> Quality | None:
    given = dict.fromkeys(_ENCODED, value) if isinstance(value, int) else value
    if not isinstance(given, Mapping):
        return None
    if not all(name in _ENCODED and is_whole(rate, 100) for name, rate in given.items()):
        return None
    return cast("Quality", tuple(sorted(given.items())))


def _sizes(value: object) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    return None if set(value) & set("<>\"'{};") else " ".join(value.split())


def _pixels(value: object) -> int | None:
    return cast("int", value) if is_whole(value, 10**12) else None


_TRUTH: Final = (_truth, "True or False")
_KEYS: Final[Mapping[str, tuple[Callable[[Any], object | None], str]]] = {
    "enabled": _TRUTH,
    "all": _TRUTH,
    "widths": (_widths, f"a list of whole numbers from 1 to {_MAX_WIDTH}"),
    "formats": (_formats, "a list of 'webp' and 'avif'"),
    "quality": (_quality, "a number from 1 to 100, or one by each of 'avif', 'jpeg', 'webp'"),
    "sizes": (_sizes, "text like '(min-width: 48rem) 46rem, 100vw'"),
    "enlarge": _TRUTH,
    "fetch_remote": _TRUTH,
    "max_pixels": (_pixels, "a whole number above 0"),
}
"""By key: what returns the value, or ``None`` for a wrong one; and what is expected."""
_OF_WEB: Final = frozenset({"widths", "formats", "quality", "max_pixels"})
