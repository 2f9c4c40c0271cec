"""What a page's shortcodes are rendered with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Context:
    """Values and look-ups; nothing here reads a file by itself or knows of Sphinx."""

    path: str
    """Of the file, relative to the source directory, for problems."""
    page: Mapping[str, object] = field(default_factory=dict)
    """The page's front matter, its ``params`` included, with keys in lower case."""
    site: Mapping[str, object] = field(default_factory=dict)
    """The site's ``params``, with keys as they are."""
    directives: frozenset[str] = frozenset()
    """Which of ``mermaid``, ``tab-set`` and ``dropdown`` the project has."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """``journey_shortcodes``: Jinja2 templates by name. They win over what is built in."""
    media: Callable[[str], str] = str
    """What ``blog-image`` and ``journey-video`` take for a picture or a video: a path, or the
    address as it is."""
    media_by_part: Callable[[str], str | None] = lambda _part: None
    """The path of the page's own picture whose name has a part; None if there is none."""
    file: Callable[[str], str | None] = lambda name: name
    """What ``include`` takes for the name of a text file; None if there is no such file."""
    address: Callable[[str], str] = str
    """The address of a page as Hugo prints it, for code, where no link can stand."""

    def parameter(self, key: str) -> object:
        """Return what ``.Page.Param`` finds: of the page, else of the site, or None.

        ``a.b`` is the key ``b`` in ``a``; keys are compared without case.
        """
        for values in (self.page, self.site):
            value = _inside(values, key.lower().split("."))
            if value is not None:
                return value
        return None


def _inside(values: Mapping[str, object], keys: list[str]) -> object:
    value: object = values
    for key in keys:
        if not isinstance(value, Mapping):
            return None
        value = next((one for name, one in value.items() if str(name).lower() == key), None)
    return value
