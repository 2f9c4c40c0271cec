"""An SVG without what nobody sees: comments, metadata, editors' data, photographs' metadata.

The parser says where each of these is, and the bytes there are cut out: everything else stays as
it is, byte for byte.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from .sniff import sniff
from .strip import CutError, orientation_of, strip, with_orientation

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN: Final = {
    "",
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/XML/1998/namespace",
}
"""The namespaces that browsers know; all others are an editor's, or descriptions."""
_ATTRIBUTE: Final = re.compile(rb"""(?<!\s)\s++([^\s=<>"'/]++)\s*+=\s*+(?:"[^"]*+"|'[^']*+')""")
_TAG: Final = re.compile(rb"""<[^"'<>]*+(?:(?:"[^"]*+"|'[^']*+')[^"'<>]*+)*+>""")
_EMBEDDED: Final = re.compile(rb"""(data:image/(?:jpe?g|png|gif|webp);base64,)([^"')]++)""")
_ENCODING: Final = re.compile(r"""(<\?xml[^>]*?)\sencoding\s*=\s*(?:"[^"]*"|'[^']*')""")


def cleaned(svg: bytes) -> bytes:
    """Return an SVG without comments, metadata, editors' data and the metadata of its photographs.

    Args:
        svg: a well-formed one, which the reader of SVG has accepted.
    """
    if svg.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        svg = _ENCODING.sub(r"\1", svg.decode("utf-16")).encode()
    finder = _Finder(svg)
    finder.parser.Parse(svg, True)
    return _EMBEDDED.sub(_without_metadata, _without(svg, finder.cuts))


class _Finder:
    """Finds what is to be cut out, as ranges of bytes."""

    def __init__(self, svg: bytes) -> None:
        self.cuts: list[tuple[int, int]] = []
        self._svg = svg
        self._hidden_since: int | None = None
        self._depth = self._hidden_depth = 0
        self._prefixes: dict[bytes, str] = {}
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartNamespaceDeclHandler = self._declared
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CommentHandler = self._comment
        self.parser.ProcessingInstructionHandler = self._instruction

    @property
    def _at(self) -> int:
        return self.parser.CurrentByteIndex

    def _declared(self, prefix: str | None, uri: str | None) -> None:
        if prefix:
            self._prefixes[prefix.encode()] = uri or ""

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._hidden_since is not None:
            return
        space, _, name = tag.rpartition(" ")
        if space not in _SHOWN or name == "metadata":
            self._hidden_since, self._hidden_depth = self._at, self._depth
            return
        if self._depth == 1 or any(key.rpartition(" ")[0] not in _SHOWN for key in attributes):
            self._cut_attributes()

    def _cut_attributes(self) -> None:
        """Cut out the attributes of other namespaces, and the declarations of these."""
        tag = _TAG.match(self._svg, self._at)
        for found in _ATTRIBUTE.finditer(tag[0]) if tag else ():
            first, _, second = found[1].rpartition(b":")
            prefix = second if first == b"xmlns" else first
            if self._prefixes.get(prefix, "") not in _SHOWN:
                self.cuts.append((self._at + found.start(), self._at + found.end()))

    def _end(self, _tag: str) -> None:
        if self._hidden_since is not None and self._depth == self._hidden_depth:
            tag = _TAG.match(self._svg, self._at)
            self.cuts.append((self._hidden_since, tag.end() if tag else self._at))
            self._hidden_since = None
        self._depth -= 1

    def _comment(self, _text: str) -> None:
        self._cut_until(b"-->")

    def _instruction(self, _target: str, _data: str) -> None:
        self._cut_until(b"?>")

    def _cut_until(self, end: bytes) -> None:
        if self._hidden_since is None:
            self.cuts.append((self._at, self._svg.index(end, self._at) + len(end)))


def _without(svg: bytes, cuts: Iterable[tuple[int, int]]) -> bytes:
    parts, at = [], 0
    for start, end in sorted(cuts):
        parts.append(svg[at:start])
        at = max(at, end)
    return b"".join([*parts, svg[at:]])


def _without_metadata(found: re.Match[bytes]) -> bytes:
    """Return a picture in a drawing without its metadata; as it is if there is none to take out."""
    try:
        data = base64.b64decode(re.sub(rb"\s+|&#(?:10|13|xA|xD);", b"", found[2]), validate=True)
        kind = sniff(data)
        bare, exif = strip(kind, data) if kind else (data, b"")
        if kind == "jpeg" and (orientation := orientation_of(exif)) != 1:
            bare = with_orientation(bare, orientation)
    except (binascii.Error, ValueError, CutError):
        return found[0]
    return found[0] if bare == data else found[1] + base64.b64encode(bare)
