"""What the gate says: what a build holds back, and what it would hold back if it were on."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from logging import Filter, LogRecord, getLogger
from typing import TYPE_CHECKING

from sphinx.util import logging

from ..core.document import Settings
from ..core.model import Status
from ..core.plan import Plan
from ..core.problems import Subtype
from ..core.publication import publications_of
from ..diagnostics import warn
from ..domain.journey import journey_domain

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from ..builds.build import Build
    from ..config.values import Clock

logger = logging.getLogger(__name__)


class _Follows(Filter):
    """Drops the warnings that follow from a plan that can't be read, and counts them."""

    count = 0

    def filter(self, record: LogRecord) -> bool:
        kind = (getattr(record, "type", ""), getattr(record, "subtype", ""))
        follows = kind in _FOLLOW
        self.count += follows
        return not follows


_FOLLOW = {
    ("toc", "not_included"),
    *(
        ("journey", str(one))
        for one in (Subtype.UNKNOWN_JOURNEY, Subtype.UNKNOWN_PILLAR, Subtype.UNKNOWN_POST)
    ),
}
_LOGGERS = ("sphinx.sphinx.environment", f"sphinx.{warn.__module__}")


def keep_to_one_warning(build: Build) -> None:
    """Let the warning about a plan that can't be read be the only one in this build."""
    if not build.inputs.plan.is_broken:
        return
    follows = _Follows()
    loggers = [getLogger(name) for name in _LOGGERS]
    for one in loggers:
        one.addFilter(follows)

    def end() -> None:
        for one in loggers:
            one.removeFilter(follows)
        logger.info("journey: %d warnings follow from the plan; they aren't shown", follows.count)

    build.undo.append(end)


def log_withheld(build: Build) -> None:
    """Log in one line how many documents this build holds back, and why; names with ``-v``."""
    names: dict[Status, list[str]] = defaultdict(list)
    for docname in build.withheld:
        names[build.publications[docname].status].append(docname)
    if not names:
        return
    parts = [f"{len(names[status])} {status}" for status in Status if status in names]
    dates = [build.publications[docname].when for docname in names[Status.SCHEDULED]]
    if dates:
        first = min(when.date() for when in dates if when is not None)
        position = parts.index(f"{len(dates)} {Status.SCHEDULED}")
        parts[position] += f", the next until {first}" if len(dates) > 1 else f" until {first}"
    entries = build.publications.entries
    untold = sum(name in entries and entries[name].title is None for name in build.withheld)
    if untold:
        parts[-1] += f"; {untold} without a title in the plan, so that readers see nothing of it"
    count = len(build.withheld)
    what = "1 document is" if count == 1 else f"{count} documents are"
    logger.info("journey: %s held back: %s", what, ", ".join(parts))
    for status in Status:
        if status in names:
            logger.verbose("journey: %s: %s", status, ", ".join(sorted(names[status])))


def warn_of_ungated(env: BuildEnvironment, clock: Clock) -> None:
    """Warn, where the gate is off, of documents that say they aren't published.

    One warning for the project, in a build that reads such a document: how many there are, and the
    switch.
    """
    domain = journey_domain(env)
    scanned = domain.build.scanned
    found = publications_of(scanned, Plan(), Settings(now=clock.now, zone=dt.UTC))
    kept = domain.ungated.items()
    ungated = {k: v for k, v in kept if k in env.found_docs and k not in scanned}
    ungated |= {docname: str(found[docname].status) for docname in sorted(found.withheld)}
    domain.data["ungated"] = ungated
    if not found.withheld:
        return
    first = min(found.withheld)
    what = "1 document is" if len(ungated) == 1 else f"{len(ungated)} documents are"
    warn(
        Subtype.GATE_OFF,
        f"{what} published although the front matter says otherwise; this one is "
        f"{found[first].status}. Without a plan, drafts and dates aren't checked. Set "
        "'journey_gate = True' in conf.py to hold such documents back, or add "
        "'journey.gate_off' to suppress_warnings to publish them.",
        location=f"{env.doc2path(first)}:1",
    )
