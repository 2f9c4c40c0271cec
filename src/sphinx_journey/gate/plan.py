"""The plan of a project, parsed again only when its text has changed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..core.plan import Plan
from ..core.problems import Subtype, short_repr
from ..diagnostics import report, warn
from ..domain.journey import journey_domain
from .scan import conversion_advice

if TYPE_CHECKING:
    from sphinx.application import Sphinx


_LONG = 200
"""Characters of a path that no message shows."""


class PlanFile(NamedTuple):
    """The plan of a project, and whether there is a file for it."""

    plan: Plan = Plan()
    exists: bool = False
    is_missing: bool = False
    """Whether the project names a plan that isn't there; its drafts stay withheld."""


def load_plan(app: Sphinx) -> PlanFile:
    """Read the plan, if there is one, and warn about what is wrong with it."""
    domain = journey_domain(app.env)
    name = str(app.config.journey_manifest)
    path = Path(app.srcdir, name)
    if not _is_file(path):
        alike = _alike(path)
        if alike:
            warn(
                Subtype.MANIFEST_MISSING,
                f"The plan is expected in {name!r}. Rename this file, or set 'journey_manifest = "
                f"{alike.name!r}' in conf.py. Until then the project is built without a plan.",
                location=f"{alike}:1",
            )
            return PlanFile(is_missing=True)
        if name == "journey.yml" and not os.path.lexists(path):
            return PlanFile()
        warn(
            Subtype.MANIFEST_MISSING,
            f"{short_repr(name)} (journey_manifest) isn't a file in the source directory. The "
            "project is built without it.",
            location=f"{path}:1" if len(name) < _LONG else None,
        )
        return PlanFile(is_missing=True)
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        message = f"The plan can't be read: {error}. The project is built without it."
        warn(Subtype.MANIFEST_MISSING, message, location=f"{path}:1")
        return PlanFile(exists=True)
    except UnicodeDecodeError as error:
        from ..core.manifest import HELD, unread_plan

        line = 1 + error.object[: error.start].count(b"\n")
        message = f"The plan can't be read: {error}. {conversion_advice(raw)}. {HELD}"
        warn(Subtype.MANIFEST_MISSING, message, location=f"{path}:{line}")
        return PlanFile(unread_plan(raw.decode("utf-8", "replace")), exists=True)
    key = hashlib.sha256(f"{name}\0{text}".encode()).digest()
    kept = domain.data["plan"]
    if kept is None or kept[0] != key:  # parsing a large plan takes longer than the rest of this
        from ..core.manifest import read_manifest

        kept = (key, *read_manifest(text, path=name))
        domain.data["plan"] = kept
    report(kept[2], Path(app.srcdir))
    return PlanFile(kept[1], exists=True)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _alike(path: Path) -> Path | None:
    """Return a file beside the plan's path that seems to be a plan under another name."""
    try:
        names = sorted(entry.name for entry in path.parent.iterdir() if entry.is_file())
    except (OSError, ValueError):
        return None
    alike = {f"{path.stem}{suffix}".lower() for suffix in (".yml", ".yaml", ".yml.txt")}
    return next((path.with_name(name) for name in names if name.lower() in alike), None)
