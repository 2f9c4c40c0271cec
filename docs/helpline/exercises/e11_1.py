"""Which parameters of a function can remember what happened in earlier calls?"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


# region solution
def remembers(function: Callable[..., Any]) -> list[str]:
    """Return the parameters whose default can change, having no hash."""
    parameters = inspect.signature(function).parameters
    return [
        name
        for name, one in parameters.items()
        if type(one.default).__hash__ is None
    ]


# endregion solution
