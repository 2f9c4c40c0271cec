"""The line below a caption that says whose a picture is, and how it may be used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from ..core.problems import Subtype
from ..messages import SEPARATOR, _

if TYPE_CHECKING:
    from docutils.nodes import Node

    from .base import JourneyDirective

_CREATIVE_COMMONS = re.compile(
    r"CC[ -](BY(?:-(?:NC-SA|NC-ND|NC|SA|ND))?)[ -]([1-4]\.[0-9])\Z", re.IGNORECASE
)
_PUBLIC_DOMAIN = re.compile(r"CC[ -]?0(?:[ -]1\.0)?\Z", re.IGNORECASE)


def credit_line(directive: JourneyDirective) -> nodes.paragraph | None:
    """Return the credit and licence of a picture, or ``None`` if it names neither."""
    credit = " ".join(directive.text_option("credit").split())
    license_ = " ".join(directive.text_option("license").split())
    address = directive.link_option("credit-link", "the credit")
    if address and not credit:
        directive.warn(
            Subtype.OPTION,
            "':credit-link:' has no ':credit:' to be a link of. Name whose the picture is.",
        )
    parts: list[Node] = []
    if credit:
        before, _percent, after = directive.say("Picture: %s", _("Picture: %s")).partition("%s")
        credit = directive.translated(credit)
        parts = [nodes.Text(before), _linked(credit, address), nodes.Text(after)]
    if license_:
        parts += [nodes.Text(SEPARATOR)] if parts else []
        parts.append(_linked(license_, _license_address(license_)))
    if not parts:
        return None
    line = nodes.paragraph("", "", *parts, classes=["journey-credit"], translatable=False)
    directive.set_source_info(line)
    return line


def _linked(text: str, address: str) -> Node:
    return nodes.reference("", text, refuri=address) if address else nodes.Text(text)


def _license_address(name: str) -> str:
    """Return the text of a Creative Commons licence (https://creativecommons.org/licenses/)."""
    if _PUBLIC_DOMAIN.match(name):
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    match = _CREATIVE_COMMONS.match(name)
    if match is None:
        return ""
    return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/"
