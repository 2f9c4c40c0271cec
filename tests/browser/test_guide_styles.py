"""The styles that the guide shows as examples are legible in light and in dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser.colors import CONTRAST
from browser.opening import show
from snippets.copied import blocks_of, captioned
from support import ROOT, build_folder

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

GUIDE = ROOT / "docs" / "guide"
OF_SELECTOR = f"(selector) => {{ {CONTRAST} return contrast(document.querySelector(selector)); }}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the quick start's series with the stylesheets of the guide."""
    root = tmp_path_factory.mktemp("styles")
    blocks = [block for block in blocks_of(GUIDE / "quickstart.md") if block.path][:6]
    files = {block.path: block.text for block in blocks}
    shown = (GUIDE / "configuration.md").read_text(encoding="utf-8")
    captions = dict(captioned(GUIDE / "configuration.md"))
    files["docs/conf.py"] += captions["conf.py"]
    assert '"my.css"' in files["docs/conf.py"]
    (example,) = (part for part in shown.split("```") if ".journey-status.is-published {" in part)
    files["docs/_static/my.css"] = captions["_static/my.css"] + example.partition("\n\n")[2]
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    built = build_folder(root / "docs", root / "out", "html")
    assert built.warnings == []
    return built.out


@pytest.mark.parametrize("theme", ["light", "dark", "auto"])
@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_examples_of_colors_are_legible(
    browser: Browser, site: Path, system: str, theme: str
) -> None:
    page = browser.new_page(color_scheme="dark" if system == "dark" else "light")
    for name, selector in (
        ("index", ".journey-number"),
        ("series-progress", ".journey-status.is-published"),
    ):
        show(page, (site / f"{name}.html").as_uri())
        page.evaluate("(theme) => { document.body.dataset.theme = theme }", theme)
        assert page.evaluate(OF_SELECTOR, selector) >= 4.5, name
    page.close()
