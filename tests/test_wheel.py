"""What is installed is complete: types, stylesheet, catalogs, and one version."""

from __future__ import annotations

import gettext
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from snippets.copied import links_of
from support import ROOT

import sphinx_journey
from sphinx_journey.wording import CATALOG

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

INSTALLED = Path(str(resources.files(sphinx_journey)))
SOURCE = ROOT / "src" / "sphinx_journey"


def catalogs() -> list[Path]:
    """Return the compiled catalogs that are installed."""
    return sorted((INSTALLED / "locale").glob(f"*/LC_MESSAGES/{CATALOG}.mo"))


def test_the_version_is_stated_once() -> None:
    assert metadata.version("sphinx-journey") == sphinx_journey.__version__


@pytest.mark.parametrize(
    "name",
    ["py.typed", "static/journey.css", "static/journey-epub.css", "schemas/journey-1.json"],
)
def test_the_package_holds_its_data(name: str) -> None:
    file: Traversable = resources.files(sphinx_journey).joinpath(name)
    assert file.is_file()


def test_the_stylesheet_is_not_empty() -> None:
    css = (INSTALLED / "static" / "journey.css").read_text(encoding="utf-8")
    assert ".journey-roadmap" in css


def test_every_installed_file_is_there() -> None:
    files = metadata.files("sphinx-journey") or []
    assert files
    assert [str(file) for file in files if not Path(str(file.locate())).exists()] == []


def test_the_package_holds_every_file_of_the_source() -> None:
    def names(folder: Path) -> set[str]:
        return {
            path.relative_to(folder).as_posix()
            for path in folder.rglob("*")
            if path.is_file()
            and not any(part[0] in "._" and "cache" in part for part in path.parts)
        }

    assert names(SOURCE) - names(INSTALLED) == set()
    assert "extension.py" in names(INSTALLED)


def test_there_are_catalogs_and_each_has_its_compiled_form() -> None:
    assert catalogs() != []
    sources = {path.stem + str(path.parent) for path in SOURCE.glob("locale/*/LC_MESSAGES/*.po")}
    assert len(catalogs()) == len(sources)


def test_every_catalog_translates_the_words_of_a_status() -> None:
    for path in catalogs():
        with path.open("rb") as file:
            words = gettext.GNUTranslations(file)
        for word in ("planned", "published", "Previous", "Next", "Part %(part)d of %(parts)d"):
            assert words.gettext(word) != "", path
        assert words.gettext("planned") != "planned", path
        translated = words.gettext("Part %(part)d of %(parts)d")
        assert "%(part)d" in translated, path
        assert "%(parts)d" in translated, path


def test_the_licence_is_installed() -> None:
    assert metadata.metadata("sphinx-journey")["License-Expression"] == "MIT"
    assert any(file.name == "LICENSE" for file in metadata.files("sphinx-journey") or [])


def test_a_package_index_gets_no_link_that_it_cannot_follow() -> None:
    description = metadata.metadata("sphinx-journey")["Description"]
    assert "docs/guide/quickstart.md" in description
    assert [link for link in links_of(description) if not link.startswith("https://")] == []
