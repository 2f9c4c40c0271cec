"""Whether a source text may define what a reference names, found without parsing it.

A document that is left out of a build is never read by Sphinx. A reference that nothing in the
build defines may be to a label, term or object of such a document, and then it is no mistake. It
is looked for by the marks that stand around a name where it is defined, in either markup: a
line's beginning or end, brackets, colons, backticks, quotes, ``#`` and ``_``. What this finds too
much is a mistyped reference to a word of a withheld document, which goes without a warning.
"""

from __future__ import annotations

import re

_BEFORE = r"(?:^|[\[({})_#:`\"'.>*+-])[ \t]*"
_AFTER = r"[ \t]*(?:$|[])}:`\"'(#,])"


def normalized(target: str) -> str:
    """Return a label or term as it is compared: in lower case, with single spaces."""
    return " ".join(target.lower().split())


def may_define(text: str, name: str) -> bool:
    """Return whether a source text may define a label, term or object.

    Args:
        text: Markdown or reStructuredText, whole.
        name: as a reference names it; the last part of a dotted name is looked for too.
    """
    names = {name, name.rpartition(".")[2], name.rpartition(":")[2]} - {""}
    wanted = "|".join(r"\s+".join(map(re.escape, one.split())) for one in sorted(names))
    pattern = rf"{_BEFORE}(?:{wanted}){_AFTER}"
    return bool(wanted) and re.search(pattern, text, re.IGNORECASE | re.MULTILINE) is not None
