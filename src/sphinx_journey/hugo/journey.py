"""The journey of a site that has no plan: its sections are the pillars."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..core.document import instant
from ..core.plan import Entry, Plan, PlannedJourney, PlannedPillar
from ..core.problems import Location
from ..core.slugs import name_to_id
from .model import Kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from .branches import Branch
    from .content_model import Content
    from .model import Site


def plan_of_site(
    site: Site,
    contents: Mapping[str, Content],
    branches: Mapping[str, Branch],
    zone: dt.tzinfo,
    untitled: str,
    taken: Iterable[str] = (),
) -> Plan:
    """Return one journey, named after the site, with a pillar for each of its main sections.

    Without ``mainSections`` these are all sections at the top that hold posts. Posts come in the
    order in which they are read: by weight, then the oldest first.

    Args:
        site: the site.
        contents: what Hugo makes of each document of this build.
        branches: the pages of sections, by document.
        zone: of dates without one.
        untitled: the title of the journey of a site that has none.
        taken: ids that other journeys have.
    """
    posts: dict[str, list[str]] = {}
    for name, one in contents.items():
        is_post = one.page.kind is Kind.PAGE and one.section and one.listed == "always"
        if is_post and not one.reasons and one.page.language == site.default_language:
            posts.setdefault(one.section, []).append(name)
    wanted = [one.lower() for one in site.main_sections]
    names = [one for one in wanted if one in posts] if wanted else sorted(posts)
    if not names:
        return Plan()
    title = site.title.strip() or untitled
    journey_id = name_to_id(title)
    used = set(taken)
    while journey_id in used:
        journey_id += "-posts"
    pages = _pages(contents, branches)
    pillars = tuple(
        PlannedPillar(
            location=Location(""),
            id=name_to_id(name),
            title=pages[name][1] if name in pages else name,
            docname=pages[name][0] if name in pages else None,
            posts=tuple(
                Entry(location=Location(""), docname=docname)
                for docname in sorted(
                    posts[name], key=lambda one: _reading_order(contents[one], zone)
                )
            ),
        )
        for name in names
    )
    return Plan(
        (PlannedJourney(location=Location(""), id=journey_id, title=title, pillars=pillars),)
    )


def _pages(
    contents: Mapping[str, Content], branches: Mapping[str, Branch]
) -> dict[str, tuple[str, str]]:
    """Return the document and the title of the page of each section at the top."""
    found: dict[str, tuple[str, str]] = {}
    for name, branch in branches.items():
        folder = branch.folder.lower()
        if folder and "/" not in folder:
            title = contents[name].link_title if name in contents else branch.title
            found.setdefault(folder.replace(" ", "-"), (name, title))
    return found


def _reading_order(one: Content, zone: dt.tzinfo) -> tuple[object, ...]:
    date = one.front.publish_date or one.front.date
    weight = one.front.weight
    when = instant(date, zone).timestamp() if date else math.inf
    return (math.inf if weight is None else weight, when, one.page.path)
