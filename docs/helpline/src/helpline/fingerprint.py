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
    """Return replies as JSON lines that have only one spelling."""
    values = [reply.model_dump(mode="json") for reply in replies]
    lines = [json.dumps(one, sort_keys=True) + "\n" for one in values]
    return "".join(sorted(lines))


def fingerprint(replies: Iterable[Reply]) -> str:
    """Return the SHA-256 of the replies, whatever their order."""
    text = canonical(replies)
    return hashlib.sha256(text.encode()).hexdigest()


# endregion fingerprint
