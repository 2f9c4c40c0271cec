"""Which files of a content folder are pages, with the front matter that their sections give them.

The rules are those of Hugo 0.168, found out by trying: tests/hugo/test_hugo_content.py compares
them with it. Source: https://gohugo.io/content-management/
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..core.document import in_own_zone
from ..core.fields import FrontMatter, read_fields
from ..core.problems import Location, Problem
from .build_options import listed_by
from .cascade import Cascade, cascades_of
from .casting import HUGO
from .content_model import Cascaded, Content, Contents, Reason, Source
from .dates import dates_of
from .model import Kind, Page, Section
from .passed_over import ignoring, is_hidden
from .places import Place, kind_of, logical, place_of, winners
from .reasons import reasons_of_build, reasons_of_clock, reasons_of_dates
from .titles import order_key, section_title

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping

    from ..core.document import Settings
    from .model import Site


_NOTHING: Final[Mapping[str, Source | None]] = MappingProxyType({})
_NOWHERE: Final = Location("")


def contents_of(
    files: Mapping[str, Source | None],
    site: Site,
    settings: Settings,
    *,
    git: Mapping[str, dt.datetime] | None = None,
    environment: str = "production",
    configured_at: Location = _NOWHERE,
    beside: Mapping[str, Source | None] = _NOTHING,
) -> tuple[Contents, tuple[Problem, ...]]:
    """Return what Hugo makes of files.

    Args:
        files: all files of the content folders by path, relative to the site, with ``/``; with
            the front matter of each, or ``None`` for what has none.
        site: the site's configuration.
        settings: the clock and the zone.
        git: when each file was last changed by its history, if dates are taken from there.
        environment: Hugo's, for cascades that are meant for one.
        configured_at: where the configuration is, for problems of its cascade.
        beside: pages of Hugo's that are no documents, for what they make of the files around them.

    Returns:
        The files and sections, and what is wrong with cascades, with ``build`` and with dates
        under keys of the site's own. What `parse` has found isn't repeated. Nothing is raised.
    """
    reader = _Reader({**beside, **files}, site, settings, git or {}, environment)
    reader.read_cascades(configured_at)
    found = {path: reader.content(path) for path in files}
    others = {path: reader.content(path) for path in beside.keys() - files.keys()}
    return Contents(found, reader.sections(found, others), others), tuple(reader.problems)


class _Reader:
    def __init__(
        self,
        files: Mapping[str, Source | None],
        site: Site,
        settings: Settings,
        git: Mapping[str, dt.datetime],
        environment: str,
    ) -> None:
        self.problems: list[Problem] = []
        self._files, self._site, self._settings = files, site, settings
        self._git, self._environment = git, environment
        self._places = {path: place_of(path, site) for path in files}
        is_ignored = ignoring(site)
        self._passed_over = {path: self._why_passed_over(path, is_ignored(path)) for path in files}
        self._leaves = self._leaf_folders()
        pages = [
            (path, place)
            for path, place in self._places.items()
            if self._passed_over[path] is None and self._bundle_of(place) is None
        ]
        self._winners = winners(pages)
        self._configured: tuple[Cascade, ...] = ()
        self._own: dict[str, tuple[Cascade, ...]] = {}
        self._of_branch: dict[tuple[str, str], str] = {}

    def _why_passed_over(self, path: str, is_ignored: bool) -> Reason | None:
        place = self._places[path]
        if is_hidden(place.path):
            return Reason.HIDDEN
        if is_ignored:
            return Reason.IGNORED
        if place.is_disabled:
            return Reason.LANGUAGE
        return None if place.suffix else Reason.NOT_CONTENT

    def _leaf_folders(self) -> dict[str, list[str]]:
        """Return the pages of leaf bundles, one for each language, by their folder."""
        leaves: dict[str, list[str]] = {}
        for path, place in self._places.items():
            if place.is_leaf and self._passed_over[path] is None:
                leaves.setdefault(place.folder, []).append(path)
        return leaves

    def _bundle_of(self, place: Place) -> list[str] | None:
        """Return the pages of the leaf bundle that a file is a resource of."""
        above = place.folder
        if above in self._leaves and not place.is_leaf:
            return self._leaves[above]
        return next((self._leaves[one] for one in _parents(above) if one in self._leaves), None)

    def read_cascades(self, configured_at: Location) -> None:
        """Read the cascades of the configuration and of all pages."""
        self._configured, problems = cascades_of(self._site.cascade, configured_at)
        self.problems += problems
        for path, winner in self._winners.items():
            parsed, place = self._files[path], self._places[path]
            if path != winner or parsed is None:
                continue
            if place.is_branch or place.is_home:
                key = ("" if place.is_home else logical(place.folder), place.language)
                self._of_branch[key] = path
            if parsed.broken and parsed.meta.draft:
                # What it says to the pages below isn't known.
                self._own[path] = (Cascade({"draft": True}, Location(path, 1)),)
            value = {key.lower(): inner for key, inner in parsed.data.items()}.get("cascade")
            if value is not None:
                location = Location(path, parsed.lines.get("cascade", 1))
                self._own[path], problems = cascades_of(value, location, language=place.language)
                self.problems += problems

    def _cascades(self, path: str, place: Place) -> Iterator[Cascade]:
        """Yield the entries of cascades that may be meant for a page, the nearest first."""
        yield from self._own.get(path, ())
        for folder in (place.folder, *_parents(place.folder)):
            key = (logical(folder) if folder else "", place.language)
            above = self._of_branch.get(key)
            if above is not None and above != path:
                yield from self._own.get(above, ())
        yield from self._configured

    def _cascaded(self, path: str, kind: Kind, own: Mapping[str, object]) -> dict[str, Cascaded]:
        place = self._places[path]
        found: dict[str, Cascaded] = {}
        for cascade in self._cascades(path, place):
            if cascade.applies(
                path=place.logical,
                kind=kind,
                language=place.language,
                environment=self._environment,
            ):
                for key, value in cascade.values.items():
                    if key not in own:
                        found.setdefault(key, Cascaded(value, cascade.location))
        return found

    def content(self, path: str) -> Content:
        """Return what Hugo makes of one file."""
        place, parsed = self._places[path], self._files[path]
        meta = parsed.meta if parsed else FrontMatter()
        why = self._passed_over[path]
        bundle = self._bundle_of(place) if why is None else None
        if bundle is not None:
            why = Reason.RESOURCE
        if why is None and self._winners[path] != path:
            why = Reason.SHADOWED
        if why is not None:
            page = Page(place.path, place.language, Kind.PAGE, meta.title or "")
            reasons = frozenset({why})
            return Content(page, "", meta, {}, {}, reasons, "never", tuple(bundle or ()))
        return self._page(path, place, meta, parsed)

    def _page(self, path: str, place: Place, meta: FrontMatter, parsed: Source | None) -> Content:
        own = {key.lower(): value for key, value in parsed.data.items()} if parsed else {}
        kind = kind_of(place, self._site)
        cascaded = self._cascaded(path, kind, own)
        values = {**own, **{key: one.value for key, one in cascaded.items()}}
        front = _merged(meta, own, cascaded)
        name = place.folder.rpartition("/")[2] if place.is_leaf else place.stem
        dates = dates_of(values, self._site.dates, name=name, git=self._git.get(path))
        front = front._replace(
            date=dates.date,
            publish_date=dates.publish_date,
            lastmod=dates.lastmod,
            expiry_date=dates.expiry_date,
            slug=front.slug or dates.slug or None,
        )
        reasons = reasons_of_clock(front, self._settings)
        for more, problems in (
            reasons_of_dates(path, dates.wrong, parsed),
            reasons_of_build(path, values, parsed),
        ):
            reasons |= more
            self.problems += problems
        if self._site.holds_back:
            reasons.add(Reason.HELD_BACK)
        title = front.title or ""
        if not title and kind in {Kind.SECTION, Kind.TAXONOMY, Kind.TERM}:
            title = section_title(place.folder.rpartition("/")[2])
        day = None if front.date is None else in_own_zone(front.date, self._settings.zone)
        segments = place.logical.strip("/").split("/")
        url = values.get("url")
        page = Page(
            place.path,
            place.language,
            kind,
            title,
            day,
            front.slug or "",
            url if isinstance(url, str) else "",
            front.aliases,
        )
        return Content(
            page=page,
            section=segments[0] if len(segments) > 1 or kind is not Kind.PAGE else "",
            front=front,
            values=values,
            cascaded=cascaded,
            reasons=frozenset(reasons),
            listed="never" if Reason.HEADLESS in reasons else listed_by(values),
            order=order_key(
                weight=front.weight,
                date=day,
                link_title=front.link_title or title,
                path=place.path,
            ),
        )

    def sections(
        self, found: Mapping[str, Content], beside: Collection[str]
    ) -> tuple[Section, ...]:
        """Return the sections that have no page, of the first folders in which pages are."""
        made: dict[tuple[str, str], Section] = {}
        owned = {key for key, path in self._of_branch.items() if path not in beside}
        for content in found.values():
            folder, slash, _ = content.page.path.partition("/")
            language, key = content.page.language, logical(folder)
            is_leaf = content.page.kind is Kind.PAGE and key.count("/") == 1
            if (
                slash
                and content.is_built
                and content.listed != "never"
                and key[1:] not in self._site.taxonomies
                and (key, language) not in owned
                and not (is_leaf and folder in self._leaves)
            ):
                made.setdefault((language, key), Section(language, f"/{folder}"))
        return tuple(made[key] for key in sorted(made))


def _parents(folder: str) -> tuple[str, ...]:
    """Return the folders above one, the nearest first, with the content folder at last."""
    parts = folder.split("/") if folder else []
    return tuple("/".join(parts[:number]) for number in range(len(parts) - 1, -1, -1))


def _merged(
    meta: FrontMatter, own: Mapping[str, object], cascaded: Mapping[str, Cascaded]
) -> FrontMatter:
    """Return a page's typed values with those of cascades where it has none."""
    if not cascaded:
        return meta
    given = {key: one.value for key, one in cascaded.items()}
    if "draft" in own:
        given.pop("published", None)  # 'draft' goes before it
    below, _ = read_fields(given, {}, path="", syntax="none", casting=HUGO)
    missing = {
        name: value
        for name, value in below._asdict().items()
        if getattr(meta, name) in (None, (), False)
    }
    return meta._replace(**missing)
