"""Promise 2 for changes other than the text of documents: values, styles, files, names, labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from incremental.site import Site, differing, make_site, png, tree_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Step = Callable[[Site], None]
    Files = Mapping[str, str | bytes]

CONF = """\
project = "Bread"
author = "Bakers"
copyright = "2026, Bakers"
version = release = "1"
extensions = ["myst_parser", "sphinx_journey"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
html_theme = "basic"
journey_today = "2026-11-22"
"""
PLAN = """\
id: bread
title: Bread
pillars:
  - id: flour
    title: Flour
    doc: flour/index
    posts: [flour/a, flour/b, {id: sifting, title: Sifting, date: 2026-12-24}]
  - {id: fire, title: Fire, doc: fire/index, posts: [fire/c]}
  - {id: salt, title: Salt, posts: [{id: crystals, title: Crystals}]}
"""
BASE: Files = {
    "conf.py": CONF,
    "journey.yml": PLAN,
    "index.md": "# Home\n\n:::{journey-toctree}\n:::\n\n```{toctree}\nref\nother\n```\n",
    "flour/index.md": "# Flour\n\n:::{journey-toctree}\n:pillar: flour\n:::\n",
    "fire/index.md": "# Fire\n\n:::{journey-toctree}\n:pillar: fire\n:::\n",
    "flour/a.md": "---\naliases: [/old/a]\n---\n# A\n\nText a.\n",
    "flour/b.md": "# B\n\nText b.\n",
    "fire/c.md": "# C\n\nText c.\n",
    "ref.rst": "Ref\n===\n\nNothing.\n",
    "other.md": "# Other\n\nText.\n",
}


def conf(*lines: str) -> Step:
    return lambda site: site.write("conf.py", "\n".join([site.read("conf.py"), *lines, ""]))


def write(name: str, content: str | bytes) -> Step:
    return lambda site: site.write(name, content)


def swap(name: str, old: str, new: str) -> Step:
    return lambda site: site.replace(name, old, new)


def delete(name: str) -> Step:
    return lambda site: site.delete(name)


def moved(text: str) -> Step:
    """Move a text from the first of two pages to the second."""

    def step(site: Site) -> None:
        site.write("a1.rst", ":orphan:\n\nOne\n===\n")
        site.write("a2.rst", f":orphan:\n\nTwo\n===\n\n{text}")

    return step


class Case(NamedTuple):
    """Files that differ from the base, an edit, and the builders that it concerns."""

    files: Files
    step: Step
    builders: tuple[str, ...] = ("html",)


def ref(text: str) -> str:
    return f"Ref\n===\n\n{text}\n"


STATIC = 'html_static_path = ["_static"]\n'
PAPER = ("text", "epub")
PY = ".. py:module:: mod\n\n.. py:function:: f\n"
OPTION = ".. program:: tool\n\n.. option:: --flag\n\n   Does.\n"
INDEX = "Ref\n===\n\n.. index:: zebra, apple\n\nText.\n"
ADDED = 'templates_path = ["t"]\nhtml_additional_pages = {"more": "more.html"}\n'
CASES = {
    # Values that Sphinx itself watches: it writes every page, and nothing of the journey's changes.
    "copy-source-off": Case({}, conf("html_copy_source = False"), ("html", "dirhtml")),
    "source-link-off": Case({}, conf("html_show_sourcelink = False")),
    "index-off": Case({}, conf("html_use_index = False"), ("html", "epub")),
    "title": Case({}, conf('html_title = "Another"'), ("html", "epub")),
    "logo": Case(
        {"conf.py": CONF + 'html_logo = "l.png"\n', "l.png": png(1, 2, 3), "m.png": png(3, 2, 1)},
        swap("conf.py", "l.png", "m.png"),
    ),
    "template": Case(
        {"conf.py": CONF + 'templates_path = ["t"]\n', "t/page.html": '{% extends "!page.html" %}'},
        write("t/page.html", '{% extends "!page.html" %}{% block footer %}New{% endblock %}'),
    ),
    # Files that Sphinx makes besides pages, and never deletes
    "split-index": Case({"ref.rst": INDEX}, conf("html_split_index = True")),
    "letter-gone": Case(
        {"ref.rst": INDEX, "conf.py": CONF + "html_split_index = True\n"},
        swap("ref.rst", "zebra, ", ""),
    ),
    "domain-index-gone": Case({"ref.rst": f"Ref\n===\n\n{PY}"}, write("ref.rst", ref("x")), PAPER),
    "additional-page-gone": Case(
        {"conf.py": CONF + ADDED, "t/more.html": "<p>x</p>"},
        swap("conf.py", 'html_additional_pages = {"more": "more.html"}\n', ""),
    ),
    "static-file-gone": Case(
        {"conf.py": CONF + STATIC, "_static/y.png": png(1, 1, 1)},
        delete("_static/y.png"),
        ("html", "epub"),
    ),
    "extra-file-gone": Case(
        {"conf.py": CONF + 'html_extra_path = ["extra"]\n', "extra/robots.txt": "a"},
        delete("extra/robots.txt"),
    ),
    "theme": Case({}, conf('html_theme = "alabaster"')),
    "book-renamed": Case({}, conf('epub_basename = "Loaf"'), ("epub",)),
    "tex-renamed": Case(
        {},
        conf('latex_documents = [("index", "loaf.tex", "Bread", "Bakers", "manual")]'),
        ("latex",),
    ),
    # Styles, whose checksums are on every page
    "style-of-setup": Case(
        {
            "conf.py": CONF + STATIC + 'def setup(app): app.add_css_file("x.css")\n',
            "_static/x.css": "a {}",
        },
        write("_static/x.css", "b {}"),
    ),
    "style-that-is-a-static-file": Case(
        {
            "conf.py": CONF + 'html_static_path = ["_static/x.css"]\nhtml_css_files = ["x.css"]\n',
            "_static/x.css": "a {}",
        },
        write("_static/x.css", "b {}"),
    ),
    "html-style": Case(
        {"conf.py": CONF + STATIC + 'html_style = "x.css"\n', "_static/x.css": "a {}"},
        write("_static/x.css", "b {}"),
    ),
    # What roles show of the plan where there is no page to link to
    "planned-post": Case(
        {"ref.rst": ref(":journey:post:`sifting`")},
        swap("journey.yml", "title: Sifting", "title: Sieving"),
        ("html", "text", "epub"),
    ),
    "pillar-without-page": Case(
        {"ref.rst": ref(":journey:pillar:`salt`")},
        swap("journey.yml", "title: Salt,", "title: Brine,"),
        PAPER,
    ),
    "series-without-page": Case(
        {"ref.rst": ref(":journey:series:`bread`")},
        swap("journey.yml", "title: Bread", "title: Loaves"),
        PAPER,
    ),
    # References whose names don't match those of objects exactly
    "function-moves": Case(
        {
            "ref.rst": ref(".. py:currentmodule:: mod\n\n:py:func:`f` and :py:func:`.f`"),
            "a1.rst": f":orphan:\n\nOne\n===\n\n{PY}",
            "a2.rst": ":orphan:\n\nTwo\n===\n",
        },
        moved(PY),
        ("html", "epub"),
    ),
    "option-moves": Case(
        {
            "ref.rst": ref(":option:`tool --flag`"),
            "a1.rst": f":orphan:\n\nOne\n===\n\n{OPTION}",
            "a2.rst": ":orphan:\n\nTwo\n===\n",
        },
        moved(OPTION),
        ("html", "epub"),
    ),
    "equation-number": Case(
        {
            "conf.py": CONF + "numfig = True\n",
            "index.md": "# Home\n\n:::{journey-toctree}\n:numbered:\n:::\n\n"
            "```{toctree}\nref\nother\n```\n",
            "ref.rst": ref(":eq:`e1`"),
            "fire/index.md": "# Fire\n\n$$a$$ (e1)\n",
            "fire/c.md": "---\norphan: true\n---\n# C\n",
        },
        swap(
            "journey.yml",
            "  - {id: fire",
            "  - {id: yeast, title: Yeast, doc: other}\n  - {id: fire",
        ),
        PAPER,
    ),
    # Names of withheld documents
    "withheld-label-renamed": Case(
        {
            "ref.rst": ref(":ref:`words <la>`"),
            "hidden.md": "---\ndraft: true\n---\n(la)=\n# Hidden\n",
        },
        swap("hidden.md", "(la)=", "(lb)="),
        ("html", "text"),
    ),
    "withheld-slug-changed": Case(
        {
            "ref.rst": ref(":journey:post:`words <s1>`"),
            "hidden.md": "---\ndraft: true\nseries: bread\nslug: s1\n---\n# Hidden\n",
        },
        swap("hidden.md", "slug: s1", "slug: s2"),
        ("html", "text"),
    ),
    # A picture that gets another format as well
    "picture-comes-as-svg": Case(
        {"ref.rst": ref(".. image:: loaf.*\n   :alt: x"), "loaf.png": png(9, 9, 9)},
        write("loaf.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'),
        ("html", "latex"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_rebuild_is_a_clean_build(tmp_path: Path, name: str) -> None:
    files, step, builders = CASES[name]
    site = make_site(tmp_path / "site", {**BASE, **files})
    for builder in builders:
        site.build(builder)
    step(site)
    for builder in builders:
        rebuilt = site.build(builder)
        clean = site.build(builder, f"clean-{builder}")
        assert differing(tree_of(rebuilt.out), tree_of(clean.out)) == [], builder
        again = site.build(builder)
        assert differing(tree_of(again.out), tree_of(clean.out)) == [], builder


@pytest.mark.parametrize("builder", ["html", "text", "epub"])
def test_writing_everything_again_keeps_every_page(tmp_path: Path, builder: str) -> None:
    site = make_site(tmp_path / "site", BASE)
    before = tree_of(site.build(builder).out)
    after = site.build(builder, force=True)
    assert differing(tree_of(after.out), before) == []


@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_page_deleted_by_hand_comes_back_alone(tmp_path: Path, builder: str) -> None:
    site = make_site(tmp_path / "site", BASE)
    built = site.build(builder)
    before = tree_of(built.out)
    next(built.out.glob("other.*")).unlink()
    assert differing(tree_of(site.build(builder).out), before) == []


@pytest.mark.parametrize("tagged", [True, False])
def test_a_tag_that_comes_or_goes_changes_text_pages(tmp_path: Path, tagged: bool) -> None:
    site = make_site(
        tmp_path / "site", {**BASE, "ref.rst": ref(".. only:: internal\n\n   Within.")}
    )
    tags = ("internal",)
    site.build("text", tags=() if tagged else tags)
    rebuilt = site.build("text", tags=tags if tagged else ())
    assert ("Within" in rebuilt.read("ref.txt")) == tagged


SERIES: Files = {
    **{name: text for name, text in BASE.items() if name != "journey.yml"},
    "index.md": "# Home\n\n```{toctree}\nflour/index\nfire/index\nref\nother\n```\n",
    "flour/index.md": "# Flour\n\n```{toctree}\na\nb\n```\n",
    "fire/index.md": "# Fire\n\n```{toctree}\nc\n```\n",
    "flour/a.md": "---\nseries: bread\naliases: [/old/a]\n---\n# A\n\nText a.\n",
}


@pytest.mark.parametrize("named", ["manifest", "series"])
def test_a_journey_that_goes_away_leaves_nothing_in_any_builder(tmp_path: Path, named: str) -> None:
    builders = ("html", "dirhtml", "text", "epub")
    plain = {**SERIES, "flour/a.md": "# A\n\nText a.\n"}
    files = SERIES if named == "series" else {**plain, "journey.yml": PLAN}
    site = make_site(tmp_path / "site", files)
    for builder in builders:
        site.build(builder)
    if named == "series":
        site.write("flour/a.md", str(plain["flour/a.md"]))
    else:
        site.delete("journey.yml")
    for builder in builders:
        rebuilt = site.build(builder)
        clean = site.build(builder, f"clean-{builder}")
        assert differing(tree_of(rebuilt.out), tree_of(clean.out)) == [], builder


def test_pages_show_the_day_of_their_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(
        tmp_path / "site", {**BASE, "conf.py": CONF + 'html_last_updated_fmt = "%Y-%m-%d"\n'}
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    site.build("html")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790086400")
    rebuilt = site.build("html")
    clean = site.build("html", "clean")
    assert differing(tree_of(rebuilt.out), tree_of(clean.out)) == []


def test_a_chapter_that_shows_other_minutes_does_not_write_its_own_parent(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", BASE)
    out = site.build("html").out
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.html")}
    site.replace("flour/b.md", "Text b.", "Text b. " * 500)
    site.build("html")
    written = {path.relative_to(out).as_posix() for path, t in before.items() if _time(path) != t}
    documents = {name for name in written if not name.startswith(("genindex", "search", "series"))}
    assert documents == {"flour/b.html", "flour/index.html"}


def _time(path: Path) -> int:
    return path.stat().st_mtime_ns


@pytest.mark.parametrize("theme", ["furo", "basic"])
def test_a_book_writes_again_what_shows_a_title_and_no_more(tmp_path: Path, theme: str) -> None:
    site = make_site(tmp_path / "site", {**BASE, "conf.py": f'{CONF}html_theme = "{theme}"\n'})
    out = site.build("epub").out
    before = {path: _time(path) for path in out.rglob("*.xhtml")}
    site.replace("other.md", "# Other", "# Another")
    site.build("epub")
    written = {path.name for path, time in before.items() if _time(path) != time}
    assert written & {"a.xhtml", "b.xhtml", "c.xhtml", "ref.xhtml"} == set()
    assert {"other.xhtml", "index.xhtml"} <= written
