"""The quick start works as it is typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from support import ROOT, build_folder

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = re.compile(
    r"^(?P<fence>`{3,})\{code-block\} \w+\n:caption: (?P<name>docs/\S+)\n\n"
    r"(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)


def blocks() -> list[tuple[str, str]]:
    text = (ROOT / "docs/guide/quickstart.md").read_text(encoding="utf-8")
    return [(match["name"], match["text"]) for match in BLOCK.finditer(text)]


def test_the_quick_start_builds_a_series_and_then_its_third_post(tmp_path: Path) -> None:
    *first, (name, third) = blocks()
    assert [name for name, _ in first] == [
        "docs/conf.py",
        "docs/journey.yml",
        "docs/index.md",
        "docs/starter/index.md",
        "docs/starter/flour-and-water.md",
        "docs/starter/feeding.md",
    ]
    for path, text in first:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    built = build_folder(tmp_path / "docs", tmp_path / "build", "html")
    assert built.warnings == []
    home = BeautifulSoup(built.read("index.html"), "lxml").get_text()
    assert "3 posts · 2 min · 2 published" in home
    assert "Part 1 of 2" in built.read("starter/flour-and-water.html")

    (tmp_path / name).write_text(third, encoding="utf-8")
    plan = tmp_path / "docs/journey.yml"
    text = plan.read_text(encoding="utf-8")
    planned = "- {id: first-loaf, title: The first loaf}"
    assert planned in text
    plan.write_text(text.replace(planned, "- starter/first-loaf"), encoding="utf-8")
    built = build_folder(tmp_path / "docs", tmp_path / "build", "html")
    assert built.warnings == []
    assert "Part 1 of 3" in built.read("starter/flour-and-water.html")
    assert "Part 3 of 3" in built.read("starter/first-loaf.html")
