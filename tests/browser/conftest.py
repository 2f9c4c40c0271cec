"""The book, built once, and a real browser to read it in."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from browser.parts import THEMES, write_parts
from playwright.sync_api import sync_playwright
from support import ROOT, Build, build_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return the book as HTML, without warnings."""
    built = build_folder(ROOT / "docs", tmp_path_factory.mktemp("book"), "html")
    assert built.warnings == []
    return built


@pytest.fixture(scope="session")
def pages(book: Build) -> dict[str, Path]:
    """Return every page of the book by its name."""
    return {
        path.relative_to(book.out).with_suffix("").as_posix(): path
        for path in sorted(book.out.rglob("*.html"))
    }


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Chromium: the system's, otherwise the one that Playwright fetched."""
    executable = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Build]:
    """Return the project of all parts, built once for each theme."""
    built: dict[str, Build] = {}

    def build(theme: str) -> Build:
        if theme not in built:
            folder = tmp_path_factory.mktemp(theme)
            source = write_parts(folder / "src", theme)
            if theme in THEMES:
                built[theme] = build_folder(source, folder, "html")
            else:  # some change classes of Sphinx for all that a process builds
                out = folder / "html"
                command = [
                    sys.executable,
                    "-m",
                    "sphinx",
                    "-q",
                    "--no-color",
                    str(source),
                    str(out),
                ]
                said = subprocess.run(command, capture_output=True, text=True, check=True)
                built[theme] = Build(out, source, said.stderr.splitlines(), said.stdout)
        return built[theme]

    return build
