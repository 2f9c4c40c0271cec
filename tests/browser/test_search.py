"""What Sphinx's own search shows of a post: its text, and not what we put on its page."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from browser.opening import show
from browser.parts import THEMES, write_parts
from support import build_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """Return the address of a folder: a browser reads nothing for a search from files."""
    handler = partial(_Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("theme", THEMES)
def test_an_excerpt_is_of_the_text_and_not_of_the_navigation(
    tmp_path: Path, browser: Browser, served: str, theme: str
) -> None:
    """The words stand right below the title, where series-nav would fill the excerpt."""
    words = "A mill of stones grinds slowly, and what it grinds stays fresh for weeks."
    post = {"starter/flour.md": f"---\ndate: 2026-10-12\n---\n# Flour\n\n{words}\n"}
    build = build_folder(write_parts(tmp_path / "src", theme, post), tmp_path, "html")
    assert "Bread from scratch" in build.read("starter/flour.html")
    page = browser.new_page()
    show(page, f"{served}/html/search.html?q=stones")
    excerpt = page.locator("#search-results p.context")
    excerpt.wait_for(timeout=20_000)
    assert words in excerpt.inner_text()
    assert "Bread from scratch" not in excerpt.inner_text()
    assert "Part" not in excerpt.inner_text()
    page.close()
