"""The shortcodes that are known: Hugo's own, and those that popular themes have.

Which arguments each takes was read from Hugo's templates and from those of Docsy, Book, LoveIt,
Blowfish, PaperMod, Doks, HugoBlox and Relearn; where two themes differ, what each passes is
understood. A project's own template (``journey_shortcodes``) wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import boxes, media, texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..output import Output
    from ..use import Use


@dataclass(frozen=True)
class Known:
    """How a shortcode is rendered."""

    render: Callable[[Use], Output]
    is_void: bool = False
    """It has no inner text, whatever follows."""
    needs_end: bool = False
    """Hugo ends the build if it isn't closed."""
    is_text: bool = False
    """It gives text, which Hugo puts into code as well."""


def _void(render: Callable[[Use], Output]) -> Known:
    return Known(render, is_void=True)


def _paired(render: Callable[[Use], Output]) -> Known:
    return Known(render, needs_end=True)


def _text(render: Callable[[Use], Output]) -> Known:
    return Known(render, is_void=True, is_text=True)


BUILTINS: dict[str, Known] = {
    # Pictures and videos
    "blog-image": Known(media.figure),
    "figure": Known(media.figure),
    "img": Known(media.figure),
    "image": Known(media.figure),
    "imgproc": Known(media.processed),
    "video": Known(media.video),
    "local-video": Known(media.video),
    # Of other sites: a link, by the title
    "youtube": _void(media.embed("YouTube", "https://www.youtube.com/watch?v={}")),
    "youtubelite": _void(media.embed("YouTube", "https://www.youtube.com/watch?v={}")),
    "vimeo": _void(media.embed("Vimeo", "https://vimeo.com/{}")),
    "bilibili": _void(media.embed("Bilibili", "https://www.bilibili.com/video/{}")),
    "instagram": _void(media.embed("Instagram", "https://www.instagram.com/p/{}/")),
    "asciinema": _void(media.embed("asciinema", "https://asciinema.org/a/{}")),
    "speakerdeck": _void(media.embed("Speaker Deck", "https://speakerdeck.com/player/{}")),
    "spotify": _void(media.embed("Spotify", "https://open.spotify.com/{}")),
    "gist": _void(media.gist),
    "tweet": _void(media.tweet),
    "twitter": _void(media.tweet),
    "x": _void(media.tweet),
    # References and values
    "ref": _text(texts.reference),
    "relref": _text(texts.reference),
    "param": _text(texts.parameter),
    "siteparam": _text(texts.parameter),
    "button": Known(texts.button),
    "btn": Known(texts.button),
    # Code, diagrams, formulas, files
    "highlight": _paired(texts.highlight),
    "code": _paired(texts.highlight),
    "mermaid": _paired(texts.mermaid),
    "math": Known(texts.formula),
    "katex": Known(texts.formula),
    "readfile": _void(texts.read_file),
    "include": _void(texts.read_file),
    # Notices
    "notice": Known(boxes.notice),
    "alert": Known(boxes.notice),
    "callout": Known(boxes.notice),
    "admonition": Known(boxes.notice),
    "hint": Known(boxes.notice),
    **{name: Known(boxes.kind_of(name)) for name in boxes.KINDS_AS_NAMES},
    "blockquote": _paired(boxes.quote),
    "quote": _paired(boxes.quote),
    # What can be unfolded, and tabs
    "expand": _paired(boxes.fold),
    "details": _paired(boxes.fold),
    "collapse": _paired(boxes.fold),
    "spoiler": _paired(boxes.fold),
    "tabs": _paired(boxes.tabs),
    "tabpane": _paired(boxes.tabs),
    "tab": _paired(boxes.tab),
    # The inner text as it stands, or nothing
    "lead": _paired(boxes.passed),
    "pageinfo": _paired(boxes.passed),
    "rawhtml": _paired(boxes.raw_html),
    "html": _paired(boxes.raw_html),
    "raw": _paired(boxes.raw_html),
    "center": Known(boxes.passed),
    "comment": Known(boxes.nothing),
    "icon": _void(boxes.nothing),
    "fa": _void(boxes.nothing),
}
"""By name, in lower case: Hugo finds templates whatever the case."""
