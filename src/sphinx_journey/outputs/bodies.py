"""The texts of posts as feeds have them.

They are kept when pages are written: a page isn't written again as long as its text is the same.
"""

from __future__ import annotations

import re
import shutil
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from ..builds.addresses import page_address
from ..builds.bodies import bodies_folder, body_path, has_body
from ..core.feeds import printable
from ..core.files import write_whole
from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from docutils import nodes
    from lxml.html import HtmlElement
    from sphinx.application import Sphinx

_REFERENCE = re.compile(r"&#(?:[0-9]{1,9}|[xX][0-9a-fA-F]{1,8});?")
_BETWEEN = re.compile(r",\s+")
"""What stands between candidates: an address may have commas (HTML, 4.8.4.2.1)."""
_ADDRESSES = ("href", "src", "poster", "data", "cite")
_DRAWN = frozenset({"use", "image", "textpath", "lineargradient", "radialgradient", "pattern"})
"""The elements of SVG that refer to others of the same picture."""
_GONE = (
    "//script|//style|//dialog|//template|//comment()"
    "|//*[contains(concat(' ', @class, ' '), ' journey-apart ')]"
    "|//*[contains(concat(' ', @class, ' '), ' headerlink ')]"
    "|//*[contains(concat(' ', @class, ' '), ' only-dark ')]"
)
"""What isn't a part of the text, or needs the page around it."""
_XLINK = "xlink:href"
_WITH_ADDRESS = (
    f"//*[{' or '.join(f'@{name}' for name in (*_ADDRESSES, 'srcset', 'style'))}"
    f" or @*[name()='{_XLINK}']]"
)
_IN_STYLE = re.compile(r"""(url\(\s*(["']?))(?![#"'\s])(.*?)(\2\s*\))""", re.DOTALL)
"""An address in a style; not of a part of the same picture, which has to stay in it."""


def keep_body(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Keep the text of a post that is written, if it is in a feed."""
    build = journey_domain(app.env).build
    if doctree is not None and has_body(build, pagename):
        page = page_address(app.builder, pagename)
        text = for_feeds(str(context.get("body", "")), page)
        write_whole(body_path(build, pagename), text.encode("utf-8", "replace"))


def for_feeds(body: str, page: str) -> str:
    """Return a page's text with absolute addresses and without what only the page can have.

    Args:
        body: its HTML.
        page: its address.
    """
    from lxml import html

    body = _REFERENCE.sub(_printable, printable(body))
    root = html.fragment_fromstring(body, create_parent="div")
    title = root.find(".//h1")
    if title is not None:  # feeds have it apart
        title.drop_tree()
    for node in root.xpath(_GONE):
        if node.getparent() is not None:
            node.drop_tree()
    for node in root.xpath(_WITH_ADDRESS):
        _make_absolute(node, page)
    text = html.tostring(root, encoding="unicode")
    return str(text).removeprefix("<div>").removesuffix("</div>").strip()


def _printable(reference: re.Match[str]) -> str:
    """Return a reference to a character if it is one that XML can hold."""
    return reference[0] if printable(unescape(reference[0])) else ""


def _make_absolute(node: HtmlElement, page: str) -> None:
    for name in _ADDRESSES:
        address = node.get(name)
        if address is not None and not (address.startswith("#") and node.tag in _DRAWN):
            node.set(name, _joined(page, address))
    address = node.get(_XLINK)
    if address is not None and not address.startswith("#"):
        node.set(_XLINK, _joined(page, address))
    style = node.get("style")
    if style and "url(" in style:
        node.set("style", _IN_STYLE.sub(lambda found: _absolute(found, page), style))
    candidates = node.get("srcset")
    if candidates:
        parts = (one.strip().partition(" ") for one in _BETWEEN.split(candidates))
        node.set("srcset", ", ".join(f"{_joined(page, a)}{s}{w}" for a, s, w in parts if a))


def _absolute(found: re.Match[str], page: str) -> str:
    return f"{found[1]}{_joined(page, found[3])}{found[4]}"


def _joined(page: str, address: str) -> str:
    try:
        return urljoin(page, address)
    except ValueError:  # an author's own, which is none
        return address


def prune_bodies(app: Sphinx, exception: Exception | None) -> None:
    """Delete the texts of documents that are in no feed any more."""
    env = getattr(app, "env", None)
    if env is None or exception is not None:
        return
    build = journey_domain(env).build
    folder = bodies_folder(build)
    if not folder.is_dir():
        return
    kept = {body_path(build, name) for name in build.edition.in_feeds if has_body(build, name)}
    if not kept:
        shutil.rmtree(folder, ignore_errors=True)
    for path in folder.rglob("*.html"):
        if path not in kept:
            path.unlink(missing_ok=True)
