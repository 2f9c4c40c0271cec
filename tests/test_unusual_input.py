"""Input that is rare but valid: it builds, shows what is there, and gives none of our warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from support import EVERYTHING, Build, Project

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bs4 import Tag

INDEX = f"# Home\n\n{EVERYTHING}"


def plan(*pillars: str, posts: str = "[]") -> str:
    """Return a manifest."""
    return "\n".join(["id: bread", "title: Bread", f"posts: {posts}", "pillars:", *pillars, ""])


def main_of(build: Build, page: str) -> Tag:
    """Return the body of a page."""
    body = BeautifulSoup(build.read(page), "lxml").select_one("[role=main]")
    assert body is not None
    return body


def part_of(build: Build, page: str) -> list[str]:
    """Return "Part N of M" as a page says it, for each journey."""
    navs = main_of(build, page).select("nav .journey-part strong")
    return list(dict.fromkeys(part.get_text() for part in navs))


def hrefs(body: Tag) -> list[str]:
    return [str(a["href"]) for a in body.select("a[href]")]


@pytest.fixture(scope="module")
def untitled(tmp_path_factory: pytest.TempPathFactory) -> Build:
    project = Project(tmp_path_factory.mktemp("untitled") / "project")
    posts = "[empty, nothing, text, words, {doc: entry, title: The planned title}]"
    project.write({"journey.yml": plan(posts=posts), "index.md": INDEX})
    project.write({"empty.md": b"", "nothing.rst": b"", "text.md": "Just text.\n"})
    project.write({"words.rst": "Just words.\n", "entry.md": "Only text.\n"})
    return project.build(suppress_warnings=["toc.no_title"])


class TestPostsWithoutTitle:
    def test_are_built(self, untitled: Build) -> None:
        assert untitled.warnings == untitled.warned("untitled")
        assert len(untitled.warnings) == 4  # "entry" has a title in the plan
        for name in ("empty", "nothing", "text", "words", "entry"):
            assert (untitled.out / f"{name}.html").stat().st_size > 0
        assert "Just text." in main_of(untitled, "text.html").get_text()

    @pytest.mark.parametrize("name", ["empty", "nothing", "text", "words"])
    def test_go_by_their_slug(self, untitled: Build, name: str) -> None:
        links = main_of(untitled, "index.html").select(f'a[href="{name}.html"]')
        assert links
        assert {link.get_text() for link in links} == {name}

    def test_go_by_the_title_of_their_entry(self, untitled: Build) -> None:
        links = main_of(untitled, "index.html").select('a[href="entry.html"]')
        assert {link.get_text() for link in links} == {"The planned title"}

    def test_are_posts_like_any_other(self, untitled: Build) -> None:
        assert part_of(untitled, "text.html") == ["Part 3 of 5"]
        assert part_of(untitled, "words.html") == ["Part 4 of 5"]


@pytest.fixture(scope="module")
def odd_files(tmp_path_factory: pytest.TempPathFactory) -> Build:
    project = Project(tmp_path_factory.mktemp("files") / "project")
    manifest = plan(
        "  - id: files",
        "    title: Files",
        "    posts: [yaml, toml, json, rest, bom, bomrest]",
        posts="[index, mit leerzeichen/brötchen backen, 日本/パン, a&b/c#d]",
    )
    project.write({"journey.yml": b"\xef\xbb\xbf" + manifest.replace("\n", "\r\n").encode()})
    crlf = {
        "yaml.md": "---\ndate: 2026-10-09\n---\n# YAML\n\nText.\n",
        "toml.md": "+++\ndate = 2026-10-09\n+++\n# TOML\n\nText.\n",
        "json.md": '{\n"date": "2026-10-09"\n}\n# JSON\n\nText.\n',
        "rest.rst": ":date: 2026-10-09\n\nRest\n====\n\nText.\n",
    }
    project.write({n: text.replace("\n", "\r\n").encode() for n, text in crlf.items()})
    project.write(
        {
            "index.md": INDEX,
            "bom.md": "\ufeff+++\ndate = 2026-10-09\n+++\n# BOM\n".encode(),
            "bomrest.rst": "\ufeff:date: 2026-10-09\n\nBOM rest\n========\n".encode(),
            "mit leerzeichen/brötchen backen.md": "# Brötchen\n\n"
            "```{pillar-roadmap}\n:pillar: files\n```\n",
            "日本/パン.rst": "パン\n====\n\n水と粉。\n",
            "a&b/c#d.md": "# A & \\<mark>\n",
        }
    )
    return project.build()


class TestFiles:
    """CRLF, byte order marks, and names with spaces and of any script."""

    def test_give_no_warnings(self, odd_files: Build) -> None:
        assert odd_files.warnings == []

    @pytest.mark.parametrize("name", ["yaml", "toml", "json", "rest", "bom", "bomrest"])
    def test_have_their_front_matter_read(self, odd_files: Build, name: str) -> None:
        line = main_of(odd_files, f"{name}.html").select_one(".journey-post-line time")
        assert line is not None
        assert line["datetime"] == "2026-10-09"
        text = main_of(odd_files, f"{name}.html").get_text()
        assert "date" not in text
        assert "+++" not in text

    def test_every_link_leads_to_a_page(self, odd_files: Build) -> None:
        for page in odd_files.out.rglob("*.html"):
            body = BeautifulSoup(page.read_text("utf-8"), "lxml").select_one("[role=main]")
            for href in hrefs(body) if body else []:
                parts = urlsplit(href)
                if parts.path and not parts.netloc:
                    assert (page.parent / unquote(parts.path)).resolve().is_file(), (page, href)

    def test_titles_are_escaped(self, odd_files: Build) -> None:
        body = main_of(odd_files, "index.html")
        assert "A & <mark>" in {link.get_text() for link in body.select("a")}
        assert not body.select("mark")

    def test_the_home_page_may_be_a_post(self, odd_files: Build) -> None:
        assert part_of(odd_files, "index.html") == ["Part 1 of 10"]
        toctree = main_of(odd_files, "index.html").select_one(".toctree-wrapper")
        assert toctree is not None
        assert "index.html" not in hrefs(toctree)
        assert "#" not in hrefs(toctree)


class TestEmptyStates:
    def test_of_a_journey_without_posts_are_written_out(self, project: Project) -> None:
        project.write({"journey.yml": plan(), "index.md": INDEX})
        build = project.build()
        assert build.warnings == []
        body = main_of(build, "index.html").get_text()
        assert body.count("Nothing has been announced yet.") == 3
        assert "Nothing is out yet." in body

    def test_of_a_generated_progress_page_is_written_out(self, project: Project) -> None:
        project.write({"journey.yml": plan(), "index.md": "# Home\n"})
        body = main_of(project.build(), "series-progress.html").get_text()
        assert "Nothing has been announced yet." in body

    def test_of_a_pillar_without_posts_are_written_out(self, project: Project) -> None:
        project.write(
            {
                "journey.yml": plan(
                    "  - {id: bare, title: Bare, doc: bare}", "  - {id: alone, title: Alone}"
                ),
                "index.md": INDEX,
                "bare.md": """\
                # Bare

                ```{pillar-roadmap}
                :pillar: bare
                ```

                ```{pillar-roadmap}
                :pillar: bare
                :view: table
                ```

                ```{journey-toctree}
                :pillar: bare
                ```
                """,
            }
        )
        build = project.build()
        assert build.warnings == []
        text = main_of(build, "bare.html").get_text()
        assert "nothing announced yet" in text
        assert "Nothing has been announced yet." in text
        assert "Nothing is out yet." in text
        home = main_of(build, "index.html")
        assert "bare.html" in hrefs(home)
        assert "Alone" in home.get_text()

    def test_of_a_journey_that_is_all_out_are_written_out(self, project: Project) -> None:
        project.write({"journey.yml": plan(posts="[a]"), "index.md": INDEX, "a.md": "# A\n"})
        text = main_of(project.build(), "index.html").get_text()
        assert "Nothing further has been announced." in text
        assert "Nothing is late." in text


def test_a_pillar_without_a_page_is_listed_by_its_posts(project: Project) -> None:
    pillar = "  - {id: free, title: Free, posts: [a, b]}"
    project.write({"journey.yml": plan(pillar), "index.md": INDEX})
    project.write({"a.md": "# A\n", "b.md": "# B\n"})
    build = project.build()
    assert build.warnings == []
    toctree = main_of(build, "index.html").select_one(".toctree-wrapper")
    assert toctree is not None
    assert hrefs(toctree) == ["a.html", "b.html"]
    nav = main_of(build, "b.html").select_one("nav.journey-nav")
    assert nav is not None
    assert nav.get_text().startswith("Part 2 of 2 · Free · Bread")


def test_three_hundred_posts_build(project: Project) -> None:
    numbers = range(1, 301)
    posts = ", ".join(f"p/{number}" for number in numbers)
    project.write({"journey.yml": plan(f"  - {{id: all, title: All, posts: [{posts}]}}")})
    project.write({f"p/{number}.md": f"# Post {number}\n" for number in numbers})
    project.write({"index.md": INDEX})
    build = project.build()
    assert build.warnings == []
    assert part_of(build, "p/300.html") == ["Part 300 of 300"]
    previous = main_of(build, "p/150.html").select_one(".journey-previous a")
    assert previous is not None
    assert previous["href"] == "149.html"


SELF_PLACED: Mapping[str, str] = {
    "yaml.md": "---\nseries: bread\npillar: one\nweight: 3\n---\n# Third\n",
    "toml.md": '+++\nseries = ["bread"]\npillar = "one"\nweight = 2\n+++\n# Second\n',
    "json.md": '{\n"pillar": "one",\n"series_order": 1\n}\n# First\n',
    "rest.rst": ":series: bread\n:pillar: one\n:weight: 4\n\nFourth\n======\n",
    "p10.md": "---\npillar: one\n---\n# Natural order: last\n",
    "p9.md": "---\npillar: one\n---\n# Natural order: ninth\n",
    "dated.md": "---\npillar: one\ndate: 2026-01-05\n---\n# By date\n",
    "none.md": "---\nseries: bread\n---\n# Of no pillar\n",
}


def test_posts_place_themselves_by_front_matter(project: Project) -> None:
    manifest = plan("  - {id: one, title: One, posts: [listed]}")
    project.write({"journey.yml": manifest, "index.md": INDEX, "listed.md": "# Listed\n"})
    build = project.write(SELF_PLACED).build()
    assert build.warnings == []
    table = main_of(build, "index.html").select_one("table.journey-table")
    assert table is not None
    assert hrefs(table) == [
        "none.html",
        "listed.html",
        "json.html",
        "toml.html",
        "yaml.html",
        "rest.html",
        "dated.html",
        "p9.html",
        "p10.html",
    ]
    assert part_of(build, "rest.html") == ["Part 6 of 9"]


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Build:
    project = Project(tmp_path_factory.mktemp("several") / "project")
    project.write(
        {
            "journey.yml": """\
            journeys:
              - id: one
                title: Journey one
                pillars: [{id: p, title: P, posts: [a, b]}]
              - id: two
                title: Journey two
                pillars: [{id: q, title: Q, posts: [c, a]}]
            """,
            "index.md": """\
            # Home

            ```{journey-toctree}
            :journey: one
            ```

            ```{journey-toctree}
            :journey: two
            ```
            """,
            "a.md": "# A\n",
            "b.md": "# B\n\n```{pillar-roadmap}\n```\n",
            "c.rst": "C\n=\n\n.. series-nav::\n   :journey: two\n",
        }
    )
    return project.build()


class TestSeveralJourneys:
    def test_give_no_warnings(self, several: Build) -> None:
        assert several.warnings == []

    def test_a_post_in_two_has_its_part_in_each(self, several: Build) -> None:
        assert part_of(several, "a.html") == ["Part 1 of 2", "Part 2 of 2"]
        labels = [str(nav["aria-label"]) for nav in main_of(several, "a.html").select("nav")]
        assert labels[:2] == ["Series: Journey one", "Series: Journey two"]

    def test_a_posts_own_journey_is_the_default_of_directives(self, several: Build) -> None:
        roadmap = main_of(several, "b.html").select_one(".journey-roadmap")
        assert roadmap is not None
        assert "a.html" in hrefs(roadmap)
        assert "c.html" not in hrefs(roadmap)

    def test_each_has_a_progress_page(self, several: Build) -> None:
        for name in ("one", "two"):
            text = main_of(several, f"series-progress-{name}.html").get_text()
            assert f"Progress: Journey {name}" in text
        assert "series-progress-two.html" in hrefs(main_of(several, "c.html"))


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "text", "latex", "epub"])
def test_unusual_names_work_in_every_builder(project: Project, builder: str) -> None:
    posts = "[mit leerzeichen/brötchen backen, 日本/パン, empty]"
    project.write({"journey.yml": plan(posts=posts), "index.md": INDEX, "empty.md": b""})
    project.write(
        {"mit leerzeichen/brötchen backen.md": "# Brötchen\n", "日本/パン.rst": "パン\n====\n"}
    )
    build = project.build(builder, suppress_warnings=["toc.no_title", "epub"])
    assert [line for line in build.warnings if "[journey." in line] == build.warned("untitled")
    assert "build succeeded" in build.status
