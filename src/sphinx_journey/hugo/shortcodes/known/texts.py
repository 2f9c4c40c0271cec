"""References, parameters, code, diagrams, formulas, buttons, and what is read from files."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from ...highlighting import code_block_options
from ..late import LateLink
from ..output import Block, Inline, directive, fenced, one_line
from ..places import Where
from ..values import Style, as_text
from .markup import address, link, plain

if TYPE_CHECKING:
    from ..use import Use

_RUN = re.compile("`+")


def reference(use: Use) -> Inline:
    """``ref``, ``relref``: a late link; by itself in a sentence, one with the page's title."""
    kind = use.call.name.lower()
    target = use.get("path", 0)
    if not target:
        use.warn(f"The shortcode '{use.call.name}' names no page.", use.line)
        return Inline("")
    late = LateLink(
        "ref" if kind == "ref" else "relref",
        target,
        use.get("lang"),
        use.get("outputFormat", 1),
    )
    if use.place.where is Where.CODE:
        return Inline(use.context.address(target))
    return Inline(f"[]({late})", str(late), str(late))


def parameter(use: Use) -> Inline:
    """``param``: a parameter of the page, else of the site."""
    key = use.get(0, "name", "key")
    value = use.context.parameter(key) if key else None
    if value is None:
        use.warn(f"The parameter '{key}' is neither the page's nor the site's.", use.line)
        return Inline("")
    text = as_text(value)
    if use.call.style is Style.MARKDOWN:
        return Inline(text, bare=text)
    return Inline(plain(text), escape(text), text)


def highlight(use: Use) -> Block | Inline:
    """``highlight``: the language, and options such as ``linenos=table,hl_lines=2 5-7``."""
    language = use.get("lang", "type", "language", 0)
    options = {key.lower(): value.strip('"[]') for key, value in _options(use).items()}
    body = use.raw()
    text = one_line(body)
    run = max((len(one) for one in _RUN.findall(text)), default=0)
    marks = "`" * (run + 1) if run else "`"
    gap = " " if text.startswith("`") or text.endswith("`") else ""
    inline = Inline(f"{marks}{gap}{text}{gap}{marks}" if text else "")
    if options.get("hl_inline") == "true":
        return inline
    said = code_block_options(options, len(body))
    if not said:
        return Block(fenced(language, [], body, use.line), inline)
    lines = directive("code-block", language, options=said, body=body, line=use.line)
    return Block(lines, inline)


def _options(use: Use) -> dict[str, str]:
    found: dict[str, str] = {}
    key = ""
    # A comma ends an option unless what follows is a number of `hl_lines`.
    for part in use.get("options", 1).split(","):
        name, is_named, value = part.partition("=")
        if is_named:
            key = name.strip().lower()
            found[key] = value.strip()
        elif key:
            found[key] += f",{part.strip()}"
    found.update({key.lower(): as_text(one) for key, one in use.call.named.items()})
    return found


def mermaid(use: Use) -> Block | Inline:
    """``mermaid``: a diagram, or its text where the project draws none."""
    body = use.raw()
    if not body:
        return Inline("")
    if "mermaid" in use.context.directives:
        lines = directive("mermaid", body=body, line=use.line)
    else:
        lines = fenced("text", [], body, use.line)
    return Block(lines, Inline(f"`` {one_line(body)} ``"))


def formula(use: Use) -> Block | Inline:
    """``math``, ``katex``: a formula; without text, what switches it on for a page."""
    body = use.raw()
    text = one_line(body)
    if not text:
        return Inline("")
    if text.startswith(("$", "\\(", "\\[")):
        return Block(body, Inline(text))
    if use.place.where is Where.ALONE:
        return Block(directive("math", body=body, line=use.line), Inline(f"{{math}}`{text}`"))
    return Inline(f"{{math}}`{text}`")


def button(use: Use) -> Inline:
    """``button``: a link. ``href``, Book's ``relref``, ``link`` or ``url``; its text is within."""
    inner = one_line(use.inner())
    target = use.get("href", "link", "url", 0)
    page = use.get("relref", "ref", "page")
    text = inner or plain(use.get("text", "label", "title", "name", 1)) or plain(target or page)
    late = str(LateLink("relref", page)) if page else ""
    return link(text, late or address(target))


def read_file(use: Use) -> Block | Inline:
    """``readfile``, ``include``: a file as Markdown, or as code with ``code=true``, ``lang``."""
    name = use.get("file", "path", 0)
    path = use.context.file(name) if name else None
    if path is None:
        use.warn(f"The file {name!r} of the shortcode '{use.call.name}' isn't there.", use.line)
        return Inline("")
    if use.flag("code") or use.get("lang"):
        options = {"language": use.get("lang", default="text")}
        return Block(
            directive("literalinclude", path, options=options, line=use.line),
            Inline(plain(name)),
        )
    return Block(directive("include", path, line=use.line), Inline(plain(name)))
