"""``journey_shortcodes``: a project's own shortcodes, as Jinja2 templates.

A template sees ``args`` (the arguments without names, a list), ``named`` (those with names, a
mapping; ``kwargs`` is the same), ``inner`` (the inner text as Markdown, its own shortcodes
rendered), ``raw`` (the inner text as written), ``name``, ``page`` and ``site`` (the parameters
of both). What it gives is Markdown.

Nothing is escaped by itself: arguments of Hugo's shortcodes hold Markdown as often as not, and
what comes out is Markdown, in which HTML entities would show. A template that writes HTML uses
the filter ``e``.

The sandbox keeps a template from Python's insides, from changing what it is given, from a
``range`` of more than 1,000 numbers, and from multiplying and raising to powers beyond a million;
output ends at a million characters. It doesn't bound loops in loops that print nothing, nor what
a filter makes (``center``, ``format``): templates are the project's own, as ``conf.py`` is.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .output import Block, Inline, Lines, one_line

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.runtime import Context

    from .context import Context as PageContext
    from .output import Output
    from .use import Use

LONGEST = 1_000_000
"""Characters that one call may give."""
_MOST = 1000


class _TooMuchError(Exception):
    """A template gives or counts more than is allowed."""


_FAILURES = (
    _TooMuchError, TemplateError, ArithmeticError, AttributeError, LookupError, RuntimeError,
    TypeError, ValueError,
)  # fmt: skip
"""What a template can fail with, Python's own errors for wrong values included."""


def _range(*bounds: int) -> range:
    numbers = range(*bounds)
    if len(numbers) > _MOST:
        raise _TooMuchError(f"a range has more than {_MOST} numbers")
    return numbers


class _Environment(ImmutableSandboxedEnvironment):
    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=False)
        self.intercepted_binops = frozenset({"*", "**"})
        self.globals["range"] = _range

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Multiply or raise to a power what stays small."""
        one, other = _size(left), _size(right)
        if (one * other if operator == "*" else max(one, 1) ** min(other, 64)) > LONGEST:
            raise _TooMuchError(f"'{operator}' gives more than a million")
        return super().call_binop(context, operator, left, right)


def _size(value: object) -> float:
    if isinstance(value, int | float):
        return abs(value)
    return len(value) if isinstance(value, str | list | tuple) else 1


class Templates:
    """The templates of a project, each compiled when it is first used."""

    def __init__(self, context: PageContext) -> None:
        self.context = context
        self.sources = {name.lower(): text for name, text in context.templates.items()}
        self.compiled: dict[str, Template] = {}

    @cached_property
    def environment(self) -> _Environment:
        """Jinja's, made when a template is first used: it takes longer than most pages."""
        return _Environment()

    def __contains__(self, name: str) -> bool:
        return name in self.sources

    def render(self, name: str, use: Use) -> Output:
        """Return what a template makes of a call; after an error, the call's inner text."""
        inner = use.inner()
        try:
            template = self.compiled.get(name)
            if template is None:
                template = self.environment.from_string(self.sources[name])
                self.compiled[name] = template
            text = self._run(template, use, inner)
        except _FAILURES as error:
            reason = str(error) or type(error).__name__
            use.warn(
                f"The template of the shortcode '{use.call.name}' (journey_shortcodes) fails: "
                f"{one_line(reason)[:200]}. The text between its tags is shown.",
                use.line,
            )
            lines: Lines = inner
        else:
            lines = [(one, use.line) for one in text.strip("\n").split("\n")]
        if len(lines) > 1:
            return Block(lines, Inline(one_line(lines)))
        return Inline(lines[0][0] if lines else "")

    def _run(self, template: Template, use: Use, inner: Lines) -> str:
        call = use.call
        pieces, size = [], 0
        for piece in template.generate(
            args=list(call.args),
            named=dict(call.named),
            kwargs=dict(call.named),
            inner="\n".join(text for text, _ in inner),
            raw="\n".join(text for text, _ in use.raw()),
            name=call.name,
            page=self.context.page,
            site=self.context.site,
        ):
            pieces.append(piece)
            size += len(piece)
            if size > LONGEST:
                raise _TooMuchError(f"it gives more than {LONGEST:,} characters")
        return "".join(pieces)
