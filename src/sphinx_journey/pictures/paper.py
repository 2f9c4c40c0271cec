r"""Alternative text in PDF: what a picture shows, for readers who have pages read aloud.

LaTeX's own pictures have no place for it unless the whole document is tagged. So a picture's marked
content says it, by ``/Alt`` of a span (ISO 32000-1, 14.6 and 14.9.3).

Two things keep the marks off the page. The picture and its marks are in one ``\hbox``, which no
page break and no table divides. And each engine's own command is used as it was before the document
begins: inside a table, the package ``varwidth`` replaces ``\pdfliteral`` and ``\special`` by macros
with another syntax, which print what they don't understand. The package ``accsupp`` does neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..domain.journey import journey_domain
from ..nodes import is_inside

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


# The last branch of the first condition is for (u)pTeX and for DVI: there, pictures have no
# alternative text. A figure can't float in a footnote, where TeX would stop, nor between the
# columns of multicols, which would drop it.
_COMMANDS = r"""
\makeatletter
\ifdefined\pdfextension
  \protected\def\journey@mark#1{\pdfextension literal page{#1}}
\else\ifdefined\XeTeXversion
  \let\journey@special\special
  \protected\def\journey@mark#1{\journey@special{pdf:code #1}}
\else\ifnum0\ifdefined\pdfoutput\the\pdfoutput\fi>0
  \let\journey@literal\pdfliteral
  \protected\def\journey@mark#1{\journey@literal page{#1}}
\else
  \def\journey@mark#1{}
\fi\fi\fi
\def\journey@alt{}
\protected\def\journeyalt#1{\gdef\journey@alt{#1}}
\let\journey@includegraphics\sphinxincludegraphics
\renewcommand*{\sphinxincludegraphics}[2][]{%
  \ifx\journey@alt\@empty
    \journey@includegraphics[#1]{#2}%
  \else
    \leavevmode
    \hbox{\journey@mark{/Span<</Alt<\journey@alt>>>BDC}%
      \journey@includegraphics[#1]{#2}\journey@mark{EMC}}%
    \global\let\journey@alt\@empty
  \fi}
\newenvironment{journeyfigure}{\par
  \in@false
  \ifinner\in@true\fi
  \if@twocolumn\else\ifnum\col@number>1 \in@true\fi\fi
  \ifin@\let\journey@figure\figure\def\figure[##1]{\journey@figure[H]}\fi
}{}
\makeatother
"""


def define_commands(app: Sphinx, builder: Builder) -> None:
    """Define what writes alternative text, in a book with pictures."""
    context = getattr(builder, "context", None)
    if builder.format == "latex" and has_commands(app.env) and context:
        context["preamble"] = f"{context.get('preamble', '')}\n{_COMMANDS}"


def has_commands(env: BuildEnvironment) -> bool:
    """Return whether the commands are defined in what LaTeX gets from a build."""
    domain = journey_domain(env)
    has_diagrams = domain.build.config is not None and bool(domain.diagrams)
    return bool(domain.build.pictures.prepared) or has_diagrams


def in_place(figure: nodes.figure) -> None:
    """Set a figure where it stands if it is in a place from which it can't float."""
    figure.replace_self(
        [
            nodes.raw("", r"\begin{journeyfigure}", format="latex"),
            figure,
            nodes.raw("", r"\end{journeyfigure}", format="latex"),
        ]
    )


def say(picture: Element, alt: str) -> None:
    """Give the next picture in LaTeX its alternative text.

    Pictures in titles have none: what is in a title is also in the bookmarks, which are text.

    Args:
        picture: the image, or the link around it.
        alt: its alternative text.
    """
    if not alt or is_inside(picture, nodes.title):
        return
    command = rf"\journeyalt{{{_hexadecimal(alt)}}}"
    if not isinstance(picture.parent, nodes.TextElement):  # a line of its own
        command += "%"
    picture.parent.insert(picture.parent.index(picture), nodes.raw("", command, format="latex"))


def _hexadecimal(text: str) -> str:
    """Return a text as a PDF string in hexadecimal digits (ISO 32000-1, 7.3.4.3 and 7.9.2.2).

    In digits there is nothing that TeX or PDF reads as markup, and nothing that a font lacks.
    """
    return ("\ufeff" + " ".join(text.split())).encode("utf-16-be").hex().upper()
