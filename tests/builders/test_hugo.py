"""A Hugo site's posts, built as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from images.samples import encoded, textured
from support import Build, Project, build_folder

if TYPE_CHECKING:
    from pathlib import Path

CONF = """\
project = "Bread"
author = "Bakers"
copyright = "2026, Bakers"
version = release = "1"
extensions = ["myst_parser", "sphinx_journey"]
html_theme = "basic"
journey_today = "2026-11-22"
journey_hugo = True
"""
HUGO = """\
baseURL = "https://bread.example.org/blog/"
title = "Bread from scratch"

[permalinks.page]
posts = "/:year/:month/:slug/"
"""
POST = """\
---
title: The oven, in short
date: 2026-10-01
tags: [2021, heat]
readingTime: "7 min"
---
{{< figure src="/images/oven.png" alt="An open oven" caption="It is hot." >}}

## How hot? {#heat}

[By address](/2026/09/flour-water/), [with the site's own host](https://bread.example.org/blog/2026/09/flour-water/#mill),
[from here](../../09/flour-water/), [by file](flour.md), [by section](/posts/), [this page](#heat),
[a draft](/drafts/salt/), [a file](/files/oven.csv), [elsewhere](https://example.com/2026/).

![crumb](/images/oven.png#center)

{{< notice tip >}}
Mind *the door*.
{{< /notice >}}

[nowhere](/nowhere/)
"""
FILES = {
    "content/posts/oven.md": POST,
    "content/posts/flour.md": """\
        +++
        title = "Flour & water"
        date = 2026-09-01
        +++
        # Flour and water, in full

        ## Mill

        See [the oven]({{< relref "oven.md#heat" >}}).
        """,
    "content/posts/crumb/index.md": """\
        ---
        title: Crumb
        date: 2026-10-20
        ---
        ![the crumb](<the crumb.png?w=1>)
        """,
    "content/posts/crumb/notes.md": "A resource, and no page.\n",
    "content/drafts/_index.md": "---\ntitle: Drafts\ncascade: {draft: true}\n---\n",
    "content/drafts/salt.md": "---\ntitle: Salt\ndate: 2026-01-01\n---\nSecret.\n",
    "content/about.md": "---\ntitle: About\n---\nOne.\n\n# Two\n\n### Three\n\n# Four\n",
    "content/posts/salt-and-time.md": "---\ndate: 2026-08-01\n---\nNo title.\n",
    "static/files/oven.csv": "degrees\n250\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a Hugo site."""
    root = tmp_path_factory.mktemp("hugo")
    project = Project(root)
    project.write({f"../{name}": content for name, content in FILES.items()})
    project.write({"../hugo.toml": HUGO, "../content/conf.py": CONF})
    for name in ("static/images/oven.png", "content/posts/crumb/the crumb.png"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(encoded(textured((60, 40)), "PNG"))
    return root


@pytest.fixture(scope="module")
def built(site: Path) -> Build:
    """Build it."""
    return build_folder(site / "content", site / "out", "html")


def page(build: Build, name: str) -> BeautifulSoup:
    return BeautifulSoup(build.read(name), "html.parser")


def links(build: Build, name: str) -> dict[str, str]:
    """Return the links in a page's text: where each leads, by its words."""
    body = page(build, name).select_one("div.body")
    assert body is not None
    return {
        link.get_text(): str(link["href"])
        for link in body.select("a.reference")
        if not link.find_parent(class_="journey-apart")
    }


def test_only_what_is_wrong_is_warned_of(built: Build) -> None:
    assert len(built.warnings) == 1, built.warnings
    (warning,) = built.warnings
    assert "content/posts/oven.md:21: WARNING: The link '/nowhere/' leads to nothing on" in warning


def test_links_by_address_lead_to_documents(built: Build) -> None:
    assert links(built, "posts/oven.html") == {
        "By address": "flour.html",
        "with the site\u2019s own host": "flour.html#mill",
        "from here": "flour.html",
        "by file": "flour.html",
        "by section": "_index.html",
        "this page": "#heat",
        "a file": "../files/oven.csv",
        "elsewhere": "https://example.com/2026/",
    }
    assert links(built, "posts/flour.html") == {"the oven": "oven.html#heat"}


def test_a_link_to_a_hidden_page_is_its_words(built: Build) -> None:
    found = page(built, "posts/oven.html").select(".journey-unpublished")
    assert [one.get_text() for one in found] == ["a draft"]
    assert "Secret" not in "".join(
        path.read_text("utf-8", "replace") for path in built.out.rglob("*") if path.is_file()
    )


def test_pictures_come_from_static_folders_and_bundles(built: Build) -> None:
    oven = page(built, "posts/oven.html")
    (figure,) = oven.select("figure.blog-figure")
    assert figure.get_text(" ", strip=True).startswith("It is hot.")
    (crumb,) = oven.select("img.center")
    assert (built.out / "posts" / str(crumb["src"])).resolve().is_file()
    (image,) = page(built, "posts/crumb/index.html").select("img[alt='the crumb']")
    assert "the%20crumb.png" in str(image["src"])


def test_a_single_first_heading_stays_and_lists_have_the_title(built: Build) -> None:
    flour = page(built, "posts/flour.html")
    assert flour.select_one("h1").get_text() == "Flour and water, in full\xb6"  # type: ignore[union-attr]
    assert flour.title is not None
    assert flour.title.get_text().startswith("Flour & water")
    assert "Flour & water" in links(built, "posts/_index.html")


def test_several_first_headings_go_below_the_title(built: Build) -> None:
    about = page(built, "about.html")
    headings = [
        (one.name, one.get_text("", strip=True)[:-1])
        for one in about.select(".body :is(h1, h2, h3)")
    ]
    assert headings[:4] == [("h1", "About"), ("h2", "Two"), ("h3", "Three"), ("h2", "Four")]


def test_a_site_without_a_plan_is_a_journey_of_its_sections(built: Build) -> None:
    roadmap = page(built, "index.html").select_one(".journey-roadmap")
    assert roadmap is not None
    assert [one.get_text() for one in roadmap.select(".journey-entry-title")] == [
        "Salt and Time",
        "Flour & water",
        "The oven, in short",
        "Crumb",
    ]
    assert "7 min read" in built.read("posts/oven.html").replace("\xa0", " ")


def test_every_page_answers_at_its_address_in_hugo(built: Build) -> None:
    for address, name in {
        "2026/10/the-oven-in-short": "posts/oven.html",
        "2026/09/flour-water": "posts/flour.html",
        "2026/10/crumb": "posts/crumb/index.html",
        "about": "about.html",
        "posts": "posts/_index.html",
    }.items():
        (link,) = page(built, f"{address}/index.html").select("a")
        target = (built.out / address / str(link["href"])).resolve()
        assert target == (built.out / name).resolve()


def test_what_hugo_makes_no_page_of_is_no_page(built: Build) -> None:
    names = {path.relative_to(built.out).as_posix() for path in built.out.rglob("*.html")}
    assert not {"posts/crumb/notes.html", "drafts/_index.html", "drafts/salt.html"} & names


MINIMAL = CONF.replace('project = "Bread"\n', "")


def small(root: Path, files: dict[str, str], config: str = "", builder: str = "html") -> Build:
    """Build a site of a few files, with conf.py beside the configuration."""
    for name, text in {"conf.py": MINIMAL, "hugo.toml": config, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return build_folder(root, root.parent / "out", builder)


def titled(title: str, text: str = "", more: str = "") -> str:
    return f"---\ntitle: {title}\n{more}---\n{text}\n"


@pytest.mark.parametrize(
    ("config", "home", "post"),
    [
        ('contentDir = "content/en"', "content/en/_index.md", "content/en/docs/a"),
        ('contentDir = "docs"', "docs/_index.md", "docs/posts/a"),
        ("", "content/_index.en.md", "content/posts/a"),
        (
            'defaultContentLanguage = "de"\n[languages.de]\ncontentDir = "content/german"',
            "content/german/_index.md",
            "content/german/posts/a",
        ),
        (
            '[[module.mounts]]\nsource = "inhalt"\ntarget = "content"',
            "inhalt/_index.md",
            "inhalt/posts/a",
        ),
    ],
)
def test_the_home_page_is_the_root_wherever_content_is(
    tmp_path: Path, config: str, home: str, post: str
) -> None:
    files = {home: titled("Home", "Welcome."), f"{post}.md": titled("A", "[home](/)")}
    build = small(tmp_path / "site", files, config)
    assert build.warnings == []
    target = (build.out / post).parent / links(build, f"{post}.html")["home"]
    assert target.resolve() == (build.out / home).with_suffix(".html").resolve()
    assert "Welcome." in build.read(home.replace(".md", ".html"))
    assert (build.out / post.split("/")[-2] / "a/index.html").is_file()


def test_a_home_page_that_is_a_draft_is_nowhere(tmp_path: Path) -> None:
    files = {
        "content/_index.md": titled("Home", "Secret words.", "draft: true\n"),
        "content/posts/a.md": titled("A", "[home](/)"),
    }
    build = small(tmp_path / "site", files)
    assert build.warnings == []
    out = [path for path in build.out.rglob("*") if path.is_file()]
    assert [path for path in out if b"Secret words" in path.read_bytes()] == []
    assert build.out.joinpath("index.html") in out


def test_links_by_file_lead_to_documents_and_all_their_ids(tmp_path: Path) -> None:
    files = {
        "content/posts/a.md": titled(
            "A", "[b](b.md) [mill](b.md#mill) [c](sub/c.md) [no](b.md#no)"
        ),
        "content/posts/b.md": titled("B", "## Rye {#mill}"),
        "content/posts/sub/c.md": titled("C", "[a](../a.md)"),
    }
    build = small(tmp_path / "site", files)
    assert len(build.warnings) == 1
    assert "'content/posts/b.md#no' leads to a page that has no '#no'" in build.warnings[0]
    assert links(build, "content/posts/a.html") == {
        "b": "b.html",
        "mill": "b.html#mill",
        "c": "sub/c.html",
        "no": "b.html",
    }
    assert links(build, "content/posts/sub/c.html") == {"a": "../a.html"}


def test_folders_are_mounted(tmp_path: Path) -> None:
    root = tmp_path / "site"
    (root / "art").mkdir(parents=True)
    (root / "art/x.png").write_bytes(encoded(textured((60, 40)), "PNG"))
    config = """
        [[module.mounts]]
        source = "inhalt"
        target = "content"
        [[module.mounts]]
        source = "art"
        target = "static/img"
        """
    files = {
        "inhalt/posts/a.md": titled("A", "![x](/img/x.png)"),
        "content/posts/b.md": titled("B"),
    }
    build = small(root, files, config)
    assert build.warnings == []
    assert 'src="../../_images/x.png"' in build.read("inhalt/posts/a.html")
    assert not (build.out / "content").exists()


def test_what_is_mounted_below_the_content_is_said_not_to_be_read(tmp_path: Path) -> None:
    config = '[[module.mounts]]\nsource = "more"\ntarget = "content/posts"\n'
    build = small(tmp_path / "site", {"content/posts/a.md": titled("A")}, config)
    assert len(build.warned("hugo_config")) == 1


def test_a_site_whose_posts_are_elsewhere_is_said(tmp_path: Path) -> None:
    conf = MINIMAL.replace("journey_hugo = True", 'journey_hugo = "../other"')
    (tmp_path / "other").mkdir()
    (tmp_path / "other/hugo.toml").write_text("", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/conf.py").write_text(conf, encoding="utf-8")
    build = build_folder(tmp_path / "docs", tmp_path / "out", "html")
    assert len(build.warned("config")) == 1


def test_aliases_are_relative_to_the_address(tmp_path: Path) -> None:
    files = {
        "content/docs/p.md": titled("P", more="aliases: [../old, old2, /three.html]\n"),
        "content/docs/b/index.md": titled("B", more="aliases: [b2]\n"),
    }
    build = small(tmp_path / "site", files)
    assert build.warnings == []
    for alias in ("old/index.html", "docs/old2/index.html", "three.html", "docs/b2/index.html"):
        assert page(build, alias).select_one('meta[http-equiv="refresh"]') is not None, alias


def test_each_language_has_a_home_page_and_the_default_ones_title_is_the_sites(
    tmp_path: Path,
) -> None:
    files = {
        "content/posts/a.md": titled("A", "[en fran\u00e7ais](/fr/)"),
        "content/posts/b.fr.md": titled("B", "[accueil](/fr/)"),
    }
    build = small(tmp_path / "site", files, '[languages.en]\ntitle = "Bread"\n[languages.fr]\n')
    assert [one for one in build.warnings if "toc.not_included" not in one] == []
    assert page(build, "en/index.html").select_one('meta[http-equiv="refresh"]') is not None
    assert links(build, "content/posts/b.fr.html")["accueil"] == "../_index.fr.html"
    assert page(build, "fr/index.html").select_one('meta[http-equiv="refresh"]') is not None
    title = page(build, "index.html").title
    assert title is not None
    assert title.get_text().startswith("Bread")


def test_imgproc_finds_a_picture_by_a_part_of_its_name(tmp_path: Path) -> None:
    project = Project(tmp_path)
    call = '{{< imgproc %s Fill "600x300" >}}\nRed *sky*.\n{{< /imgproc >}}\n'
    pages = {"posts/bundle/index.md": "sunset", "posts/single.md": "Dawn"}
    project.write({name: f"---\ntitle: A\n---\n{call % part}" for name, part in pages.items()})
    picture = encoded(textured((60, 40)), "PNG")
    names = (
        "bundle/a-sunset.png",
        "bundle/pictures/b-sunset.png",
        "bundle/sunset/x.png",
        "dawn.png",
    )
    project.write({f"posts/{name}": picture for name in names})
    project.write({"conf.py": CONF, "_index.md": "---\ntitle: Home\n---\n"})
    built = project.build()
    assert built.warnings == []
    shown = {
        name: page(built, f"posts/{name}.html").select_one("figure img")
        for name in ("bundle/index", "single")
    }
    first, second = [str(one["src"]) for one in shown.values() if one is not None]
    assert ["a-sunset" in first, "dawn" in second] == [True, True]


NAMED = {
    "posts/one.markdown": "---\ntitle: First\ndate: 2026-01-01\n---\n[the second](/posts/two/)\n",
    "posts/two.mdown": '+++\ntitle = "Second"\n+++\n[the first](one.markdown)\n',
    "posts/_index.markdown": "---\ntitle: All posts\n---\n",
    "_index.mdown": "---\ntitle: Home\n---\n",
    "posts/draft.mdown": "---\ntitle: Draft\ndraft: true\n---\nSecret.\n",
}


def test_all_of_hugos_suffixes_of_markdown_are_read(tmp_path: Path) -> None:
    project = Project(tmp_path).write({"conf.py": CONF, **NAMED})
    built = project.build()
    assert built.warnings == []
    assert links(built, "posts/one.html") == {"the second": "two.html"}
    assert links(built, "posts/two.html") == {"the first": "one.html"}
    assert "All posts" in page(built, "posts/_index.html").get_text()
    assert not (built.out / "posts/draft.html").exists()


def test_a_project_that_names_its_suffixes_has_no_others(tmp_path: Path) -> None:
    suffixes = "source_suffix = {'.md': 'markdown'}\n"
    project = Project(tmp_path).write({"conf.py": CONF + suffixes, **NAMED})
    project.write({"_index.md": "---\ntitle: Home\n---\n"})
    assert not (project.build().out / "posts/one.html").exists()


def text_of(build: Build, name: str) -> str:
    body = page(build, name).select_one("div.body")
    assert body is not None
    return body.get_text(" ", strip=True)


def test_a_generated_home_page_shows_the_site_and_pages_at_the_top(tmp_path: Path) -> None:
    head = "---\ntitle: {}\ndate: 2026-01-01\nseries: [{}]\n---\nText.\n"
    project = Project(tmp_path).write(
        {
            "conf.py": CONF,
            "hugo.toml": 'title = "Rye"\n',
            "content/posts/one.md": head.format("First", "Rye"),
            "content/posts/two.md": head.format("Second", "Oats"),
            "content/about.md": "---\ntitle: About\n---\nUs.\n",
        }
    )
    built = project.build()
    assert built.warnings == []
    home = text_of(built, "index.html")
    assert [home.count(one) for one in ("First", "Second", "About")] == [1, 1, 1]
    project.write({"content/contact.md": "---\ntitle: Contact\n---\nHere.\n"})
    project.write({"content/posts/one.md": head.format("First", "Barley")})
    assert "Contact" in text_of(project.build(), "index.html")
    assert project.build().tree() == project.build(out="clean").tree()


def test_a_generated_home_page_shows_a_site_of_pages_at_the_top(tmp_path: Path) -> None:
    files = {f"content/{one}.md": f"---\ntitle: Page {one}\n---\nText.\n" for one in "ab"}
    built = Project(tmp_path).write({"conf.py": CONF, "hugo.toml": "", **files}).build()
    assert built.warnings == []
    assert text_of(built, "index.html").endswith("Page a Page b")


def test_a_generated_home_page_shows_all_journeys_of_the_plan(tmp_path: Path) -> None:
    plan = "journeys:\n" + "".join(
        f"  - id: {one}\n    title: {one}\n"
        f"    pillars: [{{id: of-{one}, title: Of {one}, posts: [content/posts/{one}]}}]\n"
        for one in ("a", "b")
    )
    post = "---\ntitle: Post {}\ndate: 2026-01-01\n---\nText.\n"
    files = {f"content/posts/{one}.md": post.format(one) for one in "abc"}
    project = Project(tmp_path).write({"conf.py": CONF, "hugo.toml": "", "journey.yml": plan})
    built = project.write(files).build()
    assert built.warnings == []
    assert "Post a" in text_of(built, "index.html")
    assert "Post b" in text_of(built, "index.html")


def test_pages_that_nobody_would_list_are_in_no_warning(tmp_path: Path) -> None:
    languages = "[languages.en]\nweight = 1\n[languages.fr]\nweight = 2\n"
    post = "---\ntitle: Post\ndate: 2026-01-01\n---\nText.\n"
    files = {f"content/posts/a{one}.md": post for one in ("", ".fr")}
    homes = {f"content/_index{one}.md": "---\ntitle: Home\n---\n" for one in ("", ".fr")}
    site = Project(tmp_path / "site").write({"conf.py": CONF, "hugo.toml": languages})
    assert site.write(files | homes).build().warnings == []
    french = Project(tmp_path / "french").write({"conf.py": CONF, "hugo.toml": languages})
    assert (
        french.write(files | {"content/_index.md": homes["content/_index.md"]}).build().warnings
        == []
    )
    index = "# Docs\n\n```{toctree}\nposts/a\n```\n"
    plain = Project(tmp_path / "plain").write({"conf.py": CONF, "posts/a.md": post})
    assert plain.write({"index.md": index}).build().warnings == []
    plain.write({"index.md": f"{index}\n```{{toctree}}\nposts/_index\n```\n"})
    assert plain.build().warnings == []
    assert plain.build().tree() == plain.build(out="clean").tree()


def test_a_post_shows_the_day_that_its_author_wrote(tmp_path: Path) -> None:
    more = "date: 2024-03-01T00:30:00+05:30\n"
    build = small(tmp_path / "site", {"content/posts/a.md": titled("A", more=more)})
    assert [one.get_text() for one in page(build, "content/posts/a.html").select("time")] == [
        "March 1, 2024"
    ]


def test_posts_are_read_section_by_section_in_hugos_order(tmp_path: Path) -> None:
    files = {
        "content/blog/new.md": titled("New", more="date: 2026-02-02\n"),
        "content/blog/old.md": titled("Old", more="date: 2026-01-01\n"),
        "content/docs/_index.md": titled("Docs", more="weight: 20\n"),
        "content/docs/intro/_index.md": titled("Intro", more="weight: 1\n"),
        "content/docs/deep/_index.md": titled("Deep", more="weight: 2\n"),
        "content/docs/last.md": titled("Last", more="weight: 3\n"),
    }
    for folder in ("intro", "deep"):
        for weight, name in enumerate(("one", "two"), 1):
            title = titled(f"{folder} {name}", more=f"weight: {weight}\n")
            files[f"content/docs/{folder}/{name}.md"] = title
    build = small(tmp_path / "site", files)
    home = page(build, "index.html")
    assert [one.get_text() for one in home.select(".journey-station-title")] == ["Docs", "Blogs"]
    assert [one.get_text() for one in home.select(".journey-entry-title")] == [
        *("intro one", "intro two", "deep one", "deep two", "Last"),
        *("Old", "New"),
    ]


def test_a_link_to_the_top_of_a_page_is_one(tmp_path: Path) -> None:
    build = small(tmp_path / "site", {"content/posts/a.md": titled("A", "[up](#top)")})
    assert build.warnings == []
    assert links(build, "content/posts/a.html") == {"up": "#"}


@pytest.mark.parametrize(
    "line",
    [
        "journey_hugo_config = ['x']",
        "journey_hugo_config = {1: 2, 'params': {3: 4}}",
        "journey_shortcodes = ['x']",
        "journey_shortcodes = {'k': 5}",
        "journey_shortcodes = {5: 'x'}",
    ],
)
def test_a_value_of_a_wrong_type_is_said_and_not_used(tmp_path: Path, line: str) -> None:
    files = {"conf.py": f"{MINIMAL}{line}\n", "content/posts/a.md": titled("A", "[a](/posts/a/)")}
    build = small(tmp_path / "site", files)
    assert len(build.warnings) == 1
    assert "expected" in build.warnings[0]
    assert links(build, "content/posts/a.html") == {"a": "#"}


def test_equal_slugs_in_two_sections_and_equal_mistakes_on_a_line_are_no_warnings(
    tmp_path: Path,
) -> None:
    files = {
        "content/posts/a.md": titled("A", "{{< notice >}} " * 40, "slug: s\n"),
        "content/notes/a.md": titled("B", more="slug: s\n"),
    }
    build = small(tmp_path / "site", files)
    assert {one.rpartition("[")[2] for one in build.warnings} == {"journey.shortcode]"}
    assert len(build.warnings) == len(set(build.warnings)) <= 2


def test_a_dead_link_with_the_sites_own_host_is_said(tmp_path: Path) -> None:
    files = {"content/posts/a.md": titled("A", "[gone](https://a.org/gone/) [far](//b.org/gone/)")}
    build = small(tmp_path / "site", files, 'baseURL = "https://a.org/"')
    assert len(build.warned("hugo_link")) == len(build.warnings) == 1
    assert links(build, "content/posts/a.html") == {"far": "//b.org/gone/"}


def test_links_to_what_only_hugo_makes_are_words(tmp_path: Path) -> None:
    text = "[salt](/blog/tags/salt/) [feed](/blog/index.xml) [own](https://a.org/blog/categories/)"
    config = 'baseURL = "https://a.org/blog/"'
    build = small(tmp_path / "site", {"content/posts/a.md": titled("A", text)}, config)
    assert build.warnings == []
    assert links(build, "content/posts/a.html") == {}
    assert "salt" in build.read("content/posts/a.html")


def test_pictures_without_a_text_are_said_once_and_links_may_be_defined_twice(
    tmp_path: Path,
) -> None:
    text = '{{< figure src="/loaf.png" >}}\n\n[x] [y]\n\n[x]: https://a.org\n[x]: https://b.org\n'
    files = {f"content/posts/{one}.md": titled(one, text) for one in "abc"}
    (tmp_path / "site" / "static").mkdir(parents=True)
    (tmp_path / "site" / "static" / "loaf.png").write_bytes(encoded(textured((60, 40)), "PNG"))
    small(tmp_path / "site", files)
    for parallel in (1, 2):
        out = tmp_path / f"out-{parallel}"
        build = build_folder(tmp_path / "site", out, "html", parallel=parallel)
        assert [line.rpartition("[")[2] for line in build.warnings] == ["journey.image_alt]"]
    assert "https://a.org" in build.read("content/posts/a.html")


def test_hyphens_stay_where_the_site_has_the_typographer_off(tmp_path: Path) -> None:
    files = {"content/posts/a.md": titled("A", 'Say --dry-run, it is "safe".')}
    off = "[markup.goldmark.extensions]\ntypographer = false"
    assert "--dry-run" in small(tmp_path / "off" / "s", files, off).read("content/posts/a.html")
    assert "--dry-run" not in small(tmp_path / "on" / "s", files).read("content/posts/a.html")


def test_front_matter_that_a_post_quotes_is_not_its_own(tmp_path: Path) -> None:
    text = (
        'So:\n\n{{< code file="archetypes/a.md" >}}\n---\ntitle: x\ndraft: true\n---\n'
        "{{< /code >}}\n\nEnd."
    )
    files = {
        "content/posts/a.md": titled("A", text),
        "content/posts/b.md": titled("B", text.replace("{{< /code >}}", "")),
    }
    build = small(tmp_path / "site", files)
    assert "End." in build.read("content/posts/a.html")
    assert not (build.out / "content/posts/b.html").exists()
    assert len(build.warnings) == 1
    assert "stands where it isn't read" in build.warnings[0]


def test_a_bundles_texts_can_be_included_unless_the_bundle_is_withheld(tmp_path: Path) -> None:
    text = "".join(
        f'{{{{< readfile file="{name}" >}}}}\n\n'
        for name in ("/parts/common/mill.md", "/parts/draft/rye.md", "/parts/common/salt.md")
    )
    files = {
        "content/parts/common/index.md": titled("Common", "", "headless: true\n"),
        "content/parts/common/mill.md": "Mill it.\n",
        "content/parts/common/salt.md": titled("Salt", "Secret one.", "draft: true\n"),
        "content/parts/draft/index.md": titled("Draft", "", "draft: true\n"),
        "content/parts/draft/rye.md": "Secret two.\n",
        "content/posts/a.md": titled("A", text),
    }
    build = small(tmp_path / "site", files)
    assert len(build.warned("withheld_file")) == 2
    assert "Mill it." in build.read("content/posts/a.html")
    assert "Secret" not in build.read("content/posts/a.html")


def test_a_snippet_that_is_no_page_can_be_included(tmp_path: Path) -> None:
    files = {
        "content/snippets/mill.md": titled("Mill", "Mill it.", "build: {render: never}\n"),
        "content/snippets/salt.md": titled("Salt", "Secret.", "draft: true\n"),
        "content/posts/a.md": titled(
            "A",
            '{{< readfile file="content/snippets/mill.md" >}}\n\n'
            '{{< readfile file="content/snippets/salt.md" >}}',
        ),
    }
    build = small(tmp_path / "site", files)
    assert len(build.warned("withheld_file")) == 1
    shown = build.read("content/posts/a.html")
    assert "Mill it." in shown
    assert "Secret." not in shown
    assert "title: Mill" not in shown
