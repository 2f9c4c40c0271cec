"""A misspelled variable must not be a setting that silently does nothing."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from helpline.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping


# region solution
def load_strictly(environ: Mapping[str, str]) -> Settings:
    """Return the settings; refuse a variable that only starts like one.

    Raises:
        ValueError: The message names the variable, and what may be meant.
    """
    known = [field.upper() for field in Settings.model_fields]
    for name in sorted(environ):
        rest = name.removeprefix("HELPLINE_")
        if rest not in {name, *known}:
            near = difflib.get_close_matches(rest, known, n=1)
            hint = f" Did you mean HELPLINE_{near[0]}?" if near else ""
            raise ValueError(f"{name} is no setting.{hint}")
    return Settings.load(None, environ)


# endregion solution
