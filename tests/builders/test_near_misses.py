"""Promise 6 by a near miss: whatever seems to say "not yet" gets out by no builder."""

from __future__ import annotations

import json
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from support import CONF, Build, Project

if TYPE_CHECKING:
    from pathlib import Path

PLAN = "id: bread\ntitle: Bread\npillars: []\n"
INDEX = "# Home\n\n```{toctree}\n:glob:\n\n**\n```\n"
PUBLISHED = "# Zqsecret\n\nzqsecret words\n"
BUILDERS = ["html", "dirhtml", "singlehtml", "latex", "text", "xml", "epub"]

# A parser of notebooks, as MyST-NB and nbsphinx have one: it shows the cells of text.
NOTEBOOKS = """
import json
from myst_parser.parsers.sphinx_ import MystParser

class Parser(MystParser):
    supported = ("notebook",)

    def parse(self, inputstring, document):
        cells = json.loads(inputstring)["cells"]
        text = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
        super().parse("\\n\\n".join(text), document)

def setup(app):
    app.add_source_suffix(".ipynb", "notebook")
    app.add_source_parser(Parser)
"""


def notebook(*cells: tuple[str, str], **metadata: object) -> str:
    listed = [
        {"cell_type": kind, "metadata": {}, "source": text.splitlines(keepends=True)}
        for kind, text in cells
    ]
    content = {"cells": listed, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, indent=1)


WORDS = ("markdown", PUBLISHED)
CODE = ("code", "print('zqsecret')\n" * 30)
NEAR_MISSES = {
    "a key": {"sec.md": f"---\nstatus: draft\n---\n{PUBLISHED}"},
    "a date's key": {"sec.md": f"---\npublish_date: 2099-01-01\n---\n{PUBLISHED}"},
    "a place": {"sec.md": f"draft: true\n\n{PUBLISHED}"},
    "a place below the heading": {"sec.md": f"{PUBLISHED}\n---\ndraft: true\n---\n"},
    "a field": {"sec.rst": ":draft true\n\nZqsecret\n========\n\nzqsecret\n"},
    "a raw cell": {"sec.ipynb": notebook(("raw", "---\ndraft: true\n---\n"), WORDS, CODE)},
    "a raw cell's date": {"sec.ipynb": notebook(("raw", "---\ndate: 2099-01-01\n---"), WORDS)},
    "metadata": {"sec.ipynb": notebook(WORDS, CODE, draft=True)},
    "metadata's date": {"sec.ipynb": notebook(WORDS, date="2099-01-01")},
    "metadata's near miss": {"sec.ipynb": notebook(WORDS, jupyter={"draft": True})},
    "a later raw cell": {
        "sec.ipynb": notebook(("markdown", "A badge"), ("raw", "---\ndraft: true\n---"), WORDS)
    },
    "an option of Quarto": {"sec.ipynb": notebook(("code", "#| draft: true\n1 + 1"), WORDS)},
    "metadata of Nikola": {"sec.ipynb": notebook(WORDS, nikola={"status": "draft"})},
    "a cell of text": {"sec.ipynb": notebook(("markdown", "---\ndraft: true\n---\n"), WORDS)},
    "a folder": {"_drafts/sec.md": PUBLISHED},
    "a pair": {"sec.ipynb": notebook(WORDS), "sec.md": f"---\ndraft: true\n---\n{PUBLISHED}"},
    "another text": {"sec.txt": ":draft: true\n\nZqsecret\n========\n\nzqsecret\n"},
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return a project with a journey and a reader of notebooks."""
    project = Project(tmp_path / "project")
    monkeypatch.syspath_prepend(str(project.srcdir))
    monkeypatch.delitem(sys.modules, "notebooks", raising=False)
    conf = (
        CONF
        + 'extensions.append("notebooks")\nsource_suffix = {".rst": "restructuredtext", '
        + '".md": "markdown", ".txt": "restructuredtext", ".ipynb": "notebook"}\n'
    )
    return project.write(
        {"conf.py": conf, "notebooks.py": NOTEBOOKS, "journey.yml": PLAN, "index.md": INDEX}
    )


def holds(build: Build, word: bytes = b"zqsecret") -> list[str]:
    """Return the files of an output that hold a word, in their names or bytes."""
    found = []
    for path in sorted(file for file in build.out.rglob("*") if file.is_file()):
        contents = [path.name.encode(), path.read_bytes()]
        if path.suffix == ".epub":
            with zipfile.ZipFile(path) as book:
                contents += [*map(str.encode, book.namelist()), *map(book.read, book.namelist())]
        if any(word in content.lower() for content in contents):
            found.append(path.relative_to(build.out).as_posix())
    return found


@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.parametrize("name", NEAR_MISSES)
def test_a_near_miss_is_nowhere_in_the_output(project: Project, name: str, builder: str) -> None:
    build = project.write(NEAR_MISSES[name]).build(builder)
    assert holds(build) == []
    assert not (build.out / "sec.html").exists()
    assert holds(project.build(builder, journey_build_drafts=True, journey_build_future=True))
    withdrawn = project.build(builder)
    assert holds(withdrawn) == []
    if builder != "epub":
        assert withdrawn.tree() == build.tree()


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_post_withdrawn_by_a_near_miss_leaves_the_output(project: Project, builder: str) -> None:
    texts = {f"s{number}.md": PUBLISHED for number in range(2)}
    project.write({**texts, "s2.ipynb": notebook(WORDS, CODE)})
    assert holds(project.build(builder))
    project.write({"s0.md": f"---\nstatus: draft\n---\n{PUBLISHED}"})
    project.write({"s1.md": f"{PUBLISHED}\ndraft: true\n"})
    project.write({"s2.ipynb": notebook(WORDS, CODE, published=False)})
    rebuilt = project.build(builder)
    assert holds(rebuilt) == []
    if builder != "epub":
        assert rebuilt.tree() == project.build(builder, out="clean").tree()


def test_what_is_said_names_the_line_and_comes_once(project: Project) -> None:
    project.write(NEAR_MISSES["a key"])
    project.write({"b.ipynb": notebook(("markdown", "draft: true\n"), WORDS)})
    build = project.build()
    first, second = build.warned("publication")
    assert "b.ipynb:7: WARNING: 'draft: true' says that this document isn't published" in first
    assert "sec.md:2: WARNING: 'status' seems to say that this document" in second
    assert "2 documents are held back: 2 draft" in build.status
    assert project.build().warnings == []


def test_a_preview_of_a_near_miss_is_a_draft(project: Project) -> None:
    build = project.write(NEAR_MISSES["a key"]).build(journey_build_drafts=True)
    assert "is-draft" in build.read("sec.html")
    assert build.warned("publication")


def test_a_near_miss_of_a_date_holds_until_its_day(project: Project) -> None:
    project.write(NEAR_MISSES["a date's key"])
    assert not (project.build().out / "sec.html").exists()
    assert (project.build(journey_today="2099-01-01").out / "sec.html").exists()
    expires = {"b.md": f"---\nexpires: 2099-01-01\n---\n{PUBLISHED}"}
    assert (project.write(expires).build().out / "b.html").exists()
    build = project.build(journey_today="2099-01-02")
    assert not (build.out / "b.html").exists()
    assert len(build.warned("publication")) == 1


def test_a_notebook_is_a_post_like_others(project: Project) -> None:
    raw = ("raw", "---\ntags: [starter]\nauthors: [Ada]\ndate: 2026-01-31\n---\n")
    plan = f"{PLAN}posts: [sec]\n"
    project.write({"journey.yml": plan, "sec.ipynb": notebook(raw, WORDS, CODE)})
    build = project.build()
    page = build.read("sec.html")
    assert "2 min read" in page
    assert "starter" in page
    assert "2026-01-31" in page
    assert build.warnings == []


def test_a_later_cell_of_text_may_speak_of_drafts(project: Project) -> None:
    said = ("markdown", "```yaml\ndraft: true\n```\n\nstatus: draft\n")
    build = project.write({"sec.ipynb": notebook(WORDS, said)}).build()
    assert "sec.html" in build.tree()
    assert build.warned("publication") == []


# The plan


ENTRIES = {
    "draft": "{doc: sec, draft: true}",
    "a wrong draft": "{doc: sec, draft: ture}",
    "another key": "{doc: sec, status: draft}",
    "a front-matter key": "{doc: sec, publishDate: 2099-01-01}",
    "a slip of the pen": "{doc: sec, drfat: true}",
    "a date": "{doc: sec, date: 2099-01-01}",
}


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_of_the_plan_holds_its_document_back(project: Project, name: str) -> None:
    project.write({"journey.yml": f"{PLAN}posts:\n  - {ENTRIES[name]}\n", "sec.md": PUBLISHED})
    build = project.build()
    assert holds(build) == []
    said = [line for line in build.warnings if "journey.yml:5" in line]
    assert len(said) == (name not in {"draft", "a date"})
    assert all("held back" in line for line in said)
    assert "1 without a title in the plan" in build.status


def test_a_pillar_holds_its_page_and_its_posts_back(project: Project) -> None:
    pillar = "{id: p, title: P, doc: sec, posts: [b], draft: true}"
    project.write({"journey.yml": f"id: b\ntitle: B\npillars:\n  - {pillar}\n"})
    build = project.write({"sec.md": PUBLISHED, "b.md": PUBLISHED}).build()
    assert holds(build) == []
    assert {line.split(": ")[0].rpartition("/")[2] for line in build.warnings} == {"journey.yml:4"}


def test_an_entry_speaks_for_a_document_that_cannot(project: Project) -> None:
    """A notebook without front matter, or a file in unknown markup, has none of its own."""
    said = "{doc: sec, readingTime: 35, tags: [starter], authors: [Ada]}"
    project.write({"journey.yml": f"{PLAN}posts: [{said}]\n", "sec.ipynb": notebook(WORDS)})
    page = project.build().read("sec.html")
    assert "35 min read" in page
    assert "starter" in page
    assert "Ada" in page


def test_a_sum_that_is_not_known_is_left_out(project: Project) -> None:
    index = INDEX + "\n```{series-progress}\n```\n\n```{pillar-roadmap}\n```\n"
    conf = (project.srcdir / "conf.py").read_text("utf-8") + 'source_suffix[".x"] = "x"\n'
    parser = NOTEBOOKS.replace('("notebook",)', '("notebook", "x")').replace(
        'json.loads(inputstring)["cells"]', '[{"cell_type": "markdown", "source": inputstring}]'
    )
    plan = "id: b\ntitle: B\npillars: [{id: p, title: P, posts: [one, two]}]\n"
    files = {"conf.py": conf, "notebooks.py": parser, "index.md": index, "one.md": "# One\n"}
    project.write({**files, "journey.yml": plan, "two.x": "# Two\n\nWords.\n"})
    page = project.build().read("index.html")
    assert "min read" in page  # of the post that is known
    assert "minutes to read" not in page
    assert "2 posts" in page
    project.write({"journey.yml": plan.replace("two", "{doc: two, readingTime: 7}")})
    assert "8</b> minutes to read" in project.build().read("index.html")
