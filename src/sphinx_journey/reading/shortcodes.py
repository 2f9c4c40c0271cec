"""A Hugo post's shortcodes, rendered before its parser sees them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ..builds.lines import TrueLines
from ..core.frontmatter_rewrite import split
from ..diagnostics import report
from ..domain.journey import journey_domain
from ..gate.hugo import cascaded_values, look_up
from ..hugo.attributes import are_on
from ..hugo.blocks import as_myst
from ..hugo.shortcodes.context import Context
from ..hugo.shortcodes.render import render, unknown_problems

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..gate.scan import Scanned

_DIRECTIVES = {"sphinx_design": ("tab-set", "dropdown"), "sphinxcontrib.mermaid": ("mermaid",)}
"""What extensions have that shortcodes become."""


_LISTS = re.compile(r"^(?:`{3,}|:{3,})\{(?:toctree|journey-(?:toctree|section))\}", re.MULTILINE)
"""What lists the documents of a section already."""


def warn_of_unknown(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn once of each shortcode that nothing renders, if a page with one has been read."""
    domain = journey_domain(env)
    if domain.build.read & domain.shortcodes.keys():
        pages = [(domain.records[name].path, seen) for name, seen in domain.shortcodes.items()]
        report(unknown_problems(pages), Path(app.srcdir))


def as_in_hugo(env: BuildEnvironment, found: Scanned, text: str) -> str:
    """Return a source with its shortcodes rendered, and a section's with what is in it.

    Args:
        env: the environment.
        found: the document, and what its front matter says.
        text: the source, in which front matter has as many lines as in the file.
    """
    branch = journey_domain(env).build.branches.get(found.docname)
    if found.own is not None:
        text = _rendered(env, found.docname, found, text)
    if branch is not None and not _LISTS.search(text):
        text += "\n\n```{journey-section}\n```\n"
    return text


def _rendered(env: BuildEnvironment, docname: str, found: Scanned, text: str) -> str:
    """Return a source with its shortcodes rendered; what is logged says the source's lines."""
    domain = journey_domain(env)
    build, sources = domain.build, domain.build.inputs.hugo
    if build.true_lines is not None:  # the document before couldn't be parsed
        build.true_lines.end()
        build.true_lines = None
    if sources is None or found.parsed is None or found.own is None:
        return text
    length = found.parsed.length
    head, body = split(text, length) if length else ("", text)
    content = build.contents.get(docname)
    if content is not None:
        domain.cascaded[docname] = cascaded_values(content)
    front = {str(key).lower(): value for key, value in found.own.data.items()}
    extensions = env.config.extensions
    context = Context(
        path=found.path,
        page={**content.values, **front} if content is not None else front,
        site=sources.site.params,
        directives=frozenset(
            one for name, made in _DIRECTIVES.items() if name in extensions for one in made
        ),
        templates=env.config.journey_shortcodes,
        media=lambda name: look_up(env, "picture", name, docname) or name,
        media_by_part=lambda part: look_up(env, "part", part, docname),
        file=lambda name: look_up(env, "text", name, docname),
        address=lambda name: look_up(env, "address", name, docname) or name,
    )
    made = render(body.removeprefix("\n") if length else body, context, first_line=length + 1)
    report(dict.fromkeys(made.problems), Path(env.srcdir))
    if made.unknown:
        domain.shortcodes[docname] = dict(made.unknown)
    before = f"{head}\n" if length else ""
    knows_attributes = "attrs_block" in getattr(env.config, "myst_enable_extensions", ())
    is_on = knows_attributes and are_on(sources.site.markup)
    body, of_body = as_myst(made.text, made.lines, has_attributes=is_on)
    if of_body != tuple(range(length + 1, length + 1 + len(of_body))):
        lines = (*range(1, length + 1), *of_body)
        build.true_lines = TrueLines(docname, found.path, lines)
        build.true_lines.begin()
    return before + body
