"""A whole site, built by Hugo and by the extension: addresses, links, pictures, titles, order."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from images.samples import encoded, textured
from support import build_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "https://bread.org"
CONFIG = f"""\
baseURL = "{HOST}/book/"
title = "All of bread"
enableGitInfo = false
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]
[markup.goldmark.renderer]
unsafe = true
[permalinks.page]
posts = "/:year/:month/:slug/"
[params]
oven = "hot"
"""
CONF = """\
extensions = ["myst_parser", "sphinx_journey"]
copyright = "2026, Bakers"
html_theme = "basic"
html_permalinks = False
journey_nav = "none"
journey_hugo = True
journey_today = "2026-11-22"
"""
LAYOUT = """\
<html><head><title>{{ .Title }}</title></head>
<body data-source="{{ with .File }}{{ .Path }}{{ else }}{{ .Path }}{{ end }}">
<ol>{{ range .Pages }}<li>{{ .LinkTitle }}</li>{{ end }}</ol>
<main>{{ .Content }}</main></body></html>
"""
LINKS = f"""\
[by address](/book/2026/09/flour-water/) [from the host]({HOST}/book/2026/09/flour-water/#mill)
[relative](../../09/flour-water/) [section](/book/posts/) [nested](/book/docs/deep/)
[a page below](/book/docs/deep/page/) [home](/book/) [this page](#own) [a file](/book/data/oven.csv)
[in a bundle](/book/2026/10/crumb/notes.csv) [by slug](/book/2026/08/renamed/)
[with index](/book/about/index.html) [an alias](/book/old/address/)
[ref]({{{{< ref "flour.md#mill" >}}}}) [relref]({{{{< relref "/docs/deep/page" >}}}})
<a href="{{{{< relref "crumb" >}}}}">raw</a>
"""
FILES = {
    "content/_index.md": "---\ntitle: Welcome\n---\nHome.\n",
    "content/about.md": "---\ntitle: About\n---\nUs.\n",
    "content/posts/links.md": "---\ntitle: Links\ndate: 2026-10-01\n---\n"
    f"## Its own {{#own}}\n\n{LINKS}\n",
    "content/posts/flour.md": '+++\ntitle = "Flour & water"\ndate = 2026-09-01\nweight = 2\n+++\n'
    "## Mill\n\n[back](../../10/links/)\n",
    "content/posts/crumb/index.md": "---\ntitle: Crumb\ndate: 2026-10-20T9:00:00+02:00\n---\n"
    "![bundle](crumb.png) ![static](/book/images/oven.png)\n\n"
    '{{< figure src="crumb.png" alt="figure" >}}\n',
    "content/posts/renaming.md": "---\ntitle: Renaming\nslug: Renamed\ndate: 2026-08-01\n"
    "weight: 1\naliases: [/old/address]\n---\nIt is {{< param oven >}}.\n",
    "content/posts/UPPER Case.md": "---\ntitle: 3.11\ndate: 2026-07-01\n---\n[a](./)\n",
    "content/posts/zone.md": "---\ntitle: Zone\ndate: 2024-03-01T00:30:00+05:30\n---\n",
    "content/posts/headings.md": "---\ntitle: Headings\ndate: 2024-01-01\n---\n[1](#one) [2](#two) "
    "[3](#three) [4](#four) [5](#five-x-y)\n\n## One {.c}\n\n## Second {#two .x}\n\n## Three "
    '{class="a b"}\n\n## Fourth {id="four"}\n\n## Five {x y}\n',
    "content/posts/draft.md": "---\ntitle: Draft\ndraft: true\n---\n",
    "content/posts/future.md": "---\ntitle: Future\ndate: 2099-01-01\n---\n",
    "content/posts/expired.md": "---\ntitle: Expired\nexpiryDate: 2021-01-01\n---\n",
    "content/posts/crumb/resource.md": "---\ntitle: Resource\n---\n",
    "content/docs/_index.md": "---\ntitle: Docs\n---\n[deep](deep/)\n",
    "content/docs/deep/_index.md": "---\ntitle: Deep\nweight: 1\n---\n",
    "content/docs/deep/page.md": "---\ntitle: Page\nlinkTitle: Leaf\n---\n[up](../)\n",
    "content/docs/free.md": "---\ntitle: Free\n---\n",
    "content/docs/dated.md": "---\ntitle: Dated\ndate: 2026-02-02\n---\n",
    "content/docs/later/_index.md": "---\ntitle: Later\n---\n",
    "content/docs/later/most.md": "---\ntitle: Most\ndate: 2026-03-03\n---\n",
    "content/docs/unlisted.md": "---\ntitle: Unlisted\nbuild: {list: never}\n---\n",
    "content/hidden/_index.md": "---\ntitle: Hidden\ncascade: {build: {render: never, list: never}}"
    "\nbuild: {render: never}\n---\n",
    "content/hidden/page.md": "---\ntitle: Hidden page\n---\n",
    "content/notes/one.md": "---\ntitle: One\nurl: /elsewhere/one.html\n---\n",
    "static/data/oven.csv": "250\n",
    "content/posts/crumb/notes.csv": "airy\n",
}
PICTURES = {"static/images/oven.png": 1, "content/posts/crumb/crumb.png": 2}


@dataclass
class Output:
    """What one of the two has written."""

    root: Path
    base: str = ""
    """What addresses from the root begin with."""

    @cached_property
    def pages(self) -> dict[str, BeautifulSoup]:
        """Every page by its file."""
        return {
            path.relative_to(self.root).as_posix(): BeautifulSoup(path.read_text("utf-8"), "lxml")
            for path in sorted(self.root.rglob("*.html"))
        }

    def reached(self, page: str, href: str) -> str:
        """Return the file that a link of a page leads to, behind redirects, and its fragment."""
        parts = urlsplit(urljoin(f"{HOST}{self.base}/{page}", href))
        if f"{parts.scheme}://{parts.netloc}" != HOST:
            return href
        path = unquote(parts.path).removeprefix(f"{self.base}/")
        file = f"{path}index.html" if path.endswith("/") or not path else path
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        if (found := self.pages.get(file)) is not None:
            refresh = found.select_one('meta[http-equiv="refresh"]')
            if refresh is not None:
                target = re.sub(r".*?url=", "", str(refresh["content"]))
                return self.reached(file, target) + fragment
        return file + fragment


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the site."""
    root = tmp_path_factory.mktemp("site")
    layouts = dict.fromkeys(("single", "list", "home"), LAYOUT)
    files: dict[str, str] = {
        **FILES,
        "hugo.toml": CONFIG,
        "content/conf.py": CONF,
        **{f"layouts/_default/{name}.html": text for name, text in layouts.items()},
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    for name, seed in PICTURES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(encoded(textured((60, 40), seed=seed), "PNG"))
    return root


@pytest.fixture(scope="module")
def theirs(site: Path) -> Output:
    """Return what Hugo makes of it."""
    hugo = shutil.which("hugo", path=f"{Path(sys.executable).parent}") or shutil.which("hugo")
    assert hugo is not None
    command = [hugo, "--clock", "2026-11-22T00:00:00Z", "--quiet", "--destination", "public"]
    subprocess.run(command, cwd=site, check=True, capture_output=True)
    return Output(site / "public", "/book")


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def ours(site: Path, request: pytest.FixtureRequest) -> Output:
    """Return what the extension makes of it."""
    built = build_folder(site / "content", site / "out", request.param)
    assert built.warnings == []
    return Output(built.out, "/book")


def sources(output: Output) -> dict[str, str]:
    """Return the source of each page of Hugo's, by file."""
    found = {}
    for file, page in output.pages.items():
        body = page.select_one("body[data-source]")
        if body is not None:
            found[file] = str(body["data-source"])
    return found


def docname(source: str) -> str:
    """Return our document for a source of Hugo's, or for a section without one."""
    if not source.endswith(".md"):
        return f"{source.strip('/')}/_index".lstrip("/")
    return source.removesuffix(".md")


def pairs(theirs: Output, ours: Output) -> Iterator[tuple[str, str, str]]:
    """Yield the file of each page of Hugo's, its document, and our file for it."""
    for file, source in sources(theirs).items():
        name = docname(source)
        own = next(one for one in (f"{name}.html", f"{name}/index.html") if one in ours.pages)
        yield file, name, own


def main(page: BeautifulSoup, selector: str) -> Tag:
    found = page.select_one(selector)
    assert found is not None
    return found


def test_each_page_of_hugo_answers_at_its_address(theirs: Output, ours: Output) -> None:
    reached = {file: ours.reached("x.html", f"{HOST}/book/{file}") for file in sources(theirs)}
    assert reached == {file: own for file, _, own in pairs(theirs, ours)}
    assert len(reached) >= 12


def test_nothing_is_built_that_hugo_withholds(theirs: Output, ours: Output) -> None:
    text = "".join(str(page) for page in ours.pages.values())
    for word in ("Draft", "Future", "Expired", "Resource", "Hidden page"):
        assert f">{word}<" not in text, word
    built = {name for _, name, _ in pairs(theirs, ours)}
    folder = ours.root / "_sources"
    copied = {p.relative_to(folder).as_posix() for p in folder.rglob("*.txt")}
    generated = {"index", "notes/_index", "posts/_index"}
    assert {name.removesuffix(".md.txt") for name in copied} == built - generated


def test_each_link_leads_where_it_leads_in_hugo(theirs: Output, ours: Output) -> None:
    own_of = {file: own for file, _, own in pairs(theirs, ours)}
    seen = 0
    for file, _name, own in pairs(theirs, ours):
        mine = {
            link.get_text(): ours.reached(own, str(link["href"]))
            for link in main(ours.pages[own], "[role=main]").select("a[href]")
        }
        for link in main(theirs.pages[file], "main").select("a[href]"):
            target, hash_sign, fragment = theirs.reached(file, str(link["href"])).partition("#")
            expected = own_of.get(target, target) + hash_sign + fragment
            assert mine[link.get_text()] == expected, (file, link)
            seen += 1
    assert seen >= 20


def test_each_picture_has_the_bytes_that_it_has_in_hugo(theirs: Output, ours: Output) -> None:
    seen = 0
    for file, _name, own in pairs(theirs, ours):
        mine = main(ours.pages[own], "[role=main]")
        for image in main(theirs.pages[file], "main").select("img"):
            shown = main(mine, f"img[alt='{image['alt']}']")  # type: ignore[arg-type]
            wanted = (theirs.root / theirs.reached(file, str(image["src"]))).read_bytes()
            assert (ours.root / ours.reached(own, str(shown["src"]))).read_bytes() == wanted
            seen += 1
    assert seen == 3


def test_titles_are_those_of_hugo(theirs: Output, ours: Output) -> None:
    for file, _name, own in pairs(theirs, ours):
        title = main(theirs.pages[file], "title").get_text()
        assert main(ours.pages[own], "title").get_text().partition(" \u2014 ")[0] == title, file


def test_sections_list_their_pages_in_hugos_order(theirs: Output, ours: Output) -> None:
    seen = 0
    for file, _name, own in pairs(theirs, ours):
        listed = [one.get_text() for one in theirs.pages[file].select("ol > li")]
        links = main(ours.pages[own], "[role=main]").select(".toctree-l1 > a")
        pages = [one.get_text() for one in links]
        if listed and own != "index.html" and "_index" not in own.partition("/")[0]:
            assert pages == listed, file
            seen += 1
    assert seen >= 3
