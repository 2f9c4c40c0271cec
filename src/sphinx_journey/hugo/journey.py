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

    Without ``mainSections`` these are all sections at the top that hold posts, in the order in
    which the home page lists them. Posts come in the order in which they are read: section by
    section, in each by weight, then the oldest first.

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
    pages = _pages(site, contents, branches)
    listed = [*pages, *sorted(posts.keys() - pages.keys())]
    names = [one for one in wanted or listed if one in posts]
    if not names:
        return Plan()
    title = site.title.strip() or untitled
    journey_id = name_to_id(title)
    used = set(taken)
    while journey_id in used:
        journey_id += "-posts"
    order = _Order(contents, branches, zone)
    pillars = tuple(
        PlannedPillar(
            location=Location(""),
            id=name_to_id(name),
            title=pages[name][1] if name in pages else name,
            docname=pages[name][0] if name in pages else None,
            posts=tuple(
                Entry(location=Location(""), docname=docname)
                for docname in order.of(posts[name], pages.get(name, ("", ""))[0])
            ),
        )
        for name in names
    )
    return Plan(
        (PlannedJourney(location=Location(""), id=journey_id, title=title, pillars=pillars),)
    )


def _pages(
    site: Site, contents: Mapping[str, Content], branches: Mapping[str, Branch]
) -> dict[str, tuple[str, str]]:
    """Return the document and the title of the page of each section at the top, in their order."""
    mine = [one for one in branches.values() if one.language == site.default_language]
    home = next((one for one in mine if not one.folder), None)
    listed = home.docnames if home is not None else ()
    places = {name: at for at, name in enumerate(listed)}
    found: dict[str, tuple[str, str]] = {}
    for branch in sorted(mine, key=lambda one: (places.get(one.docname, len(places)), one.folder)):
        folder, name = branch.folder.lower(), branch.docname
        if folder and "/" not in folder:
            title = contents[name].link_title if name in contents else branch.title
            found.setdefault(folder.replace(" ", "-"), (name, title))
    return found


_Place = tuple[float, float, str]


class _Order:
    """The order in which posts are read: the pages and sections of each section by turns."""

    def __init__(
        self, contents: Mapping[str, Content], branches: Mapping[str, Branch], zone: dt.tzinfo
    ) -> None:
        self._contents, self._branches, self._zone = contents, branches, zone

    def of(self, posts: list[str], section: str) -> list[str]:
        """Return posts of a section, by the document of its page, in the order of reading."""
        left = set(posts)
        found = [docname for _place, docname in self._below(section, left)]
        return [*found, *sorted(left.difference(found), key=self._place)]

    def _below(self, section: str, posts: set[str]) -> list[tuple[_Place, str]]:
        branch = self._branches.get(section)
        groups: list[tuple[_Place, list[tuple[_Place, str]]]] = []
        for name in branch.docnames if branch is not None else ():
            if name in posts:
                groups.append((self._place(name), [(self._place(name), name)]))
            elif inner := self._below(name, posts) if name in self._branches else []:
                content = self._contents.get(name)
                weight = _weight(content) if content is not None else math.inf
                oldest = min(place[1] for place, _docname in inner)
                groups.append(((weight, oldest, name), inner))
        return [one for _place, inner in sorted(groups) for one in inner]

    def _place(self, name: str) -> _Place:
        one = self._contents[name]
        date = one.front.publish_date or one.front.date
        when = instant(date, self._zone).timestamp() if date else math.inf
        return _weight(one), when, one.page.path


def _weight(one: Content) -> float:
    return math.inf if one.front.weight is None else one.front.weight
