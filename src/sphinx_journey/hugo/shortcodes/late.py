"""Late links: the one form of a link that is resolved when all pages are known.

``journey-hugo:KIND:TARGET``, and behind it ``;lang:CODE`` or ``;output:FORMAT``::

    [text](journey-hugo:relref:posts/second.md)
    <a href="journey-hugo:ref:posts/second.md~23middle;lang:pt">

KIND is ``ref`` or ``relref`` for what Hugo looks up as a page, ``url`` for an address as it
stands, ``doc`` for a document that the parser has found. In TARGET each byte that isn't an ASCII
letter, a digit or one of ``/ . _ -`` is ``~`` and two hexadecimal digits. So a late link has no
blank, quotation mark, bracket, parenthesis, ``|``,
``&`` or ``#``: it needs no escape in a link's target, a title, a table or an HTML attribute, and
``#name`` written behind it in the source is told from a fragment that belongs to the target. Not
``%``: MyST decodes that before anyone can see the address.

MyST makes a ``pending_xref`` of the type ``myst`` of it, with the whole as its ``reftarget``, or
a ``reference`` with it as ``refuri`` where it stands between ``<`` and ``>``. Without text,
``[](journey-hugo:...)``, what it leads to gives the words. Where ``blog-image`` has one as its
``:target:`` or ``:credit-link:``, it is the ``refuri`` of the ``reference`` around the image or the
credit, unchanged: what resolves references by address resolves these.
"""

from __future__ import annotations

import re
from typing import NamedTuple

SCHEME = "journey-hugo"
_PLAIN = re.compile(r"[^A-Za-z0-9/._-]")
_CODED = re.compile(r"(?:~[0-9a-fA-F]{2})++")
_WHOLE = re.compile(
    SCHEME + r":(ref|relref|url|doc):([A-Za-z0-9/._~-]*+)(?:;lang:([A-Za-z0-9/._~-]*+))?"
    r"(?:;output:([A-Za-z0-9/._~-]*+))?(?:#(.*+))?\Z",
    re.DOTALL,
)


LATE = re.compile(SCHEME + r":[a-z]+:[A-Za-z0-9/._~-]*+[A-Za-z0-9/._~;:-]*+(?:#[^\s\"'<>]*+)?")
"""A late link anywhere in a text."""


class LateLink(NamedTuple):
    """What a late link says."""

    kind: str
    target: str
    language: str = ""
    output: str = ""
    fragment: str = ""
    """What is written behind the link: the source says ``{{< relref "a.md" >}}#middle``."""

    def __str__(self) -> str:
        text = f"{SCHEME}:{self.kind}:{_coded(self.target)}"
        text += f";lang:{_coded(self.language)}" if self.language else ""
        text += f";output:{_coded(self.output)}" if self.output else ""
        return text + (f"#{self.fragment}" if self.fragment else "")


def read_late(address: str) -> LateLink | None:
    """Return what a late link says; None if the address isn't one."""
    found = _WHOLE.match(address)
    if found is None:
        return None
    kind, target, language, output, fragment = found.groups("")
    return LateLink(kind, _decoded(target), _decoded(language), _decoded(output), fragment)


def shown(address: str) -> str:
    """Return an address as its author wrote it, more or less."""
    late = read_late(address)
    if late is None:
        return address
    suffix = ".md" if late.kind == "doc" else ""
    return f"{late.target}{suffix}" + (f"#{late.fragment}" if late.fragment else "")


def _coded(text: str) -> str:
    return _PLAIN.sub(
        lambda one: "".join(f"~{byte:02x}" for byte in one[0].encode("utf-8", "replace")), text
    )


def _decoded(text: str) -> str:
    return _CODED.sub(
        lambda one: bytes.fromhex(one[0].replace("~", "")).decode("utf-8", "replace"), text
    )
