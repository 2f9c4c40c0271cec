"""Promises of a page's head: what search engines and other sites get to know is true."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import extruct
import pytest
from bs4 import BeautifulSoup
from builders.test_blog import BLOG, CONF
from images.samples import encoded, textured

from sphinx_journey.core.metadata import as_script

if TYPE_CHECKING:
    from support import Build, Project

BASE = "https://example.org/bread"
PLAN = """
    id: bread
    title: Bread
    description: All of it.
    authors: {ada: {name: Ada Baker, url: "https://example.org/ada"}}
    pillars:
      - id: flour
        title: Flour & water
        doc: flour/index
        summary: What dough is made of.
        posts:
          - flour/mill
          - {doc: flour/secret, title: Later}
          - {title: Soaking, date: 2030-01-01}
    """
SERIES: dict[str, str | bytes] = {
    "conf.py": f'{CONF}html_baseurl = "{BASE}"\n'.replace('journey_posts = "blog/*/*"\n', ""),
    "journey.yml": PLAN,
    "index.md": """
        # Home

        ```{pillar-roadmap}
        ```

        ```{journey-toctree}
        ```
        """,
    "flour/index.md": "# Flour\n\n```{journey-toctree}\n:pillar: flour\n```\n",
    "flour/mill.md": """
        ---
        date: 2026-01-10 08:30
        lastmod: 2026-01-12
        author: ada
        tags: [stone, "a</script><b>"]
        categories: [Basics]
        description: 'Mill & "grind" </script>.'
        ---
        # Mill \\<it>

        One two three.

        ```{blog-image} ../loaf.png
        :alt: A loaf
        ```
        """,
    "flour/secret.md": """
        ---
        date: 2030-02-03
        description: Unspoken.
        tags: [unspoken]
        ---
        # Unspoken

        Unspoken.
        """,
    "loaf.png": encoded(textured((64, 48)), "PNG"),
}


@pytest.fixture
def series(project: Project) -> Project:
    return project.write(SERIES)


def read(build: Build, name: str) -> dict[str, list[Any]]:
    """Return what a reader of another project finds in a page."""
    found = extruct.extract(build.read(name), syntaxes=["json-ld", "opengraph"])
    return {kind: list(values) for kind, values in found.items()}


def things(build: Build, name: str) -> dict[str, Any]:
    return {one["@type"]: one for one in read(build, name)["json-ld"]}


def graph(build: Build, name: str) -> list[tuple[str, str]]:
    soup = BeautifulSoup(build.read(name), "html.parser")
    metas: Any = soup.select('head meta[property], head meta[name^="twitter"]')
    return [(one.get("property") or one["name"], one["content"]) for one in metas]


def test_search_engines_know_a_post(series: Project) -> None:
    build = series.build()
    assert build.warnings == []
    post = things(build, "flour/mill.html")["BlogPosting"]
    url = f"{BASE}/flour/mill.html"
    assert post["url"] == post["@id"] == post["mainEntityOfPage"] == url
    assert post["headline"] == "Mill <it>"
    assert post["description"] == 'Mill & "grind" </script>.'
    assert post["datePublished"] == "2026-01-10T08:30:00+00:00"
    assert post["dateModified"] == "2026-01-12T00:00:00+00:00"
    assert post["author"] == {
        "@type": "Person",
        "name": "Ada Baker",
        "url": "https://example.org/ada",
    }
    assert post["keywords"] == ["stone", "a</script><b>"]
    assert post["articleSection"] == ["Flour & water", "Basics"]
    assert post["timeRequired"] == "PT1M"
    assert post["wordCount"] > 2
    assert post["inLanguage"] == "en"
    assert post["position"] == 1
    assert post["isPartOf"] == {
        "@type": "CreativeWorkSeries",
        "name": "Bread",
        "url": f"{BASE}/index.html",
    }
    image = post["image"]
    assert (image["width"], image["height"]) == (64, 48)
    name = image["url"].removeprefix(f"{BASE}/")
    assert (build.out / name).is_file()


def test_search_engines_know_the_way_to_a_page(series: Project) -> None:
    build = series.build("dirhtml")
    trail = things(build, "flour/mill/index.html")["BreadcrumbList"]["itemListElement"]
    assert [(one["position"], one["name"], one["item"]) for one in trail] == [
        (1, "Bread", f"{BASE}/"),
        (2, "Flour & water", f"{BASE}/flour/"),
        (3, "Mill <it>", f"{BASE}/flour/mill/"),
    ]
    chapter = things(build, "flour/index.html")
    assert [one["name"] for one in chapter["BreadcrumbList"]["itemListElement"]] == [
        "Bread",
        "Flour & water",
    ]


def test_search_engines_know_what_a_roadmap_lists(series: Project) -> None:
    build = series.build()
    home = things(build, "index.html")["ItemList"]
    assert home["name"] == "Bread"
    assert [(one["position"], one["url"]) for one in home["itemListElement"]] == [
        (1, f"{BASE}/flour/mill.html")
    ]


def test_other_sites_know_a_post(series: Project) -> None:
    build = series.build()
    found = graph(build, "flour/mill.html")
    names = [name for name, _value in found]
    assert all(names.count(name) == 1 for name in names if name != "article:tag")
    values = dict(found)
    assert values["og:type"] == "article"
    assert values["og:title"] == "Mill <it>"
    assert values["og:description"] == 'Mill & "grind" </script>.'
    assert values["og:url"] == f"{BASE}/flour/mill.html"
    assert values["og:site_name"] == "Bread"
    assert values["article:published_time"] == "2026-01-10T08:30:00+00:00"
    assert values["article:modified_time"] == "2026-01-12T00:00:00+00:00"
    assert values["article:author"] == "https://example.org/ada"
    assert values["article:section"] == "Flour & water"
    assert [value for name, value in found if name == "article:tag"] == ["stone", "a</script><b>"]
    assert values["twitter:card"] == "summary_large_image"
    assert values["og:image"].startswith(f"{BASE}/_images/")


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_addresses_are_those_that_the_page_says_are_its_own(series: Project, builder: str) -> None:
    build = series.build(builder)
    pages = [name for name in build.tree() if name.endswith(".html")]
    seen = 0
    for name in pages:
        soup = BeautifulSoup(build.read(name), "html.parser")
        canonical, own = soup.select_one('link[rel="canonical"]'), dict(graph(build, name))
        if canonical is not None and "og:url" in own:
            seen += 1
            assert own["og:url"] == canonical["href"]
    assert seen == 3


def test_what_a_page_and_its_chapter_are_about(series: Project) -> None:
    head = "---\norphan: true\nsummary: Of us.\n---\n"
    view = "```{series-progress}\n```\n"
    series.write({"about.md": f"{head}# About *us*\n\n{view}", "plain.md": f"{head}# Plain\n"})
    build = series.build()
    assert dict(graph(build, "flour/index.html"))["og:description"] == "What dough is made of."
    assert dict(graph(build, "index.html"))["og:description"] == "All of it."
    about = dict(graph(build, "about.html"))
    assert (about["og:type"], about["og:title"]) == ("website", "About us")
    assert about["og:description"] == "Of us."
    assert graph(build, "plain.html") == []


@pytest.mark.parametrize("base", ["", "example.org", "ftp://example.org/", "https://"])
def test_without_an_address_nothing_says_one(series: Project, base: str) -> None:
    build = series.build(html_baseurl=base)
    assert build.warnings == []
    known = things(build, "flour/mill.html")
    assert known.keys() == {"BlogPosting"}
    post = known["BlogPosting"]
    assert post["headline"] == "Mill <it>"
    assert not {"url", "@id", "mainEntityOfPage", "image"} & post.keys()
    assert post["isPartOf"] == {"@type": "CreativeWorkSeries", "name": "Bread"}
    assert things(build, "index.html") == {}
    names = {name for name, _value in graph(build, "flour/mill.html")}
    assert "og:title" in names
    assert not {"og:url", "og:image"} & names


def test_what_isnt_out_is_in_no_head(series: Project) -> None:
    build = series.build()
    for name in build.tree():
        if name.endswith(".html"):
            assert "nspoken" not in build.read(name), name
    preview = series.build(out="preview", journey_build_future=True)
    assert things(preview, "flour/secret.html") == {}
    assert graph(preview, "flour/secret.html") == []
    listed = things(preview, "index.html")["ItemList"]["itemListElement"]
    assert [one["name"] for one in listed] == ["Mill <it>"]


def test_with_sphinxext_opengraph_nothing_is_said_twice(series: Project) -> None:
    more = f"""\
extensions += ["sphinxext.opengraph"]
ogp_site_url = "{BASE}/"
ogp_social_cards = {{"enable": False}}
"""
    series.write({"conf.py": str(SERIES["conf.py"]) + more})
    build = series.build()
    assert build.warnings == []
    found = graph(build, "flour/mill.html")
    names = [name for name, _value in found]
    assert all(names.count(name) == 1 for name in names if name != "article:tag")
    values = dict(found)
    assert values["og:type"] == "article"
    assert values["og:description"] == 'Mill & "grind" </script>.'
    assert values["article:section"] == "Flour & water"
    assert dict(graph(build, "index.html"))["og:type"] == "website"
    assert things(build, "flour/mill.html")["BlogPosting"]["position"] == 1


def test_an_authors_own_properties_are_left(series: Project) -> None:
    series.write(
        {
            "flour/mill.rst": """
                :date: 2026-01-10

                Mill
                ====

                .. meta::
                   :property=og:title: My own
                   :name=twitter:card: player

                Text.
                """,
        }
    )
    (series.srcdir / "flour/mill.md").unlink()
    found = graph(series.build(), "flour/mill.html")
    assert [value for name, value in found if name == "og:title"] == ["My own"]
    assert [value for name, value in found if name == "twitter:card"] == ["player"]


def test_a_hostile_title_leaves_valid_json(series: Project) -> None:
    hostile = "A title\\u2028 ]]> <!-- <script>"
    text = (series.srcdir / "flour/mill.md").read_text("utf-8").replace("# Mill \\<it>\n", "")
    series.write({"flour/mill.md": text.replace("lastmod:", f'title: "{hostile}"\nlastmod:')})
    soup = BeautifulSoup(series.build().read("flour/mill.html"), "html.parser")
    scripts = soup.select('script[type="application/ld+json"]')
    assert len(scripts) == 1
    headline = json.loads(scripts[0].get_text())[0]["headline"]
    assert headline.startswith("A title")
    assert headline.endswith("<script>")


def test_what_no_page_can_hold_is_left_out() -> None:
    assert as_script([{"a": ["\ud800b\0&"]}]) == '{"a": ["b\\u0026"]}'


def test_a_preview_leads_to_nothing_that_isnt_out(series: Project) -> None:
    series.write({"flour/index.md": "---\ndraft: true\n---\n" + str(SERIES["flour/index.md"])})
    build = series.build(journey_build_drafts=True)
    assert (build.out / "flour/index.html").is_file()
    for values in read(build, "flour/mill.html")["json-ld"]:
        assert f"{BASE}/flour/index.html" not in json.dumps(values)


def test_posts_of_no_journey_are_known(project: Project) -> None:
    project.write(BLOG | {"conf.py": f'{CONF}html_baseurl = "{BASE}"\n'})
    build = project.build()
    post = things(build, "blog/2025/flour.html")["BlogPosting"]
    assert post["headline"] == "Flour & water"
    assert post["author"]["name"] == "Ada Baker"
    assert not {"isPartOf", "position"} & post.keys()
    trail = things(build, "blog/2025/flour.html")["BreadcrumbList"]["itemListElement"]
    assert [one["item"] for one in trail] == [
        f"{BASE}/index.html",
        f"{BASE}/blog/2025/flour.html",
    ]


@pytest.mark.parametrize("builder", ["epub", "singlehtml"])
def test_books_and_single_pages_have_none(series: Project, builder: str) -> None:
    build = series.build(builder)
    for path in build.out.rglob("*html"):
        assert "ld+json" not in path.read_text("utf-8")
