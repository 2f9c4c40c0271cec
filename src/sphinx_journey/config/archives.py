"""The configuration value that says where the pages of tags, categories, authors and years are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..core.archives import PRESETS, SLUG, Addresses
from ..core.problems import did_you_mean
from ..core.slugs import has_control
from ..core.terms import KINDS
from .checks import is_whole, warn_of_item

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..core.terms import TermKind

_NAME = "journey_archives"
_PER_PAGE = 30
_MOST = 10_000
_LONGEST = 120


class ArchiveSettings(NamedTuple):
    """Which archives there are."""

    addresses: Mapping[TermKind, Addresses] = {}
    """By kind of term; a kind that isn't there has no pages."""
    per_page: int = _PER_PAGE
    """How many posts a page lists at most."""


def settle_archives(value: object) -> ArchiveSettings:
    """Check the value of ``journey_archives``; warn of what is wrong with it.

    Args:
        value: ``True``, the name of a preset, or a mapping: ``preset`` and ``per_page``, and by
            kind of term a page's name with ``{slug}``, or ``False``.
    """
    if value in (False, None):
        return ArchiveSettings()
    if value is True:
        return ArchiveSettings(PRESETS["hugo"])
    if isinstance(value, str):
        return ArchiveSettings(_preset(value))
    if not isinstance(value, dict):
        warn_of_item(_NAME, value, "True, False, a preset's name or a dict")
        return ArchiveSettings()
    addresses = dict(_preset(value.get("preset", "hugo")))
    for key, given in value.items():
        if key in KINDS:
            kind = next(kind for kind in KINDS if kind == key)
            if given in (False, None):
                del addresses[kind]
            elif given is not True:
                addresses[kind] = _address(kind, given, addresses[kind])
        elif key not in {"preset", "per_page"}:
            known = (*KINDS, "preset", "per_page")
            warn_of_item(_NAME, key, f"one of {', '.join(known)}", did_you_mean(str(key), known))
    return ArchiveSettings(addresses, _per_page(value.get("per_page", _PER_PAGE)))


def _preset(value: object) -> Mapping[TermKind, Addresses]:
    for name, addresses in PRESETS.items():
        if name == value:
            return addresses
    expected = f"one of {', '.join(PRESETS)}"
    warn_of_item(f"{_NAME}: preset", value, expected, did_you_mean(str(value), PRESETS))
    return PRESETS["hugo"]


def _address(kind: TermKind, value: object, default: Addresses) -> Addresses:
    """Return where a kind's pages are; the list of all terms is where a slug could be ``index``."""
    if isinstance(value, str) and value.count(SLUG) == 1 and _is_path(value):
        return Addresses(value.replace(SLUG, "index"), value)
    warn_of_item(f"{_NAME}[{kind!r}]", value, f"a page's name like {default.page!r}")
    return default


def _is_path(name: str) -> bool:
    parts = name.split("/")
    is_inside = not {"", ".", ".."}.intersection(parts) and "\\" not in name and ":" not in name
    return is_inside and not has_control(name) and len(name) <= _LONGEST


def _per_page(value: object) -> int:
    if isinstance(value, int) and is_whole(value, _MOST):
        return value
    warn_of_item(f"{_NAME}['per_page']", value, f"a whole number from 1 to {_MOST:,}")
    return _PER_PAGE
