"""What the directives share: typed warnings at their line, and placeholders."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from ..core.problems import Subtype, did_you_mean, short_repr
from ..core.urls import is_safe_link
from ..diagnostics import warn
from ..domain.journey import journey_domain
from ..domain.records import Kind, PostList, ViewRequest
from ..hugo.shortcodes.late import read_late
from ..nodes import COMPONENT, placeholder

if TYPE_CHECKING:
    from docutils.nodes import Node

_LENGTH = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?) ?(px|em|ex|in|cm|mm|pt|pc|%)?\Z")
"""The lengths of reStructuredText, which every writer knows."""


class JourneyDirective(SphinxDirective):
    """A directive that warns by type and leaves placeholders.

    Option values are taken as text and checked by the directive, so that a wrong one
    costs that option and not the whole directive.
    """

    def warn(self, subtype: Subtype, message: str, *, once: bool = False) -> None:
        """Log a warning at the directive's line, or only the first with its message."""
        source, line = self.get_source_info()
        warn(subtype, f"{self.name}: {message}", location=f"{source}:{line}", once=once)

    def say(self, message: str, text: str) -> str:
        """Return a text of the extension's that goes into the doctree.

        When the project's words change, the page is read again.

        Args:
            message: the message in English.
            text: what is said for it.
        """
        domain = journey_domain(self.env)
        domain.note_said(self.env.current_document.docname, message, text)
        return text

    def one_of(self, option: str, allowed: tuple[str, ...], default: str | None) -> str | None:
        """Return an option that must be one of some words; warn and return the default if not."""
        value = self.options.get(option)
        if value is None:
            return default
        word = value.strip().lower()
        if word in allowed:
            return str(word)
        instead = f"; {default!r} is used" if default else "; it is ignored"
        self.warn(
            Subtype.OPTION,
            f"':{option}:' is {short_repr(value)}, but one of {', '.join(allowed)} was expected"
            f"{instead}.{did_you_mean(word, allowed)}",
        )
        return default

    def is_set(self, option: str, *, default: bool = False) -> bool:
        """Return whether an option says yes, which it also does without a value."""
        if not (self.options.get(option) or "").strip():
            return default or option in self.options
        return self.one_of(option, ("yes", "no"), "yes" if default else "no") == "yes"

    def length(self, option: str) -> str | None:
        """Return an option that is a length, ``%`` for widths alone; warn if it is none."""
        value = self.options.get(option)
        if value is None:
            return None
        match = _LENGTH.match(value.strip())
        allowed_percent = option == "width" or not value.strip().endswith("%")
        if match is None or not allowed_percent or float(match[1]) == 0:
            expected = "400px, 20em or 50%" if option == "width" else "300px or 15em"
            self.warn(
                Subtype.OPTION,
                f"':{option}:' is {short_repr(value)}, but a length like {expected} was expected; "
                "it is ignored.",
            )
            return None
        return match[1] + (match[2] or "")

    def classes(self, option: str) -> list[str]:
        """Return an option's class names; warn and return nothing if it names none."""
        value = self.options.get(option)
        if not value:
            return []
        try:
            return list(directives.class_option(value))
        except ValueError:
            self.warn(
                Subtype.OPTION,
                f"':{option}:' is {short_repr(value)}, which names no class; it is ignored. "
                "Write letters, digits and '-'.",
            )
            return []

    def check_content(self, *, takes_text: bool = False, holds_blocks: bool = False) -> None:
        """Warn of options that stand where text does, and of text where there can be none.

        Args:
            takes_text: whether it has a text at all.
            holds_blocks: whether there may be other directives in it, which have options, too.
        """
        lines = [line.rstrip() for line in self.content if line.strip()]
        known = "|".join(self.option_spec or ())
        until = 1 if holds_blocks else 9
        option = next(
            (line for line in lines[:until] if re.match(rf":?(?:{known})\s*:", line)), None
        )
        if option is not None:
            self.warn(
                Subtype.OPTION,
                f"{short_repr(option)} is text here. Options follow on the next line, without a "
                "blank line between, each as ':option: value'.",
            )
        elif lines and not takes_text:
            self.warn(Subtype.OPTION, f"{short_repr(lines[0])} is ignored; it takes no text.")

    def text_option(self, option: str) -> str:
        """Return an option's text, or nothing."""
        return (self.options.get(option) or "").strip()

    def id_option(self, option: str) -> str | None:
        """Return an option that names a journey or pillar, or ``None``."""
        return self.text_option(option) or None

    def link_option(self, option: str, what: str) -> str:
        """Return an option that is a link; warn and return nothing if it isn't a safe one."""
        target = self.text_option(option)
        if is_safe_link(target) or read_late(target) is not None:
            return target
        self.warn(
            Subtype.IMAGE_TARGET,
            f"':{option}:' is {short_repr(target)}. Only http, https, mailto and relative links "
            f"are followed; {what} isn't linked.",
        )
        return ""

    def translated(self, text: str) -> str:
        """Return an option's text in the language of the build; note it for translators."""
        domain, docname = journey_domain(self.env), self.env.current_document.docname
        domain.note_credit(docname, self.get_source_info()[1], text)
        return domain.build.inputs.translations.of(docname, text)

    def component(self, kind: str, *children: Node) -> nodes.container:
        """Return a container of a kind, with the directive's classes and name; note it."""
        journey_domain(self.env).note_component(self.env.current_document.docname, kind)
        node = nodes.container("", *children, classes=[f"journey-{kind}"])
        node[COMPONENT] = kind
        node["classes"] += self.classes("class")
        self.set_source_info(node)
        self.add_name(node)
        return node

    def titled(self, kind: str, text: str, *, translatable: bool = True) -> nodes.container:
        """Return a container of a kind: a paragraph with its title, in inline markup, then content.

        Args:
            kind: what it is.
            text: the title, as the author wrote it; the paragraph may be empty.
            translatable: whether it belongs into the project's catalogs.
        """
        inline, messages = self.parse_inline(text)
        title = nodes.paragraph(text, "", *inline, classes=[f"journey-{kind}-title"])
        if not translatable:
            title["translatable"] = False
        self.set_source_info(title)
        return self.component(kind, title, *messages, *self.parse_content_to_nodes())

    def leave(self, kind: Kind, view: str = "cards", posts: PostList | None = None) -> placeholder:
        """Return a placeholder with the directive's classes and name; note what the page shows."""
        request = ViewRequest(
            kind=kind,
            docname=self.env.current_document.docname,
            journey=self.id_option("journey"),
            pillar=self.id_option("pillar"),
            view=view,
            posts=posts,
        )
        journey_domain(self.env).note_view(request)
        node = placeholder(request=request)
        node["classes"] += self.classes("class")
        self.set_source_info(node)
        self.add_name(node)
        return node
