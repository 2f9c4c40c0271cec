"""Pictures, videos, and what other sites embed."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote as percent

from ..output import Block, Inline, directive, one_line
from .markup import address, link, plain, titled

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..use import Use

_LENGTH = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?(?:px|em|ex|in|cm|mm|pt|pc|%)?\Z")
_VIDEOS = (".mp4", ".webm", ".ogv", ".mov", ".m4v")
_MARKUP = re.compile(r"[*_`]|!?\[([^\]\[]*)\]\([^()\s]*\)|<[^<>]*>")


def figure(use: Use) -> Block | Inline:
    """``figure``, ``img``, ``image``, ``blog-image``: a figure with its caption.

    Hugo: ``src``, ``alt``, ``caption``, ``title``, ``link``, ``attr``, ``attrlink``, ``class``,
    ``width``, ``height``, ``loading``; PaperMod adds ``align``, Blowfish ``href``; LoveIt's
    ``image`` takes source, text and caption by position.
    """
    source = use.get("src", "image", "path", "url", 0)
    if source.partition("?")[0].lower().endswith(_VIDEOS):
        return video(use)
    caption = use.get("caption", "description", 2)
    title = use.get("title")
    alt = use.get("alt", 1) or _without_markup(caption or title)
    if not source:
        use.warn(f"The shortcode '{use.call.name}' names no picture.", use.line)
        return Inline(plain(alt))
    said = " ".join(filter(None, [f"**{title}**" if title and caption else title, caption]))
    if not said and use.call.inner:
        said = one_line(use.inner())
    path = use.context.media(source)
    credit = use.get("attr", "credit")
    align = use.get("align", "position")
    options: dict[str, str | bool] = {
        "alt": one_line(alt),
        # As in HTML: a picture whose text is said to be empty conveys nothing.
        "decorative": not alt and "alt" in use.call.named,
        "width": _length(use, "width"),
        "height": _length(use, "height").replace("%", ""),
        "align": align if align in {"left", "center", "right"} else "",
        "target": address(use.get("link", "href")),
        "credit": _without_markup(credit),
        "credit-link": address(use.get("attrlink", "credit-link")) if credit else "",
        "loading": use.get("loading") if use.get("loading") in {"lazy", "eager"} else "",
        "figclass": use.get("class"),
    }
    body = [(said, use.line)] if said else []
    picture = f"![{plain(alt)}]({_destination(path)})"
    html = f'<img src="{escape(address(source))}" alt="{escape(alt)}">'
    return Block(
        directive("blog-image", path, options=options, body=body, line=use.line),
        Inline(picture, html, source),
    )


def _length(use: Use, key: str) -> str:
    text = use.get(key).strip().removesuffix("px")
    return text if _LENGTH.match(text) else ""


def _destination(path: str) -> str:
    return f"<{path}>" if re.search(r"[\s()]", path) else path


def _without_markup(text: str) -> str:
    return one_line(_MARKUP.sub(lambda found: found[1] or "", text))


def processed(use: Use) -> Block | Inline:
    """Docsy's ``imgproc``: a picture of the page by a part of its name; the text is its caption."""
    source = use.get(0, "src")
    caption = one_line(use.inner())
    alt = _without_markup(caption) or use.get("alt")
    path = use.context.media_by_part(source) or use.context.media(source)
    body = [(caption, use.line)] if caption else []
    return Block(
        directive("blog-image", path, options={"alt": alt}, body=body, line=use.line),
        Inline(f"![{plain(alt)}]({_destination(path)})", bare=source),
    )


def video(use: Use) -> Block | Inline:
    """``video``, ``local-video``: ``src`` or the first argument, ``poster``, ``title``."""
    source = use.get("src", "file", "path", "url", "mp4", "webm", 0)
    title = use.get("title", "alt", "caption") or _without_markup(one_line(use.inner()))
    if not source:
        use.warn(f"The shortcode '{use.call.name}' names no video.", use.line)
        return Inline(plain(title))
    options: dict[str, str | bool] = {
        "title": title,
        "poster": use.context.media(poster) if (poster := use.get("poster")) else "",
        "width": _length(use, "width"),
        "height": _length(use, "height"),
        "loop": use.flag("loop"),
        "muted": use.flag("muted", "mute"),
        "autoplay": use.flag("autoplay"),
    }
    caption = use.get("caption")
    name = plain(title or source.rpartition("/")[2])
    return Block(
        directive(
            "journey-video", use.context.media(source), options=options,
            body=[(caption, use.line)] if caption else [], line=use.line,
        ),
        link(name, address(source)),
    )  # fmt: skip


def embed(kind: str, pattern: str) -> Callable[[Use], Inline]:
    """Return what renders something of another site as a link to it.

    Args:
        kind: what it is, for a link without a title: a name, which isn't translated.
        pattern: the address, with ``{}`` for the id.
    """

    def render(use: Use) -> Inline:
        name = use.get("id", "video", "videoid", "src", "url", 0)
        if not name:
            use.warn(f"The shortcode '{use.call.name}' names nothing to show.", use.line)
            return Inline("")
        found = name if name.startswith(("https://", "http://")) else None
        return titled(use, kind, address(found or pattern.format(percent(name, safe="/?=&-_"))))

    return render


def gist(use: Use) -> Inline:
    """``gist``: user, id and perhaps a file, by position or name."""
    user, name = use.get("user", 0), use.get("id", 1)
    file = use.get("file", 2)
    target = "https://gist.github.com/" + "/".join(percent(one) for one in (user, name) if one)
    if file:
        target += "#file-" + re.sub(r"[^a-z0-9_]+", "-", file.lower())
    return link(plain(use.get("title") or file) or "Gist", target)


def tweet(use: Use) -> Inline:
    """``tweet``, ``twitter``, ``x``: ``user`` and ``id``, or the id alone."""
    user, name = use.get("user"), use.get("id", 0)
    if use.call.args and len(use.call.args) > 1:
        user, name = use.get(0), use.get(1)
    target = f"https://x.com/{percent(user or 'i')}/status/{percent(name)}"
    return titled(use, f"X: @{user}" if user else "X", target)
