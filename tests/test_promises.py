"""The promises made to every project: no harm, parallel is serial, deterministic, no network."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from support import CONF, JOURNEY, Build, Project

EPOCH = "1790000000"
BUILDERS = ("html", "dirhtml", "singlehtml", "epub", "latex", "text")
MERMAID = "\n```{mermaid}\nflowchart LR\n  flour --> dough\n```\n"


def members(book: Path) -> dict[str, str]:
    """Return a digest of each file in an EPUB."""
    with zipfile.ZipFile(book) as archive:
        return {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}


def tree(build: Build) -> dict[str, str]:
    """Return a digest of each file of an output, an EPUB by its members."""
    digests = build.tree()
    for name in [name for name in digests if name.endswith(".epub")]:
        del digests[name]
        digests |= {f"{name}/{part}": d for part, d in members(build.out / name).items()}
    return digests


def differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """Return the names under which two outputs don't hold the same."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture(autouse=True)
def _one_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every build of a test have the same time."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


# Promise 1: no harm

NO_JOURNEY = {
    "index.md": """
        ---
        title: A title in the front matter
        tags: [one, two]
        date: 2026-10-01
        draft: false
        ---
        # Home

        See {doc}`yaml`, {doc}`rst` and [](toml.md).

        ```{toctree}
        yaml
        toml
        json
        rst
        diagram
        deep/page
        ```
        """,
    "yaml.md": """
        ---
        title: The only title
        linkTitle: Short
        slug: "not a slug!"
        draft: "maybe"
        series: none
        ---
        Words without a heading.

        ## Further down
        """,
    "toml.md": """
        +++
        title = "TOML is text here"
        linkTitle = "Short"
        date = 2021-09-30
        +++

        # After TOML

        More words.
        """,
    "json.md": '{"title": "JSON", "draft": true}\n\n# After JSON\n\nWords.\n',
    "rst.rst": """
        :date: 2026-10-01
        :tags: one, two
        :linkTitle: Short

        reStructuredText
        ================

        Words.

        .. figure:: dot.svg
           :alt: a dot

           A caption.
        """,
    "dot.svg": '<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>\n',
    "diagram.md": "# Diagram\n" + MERMAID,
    "deep/page.rst": ":title: Only a field\n\nWords.\n\n.. mermaid::\n\n   flowchart TD\n     a --> b\n",
}


@pytest.mark.parametrize("builder", BUILDERS)
def test_without_a_journey_the_extension_changes_no_byte_and_no_warning(
    project: Project, builder: str
) -> None:
    project.write(NO_JOURNEY)
    others = ["myst_parser", "sphinxcontrib.mermaid"]
    without = project.build(builder, out="without", extensions=others, suppress_warnings=["app"])
    enabled = project.build(builder, out="with", extensions=[*others, "sphinx_journey"])
    assert len(tree(without)) >= (6 if builder == "text" else 7)
    assert differing(tree(without), tree(enabled)) == []
    assert [line for line in enabled.warnings if line not in without.warnings] == []
    assert len(enabled.warnings) == len(without.warnings)


@pytest.mark.parametrize("ending", ["html", "txt"])
def test_with_a_journey_a_page_that_shows_none_of_it_keeps_every_byte(
    journey: Project, ending: str
) -> None:
    journey.write(
        {
            "about.md": "---\norphan: true\n---\n# About\n\nWords, and a [link](index.md).\n",
            "imprint.rst": ":orphan:\n\nImprint\n=======\n\nWords.\n",
        }
    )
    builder = {"html": "html", "txt": "text"}[ending]
    without = journey.build(builder, out="without", extensions=["myst_parser"])
    enabled = journey.build(builder, out="with")
    assert enabled.warnings == []
    for name in (f"about.{ending}", f"imprint.{ending}"):
        assert enabled.read(name) == without.read(name)
    assert enabled.read(f"index.{ending}") != without.read(f"index.{ending}")
    if ending == "html":
        for name in ("genindex.html", "search.html"):
            assert enabled.read(name) == without.read(name)


# Promise 4: parallel is serial

MANY: dict[str, str | bytes] = {
    **JOURNEY,
    **{
        f"fire/p{n}.md": f"---\ndate: 2026-11-{n + 1:02}\ntags: [t{n}]\n---\n# Post {n}\n\nWords.\n"
        for n in range(9)
    },
    "journey.yml": str(JOURNEY["journey.yml"]).replace(
        "              - fire/oven\n",
        "              - fire/oven\n" + "".join(f"              - fire/p{n}\n" for n in range(9)),
    ),
    "fire/p3.md": "---\ndate: 2026-11-04\ndraft: 5\n---\n# Post 3\n\nWords.\n" + MERMAID,
    "progress.md": "---\norphan: true\n---\n# Progress\n\n:::{series-progress}\n:::\n",
}
WITH_DIAGRAMS = ["myst_parser", "sphinxcontrib.mermaid", "sphinx_journey"]


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "text"])
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_four_processes_make_the_same_bytes_and_warnings_as_one(
    project: Project, builder: str
) -> None:
    project.write(MANY)
    serial = project.build(builder, out="serial", extensions=WITH_DIAGRAMS)
    parallel = project.build(builder, out="parallel", extensions=WITH_DIAGRAMS, parallel=4)
    assert "waiting for workers" in parallel.status
    assert "waiting for workers" not in serial.status
    assert differing(tree(serial), tree(parallel)) == []
    assert sorted(parallel.warnings) == sorted(serial.warnings)
    assert len(serial.warned("front_matter_value")) == 1


def test_both_parallel_flags_are_declared(project: Project) -> None:
    app, _, _ = project.write({"index.md": "# Home\n"}).app()
    declared = app.extensions["sphinx_journey"]
    assert declared.parallel_read_safe is True
    assert declared.parallel_write_safe is True


# Promises 5 and 7: deterministic, and without network

RUN = """
import socket, sys
from sphinx.cmd.build import main

def refuse(*args, **options):
    raise OSError("this build has no network")

for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, refuse)
socket.create_connection = socket.getaddrinfo = refuse
try:
    socket.create_connection(("127.0.0.1", 9))
except OSError as error:
    print(error)
root, *builders = sys.argv[1:]
for builder in builders:
    code = main(["-q", "-W", "-b", builder, "-d", root + "/doctrees", root + "/src",
                 root + "/out/" + builder])
    if code:
        sys.exit(code)
"""
SUBPROCESS_BUILDERS = ("html", "epub", "latex", "text")


def run_apart(root: Path, hash_seed: str) -> dict[str, Build]:
    """Build a journey with a diagram in a process of its own that can't use the network."""
    project = Project(root)
    project.write(MANY)
    project.write(
        {
            "conf.py": CONF.replace(
                '"sphinx_journey"', '"sphinxcontrib.mermaid", "sphinx_journey"'
            ).replace('"basic"', '"furo"'),
            "fire/p3.md": "---\ndate: 2026-11-04\n---\n# Post 3\n\nWords.\n" + MERMAID,
        }
    )
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(root), *SUBPROCESS_BUILDERS],
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "SOURCE_DATE_EPOCH": EPOCH},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "this build has no network" in done.stdout
    return {
        builder: Build(root / "out" / builder, project.srcdir, [], done.stdout)
        for builder in SUBPROCESS_BUILDERS
    }


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Build], dict[str, Build]]:
    """Build one project in two folders with two hash seeds."""
    one = tmp_path_factory.mktemp("one") / "project-of-ada"
    other = tmp_path_factory.mktemp("another") / "folder" / "ben"
    return run_apart(one, "1"), run_apart(other, "4242")


@pytest.mark.parametrize("builder", SUBPROCESS_BUILDERS)
def test_two_folders_and_two_hash_seeds_give_the_same_bytes(
    twice: tuple[dict[str, Build], dict[str, Build]], builder: str
) -> None:
    first, second = (tree(builds[builder]) for builds in twice)
    assert len(first) > 10
    assert differing(first, second) == []


@pytest.mark.parametrize("builder", SUBPROCESS_BUILDERS)
def test_no_output_tells_where_on_disk_it_was_built(
    twice: tuple[dict[str, Build], dict[str, Build]], builder: str
) -> None:
    for build in (builds[builder] for builds in twice):
        root = str(build.srcdir.parent).encode()
        for path in build.out.rglob("*"):
            if not path.is_file():
                continue
            contents = [path.read_bytes()]
            if path.suffix == ".epub":
                with zipfile.ZipFile(path) as archive:
                    contents += [archive.read(name) for name in archive.namelist()]
            if path.name == "objects.inv":
                contents.append(zlib.decompress(contents[0].split(b"zlib.\n", 1)[1]))
            assert not any(root in content for content in contents), path


LOADED = {
    "link": "href",
    "script": "src",
    "img": "src",
    "object": "data",
    "iframe": "src",
    "embed": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "image": "href",
    "use": "href",
}


def test_no_page_loads_anything_from_elsewhere(
    twice: tuple[dict[str, Build], dict[str, Build]],
) -> None:
    out = twice[0]["html"].out
    pages = sorted(out.rglob("*.html"))
    assert len(pages) > 12
    loaded = 0
    for path in pages:
        soup = BeautifulSoup(path.read_bytes(), "lxml")
        for name, attribute in LOADED.items():
            for element in soup.find_all(name):
                for key in (attribute, "srcset", "poster", "xlink:href"):
                    url = urlsplit(str(element.get(key) or ""))
                    assert not url.netloc, (path.name, str(element)[:200])
                    assert url.scheme in {"", "data"}, (path.name, str(element)[:200])
                    loaded += bool(url.path)
        for style in [*soup.find_all("style"), *soup.select("[style]")]:
            text = style.get_text() if style.name == "style" else str(style["style"])
            assert not re.search(r"url\(\s*['\"]?(https?:)?//|@import", text)
    assert loaded > len(pages)


def test_no_stylesheet_and_no_picture_of_ours_loads_anything_from_elsewhere(
    twice: tuple[dict[str, Build], dict[str, Build]],
) -> None:
    out = twice[0]["html"].out
    sheets = [out / "_static" / "journey.css"]
    pictures = sorted((out / "_images").glob("*.svg"))
    assert len(pictures) == 1
    for path in (*sheets, *pictures):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"url\(\s*['\"]?(https?:)?//|@import", text), path
        assert not re.search(r"\b(src|href)=['\"]\s*(https?:)?//|<script", text), path
