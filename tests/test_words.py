"""``journey_words`` and the project's own catalogs: what the extension says is the project's."""

from __future__ import annotations

import os
import re
import time
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from support import CONF, JOURNEY

from sphinx_journey.config.words import settle_words
from sphinx_journey.wording import FOLDER, Wording, catalogs_of, compiled

if TYPE_CHECKING:
    from support import Project

COURSE = {"pillar": ("week", "weeks"), "post": ("lesson", "lessons"), "part": "lesson"}
PROGRESS = {
    **JOURNEY,
    "index.md": JOURNEY["index.md"] + "\n        ```{series-progress}\n        ```\n",
}
PICTURE = """\
# Loaf

```{blog-image} loaf.svg
:alt: A loaf
:credit: Ada
```
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


def text_of(html: str) -> str:
    """Return what a reader reads of a page."""
    return " ".join(BeautifulSoup(html, "lxml").get_text(" ").split())


def test_a_course_says_its_own_words_everywhere(project: Project) -> None:
    project.write({**PROGRESS, "conf.py": CONF + f"journey_words = {COURSE!r}\n"})
    for builder, ending in (("html", ".html"), ("text", ".txt"), ("epub", ".xhtml")):
        built = project.build(builder, out=builder)
        assert built.warnings == [], builder
        said = text_of(built.read(f"index{ending}"))
        assert "2 lessons" in said
        assert "Weeks" in said
        chapter = text_of(built.read(f"flour/index{ending}")).replace("*", "")
        assert "Week 1 of 2" in chapter, builder
        assert "Lesson 2 of 3" in text_of(built.read(f"flour/hydration{ending}")).replace("*", "")
        assert "illar" not in said + chapter, builder
    latex = project.build("latex", out="latex")
    (tex,) = latex.out.glob("*.tex")
    assert "Week 1 of 2" in tex.read_text("utf-8")
    assert "Pillar " not in tex.read_text("utf-8")


def test_a_name_is_put_into_the_sentences_of_the_projects_language(project: Project) -> None:
    words = {"pillar": ("Woche", "Wochen"), "post": ("Lektion", "Lektionen")}
    built = project.write(PROGRESS).build(language="de", journey_words=words)
    assert "Woche 1 von 2" in text_of(built.read("flour/index.html"))
    assert "2 Lektionen · 1 Min." in text_of(built.read("index.html"))


def test_a_whole_message_can_be_said_in_other_words(project: Project) -> None:
    words = {
        "What comes next": "Coming up",
        "%(number)d min read": ("one minute", "%(number)d minutes"),
        "post": ("lesson", "lessons"),
        "All posts": "Every lesson there is",
    }
    built = project.write(PROGRESS).build(journey_words=words)
    assert built.warnings == []
    said = text_of(built.read("index.html"))
    assert "Coming up" in said
    assert "Every lesson there is" in said
    assert "one minute" in text_of(built.read("flour/hydration.html"))


def test_a_language_with_more_forms_takes_them_in_the_order_of_gettext(project: Project) -> None:
    words = {
        "post": ("урок", "уроки"),
        "%(number)d post": ("%(number)d урок", "%(number)d урока", "%(number)d уроков"),
    }
    built = project.write(PROGRESS).build(language="ru", journey_words=words)
    assert built.warnings == []
    assert "2 урока" in text_of(built.read("index.html"))


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ({"pilar": ("week", "weeks")}, "Did you mean 'pillar'?"),
        ({"Start her": "Go"}, "Did you mean 'Start here'?"),
        ({"pillar": ("week",)}, "journey_words['pillar'] is ('week',)"),
        ({"pillar": ""}, "journey_words['pillar'] is ''"),
        ({"pillar": 3}, "journey_words['pillar'] is 3"),
        ({"pillar": ("100%", "weeks")}, "journey_words['pillar']"),
        ({"post": ("a\x1bb", "c")}, "journey_words['post']"),
        ({3: "x"}, "journey_words is 3"),
        ({"Series: %s": "Course"}, "with the placeholders of 'Series: %s'"),
        ({"Series: %s": "Course: %s %"}, "with the placeholders of 'Series: %s'"),
        ({"%(number)d post": "%(count)d lessons"}, "with the placeholders of"),
        ({"%(number)d post": ["%(number)d lesson"]}, "a text, or 2 forms of it"),
        ({"Start here": ("Go", "Going")}, "but a text was expected"),
        (["week"], "journey_words is ['week']"),
    ],
)
def test_a_wrong_word_is_reported_and_costs_only_itself(
    project: Project, words: object, named: str
) -> None:
    built = project.write(PROGRESS).build("text", journey_words=words)
    (warning,) = built.warned("config")
    assert named in warning
    assert built.warnings == [warning] or not isinstance(words, dict)  # Sphinx checks types, too
    assert "Pillar by pillar" in built.read("index.txt")


def later(project: Project) -> None:
    """Let the clock of the file system go on."""
    time.sleep(0.02)
    for path in project.srcdir.rglob("*.po"):
        os.utime(path)


def pages(project: Project) -> dict[str, int]:
    """Return when the page of each document was written."""
    out = project.root / "out" / "html"
    names = [path.relative_to(project.srcdir) for path in project.srcdir.rglob("*.[mr][ds]*")]
    found = {name.with_suffix(".html").as_posix() for name in names if "locales" not in name.parts}
    return {name: (out / name).stat().st_mtime_ns for name in found}


@pytest.mark.parametrize(
    ("words", "shown_on"),
    [
        (
            {"pillar": ("week", "weeks")},
            {"flour/index.html", "fire/index.html"},
        ),
        ({"Picture: %s": "Photo: %s"}, {"loaf.html", "index.html"}),  # Sphinx writes its parent
        ({"Start here": "Begin"}, {"index.html"}),
    ],
    ids=["pillar", "credit", "start"],
)
def test_changing_a_word_rewrites_the_pages_that_show_it_and_no_others(
    project: Project, words: dict[str, object], shown_on: set[str]
) -> None:
    index = JOURNEY["index.md"] + "\n        ```{toctree}\n        loaf\n        ```\n"
    project.write({**JOURNEY, "index.md": index, "loaf.md": PICTURE, "loaf.svg": SVG})
    project.build()
    before = pages(project)
    later(project)
    rebuilt = project.build(journey_words=words)
    after = pages(project)
    assert {name for name in after if after[name] != before[name]} == shown_on
    assert rebuilt.tree() == project.build(out="clean", journey_words=words).tree()
    times = pages(project)
    project.build(journey_words=words)
    assert pages(project) == times


POLISH = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=n==1 ? 0 : n%10>1 && n%10<5 && n/10%10!=1 ? 1 : 2;\\n"

msgid "Pillar %(number)d of %(pillars)d"
msgstr "Filar %(number)d z %(pillars)d"

msgid "%(number)d post"
msgid_plural "%(number)d posts"
msgstr[0] "%(number)d wpis"
msgstr[1] "%(number)d wpisy"
msgstr[2] "%(number)d wpisów"
"""
PO = "locales/pl/LC_MESSAGES/sphinx_journey.po"


def test_a_project_brings_a_catalog_for_a_language_that_has_none(project: Project) -> None:
    project.write({**PROGRESS, PO: POLISH})
    built = project.build(language="pl")
    assert built.warnings == []
    assert "Filar 1 z 2" in text_of(built.read("flour/index.html"))
    said = text_of(built.read("index.html"))
    assert "2 wpisy" in said
    assert "Start here" in said  # what the catalog hasn't is said in English


def test_a_projects_catalog_comes_before_ours(project: Project) -> None:
    po = PO.replace("/pl/", "/de/")
    project.write({**PROGRESS, po: 'msgid "Start here"\nmsgstr "Los geht es"\n'})
    said = text_of(project.build(language="de").read("index.html"))
    assert "Los geht es" in said
    assert "Säule für Säule" in said


def test_a_changed_catalog_rewrites_the_pages_that_show_it(project: Project) -> None:
    project.write({**JOURNEY, PO: POLISH})
    project.build(language="pl")
    before = pages(project)
    later(project)
    project.write({PO: POLISH.replace("Filar", "Słup")})
    rebuilt = project.build(language="pl")
    changed = {name for name, when in pages(project).items() if when != before[name]}
    assert {"flour/index.html", "fire/index.html"} == changed
    assert rebuilt.tree() == project.build(out="clean", language="pl").tree()


def test_a_translation_with_wrong_placeholders_is_reported_and_english_is_shown(
    project: Project,
) -> None:
    project.write({**JOURNEY, PO: POLISH.replace('%(pillars)d"', '%(pilars)d"', 2)})
    project.write({PO: POLISH.replace("z %(pillars)d", "z %(pilars)d")})
    built = project.build(language="pl")
    (warning,) = built.warned("config")
    assert "hasn't the same placeholders" in warning
    assert "Pillar 1 of 2" in text_of(built.read("flour/index.html"))


def test_a_catalog_that_cannot_be_read_is_reported(project: Project) -> None:
    project.write({**JOURNEY, PO.replace(".po", ".mo"): b"no catalog"})
    built = project.build(language="pl")
    (warning,) = built.warned("config")
    assert "sphinx_journey.mo" in warning
    assert "Pillar 1 of 2" in text_of(built.read("flour/index.html"))


def test_a_template_that_is_filled_in_a_little_leaves_the_rest_to_our_catalog(
    project: Project,
) -> None:
    template = (FOLDER / "sphinx_journey.pot").read_text("utf-8")
    begun = template.replace('msgid "Start here"\nmsgstr ""', 'msgid "Start here"\nmsgstr "Los!"')
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    body = begun if begun.startswith('msgid ""') else header + begun
    project.write({**PROGRESS, PO.replace("/pl/", "/de/"): body})
    built = project.build(language="de")
    assert built.warnings == []
    said = text_of(built.read("index.html"))
    assert "Los!" in said
    assert "Beiträge" in said
    assert "posts" not in said


@pytest.mark.parametrize("rule", ["n%0", "n/0", "n%(n-5)"])
def test_a_plural_rule_that_cannot_be_reckoned_is_reported(project: Project, rule: str) -> None:
    po = re.sub(r"plural=[^;]*;", f"plural={rule};", POLISH)
    assert rule in po
    built = project.write({**JOURNEY, PO: po}).build(language="pl")
    (warning,) = built.warned("config")
    assert "sphinx_journey.po:1" in warning
    assert "Pillar 1 of 2" in text_of(built.read("flour/index.html"))


def test_a_catalog_that_cannot_be_compiled_is_reported(project: Project) -> None:
    po = POLISH.replace("charset=utf-8", "charset=cuneiform")
    built = project.write({**JOURNEY, PO: po}).build(language="pl")
    (warning,) = built.warned("config")
    assert "sphinx_journey.po:1" in warning
    assert "Pillar 1 of 2" in text_of(built.read("flour/index.html"))


def test_every_message_that_a_name_stands_in_is_one(project: Project) -> None:
    names = dict.fromkeys(("journey", "pillar", "post", "part"), ("thing", "things"))
    template = (FOLDER / "sphinx_journey.pot").read_text("utf-8")
    for message in settle_words(names, Wording()):
        for one in (message,) if isinstance(message, str) else message:
            assert f'"{one}"' in template


def test_one_language_is_not_heard_in_the_next_build_of_a_process(project: Project) -> None:
    project.write(JOURNEY)
    assert "Teil 2" in project.build(out="de", language="de").read("flour/hydration.html")
    assert "Part 2" in project.build(out="en").read("flour/hydration.html")


def test_a_word_for_one_counts_where_the_language_has_it() -> None:
    for language, one in (("ar", 1), ("ru", 21), ("fr", 1), ("ja", 1)):
        usual = Wording(catalogs_of(language))
        words = compiled(usual.plural_rule, settle_words({"post": ("a", "b")}, usual))
        form = Wording([words]).counted("%(number)d post", "%(number)d posts", one)
        assert form == ("%(number)d a")
