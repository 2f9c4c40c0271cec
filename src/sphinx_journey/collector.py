"""Python's garbage collector, kept from looking again and again at what stays for the build.

A build loads an environment of some hundred thousand objects, all of which live to its end. Each
full collection visits all of them and frees none: on a build of nothing new, one such visit costs
more than all that this extension does.
"""

from __future__ import annotations

import gc
from itertools import count
from typing import TYPE_CHECKING

from .domain.journey import journey_domain

_builds = count()
"""Numbers the builds of this process."""

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def leave_alone(_app: Sphinx, env: BuildEnvironment, *_changes: object) -> list[str]:
    """Let collections pass over all that is there by now, for as long as the build lasts.

    It is for the first build of a process, which most often is the only one: of those before a
    later one there may be much to free. Where the program that runs Sphinx has done so itself, its
    choice is left as it is.
    """
    domain = journey_domain(env)
    if domain.config is not None and not gc.get_freeze_count() and next(_builds) == 0:
        gc.freeze()
        domain.is_left_alone = True
    return []


def look_again(app: Sphinx, _exception: Exception | None) -> None:
    """Let collections look at everything once more, if it was this build that left it alone."""
    env = getattr(app, "env", None)
    if env is not None and journey_domain(env).is_left_alone:
        gc.unfreeze()
