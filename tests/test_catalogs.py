"""The extension's translations: every catalog is complete, compiled, and used."""

from __future__ import annotations

import gettext
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages import extract, pofile
from support import JOURNEY

if TYPE_CHECKING:
    from support import Project

PACKAGE = Path(str(resources.files("sphinx_journey")))
LANGUAGES = sorted(path.name for path in (PACKAGE / "locale").iterdir() if path.is_dir())


def messages_in_source() -> set[str | tuple[str, ...]]:
    keywords = {"_": None, "ngettext": (1, 2)}
    found = extract.extract_from_dir(PACKAGE, [("**.py", "python")], keywords=keywords)
    ids = {message if isinstance(message, str) else message[:2] for _, _, message, _, _ in found}
    counted = {one for one, _ in (known for known in ids if isinstance(known, tuple))}
    return ids - counted  # a singular may be a message of its own, too


def test_there_are_catalogs() -> None:
    assert LANGUAGES == ["de", "es", "fr"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalog_translates_every_message_and_is_compiled(language: str) -> None:
    folder = PACKAGE / "locale" / language / "LC_MESSAGES"
    with (folder / "sphinx_journey.po").open("rb") as source:
        catalog = pofile.read_po(source)
    translated = {m.id for m in catalog if m.id and m.string and not m.fuzzy}
    assert translated == messages_in_source()
    with (folder / "sphinx_journey.mo").open("rb") as compiled:
        translations = gettext.GNUTranslations(compiled)
    for message in catalog:
        if isinstance(message.id, tuple):
            one, many = message.id
            made = tuple(translations.ngettext(one, many, number) for number in (1, 2))
            assert made == tuple(message.string or ())
        elif message.id:
            assert translations.gettext(str(message.id)) == message.string


def test_one_of_a_thing_has_the_singular(project: Project) -> None:
    project.write(
        {
            "journey.yml": "id: j\ntitle: J\npillars:\n  - {id: p, title: P, posts: [only]}\n",
            "index.md": "# Home\n\n```{series-progress}\n```\n\n```{pillar-roadmap}\n```\n"
            "\n```{journey-toctree}\n```\n",
            "only.md": "---\ndate: 2026-01-01\n---\n# One\n",
        }
    )
    english = project.build("text").read("index.txt")
    assert "1 minute to read · 1 word" in english
    assert "1 post · 1 min · 1 published" in english
    french = project.build("text", out="fr", language="fr").read("index.txt")
    assert "1 minute de lecture · 1 mot" in french
    assert "à venir" not in french  # what isn't announced isn't absent


def test_a_page_speaks_the_language_of_the_project(project: Project) -> None:
    built = project.write(JOURNEY).build(language="de")
    post = built.read("flour/hydration.html")
    assert "Teil 2 von 3" in post
    assert '<time datetime="2026-11-01">1. November 2026</time>' in post
    assert "geplant" in built.read("index.html")
