"""Whether a source text may define what a reference names, found without parsing it.

A withheld document is never read by Sphinx. A reference that nothing in the build defines may be
to a label, term or object of such a document, and then it isn't a mistake. Names are searched for
with the markup that defines one, in Markdown or reStructuredText.
"""

from __future__ import annotations

import re

_DEFINITIONS = r"""
    \(NAME\)=                                           # MyST: (label)=
    | \.\.[ ]+_`?NAME`?:                                # reST: .. _label:
    | \.\.[ ]+\[NAME\]                                  # reST: .. [citation]
    | _`NAME`                                           # reST: an inline target
    | (?:name|label):[ ]+["']?NAME["']?[ ]*$            # an option of a directive
    | \{[^{}\n]*\#NAME[ }]                              # MyST: {#attribute}
    | \$\$[ ]*\(NAME\)                                  # MyST: an equation
    | ^[ \t>]*NAME(?:[ ]:[ ].*)?$                       # a term, or a title with an underline
    | ^\#{1,6}[ ]+NAME[ ]*\#*$                          # a heading
    | (?:\.\.[ ]+|[`:]{3,}\{) (?:\w+:[\w:]+|confval|describe|envvar|object|option|program
        |function|class|data|exception|method|attribute|module) (?:::|\}) [ ]+
        (?:[^\n(]*[ .])? NAME (?:[ (,=]|$)              # a directive that defines an object
"""


def normalized(target: str) -> str:
    """Return a label or term as it is compared: in lower case, with single spaces."""
    return " ".join(target.lower().split())


def may_define(text: str, names: set[str]) -> bool:
    """Return whether a source text may define a label, term or object.

    Args:
        text: Markdown or reStructuredText, whole, in lower case.
        names: :func:`normalized`; any of them will do.
    """
    found = sorted(name for name in names if name and name.split()[0] in text)
    wanted = "|".join(r"\s+".join(map(re.escape, name.split())) for name in found)
    pattern = _DEFINITIONS.replace("NAME", f"(?:{wanted})")
    return bool(found) and re.search(pattern, text, re.MULTILINE | re.VERBOSE) is not None
