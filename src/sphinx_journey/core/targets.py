"""What a source text defines that other pages may refer to, found without parsing it.

A document that is left out of a build is never read by Sphinx, so its labels and terms are
looked up in its text: a reference to one of them is then known to be no mistake.
"""

from __future__ import annotations

import re

_LABEL = re.compile(
    r"""^[ \t>]*(?:
        \((?P<myst>[^()\n]{1,200})\)=                         # MyST: (label)=
        | \.\.[ ]_(?P<rst>`[^`\n]{1,200}`|[^:\n]{1,200}):     # reST: .. _label:
        | :(?:name|label):[ \t]+(?P<option>[^\n]{1,200})      # options of directives
        | (?:name|label):[ \t]+(?P<yaml>[^\n]{1,200})         # the same in a YAML block
    )""",
    re.MULTILINE | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"\{[^{}\n]{0,200}?#([\w:.-]{1,200})[^{}\n]{0,200}\}")
_GLOSSARY = re.compile(
    r"^([ \t]*)(?:\.\. glossary::|(?:`{3,20}|:{3,20})\{glossary\})", re.MULTILINE
)


def normalized(target: str) -> str:
    """Return a label or term as it is compared: in lower case, with single spaces."""
    return " ".join(target.lower().split())


def targets_in(text: str) -> frozenset[str]:
    """Return the labels and glossary terms of a source text, :func:`normalized`.

    Args:
        text: Markdown or reStructuredText, whole.
    """
    found = set()
    for match in _LABEL.finditer(text):
        label = next(filter(None, match.groups()), "")
        found.add(normalized(label.strip().strip("`\"'")))
    found |= {normalized(name) for name in _ATTRIBUTE.findall(text)}
    for match in _GLOSSARY.finditer(text):
        found |= _terms(text[match.end() :], len(match[1].expandtabs()), match[0][-1] == "}")
    return frozenset(found)


def _terms(text: str, indent: int, fenced: bool) -> set[str]:
    """Return the terms of a glossary: the least indented lines of its content."""
    lines = []
    for line in text.split("\n")[1:]:
        stripped = line.strip()
        depth = len(line.expandtabs()) - len(line.expandtabs().lstrip())
        if fenced and stripped.startswith(("```", ":::")):
            break
        if not fenced and stripped and depth <= indent:
            break
        if stripped and not stripped.startswith((":sorted:", "..")):
            lines.append((depth, stripped))
    least = min((depth for depth, _ in lines), default=0)
    return {normalized(term.split(" : ")[0]) for depth, term in lines if depth == least}
