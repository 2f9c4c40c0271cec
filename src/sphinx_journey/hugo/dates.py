"""Which keys a page's dates are taken from: the site's ``frontmatter`` configuration.

Source: https://gohugo.io/configuration/front-matter/
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .moments import as_hugo_moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Moment = dt.date | dt.datetime

DEFAULTS: Final[Mapping[str, tuple[str, ...]]] = {
    "date": ("date", "publishdate", "lastmod"),
    "lastmod": (":git", "lastmod", "date", "publishdate"),
    "publishdate": ("publishdate", "date"),
    "expirydate": ("expirydate",),
}
"""Where each date is looked for if the configuration doesn't say, in the order in which they are
found. What is found for one stands for its key, where front matter hasn't got it, when the next
ones are looked for."""
_ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "lastmod": ("modified",),
    "publishdate": ("pubdate", "published"),
    "expirydate": ("unpublishdate",),
}
_LENGTH: Final = len("2026-01-31")


@dataclass(frozen=True)
class Dates:
    """A page's dates, as far as it has them, and what its name says of its slug."""

    date: Moment | None = None
    publish_date: Moment | None = None
    lastmod: Moment | None = None
    expiry_date: Moment | None = None
    slug: str = ""
    """What follows the date in the file's name, if a date was taken from there."""
    wrong: tuple[str, ...] = ()
    """The keys whose values are no dates, of those that were looked at."""


def dates_of(
    values: Mapping[str, object],
    configured: Mapping[str, tuple[str, ...]],
    *,
    name: str,
    git: dt.datetime | None = None,
) -> Dates:
    """Return the dates of a page.

    Args:
        values: its front matter, cascaded values included, with keys in lower case.
        configured: `model.Site.dates`.
        name: the file's name without its suffix and language; for a leaf bundle, its folder's.
        git: when the file was last changed, by its history, if that is known.

    ``:fileModTime`` finds nothing: a file's date of change differs from copy to copy of a site,
    and what was built from one couldn't be built again. Nothing is raised.
    """
    known = dict(values)
    found: dict[str, Moment | None] = {}
    wrong: dict[str, None] = {}
    slug = ""
    for field in DEFAULTS:
        for key in _keys(field, configured):
            moment: Moment | None = None
            if key == ":filename":
                moment = as_hugo_moment(name[:_LENGTH])
                slug = name[_LENGTH:].strip(" -_") if moment else slug
            elif key == ":git":
                moment = git
            elif not key.startswith(":") and (value := known.get(key)) not in (None, ""):
                if isinstance(value, bool) and key == "published":
                    continue
                moment = as_hugo_moment(value)
                if moment is None:
                    wrong[key] = None
            if moment is not None:
                known.setdefault(field, moment)
                found[field] = moment if moment.year > 1 else None  # Go's zero time
                break
    return Dates(
        found.get("date"),
        found.get("publishdate"),
        found.get("lastmod"),
        found.get("expirydate"),
        slug,
        tuple(wrong),
    )


def _keys(field: str, configured: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for listed in configured.get(field, (":default",)):
        for key in DEFAULTS[field] if listed == ":default" else (listed.lower(),):
            yield key
            yield from _ALIASES.get(key, ())
