"""What is kept of each document from build to build, as plain values that can be pickled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from ..core.listing import Selection

Stamp = tuple[int, int, int, str]
"""Of a file: its times of change and of status in nanoseconds, around its size; and a digest."""


Asked = Literal["address", "part", "picture", "text"]
"""What a document of a Hugo site may ask the site for: the address of a page, the file of a
picture, by a part of its name or the whole, the file of a text."""


Kind = Literal["list", "nav", "next", "progress", "roadmap"]
"""What a directive asks for."""

Field = Literal["date", "minutes", "authors", "tags", "categories", "excerpt"]
FIELDS: tuple[Field, ...] = ("date", "minutes", "authors", "tags", "categories", "excerpt")
"""What a list of posts may show of each besides its title, in this order."""


class PostList(NamedTuple):
    """What a post-list asks for."""

    selection: Selection
    fields: frozenset[Field]
    columns: int = 1


class ViewRequest(NamedTuple):
    """What a directive asks for: the view of a journey, of one of its pillars, or of posts."""

    kind: Kind
    docname: str
    """The page it stands on."""
    journey: str | None
    """As given; ``None`` for the page's own, or the only one."""
    pillar: str | None = None
    view: str = "cards"
    posts: PostList | None = None
    """What a post-list asks for."""


class ToctreeRequest(NamedTuple):
    """What a journey-toctree asked for, and what it got."""

    journey: str | None
    pillar: str | None
    listed: tuple[tuple[str, tuple[str, ...]], ...] | None
    """Documents by their part; ``None`` if it named no journey or pillar that is there."""


class Link(NamedTuple):
    """A reference as it stands in a document, before it is resolved."""

    domain: str
    type: str
    target: str
    part: str
    """The heading of the target that is meant, or nothing."""
    explicit: bool
    """Whether the link has words of its own."""


class Picture(NamedTuple):
    """A picture as it stands in a document."""

    candidates: tuple[tuple[str, str], ...]
    """By media type: paths from the source directory. ``*`` is the only one, ``?`` an address."""
    width: str
    """As the author wrote it; empty if not given."""
    dark: str
    """The path of its variant for dark pages; empty if there is none."""
    alt: str
    own: bool
    """Whether it is a blog-image's."""
    enlarge: str
    """Whether the author wants it enlarged at a click: ``yes``, ``no`` or nothing."""


class Titled(NamedTuple):
    """A reference without words of its own, which shows the title of what it leads to."""

    link: Link
    text: str
    """What stands there as long as that isn't known."""


Excerpt = tuple[tuple[str | Titled, ...], ...]
"""How a document's text begins, by paragraphs."""
