"""The book's own fonts: small, licensed, and with every character that the book uses."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont
from support import ROOT

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

DOCS = ROOT / "docs"
FONTS = DOCS / "_static" / "fonts"
FILES = sorted(FONTS.glob("*.woff2"))
SHOWN = {".md", ".py", ".txt", ".csv", ".yml", ".toml"}
OTHER_SCRIPTS = 0x370
"""From here on, letters are of scripts other than Latin: tickets in other languages."""


@cache
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("book_fonts", DOCS / "_art" / "fonts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def used() -> set[str]:
    """Return the characters of the book's pages, and of the code and results they show."""
    texts = [
        path.read_text(encoding="utf-8")
        for path in DOCS.rglob("*")
        if path.suffix in SHOWN and "_build" not in path.parts
    ]
    return {char for char in set().union(*texts) if not char.isspace()}


def test_the_fonts_are_small() -> None:
    assert len(FILES) == 4
    assert sum(path.stat().st_size for path in FILES) < 180_000


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_font_has_what_the_book_uses(path: Path) -> None:
    has = {chr(code) for code in TTFont(path).getBestCmap()}
    fallback = script().FALLBACK
    assert sorted(has & fallback) == []
    missing = {char for char in used() - has - fallback if not is_of_another_script(char)}
    assert sorted(missing) == []


def is_of_another_script(char: str) -> bool:
    return char.isalpha() and ord(char) >= OTHER_SCRIPTS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_font_comes_with_its_license_and_not_under_a_reserved_name(path: Path) -> None:
    names = {record.toUnicode() for record in TTFont(path)["name"].names if record.nameID in {1, 4}}
    assert names
    assert all(name.startswith("Book ") for name in names)
    family = path.stem.rpartition("-")[0]
    text = (FONTS / f"{family}-OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
