"""CSS in a drawing: whether it loads anything, however that is spelled, and what is left then."""

from __future__ import annotations

import re
from typing import Final

INSIDE: Final = re.compile(
    r"#|data:(?:image/(?:png|jpe?g|gif|webp|avif)|font/|application/(?:x-)?font)", re.IGNORECASE
)
"""The beginning of a reference that loads nothing from elsewhere."""
# It looks ahead without consuming, so that a second url() close by is found as well.
_URL: Final = re.compile(r"""(?:url|src|image)\(\s*["']?\s*(?=(.{0,60}))""", re.IGNORECASE)
_ACTIVE: Final = re.compile(
    r"@import|expression\(|image-set\(|-moz-binding|behavior\s*:", re.IGNORECASE
)
_NEWLINE: Final = re.compile(r"\r\n?|\f")
_ESCAPE: Final = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\n]?|\n|(.))")
_TOKEN: Final = re.compile(
    r"""
    (?P<comment> /\*.*?(?:\*/|\Z) )
    | "[^"\\\n]*(?:\\.[^"\\\n]*)*"?
    | '[^'\\\n]*(?:\\.[^'\\\n]*)*'?
    | (?P<name> (?: [-\w] | [^\x00-\x7f] | \\[0-9a-fA-F]{1,6}[ \t\n]? | \\[^\n] )+ ) (?P<call>\(?)
    """,
    re.DOTALL | re.VERBOSE,
)
"""What has to be distinguished to find comments (CSS Syntax Module Level 3, 4.3)."""
_MARK: Final = re.compile(rf"(?P<mark>[{{}};])|{_TOKEN.pattern}", re.DOTALL | re.VERBOSE)
_UNQUOTED: Final = re.compile(r"""[ \t\n]*(?![ \t\n"'])(?:[^)\\]|\\.)*\)?""", re.DOTALL)


def what_it_loads(text: str) -> str:
    """Return in words what CSS, or an attribute with a ``url()``, would load; empty for nothing."""
    if "(" not in text and "@" not in text and "\\" not in text and ":" not in text:
        return ""
    css = _NEWLINE.sub("\n", text)
    versions = {css}
    if "/*" in css:
        # Browsers can tell a comment from a string with "/*" in it; simpler programs can't.
        versions = {_without_comments(css), re.sub(r"(?s)/\*.*?(?:\*/|\Z)", "", css)}
    for version in sorted(versions):
        plain = _ESCAPE.sub(_unescaped, version)
        if active := _ACTIVE.search(plain):
            return active[0]
        for found in _URL.finditer(plain):
            if not INSIDE.match(found[1]):
                return f"a reference to {found[1].strip()!r}"
    return ""


def without_loads(text: str) -> str:
    """Return CSS without the statements and declarations that load something.

    Where it isn't certain what belongs to one, something that loads may be left: look again.
    """
    if not what_it_loads(text):
        return text
    css = _NEWLINE.sub("\n", text)
    parts = []
    at = kept = begun = 0
    while token := _MARK.search(css, at):
        at = token.end()
        if token["mark"]:
            # What stands before a block says what the block is for; it isn't taken out alone.
            if token["mark"] != "{" and what_it_loads(css[begun : token.start()]):
                parts.append(css[kept:begun])
                kept = at if token["mark"] == ";" else token.start()
            begun = at
        elif (
            token["call"]
            and _ESCAPE.sub(_unescaped, token["name"]).lower() == "url"
            and (unquoted := _UNQUOTED.match(css, at))
        ):
            at = unquoted.end()
    if what_it_loads(css[begun:]):
        parts.append(css[kept:begun])
        kept = len(css)
    return "".join([*parts, css[kept:]])


def _without_comments(css: str) -> str:
    """Return CSS without what is certainly a comment.

    From where it isn't certain whether a ``url(`` is one, everything is kept.
    """
    parts = []
    at = 0
    kept = 0
    while token := _TOKEN.search(css, at):
        at = token.end()
        if token["comment"]:
            parts.append(css[kept : token.start()])
            kept = at
        elif token["call"]:
            name = _ESCAPE.sub(_unescaped, token["name"]).lower()
            before = css[token.start() - 1 : token.start()]
            if name == "url" and before not in {"#", "@"}:
                if unquoted := _UNQUOTED.match(css, at):
                    at = unquoted.end()
            elif "url" in name:
                break
    return "".join([*parts, css[kept:]])


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        code = int(found[1], 16)
        return chr(code) if code <= 0x10FFFF else "\ufffd"
    return found[2] or ""
