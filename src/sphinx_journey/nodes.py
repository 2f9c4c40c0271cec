"""Our own nodes: placeholders, and HTML elements for which there is no builtin node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from docutils.nodes import Element, Node
    from sphinx.writers.html5 import HTML5Translator


SHOWS_JOURNEY = "journey"
"""Attribute of a document node whose page shows something of a journey."""


PREVIEW = "journey_preview"
"""Attribute of a document node: the picture that other sites show of it, as values of Open Graph
without ``og:``."""

PART = "journey_part"
"""Attribute of a toctree whose caption is the title of a journey's part."""


class placeholder(nodes.General, nodes.Element):
    """What a directive leaves behind, resolved after reading.

    Its attribute ``request`` is a :class:`sphinx_journey.domain.records.ViewRequest`.
    """


class html_element(nodes.General, nodes.TextElement):
    """One HTML element: ``tag``, and ``attrs`` that the writer escapes. For HTML builders only."""


class html_furniture(html_element, nodes.Invisible):
    """An HTML element that a page gets besides its text: banner, post line, series-nav.

    Other extensions take a page's first words for its description, and pass over what docutils
    calls invisible.
    """


def is_inside(node: Node, *kinds: type[Node]) -> bool:
    """Return whether a node stands in one of some kinds, at any depth."""
    parent: Node | None = node.parent
    while parent is not None and not isinstance(parent, kinds):
        parent = parent.parent
    return parent is not None


_Made = TypeVar("_Made", bound=html_element)


def as_nodes(children: Iterable[Node | str]) -> list[Node]:
    """Return nodes and texts as nodes."""
    return [nodes.Text(child) if isinstance(child, str) else child for child in children]


def html(tag: str, *children: Node | str, classes: str = "", **attrs: str) -> html_element:
    """Return an HTML element.

    Args:
        tag: the element's name.
        children: nodes and texts.
        classes: class names, separated by spaces.
        attrs: attributes; ``_`` in a name becomes ``-``.
    """
    return _element(html_element, tag, children, classes, attrs)


NOT_IN_EXCERPTS = "headerlink"
"""The class of what Sphinx's search page, and that of Read the Docs, leave out of excerpts."""


def furniture(tag: str, *children: Node | str, classes: str = "", **attrs: str) -> html_furniture:
    """Return an HTML element that is no part of the page's text; see :func:`html`."""
    return _element(html_furniture, tag, children, f"{classes} no-search", attrs)


def apart(*children: Node) -> html_furniture:
    """Return elements that are no part of the page's text, nor of what a search shows of it.

    Themes hide what has that class, so it is on an element around them that has no style.
    """
    return furniture("div", *children, classes=f"journey-apart {NOT_IN_EXCERPTS}")


def _element(
    kind: type[_Made],
    tag: str,
    children: Iterable[Node | str],
    classes: str,
    attrs: Mapping[str, str],
) -> _Made:
    node = kind("", "", *as_nodes(children), tag=tag)
    node["classes"] += classes.split()
    node["attrs"] = {name.replace("_", "-"): value for name, value in attrs.items()}
    return node


def visit_html_element(translator: HTML5Translator, node: Element) -> None:
    """Open the element; docutils' own ``starttag`` escapes attributes and writes classes."""
    translator.body.append(translator.starttag(node, node["tag"], "", **node["attrs"]))


def depart_html_element(translator: HTML5Translator, node: Element) -> None:
    """Close the element, if it is one that is closed."""
    if node["tag"] not in _VOID:
        translator.body.append(f"</{node['tag']}>")


_VOID = frozenset({"input"})
"""Those of our elements that have no end tag (https://html.spec.whatwg.org/#void-elements)."""


def blog_figures(root: Element) -> list[nodes.figure]:
    """Return the figures of blog-images."""
    return [one for one in root.findall(nodes.figure) if "blog-figure" in one["classes"]]


COMPONENT = "journey_component"
"""Attribute of a container that a directive leaves: which of the following it is."""
DETAILS, TABS, TAB, VIDEO = "details", "tabs", "tab", "video"
OPEN = "journey_open"
"""Attribute of details that are open at first."""
PLAYS = "journey_plays"
"""Attribute of a video: how it is played, a :class:`Playing`."""
POSTER = "journey_poster"
"""Attribute of the image that a video shows before it is played; once it is prepared, the name of
its file in the output's image folder, or nothing if it can't be shown."""


def components(root: Element, *kinds: str) -> list[nodes.container]:
    """Return the containers of some kinds, outer ones first."""
    return [one for one in root.findall(nodes.container) if one.get(COMPONENT) in kinds]


@dataclass(frozen=True, slots=True)
class Playing:
    """How a page plays a video."""

    title: str
    width: str = ""
    """As the author wrote it; empty if not given."""
    height: str = ""
    loop: bool = False
    muted: bool = False
    autoplay: bool = False
    controls: bool = True


class video(nodes.General, nodes.Element):
    """A video that can be played. For HTML builders only.

    It has ``source``, its file in the output's folder of downloads; ``poster``, a file in that of
    images, or nothing; ``playing``, a :class:`Playing`; and ``style``, its CSS.
    """


BLOG_IMAGE = "blog"
"""Attribute of an image that comes from a blog-image."""
LIGHT, DARK = "only-light", "only-dark"
"""The classes by which Furo and pydata-sphinx-theme show an element in one color scheme only."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The files of one format that a browser may choose from."""

    media_type: str
    """Empty for the fallback, which every browser supports."""
    files: tuple[tuple[str, int], ...]
    """Names in the output's image folder, and widths in pixels, ascending."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A picture as a page shows it, in any color scheme or in the light or dark one."""

    source: str
    """The file's name in the output, or an address on another site."""
    remote: bool = False
    fallbacks: Candidates = Candidates("", ())
    alternatives: tuple[Candidates, ...] = ()
    still: Candidates = Candidates("", ())
    """What is shown instead to readers who prefer no motion; without files if it doesn't move."""
    width: int = 0
    """The picture's intrinsic width in pixels; 0 if it isn't known."""
    height: int = 0
    ground: str = ""
    """The class that themes show in one color scheme only."""
    eager: bool = False
    first: bool = False
    """Whether it is the page's first picture and near its top: a browser should fetch it first."""


class picture(nodes.image):
    """A picture with its candidates. For HTML builders only.

    Writers that don't know it treat it as an ordinary image. Besides an image's attributes it has
    ``variants``, of :class:`Variant`; ``sizes`` and ``style``; ``enlarge``, the text of the link
    that enlarges it, and ``close``; ``hints``, whether to add loading hints for browsers.

    Until it is written, its ``uri`` is that of the image it is made from, also in ``original``, so
    that other extensions find what Sphinx's environment knows; then it is the fallback's address.
    """
