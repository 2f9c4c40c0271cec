"""What a search costs a reader: bytes to get ready, and bytes for each query."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .axe import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser

QUERIES = ("confidence interval", "event loop", "duplicates", "citation")


class Cost(NamedTuple):
    """Bytes that a reader's browser fetches, compressed."""

    ready: int
    """Before the first query."""
    least: int
    """For a query, at the least."""
    most: int
    sphinx: int
    """The index of Sphinx's own search."""

    def __str__(self) -> str:
        ready, least, most, sphinx = (round(size / 1000) for size in self)
        return (
            f"search: {ready} kB to get ready, {least} to {most} kB for a query; "
            f"Sphinx's own index would be {sphinx} kB"
        )


def cost(browser: Browser, address: str, sent: Sequence[tuple[str, int]]) -> Cost:
    """Search a few times, each time as the first; return what it costs."""
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
    return Cost(max(ready), min(queries), max(queries), _sphinx(browser, address, sent))


def _bytes(sent: Sequence[tuple[str, int]]) -> int:
    return sum(size for path, size in sent if "/pagefind/" in path)


def _sphinx(browser: Browser, address: str, sent: Sequence[tuple[str, int]]) -> int:
    page = browser.new_page()
    page.goto(f"{address}/searchindex.js")
    page.close()
    return next(size for path, size in reversed(sent) if path == "/searchindex.js")
