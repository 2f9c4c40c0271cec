"""A page as a reader sees it from the second page on, when its own fonts are at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

FACES = ROOT / "docs/_static/fonts/fonts.css"


def show(page: Page, address: str) -> None:
    """Open a page in its own fonts.

    The book's are optional: where they come late, as on a busy machine, the page stays in the
    fonts of the system, and is of another height each time. Here they are waited for.
    """
    page.goto(address)
    sheet = page.locator('link[href*="fonts.css"]')
    if sheet.count():
        folder = str(sheet.first.evaluate("(link) => link.href")).rpartition("/")[0]
        faces = FACES.read_text("utf-8").replace("optional", "block")
        page.add_style_tag(content=faces.replace('url("', f'url("{folder}/'))
    page.evaluate("document.fonts.ready")
