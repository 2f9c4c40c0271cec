"""After reading: whether there is what files with absolute addresses need."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

from ..builds.addresses import is_address
from ..core.problems import Subtype, short_repr
from ..diagnostics import warn

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def can_make(env: BuildEnvironment, made: str, subtype: Subtype, package: str = "") -> bool:
    """Return whether there is an address and a library; warn, once, of what there isn't.

    Args:
        env: the environment.
        made: what is made with them, in the plural.
        subtype: that of the warning.
        package: the name under which the library is imported, if one is needed.
    """
    base = str(env.config.html_baseurl)
    if not base:
        message = (
            f"{made.capitalize()} hold absolute addresses, so there are none: set 'html_baseurl' "
            "in conf.py to the address of your website, as in 'https://example.org/'."
        )
    elif not is_address(base):
        message = (
            f"html_baseurl is {short_repr(base)}, which isn't an address like "
            f"'https://example.org/', so there are no {made}."
        )
    elif package and importlib.util.find_spec(package) is None:
        message = (
            f"{made.capitalize()} need one more package, so there are none: pip install "
            '"sphinx-journey[feeds]".'
        )
    else:
        return True
    warn(subtype, message, once=True)
    return False
