"""The project's own texts: in the catalogs for translators, and translated where they are shown."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from bs4 import BeautifulSoup
from support import CONF, JOURNEY

if TYPE_CHECKING:
    from pathlib import Path

    from support import Build, Project

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
TITLED_REST = """\
:title: A title of reST
:description: What it says
:date: 2026-11-02

Text. See :journey:post:`soaking-flour`, :doc:`m` and :journey:pillar:`fire`.
"""
TITLED_MARKDOWN = """\
---
title: A title of Markdown
linkTitle: A short title
description: >
  A long
  description
date: 2026-11-03
---

Text.

```{blog-image} ../loaf.svg
:alt: A loaf
:credit: Photo by Ada
:license: CC BY 4.0
```
"""
PLAN = """\
id: bread
title: Bread from scratch
description: All there is to know.
pillars:
  - id: flour
    title: Flour and water
    summary: >
      What dough is
      made of.
    posts:
      - flour/t
      - flour/m
      - title: Soaking flour
        date: 2026-12-24
  - {id: fire, title: Fire, posts: []}
"""
FILES = {
    "conf.py": CONF + 'locale_dirs = ["locales"]\n',
    "journey.yml": PLAN,
    "index.md": JOURNEY["index.md"],
    "flour/t.rst": TITLED_REST,
    "flour/m.md": TITLED_MARKDOWN,
    "loaf.svg": SVG,
}
OF_PLAN = {
    "Bread from scratch": "Brot von Grund auf",
    "All there is to know.": "Alles, was man wissen muss.",
    "Flour and water": "Mehl und Wasser",
    "What dough is made of.": "Woraus Teig besteht.",
    "Soaking flour": "Mehl einweichen",
    "Fire": "Feuer",
}
OF_PAGES = {
    "A title of reST": "Ein Titel in reST",
    "What it says": "Was es sagt",
    "A title of Markdown": "Ein Titel in Markdown",
    "A short title": "Ein kurzer Titel",
    "A long description": "Eine lange Beschreibung",
    "Photo by Ada": "Foto von Ada",
}


@pytest.fixture
def bread(project: Project) -> Project:
    return project.write(FILES)


def translate(
    project: Project, domain: str, texts: dict[str, str], *, compile_: bool = False
) -> None:
    """Write a German catalog: what a translator, or a tool, makes of the template."""
    catalog = Catalog(locale="de")
    for source, text in texts.items():
        catalog.add(source, text)
    path = project.srcdir / "locales/de/LC_MESSAGES" / f"{domain}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog)


def template(path: Path) -> dict[str, list[tuple[str, int]]]:
    """Return the messages of a catalog for translators, and where they stand."""
    with path.open("rb") as file:
        found = {str(message.id): message.locations for message in read_po(file) if message.id}
    return {
        text: [(name.rpartition("/src/")[2], line) for name, line in places]
        for text, places in found.items()
    }


def text_of(built: Build, page: str) -> str:
    return " ".join(BeautifulSoup(built.read(page), "lxml").get_text(" ").split())


def test_catalogs_have_every_text_of_the_plan_with_its_line(bread: Project) -> None:
    built = bread.build("gettext")
    assert built.warnings == []
    assert template(built.out / "journey.pot") == {
        "Bread from scratch": [("journey.yml", 2)],
        "All there is to know.": [("journey.yml", 3)],
        "Flour and water": [("journey.yml", 6)],
        "What dough is made of.": [("journey.yml", 8)],
        "Soaking flour": [("journey.yml", 13)],
        "Fire": [("journey.yml", 15)],
    }


def test_catalogs_have_what_front_matter_and_options_say_to_readers(bread: Project) -> None:
    found = template(bread.build("gettext").out / "flour.pot")
    assert found.keys() >= OF_PAGES.keys()
    assert found["A title of reST"] == [("flour/t.rst", 1)]
    assert found["What it says"] == [("flour/t.rst", 2)]
    assert found["A short title"] == [("flour/m.md", 3)]
    assert found["A long description"] == [("flour/m.md", 4)]
    assert found["Photo by Ada"] == [("flour/m.md", 12)]


def test_lists_and_feeds_say_what_a_post_is_about_in_the_language_of_the_build(
    bread: Project,
) -> None:
    bread.write({"flour/m.md": TITLED_MARKDOWN.replace("description:", "summary:")})
    bread.write({"new.md": "---\norphan: true\n---\n# New\n\n```{post-list}\n```\n"})
    assert template(bread.build("gettext").out / "flour.pot").keys() >= OF_PAGES.keys()
    translate(bread, "flour", OF_PAGES)
    built = bread.build(
        out="de",
        language="de",
        html_baseurl="https://example.org/",
        journey_archives=True,
        journey_feeds=True,
    )
    assert built.warnings == []
    assert 'name="description" content="Eine lange Beschreibung"' in built.read("flour/m.html")
    for name in ("new.html", "archive/2026.html", "atom.xml", "feed.json"):
        for source in ("What it says", "A long description"):
            assert OF_PAGES[source] in built.read(name), name
            assert source not in built.read(name), name


@pytest.mark.parametrize(
    ("compact", "of_plan", "of_page"),
    [(True, "journey", "flour"), (False, "journey", "flour/t"), ("all", "all", "all")],
)
def test_a_text_is_in_the_catalog_of_its_file_and_taken_from_there(
    bread: Project, compact: bool | str, of_plan: str, of_page: str
) -> None:
    built = bread.build("gettext", gettext_compact=compact)
    assert "Soaking flour" in template(built.out / f"{of_plan}.pot")
    assert "A title of reST" in template(built.out / f"{of_page}.pot")
    translate(bread, of_page, OF_PAGES)
    translate(bread, of_plan, {**OF_PLAN, **OF_PAGES})
    page = text_of(bread.build(out="de", language="de", gettext_compact=compact), "flour/t.html")
    assert "Ein Titel in reST" in page
    assert "Brot von Grund auf" in page


def test_translated_texts_are_shown_wherever_the_text_is(bread: Project) -> None:
    translate(bread, "journey", OF_PLAN)
    translate(bread, "flour", OF_PAGES)
    built = bread.build(language="de")
    assert built.warnings == []
    home, page, titled = (text_of(built, f"{n}.html") for n in ("index", "flour/t", "flour/m"))
    for shown in ("Mehl und Wasser", "Woraus Teig besteht.", "Mehl einweichen", "Feuer"):
        assert shown in home
    for shown in ("Ein Titel in reST", "Ein kurzer Titel"):
        assert shown in home
    assert "Brot von Grund auf" in page
    assert "Mehl einweichen" in page  # a reference to what isn't out yet
    assert "Ein kurzer Titel" in page
    assert "Ein Titel in Markdown" in titled
    assert "Bild: Foto von Ada · CC BY 4.0" in titled.replace(" .", ".")
    assert 'name="description" content="Was es sagt"' in built.read("flour/t.html")
    assert 'name="description" content="Eine lange Beschreibung"' in built.read("flour/m.html")
    everything = home + page + titled + text_of(built, "series-progress.html")
    for source in (*OF_PLAN, *OF_PAGES):
        assert source not in everything


@pytest.mark.parametrize(("builder", "page"), [("text", "index.txt"), ("epub", "index.xhtml")])
def test_paper_shows_translated_texts_too(bread: Project, builder: str, page: str) -> None:
    translate(bread, "journey", OF_PLAN)
    assert "Mehl und Wasser" in text_of(bread.build(builder, language="de"), page)


def test_names_and_addresses_stay_in_every_language(bread: Project) -> None:
    translate(bread, "journey", OF_PLAN)
    translate(bread, "flour", OF_PAGES)
    one = BeautifulSoup(bread.build(out="en").read("flour/t.html"), "lxml")
    other = BeautifulSoup(bread.build(out="de", language="de").read("flour/t.html"), "lxml")
    assert [tag["id"] for tag in one.select("section[id]")] == [
        tag["id"] for tag in other.select("section[id]")
    ]


def test_catalogs_are_made_of_the_source_in_whatever_language(bread: Project) -> None:
    translate(bread, "journey", OF_PLAN)
    translate(bread, "flour", OF_PAGES)
    built = bread.build("gettext", language="de")
    assert "Soaking flour" in template(built.out / "journey.pot")
    assert template(built.out / "flour.pot").keys() >= OF_PAGES.keys()


def test_pictures_without_a_journey_have_their_credits_in_catalogs(project: Project) -> None:
    page = TITLED_MARKDOWN.partition("---\n\n")[2].replace("../", "")
    project.write({"index.md": f"# Loaf\n\n{page}", "loaf.svg": SVG})
    assert "Photo by Ada" in template(project.build("gettext").out / "index.pot")
    translate(project, "index", OF_PAGES)
    built = project.build(out="de", language="de", locale_dirs=["locales"])
    assert "Foto von Ada" in text_of(built, "index.html")


def test_a_changed_catalog_of_the_plan_rewrites_the_pages_that_show_it(bread: Project) -> None:
    translate(bread, "journey", OF_PLAN)
    bread.write({"apart.md": "---\norphan: true\n---\n# Apart\n"})
    built = bread.build(language="de")

    def written() -> dict[str, int]:
        names = ("index", "flour/t", "flour/m", "apart")
        return {name: (built.out / f"{name}.html").stat().st_mtime_ns for name in names}

    before = written()
    time.sleep(0.02)
    translate(bread, "journey", {**OF_PLAN, "Soaking flour": "Mehl quellen lassen"})
    os.utime(bread.srcdir / "locales/de/LC_MESSAGES/journey.po")
    rebuilt = bread.build(language="de")
    after = written()
    assert {name for name in after if after[name] != before[name]} == {"index", "flour/t"}
    assert rebuilt.tree() == bread.build(out="clean", language="de").tree()
    bread.build(language="de")
    assert written() == after


def test_a_changed_catalog_renames_a_part_in_every_table_of_contents(bread: Project) -> None:
    plan = PLAN.replace("pillars:\n", "parts:\n- title: First part\n  pillars:\n", 1)
    bread.write({"journey.yml": plan, "index.md": "# Bread\n\n```{journey-toctree}\n```\n"})
    bread.build(language="de", html_theme="furo")
    for said in ("Teil eins", "Erster Teil"):
        translate(bread, "journey", {"First part": said})
        path = bread.srcdir / "locales/de/LC_MESSAGES/journey.po"
        os.utime(path, (time.time() + 5, time.time() + 5))
        rebuilt = bread.build(language="de", html_theme="furo")
        assert said in text_of(rebuilt, "flour/t.html")
        clean = bread.build(out=f"clean {said}", language="de", html_theme="furo")
        assert rebuilt.tree() == clean.tree()


def test_a_changed_catalog_of_a_page_rewrites_what_shows_its_title(bread: Project) -> None:
    translate(bread, "flour", OF_PAGES)
    bread.build(language="de")
    time.sleep(0.02)
    translate(bread, "flour", {**OF_PAGES, "A short title": "Noch kürzer", "Photo by Ada": "Ada"})
    rebuilt = bread.build(language="de")
    assert "Noch kürzer" in text_of(rebuilt, "index.html")
    assert rebuilt.tree() == bread.build(out="clean", language="de").tree()


def test_a_catalog_that_cannot_be_read_is_reported_and_the_text_stays(bread: Project) -> None:
    folder = "locales/de/LC_MESSAGES"
    bread.write({f"{folder}/journey.mo": b"\xde\x12\x04\x95 no catalog"})
    built = bread.build(language="de")
    (warning,) = built.warned("config")
    assert "journey.mo:1" in warning
    assert "Flour and water" in text_of(built, "index.html")


def test_journeys_that_documents_make_are_translated_by_their_catalogs(project: Project) -> None:
    page = "---\nseries: Sour Dough\npillar: Rye\ndate: 2026-11-01\n---\n# One\n"
    index = "# Home\n\n```{toctree}\nparts/one\n```\n\n```{pillar-roadmap}\n```\n"
    project.write({"index.md": index, "parts/one.md": page})
    options: dict[str, Any] = {"journey_series": True, "locale_dirs": ["locales"]}
    found = template(project.build("gettext", **options).out / "parts.pot")
    assert found["Sour Dough"] == [("parts/one.md", 2)]
    assert found["Rye"] == [("parts/one.md", 3)]
    translate(project, "parts", {"Sour Dough": "Sauerteig", "Rye": "Roggen"})
    built = project.build(out="de", language="de", **options)
    assert "Roggen" in text_of(built, "index.html")
    assert "Sauerteig" in text_of(built, "parts/one.html")
