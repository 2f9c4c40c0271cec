"""Promises of `post-list`, of posts that patterns name, and of the archive's pages."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from support import JOURNEY, Build, Project

CONF = """\
project = "Bread"
author = "Bakers"
copyright = "2026, Bakers"
extensions = ["myst_parser", "sphinx_journey"]
html_theme = "basic"
html_permalinks = False
journey_today = "2026-11-22"
journey_posts = "blog/*/*"
"""
BLOG = {
    "conf.py": CONF,
    "index.md": """
        # Bread

        ```{post-list}
        :fields: date, minutes, authors, categories, tags, excerpt
        ```
        """,
    "journey.yml": """
        authors: {ada: {name: Ada Baker, url: "https://example.org/ada"}}
        journeys: []
        """,
    "blog/2025/flour.md": """
        ---
        date: 2025-03-01
        lastmod: 2025-04-01
        tags: [Flour, "C++"]
        categories: [Basics]
        author: ada
        ---
        # Flour & *water*

        What `dough` is made of, see {doc}`/blog/2026/oven` and {doc}`/blog/2026/secret`.

        A second paragraph[^1].

        <!--more-->

        The rest.

        [^1]: Apart.
        """,
    "blog/2026/oven.rst": """
        :date: 2026-01-10
        :tags: flour, heat
        :description: An oven <b>described</b>.

        Oven
        ====

        Its text.
        """,
    "blog/2026/crust.md": """
        ---
        date: 2026-02-01
        author: Cy
        ---
        # Crust

        ```{note}
        Not this.
        ```

        But this.

        And not this.
        """,
    "blog/2026/secret.md": "---\ndraft: true\ntags: [hush]\n---\n# Hushhush\n\nPsst.\n",
    "blog/2026/later.md": "---\ndate: 2027-01-01\ntags: [hush]\n---\n# Hushhush\n\nPsst.\n",
    "about.md": "---\norphan: true\n---\n# About\n\nNo post.\n",
}


@pytest.fixture
def blog(project: Project) -> Project:
    return project.write(BLOG)


def page(build: Build, name: str) -> Any:
    return BeautifulSoup(build.read(name), "html.parser")


def texts(soup: Any, selector: str) -> list[str]:
    return [" ".join(one.get_text().split()) for one in soup.select(selector)]


def test_a_pattern_makes_posts_without_a_plan_and_without_parts(blog: Project) -> None:
    build = blog.build()
    assert build.warnings == []
    home = page(build, "index.html")
    assert texts(home, ".journey-post-title") == ["Crust", "Oven", "Flour & water"]
    assert [one["href"] for one in home.select(".journey-post-title a")] == [
        "blog/2026/crust.html",
        "blog/2026/oven.html",
        "blog/2025/flour.html",
    ]
    post = page(build, "blog/2025/flour.html")
    assert texts(post, ".journey-post-line") == [
        "March 1, 2025 · updated April 1, 2025 · 1 min read · Flour, C++ · by Ada Baker"
    ]
    assert not post.select(".journey-nav")
    assert "Part" not in post.select_one("[role=main]").get_text()


def test_a_pattern_alone_switches_the_gate_on(blog: Project) -> None:
    (blog.srcdir / "journey.yml").unlink()
    build = blog.build()
    assert build.warnings == []
    assert texts(page(build, "index.html"), ".journey-post-title") == [
        "Crust",
        "Oven",
        "Flour & water",
    ]
    assert not [name for name in build.tree() if "secret" in name or "later" in name]


def test_a_file_that_a_pattern_names_with_its_suffix_is_a_post(blog: Project) -> None:
    home = page(blog.build(journey_posts=["blog/**.rst"]), "index.html")
    assert texts(home, ".journey-post-title") == ["Oven"]


def test_what_a_list_says_of_a_post(blog: Project) -> None:
    home = page(blog.build(), "index.html")
    assert texts(home, ".journey-post-figures") == [
        "February 1, 2026 · 1 min read · by Cy",
        "January 10, 2026 · 1 min read · flour, heat",
        "March 1, 2025 · 1 min read · by Ada Baker · Basics · Flour, C++",
    ]


def test_an_excerpt_is_the_description_or_goes_to_the_mark_or_is_a_paragraph(blog: Project) -> None:
    build = blog.build()
    assert texts(page(build, "index.html"), ".journey-post-excerpt") == [
        "But this.",
        "An oven <b>described</b>.",
        "What dough is made of, see Oven and a page that isn't out yet.",
        "A second paragraph.",
    ]
    assert "Hushhush" not in "".join(build.read(name) for name in build.tree() if ".html" in name)


def test_the_search_finds_a_posts_words_on_the_post_alone(blog: Project) -> None:
    index = blog.build().read("searchindex.js")
    (found,) = re.findall(r'"dough":(\d+|\[[\d,]+\])', index)
    names = re.search(r'"docnames":\[(.*?)\]', index)
    assert names is not None
    assert names[1].replace('"', "").split(",")[int(found)] == "blog/2025/flour"


def test_a_list_is_a_feed_to_those_who_read_microformats(blog: Project) -> None:
    entries = page(blog.build(), "index.html").select("ul.h-feed > li.h-entry")
    assert len(entries) == 3
    for entry in entries:
        assert entry.select_one("a.p-name.u-url[href]")
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", entry.select_one("time.dt-published")["datetime"])
        assert entry.select_one("p.p-summary")


def test_posts_of_no_journey_lead_to_the_older_and_the_newer_one(blog: Project) -> None:
    build = blog.build(html_theme="alabaster")
    links = {
        one["rel"][0]: one["href"] for one in page(build, "blog/2026/oven.html").select("head link")
    }
    assert links["prev"] == "../2025/flour.html"
    assert links["next"] == "crust.html"


def test_a_toctree_of_the_author_goes_before_the_dates(blog: Project) -> None:
    tree = "\n```{toctree}\nblog/2026/oven\nblog/2025/flour\nblog/2026/crust\n```\n"
    blog.write({"index.md": BLOG["index.md"].replace("        ", "") + tree})
    build = blog.build(html_theme="alabaster")
    links = {
        one["rel"][0]: one["href"] for one in page(build, "blog/2026/oven.html").select("head link")
    }
    assert links["next"] == "../2025/flour.html"


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        (":tag: FLOUR", ["Oven", "Flour & water"]),
        (":tag: heat, c++", ["Oven", "Flour & water"]),
        (":category: basics", ["Flour & water"]),
        (":author: cy", ["Crust"]),
        (":year: 2026", ["Crust", "Oven"]),
        (":folder: blog/2025", ["Flour & water"]),
        (":folder: /blog", ["Crust", "Oven", "Flour & water"]),
        (":order: oldest\n:number: 2", ["Flour & water", "Oven"]),
        (":order: title", ["Crust", "Flour & water", "Oven"]),
        (":tag: hush", []),
    ],
)
@pytest.mark.parametrize("markup", ["md", "rst"])
def test_options_choose(blog: Project, options: str, titles: list[str], markup: str) -> None:
    if markup == "md":
        text = f"# Bread\n\n```{{post-list}}\n{options}\n```\n"
    else:
        (blog.srcdir / "index.md").unlink()
        lines = "".join(f"   {line}\n" for line in options.splitlines())
        text = f"Bread\n=====\n\n.. post-list::\n{lines}"
    build = blog.write({f"index.{markup}": text}).build()
    assert build.warnings == []
    home = page(build, "index.html")
    assert texts(home, ".journey-post-title") == titles
    assert texts(home, ".journey-empty") == ([] if titles else ["There are no posts yet."])


@pytest.mark.parametrize(
    ("options", "subtype", "said"),
    [
        (":tag: flor", "unknown_term", "No post has the tag 'flor'. Did you mean 'flour'?"),
        (":author: Ada Bakr", "unknown_term", "Did you mean 'ada baker'?"),
        (":number: many", "option", "':number:' is 'many'"),
        (":number: 0", "option", "':number:' is '0'"),
        (":number: " + "9" * 5000, "option", "a whole number from 1 to 10,000"),
        (":order: random", "option", "one of newest, oldest, title, journey"),
        (":fields: date, dat", "option", "Did you mean 'date'?"),
        (":status: droft", "option", "Did you mean 'draft'?"),
        (":columns: 9", "option", "one of 1, 2, 3, 4"),
        (":journey: bread", "unknown_journey", "There is no journey"),
        (":folder: ../..\n\ntext", "option", "it takes no text"),
    ],
)
def test_a_wrong_option_is_said_and_the_build_goes_on(
    blog: Project, options: str, subtype: str, said: str
) -> None:
    text = f"# Bread\n\n```{{post-list}}\n{options}\n```\n"
    build = blog.write({"index.md": text}).build()
    (warning,) = build.warnings
    assert build.warned(subtype) == [warning]
    assert said in warning
    assert "index.md:" in warning


def test_posts_of_journeys_are_in_lists_too(journey: Project) -> None:
    lists = {
        "all.md": "---\norphan: true\n---\n# All\n\n```{post-list}\n```\n",
        "fire.md": "---\norphan: true\n---\n# F\n\n```{post-list}\n:pillar: fire\n```\n",
        "next.md": "---\norphan: true\n---\n# N\n\n```{post-list}\n:status: planned\n"
        ":order: oldest\n```\n",
    }
    build = journey.write(lists).build()
    assert build.warnings == []
    assert len(texts(page(build, "all.html"), ".journey-post-title")) == 3
    assert len(texts(page(build, "fire.html"), ".journey-post-title")) == 1
    assert texts(page(build, "next.html"), ".journey-post-title") == ["Crust", "Milling"]
    assert texts(page(build, "next.html"), ".journey-post-figures")[0].startswith("planned · ")
    assert "oven" in JOURNEY["journey.yml"]


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "singlehtml", "man", "xml"])
def test_lists_are_for_every_builder(blog: Project, builder: str) -> None:
    build = blog.build(builder, journey_archives=True, master_doc="index")
    assert [w for w in build.warnings if "journey" in w or "Traceback" in w] == []
    if builder == "text":
        text = build.read("index.txt")
        assert "* **Oven**\n\n  January 10, 2026 · 1 min read · flour, heat" in text


ARCHIVE = {
    "archive/2025",
    "archive/2026",
    "archive/index",
    "authors/ada-baker",
    "authors/cy",
    "authors/index",
    "categories/basics",
    "categories/index",
    "tags/c",
    "tags/flour",
    "tags/heat",
    "tags/index",
}


def made(build: Build) -> set[str]:
    own = {"about", "blog/2025/flour", "blog/2026/crust", "blog/2026/oven", "genindex", "index"}
    pages = {name.removesuffix(".html") for name in build.tree() if name.endswith(".html")}
    return pages - own - {"search"}


def test_an_archive_is_made_where_it_is_asked_for(blog: Project) -> None:
    assert made(blog.build(out="off")) == set()
    build = blog.build(journey_archives=True)
    assert build.warnings == []
    assert made(build) == ARCHIVE
    listed = page(build, "tags/index.html")
    assert texts(listed, "h1") == ["Tags"]
    assert texts(listed, ".journey-terms li") == ["C++1 post", "Flour2 posts", "heat1 post"]
    tag = page(build, "tags/flour.html")
    assert tag.title.get_text().startswith("Tag: Flour")
    assert texts(tag, ".journey-post-title") == ["Oven", "Flour & water"]
    author = page(build, "authors/ada-baker.html")
    assert texts(author, "h1") == ["Posts by Ada Baker"]
    assert author.select_one('a[href="https://example.org/ada"]')
    assert page(build, "tags/flour.html").select_one('link[href*="journey.css"]')


def test_every_post_leads_to_the_pages_it_is_on(blog: Project) -> None:
    build = blog.build(journey_archives=True)
    line = page(build, "blog/2025/flour.html").select_one(".journey-post-line")
    assert {one.get_text(): one["href"] for one in line.select("a")} == {
        "Basics": "../../categories/basics.html",
        "Flour": "../../tags/flour.html",
        "C++": "../../tags/c.html",
        "Ada Baker": "../../authors/ada-baker.html",
    }
    for name in made(build):
        for link in page(build, f"{name}.html").select("[role=main] a[href]"):
            target = link["href"].partition("#")[0]
            if target and "//" not in target:
                assert (build.out / f"{name}.html").parent.joinpath(target).resolve().is_file()


def test_addresses_are_chosen(blog: Project) -> None:
    ablog = made(blog.build(journey_archives="ablog", out="ablog"))
    assert {"blog/tag", "blog/tag/flour", "blog/author/cy", "blog/archive", "blog/2026"} <= ablog
    own = {"tag": "topics/{slug}", "author": False, "category": False, "year": False}
    assert made(blog.build(journey_archives=own, out="own")) == {
        "topics/index",
        "topics/c",
        "topics/flour",
        "topics/heat",
    }


def test_long_archives_have_pages(blog: Project) -> None:
    build = blog.build(journey_archives={"per_page": 1})
    first, second = page(build, "tags/flour.html"), page(build, "tags/flour/page/2.html")
    assert texts(first, ".journey-post-title") == ["Oven"]
    assert texts(second, ".journey-post-title") == ["Flour & water"]
    assert texts(second, "h1") == ["Tag: Flour, page 2"]
    assert first.select_one(".journey-neighbors a")["href"] == "flour/page/2.html"
    assert second.select_one(".journey-neighbors a")["href"] == "../../flour.html"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("jekyll", "one of hugo, ablog"),
        ({"tags": "x/{slug}"}, "Did you mean 'tag'?"),
        ({"tag": "../{slug}"}, "a page's name like 'tags/{slug}'"),
        ({"tag": "/{slug}"}, "a page's name like 'tags/{slug}'"),
        ({"tag": "C:\\{slug}"}, "a page's name like 'tags/{slug}'"),
        ({"tag": "tags"}, "a page's name like 'tags/{slug}'"),
        ({"tag": 3}, "a page's name like 'tags/{slug}'"),
        ({"per_page": 0}, "a whole number from 1 to 10,000"),
        (["tag"], "True, False, a preset's name or a dict"),
    ],
)
def test_a_wrong_value_is_said(blog: Project, value: object, said: str) -> None:
    build = blog.build(journey_archives=value)
    warnings = [one for one in build.warnings if "[journey.config]" in one]
    assert warnings
    assert said in warnings[0]
    assert len([one for one in build.warnings if "has type" not in one]) == 1


@pytest.mark.parametrize("value", [3, [3], ["blog/*", ""], {"a": 1}, "blog/[z-a]*"])
def test_a_wrong_pattern_is_said(blog: Project, value: object) -> None:
    build = blog.build(journey_posts=value)
    assert [one for one in build.warned("config") if "a pattern of documents" in one]


def test_hostile_tags_stay_inside_and_are_words(blog: Project) -> None:
    tags = [
        "../../up",
        "a/b",
        "con",
        "</title><script>x",
        "🍞",
        "機械",
        "x" * 300,
        "?q#f",
        "A",
        "a",
    ]
    listed = ", ".join(f'"{tag}"' for tag in tags)
    blog.write({"blog/2026/odd.md": f"---\ndate: 2026-03-03\ntags: [{listed}]\n---\n# Odd\n\nX.\n"})
    before = {one for one in blog.root.rglob("*") if "out" not in one.relative_to(blog.root).parts}
    build = blog.build(journey_archives=True)
    after = {one for one in blog.root.rglob("*") if "out" not in one.relative_to(blog.root).parts}
    assert before == after
    assert build.warnings == []
    tree = build.tree()
    assert {"tags/up.html", "tags/a-b.html", "tags/機械.html", "tags/q-f.html"} <= tree.keys()
    assert "tags/con.html" not in tree
    listing = page(build, "tags/index.html")
    assert not listing.select("[role=main] script")
    assert len(listing.select(".journey-terms li a[href]")) == 3 + len(tags) - 1
    for link in page(build, "blog/2026/odd.html").select(".journey-tag[href], .journey-tag a"):
        assert (build.out / "blog/2026" / unquote(link["href"])).resolve().is_file()


def test_two_tags_of_one_address_are_said_and_the_older_keeps_it(blog: Project) -> None:
    blog.write({"blog/2026/sharp.md": "---\ndate: 2026-03-03\ntags: ['C#']\n---\n# Sharp\n\nX.\n"})
    build = blog.build(journey_archives=True)
    (warning,) = build.warnings
    assert build.warned("term_address") == [warning]
    assert "sharp.md:3" in warning
    assert "'C#' comes to the same address as 'C++'" in warning
    assert texts(page(build, "tags/c.html"), "h1") == ["Tag: C++"]
    assert len([name for name in build.tree() if name.startswith("tags/c-")]) == 1


def test_an_authors_own_page_takes_the_place_of_one(blog: Project) -> None:
    blog.write({"tags/index.md": "---\norphan: true\n---\n# My tags\n\nHand-made.\n"})
    build = blog.build(journey_archives=True)
    assert build.warnings == []
    assert texts(page(build, "tags/index.html"), "h1") == ["My tags"]
    blog.write({"tags/heat.md": "---\norphan: true\n---\n# Heat\n\nHand-made.\n"})
    build = blog.build(journey_archives=True)
    (warning,) = build.warned("term_address")
    assert "'tags/heat' is another page" in warning
    assert texts(page(build, "tags/heat.html"), "h1") == ["Heat"]


def test_no_term_takes_the_address_of_a_page_that_sphinx_makes(blog: Project) -> None:
    blog.write({"blog/2026/s.md": "---\ndate: 2026-03-03\ntags: [search]\n---\n# S\n\nX.\n"})
    build = blog.build(journey_archives={"tag": "{slug}"})
    assert "'search' is another page" in build.warned("term_address")[0]
    assert 'id="search-results"' in build.read("search.html")


def test_no_list_takes_the_place_of_a_file_of_the_projects_own(blog: Project) -> None:
    blog.write({"extra/tags/index.html": "mine"})
    for _ in range(2):
        build = blog.build(journey_archives=True, html_extra_path=["extra"])
        assert build.read("tags/index.html") == "mine"
    assert "'tags/index' is another page" in build.warned("term_address")[0]


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("<!--more-->\n\nFirst.\n\nSecond.\n", ["First."]),
        ("First.\n\n:::{note}\n<!--more-->\n:::\n\nSecond.\n", ["First."]),
        ("First\\\nline, x<br>y.\n", ["First line, x y."]),
        ("# Not this\n\n- One\n- Two\n\n<!-- more -->\n\nThree.\n", ["One", "Two"]),
        ("![alt](/nowhere.png)\n\nWords $x^2$ and [^1].\n\n[^1]: No.\n", ["Words $x^2$ and ."]),
    ],
)
def test_how_a_post_begins(blog: Project, text: str, excerpt: list[str]) -> None:
    front = "---\ndate: 2026-10-01\n---\n# New\n\n"
    blog.write({"blog/2026/new.md": front + text})
    build = blog.build(myst_enable_extensions=["colon_fence"])
    found = texts(page(build, "index.html").select_one(".journey-post"), ".journey-post-excerpt")
    assert found == excerpt


def test_a_target_in_the_text_keeps_its_words(blog: Project) -> None:
    text = ":date: 2026-10-01\n\nNew\n===\n\nThis is _`a target` and more.\n"
    build = blog.write({"blog/2026/new.rst": text}).build()
    assert texts(page(build, "index.html"), ".journey-post-excerpt")[0] == (
        "This is a target and more."
    )
