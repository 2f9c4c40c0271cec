"""How HTML shows a picture: ``<picture>``, its candidates, and the link that enlarges it."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes

from ..nodes import DARK

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from ..nodes import Candidates, Variant, picture


def visit_picture(translator: HTML5Translator, node: picture) -> None:
    """Write each variant, and around it the link that enlarges it."""
    if _is_another(node):
        translator.visit_image(node)
        return
    # Another extension may have moved the picture: its files are all in one folder.
    moved = node["uri"] != node["original"]
    node["folder"] = posixpath.dirname(node["uri"]) if moved else translator.builder.imgpath
    node["uri"] = _source(node, node["variants"][0])
    made = [_variant(translator, node, variant) for variant in node["variants"]]
    inline = isinstance(node.parent, nodes.TextElement) and not (
        isinstance(node.parent, nodes.reference)
        and not isinstance(node.parent.parent, nodes.TextElement)
    )
    if len(made) > 1:
        # Themes hide the caption that follows what they hide, so these are no siblings of it.
        made = [translator.starttag(nodes.Element(), "span", "", CLASS="journey-variants"), *made]
        made.append("</span>")
    translator.body.append("\n".join(made) + ("" if inline else "\n"))


def depart_picture(_translator: HTML5Translator, _node: picture) -> None:
    """Do nothing: the picture is written."""


def _is_another(node: picture) -> bool:
    """Return whether another extension has put another file in the place of a picture."""
    name, original = (posixpath.basename(node[key]) for key in ("uri", "original"))
    return name != original and "folder" not in node


def _variant(translator: HTML5Translator, node: picture, variant: Variant) -> str:
    linked = bool(node.get("enlarge")) and not variant.remote
    # What is outermost is what a theme shows on one ground alone.
    sources: list[tuple[dict[str, str], Candidates]] = [({}, one) for one in variant.alternatives]
    if variant.still.files:
        # The first source that fits is taken: https://www.w3.org/TR/mediaqueries-5/, 11.1
        sources.insert(0, ({"media": "(prefers-reduced-motion: reduce)"}, variant.still))
    outermost = "a" if linked else "picture" if sources else "img"

    def classes(tag: str, *others: str) -> dict[str, Any]:
        named = [*others, *([variant.ground] if variant.ground and tag == outermost else [])]
        return {"CLASS": " ".join(named)} if named else {}

    html = "".join(
        translator.emptytag(
            nodes.Element(),
            "source",
            "",
            type=candidates.media_type,
            **media,
            **_srcset(node, candidates),
        )
        for media, candidates in sources
    )
    align = [f"align-{node['align']}"] if "align" in node else []
    html += translator.emptytag(
        nodes.Element(
            ids=[] if variant.ground == DARK else list(node["ids"]), classes=list(node["classes"])
        ),
        "img",
        "",
        **classes("img", "journey-picture", *align),
        **_attributes(node, variant),
    )
    if sources:
        opened = translator.starttag(nodes.Element(), "picture", "", **classes("picture"))
        html = f"{opened}{html}</picture>"
    if linked:
        words = {"aria-label": node["enlarge"], "data-close": node["close"]}
        link = {**classes("a", "journey-enlarge"), **words}
        href = _address(node, variant.source)
        opened = translator.starttag(nodes.Element(), "a", "", href=href, **link)
        html = f"{opened}{html}</a>"
    return html


def _attributes(node: picture, variant: Variant) -> dict[str, str]:
    attributes = {"alt": node["alt"], "src": _source(node, variant)}
    if len(variant.fallbacks.files) > 1:
        attributes |= _srcset(node, variant.fallbacks)
    if variant.width and variant.height:
        attributes |= {"width": str(variant.width), "height": str(variant.height)}
    if node["style"]:
        attributes["style"] = node["style"]
    if node["hints"]:
        attributes["decoding"] = "async"
        if not variant.eager:
            attributes["loading"] = "lazy"
        elif variant.first:
            attributes["fetchpriority"] = "high"
        if variant.remote:
            attributes["referrerpolicy"] = "no-referrer"
    return attributes


def _srcset(node: picture, candidates: Candidates) -> dict[str, str]:
    """Return ``srcset``, and ``sizes`` where there is a choice."""
    if len(candidates.files) == 1:
        return {"srcset": _address(node, candidates.files[0][0])}
    listed = (f"{_address(node, name)} {width}w" for name, width in candidates.files)
    return {"srcset": ", ".join(listed), "sizes": node["sizes"]}


def _source(node: picture, variant: Variant) -> str:
    return variant.source if variant.remote else _address(node, variant.source)


def _address(node: picture, name: str) -> str:
    return posixpath.join(node["folder"], quote(name))
