"""One short string that stands for a whole run: equal runs have equal ones."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from helpline.records import Reply


# region fingerprint
def canonical(replies: Iterable[Reply]) -> str:
    """Return replies as JSON lines that have one spelling: by ticket, with sorted keys."""
    lines = [
        json.dumps(reply.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))
        for reply in sorted(replies, key=lambda reply: reply.ticket)
    ]
    return "".join(f"{line}\n" for line in lines)


def fingerprint(replies: Iterable[Reply]) -> str:
    """Return the SHA-256 of the replies, whatever their order."""
    return hashlib.sha256(canonical(replies).encode()).hexdigest()


# endregion fingerprint
