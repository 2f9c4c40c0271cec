"""Promises of `journey_sitemap`: every page that is out, with true dates, after each rebuild."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders.test_blog import BLOG, CONF
from lxml import etree

if TYPE_CHECKING:
    from support import Build, Project

BASE = "https://example.org/bread"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
ON: dict[str, Any] = {"journey_sitemap": True, "html_baseurl": BASE}


@pytest.fixture
def blog(project: Project) -> Project:
    return project.write(BLOG | {"conf.py": CONF})


def listed(build: Build) -> dict[str, str | None]:
    """Return the date of each page by its path."""
    root = etree.fromstring((build.out / "sitemap.xml").read_bytes())
    assert root.tag == f"{{{NAMES['s']}}}urlset"
    found = {}
    for entry in root.findall("s:url", NAMES):
        url = entry.findtext("s:loc", None, NAMES)
        assert url is not None
        assert url.isascii()
        found[url.removeprefix(f"{BASE}/")] = entry.findtext("s:lastmod", None, NAMES)
    assert len(found) == len(root)
    return found


def test_there_is_none_unless_it_is_asked_for(blog: Project) -> None:
    assert "sitemap.xml" not in blog.build(html_baseurl=BASE).tree()


def test_every_page_that_is_out_is_listed_with_its_date(blog: Project) -> None:
    blog.write({"größe & mehr.md": "---\norphan: true\nlastmod: 2026-03-04\n---\n# Größe\n"})
    build = blog.build(**ON)
    assert build.warnings == []
    found = listed(build)
    documents = {name.removesuffix(".html") for name in build.tree() if name.endswith(".html")}
    assert len(found) == len(documents - {"genindex", "search"})
    assert found["blog/2025/flour.html"] == "2025-04-01T00:00:00+00:00"
    assert found["blog/2026/crust.html"] == "2026-02-01T00:00:00+00:00"
    assert found["gr%C3%B6%C3%9Fe%20%26%20mehr.html"] == "2026-03-04T00:00:00+00:00"
    assert found["index.html"] is None
    assert not [name for name in found if "secret" in name]


def test_pages_of_archives_are_as_new_as_their_posts(blog: Project) -> None:
    found = listed(blog.build("dirhtml", journey_archives=True, **ON))
    assert found[""] is None
    assert found["tags/"] is None
    assert found["archive/2026/"] == "2026-02-01T00:00:00+00:00"
    assert found["archive/2025/"] == "2025-04-01T00:00:00+00:00"


def test_a_preview_lists_nothing_more(blog: Project) -> None:
    draft = "---\ndraft: true\ndate: 2026-11-01\ntags: [apart, heat]\n---\n# Draft\n\nText.\n"
    far = "---\ndate: 2031-01-01\n---\n# F\n"
    blog.write({"blog/2026/draft.md": draft, "blog/2031/far.md": far})
    out = listed(blog.build(journey_archives=True, **ON))
    assert "tags/heat.html" in out
    flags: dict[str, Any] = {"journey_build_drafts": True, "journey_build_future": True}
    preview = blog.build(out="preview", journey_archives=True, **flags, **ON)
    assert "tags/apart.html" in preview.tree()
    assert listed(preview) == out


def test_times_have_offsets_in_whole_minutes(blog: Project) -> None:
    blog.write({"blog/1880/old.md": "---\ndate: 1880-05-05T12:00:00\n---\n# Old\n\nText.\n"})
    found = listed(blog.build(journey_timezone="Europe/Berlin", **ON))
    assert found["blog/1880/old.html"] == "1880-05-05T12:00:00+00:53"


def test_a_rebuild_lists_every_page(blog: Project) -> None:
    first = listed(blog.build(**ON))
    blog.write({"blog/2026/rye.md": "---\ndate: 2026-03-01\n---\n# Rye\n\nText.\n"})
    second = blog.build(**ON)
    added = {"blog/2026/rye.html": "2026-03-01T00:00:00+00:00"}
    assert listed(second) == dict(sorted({**first, **added}.items()))
    content = (second.out / "sitemap.xml").read_bytes()
    clean = blog.build(out="clean", **ON)
    assert content == (clean.out / "sitemap.xml").read_bytes()
    assert "sitemap.xml" not in blog.build(html_baseurl=BASE).tree()


@pytest.mark.parametrize("base", ["", "example.org", "https://example.org/?a=b"])
def test_without_an_address_there_is_none_and_one_warning(blog: Project, base: str) -> None:
    build = blog.build(journey_sitemap=True, html_baseurl=base)
    (warning,) = build.warnings
    assert "html_baseurl" in warning
    assert warning.endswith("[journey.sitemap]")
    assert "sitemap.xml" not in build.tree()


def test_what_is_there_is_left(blog: Project) -> None:
    blog.write({"extra/sitemap.xml": "mine\n"})
    build = blog.build(html_extra_path=["extra"], **ON)
    (warning,) = build.warnings
    assert "There is such a file already" in warning
    assert build.read("sitemap.xml") == "mine\n"


@pytest.mark.filterwarnings("ignore:.*is deprecated")
def test_another_extensions_is_left(blog: Project) -> None:
    blog.write({"conf.py": f'{CONF}extensions += ["sphinx_sitemap"]\nlanguage = "en"\n'})
    build = blog.build(sitemap_url_scheme="{link}", **ON)
    (warning,) = build.warnings
    assert "sphinx_sitemap" in warning
    assert "genindex.html" in build.read("sitemap.xml")


def test_a_wrong_value_is_said(blog: Project) -> None:
    blog.write({"conf.py": f'{CONF}journey_sitemap = "yes"\n'})
    build = blog.build(html_baseurl=BASE)
    assert any("journey_sitemap" in warning for warning in build.warnings)
    assert "sitemap.xml" not in build.tree()
