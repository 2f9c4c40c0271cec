"""Characters that an author's text must not contain."""

from __future__ import annotations

import re
from typing import Final

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def has_control(text: str) -> bool:
    """Return whether a text contains control characters other than line breaks and tabs.

    No page could show them, and XML forbids most of them (XML 1.0, 2.2).
    """
    return _CONTROL.search(text) is not None
