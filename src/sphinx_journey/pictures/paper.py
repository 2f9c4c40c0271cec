"""Alternative text in PDF: what a picture shows, for readers who have pages read aloud.

LaTeX's own pictures have no place for it. The package ``accsupp`` marks what is between its two
commands with the text, by ``/Alt`` of a span (ISO 32000-1, 14.9.3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_PACKAGE = (
    r"\IfFileExists{accsupp.sty}{\usepackage{accsupp}}"
    r"{\newcommand{\BeginAccSupp}[1]{}\newcommand{\EndAccSupp}[1]{}}"
)
# Not Sphinx's texescape: its table turns ✓ and ✕ into formulas, and for pdfLaTeX arrows too. A PDF
# string can't hold formulas, so these would be lost; hyperref takes the characters as they are.
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        **{character: f"\\{character}" for character in "{}%#&$_"},
    }
)


def load_package(app: Sphinx, builder: Builder) -> None:
    """Load the package in a book with pictures; without it, the book has no alternative text."""
    context = getattr(builder, "context", None)
    if (
        builder.format == "latex"
        and journey_domain(app.env).build.pictures.prepared
        and context is not None
    ):
        context["preamble"] = f"{context.get('preamble', '')}\n{_PACKAGE}\n"


def say(picture: Element, alt: str) -> None:
    """Put the commands around a figure's picture; elsewhere a page might end between the two.

    Args:
        picture: the image, or the link around it.
        alt: its alternative text.
    """
    figure = picture.parent
    if not alt or not isinstance(figure, nodes.figure):
        return
    words = " ".join(alt.split()).translate(_ESCAPES)
    begin = rf"\BeginAccSupp{{method=pdfstringdef,unicode,Alt={{{words}}}}}%"
    at = figure.index(picture)
    figure.insert(at + 1, nodes.raw("", r"\EndAccSupp{}%", format="latex"))
    figure.insert(at, nodes.raw("", begin, format="latex"))
