"""Promises of `journey_feeds`: feeds that readers can read, with identifiers that stay."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from bs4 import BeautifulSoup
from builders.test_blog import BLOG, CONF
from lxml import etree

if TYPE_CHECKING:
    from support import Build, Project

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://example.org/bread/"
WEB: dict[str, str | bytes] = {
    **BLOG,
    "conf.py": f'{CONF}html_baseurl = "{BASE}"\njourney_feeds = True\n',
    "blog/2026/oven.rst": """
        :date: 2026-01-10 08:30
        :lastmod: 2026-01-12
        :tags: flour, heat
        :authors: ada, Cy
        :description: An oven ]]> & <b>described</b>.

        Oven <1> & ]]>
        ==============

        See :doc:`crust` and `below`_, or `away <https://example.org/x?a=1&b=2>`_.

        .. _below:

        .. image:: /loaf.png
           :alt: A loaf

        Last words.
        """,
    "loaf.png": b"\x89PNG\r\n\x1a\n",
}
ALL = {"formats": ["atom", "json", "rss"], "of": ["site", "tag", "category", "author"]}


@pytest.fixture
def blog(project: Project) -> Project:
    return project.write(WEB)


def atom(build: Build, name: str = "atom.xml") -> Any:
    found = feedparser.parse((build.out / name).read_bytes())
    assert not found.bozo, found.bozo_exception
    return found


def ids_in(build: Build, name: str = "atom.xml") -> dict[str, str]:
    return {
        one.link.rpartition("/")[2].partition(".")[0]: one.id for one in atom(build, name).entries
    }


def heads(build: Build, name: str) -> list[tuple[str, str]]:
    soup = BeautifulSoup(build.read(name), "html.parser")
    links: Any = soup.select('head link[rel="alternate"][type$="xml"], head link[type*="json"]')
    return [(one["type"], one["href"]) for one in links]


def test_there_are_no_feeds_unless_they_are_asked_for(blog: Project) -> None:
    build = blog.build(journey_feeds=False)
    assert not [name for name in build.tree() if name.endswith((".xml", ".json"))]
    assert heads(build, "index.html") == []


def test_a_feed_has_the_posts_that_are_out_the_newest_first(blog: Project) -> None:
    build = blog.build()
    assert build.warnings == []
    feed = atom(build)
    assert feed.version == "atom10"
    assert feed.feed.title == "Bread"
    assert feed.feed.author == "Bakers"
    assert [one.title for one in feed.entries] == ["Crust", "Oven <1> & ]]>", "Flour & water"]
    oven = feed.entries[1]
    assert oven.link == f"{BASE}blog/2026/oven.html"
    assert (oven.published, oven.updated) == (
        "2026-01-10T08:30:00+00:00",
        "2026-01-12T00:00:00+00:00",
    )
    assert [one.get("name") for one in oven.authors] == ["Ada Baker", "Cy"]
    assert oven.authors[0].href == "https://example.org/ada"
    assert [one.term for one in oven.tags] == ["flour", "heat"]
    assert oven.summary == "An oven ]]> & <b>described</b>."
    assert feed.feed.updated == "2026-02-01T00:00:00+00:00"


def test_a_feed_says_what_the_atom_syndication_format_wants(blog: Project) -> None:
    build = blog.build(journey_feeds=ALL)
    for name in build.tree():
        if name.rpartition("/")[2] != "atom.xml":
            continue
        root = etree.fromstring((build.out / name).read_bytes())
        for parent in (root, *root.findall(f"{ATOM}entry")):
            counts = {
                tag: len(parent.findall(f"{ATOM}{tag}")) for tag in ("id", "title", "updated")
            }
            assert counts == {"id": 1, "title": 1, "updated": 1}
        assert root.findall(f"{ATOM}author")
        (own,) = [one for one in root.findall(f"{ATOM}link") if one.get("rel") == "self"]
        assert own.get("href") == BASE + name
        for entry in root.findall(f"{ATOM}entry"):
            assert len(entry.findall(f"{ATOM}link")) == 1
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+\d\d:\d\d",
                                entry.findtext(f"{ATOM}updated") or "")  # fmt: skip


def test_every_feed_has_an_identifier_of_its_own(blog: Project) -> None:
    build = blog.build(journey_feeds=ALL)
    names = [name for name in build.tree() if name.endswith("atom.xml")]
    assert set(names) == {
        "atom.xml",
        *(f"tags/{tag}/atom.xml" for tag in ("c", "flour", "heat")),
        "categories/basics/atom.xml",
        *(f"authors/{name}/atom.xml" for name in ("ada-baker", "cy")),
    }
    found = [atom(build, name).feed.id for name in names]
    assert len(set(found)) == len(names)
    assert [one.title for one in atom(build, "tags/heat/atom.xml").entries] == ["Oven <1> & ]]>"]


def test_the_text_has_absolute_addresses_and_nothing_of_the_page(blog: Project) -> None:
    build = blog.build(html_permalinks=True)
    text = atom(build).entries[1].content[0].value
    soup = BeautifulSoup(text, "html.parser")
    links: Any = soup.select("[href], [src]")
    assert {one.get("href") or one.get("src") for one in links} == {
        f"{BASE}blog/2026/crust.html",
        f"{BASE}blog/2026/oven.html#below",
        "https://example.org/x?a=1&b=2",
        f"{BASE}_images/loaf.png",
    }
    assert "Last words." in text
    assert not soup.select("h1, script, .headerlink, .journey-apart")
    assert "min read" not in text
    assert "Hushhush" not in (build.out / "atom.xml").read_text()


def test_an_excerpt_is_enough_where_it_is_asked_for(blog: Project) -> None:
    build = blog.build(journey_feeds={"content": "excerpt"})
    for entry in atom(build).entries:
        assert "content" not in entry
        assert entry.summary
    assert "Last words" not in build.read("atom.xml") + build.read("feed.json")
    items = json.loads(build.read("feed.json"))["items"]
    assert items[0]["content_text"] == "But this."


def test_rss_and_json_say_the_same(blog: Project) -> None:
    build = blog.build(journey_feeds=ALL)
    rss, value = atom(build, "rss.xml"), json.loads(build.read("feed.json"))
    assert rss.version == "rss20"
    for one, other, third in zip(atom(build).entries, rss.entries, value["items"], strict=True):
        assert one.id == other.id == third["id"]
        assert one.link == other.link == third["url"]
        assert one.title == other.title == third["title"]
        texts = (one.content[0].value, other.content[0].value, third["content_html"])
        assert len({BeautifulSoup(text, "html.parser").get_text().strip() for text in texts}) == 1
    assert [one["name"] for one in value["items"][1]["authors"]] == ["Ada Baker", "Cy"]


def test_long_feeds_have_pages(blog: Project) -> None:
    build = blog.build(journey_feeds={"number": 2})
    first, second = atom(build), atom(build, "atom-2.xml")
    assert [len(one.entries) for one in (first, second)] == [2, 1]
    assert first.feed.id == second.feed.id
    rels = {one.rel: one.href for one in first.feed.links}
    assert rels["next"] == f"{BASE}atom-2.xml"
    assert {one.rel: one.href for one in second.feed.links}["previous"] == f"{BASE}atom.xml"
    assert json.loads(build.read("feed.json"))["next_url"] == f"{BASE}feed-2.json"


def test_feeds_of_terms_have_the_newest_posts_alone(blog: Project) -> None:
    build = blog.build(journey_feeds=ALL | {"number": 1})
    assert len(atom(build, "atom-2.xml").entries) == 1
    newest = atom(build, "tags/flour/atom.xml")
    assert len(newest.entries) == 1
    assert not [link for link in newest.feed.links if link.rel in {"next", "first"}]
    assert not [name for name in build.tree() if name.startswith("tags/flour/atom-")]


def test_pages_lead_readers_to_feeds(blog: Project) -> None:
    build = blog.build(journey_feeds=ALL, journey_archives=True)
    assert heads(build, "about.html")[0] == ("application/atom+xml", "atom.xml")
    assert heads(build, "blog/2026/oven.html") == [
        ("application/atom+xml", "../../atom.xml"),
        ("application/feed+json", "../../feed.json"),
        ("application/rss+xml", "../../rss.xml"),
    ]
    assert ("application/atom+xml", "heat/atom.xml") in heads(build, "tags/heat.html")


@pytest.mark.parametrize(
    "change",
    [
        ("blog/2026/crust.md", "# Crust", "# Crumb"),
        ("blog/2026/crust.md", "2026-02-01", "2026-01-05"),
        ("conf.py", BASE, "https://example.com/"),
        ("conf.py", 'copyright = "', 'copyright = "2027, '),
    ],
    ids=["title", "date", "base URL", "configuration"],
)
def test_identifiers_stay(blog: Project, change: tuple[str, str, str]) -> None:
    before = ids_in(blog.build())
    name, old, new = change
    path = blog.srcdir / name
    path.write_text(path.read_text().replace(old, new))
    assert ids_in(blog.build()) == before


def test_identifiers_stay_where_a_file_moves(blog: Project) -> None:
    before = ids_in(blog.build())
    (blog.srcdir / "blog/2027").mkdir()
    (blog.srcdir / "blog/2026/crust.md").rename(blog.srcdir / "blog/2027/crust.md")
    assert ids_in(blog.build()) == before


def test_journeys_and_pillars_have_feeds(journey: Project) -> None:
    settings = {"of": ["site", "journey", "pillar"], "formats": "atom"}
    notes = {"notes/a.md": "---\ndate: 2026-11-20\n---\n# A note\n\nWords.\n"}
    build = journey.write(notes).build(
        html_baseurl=BASE, journey_feeds=settings, journey_posts="notes/*"
    )
    assert build.warnings == []
    names = {name for name in build.tree() if name.endswith(".xml")}
    assert names >= {"atom.xml", "bread/atom.xml", "bread/fire/atom.xml"}
    all_of, of_journey = (len(atom(build, name).entries) for name in ("atom.xml", "bread/atom.xml"))
    assert all_of == of_journey + 1
    assert ("application/atom+xml", "fire/atom.xml") not in heads(build, "index.html")
    assert ("application/atom+xml", "../bread/fire/atom.xml") in heads(build, "fire/index.html")
    assert ("application/atom+xml", "../bread/atom.xml") in heads(build, "fire/oven.html")


def test_a_preview_puts_nothing_into_feeds(blog: Project) -> None:
    build = blog.build(journey_build_drafts=True, journey_build_future=True)
    assert "blog/2026/secret.html" in build.tree()
    assert ids_in(build).keys() == {"crust", "oven", "flour"}
    assert len(json.loads(build.read("feed.json"))["items"]) == 3


def test_a_slug_that_an_older_post_has_is_said(blog: Project) -> None:
    before = ids_in(blog.build())
    text = "---\ndate: 2026-03-03\nslug: crust\n---\n# Other\n\nX.\n"
    blog.write({"blog/2026/flour.md": text.replace("slug: crust\n", "")})
    build = blog.build()
    assert before.items() <= {**ids_in(build), "flour": before["flour"]}.items()
    (warning,) = build.warned("feed")
    assert "blog/2026/flour.md:1" in warning
    assert "stands for 'blog/2025/flour'" in warning


@pytest.mark.parametrize("raw", ['<a href="a&#8;b">x</a>', "<b>&#x0b;</b>", "&#0; &#xFFFE;"])
def test_what_xml_cannot_hold_is_left_out(blog: Project, raw: str) -> None:
    build = blog.write({"blog/2026/crust.md": f"---\ndate: 2026-02-01\n---\n# C\n\n{raw}\n"}).build(
        journey_feeds=ALL
    )
    assert [one for one in build.warnings if "journey" in one] == []
    assert len(atom(build).entries) == len(atom(build, "rss.xml").entries) == 3


def test_candidates_with_commas_stay_whole(blog: Project) -> None:
    raw = '<img src="a.png" srcset="data:image/png;base64,AAA 1x, b.png 2x, c,d.png 3x">'
    blog.write({"blog/2026/crust.md": f"---\ndate: 2026-02-01\n---\n# C\n\n{raw}\n"})
    (item, *_) = json.loads(blog.build().read("feed.json"))["items"]
    at = f"{BASE}blog/2026/"
    assert f"data:image/png;base64,AAA 1x, {at}b.png 2x, {at}c,d.png 3x" in item["content_html"]


def test_drawings_and_styles_have_absolute_addresses_too(blog: Project) -> None:
    drawn = (
        '<svg viewBox="0 0 9 9"><image xlink:href="a.png" width="9"/><image href="b.png"/>'
        '<use href="#dot"/><use xlink:href="#dot"/></svg>'
        "<p style=\"background: url(c.png), url( 'd.png' ); clip-path: url(#dot)\">X</p>"
    )
    blog.write({"blog/2026/crust.md": f"---\ndate: 2026-02-01\n---\n# C\n\n{drawn}\n"})
    text = json.loads(blog.build().read("feed.json"))["items"][0]["content_html"]
    at = f"{BASE}blog/2026/"
    for name in ("a.png", "b.png", "c.png", "d.png"):
        assert text.count(f"{at}{name}") == text.count(name) == 1, name
    assert text.count('href="#dot"') == 2
    assert "url(#dot)" in text


def test_addresses_of_feeds_are_quoted_and_one_file_is_one_feed(blog: Project) -> None:
    settings = {"folder": "my blog#1", "of": ["site", "tag"], "formats": "atom"}
    build = blog.build(journey_feeds=settings)
    quoted = "my%20blog%231/atom.xml"
    assert atom(build, "my blog#1/atom.xml").feed.links[0].href == BASE + quoted
    assert heads(build, "index.html")[0] == ("application/atom+xml", quoted)
    same = {"tag": "of/{slug}", "category": "of/{slug}"}
    text = "---\ndate: 2026-03-03\ntags: [rye]\ncategories: [Rye]\n---\n# Rye\n\nX.\n"
    build = blog.write({"blog/2026/rye.md": text}).build(
        journey_archives=same, journey_feeds={"of": ["tag", "category"], "formats": "atom"}
    )
    assert len(build.warned("term_address")) == 2
    assert "'of/rye' is another page" in build.warned("term_address")[1]


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("", "set 'html_baseurl'"),
        ("example.org", "isn't an address"),
        ("//example.org/", "isn't an address"),
        ("ftp://example.org/", "isn't an address"),
        ("https://", "isn't an address"),
        ("https://exa mple.org/", "isn't an address"),
        ("https://[::1/", "isn't an address"),
        ("https://example.org/?a=1", "isn't an address"),
        ("https://example.org/#f", "isn't an address"),
        ('https://example.org/"><script>', "isn't an address"),
    ],
)
def test_without_an_address_there_is_one_warning_and_no_feed(
    blog: Project, base: str, said: str
) -> None:
    build = blog.build(html_baseurl=base)
    (warning,) = build.warnings
    assert build.warned("feed") == [warning]
    assert said in warning
    assert not [name for name in build.tree() if name.endswith((".xml", ".json"))]
    assert heads(build, "index.html") == []


def test_addresses_are_escaped_by_any_builder(blog: Project) -> None:
    blog.write({"blog/2026/rye & oats.md": "---\ndate: 2026-03-03\n---\n# Rye\n\nX.\n"})
    for builder, end in (("html", ".html"), ("dirhtml", "/")):
        assert atom(blog.build(builder)).entries[0].link == f"{BASE}blog/2026/rye%20%26%20oats{end}"


def test_an_address_without_a_slash_is_one(blog: Project) -> None:
    build = blog.build(html_baseurl=BASE.rstrip("/"))
    assert atom(build).entries[0].link == f"{BASE}blog/2026/crust.html"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"format": "atom"}, "Did you mean 'formats'?"),
        ({"formats": ["atm"]}, "Did you mean 'atom'?"),
        ({"formats": 3}, "a list of atom, json, rss"),
        ({"of": ["tags"]}, "Did you mean 'tag'?"),
        ({"content": "all"}, "'full' or 'excerpt'"),
        ({"number": 0}, "a whole number from 1 to 1,000"),
        ({"folder": "../up"}, "a folder of the website"),
        ({"folder": "a//b"}, "a folder of the website"),
        ({"folder": "C:\\x"}, "a folder of the website"),
        ("yes", "True, False or a dict"),
    ],
)
def test_a_wrong_value_is_said(blog: Project, value: object, said: str) -> None:
    warnings = blog.build(journey_feeds=value).warned("config")
    assert len(warnings) == 1
    assert said in warnings[0]


def test_a_file_of_the_projects_own_stays(blog: Project) -> None:
    blog.write({"extra/atom.xml": "<mine/>\n"})
    build = blog.build(html_extra_path=["extra"])
    assert build.read("atom.xml") == "<mine/>\n"
    assert "'atom.xml'" in build.warned("feed")[0]


def test_hostile_titles_are_text(blog: Project) -> None:
    text = '---\ndate: 2026-03-03\ntitle: "x]]> <script>alert(1)</script> &amp;"\n---\nX.\n'
    build = blog.write({"blog/2026/odd.md": text}).build(journey_feeds=ALL)
    assert atom(build).entries[0].title.startswith("x]]>")
    assert "<script>alert(1)</script>" in atom(build).entries[0].title
    assert atom(build, "rss.xml").entries
    assert json.loads(build.read("feed.json"))["items"][0]["title"].startswith("x]]>")
