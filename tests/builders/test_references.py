"""The roles, their targets in each builder, ``objects.inv``, and what a miss says."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag
from support import CONF, JOURNEY, Build, Project

if TYPE_CHECKING:
    from pathlib import Path

WITHOUT_CHAPTERS = {
    name: re.sub(r"( +)doc: (flour|fire)/index\n", "", text)
    for name, text in JOURNEY.items()
    if name not in {"flour/index.md", "fire/index.rst"}
}
ORPHAN = "---\norphan: true\n---\n# Links\n\n"
INTERSPHINX = """
extensions.append("sphinx.ext.intersphinx")
intersphinx_mapping = {"bread": ("https://example.org/bread/", "bread.inv")}
"""
SECOND = """
journeys:
  - id: bread
    title: Bread from scratch
    pillars:
      - {id: flour, title: Flour, posts: [flour/hydration]}
  - id: cake
    title: Cake
    pillars:
      - {id: flour, title: Fine flour, posts: [fire/oven]}
      - {id: icing, title: Icing, posts: [overview/why]}
"""


def links(build: Build, name: str = "links.html") -> list[tuple[str, str | None]]:
    """Return the text and address of each of our references on a page."""
    soup = BeautifulSoup(build.read(name), "html.parser")
    found = []
    for words in soup.select(".journey"):
        parent = words.parent
        assert isinstance(parent, Tag)
        found.append((words.get_text(), str(parent["href"]) if parent.name == "a" else None))
    return found


def inventory(build: Build) -> dict[str, tuple[str, str]]:
    """Return what the inventory has of ours: address and title, by ``kind name``."""
    # https://sphobjinv.readthedocs.io/en/stable/syntax.html: four lines, the rest compressed.
    *_head, packed = (build.out / "objects.inv").read_bytes().split(b"\n", 4)
    found = {}
    for line in zlib.decompress(packed).decode().splitlines():
        name, kind, _priority, address, title = line.split(" ", 4)
        if kind.startswith("journey:"):
            found[f"{kind.removeprefix('journey:')} {name}"] = (address, title)
    return found


def linking(text: str) -> dict[str, str]:
    return {**JOURNEY, "links.md": ORPHAN + text}


def test_the_roles_link_in_both_markups(journey: Project) -> None:
    journey.write(
        {
            "links.md": ORPHAN
            + "{journey:post}`oven` {journey:post}`all of heat <oven>`\n"
            + "{journey:pillar}`flour` {journey:pillar}`bread/fire`\n"
            + "{journey:pillar}`the flame <bread/fire>`\n"
            + "{journey:series}`bread` {journey:series}`it all <bread>`\n",
            "fire/links.rst": """
                :orphan:

                Links
                =====

                :journey:post:`oven` :journey:post:`that water <hydration>`
                :journey:pillar:`flour` :journey:series:`it all <bread>`
                """,
        }
    )
    build = journey.build()
    assert build.warnings == []
    assert links(build) == [
        ("The oven", "fire/oven.html"),
        ("all of heat", "fire/oven.html"),
        ("Flour and water", "flour/index.html"),
        ("Fire", "fire/index.html"),
        ("the flame", "fire/index.html"),
        ("Bread from scratch", "index.html"),
        ("it all", "index.html"),
    ]
    assert links(build, "fire/links.html") == [
        ("The oven", "oven.html"),
        ("that water", "../flour/hydration.html"),
        ("Flour and water", "../flour/index.html"),
        ("it all", "../index.html"),
    ]


@pytest.mark.parametrize(
    ("builder", "name", "expected"),
    [
        ("dirhtml", "index.html", 'href="fire/oven/"'),
        ("singlehtml", "index.html", 'href="#document-fire/oven"'),
        ("epub", "index.xhtml", 'href="fire/oven.xhtml"'),
        ("latex", "bread.tex", r"{\hyperref[\detokenize{fire/oven::doc}]"),
        ("text", "index.txt", "See *The oven* and *Fire*."),
    ],
)
def test_every_builder_links_in_its_way(
    journey: Project, builder: str, name: str, expected: str
) -> None:
    index = JOURNEY["index.md"] + "\n        See {journey:post}`oven` and {journey:pillar}`fire`.\n"
    build = journey.write({"index.md": index}).build(builder)
    assert not [line for line in build.warnings if "journey" in line]
    assert expected in build.read(name)
    assert "The oven" in build.read(name)


def test_a_pillar_without_a_page_leads_to_the_page_of_its_series(project: Project) -> None:
    text = ORPHAN + "{journey:pillar}`flour` {journey:pillar}`words <bread/fire>`\n"
    build = project.write({**WITHOUT_CHAPTERS, "links.md": text}).build()
    assert links(build) == [("Flour and water", "index.html"), ("words", "index.html")]


ROADMAP = ORPHAN + ":::{pillar-roadmap}\n:::\n"
PROGRESS = ORPHAN + ":::{series-progress}\n:::\n"
FLOUR_ALONE = ORPHAN + ":::{pillar-roadmap}\n:pillar: flour\n:::\n"
PLAIN_INDEX = "# Bread\n\n:::{journey-toctree}\n:::\n"


@pytest.mark.parametrize(
    ("pages", "page"),
    [
        ({"a.md": ROADMAP}, "index.html"),  # the root document's own comes first
        ({"index.md": PLAIN_INDEX, "c.md": ROADMAP, "b.md": ROADMAP}, "b.html"),
        ({"index.md": PLAIN_INDEX, "a.md": PROGRESS, "b.md": ROADMAP}, "b.html"),
        ({"index.md": PLAIN_INDEX, "a.md": FLOUR_ALONE, "b.md": PROGRESS}, "b.html"),
        ({"index.md": PLAIN_INDEX, "a.md": FLOUR_ALONE}, "series-progress.html"),
    ],
)
def test_a_series_leads_to_its_roadmap_or_otherwise_to_its_progress(
    journey: Project, pages: dict[str, str], page: str
) -> None:
    build = journey.write({"links.md": ORPHAN + "{journey:series}`bread`\n", **pages}).build()
    assert build.warnings == []
    assert links(build) == [("Bread from scratch", page)]
    assert inventory(build)["series bread"] == (page, "Bread from scratch")
    assert (build.out / page).is_file()


def test_a_series_without_a_page_is_its_title(journey: Project) -> None:
    index = PLAIN_INDEX + "\nAll of {journey:series}`bread`.\n"
    build = journey.write({"index.md": index}).build("text")
    assert build.warnings == []
    assert "All of *Bread from scratch*." in build.read("index.txt")
    journey.write({"links.md": ORPHAN + "{journey:series}`bread`\n"})
    build = journey.build(journey_progress_page="")
    assert links(build) == [("Bread from scratch", None)]
    assert "series bread" not in inventory(build)


def test_a_planned_post_is_its_title_with_the_class_of_its_status(project: Project) -> None:
    build = project.write(linking("{journey:post}`milling` {journey:post}`soon <milling>`\n"))
    built = build.build()
    assert built.warnings == []
    assert links(built) == [("Milling", None), ("soon", None)]
    soup = BeautifulSoup(built.read("links.html"), "html.parser")
    assert len(soup.select("span.journey-unpublished.is-planned")) == 2


def test_a_post_of_two_journeys_and_their_pillars_have_each_one_name(project: Project) -> None:
    text = "{journey:pillar}`icing` {journey:pillar}`cake/flour` {journey:pillar}`flour`\n"
    files = {**linking(text), "journey.yml": SECOND}
    build = project.write(files).build(journey_progress_page="progress")
    assert links(build) == [
        ("Icing", "progress-cake.html"),
        ("Fine flour", "progress-cake.html"),
        ("flour", None),
    ]
    (warning,) = build.warned("unknown_pillar")
    assert "bread/flour, cake/flour" in warning


@pytest.mark.parametrize(
    ("role", "target", "subtype", "hint"),
    [
        ("post", "ovn", "unknown_post", "Did you mean 'oven'?"),
        ("post", "zebra", "unknown_post", "There is no post 'zebra'."),
        ("pillar", "flor", "unknown_pillar", "Did you mean 'flour'?"),
        ("pillar", "bread/flor", "unknown_pillar", "Did you mean 'bread/flour'?"),
        ("series", "bred", "unknown_journey", "Did you mean 'bread'?"),
    ],
)
def test_a_miss_is_one_warning_at_its_line_and_its_text_stays(
    project: Project, role: str, target: str, subtype: str, hint: str
) -> None:
    rst = f":orphan:\n\nL\n=\n\nA line.\n\n:journey:{role}:`its words <{target}>`\n"
    text = f"{{journey:{role}}}`{target}`\n\nThen {{journey:{role}}}`its words <{target}>`.\n"
    build = project.write({**linking(text), "fire/links.rst": rst}).build()
    first, second, third = build.warned(subtype)
    assert len(build.warnings) == 3
    assert hint in first
    assert first.startswith(f"{project.srcdir / 'fire' / 'links.rst'}:8: WARNING: journey:{role}: ")
    assert second.startswith(f"{project.srcdir / 'links.md'}:6: WARNING: ")
    assert third.startswith(f"{project.srcdir / 'links.md'}:8: WARNING: ")
    assert links(build) == [(target, None), ("its words", None)]
    assert links(build, "fire/links.html") == [("its words", None)]


INTROS = """
    id: bread
    title: Bread
    pillars:
      - {id: flour, title: Flour, posts: [flour/intro, flour/only]}
      - {id: fire, title: Fire, posts: [fire/intro, {doc: fire/c, id: chosen}]}
      - {id: salt, title: Salt, posts: [salt/chosen, salt/later]}
    """


def test_posts_of_one_name_are_referred_to_by_pillar_or_document(project: Project) -> None:
    text = (
        "{journey:post}`flour/intro` {journey:post}`fire/intro` {journey:post}`only` "
        "{journey:post}`flour/only` {journey:post}`salt/later` {journey:post}`chosen` "
        "{journey:post}`salt/chosen` {journey:post}`intro`\n"
    )
    names = ("flour/intro", "flour/only", "fire/intro", "fire/c", "salt/chosen", "salt/later")
    posts = {f"{name}.md": f"# In {name}\n" for name in names}
    build = project.write({**linking(text), "journey.yml": INTROS, **posts}).build()
    assert build.warned("slug") == []
    assert links(build) == [
        ("In flour/intro", "flour/intro.html"),
        ("In fire/intro", "fire/intro.html"),
        ("In flour/only", "flour/only.html"),
        ("In flour/only", "flour/only.html"),
        ("In salt/later", "salt/later.html"),
        ("In fire/c", "fire/c.html"),
        ("In salt/chosen", "salt/chosen.html"),
        ("intro", None),
    ]
    (warning,) = build.warned("unknown_post")
    assert "There are several posts 'intro': write one of flour/intro, fire/intro." in warning
    found = inventory(build)
    assert found["post flour/intro"][0] == "flour/intro.html"
    assert "post intro" not in found


def test_a_withheld_post_is_known_by_its_longer_names(project: Project) -> None:
    text = "{journey:post}`a <flour/intro>` {journey:post}`b <x/y>`\n"
    plan = "id: b\ntitle: B\npillars: [{id: flour, title: F, posts: [x/intro, x/y]}]\n"
    draft = "---\ndraft: true\n---\n# D\n"
    files = {**linking(text), "journey.yml": plan, "x/intro.md": draft, "x/y.md": draft}
    build = project.write(files).build()
    assert build.warned("unknown_post") == []
    soup = BeautifulSoup(build.read("links.html"), "html.parser")
    assert len(soup.select(".journey-unpublished.is-draft")) == 2


def test_a_miss_can_be_ignored_as_sphinx_does_it(project: Project) -> None:
    build = project.write(linking("{journey:post}`ovn` {journey:post}`nope`\n")).build(
        nitpicky=True, nitpick_ignore={("journey:post", "ovn")}
    )
    (warning,) = build.warned("unknown_post")
    assert "'nope'" in warning


def test_other_roles_warn_as_before(project: Project) -> None:
    build = project.write(linking("{ref}`nowhere` {doc}`nothing` {any}`nobody`\n")).build()
    assert len(build.warnings) == 3
    assert not [line for line in build.warnings if "[journey" in line]


def test_any_finds_posts_pillars_and_series(project: Project) -> None:
    text = "{any}`oven` {any}`words <oven>` {any}`bread/fire` {any}`bread` [](oven) [t](oven)\n"
    build = project.write(linking(text)).build()
    assert build.warnings == []
    assert [link for link in links(build) if link[1]] == [
        ("The oven", "fire/oven.html"),
        ("words", "fire/oven.html"),
        ("Fire", "fire/index.html"),
        ("Bread from scratch", "index.html"),
        ("The oven", "fire/oven.html"),
        ("t", "fire/oven.html"),
    ]


def test_a_slug_makes_no_other_name_ambiguous(project: Project) -> None:
    # 'oven' is a document beside this one, 'why' a label, 'hydration' a term.
    rst = """
        :orphan:

        .. _why:

        Labels
        ======

        :any:`oven` :any:`why` :any:`hydration`

        .. glossary::

           hydration
              Water.
        """
    build = project.write({**JOURNEY, "fire/links.rst": rst}).build()
    assert build.warnings == []
    assert links(build, "fire/links.html") == []
    soup = BeautifulSoup(build.read("fire/links.html"), "html.parser")
    hrefs = [str(link["href"]) for link in soup.select("h1 ~ p a.internal")]
    assert hrefs == ["oven.html", "#why", "#term-hydration"]


def test_the_inventory_names_what_is_out(journey: Project) -> None:
    assert inventory(journey.build()) == {
        "post why": ("overview/why.html", "Why bake"),
        "post hydration": ("flour/hydration.html", "Hydration"),
        "post oven": ("fire/oven.html", "The oven"),
        "pillar bread/flour": ("flour/index.html", "Flour and water"),
        "pillar bread/fire": ("fire/index.html", "Fire"),
        "series bread": ("index.html", "Bread from scratch"),
    }
    assert inventory(journey.build("dirhtml"))["post oven"] == ("fire/oven/", "The oven")


@pytest.mark.parametrize(
    "front", ["draft = true", "date = 2099-01-01", "date = 2020-01-01\nexpiryDate = 2021-01-01"]
)
def test_the_inventory_names_nothing_that_is_not_out(journey: Project, front: str) -> None:
    text = f"+++\n{front}\nslug = 'secret-slug'\naliases = ['/secret-old/']\n+++\n# Secret title\n"
    journey.write({"flour/hydration.md": text})
    for builder in ("html", "dirhtml"):
        build = journey.build(builder)
        assert not [entry for entry in inventory(build).items() if "secret" in repr(entry).lower()]
        assert "post hydration" not in inventory(build)
        assert "post oven" in inventory(build)
        assert not [name for name in build.tree() if "secret" in name]


def test_a_title_cannot_break_the_inventory(journey: Project) -> None:
    manifest = JOURNEY["journey.yml"].replace(
        "title: Bread from scratch", 'title: "Bread\\nstolen journey:post 1 evil.html -"'
    )
    found = inventory(journey.write({"journey.yml": manifest}).build())
    assert "post stolen" not in found
    assert found["series bread"][1] == "Bread stolen journey:post 1 evil.html -"


def test_the_search_does_not_show_a_post_twice(journey: Project) -> None:
    index = journey.build().read("searchindex.js")
    assert '"objects":{}' in index
    assert "Hydration" in index


def test_a_project_without_a_journey_exports_the_same_bytes(project: Project) -> None:
    project.write({"index.md": "---\naliases: [/old/]\n---\n# Plain\n\n[x](index.md)\n"})
    with_it = project.build(out="with").tree()
    conf = CONF.replace(', "sphinx_journey"', "").replace('journey_today = "2026-11-22"\n', "")
    without = project.write({"conf.py": conf}).build(out="without").tree()
    assert with_it.keys() >= {"objects.inv", "searchindex.js"}
    for name in ("objects.inv", "searchindex.js"):
        assert with_it[name] == without[name]
    assert with_it.keys() == without.keys()


@pytest.mark.parametrize("own", [{}, JOURNEY], ids=["no journey", "a journey"])
def test_other_projects_resolve_by_intersphinx(tmp_path: Path, own: dict[str, str]) -> None:
    aliased = {"fire/oven.rst": ":aliases: /heat/\n" + "\nThe oven\n========\n"}
    bread = Project(tmp_path / "bread").write({**JOURNEY, **aliased}).build()
    text = (
        "{journey:post}`oven` {journey:post}`it <oven>` {journey:pillar}`bread/fire`\n"
        "{journey:series}`bread` {external+bread:journey:post}`why` {journey:post}`heat`\n"
        "{journey:post}`bread:hydration`\n\n{journey:post}`ovn`\n"
    )
    reader = Project(tmp_path / "reader")
    manifest = {}
    if own:
        manifest = {
            "journey.yml": own["journey.yml"]
            .replace("id: bread", "id: mine")
            .replace("id: fire", "id: ice"),
        }
        text = re.sub(r"`oven`", "`bread:oven`", text).replace("<oven>", "<bread:oven>")
    index = {"index.md": "# Reader\n"} if not own else {}
    reader.write(
        {
            **{name: text.replace(":pillar: fire", ":pillar: ice") for name, text in own.items()},
            **manifest,
            **index,
            "conf.py": CONF + INTERSPHINX,
            "links.md": ORPHAN + text,
            "bread.inv": (bread.out / "objects.inv").read_bytes(),
        }
    )
    build = reader.build()
    site = "https://example.org/bread/"
    soup = BeautifulSoup(build.read("links.html"), "html.parser")
    found = [(link.get_text(), str(link["href"])) for link in soup.select("a.external")]
    assert found == [
        ("The oven", f"{site}fire/oven.html"),
        ("it", f"{site}fire/oven.html"),
        ("Fire", f"{site}fire/index.html"),
        ("Bread from scratch", f"{site}index.html"),
        ("Why bake", f"{site}overview/why.html"),
        ("The oven", f"{site}fire/oven.html"),  # by its alias
        ("Hydration", f"{site}flour/hydration.html"),
    ]
    assert [link for link in links(build) if link[1] is None] == [("ovn", None)]
    (warning,) = build.warned("unknown_post")
    assert "'ovn'" in warning
    assert len(build.warnings) == 1


def test_a_slug_that_moved_lives_on_by_aliases(project: Project) -> None:
    files = linking("{journey:post}`heat` {journey:post}`first`\n\n{journey:post}`both`\n")
    files["fire/oven.rst"] = (
        ":aliases: /2019/heat.html, /both/\n:slug: the-oven\n\nThe oven\n========\n"
    )
    files["flour/hydration.md"] = (
        "---\naliases: [/first/index.html, /x/both, /the-oven/]\n---\n# Hydration\n"
    )
    build = project.write(files).build()
    assert links(build) == [
        ("The oven", "fire/oven.html"),
        ("Hydration", "flour/hydration.html"),
        ("both", None),  # two posts had this slug
    ]
    (warning,) = build.warned("unknown_post")
    assert "'both'" in warning
    found = inventory(build)
    assert found["post heat"] == ("fire/oven.html", "The oven")
    assert found["post first"] == ("flour/hydration.html", "Hydration")
    assert found["post the-oven"] == ("fire/oven.html", "The oven")  # its own goes first
    assert "post both" not in found


def test_hostile_titles_are_escaped(project: Project) -> None:
    files = linking("{journey:post}`hydration`\n")
    files["flour/hydration.md"] = "# \\<script>alert(1)\\</script> & *more*\n"
    build = project.write(files).build()
    assert "<script>alert(1)" not in build.read("links.html")
    assert links(build) == [("<script>alert(1)</script> & more", "flour/hydration.html")]


def test_parallel_builds_resolve_the_same(journey: Project) -> None:
    journey.write({"links.md": ORPHAN + "{journey:post}`oven` {journey:series}`bread`\n"})
    serial = journey.build(out="serial")
    parallel = journey.build(out="parallel", parallel=2)
    assert parallel.tree() == serial.tree()
    assert links(parallel) == links(serial)
