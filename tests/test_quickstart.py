"""The README and the quick start work as GitHub shows them, copied block by block."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from snippets.copied import Reader, blocks_of, links_of, tokens_of
from support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

README = ROOT / "README.md"
QUICK_START = ROOT / "docs/guide/quickstart.md"
PAGES = {"README": README, "quick start": QUICK_START}
BUILD = "sphinx-build -M html docs build -W\n"


def article(page: str) -> str:
    """Return the words of a page's text."""
    found = BeautifulSoup(page, "html.parser").select_one("article")
    assert found is not None
    return " ".join(found.get_text(" ").split())


@pytest.mark.parametrize("page", PAGES)
def test_github_shows_every_block_as_code_to_copy(page: str) -> None:
    blocks = blocks_of(PAGES[page])
    assert len(blocks) >= 7
    for block in blocks:
        assert re.fullmatch("[a-z]+", block.language), block
        assert block.language == "sh" or block.path, block


@pytest.mark.parametrize("page", PAGES)
def test_github_shows_no_directive_and_no_role(page: str) -> None:
    for token in tokens_of(PAGES[page]):
        if token.type == "inline":
            assert not re.search(r":::|\{[\w:]+\}`", token.content), token.content


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files_of_the_repository(page: str) -> None:
    path = PAGES[page]
    links = [link for link in links_of(path.read_text(encoding="utf-8")) if "://" not in link]
    assert len(links) >= 4
    assert [link for link in links if not (path.parent / link).is_file()] == []


def test_the_readme_builds_a_series(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    blocks = [block for block in blocks_of(README) if "nox" not in block.text]
    assert [block.path for block in blocks if block.language != "sh"] == [
        "docs/conf.py", "docs/journey.yml", "docs/index.md", "docs/hydration.md"
    ]  # fmt: skip
    assert blocks[-1].text == BUILD
    reader.follow(blocks)
    home = article(reader.read("build/html/index.html"))
    assert "Hydration" in home
    assert "Knowing your flour" in home
    roadmap, post = re.findall(r'says "([^"]+)"', README.read_text(encoding="utf-8"))
    assert roadmap in home
    assert post in article(reader.read("build/html/hydration.html"))


def test_every_session_that_the_readme_names_is_there() -> None:
    tree = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    sessions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    text = README.read_text(encoding="utf-8")
    assert {"docs", "tests"} <= set(re.findall(r"nox -s (\w+)", text)) <= sessions
    [others] = re.findall(r"`nox -l` lists .*", text)
    assert set(re.findall(r"`(\w+)`", others)) <= sessions


def test_the_quick_start_builds_a_series_then_its_third_post_then_both_markups(
    tmp_path: Path,
) -> None:
    reader = Reader(tmp_path)
    blocks = blocks_of(QUICK_START)
    first, second = (n for n, block in enumerate(blocks) if block.text == BUILD)

    reader.follow(blocks[: first + 1])
    assert "3 posts · 2 min · 2 published" in article(reader.read("build/html/index.html"))
    assert "Pillar 1 of 1" in article(reader.read("build/html/starter/index.html"))
    assert "Part 1 of 2 · 1 more planned" in article(
        reader.read("build/html/starter/flour-and-water.html")
    )
    assert "What comes next" in article(reader.read("build/html/series-progress.html"))
    uploaded = reader.folder / "build/html"
    assert list(uploaded.rglob("*.doctree*")) == []

    reader.follow(blocks[first + 1 : second + 1])
    assert "Part 1 of 3" in reader.read("build/html/starter/flour-and-water.html")
    assert "Part 3 of 3" in reader.read("build/html/starter/first-loaf.html")

    markdown, rest = blocks[second + 1 :]
    pages = []
    for block in (markdown, rest):
        (reader.folder / "docs/starter/feeding.md").unlink()
        reader.follow([block])
        reader.run(BUILD)
        pages.append(article(reader.read("build/html/starter/feeding.html")))
        reader.save("docs/starter/feeding.md", "")
    assert pages[0] == pages[1]
    assert "Throw away half of what is in the jar" in pages[0]
