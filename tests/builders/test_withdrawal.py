"""Promise 6 after the fact: what an earlier build published of a document goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.util.docutils import docutils_namespace, patch_docutils
from support import CONF, Build, Project

if TYPE_CHECKING:
    from pathlib import Path

PLAN = "id: bread\ntitle: Bread\nposts: [p/a]\npillars: [{id: p, title: P, posts: [p/b]}]\n"
INDEX = "# Home\n\n```{toctree}\n:glob:\n\np/*\n```\n"
BODY = "# Zqsecret\n\n```{todo}\nzqsecret to do\n```\n\nzqsecret words\n"
FILES = {
    "journey.yml": PLAN,
    "index.md": INDEX,
    "p/a.md": "# First\n\nWords.\n",
    "p/b.md": BODY,
}
GONE = {"p/b.md": f"---\ndraft: true\n---\n{BODY}"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project with two posts, of which the second will be withdrawn."""
    return Project(tmp_path / "project").write(FILES)


def holds(build: Build, word: bytes = b"zqsecret") -> list[str]:
    """Return the files of an output that hold a word, in their names or bytes."""
    return [
        path.relative_to(build.out).as_posix()
        for path in sorted(build.out.rglob("*"))
        if path.is_file() and (word in path.name.encode() or word in path.read_bytes().lower())
    ]


def test_a_page_that_gathers_from_all_others_follows(project: Project) -> None:
    conf = CONF + 'extensions.append("sphinx.ext.todo")\ntodo_include_todos = True\n'
    all_of_them = "---\norphan: true\n---\n# All\n\n```{todolist}\n```\n"
    project.write({"conf.py": conf, "all.md": all_of_them})
    assert "all.html" in holds(project.build())
    assert holds(project.write(GONE).build()) == []
    assert project.build().tree() == project.build(out="clean").tree()
    project.write({"p/b.md": BODY})
    assert "all.html" in holds(project.build())


MAKES_PAGES = """
def pages(app):
    for name in sorted(app.env.found_docs):
        yield f"made/{name}", {"body": app.env.titles[name].astext(), "title": "x"}, "page.html"

def setup(app):
    app.connect("html-collect-pages", pages)
"""


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_page_that_another_extension_no_longer_makes_goes(project: Project, builder: str) -> None:
    project.write({"conf.py": CONF + MAKES_PAGES})
    assert [name for name in holds(project.build(builder)) if name.startswith("made/p/b")]
    assert holds(project.write(GONE).build(builder)) == []
    assert project.build(builder).tree() == project.build(builder, out="clean").tree()


def test_a_page_that_another_extension_makes_only_once_stays(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(project.srcdir))
    conf = CONF + 'extensions += ["sphinx.ext.autodoc", "sphinx.ext.viewcode"]\n'
    code = 'def knead():\n    """Knead."""\n'
    api = "# Code\n\n```{eval-rst}\n.. autofunction:: kneading_code.knead\n```\n"
    project.write({"conf.py": conf, "kneading_code.py": code, "p/c.md": api})
    assert "_modules/kneading_code.html" in project.build().tree()
    for files in ({"p/a.md": "# Edited\n"}, GONE):
        assert "_modules/kneading_code.html" in project.write(files).build().tree()
    assert project.build().tree() == project.build(out="clean").tree()


@pytest.mark.filterwarnings("ignore:'tags' will become a required")  # in sphinxcontrib-qthelp
@pytest.mark.parametrize("builder", ["gettext", "changes", "qthelp"])
def test_builders_that_write_no_page_for_each_document_keep_nothing(
    project: Project, builder: str
) -> None:
    words = f"{BODY}\n```{{versionadded}} 1\nzqsecret\n```\n\n{{download}}`x <zqsecret.txt>`\n"
    secret = {"p/b.md": words, "b.md": words, "p/zqsecret.txt": "zqsecret"}
    conf = CONF + 'suppress_warnings = ["toc.not_included", "download.not_readable"]\n'
    project.write({**secret, "zqsecret.txt": "zqsecret", "conf.py": conf})
    first = project.build(builder)
    assert holds(first)
    project.write(dict.fromkeys(("p/b.md", "b.md"), f"---\ndraft: true\n---\n{words}"))
    assert holds(project.build(builder)) == []


BOOKS = """
latex_documents = [
    ("index", "whole.tex", "Whole", "Ada", "manual"),
    ("p/b", "second.tex", "Second", "Ada", "howto"),
]
texinfo_documents = [
    ("index", "whole", "Whole", "Ada", "whole", "All.", "Misc"),
    ("p/b", "second", "Second", "Ada", "second", "All.", "Misc"),
]
man_pages = [("index", "whole", "Whole", "Ada", 1), ("p/b", "second", "Second", "Ada", 1)]
"""


@pytest.mark.parametrize("builder", ["latex", "texinfo", "man"])
def test_a_book_that_begins_with_a_withdrawn_post_goes(project: Project, builder: str) -> None:
    project.write({"conf.py": CONF + BOOKS})
    first = project.build(builder)
    assert [name for name in holds(first) if name.startswith("second")]
    (first.out / "second.pdf").write_text("zqsecret")  # as TeX makes it
    rebuilt = project.write(GONE).build(builder)
    assert [name for name in holds(rebuilt) if builder == "latex" or name != "second.pdf"] == []
    assert rebuilt.warnings == []
    assert [name for name in rebuilt.tree() if name.startswith("whole")]
    project.write({"p/b.md": BODY})
    assert [name for name in holds(project.build(builder)) if name.startswith("second")]


def test_a_picture_that_a_page_only_mentions_goes(project: Project) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>\n'
    mentions = '# First\n\nOur server has `_images/secret.svg`, see src="_images/secret.svg".\n'
    shows = f"{BODY}\n![a](secret.svg)\n"
    project.write({"p/secret.svg": svg, "p/b.md": shows, "p/a.md": mentions})
    assert "_images/secret.svg" in project.build().tree()
    project.write({"p/b.md": f"---\ndraft: true\n---\n{shows}"})
    project.write({"p/a.md": mentions + "\nMore.\n"})
    assert "_images/secret.svg" not in project.build().tree()


@pytest.mark.filterwarnings("ignore:'tags' will become a required")  # in sphinxcontrib-qthelp
@pytest.mark.parametrize("builder", ["qthelp", "htmlhelp"])
def test_a_help_project_lists_no_page_that_has_gone(project: Project, builder: str) -> None:
    project.write({"p/zqsecret.md": BODY})
    assert len(holds(project.build(builder))) > len(holds(project.write(GONE).build(builder)))
    project.write({"p/zqsecret.md": f"---\ndraft: true\n---\n{BODY}"})
    assert holds(project.build(builder)) == []


def test_other_builders_of_one_folder_are_named_until_they_are_built_again(
    project: Project,
) -> None:
    project.build("html")
    (project.root / "out" / "dirhtml").symlink_to("html")
    project.build("dirhtml")
    withdrawn = project.write(GONE).build("html")
    assert "p/b/index.html" not in withdrawn.tree()
    assert holds(withdrawn)  # what pages of the other builder say
    (warning,) = withdrawn.warned("withheld_file")
    assert "the builder 'dirhtml'" in warning
    again = project.build("dirhtml")
    assert again.warnings == []
    assert holds(again) == []
    assert project.build("html").warnings == []


def test_a_build_of_named_files_says_that_other_pages_show_what_was_withdrawn(
    project: Project,
) -> None:
    project.build()
    project.write(GONE)
    with patch_docutils(project.srcdir), docutils_namespace():
        app, _, warning = project.app()
        app.build(filenames=[project.srcdir / "p/a.md"])
    (said,) = warning.getvalue().strip().splitlines()
    assert "weren't written, as index. These" in said
    whole = project.build()
    assert whole.warnings == []
    assert holds(whole) == []
