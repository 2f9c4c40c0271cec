"""The extension's translations: every catalog is complete, compiled, and used."""

from __future__ import annotations

import gettext
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages import extract, pofile
from support import JOURNEY

from sphinx_journey.messages import posts_count
from sphinx_journey.wording import Wording, catalogs_of, fits, speak

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
    assert LANGUAGES == ["ar", "de", "es", "fr", "it", "ja", "nl", "pt_BR", "ru", "zh_CN"]


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
            made = {translations.ngettext(one, many, number) for number in range(200)}
            assert len(message.string or ()) == catalog.num_plurals
            assert made == set(message.string or ())
        elif message.id:
            assert translations.gettext(str(message.id)) == message.string


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_every_message_can_be_filled_in(language: str) -> None:
    with (PACKAGE / "locale" / language / "LC_MESSAGES" / "sphinx_journey.po").open("rb") as source:
        catalog = pofile.read_po(source)
    for message in catalog:
        if isinstance(message.id, tuple):
            for form in message.string or ():
                assert fits(form, message.id[1], may_omit=True), (message.id, form)
        elif message.id:
            assert fits(str(message.string), str(message.id)), message.id


@pytest.mark.parametrize(
    ("language", "numbers", "forms"),
    [
        ("ar", (0, 1, 2, 3, 11, 100), "0 مقالة|مقالة واحدة|مقالتان|3 مقالات|11 مقالة|100 مقالة"),
        ("ru", (1, 2, 5, 11, 21, 24), "1 статья|2 статьи|5 статей|11 статей|21 статья|24 статьи"),
        ("pt_BR", (1, 2), "1 artigo|2 artigos"),
        ("it", (1, 2), "1 articolo|2 articoli"),
        ("nl", (1, 2), "1 artikel|2 artikelen"),
        ("ja", (1, 2), "記事1件|記事2件"),
        ("zh_CN", (1, 2), "1 篇文章|2 篇文章"),
    ],
)
def test_a_number_has_the_form_that_its_language_wants(
    language: str, numbers: tuple[int, ...], forms: str
) -> None:
    speak(Wording(catalogs_of(language)))
    assert "|".join(map(posts_count, numbers)) == forms
    speak(Wording())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_renamed_pillar_is_renamed_in_the_sentence_that_counts_it(language: str) -> None:
    wording = Wording(catalogs_of(language))
    assert wording.text("Pillar") in wording.text("Pillar %(number)d of %(pillars)d")


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
