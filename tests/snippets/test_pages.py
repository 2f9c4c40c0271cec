"""What a page gets automatically: a post's line and series-nav, a title, and keys for Sphinx."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from sphinx.util.docutils import docutils_namespace, patch_docutils
from support import Build, Project

if TYPE_CHECKING:
    from collections.abc import Mapping

SYNTAXES = ("yaml", "toml", "json", "rest")
SUFFIXES = {"yaml": "md", "toml": "md", "json": "md", "rest": "rst"}
MARKDOWN = ("yaml", "toml", "json")
HOSTILE = "*Stars* & <b>bold</b> [x](y) `code` :ref:`a` {ref}`b`"

HEADS = {
    "yaml": """\
---
date: 2026-10-09
tags: [salt & <water>, rye]
authors: [ada, "Bob <b>"]
---
""",
    "toml": """\
+++
date = 2026-10-09
tags = ["salt & <water>", "rye"]
authors = ["ada", "Bob <b>"]
+++
""",
    "json": """\
{
  "date": "2026-10-09",
  "tags": ["salt & <water>", "rye"],
  "authors": ["ada", "Bob <b>"]
}
""",
    "rest": """\
:date: 2026-10-09
:tags: salt & <water>, rye
:authors: ada; Bob <b>
""",
}
TITLED = {
    "yaml": "---\ntitle: {title}\n---\n",
    "toml": "+++\ntitle = {title}\n+++\n",
    "json": '{{\n"title": {title}\n}}\n',
    "rest": ":title: {title}\n",
}
FOR_SPHINX = {
    "yaml": "---\norphan: true\ntocdepth: 1\nmyst:\n  enable_extensions: [deflist]\n---\n",
    "toml": '+++\norphan = true\ntocdepth = 1\n[myst]\nenable_extensions = ["deflist"]\n+++\n',
    "json": '{\n"orphan": true,\n"tocdepth": 1,\n"myst": {"enable_extensions": ["deflist"]}\n}\n',
}
TERMS = "\n# Terms\n\nLeaven\n: What makes it rise.\n\n## Below\n\nText.\n"
MANIFEST = """
id: bread
title: Bread
authors: {ada: {name: Ada Baker, url: "https://example.org/ada"}}
pillars:
  - id: line
    title: Lines
    doc: line/index
    posts: [line/yaml, line/toml, line/json, line/rest, line/bare]
  - id: title
    title: Titles
    posts: [short/page, short/other]
"""


def title_head(syntax: str, title: str) -> str:
    return TITLED[syntax].format(title=title if syntax == "rest" else f'"{title}"')


def files() -> dict[str, str]:
    """Return the whole project."""
    made = {
        "journey.yml": MANIFEST,
        "index.md": "# Home\n\n```{toctree}\n:glob:\n\nline/*\ntitle/*\nshort/*\n```\n\n"
        "```{pillar-roadmap}\n```\n",
        "line/index.md": "# Lines\n\nA chapter.\n",
        "line/bare.md": "# Bare\n",
        "short/page.md": "---\nlinkTitle: Short & <sweet>\n---\n# A page with a long title\n",
        "short/other.rst": ":linkTitle: Shorter\n\nA long title\n============\n",
    }
    for syntax in SYNTAXES:
        suffix = SUFFIXES[syntax]
        heading = "Title\n=====\n" if syntax == "rest" else "# Title\n"
        made[f"line/{syntax}.{suffix}"] = f"{HEADS[syntax]}\n{heading}\nText.\n"
        made[f"title/{syntax}.{suffix}"] = f"{title_head(syntax, HOSTILE)}\nText.\n"
        own = title_head(syntax, "Not this one")
        made[f"title/{syntax}-own.{suffix}"] = f"{own}\n{heading}\nText.\n"
        made[f"title/{syntax}-empty.{suffix}"] = title_head(syntax, "Nothing else")
    for syntax in MARKDOWN:
        head = title_head(syntax, "Above all")
        made[f"title/{syntax}-sections.md"] = f"{head}\n## One\n\nText.\n\n### In it\n\n## Two\n"
        made[f"keys/{syntax}.md"] = f"{FOR_SPHINX[syntax]}{TERMS}"
    return made


@dataclass(frozen=True)
class Pages:
    """The result of building the project."""

    build: Build
    doctrees: Mapping[str, nodes.document]
    metadata: Mapping[str, Mapping[str, object]]
    titles: Mapping[str, str]
    tocs: Mapping[str, str]

    def soup(self, docname: str) -> BeautifulSoup:
        """Return a page."""
        return BeautifulSoup(self.build.read(f"{docname}.html"), "lxml")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Return the built project."""
    project = Project(tmp_path_factory.mktemp("pages") / "project").write(files())
    build = project.build()
    with patch_docutils(project.srcdir), docutils_namespace():
        app, _, _ = project.app()
        app.builder.read()
        return Pages(
            build,
            {docname: app.env.get_doctree(docname) for docname in app.env.found_docs},
            {docname: dict(found) for docname, found in app.env.metadata.items()},
            {docname: title.astext() for docname, title in app.env.titles.items()},
            {docname: toc.astext() for docname, toc in app.env.tocs.items()},
        )


def test_nothing_warns(pages: Pages) -> None:
    assert pages.build.warnings == []


class TestPostLine:
    @pytest.mark.parametrize("syntax", SYNTAXES)
    def test_says_date_minutes_tags_and_authors(self, pages: Pages, syntax: str) -> None:
        line = pages.soup(f"line/{syntax}").select_one(".journey-post-line")
        assert line is not None
        assert line.get_text() == (
            "October 9, 2026 · 1 min read · salt & <water>, rye · by Ada Baker, Bob <b>"
        )
        time, author = line.select("time, a")
        assert time["datetime"] == "2026-10-09"
        assert author["href"] == "https://example.org/ada"
        assert [tag.get_text() for tag in line.select(".journey-tag")] == ["salt & <water>", "rye"]

    @pytest.mark.parametrize("syntax", SYNTAXES)
    def test_is_the_same_in_every_syntax(self, pages: Pages, syntax: str) -> None:
        lines = [
            str(pages.soup(f"line/{name}").select_one(".journey-post-line"))
            for name in (syntax, "yaml")
        ]
        assert lines[0] == lines[1]

    def test_is_under_the_title_with_series_nav(self, pages: Pages) -> None:
        title = pages.soup("line/toml").select_one("h1")
        assert title is not None
        first, second, text = title.find_next_siblings()[:3]
        assert [(tag.name, tag["class"][0]) for tag in (*first, *second)] == [
            ("nav", "journey-nav"),
            ("p", "journey-post-line"),
        ]  # the theme draws previous and next below
        assert text.get_text() == "Text."

    def test_is_not_drawn_empty(self, pages: Pages) -> None:
        for line in pages.soup("line/bare").select(".journey-post-line"):
            assert line.get_text().strip()

    def test_is_only_on_posts(self, pages: Pages) -> None:
        for docname in ("index", "line/index", "title/yaml", "keys/toml"):
            assert not pages.soup(docname).select(".journey-post-line, .journey-nav")


class TestSeriesNav:
    def test_says_part_and_links_the_neighbors(self, pages: Pages) -> None:
        nav = pages.soup("line/toml").select_one("nav.journey-nav")
        assert nav is not None
        assert nav["aria-label"] == "Series: Bread"
        part = nav.select_one(".journey-part")
        assert part is not None
        assert part.get_text() == "Part 2 of 7 · Lines · Bread"
        links = {a.get_text(): a["href"] for a in nav.select("a")}
        assert links["Lines"] == "index.html"
        assert links["Bread"] == "../series-progress.html"
        before, after = nav.select(".journey-previous a, .journey-next a")
        assert (before["href"], after["href"]) == ("yaml.html", "json.html")

    def test_first_and_last_have_one_neighbor(self, pages: Pages) -> None:
        first = pages.soup("line/yaml").select("nav.journey-nav")[0]
        last = pages.soup("short/other").select("nav.journey-nav")[0]
        assert [a["href"] for a in first.select(".journey-neighbors a")] == [
            "index.html",
            "toml.html",
        ]
        assert [a["href"] for a in last.select(".journey-neighbors a")] == ["page.html"]

    def test_themes_previous_and_next_agree(self, pages: Pages) -> None:
        soup = pages.soup("line/rest")
        relations = {
            relation: [link["href"] for link in soup.select(f'link[rel="{relation}"]')]
            for relation in ("prev", "next")
        }
        assert relations == {"prev": ["json.html"], "next": ["bare.html"]}


def test_a_chapters_page_says_which_pillar_it_is(pages: Pages) -> None:
    lines = pages.soup("line/index").select("h1 + div > .journey-chapter-line")
    assert [line.get_text() for line in lines] == [
        "Pillar 1 of 2 · 5 posts · 5 min · 5 published · Bread"
    ]
    assert lines[0].select("a")[0]["href"] == "../series-progress.html"
    assert not pages.soup("index").select(".journey-chapter-line")


class TestTitle:
    @pytest.mark.parametrize("syntax", SYNTAXES)
    def test_of_the_front_matter_becomes_the_heading(self, pages: Pages, syntax: str) -> None:
        headings = pages.soup(f"title/{syntax}").select("h1")
        assert [h.get_text().removesuffix("¶") for h in headings] == [HOSTILE]
        assert pages.titles[f"title/{syntax}"] == HOSTILE
        assert pages.tocs[f"title/{syntax}"] == HOSTILE

    @pytest.mark.parametrize("syntax", SYNTAXES)
    def test_does_not_become_a_second_heading(self, pages: Pages, syntax: str) -> None:
        soup = pages.soup(f"title/{syntax}-own")
        assert [h.get_text().removesuffix("¶") for h in soup.select("h1")] == ["Title"]
        body = soup.select_one("[role=main]")
        assert body is not None
        assert "Not this one" not in body.get_text()
        assert pages.titles[f"title/{syntax}-own"] == "Title"

    @pytest.mark.parametrize("syntax", SYNTAXES)
    def test_is_enough_for_a_page(self, pages: Pages, syntax: str) -> None:
        assert pages.titles[f"title/{syntax}-empty"] == "Nothing else"

    @pytest.mark.parametrize("syntax", MARKDOWN)
    def test_is_above_sections(self, pages: Pages, syntax: str) -> None:
        """Without a warning from MyST, either: nothing is logged at all."""
        (top,) = [
            child
            for child in pages.doctrees[f"title/{syntax}-sections"].children
            if isinstance(child, nodes.section)
        ]
        assert top.children[0].astext() == "Above all"
        inner = [child for child in top.children if isinstance(child, nodes.section)]
        assert [section.children[0].astext() for section in inner] == ["One", "Two"]

    @pytest.mark.parametrize("syntax", SYNTAXES)
    def test_is_a_target(self, pages: Pages, syntax: str) -> None:
        """Sphinx's table of contents and search lead to the section's id."""
        section = next(pages.doctrees[f"title/{syntax}-empty"].findall(nodes.section))
        assert section["ids"] == ["nothing-else"]


class TestLinkTitle:
    @pytest.mark.parametrize(
        ("docname", "link_title", "heading"),
        [
            ("short/page", "Short & <sweet>", "A page with a long title"),
            ("short/other", "Shorter", "A long title"),
        ],
    )
    def test_is_in_lists_and_the_heading_is_on_the_page(
        self, pages: Pages, docname: str, link_title: str, heading: str
    ) -> None:
        h1 = pages.soup(docname).select_one("h1")
        assert h1 is not None
        assert h1.get_text().removesuffix("¶") == heading
        links = pages.soup("index").select(f'[role=main] a[href="{docname}.html"]')
        assert [link.get_text() for link in links] == [link_title, link_title]  # toctree, roadmap

    def test_is_in_previous_and_next(self, pages: Pages) -> None:
        link = pages.soup("short/other").select_one(".journey-previous a")
        assert link is not None
        assert link.get_text() == "Short & <sweet>"


class TestKeysOfOthers:
    @pytest.mark.parametrize("syntax", MARKDOWN)
    def test_reach_sphinx(self, pages: Pages, syntax: str) -> None:
        metadata = pages.metadata[f"keys/{syntax}"]
        assert "orphan" in metadata
        assert metadata["tocdepth"] == 1

    @pytest.mark.parametrize("syntax", MARKDOWN)
    def test_reach_myst(self, pages: Pages, syntax: str) -> None:
        terms = list(pages.doctrees[f"keys/{syntax}"].findall(nodes.term))
        assert [term.astext() for term in terms] == ["Leaven"]

    def test_are_the_same_from_every_syntax(self, pages: Pages) -> None:
        yaml, toml, json = (pages.metadata[f"keys/{syntax}"] for syntax in MARKDOWN)
        assert toml == yaml
        assert json == yaml


@pytest.mark.parametrize(
    "head",
    [
        pytest.param('+++\ntitle = "T"\ntags = [\n  "a",\n]\n[params]\nx = 1\n+++\n', id="toml"),
        pytest.param('{\n"title": "T",\n"tags": [\n"a"\n]\n}\n', id="json"),
        pytest.param("---\ntitle: T\ntags:\n  - a\n---\n", id="yaml"),
        pytest.param('+++\ntitle = "T"\ndate = \n+++\n', id="toml, broken"),
        pytest.param('{\n"title": "T"\n"tags": []\n}\n', id="json, broken"),
        pytest.param('\ufeff+++\ntitle = "T"\n+++\n', id="toml behind a byte order mark"),
        pytest.param('+++\r\ntitle = "T"\r\n+++\r\n', id="toml with CRLF"),
    ],
)
@pytest.mark.parametrize("heading", ["", "# H\n"])
def test_front_matter_moves_no_line(project: Project, head: str, heading: str) -> None:
    text = f"{head}{heading}\nText.\n\n```{{pillar-roadmap}}\n:view: piechart\n```\n"
    line = text.replace("\r\n", "\n").split("\n").index("```{pillar-roadmap}") + 1
    project.write({"journey.yml": MANIFEST.partition("pillars:")[0] + "pillars: []\n"})
    project.write({"index.md": text.encode()})
    (warning,) = project.build("dummy").warned("option")
    assert warning.startswith(f"{project.srcdir / 'index.md'}:{line}: WARNING: pillar-roadmap")
