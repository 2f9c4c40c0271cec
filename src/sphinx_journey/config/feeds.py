"""The configuration value that says which feeds there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from ..core.problems import did_you_mean
from ..core.slugs import has_control
from .checks import is_whole, warn_of_item

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NAME = "journey_feeds"
_MOST = 1000
_LONGEST = 120

Format = Literal["atom", "json", "rss"]
FORMATS: Final[tuple[Format, ...]] = ("atom", "json", "rss")
FeedOf = Literal["site", "journey", "pillar", "tag", "category", "author"]
FEEDS_OF: Final[tuple[FeedOf, ...]] = ("site", "journey", "pillar", "tag", "category", "author")
FILES: Final[Mapping[Format, str]] = {"atom": "atom.xml", "json": "feed.json", "rss": "rss.xml"}
_KEYS: Final = ("formats", "of", "content", "number", "folder")


class FeedSettings(NamedTuple):
    """Which feeds there are, and what is in them."""

    formats: tuple[Format, ...] = ()
    """Empty for no feeds."""
    of: tuple[FeedOf, ...] = ("site", "journey")
    content: bool = True
    """Whether a post's whole text is in it, and not only its beginning."""
    number: int = 20
    """How many posts are in one file at most."""
    folder: str = ""
    """Where the site's own feed is, from the top."""

    @property
    def needs_content(self) -> bool:
        """Whether the texts of posts are kept for feeds."""
        return bool(self.formats) and self.content


def settle_feeds(value: object) -> FeedSettings:
    """Check the value of ``journey_feeds``; warn of what is wrong with it.

    Args:
        value: ``True`` for Atom and JSON Feed, or a mapping.
    """
    usual = FeedSettings(formats=("atom", "json"))
    if value in (False, None):
        return FeedSettings()
    if value is True:
        return usual
    if not isinstance(value, dict):
        warn_of_item(_NAME, value, "True, False or a dict")
        return FeedSettings()
    for key in value:
        if key not in _KEYS:
            warn_of_item(_NAME, key, f"one of {', '.join(_KEYS)}", did_you_mean(str(key), _KEYS))
    formats = _some_of("formats", value.get("formats", usual.formats), FORMATS)
    of = _some_of("of", value.get("of", usual.of), FEEDS_OF)
    return FeedSettings(
        formats=tuple(one for one in FORMATS if one in formats),
        of=tuple(one for one in FEEDS_OF if one in of),
        content=_content(value.get("content", "full")),
        number=_number(value.get("number", usual.number)),
        folder=_folder(value.get("folder", "")),
    )


def _some_of(key: str, value: object, words: Sequence[str]) -> list[str]:
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list | tuple):
        warn_of_item(f"{_NAME}[{key!r}]", value, f"a list of {', '.join(words)}")
        return []
    for item in given:
        if item not in words:
            hint = did_you_mean(str(item), words)
            warn_of_item(f"{_NAME}[{key!r}]", item, f"one of {', '.join(words)}", hint)
    return [str(item) for item in given]


def _content(value: object) -> bool:
    if value not in ("full", "excerpt"):
        warn_of_item(f"{_NAME}['content']", value, "'full' or 'excerpt'")
    return value != "excerpt"


def _number(value: object) -> int:
    if isinstance(value, int) and is_whole(value, _MOST):
        return value
    warn_of_item(f"{_NAME}['number']", value, f"a whole number from 1 to {_MOST:,}")
    return FeedSettings().number


def _folder(value: object) -> str:
    if isinstance(value, str):
        parts = value.strip("/").split("/")
        is_inside = not {"", ".", ".."}.intersection(parts) and not set("\\:") & set(value)
        if value == "" or (is_inside and not has_control(value) and len(value) <= _LONGEST):
            return value.strip("/")
    warn_of_item(f"{_NAME}['folder']", value, "a folder of the website like 'blog'")
    return ""
