"""The options ``build`` and ``headless`` of front matter.

Source: https://gohugo.io/content-management/build-options/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .casting import go_truth

if TYPE_CHECKING:
    from collections.abc import Mapping

Listed = Literal["always", "local", "never"]


def is_headless(values: Mapping[str, object]) -> bool:
    """Return whether front matter, with keys in lower case, makes its page headless."""
    return bool(go_truth(values.get("headless")))


def is_rendered(values: Mapping[str, object]) -> bool:
    """Return whether ``build`` has a page rendered; one of which only the link is, isn't."""
    return not _is_off(values, "render", "link")


def listed_by(values: Mapping[str, object]) -> Listed:
    """Return which lists ``build`` has name a page."""
    if _is_off(values, "list"):
        return "never"
    return "local" if _option(values, "list") == "local" else "always"


def malformed(values: Mapping[str, object]) -> tuple[str, object] | None:
    """Return the key and the value of build options that Hugo refuses, or ``None``."""
    key, build = _build(values)
    if isinstance(build, dict) and not any(isinstance(o, list | dict) for o in build.values()):
        return None
    return key, build


def _build(values: Mapping[str, object]) -> tuple[str, object]:
    key = next((one for one in ("build", "_build") if one in values), "build")
    build = values.get(key)
    return key, {} if build is None else build


def _option(values: Mapping[str, object], name: str) -> object:
    _, build = _build(values)
    members = build.items() if isinstance(build, dict) else ()
    return next((inner for key, inner in members if str(key).lower() == name), None)


def _is_off(values: Mapping[str, object], name: str, *also: str) -> bool:
    """Return whether an option of ``build`` is ``never``; until 0.67 it was a truth."""
    said = _option(values, name)
    if isinstance(said, bool | int):
        return not said
    return said in {"never", "0", "false", *also} if isinstance(said, str) else False
