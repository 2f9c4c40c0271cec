"""What a search costs a reader: bytes to get ready, and bytes for each query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .axe import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser

QUERIES = ("confidence interval", "event loop", "duplicates", "citation")


def cost(browser: Browser, address: str, sent: Sequence[tuple[str, int]]) -> str:
    """Search a few times, each time as the first; return the costs in words."""
    ready, queries = [], []
    for query in QUERIES:
        before = len(sent)
        context = browser.new_context()
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}/search.html")
        page.locator("select#book-chapter").wait_for()
        page.wait_for_load_state("networkidle")
        ready.append(_bytes(sent[before:]))
        before = len(sent)
        page.goto(f"{address}/search.html?q={query.replace(' ', '+')}")
        page.locator("ol.book-found > li").first.wait_for()
        page.wait_for_load_state("networkidle")
        queries.append(_bytes(sent[before:]))
        context.close()
    return (
        f"search: {max(ready) / 1000:.0f} kB to get ready, "
        f"{min(queries) / 1000:.0f} to {max(queries) / 1000:.0f} kB for a query; "
        f"Sphinx's own index would be {_sphinx(browser, address, sent) / 1000:.0f} kB"
    )


def _bytes(sent: Sequence[tuple[str, int]]) -> int:
    return sum(size for path, size in sent if "/pagefind/" in path)


def _sphinx(browser: Browser, address: str, sent: Sequence[tuple[str, int]]) -> int:
    page = browser.new_page()
    page.goto(f"{address}/searchindex.js")
    page.close()
    return next(size for path, size in reversed(sent) if path == "/searchindex.js")
