"""PDF as TeX makes it. These tests need TeX and poppler: ``nox -s paper`` runs them."""

from __future__ import annotations

import os
import re
import subprocess
import zlib
from dataclasses import dataclass
from textwrap import indent
from typing import TYPE_CHECKING

import pytest
from images.samples import encoded, textured
from support import CONF, JOURNEY, Project

if TYPE_CHECKING:
    from pathlib import Path

ENGINES = ("pdflatex", "xelatex", "lualatex")
CONTAINERS = {
    "page": "%s",
    "list table": """.. list-table::

   * - Cell
     - %s""",
    "table with widths": """.. list-table::
   :widths: 30 70

   * - Cell
     - %s""",
    "long table": """.. list-table::
   :class: longtable

   * - Cell
     - %s""",
    "list item": """- Text

  %s""",
    "nested list": """1. Text

   - %s""",
    "definition": """Term
   %s""",
    "field": """:Field:
   Text

   %s""",
    "note": """.. note::

   %s""",
    "admonition": """.. admonition:: Title

   %s""",
    "card": """.. card:: Title

   %s""",
    "card in a grid": """.. grid:: 2

   .. grid-item-card:: Title

      %s""",
    "dropdown": """.. dropdown:: Title

   %s""",
    "tab": """.. tab-set::

   .. tab-item:: Title

      %s""",
    "block quote": """Text

   %s""",
    "epigraph": """.. epigraph::

   Text

   %s""",
    "topic": """.. topic:: Title

   %s""",
    "sidebar": """.. sidebar:: Title

   %s""",
    "container": """.. container:: wide

   %s""",
    "horizontal list": """.. hlist::
   :columns: 2

   * %s
   * Text""",
    "multicols": r""".. raw:: latex

   \begin{multicols}{2}

%s

.. raw:: latex

   \end{multicols}""",
    "footnote": """Text [#note]_.

.. [#note] Note.

   %s""",
    "versionadded": """.. versionadded:: 1.0

   %s""",
}
"""A picture in each kind of place where reStructuredText can have one."""

PICTURE = """.. blog-image:: loaf.jpg
   :alt: Alternative of the {name}: 50% {{dough}} & → ✓ 面包 🍞
   :credit: Credit of the {name}.
   :target: https://example.org/a_b?c=1&d=2#e
   :width: 30%

   Caption of the {name}.
"""
SETTINGS = """
extensions = ["myst_parser", "sphinx_design", "sphinx_journey"]
latex_use_xindy = False
"""


@dataclass(frozen=True)
class Pdf:
    """What is in a PDF."""

    text: str
    """As poppler reads it, with spaces in place of all white space."""
    pictures: dict[str, int]
    """How many pictures are drawn within marked content, by its alternative text."""


def printed(project: Project, engine: str, elements: dict[str, str] | None = None) -> Pdf:
    """Build a project, have TeX print it as ``sphinx-build -M latexpdf`` does, and read it."""
    build = project.build("latex", latex_engine=engine, latex_elements=elements or {})
    assert build.warnings == []
    options = "-interaction=nonstopmode -halt-on-error"
    made = subprocess.run(
        ["make", "all-pdf"],
        cwd=build.out,
        env={**os.environ, "LATEXMKOPTS": options},
        capture_output=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout.decode(errors="replace")[-3000:]
    (source,) = build.out.glob("*.tex")
    path = source.with_suffix(".pdf")
    read = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    assert read.stderr == b""
    return Pdf(" ".join(read.stdout.decode().split()), marked(path))


def marked(path: Path) -> dict[str, int]:
    """Return the alternative texts in a PDF, and how many pictures each stands for."""
    data, found = path.read_bytes(), dict[str, int]()
    for start in re.finditer(rb"stream\r?\n", data):
        try:
            content = zlib.decompressobj().decompress(data[start.end() :])
        except zlib.error:
            continue
        for alt, drawn in re.findall(rb"/Alt<([0-9A-F]+)>>>BDC(.*?)EMC", content, re.DOTALL):
            text = bytes.fromhex(alt.decode()).decode("utf-16")
            found[text] = found.get(text, 0) + len(re.findall(rb"/\w+ Do\b", drawn))
    return found


def book(folder: Path, index: str, settings: str = "") -> Project:
    """Return a project of one page, with two pictures beside it."""
    return Project(folder / "project").write(
        {
            "conf.py": CONF + SETTINGS + settings,
            "loaf.jpg": encoded(textured((60, 40)), "JPEG"),
            "bowl.jpg": encoded(textured((60, 40), seed=2), "JPEG"),
            "index.rst": f"Bread\n=====\n\n{index}",
        }
    )


def in_container(name: str) -> str:
    """Return a section with a picture in a container."""
    form = CONTAINERS[name]
    line = next(line for line in form.splitlines() if "%s" in line)
    picture = indent(PICTURE.format(name=name), " " * line.index("%s")).lstrip()
    return f"{name}\n{'-' * len(name)}\n\nBefore.\n\n{form % picture}\n\nAfter.\n"


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Return the name of a TeX engine."""
    return str(request.param)


@pytest.fixture(scope="module")
def pictures(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Pdf:
    """Print a picture in each container."""
    sections = "\n".join(in_container(name) for name in CONTAINERS)
    return printed(book(tmp_path_factory.mktemp("pictures"), sections), engine)


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_picture_is_printed_with_caption_and_credit_in_any_container(
    pictures: Pdf, name: str
) -> None:
    assert pictures.text.count(f"Caption of the {name}.") == 1
    assert pictures.text.count(f"Credit of the {name}.") == 1
    alt = f"Alternative of the {name}: 50% {{dough}} & → ✓ 面包 🍞"
    assert pictures.pictures[alt] == 1


def test_marks_of_alternative_text_never_show_on_a_page(pictures: Pdf) -> None:
    for mark in ("Span", "Alt", "FEFF", "BDC", "EMC", "376"):
        assert mark not in pictures.text


def test_a_picture_is_printed_in_a_book_of_two_columns(engine: str, tmp_path: Path) -> None:
    project = book(tmp_path, in_container("page"))
    pdf = printed(project, engine, {"extraclassoptions": "twocolumn"})
    assert pdf.text.count("Caption of the page.") == 1
    assert list(pdf.pictures.values()) == [1]
    assert "EMC" not in pdf.text


def test_alternative_text_of_pictures_in_running_text_is_theirs_alone(
    engine: str, tmp_path: Path
) -> None:
    index = """
|title|
-------

Text |line| and |silent| text.

.. image:: bowl.jpg
   :alt: On its own

.. |title| image:: bowl.jpg
   :alt: In a title
.. |line| image:: loaf.jpg
   :alt: In a line
.. |silent| image:: bowl.jpg
   :alt:
"""
    pdf = printed(book(tmp_path, index, 'journey_images = {"all": True}'), engine)
    assert pdf.pictures == {"In a line": 1, "On its own": 1}
    assert "and text." in pdf.text


DIAGRAMS = """
```{mermaid}
:alt: Flour & water make 100 % of the dough.
flowchart LR
    flour --> dough
    water --> dough
```

```{mermaid}
:caption: Into the oven
flowchart LR
    dough --> oven
```
"""


@pytest.fixture(scope="module")
def journey(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Pdf:
    """Print a journey with its views and two diagrams."""
    views = ":::{pillar-roadmap}\n:view: table\n:::\n\n:::{series-progress}\n:::\n"
    project = Project(tmp_path_factory.mktemp("journey") / "project").write(JOURNEY)
    index = (project.srcdir / "index.md").read_text("utf-8") + views + DIAGRAMS
    settings = SETTINGS.replace('"sphinx_design"', '"sphinx_design", "sphinxcontrib.mermaid"')
    return printed(project.write({"conf.py": CONF + settings, "index.md": index}), engine)


def test_a_journey_becomes_a_pdf(journey: Pdf) -> None:
    for said in ("Flour and water", "Water makes dough.", "Milling", "The oven", "It is hot."):
        assert said in journey.text


VIEWS = (
    ".. pillar-roadmap::\n",
    ".. pillar-roadmap::\n   :view: table\n",
    ".. series-progress::\n",
)


def test_views_are_printed_in_any_container_and_titles_with_their_markup(
    engine: str, tmp_path: Path
) -> None:
    project = Project(tmp_path / "project").write({**JOURNEY, "conf.py": CONF + SETTINGS})
    text = "Views\n=====\n"
    for name, form in CONTAINERS.items():
        text += f"\n{name}\n{'-' * len(name)}\n"
        line = next(line for line in form.splitlines() if "%s" in line)
        for view in VIEWS:
            made = indent(view, " " * line.index("%s")).lstrip()
            text += f"\nBefore.\n\n{(form % made).replace('#note', '#')}\n\nAfter.\n"
    index = JOURNEY["index.md"] + "\n        :::{toctree}\n        views\n        :::\n"
    title = "Hydration {math}`x_2` with `a_b` and *soft* {sub}`k`"
    post = JOURNEY["flour/hydration.md"].replace("Hydration", title)
    project.write({"views.rst": text, "index.md": index, "flour/hydration.md": post})
    pdf = printed(project, engine)
    assert pdf.text.count("Milling") >= len(CONTAINERS) * len(VIEWS)
    assert pdf.text.count("a_b and soft") >= len(CONTAINERS) * len(VIEWS)
    assert "{sub}" not in pdf.text


def test_diagrams_have_their_alternative_texts(journey: Pdf) -> None:
    assert journey.pictures == {
        "Flour & water make 100 % of the dough.": 1,
        "Into the oven": 1,
    }
    assert "EMC" not in journey.text
