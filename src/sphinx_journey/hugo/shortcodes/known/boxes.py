"""Notices of all kinds, what can be unfolded, and tabs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..output import Block, Inline, Lines, directive, fenced, one_line, trimmed
from ..places import Where
from ..values import Call, Text
from .markup import address, link, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..use import Use

KINDS = {
    "note": "note", "info": "note", "primary": "note", "secondary": "note", "default": "note",
    "light": "note", "dark": "note", "abstract": "note", "summary": "note", "question": "note",
    "example": "note", "quote": "note", "notice": "note", "cite": "note",
    "tip": "tip", "success": "tip", "check": "tip", "todo": "note",
    "hint": "hint", "important": "important",
    "warning": "warning", "warn": "warning", "attention": "attention", "caution": "caution",
    "danger": "danger", "error": "error", "failure": "error", "bug": "error",
    # Blowfish names icons.
    "triangle-exclamation": "warning", "circle-info": "note", "lightbulb": "tip", "fire": "danger",
    "skull-crossbones": "danger", "bomb": "danger", "circle-exclamation": "important",
}  # fmt: skip
"""The kinds of notices of the popular themes, and the admonitions that say the same."""
KINDS_AS_NAMES = (
    "note", "tip", "info", "warning", "warn", "caution", "danger", "important", "error",
    "success", "attention",
)  # fmt: skip
"""Kinds that are names of shortcodes by themselves."""


def _box(use: Use, kind: str, title: str, body: Lines) -> Block | Inline:
    named = KINDS.get(kind.lower(), "note")
    if not body and title:
        title, body = "", [(one_line(title), use.line)]
    if not body:
        if use.call.inner is None:
            use.warn(f"The shortcode '{use.call.name}' isn't closed.", use.line)
        return Inline("")
    if title:
        lines = directive(
            "admonition", title, options={"class": named}, body=body, line=use.line
        )  # fmt: skip
    else:
        lines = directive(named, body=body, line=use.line)
    label = f"**{one_line(title)}:** " if title else ""
    return Block(lines, Inline(label + one_line(body)))


def notice(use: Use) -> Block | Inline:
    """``notice``, ``alert``, ``callout``, ``hint``, ``admonition``: the kind is an argument.

    Relearn: kind and title by position, or ``style``, ``title``; LoveIt and Blowfish: ``type``,
    ``title``; Docsy: ``color``, ``title``; Doks: ``context``, ``text``; Book and HugoBlox: the
    kind by position; Blowfish's ``alert``: an icon.
    """
    first = use.get("style", "type", "context", "color", "kind", "icon", 0)
    title = use.get("title", 1)
    if not use.call.named and first and first.lower() not in KINDS and " " in first:
        title = title or first  # the only argument is a title
    body = use.inner()
    if not body and (text := use.get("text", "content")):
        body = [(one_line(text), use.line)]
    if use.flag("details") or (use.get("open", 2) and use.call.name.lower() == "admonition"):
        return _fold(use, title or first.capitalize(), is_open=use.flag("open", 2), body=body)
    return _box(use, first, title, body)


def kind_of(kind: str) -> Callable[[Use], Block | Inline]:
    """Return what renders ``{{< kind title >}}``."""

    def render(use: Use) -> Block | Inline:
        body = use.inner()
        title = use.get("title", 0)
        if not body and (text := use.get("text", "content")):
            body = [(one_line(text), use.line)]
        return _box(use, kind, title, body)

    return render


def quote(use: Use) -> Block | Inline:
    """Return a quotation; ``author``, ``source`` or ``cite``, and ``link`` say whose it is."""
    body = use.inner()
    if not body:
        return Inline("")
    last = body[-1][1]
    who = one_line(", ".join(filter(None, [use.get("author"), use.get("source", "cite")])))
    where = use.get("link", "url")
    if who or where:
        said = link(who or plain(where), address(where)).text
        lines = directive("epigraph", body=[*body, ("", last), (f"-- {said}", last)], line=use.line)
    else:
        # Without a blank line, text on the next would be taken for a part of the quotation.
        lines = [*((f"> {text}".rstrip(), line) for text, line in body), ("", last)]
    return Block(lines, Inline(one_line(body)))


def fold(use: Use) -> Block | Inline:
    """``expand``, ``details``: a summary, and a text that is unfolded by a click.

    The summary is ``summary`` (Hugo), ``title`` or the first argument (Relearn, Book), ``text``
    (HugoBlox); ``open`` or a second argument that is true says that it is open at first.
    """
    title = use.get("summary", "title", "text", "label", "header", 0)
    is_open = use.flag("open", "expanded", 1)
    return _fold(use, title, is_open=is_open, body=use.inner())


def _fold(use: Use, title: str, *, is_open: bool, body: Lines) -> Block | Inline:
    if not body:
        return Inline(f"**{one_line(title)}**" if title else "")
    # Without a title, it is the directive that has a word for it in the project's language.
    is_known = bool(title) and "dropdown" in use.context.directives
    name = "dropdown" if is_known else "journey-details"
    lines = directive(name, title, options={"open": is_open}, body=body, line=use.line)
    label = f"**{one_line(title)}:** " if title else ""
    return Block(lines, Inline(label + one_line(body)))


def tabs(use: Use) -> Block:
    """``tabs``, ``tabpane``: a set of tabs.

    What is between tabs, which most themes drop, stands before them, so that nothing is lost.
    Docsy's ``tabpane`` takes what is in a tab for code unless ``text=true``.
    """
    is_set = "tab-set" in use.context.directives
    lines: Lines = []
    outside: Lines = []
    number = 0
    for part in use.parts():
        if isinstance(part, Text):
            outside += [
                (text.strip(), part.line + count)
                for count, text in enumerate(part.text.split("\n")) if text.strip()
            ]  # fmt: skip
        elif _is_tab(part.call):
            number += 1
            if part.flag("disabled") and not part.inner():  # Docsy: a label before the tabs
                outside.append((f"**{part.get('header', 'title', 0)}**", part.line))
                continue
            lines += _tab(part, number, is_set=is_set, pane=use)
        else:
            alone = replace(use.call, inner=(part.call,))
            outside += trimmed(use.markdown(alone, use.place))
    if not lines:
        body = use.inner()
        return Block(body or [("", use.line)], Inline(one_line(body)))
    whole = directive("tab-set" if is_set else "journey-tabs", body=lines, line=use.line)
    if outside:
        whole = [*outside, ("", use.line), *whole]
    return Block(whole, Inline(one_line(lines)))


def tab(use: Use) -> Block:
    """A tab that stands in no ``tabs`` is a set of one."""
    is_set = "tab-set" in use.context.directives
    lines = _tab(use, 1, is_set=is_set, pane=None)
    whole = directive("tab-set" if is_set else "journey-tabs", body=lines, line=use.line)
    return Block(whole, Inline(one_line(use.inner())))


def _is_tab(call: Call) -> bool:
    return call.name.lower().rpartition("/")[2] in {"tab", "tabitem", "tab-item"}


def _tab(use: Use, number: int, *, is_set: bool, pane: Use | None) -> Lines:
    title = use.get("title", "name", "header", "label", "tabName", 0, default=str(number))
    body = use.inner()
    if pane is not None and pane.call.name.lower() == "tabpane" and _is_code(use, pane, body):
        language = use.get("lang") or pane.get("lang")
        if pane.flag("langEqualsHeader"):
            language = language or title
        body = fenced(language, [], use.raw(), use.line)
    name = "tab-item" if is_set else "journey-tab"
    return directive(name, title, body=body or [(title, use.line)], line=use.line)


def _is_code(use: Use, pane: Use, body: Lines) -> bool:
    """Return whether what is in a tab of Docsy is code; sites whose tabs hold Markdown show it."""
    is_text = use.flag("text") or pane.flag("text")
    return bool(body) and not is_text and not body[0][0].startswith(("```", "~~~"))


def passed(use: Use) -> Block | Inline:
    """``lead`` and the like: the inner text as it stands."""
    body = use.inner()
    if len(body) <= 1:
        return Inline(body[0][0] if body else use.get("text", 0))
    return Block(body, Inline(one_line(body)))


def raw_html(use: Use) -> Block | Inline:
    """``rawhtml``, ``html``, ``raw``: HTML, in which indented lines are no code."""
    body = use.html()
    if use.place.where is not Where.ALONE or not body:
        return Inline(one_line(body))
    return Block(directive("raw", "html", body=body, line=use.line), Inline(one_line(body)))


def nothing(_use: Use) -> Inline:
    """``comment`` and icons: nothing is shown."""
    return Inline("")
