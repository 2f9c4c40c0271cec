"""What a source text defines that other pages may refer to, found without parsing it.

A document that is left out of a build is never read by Sphinx, so its labels and terms are
looked up in its text: a reference to one of them is then known to be no mistake.
"""

from __future__ import annotations

import re
from itertools import pairwise

_LABEL = re.compile(
    r"""^[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)?(?:         # in a list, or not
        \((?P<myst>[^()\n]{1,200})\)=                         # MyST: (label)=
        | \.\.[ ]+_(?P<rst>`[^`\n]{1,200}`|(?:[^:\\\n]|\\.){1,200}):  # reST: .. _label:
        | \.\.[ ]+\[(?P<citation>[^\]\n]{1,200})\][ ]          # reST: .. [CIT20] text
        | :(?:name|label):[ \t]+(?P<option>[^\n]{1,200})      # options of directives
        | (?:name|label):[ \t]+(?P<yaml>[^\n]{1,200})         # the same in a YAML block
    )""",
    re.MULTILINE | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"\{[^{}\n]{0,200}?#([\w:.-]{1,200})[^{}\n]{0,200}\}")
_INLINE_TARGET = re.compile(r"(?<!\w)_`([^`\n]{1,200})`")
_EQUATION = re.compile(r"\$\$[ \t]*\(([^()\n]{1,200})\)[ \t]*$", re.MULTILINE)
_ARGUMENT = re.compile(
    r"""^[ \t>]*
        (?:\.\.[ ]+(?P<rst>[\w:.+-]{1,80})::|(?:`{3,20}|:{3,20})\{(?P<myst>[\w:.+-]{1,80})\})
        [ \t]+(?P<argument>[^\n]{1,200})""",
    re.MULTILINE | re.VERBOSE,
)
_OBJECTS = frozenset({"confval", "describe", "envvar", "object", "option", "program"})
"""Directives without a domain's name in front that define what others may refer to."""
_OF_DOMAIN = re.compile(
    r"(?:\w+:)?(?:function|data|class|exception|method|attribute|property|module|decorator"
    r"|decoratormethod|classmethod|staticmethod|type|macro|struct|enum|enumerator|member|var"
    r"|directive|role|directive:option)\Z|\w+:[\w:]+\Z"
)
_NAME = re.compile(r"[\w.$:/-]+")
_ATX = re.compile(r"^[ ]{0,3}#{1,6}[ \t]+([^\n]{1,300})", re.MULTILINE)
_UNDERLINE = re.compile(r"([!-/:-@\[-`{-~])\1{2,200}[ \t]*\Z")
_DEFINITIONS = re.compile(r"^\{[^{}\n]{0,100}\.glossary\b[^{}\n]{0,100}\}[ \t]*$", re.MULTILINE)
_GLOSSARY = re.compile(
    r"^([ \t]*)(?:\.\. glossary::|(?:`{3,20}|:{3,20})\{glossary\})", re.MULTILINE
)


_LONGEST_LIST = 1000
"""How many lines are looked at of a definition list that is a glossary."""


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
        found.add(normalized(label.strip().strip("`\"'").replace("\\", "")))
    for pattern in (_ATTRIBUTE, _INLINE_TARGET, _EQUATION):
        found |= {normalized(name) for name in pattern.findall(text)}
    for match in _ARGUMENT.finditer(text):
        directive = match["rst"] or match["myst"]
        if directive in _OBJECTS or _OF_DOMAIN.match(directive):
            # As it is written, by its name alone, and by the last part of that.
            names = _NAME.findall(match["argument"].partition("(")[0])
            found |= {normalized(match["argument"]), *map(normalized, names)}
            found |= {normalized(name.rpartition(".")[2]) for name in names}
    for match in _GLOSSARY.finditer(text):
        found |= _terms(text[match.end() :], len(match[1].expandtabs()), match[0][-1] == "}")
    for match in _DEFINITIONS.finditer(text):
        lines = text[match.end() :].split("\n")[:_LONGEST_LIST]
        found |= {
            normalized(term)
            for term, below in pairwise(lines)
            if term[:1].strip() and below.startswith((":", "~"))
        }
    return frozenset(found)


def headings_in(text: str) -> frozenset[str]:
    """Return the titles of a source text's sections, :func:`normalized`.

    They are labels in a project that has enabled ``sphinx.ext.autosectionlabel``.

    Args:
        text: Markdown or reStructuredText, whole.
    """
    found = {normalized(title.rstrip("#")) for title in _ATX.findall(text)}
    lines = text.split("\n")
    found |= {
        normalized(title)
        for title, below in pairwise(lines)
        if title.strip() and _UNDERLINE.match(below)
    }
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
