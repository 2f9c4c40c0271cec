"""Promises of `journey_json`: what readers see of journeys, for other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from builders.test_blog import BLOG
from builders.test_blog import CONF as BLOG_CONF
from journey_schema import errors, read
from support import ROOT, build_folder

from sphinx_journey.core.export import as_json
from sphinx_journey.core.feeds import identifier

if TYPE_CHECKING:
    from support import Build, Project

BASE = "https://example.org/bread/"
SECRET = "Kneipenschlägerei"
HIDDEN: dict[str, str | bytes] = {
    "journey.yml": """
        id: bread
        title: Bread from scratch
        description: From flour to loaf.
        authors:
          ada: {name: Ada Baker, url: "https://example.org/ada", avatar: ada.png}
        posts:
          - overview/why
        pillars:
          - id: flour
            title: Flour and water
            summary: What dough is made of.
            doc: flour/index
            posts:
              - flour/hydration
              - {id: milling, title: Milling, date: 2026-12-24}
              - {doc: flour/kneipe-draft, title: A draft by plan, date: 2026-12-31}
              - {doc: flour/kneipe-later, id: later, title: Later by plan}
              - {doc: flour/kneipe-gone, title: Gone by plan}
              - flour/kneipe-untitled
          - id: fire
            title: Fire
            number: A
            requires: [flour]
            doc: fire/kneipe-chapter
            posts:
              - fire/oven
              - {id: crust, title: Crust, date: 2026-01-31}
        """,
    "flour/kneipe-draft.md": f"---\ndraft: true\ntags: [{SECRET}]\n---\n# {SECRET}\n\nPsst.\n",
    "flour/kneipe-later.md": f"---\ndate: 2026-12-01\ndescription: {SECRET}\n---\n# {SECRET}\n",
    "flour/kneipe-gone.md": f"---\nexpiryDate: 2026-01-01\nauthor: {SECRET}\n---\n# {SECRET}\n",
    "flour/kneipe-untitled.md": f"---\ndraft: true\n---\n# {SECRET}\n",
    "flour/kneipe-own.md": f"---\ndraft: true\npillar: flour\n---\n# {SECRET}\n",
    "fire/kneipe-chapter.md": f"---\ndraft: true\n---\n# {SECRET}\n",
    "fire/oven.rst": ":date: 2026-11-15\n\nThe oven\n========\n\nIt is hot.\n",
    "notes/a.md": "---\ndate: 2026-11-20\ncategories: [News]\norphan: true\n---\n# A note\n\nX.\n",
    "notes/kneipe.md": f"---\ndraft: true\norphan: true\n---\n# {SECRET}\n",
}
PREVIEW: dict[str, Any] = {
    "journey_build_drafts": True,
    "journey_build_future": True,
    "journey_build_expired": True,
}


@pytest.fixture
def bread(journey: Project) -> Project:
    (journey.srcdir / "fire/index.rst").unlink(missing_ok=True)
    return journey.write(HIDDEN)


def build(project: Project, builder: str = "html", out: str = "out", **values: Any) -> Build:
    usual = {"html_baseurl": BASE, "journey_json": True, "journey_posts": "notes/*"}
    return build_folder(project.srcdir, project.root / out, builder, {**usual, **values})


def raw(made: Build) -> bytes:
    return (made.out / "journey.json").read_bytes()


def posts_in(value: dict[str, Any]) -> list[dict[str, Any]]:
    groups = [group for one in value["journeys"] for group in (one, *one["pillars"])]
    return [post for one in groups for post in one.get("overview", one.get("posts"))]


def test_there_is_no_file_unless_it_is_asked_for(bread: Project) -> None:
    assert "journey.json" not in build(bread, journey_json=False).tree()
    for builder in ("singlehtml", "text", "epub"):
        assert "journey.json" not in build(bread, builder).tree()


def test_a_journey_is_told_as_its_roadmap_shows_it(bread: Project) -> None:
    value = read(build(bread))
    assert (value["project"], value["language"], value["url"]) == (
        "Bread",
        "en",
        f"{BASE}index.html",
    )
    (journey,) = value["journeys"]
    assert (journey["title"], journey["description"]) == (
        "Bread from scratch",
        "From flour to loaf.",
    )
    assert journey["url"] == f"{BASE}series-progress.html"
    assert (journey["totals"]["posts"], journey["totals"]["published"]) == (8, 3)
    (why,) = journey["overview"]
    assert why["url"] == f"{BASE}overview/why.html"
    assert why["authors"] == [{"name": "Ada Baker", "url": "https://example.org/ada"}]
    flour, fire = journey["pillars"]
    assert {key: flour[key] for key in ("id", "number", "label", "title", "summary", "url")} == {
        "id": "flour",
        "number": 1,
        "label": "1",
        "title": "Flour and water",
        "summary": "What dough is made of.",
        "url": f"{BASE}flour/index.html",
    }
    assert (fire["label"], fire["requires"], "url" in fire) == ("A", ["flour"], False)
    assert [(one["title"], one["status"], one.get("part")) for one in flour["posts"]] == [
        ("Hydration", "published", 2),
        ("Milling", "planned", None),
        ("A draft by plan", "draft", None),
        ("Later by plan", "scheduled", None),
        ("Gone by plan", "expired", None),
    ]
    (note,) = value["posts"]
    assert (note["title"], note["categories"], note["url"]) == (
        "A note",
        ["News"],
        f"{BASE}notes/a.html",
    )


def test_of_what_is_not_out_only_the_plan_is_told(bread: Project) -> None:
    made = build(bread)
    assert SECRET not in raw(made).decode()
    assert b"kneipe" not in raw(made).lower()
    draft, later = read(made)["journeys"][0]["pillars"][0]["posts"][2:4]
    assert draft == {
        "title": "A draft by plan",
        "status": "draft",
        "date": "2026-12-31T00:00:00+00:00",
    }
    assert later.keys() == {"id", "slug", "title", "status"}


@pytest.mark.parametrize("values", [PREVIEW, {"journey_build_drafts": True}], ids=["all", "drafts"])
def test_a_preview_tells_nothing_more(bread: Project, values: dict[str, Any]) -> None:
    preview = build(bread, **values)
    assert "fire/kneipe-chapter.html" in preview.tree()
    assert raw(preview) == raw(build(bread, out="real"))


def test_a_preview_tells_of_no_series_or_pillar_of_drafts(project: Project) -> None:
    project.write(
        {
            "index.md": "# Bread\n\n```{toctree}\n:glob:\n\n*\n```\n",
            "a.md": "---\nseries: Bread\npillar: Flour\ndate: 2026-01-01\n---\n# A\n\nText.\n",
            "b.md": "---\npillar: Fire\ndate: 2026-02-01\n---\n# B\n\nText.\n",
            "c.md": f"---\nseries: Bread\npillar: {SECRET}\ndraft: true\n---\n# C\n\nText.\n",
            "d.md": f"---\nseries: {SECRET}\ndraft: true\n---\n# D\n\nText.\n",
        }
    )
    values: dict[str, Any] = {"journey_series": True, "journey_progress_page": None}
    real, preview = build(project, **values), build(project, out="p", **values, **PREVIEW)
    assert [one["title"] for one in posts_in(read(real))] == ["A", "B"]
    assert SECRET in preview.read("c.html")
    assert raw(preview) == raw(real)


def test_a_preview_of_a_hugo_site_tells_of_no_section_of_drafts(project: Project) -> None:
    draft = f"---\ntitle: {SECRET}\ndraft: true\n---\nText.\n"
    project.write(
        {
            "hugo.toml": 'title = "Bread"\n',
            "_index.md": "---\ntitle: Bread\n---\nText.\n",
            "flour/_index.md": draft.replace("draft: true", "drfat: true"),
            "flour/a.md": "---\ntitle: A\ndate: 2026-01-01\n---\nText.\n",
            "flour/b.md": draft,
            "fire/_index.md": draft,
            "fire/c.md": draft,
        }
    )
    preview = build(project, journey_hugo=True, journey_posts=[], **PREVIEW)
    assert SECRET in preview.read("fire/c.html")
    value = read(preview)
    assert [one["title"] for one in posts_in(value)] == ["A"]
    assert SECRET not in raw(preview).decode()


def test_a_preview_has_the_progress_page_that_readers_have(bread: Project) -> None:
    bread.write({"state.md": "---\ndraft: true\n---\n# State\n\n```{series-progress}\n```\n"})
    for flags in (PREVIEW, {}):
        (first, *_) = read(build(bread, **flags))["journeys"]
        assert first["url"] == f"{BASE}series-progress.html"


def test_identifiers_are_those_of_the_feeds(bread: Project) -> None:
    made = build(bread, journey_feeds={"formats": "json", "of": "site"})
    value = read(made)
    feed = {one["url"]: one["id"] for one in json.loads(made.read("feed.json"))["items"]}
    told = {one["url"]: one["id"] for one in (*posts_in(value), *value["posts"]) if "url" in one}
    assert feed == told
    assert len(feed) == 4


def test_a_planned_post_keeps_its_identifier(bread: Project) -> None:
    before = {one["title"]: one.get("id") for one in posts_in(read(build(bread)))}
    plan = bread.srcdir / "journey.yml"
    plan.write_text(
        plan.read_text().replace("{id: milling, title: Milling, date: 2026-12-24}", "mill/milling")
    )
    bread.write({"mill/milling.md": "---\ndate: 2026-11-20\norphan: true\n---\n# Milling\n\nX.\n"})
    after = {one["title"]: one for one in posts_in(read(build(bread)))}
    assert after["Milling"]["status"] == "published"
    assert after["Milling"]["id"] == before["Milling"]


def test_several_journeys_may_have_one_post(bread: Project) -> None:
    bread.write(
        {
            "journey.yml": """
                tag_authority: example.org,2026
                journeys:
                  - {id: bread, title: Bread, pillars: [], posts: [overview/why, flour/hydration]}
                  - {id: start, title: Start, pillars: [], posts: [overview/why]}
                """
        }
    )
    first, second = read(build(bread))["journeys"]
    assert first["overview"][0] == second["overview"][0]
    assert second["overview"][0]["id"] == "tag:example.org,2026:bread/why"
    assert second["url"] == f"{BASE}series-progress-start.html"


def test_a_blog_without_a_journey_has_a_file_too(project: Project) -> None:
    value = read(build(project.write(BLOG), journey_posts="blog/*/*"))
    assert value["journeys"] == []
    assert [one["title"] for one in value["posts"]] == ["Crust", "Oven", "Flour & water"]


def test_addresses_are_those_of_the_builder(bread: Project) -> None:
    bread.write({"notes/käse brot.md": "---\ndate: 2026-11-21\norphan: true\n---\n# Käse\n\nX.\n"})
    value = read(build(bread, "dirhtml", html_baseurl=BASE.rstrip("/"), language="pt_BR"))
    assert (value["url"], value["language"]) == (BASE, "pt-BR")
    assert value["posts"][0]["url"] == f"{BASE}notes/k%C3%A4se%20brot/"


@pytest.mark.parametrize(
    ("base", "said"), [("", "set 'html_baseurl'"), ("example.org", "isn't an address")]
)
def test_without_an_address_there_is_one_warning_and_no_file(
    bread: Project, base: str, said: str
) -> None:
    made = build(bread, html_baseurl=base)
    (warning,) = made.warned("feed")
    assert "journey.json" in warning
    assert said in warning
    assert "journey.json" not in made.tree()
    assert "index.html" in made.tree()


def test_a_wrong_value_is_said(bread: Project) -> None:
    made = build(bread, journey_json={"a": 1})
    (warning,) = made.warned("config")
    assert "journey_json is {'a': 1}, but True or False was expected" in warning
    assert "journey.json" not in made.tree()
    assert "index.html" in made.tree()


def test_a_file_of_the_projects_own_stays(bread: Project) -> None:
    bread.write({"extra/journey.json": "mine\n"})
    made = build(bread, html_extra_path=["extra"])
    assert made.read("journey.json") == "mine\n"
    (warning,) = made.warned("feed")
    assert "'journey.json'" in warning


def test_a_page_of_that_address_stays(bread: Project) -> None:
    bread.write({"journey.json.md": "---\norphan: true\n---\n# Mine\n"})
    made = build(bread, "dirhtml")
    assert "Mine" in made.read("journey.json/index.html")
    assert len(made.warned("feed")) == 1


def test_hostile_texts_are_text(bread: Project) -> None:
    title = "x]]> </script><script>alert(1)</script> &amp; 😀"
    bread.write(
        {"notes/odd.md": f"---\ndate: 2026-11-21\ntitle: '{title}'\norphan: true\n---\nX.\n"}
    )
    assert read(build(bread))["posts"][0]["title"] == title


def test_the_same_project_gives_the_same_bytes(bread: Project) -> None:
    assert raw(build(bread)) == raw(build(bread, out="second"))


def test_the_guide_shows_what_is_written() -> None:
    page = (ROOT / "docs/guide/journey-json.md").read_text(encoding="utf-8")
    text = page.partition("```json\n")[2].partition("```")[0]
    value = json.loads(text)
    assert errors(value) == []
    assert as_json(value).decode() == text
    for post in posts_in(value):
        assert post["id"] == identifier(("bread", post["slug"]))


def test_a_planned_post_of_two_journeys_keeps_one_identifier(project: Project) -> None:
    plan = "".join(
        f"  - {{id: {name}, title: {name}, pillars: [], posts: [{{doc: both, title: Both}}]}}\n"
        for name in ("one", "two")
    )
    project.write(
        {
            "conf.py": BLOG_CONF,
            "journey.yml": f"journeys:\n{plan}",
            "index.md": "# Home\n\n```{journey-toctree}\n:journey: one\n```\n",
        }
    )
    ids = []
    for text in (None, "---\ndate: 2026-01-01\n---\n# Both\n\nText.\n"):
        if text:
            project.write({"both.md": text})
        build = project.build(journey_json=True, html_baseurl="https://example.org/")
        data = json.loads(build.read("journey.json"))
        ids += [journey["overview"][0]["id"] for journey in data["journeys"]]
    assert len(ids) == 4
    assert len(set(ids)) == 1
