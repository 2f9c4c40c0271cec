"""Similar tickets by the standard library: what the service did first (post 1.4)."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


# region similar
class Similar:
    """Earlier tickets, compared with a new one letter by letter."""

    def __init__(self, tickets: Mapping[str, str]) -> None:
        self.names = {text.lower(): name for name, text in tickets.items()}

    def to(self, text: str, k: int = 3) -> list[str]:
        """Return the ids of the k tickets most like a text, best first."""
        closest = difflib.get_close_matches(
            text.lower(), self.names, n=k, cutoff=0.6
        )
        return [self.names[found] for found in closest]


# endregion similar
