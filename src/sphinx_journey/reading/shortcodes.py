"""A Hugo post's shortcodes, rendered before its parser sees them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..builds.lines import TrueLines
from ..core.frontmatter_rewrite import split
from ..diagnostics import report
from ..domain.journey import journey_domain
from ..gate.hugo import picture_path
from ..hugo.shortcodes.context import Context
from ..hugo.shortcodes.render import render, unknown_problems

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..gate.scan import Scanned
    from ..hugo.branches import Branch

_DIRECTIVES = {"sphinx_design": ("tab-set", "dropdown"), "sphinxcontrib.mermaid": ("mermaid",)}
"""What extensions have that shortcodes become."""


def warn_of_unknown(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn once of each shortcode that nothing renders, if a page with one has been read."""
    domain = journey_domain(env)
    if domain.build.read & domain.shortcodes.keys():
        pages = [(domain.records[name].path, seen) for name, seen in domain.shortcodes.items()]
        report(unknown_problems(pages), Path(app.srcdir))


def section_list(branch: Branch) -> str:
    """Return what comes at the end of a section's page: the list of what is in it."""
    hidden = "" if branch.folder or not branch.is_generated else ":hidden:\n"
    return f"\n\n```{{journey-section}}\n{hidden}```\n"


def rendered(env: BuildEnvironment, docname: str, found: Scanned, text: str) -> str:
    """Return a source with its shortcodes rendered; what is logged says the source's lines.

    Args:
        env: the environment.
        docname: the document.
        found: what its front matter says.
        text: the source, in which front matter has as many lines as in the file.
    """
    domain = journey_domain(env)
    build, sources = domain.build, domain.build.inputs.hugo
    if build.true_lines is not None:  # the document before couldn't be parsed
        build.true_lines.end()
        build.true_lines = None
    if sources is None or found.parsed is None or found.own is None:
        return text
    length = found.parsed.length
    head, body = split(text, length) if length else ("", text)
    front = {str(key).lower(): value for key, value in found.own.data.items()}
    extensions = env.config.extensions

    def media(address: str) -> str:
        return picture_path(env, address, docname) or address

    context = Context(
        path=found.path,
        page=front,
        site=sources.site.params,
        directives=frozenset(
            one for name, made in _DIRECTIVES.items() if name in extensions for one in made
        ),
        media=media,
    )
    made = render(body.removeprefix("\n") if length else body, context, first_line=length + 1)
    report(made.problems, Path(env.srcdir))
    if made.unknown:
        domain.shortcodes[docname] = dict(made.unknown)
    before = f"{head}\n" if length else ""
    if made.lines != tuple(range(length + 1, length + 1 + len(made.lines))):
        lines = (*range(1, length + 1), *made.lines)
        build.true_lines = TrueLines(docname, found.path, lines)
        build.true_lines.begin()
    return before + made.text
