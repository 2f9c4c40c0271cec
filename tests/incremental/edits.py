"""The edits of the matrix: what an author, a calendar or a configuration may change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .site import PLAN, png

if TYPE_CHECKING:
    from collections.abc import Callable

    from .site import Site

    Step = Callable[[Site], None]

WORDS = "Knead and wait, knead and wait. " * 120


class Edit(NamedTuple):
    """Several steps, with a build after each."""

    name: str
    steps: tuple[Step, ...]
    touched: frozenset[str] = frozenset()
    """The documents whose own files are edited, or that read an edited file."""


def _set(**values: object) -> Step:
    return lambda site: site.overrides.update(values)


def _replace(name: str, old: str, new: str) -> Step:
    return lambda site: site.replace(name, old, new)


def _front(name: str, line: str) -> Step:
    return lambda site: site.front(name, line)


def _write(name: str, content: str | bytes) -> Step:
    return lambda site: site.write(name, content)


def _delete(*names: str) -> Step:
    def step(site: Site) -> None:
        for name in names:
            site.delete(name)

    return step


def _all(*steps: Step) -> Step:
    def step(site: Site) -> None:
        for one in steps:
            one(site)

    return step


def _moved(site: Site) -> None:
    """Move a post with its picture and sheet to another chapter's folder."""
    site.move("flour/hydration.md", "fire/water/hydration.md")
    site.move("flour/img/loaf.png", "fire/water/img/loaf.png")
    site.move("flour/files/sheet.txt", "fire/water/files/sheet.txt")
    site.replace("fire/water/hydration.md", "../shared/snippet", "../../shared/snippet")
    site.replace("journey.yml", "- flour/hydration", "- fire/water/hydration")
    _relink(site, "flour/hydration", "fire/water/hydration")
    site.replace("flour/kneading.md", "(hydration.md)", "(../fire/water/hydration.md)")


def _renamed(site: Site) -> None:
    site.move("flour/hydration.md", "flour/soak.md")
    site.replace("journey.yml", "- flour/hydration", "- flour/soak")
    _relink(site, "flour/hydration", "flour/soak")
    site.replace("flour/kneading.md", "(hydration.md)", "(soak.md)")


def _relink(site: Site, old: str, new: str) -> None:
    for name in ("links.md", "rlinks.rst"):
        site.write(name, site.read(name).replace(old, new))


def _deleted(site: Site) -> None:
    """Delete a post that nothing links to."""
    site.delete("fire/steam.md")
    site.replace("journey.yml", "      - fire/steam\n", "")
    site.replace("fire/oven.rst", ":doc:`steam`, ", "")


def _deleted_and_linked(site: Site) -> None:
    """Delete a post that others still link to: the links are dead, as in a clean build."""
    site.delete("flour/hydration.md")
    site.replace("journey.yml", "      - flour/hydration\n", "")


def _label_moved(site: Site) -> None:
    site.replace("flour/hydration.md", "(soaking)=\n", "")
    site.replace("flour/kneading.md", "(kneading-table)=", "(soaking)=\n(kneading-table)=")


def _without_picture(site: Site) -> None:
    text = site.read("flour/hydration.md")
    start = text.index("```{figure}")
    end = text.index("```\n", start + 3) + 4
    site.write("flour/hydration.md", text[:start] + text[end:])


def _swapped(site: Site) -> None:
    """Make two pictures of one name swap places in the order of documents."""
    oven = site.read("fire/oven.rst").replace("img/loaf.png", "../flour/img/loaf.png")
    site.write("fire/oven.rst", oven)
    text = site.read("flour/hydration.md").replace("img/loaf.png", "../fire/img/loaf.png")
    site.write("flour/hydration.md", text)


def _pillar_changed(site: Site) -> None:
    site.replace("journey.yml", "      - fire/steam\n", "")
    site.replace(
        "journey.yml", "      - flour/hydration\n", "      - flour/hydration\n      - fire/steam\n"
    )


def _order(site: Site) -> None:
    site.replace(
        "journey.yml",
        "      - fire/oven\n      - fire/steam\n",
        "      - fire/steam\n      - fire/oven\n",
    )


RYE = "---\ndate: 2026-11-19\n---\n# Rye bread\n\nDark, with kvass.\n"
OWN = "---\nseries: bread\npillar: flour\ndate: 2026-11-18\n---\n# Spelt\n\nAn old grain.\n"
POOL = "---\ndate: 2026-11-20\n---\n# Poolish\n\nWet. ![loaf](../notes/img/loaf.png)\n"


def _undo(name: str, old: str, new: str) -> tuple[Step, Step]:
    return _replace(name, old, new), _replace(name, new, old)


def _edit(name: str, *steps: Step, touched: str = "") -> Edit:
    return Edit(name, steps, frozenset(touched.split()))


HYDRATION = "flour/hydration.md"

EDITS = (
    # What a post says about itself
    _edit("title", _replace(HYDRATION, "# Hydration", "# Wetness"), touched="flour/hydration"),
    _edit(
        "title-rst",
        _replace("fire/oven.rst", "The oven\n====", "The stove\n====="),
        touched="fire/oven",
    ),
    _edit(
        "link-title",
        _replace(HYDRATION, 'linkTitle = "Water"', 'linkTitle = "Aqua"'),
        touched="flour/hydration",
    ),
    _edit("link-title-added", _front("fire/steam.md", "linkTitle: Vapor"), touched="fire/steam"),
    _edit(
        "heading",
        _replace(HYDRATION, "## Soaking flour", "## Steeping grain"),
        touched="flour/hydration",
    ),
    _edit(
        "heading-added",
        _replace(HYDRATION, "(soaking)=", "## More water\n\n(soaking)="),
        touched="flour/hydration",
    ),
    _edit(
        "title-outside",
        _replace("guide/tools.rst", "Tools\n=====", "Scales\n======"),
        touched="guide/tools",
    ),
    _edit("title-of-note", _replace("notes/a.md", "# Note A", "# Note Alpha"), touched="notes/a"),
    _edit(
        "title-of-chapter",
        _replace("fire/index.rst", "Fire\n====", "Heat\n===="),
        touched="fire/index",
    ),
    _edit(
        "title-markup",
        _replace("flour/kneading.md", "# Kneading", "# *Kneading*"),
        touched="flour/kneading",
    ),
    _edit(
        "title-math",
        _replace("flour/kneading.md", "# Kneading", "# {math}`Kneading`"),
        touched="flour/kneading",
    ),
    _edit(
        "title-of-chapter-markup",
        _replace("fire/index.rst", "Fire\n====", ":sub:`Fire`\n==========="),
        touched="fire/index",
    ),
    _edit("date", _replace(HYDRATION, "2026-11-01", "2026-11-02"), touched="flour/hydration"),
    _edit("tags", _replace(HYDRATION, '"dough"', '"wet"'), touched="flour/hydration"),
    _edit(
        "authors",
        _replace("flour/kneading.md", "authors: bob", "authors: [ada]"),
        touched="flour/kneading",
    ),
    _edit("weight", _replace("flour/ember.md", "weight: 3", "weight: 1"), touched="flour/ember"),
    _edit(
        "pillar-of-own",
        _replace("flour/ember.md", "pillar: fire", "pillar: flour"),
        touched="flour/ember",
    ),
    _edit("slug", _replace("flour/ember.md", "slug: embers", "slug: ashes"), touched="flour/ember"),
    _edit("alias", _replace(HYDRATION, "/old/water", "/older/water"), touched="flour/hydration"),
    _edit(
        "alias-removed",
        _replace(HYDRATION, 'aliases = ["/old/water"]\n', ""),
        touched="flour/hydration",
    ),
    # The gate
    _edit(
        "draft-on",
        _replace(HYDRATION, "date = 2026-11-01", "date = 2026-11-01\ndraft = true"),
        touched="flour/hydration",
    ),
    _edit(
        "draft-on-rst",
        _replace("fire/oven.rst", ":tags:", ":draft: true\n:tags:"),
        touched="fire/oven",
    ),
    _edit(
        "draft-on-glossary", _front("flour/kneading.md", "draft: true"), touched="flour/kneading"
    ),
    _edit("draft-on-outside", _front("guide/start.md", "draft: true"), touched="guide/start"),
    _edit("draft-on-note", _front("notes/a.md", "draft: true"), touched="notes/a"),
    _edit(
        "draft-on-chapter",
        _replace("fire/index.rst", "Fire\n====", ":draft: true\n\nFire\n===="),
        touched="fire/index",
    ),
    _edit(
        "draft-off", _replace("fire/draft.md", "draft: true", "draft: false"), touched="fire/draft"
    ),
    _edit(
        "future-date", _replace("fire/steam.md", "2026-11-16", "2026-12-16"), touched="fire/steam"
    ),
    _edit("expiry", _front("fire/steam.md", "expiryDate: 2026-11-20"), touched="fire/steam"),
    _edit("clock-passes-a-date", _set(journey_today="2026-12-11")),
    _edit(
        "clock-passes-a-planned-date",
        _set(journey_today="2026-11-22T23:00"),
        _set(journey_today="2027-01-08"),
    ),
    _edit("clock-turned-back", _set(journey_today="2026-11-14")),
    # Files come, go and move
    _edit(
        "added-by-manifest",
        _all(
            _write("fire/poolish.md", POOL),
            _replace("journey.yml", "- fire/oven", "- fire/poolish\n      - fire/oven"),
        ),
        touched="fire/poolish",
    ),
    _edit("added-by-front-matter", _write("flour/spelt.md", OWN), touched="flour/spelt"),
    _edit("added-that-was-planned", _write("flour/rye.md", RYE), touched="flour/rye"),
    _edit("added-note", _write("notes/aa.md", "# Note AA\n\nWords.\n"), touched="notes/aa"),
    _edit("moved", _moved, touched="fire/water/hydration flour/kneading links rlinks"),
    _edit("renamed", _renamed, touched="flour/soak flour/kneading links rlinks"),
    _edit("deleted", _deleted, touched="fire/oven"),
    _edit("deleted-and-linked", _deleted_and_linked),
    _edit("deleted-note", _delete("notes/b.md")),
    _edit("deleted-and-in-a-toctree", _delete("guide/tools.rst")),
    _edit(
        "link-before-its-target",
        _replace("about.md", "In no", "[](notes/c.md) In no"),
        _write("notes/c.md", "# Note C\n"),
        touched="about notes/c",
    ),
    _edit(
        "dashboard-gone",
        _all(_delete("dashboard.md"), _replace("index.md", "\ndashboard\n", "\n")),
        touched="index",
    ),
    # The manifest
    _edit("order", _order),
    _edit("pillar", _pillar_changed),
    _edit("journey-title", _replace("journey.yml", "Bread from scratch", "Bread by hand")),
    _edit("pillar-title", _replace("journey.yml", "title: Fire", "title: Hot stone")),
    _edit("entry-title", _replace("journey.yml", "A draft by plan", "Another draft")),
    _edit(
        "entry-added",
        _replace(
            "journey.yml",
            "      - {id: crust",
            "      - {id: peel, title: The peel}\n      - {id: crust",
        ),
    ),
    _edit("entry-date", _replace("journey.yml", "date: 2026-12-24", "date: 2026-12-20")),
    _edit(
        "entry-date-of-a-document", _replace("journey.yml", "date: 2026-10-20", "date: 2026-10-21")
    ),
    _edit(
        "entry-date-hides-a-document",
        _replace("journey.yml", "date: 2026-10-20", "date: 2027-10-20"),
    ),
    _edit("author-of-plan", _replace("journey.yml", "Ada Baker", "Ada Miller")),
    _edit("manifest-gone", _delete("journey.yml")),
    # Configuration
    _edit("nav", _set(journey_nav="top")),
    _edit("words", _set(journey_words={"pillar": ("week", "weeks"), "planned": "to be baked"})),
    _edit("timezone", _set(journey_timezone="America/Los_Angeles")),
    _edit(
        "timezone-hides-a-post",
        _all(_replace("fire/steam.md", "2026-11-16", "2026-11-22"), _set(journey_timezone="UTC")),
        _set(journey_timezone="Pacific/Kiritimati", journey_today="2026-11-21T20:00:00Z"),
        touched="fire/steam",
    ),
    _edit("sidebar", _set(journey_sidebar="pillar")),
    _edit(
        "progress-page",
        _all(_delete("dashboard.md"), _replace("index.md", "\ndashboard\n", "\n")),
        _set(journey_progress_page="where"),
        touched="index",
    ),
    _edit("reading-speed", _set(journey_reading_speed=10)),
    _edit("build-drafts", _set(journey_build_drafts=True)),
    _edit(
        "build-drafts-then-not", _set(journey_build_drafts=True), _set(journey_build_drafts=False)
    ),
    _edit("build-future", _set(journey_build_future=True)),
    # Text
    _edit(
        "body-changes-minutes",
        _replace(HYDRATION, "Water makes dough.", WORDS),
        touched="flour/hydration",
    ),
    _edit(
        "body-changes-words",
        _replace(HYDRATION, "Water makes dough.", "Water makes bread."),
        touched="flour/hydration",
    ),
    _edit(
        "body-without-effect",
        _replace(HYDRATION, "Water makes dough.", "Water makes\ndough."),
        touched="flour/hydration",
    ),
    _edit(
        "touched-only",
        lambda site: site.write(HYDRATION, site.read(HYDRATION)),
        touched="flour/hydration",
    ),
    _edit(
        "word-removed",
        _replace(HYDRATION, " The unmistakable word is zwieback.", ""),
        touched="flour/hydration",
    ),
    _edit("word-removed-outside", _replace("notes/a.md", ": pumpernickel", ""), touched="notes/a"),
    _edit(
        "title-word-removed",
        _replace("flour/kneading.md", "# Kneading", "# Dough"),
        touched="flour/kneading",
    ),
    _edit(
        "footnote",
        _replace("overview/why.md", "[^good]: Ask", "[^good]: Never ask"),
        touched="overview/why",
    ),
    _edit(
        "index-entry",
        _replace("overview/why.md", "reason; to bake", "cause; to bake"),
        touched="overview/why",
    ),
    _edit(
        "index-entry-elsewhere",
        _replace("fire/oven.rst", "oven, heat", "oven, cold"),
        touched="fire/oven",
    ),
    _edit(
        "term-added",
        _replace("flour/kneading.md", "Levain\n  A", "Biga\n  Firm.\n\nLevain\n  A"),
        touched="flour/kneading",
    ),
    _edit(
        "term-renamed",
        _all(
            _replace("flour/kneading.md", "Autolyse\n", "Fermentolyse\n"),
            _replace("links.md", "{term}`autolyse`, ", ""),
        ),
        touched="flour/kneading links",
    ),
    _edit("label-moved", _label_moved, touched="flour/hydration flour/kneading"),
    _edit("label-removed", _replace(HYDRATION, "(soaking)=\n", ""), touched="flour/hydration"),
    _edit(
        "snippet",
        _replace("shared/snippet.txt", "brioche", "challah"),
        touched="flour/hydration fire/steam",
    ),
    _edit(
        "toctree-caption",
        _replace("index.md", ":caption: Notes", ":caption: Jottings"),
        touched="index",
    ),
    _edit(
        "journey-toctree-caption",
        _replace("fire/index.rst", ":caption: Heat", ":caption: Hot"),
        touched="fire/index",
    ),
    _edit("numbers-gone", _replace("index.md", ":numbered:\n", ""), touched="index"),
    # Pictures and downloads
    _edit("picture-bytes", _write("flour/img/loaf.png", png(0, 0, 0)), touched="flour/hydration"),
    _edit(
        "picture-bytes-shared",
        _write("shared/crumb.png", png(0, 0, 0)),
        touched="overview/why flour/ember fire/steam",
    ),
    _edit("picture-removed", _without_picture, touched="flour/hydration"),
    _edit(
        "picture-added",
        _replace("notes/a.md", "pumpernickel.", "![x](../flour/img/later.png)"),
        touched="notes/a",
    ),
    _edit(
        "picture-of-first-name-added",
        _all(
            _write("about/loaf.png", png(3, 3, 3)),
            _replace("about.md", "In no toctree.", "![x](about/loaf.png)"),
        ),
        touched="about",
    ),
    _edit("pictures-swapped", _swapped, touched="flour/hydration fire/oven"),
    _edit(
        "caption", _replace(HYDRATION, "The white loaf", "A white loaf"), touched="flour/hydration"
    ),
    _edit(
        "download-bytes", _write("flour/files/sheet.txt", "flour: 200\n"), touched="flour/hydration"
    ),
    _edit(
        "download-removed",
        _replace("fire/steam.md", "{download}`the sheet <files/sheet.txt>`", "it"),
        touched="fire/steam",
    ),
    # Several in a row
    _edit(
        "three-in-a-row",
        _replace(HYDRATION, "# Hydration", "# Wetness"),
        _all(
            _write("fire/poolish.md", POOL),
            _replace("journey.yml", "- fire/oven", "- fire/poolish\n      - fire/oven"),
        ),
        _replace(HYDRATION, "date = 2026-11-01", "date = 2026-11-01\ndraft = true"),
        touched="flour/hydration fire/poolish",
    ),
    _edit("undone-title", *_undo(HYDRATION, "# Hydration", "# Wetness"), touched="flour/hydration"),
    _edit(
        "undone-draft",
        *_undo("fire/steam.md", "date: 2026-11-16", "draft: true"),
        touched="fire/steam",
    ),
    _edit(
        "undone-draft-outside",
        *_undo("notes/a.md", "# Note A\n", "---\ndraft: true\n---\n# Note A\n"),
        touched="notes/a",
    ),
    _edit("undone-manifest", _delete("journey.yml"), _write("journey.yml", PLAN)),
    _edit("undone-order", _order, _write("journey.yml", PLAN)),
    _edit("undone-post", _write("flour/rye.md", RYE), _delete("flour/rye.md")),
    _edit("undone-clock", _set(journey_today="2026-12-11"), _set(journey_today="2026-11-22")),
    _edit("undone-nav", _set(journey_nav="none"), _set(journey_nav="both")),
)
UNDONE = tuple(
    edit.name for edit in EDITS if edit.name.startswith("undone") or "then-not" in edit.name
)
