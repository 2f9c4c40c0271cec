"""A misspelled variable."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from helpline.settings import Settings


def load_strictly(environ: Mapping[str, str]) -> Settings:
    """Return the settings that variables like ``HELPLINE_MIN_SCORE`` give.

    Args:
        environ: Variables of any kind, as in ``os.environ``.

    Raises:
        ValueError: A variable starts with ``HELPLINE_`` and is no setting. The message has its
            name, and the name of the variable that may be meant, if one is close.
    """
    raise NotImplementedError  # write this
