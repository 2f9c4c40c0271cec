"""Promise 6 beside a document's own text: its place, and other files that speak for it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from support import CONF, Project

if TYPE_CHECKING:
    from pathlib import Path

PLAN = "id: bread\ntitle: Bread\npillars: []\n"
INDEX = "# Home\n\n```{toctree}\n:glob:\n\n**\n```\n"
TEXT = "# A post\n\nWords.\n"
FIELDS = ".. include:: /fields.txt\n\nA post\n======\n\nWords.\n"

PLACES = {
    "drafts/post.md": "/drafts:1: ",
    "blog/_Drafts/2020/post.md": "/blog/_Drafts:1: ",
    "unpublished/post.md": "/unpublished:1: ",
    "post.draft.md": "/post.draft.md:1: ",
    "_posts/2099-01-14-post.md": "/_posts/2099-01-14-post.md:1: ",
    "blog/2099-01-14-post/index.md": "/blog/2099-01-14-post/index.md:1: ",
    "blog/2099/01/14/post.md": "/blog/2099/01/14/post.md:1: ",
    "blog/2099-1-4-post.md": "/blog/2099-1-4-post.md:1: ",
}
FILES = {
    "Quarto": ("a/b/post.md", "a/_metadata.yml", "toc: true\ndraft: true\n", 2),
    "Quarto, another key": ("a/post.md", "a/_metadata.yaml", "status: draft\n", 1),
    "Quarto, a day": ("a/post.md", "a/_metadata.yml", "date: 2099-01-14\n", 1),
    "Quarto, broken": ("a/post.md", "a/_metadata.yml", "title: [\ndraft: true\n", 1),
    "Quarto, fences": ("a/post.md", "a/_metadata.yml", "---\ndraft: true\n---\n", 2),
    "Eleventy": ("a/post.md", "a/a.json", '{\n  "draft": true\n}\n', 2),
    "Eleventy, another name": ("a/b/post.md", "a/a.11tydata.json", '{"permalink": false}\n', 1),
    "Hugo": ("a/b/post.md", "a/_index.md", "---\ncascade: {draft: true}\n---\n# A\n", 2),
    "Hugo, a day": ("a/post.md", "a/_index.md", "---\ncascade: {date: 2099-01-14}\n---\n", 2),
    "Hugo, TOML": ("a/b/post.md", "a/_index.md", "+++\n[[cascade]]\ndraft = true\n+++\n# A\n", 2),
}
ORDINARY = {
    "events/2099-01-14-fair.md": TEXT,  # the day of the fair
    "blog/2020-01-14-post.md": TEXT,
    "blog/2099-01-14-dated.md": f"---\ndate: 2020-01-14\n---\n{TEXT}",
    "blog/2099-99-99-odd.md": TEXT,
    "drafting/post.md": TEXT,
    "draft.md": TEXT,
    "wood/_metadata.yml": "author: Ada\ndate: 2020-01-14\nformat: {html: {draft-mode: x}}\n",
    "wood/wood.json": '["draft", true]\n',
    "wood/post.md": TEXT,
    "wood/_index.md": "---\ntitle: Wood\ncascade: {type: docs}\n---\n# Wood\n",
    "iron/iron.json": "draft: {",
    "data/data.json": '{"status": "draft", "rows": [{"draft": true}], "hidden": true}',
    "data/post.md": TEXT,
    "iron/post.md": TEXT,
    "fields.txt": ":author: Ada\n:date: 2020-01-14\n",
    "example.txt": ":draft: true\n",
    "shown.rst": FIELDS.replace("/fields.txt", "/example.txt\n   :literal:"),
    "part.rst": FIELDS.replace("/fields.txt", "/example.txt\n   :start-line: 1"),
    "later.rst": "A post\n======\n\nWords.\n\n.. include:: /example.txt\n   :code: rst\n",
    "included.rst": FIELDS,
    "nothing.rst": FIELDS.replace("/fields.txt", "draft"),
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    files = {"conf.py": CONF, "journey.yml": PLAN, "index.md": INDEX}
    return Project(tmp_path / "project").write(files)


def page(docname: str) -> str:
    return f"{docname.rpartition('.')[0]}.html"


@pytest.mark.parametrize("place", PLACES)
def test_a_place_for_drafts_holds_a_document_back_unless_it_says_otherwise(
    project: Project, place: str
) -> None:
    build = project.write({place: TEXT}).build()
    assert page(place) not in build.tree()
    (warning,) = build.warnings
    assert f"{project.srcdir}{PLACES[place]}" in warning
    assert "held back" in warning
    again = project.build()
    assert page(place) not in again.tree()
    assert again.warnings == []
    settled = project.write({place: f"---\ndraft: false\n---\n{TEXT}"}).build()
    assert page(place) in settled.tree()
    assert settled.warnings == []


@pytest.mark.parametrize("name", FILES)
def test_a_file_with_front_matter_of_a_folder_holds_its_documents_back(
    project: Project, name: str
) -> None:
    place, file, content, line = FILES[name]
    post = page(place)
    project.write({place: TEXT, "other.md": TEXT})
    assert post in project.build().tree()

    withdrawn = project.write({file: content}).build()  # it is new
    assert post not in withdrawn.tree()
    assert "other.html" in withdrawn.tree()
    own = [one for one in withdrawn.warnings if "in its folder" in one]
    assert len(own) == 1
    assert own[0].startswith(f"{project.srcdir / file}:{line}: ")
    assert post not in project.build().tree()

    settled = project.write({place: f"---\ndraft: false\n---\n{TEXT}"}).build()
    assert post in settled.tree()
    project.write({place: TEXT})
    assert post not in project.build().tree()
    (project.srcdir / file).unlink()
    assert post in project.build().tree()


def test_one_file_gives_one_warning_for_all_its_documents(project: Project) -> None:
    project.write({f"a/{number}.md": TEXT for number in range(5)})
    build = project.write({"a/_metadata.yml": "draft: true\n"}).build()
    assert len(build.warnings) == 1
    assert not any(name.startswith("a/") for name in build.tree())


def test_fields_that_a_document_begins_by_including_hold_it_back(project: Project) -> None:
    project.write({"post.rst": FIELDS, "fields.txt": ":draft: true\n"})
    build = project.build()
    assert "post.html" not in build.tree()
    (warning,) = build.warnings
    assert warning.startswith(f"{project.srcdir / 'fields.txt'}:1: ")
    assert "post.html" not in project.build().tree()
    assert "post.html" in project.write({"fields.txt": ":author: Ada\n"}).build().tree()
    assert "post.html" not in project.write({"fields.txt": ":status: draft\n"}).build().tree()


INCLUDED = {
    "below a target": ".. _post:\n\n.. include:: fields.txt\n\nA post\n======\n",
    "below fields": ":author: Ada\n\n.. include:: fields.txt\n\nA post\n======\n",
    "in capitals": ".. INCLUDE:: fields.txt\n\nA post\n======\n",
    "on the next line": ".. include::\n   fields.txt\n\nA post\n======\n",
    "with an option": ".. include:: fields.txt\n   :encoding: utf-8\n\nA post\n======\n",
    "by another": ".. include:: outer.txt\n\nA post\n======\n",
}


@pytest.mark.parametrize("name", INCLUDED)
def test_fields_count_however_they_are_included_first(project: Project, name: str) -> None:
    outer = ".. include:: fields.txt\n"
    project.write({"post.rst": INCLUDED[name], "fields.txt": ":draft: true\n", "outer.txt": outer})
    build = project.build()
    assert "post.html" not in build.tree()
    assert len([one for one in build.warnings if "held back" in one]) == 1


def test_included_fields_that_appear_later_hold_their_document_back(project: Project) -> None:
    project.write({"post.rst": FIELDS})
    assert "post.html" in project.build().tree()
    assert "post.html" not in project.write({"fields.txt": ":draft: true\n"}).build().tree()


def test_a_huge_or_odd_file_of_a_folder_is_left_alone(project: Project) -> None:
    project.write({"a/post.md": TEXT, "b/post.md": TEXT})
    project.write({"a/_metadata.yml": "draft: true\n" + "# filler\n" * 200_000})
    os.mkfifo(project.srcdir / "b" / "_metadata.yml")
    assert {"a/post.html", "b/post.html"} <= set(project.build().tree())


def test_a_new_file_of_the_same_name_is_seen(project: Project) -> None:
    project.write({"post.md": TEXT})
    assert "post.html" in project.build().tree()
    project.write({"post.rst": ":draft: true\n\nA post\n======\n"})
    assert "post.html" not in project.build().tree()


def test_ordinary_places_and_files_hold_nothing_back(project: Project) -> None:
    build = project.write(ORDINARY).build()
    pages = {page(name) for name in ORDINARY if name.endswith((".md", ".rst"))}
    assert pages <= set(build.tree())
    assert [one for one in build.warnings if "held back" in one] == []
