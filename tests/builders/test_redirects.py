"""Redirect pages at the aliases of documents, in builders whose addresses readers bookmark."""

from __future__ import annotations

import html.parser
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from bs4 import BeautifulSoup, Tag
from support import CONF, JOURNEY, Build, Project


def aliased(*aliases: str, title: str = "The oven") -> dict[str, str]:
    """Return the small journey, whose oven has aliases."""
    listed = "".join(f"  - {alias!r}\n" for alias in aliases)
    manifest = JOURNEY["journey.yml"].replace("- fire/oven\n", "- fire/stove\n")
    return {
        **{name: text for name, text in JOURNEY.items() if name != "fire/oven.rst"},
        "journey.yml": manifest,
        "fire/stove.md": f"---\ndate: 2026-11-15\naliases:\n{listed}---\n# {title}\n\nHot.\n",
    }


def soup(build: Build, name: str) -> BeautifulSoup:
    return BeautifulSoup(build.read(name), "html.parser")


def leads_to(build: Build, name: str) -> str:
    """Return the file of the output that a redirect page leads to, as on disk."""
    page = soup(build, name)
    refresh = page.select_one("meta[http-equiv=refresh]")
    link = page.select_one("body a")
    assert isinstance(refresh, Tag)
    assert isinstance(link, Tag)
    uri = str(link["href"])
    assert refresh["content"] == f"0; url={uri}"
    return unquote(urljoin(f"/{name}", uri)).lstrip("/")


@pytest.mark.parametrize(
    ("builder", "target", "pages"),
    [
        (
            "html",
            "fire/stove.html",
            {"old.html", "2019/oven/index.html", "fire/was.html", "a/b/c.htm", "with space.html"},
        ),
        (
            "dirhtml",
            "fire/stove/",
            {
                "old/index.html",
                "2019/oven/index.html",
                "fire/was/index.html",
                "a/b/c.htm",
                "with space/index.html",
            },
        ),
    ],
)
def test_each_alias_is_a_page_that_leads_to_its_document(
    project: Project, builder: str, target: str, pages: set[str]
) -> None:
    plain = project.write(aliased()).build(builder, out="plain").tree()
    files = aliased("/old", "/2019/oven/", "was", "/a/b/c.htm", "/with%20space")
    build = project.write(files).build(builder)
    assert build.warnings == []
    assert build.tree().keys() - plain.keys() == pages
    for page in pages:
        assert leads_to(build, page) == target
        assert soup(build, page).find("link", rel="canonical", href=True)


def test_a_page_says_all_that_readers_and_search_engines_need(project: Project) -> None:
    conf = CONF + 'language = "de"\nhtml_baseurl = "https://example.org/bread"\n'
    build = project.write({**aliased("/a/old/"), "conf.py": conf}).build()
    page = soup(build, "a/old/index.html")
    assert build.read("a/old/index.html").startswith("<!DOCTYPE html>\n")
    assert [tag["lang"] for tag in page.select("html")] == ["de"]
    assert [tag["charset"] for tag in page.select("meta[charset]")] == ["utf-8"]
    assert [tag.get_text() for tag in page.select("title, body a")] == ["The oven", "The oven"]
    (canonical,) = page.select("link[rel=canonical]")
    assert canonical["href"] == "https://example.org/bread/fire/stove.html"
    (robots,) = page.select("meta[name=robots]")
    assert robots["content"] == "noindex"


def test_a_page_is_well_formed_and_escaped(project: Project) -> None:
    title = "\"><script>alert(1)</script> & 'more'"
    source = title.replace("<", "\\<")  # unescaped, it is HTML of the author's
    files = aliased("/old", "/<script>alert(1)<%2Fscript>", title=source)
    build = project.write(files).build(smartquotes=False)
    pages = [name for name in build.tree() if name == "old.html" or "script>" in name]
    assert len(pages) == 2
    for name in pages:
        text = build.read(name)
        assert "<script" not in text
        assert [link.get_text() for link in soup(build, name).select("body a")] == [title]
        open_tags = _Open()
        open_tags.feed(text)
        assert open_tags.stack == []


class _Open(html.parser.HTMLParser):
    """The elements that a page opens and doesn't close."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in {"meta", "link"}:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "latex", "text", "gettext"])
def test_other_builders_make_no_redirects(project: Project, builder: str) -> None:
    plain = project.write(aliased()).build(builder, out="plain")
    build = project.write(aliased("/old/", "/../bad", "/index")).build(builder)
    assert build.tree().keys() == plain.tree().keys()
    assert build.warned("alias") == []


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize(
    "alias",
    [
        "/..",
        "../../../evil.html",
        "%2e%2e/%2e%2e/evil.html",
        "..\\..\\evil.html",
        "//example.org/evil.html",
        "https://example.org/evil.html",
        "C:/evil.html",
        "/evil?x",
        "/evil#x",
        "/evil%0a",
        "/" + "evil" * 100,
        "/flour/hydration",
        "/Fire/Stove",
        "/search",
        "/genindex",
        "/progress",
        "/more",
        "/extra/",
        "/_static/evil.html",
        "/_sources/evil.html",
        "/_images/evil/",
        "/.evil",
    ],
)
def test_an_alias_that_is_not_allowed_writes_nothing(
    project: Project, builder: str, alias: str
) -> None:
    conf = CONF + 'html_additional_pages = {"more": "page.html"}\nhtml_extra_path = ["put"]\n'
    conf += 'journey_progress_page = "progress"\n'
    shared = {"conf.py": conf, "put/extra/index.html": "x", "index.md": "# Bread\n"}
    plain = project.write({**aliased(), **shared}).build(builder, out="plain").tree()
    build = project.write({**aliased(alias), **shared}).build(builder)
    (warning,) = build.warned("alias")
    assert warning.startswith(f"{project.srcdir / 'fire' / 'stove.md'}:3: WARNING: The alias ")
    tree = build.tree()
    assert tree.keys() == plain.keys()
    changed = {name for name in tree if tree[name] != plain[name]}
    assert changed <= {"_sources/fire/stove.md.txt", "objects.inv"}
    assert list(project.root.parent.rglob("evil*")) == []


def test_an_alias_does_not_make_a_folder_of_the_inventory(project: Project) -> None:
    build = project.write(aliased("/objects.inv", "/searchindex.js/x")).build("dirhtml")
    assert len(build.warned("alias")) == 2
    assert (build.out / "objects.inv").is_file()


def test_two_documents_with_one_alias_are_both_named(project: Project) -> None:
    files = aliased("/old")
    files["overview/why.md"] = "---\naliases: /old.html\n---\n# Why\n"
    build = project.write(files).build()
    (warning,) = build.warned("alias")
    assert "overview/why.md:2: " in warning
    assert "fire/stove.md:3" in warning
    assert leads_to(build, "old.html") == "fire/stove.html"


def test_every_document_of_a_project_with_a_journey_may_have_aliases(project: Project) -> None:
    about = "---\norphan: true\naliases: [/me/]\n---\n# About\n"
    build = project.write({**JOURNEY, "about.md": about}).build()
    assert leads_to(build, "me/index.html") == "about.html"


def test_a_project_without_a_journey_gets_no_redirects(project: Project) -> None:
    build = project.write({"index.md": "---\naliases: [/old/, /..]\n---\n# Plain\n"}).build()
    assert not (build.out / "old").exists()
    assert build.warned("alias") == []


def test_what_is_not_out_has_no_redirect(project: Project) -> None:
    files = aliased("/secret/")
    files["fire/stove.md"] = files["fire/stove.md"].replace("2026-11-15", "2099-01-01")
    build = project.write(files).build()
    assert [name for name in build.tree() if "secret" in name or "stove" in name] == []


def test_a_page_is_written_again_only_when_it_changes(project: Project) -> None:
    project.write(aliased("/old/"))
    page = project.build().out / "old" / "index.html"
    before = page.stat()
    project.build()
    assert page.stat().st_mtime_ns == before.st_mtime_ns
    assert page.stat().st_ino == before.st_ino
    project.write(aliased("/old/", title="The stove"))
    build = project.build()
    assert "<title>The stove</title>" in build.read("old/index.html")
    assert list(build.out.rglob("*.part")) == []


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_document_that_moved_leaves_a_redirect_where_it_was(
    project: Project, builder: str
) -> None:
    project.write(JOURNEY).build(builder)
    (project.srcdir / "fire" / "oven.rst").unlink()
    build = project.write(aliased("oven")).build(builder)
    clean = project.build(builder, out="clean")
    assert build.tree() == clean.tree()
    page = "fire/oven.html" if builder == "html" else "fire/oven/index.html"
    assert leads_to(build, page).startswith("fire/stove")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("/old/", "/gone"), ("/old/",)),
        (("/old.html",), ("/old.html/",)),
        (("/old.html/",), ("/old.html",)),
        (("/old",), ()),
    ],
)
def test_a_rebuild_leaves_the_redirects_of_a_clean_build(
    project: Project, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    project.write(aliased(*before)).build()
    build = project.write(aliased(*after)).build()
    clean = project.build(out="clean")
    assert build.tree() == clean.tree()
    assert build.warned("alias") == clean.warned("alias") == []


def test_a_page_that_cannot_be_written_is_one_warning(project: Project) -> None:
    project.write(aliased("/dir/old"))
    (project.root / "out" / "html").mkdir(parents=True)
    Path(project.root, "out", "html", "dir").write_text("a file of someone else")
    build = project.build()
    (warning,) = build.warned("alias")
    assert "fire/stove.md:3: " in warning
    assert "can't be written" in warning
