"""The promises made to every project: no harm, parallel is serial, deterministic, no network."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
import zlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from lxml import etree
from sphinx.util import texescape
from sphinx.util.docutils import docutils_namespace, patch_docutils
from support import CONF, JOURNEY, Build, Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EPOCH = "1790000000"
BUILDERS = ("html", "dirhtml", "singlehtml", "epub", "latex", "text")
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJg"
    "gg=="
)
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
    """Return the names under which two outputs differ."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture(scope="module", autouse=True)
def _one_clock() -> Iterator[None]:
    """Give every build the same time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        yield


# Promise 1: no harm

NO_JOURNEY: dict[str, str | bytes] = {
    "index.md": """
        ---
        title: A title in the front matter
        tags: [one, two]
        date: 2026-10-01
        draft: false
        ---
        # Home

        See {doc}`yaml`, {doc}`rst` and [](toml.md).

        ![A dot](dot.png)

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
        subject: none
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

        .. image:: dot.png
           :width: 50%
        """,
    "dot.png": PICTURE,
    "dot.svg": '<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>\n',
    "diagram.md": "# Diagram\n" + MERMAID,
    "deep/page.rst": """
        :title: Only a field

        Words.

        .. mermaid::

           flowchart TD
             a --> b
        """,
}


@pytest.fixture(scope="module")
def no_journey(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project that has front matter and diagrams, and no journey."""
    return Project(tmp_path_factory.mktemp("harm") / "project").write(NO_JOURNEY)


@pytest.mark.parametrize("builder", BUILDERS)
def test_without_a_journey_the_extension_changes_no_byte_and_no_warning(
    no_journey: Project, builder: str
) -> None:
    others = ["myst_parser", "sphinxcontrib.mermaid"]
    without = no_journey.build(builder, out="without", extensions=others)
    enabled = no_journey.build(builder, out="with", extensions=[*others, "sphinx_journey"])
    read = [path.read_bytes() for path in without.out.rglob("*") if path.is_file()]
    assert any(b"After TOML" in content for content in read)
    assert differing(tree(without), tree(enabled)) == []
    ungated = enabled.warned("gate_off")
    assert [one for one in enabled.warnings if one not in ungated] == without.warnings
    assert len(ungated) <= 1


@pytest.mark.parametrize("ending", ["html", "txt"])
def test_with_a_journey_a_page_that_shows_nothing_of_it_keeps_every_byte(
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


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a journey of so many documents that Sphinx distributes them, and no dashboard."""
    files = {name: text for name, text in MANY.items() if name != "progress.md"}
    return Project(tmp_path_factory.mktemp("parallel") / "project").write(files)


@pytest.mark.parametrize("builder", ["html", "epub", "text"])
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_four_processes_make_the_same_bytes_and_warnings_as_one(
    many: Project, builder: str
) -> None:
    # The html build reads; the others start from the same two environments.
    serial = many.build(builder, out="serial", extensions=WITH_DIAGRAMS)
    parallel = many.build(builder, out="parallel", extensions=WITH_DIAGRAMS, parallel=4)
    assert differing(tree(serial), tree(parallel)) == []
    assert sorted(parallel.warnings) == sorted(serial.warnings)
    if builder == "html":
        shared_out = r"(reading sources|writing output)\.\.\. .*\S \.\. \S"
        assert {"reading sources", "writing output"} == set(re.findall(shared_out, parallel.status))
        assert re.findall(shared_out, serial.status) == []
        assert len(serial.warned("front_matter_value")) == 1
        assert "series-progress.html" in parallel.tree()


def test_both_parallel_flags_are_declared(project: Project) -> None:
    with patch_docutils(project.srcdir), docutils_namespace():
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
            ),
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
def test_no_output_reveals_where_on_disk_it_was_built(
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


# Promise 8: hostile input

NASTY = (
    "<script>pwned()</script> <img src=x onerror=pwned()> </title> & &amp; \"dq\" 'sq' "
    "\\x \\input{y} {b} %p #h _u^ ~t $d$ ]]> {{ z }} %(k)s"
)
WORLD = "שלם \u202eעלם مرحبا 🥖👩🏽\u200d🍳 日本"
LONG = "Donau" + "dampf" * 60


def nasty(mark: str) -> str:
    """Return a text that would break out of any markup, and names where it came from."""
    return f"{mark} {NASTY}"


def hostile_files() -> dict[str, str | bytes]:
    """Return a journey in which every text that may be shown is hostile, in each syntax."""
    manifest = {
        "id": "bread",
        "title": nasty("journey"),
        "description": nasty("description"),
        "authors": {
            "eve": {"name": nasty("eve"), "url": "javascript:pwned()"},
            "mal": {"name": nasty("mal"), "url": 'https://example.org/?a=1&b="><script>pwned()'},
        },
        "pillars": [
            {
                "id": "one",
                "title": nasty("pillar"),
                "summary": nasty("summary"),
                "icon": '"><script>pwned()</script>',
                "doc": "one/index",
                "posts": [
                    "one/yaml",
                    "one/toml",
                    "one/json",
                    "one/rst",
                    "one/world",
                    {"id": "late", "title": nasty("late"), "date": "2026-01-31"},
                    {"id": "planned", "title": nasty("planned"), "date": "2027-01-31"},
                ],
            }
        ],
    }
    front = {
        syntax: {
            "title": nasty(f"{syntax}-title"),
            "tags": [nasty(f"{syntax}-tag")],
            "authors": ["eve", "mal", nasty(f"{syntax}-author")],
            "summary": nasty(f"{syntax}-summary"),
            "description": nasty(f"{syntax}-description"),
            "slug": f'../{syntax}"><script>',
        }
        for syntax in ("yaml", "toml", "json")
    }
    front["toml"]["linkTitle"] = nasty("toml-link")
    figure = (
        "\n:::{blog-image} /dot.png\n"
        f":alt: {json.dumps(nasty('alt'))}\n"
        ':width: "1px;background:url(javascript:pwned())"\n'
        ":class: '\"><script>pwned()</script>'\n"
        ":name: '\"><script>pwned()</script>'\n:::\n"
    )
    rst = nasty("rst").replace("\\", "\\\\")
    toml = "\n".join(f"{key} = {json.dumps(value)}" for key, value in front["toml"].items())
    return {
        "journey.yml": yaml.safe_dump(manifest, allow_unicode=True),
        "dot.png": PICTURE,
        "index.md": "# Home\n\n:::{pillar-roadmap}\n:::\n\n:::{pillar-roadmap}\n:view: table\n:::\n"
        "\n:::{series-progress}\n:::\n\n:::{journey-toctree}\n:::\n",
        "one/index.md": "# Chapter\n\n:::{journey-toctree}\n:pillar: one\n:::\n",
        "one/yaml.md": f"---\n{yaml.safe_dump(front['yaml'])}---\n\nWords.\n{figure}",
        "one/toml.md": f"+++\n{toml}\n+++\n\nWords.\n",
        "one/json.md": f"{json.dumps(front['json'], indent=1)}\n\nWords.\n",
        "one/rst.rst": f":title: {rst}\n:tags: {rst}\n:authors: {rst}\n\nWords.\n\n"
        f".. blog-image:: /dot.png\n   :alt: {nasty('alt')}\n   :caption: {rst}\n",
        "one/world.md": f"---\ntitle: \"{WORLD}\"\ntags: ['{LONG}', '{WORLD}']\n---\n\nWords.\n",
    }


SHOWN_ON = {
    "index": (
        *("pillar", "summary", "late", "planned"),
        *("yaml-title", "toml-link", "json-title"),
    ),
    "one/yaml": (
        *("journey", "pillar", "yaml-title", "yaml-tag", "yaml-author", "eve", "mal"),
        "toml-link",
    ),
    "one/toml": ("toml-title", "toml-tag", "toml-author", "yaml-title", "json-title"),
    "one/json": ("json-title", "json-tag", "json-author", "toml-link"),
}
"""What must be read literally on which page."""
ELEMENTS_OF_OURS = ("script", "img", "iframe", "svg", "object", "style", "link", "meta", "a")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Build]:
    """Build the hostile journey for paper, and as HTML with two themes that escape differently."""
    project = Project(tmp_path_factory.mktemp("hostile") / "project").write(hostile_files())
    conf = CONF.replace('"sphinx_journey"', '"sphinx_design", "sphinx_journey"')
    project.write({"conf.py": conf + "smartquotes = False\n"})
    builds = {name: project.build(name) for name in ("html", "epub", "latex", "text")}
    return builds | {"furo": project.build("html", out="furo", html_theme="furo")}


def squeezed(text: str) -> str:
    """Return text with single spaces."""
    return " ".join(text.split())


def pages_of(build: Build, ending: str) -> dict[str, BeautifulSoup]:
    """Return the pages of a build; those of an EPUB must be well-formed XML."""
    pages = {}
    for path in sorted(build.out.rglob(f"*.{ending}")):
        if ending == "xhtml":
            etree.parse(path, etree.XMLParser(resolve_entities=False))
        name = path.relative_to(build.out).as_posix().removesuffix(f".{ending}")
        pages[name] = BeautifulSoup(path.read_bytes(), "xml" if ending == "xhtml" else "lxml")
    return pages


WEB = [("html", "html"), ("furo", "html"), ("epub", "xhtml")]


@pytest.mark.parametrize(("name", "ending"), WEB)
def test_hostile_text_is_read_literally(hostile: dict[str, Build], name: str, ending: str) -> None:
    pages = pages_of(hostile[name], ending)
    for docname, marks in SHOWN_ON.items():
        text = squeezed(pages[docname].get_text())
        assert [mark for mark in marks if nasty(mark) not in text] == [], docname
    world = squeezed(pages["one/world"].get_text())
    assert world.count(WORLD) >= 2
    assert LONG in world
    rst = nasty("rst").replace("\\", "\\\\")
    assert squeezed(pages["one/rst"].get_text()).count(rst) >= 3
    title = pages["one/yaml"].find("title")
    assert isinstance(title, Tag)
    assert nasty("yaml-title") in squeezed(title.get_text())


@pytest.mark.parametrize(("name", "ending"), WEB)
def test_hostile_text_makes_no_element_and_no_attribute(
    hostile: dict[str, Build], name: str, ending: str
) -> None:
    pages = pages_of(hostile[name], ending)
    assert len(pages) >= 7
    for page in pages.values():
        for element in page.find_all(True):
            assert not any(key.startswith("on") for key in element.attrs), element
            for key in ("href", "src", "style", "class", "id", "action"):
                value = element.get(key) or ""
                text = " ".join(value) if isinstance(value, list) else value
                assert not text.strip().lower().startswith("javascript"), element
                assert "url(" not in text, element
                if key != "href" or not text.startswith("https://example.org/"):
                    assert "pwned()" not in text, element
            if element.get("type") == "application/ld+json":  # data, which nothing runs
                assert json.loads(element.get_text())
                assert not set("<>&") & set(element.get_text()), element
            elif element.name in {"script", "style"}:
                assert "pwned" not in element.get_text(), element
        assert page.find("img", src="x") is None
        assert len(page.find_all("title")) == 1 + len(page.select("svg title"))


def test_hostile_alternative_text_stays_in_its_attribute(hostile: dict[str, Build]) -> None:
    for name, ending in WEB:
        for docname in ("one/yaml", "one/rst"):
            image = pages_of(hostile[name], ending)[docname].select_one("figure img")
            assert isinstance(image, Tag)
            assert squeezed(str(image["alt"])) == squeezed(nasty("alt"))


def test_hostile_text_leaves_every_file_of_an_epub_well_formed(hostile: dict[str, Build]) -> None:
    out = hostile["epub"].out
    parsed = [
        etree.parse(path, etree.XMLParser(resolve_entities=False))
        for ending in ("xhtml", "opf", "ncx")
        for path in sorted(out.rglob(f"*.{ending}"))
    ]
    assert len(parsed) > 8
    assert "yaml-title <script>pwned()" in "".join(
        str(text) for text in etree.parse(out / "toc.ncx").getroot().itertext()
    )


def test_hostile_text_is_escaped_in_latex(hostile: dict[str, Build]) -> None:
    tex = hostile["latex"].read("bread.tex").partition(r"\begin{document}")[2]
    for mark in {mark for marks in SHOWN_ON.values() for mark in marks}:
        assert texescape.escape(nasty(mark)) in tex, mark
    assert texescape.escape(WORLD) in tex
    assert LONG in tex
    assert r"\input{" not in tex
    for special in (r"%p", r"#h", r"_u", r"\^", r"~t", r"\$d", r"& \"dq", r"\{b"):
        assert not re.search(rf"(?<!\\){special}", tex), special


def test_hostile_text_is_unchanged_in_plain_text(hostile: dict[str, Build]) -> None:
    for docname, marks in SHOWN_ON.items():
        text = squeezed(hostile["text"].read(f"{docname}.txt"))
        assert [mark for mark in marks if nasty(mark) not in text] == [], docname


def test_hostile_slugs_and_options_are_refused_with_file_and_line(
    hostile: dict[str, Build],
) -> None:
    slugs = hostile["html"].warned("front_matter_value")
    for syntax in ("yaml", "toml", "json"):
        assert [line for line in slugs if re.search(rf"{syntax}\.md:\d+: .*'slug'", line)]
    options = hostile["html"].warned("option")
    assert [line for line in options if re.search(r"yaml\.md:\d+: .*':width:'", line)]


CAPTION = "Before <script>pwned()</script> <img src=x onerror=pwned()> after"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "index.md",
            f"# Home\n\n:::{{blog-image}} dot.png\n:alt: Dot\n:caption: {CAPTION}\n:::\n",
        ),
        (
            "index.rst",
            f"Home\n====\n\n.. blog-image:: dot.png\n   :alt: Dot\n   :caption: {CAPTION}\n",
        ),
    ],
)
def test_markup_in_a_caption_option_is_escaped(project: Project, name: str, text: str) -> None:
    project.write({"journey.yml": "id: a\npillars: []\n", "dot.png": PICTURE, name: text})
    page = BeautifulSoup(project.build("html").read("index.html"), "lxml")
    shown = page.find("figcaption")
    assert isinstance(shown, Tag)
    assert shown.find(["script", "img"]) is None
    assert CAPTION in squeezed(shown.get_text())


BAD_ADDRESSES = (
    "javascript:pwned()",
    "JaVaScRiPt:pwned()",
    "java\tscript:pwned()",
    "\u00a0javascript:pwned()",
    "data:text/html,<script>pwned()</script>",
    "vbscript:pwned()",
    "file:///etc/passwd",
)


def test_unsafe_schemes_are_refused_as_targets_of_pictures(project: Project) -> None:
    quoted = [json.dumps(address) for address in BAD_ADDRESSES]
    project.write(
        {
            "journey.yml": "id: a\npillars: []\n",
            "dot.png": PICTURE,
            "index.md": "# Home\n\n:::{toctree}\nrest\n:::\n"
            + "".join(
                f"\n:::{{blog-image}} dot.png\n:alt: Dot\n:target: {address}\n:::\n"
                for address in quoted
            ),
            "rest.rst": "Rest\n====\n"
            + "".join(
                f"\n.. blog-image:: dot.png\n   :alt: Dot\n   :target: {address}\n"
                for address in BAD_ADDRESSES
            ),
        }
    )
    for builder, ending in (("html", "html"), ("epub", "xhtml")):
        build = project.build(builder)
        for name in ("index", "rest"):
            page = BeautifulSoup(
                build.read(f"{name}.{ending}"), "xml" if ending == "xhtml" else "lxml"
            )
            figures = page.select("figure")
            assert len(figures) == len(BAD_ADDRESSES)
            linked = [link["href"] for figure in figures for link in figure.select("a:has(img)")]
            assert linked == []
        if builder == "html":
            warned = build.warned("image_target")
            for name in ("index.md", "rest.rst"):
                mine = [line for line in warned if re.search(rf"{name}:\d+: ", line)]
                assert len(mine) == len(BAD_ADDRESSES)


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_unsafe_schemes_are_refused_as_addresses_of_authors(journey: Project, address: str) -> None:
    manifest = str(JOURNEY["journey.yml"])
    manifest = manifest.replace('"https://example.org/ada"', json.dumps(address))
    build = journey.write({"journey.yml": manifest}).build("html")
    page = BeautifulSoup(build.read("overview/why.html"), "lxml")
    line = page.select_one(".journey-post-line")
    assert isinstance(line, Tag)
    assert "by Ada Baker" in line.get_text()
    assert line.select("a") == []


def test_an_authors_unsafe_address_gives_a_warning_with_file_and_line(journey: Project) -> None:
    manifest = str(JOURNEY["journey.yml"]).replace("https://example.org/ada", "javascript:pwned()")
    build = journey.write({"journey.yml": manifest}).build("html")
    assert [line for line in build.warnings if re.search(r"journey\.yml:4: .*javascript", line)]


@pytest.mark.parametrize(
    "where", ["title: Bread from scratch", "What dough is made of.", "Milling"]
)
def test_control_characters_of_the_manifest_reach_no_output(journey: Project, where: str) -> None:
    manifest = str(JOURNEY["journey.yml"])
    key, _, value = where.rpartition(": ")
    broken = f"{key}: " if key else ""
    manifest = manifest.replace(where, f'{broken}"{value} \\a\\e\\0"')
    build = journey.write({"journey.yml": manifest}).build("epub")
    for path in build.out.rglob("*.xhtml"):
        etree.parse(path)
    assert [line for line in build.warnings if re.search(r"journey\.yml:\d+: ", line)]


def test_a_picture_outside_the_source_directory_is_not_shown(project: Project) -> None:
    (project.root / "secret.png").write_bytes(PICTURE)
    (project.srcdir / "link.png").symlink_to(project.root / "secret.png")
    paths = ("../secret.png", "/../secret.png", str(project.root / "secret.png"), "link.png")
    project.write(
        {
            "journey.yml": "id: a\npillars: []\n",
            "index.md": "# Home\n"
            + "".join(f"\n:::{{blog-image}} {path}\n:alt: Alternative\n:::\n" for path in paths),
        }
    )
    build = project.build("html")
    assert [name for name in build.tree() if name.endswith("secret.png")] == []
    page = BeautifulSoup(build.read("index.html"), "lxml")
    assert page.select("figure img") == []
    assert page.get_text().count("Alternative") == len(paths)
    assert len([line for line in build.warnings if "index.md:" in line]) == len(paths)


def test_a_hostile_diagram_makes_no_script(project: Project) -> None:
    code = (
        "flowchart LR\n"
        '  a["<script>pwned()</script> one"] --> b["two"]\n'
        '  click a "javascript:pwned()"\n'
    )
    project.write(
        {
            "journey.yml": "id: a\npillars: []\n",
            "index.md": f"# Home\n\n```{{mermaid}}\n{code}```\n",
        }
    )
    build = project.build("html", extensions=WITH_DIAGRAMS)
    drawings = [path.read_text(encoding="utf-8") for path in build.out.glob("_images/*.svg")]
    assert len(drawings) == 1
    for text in (*drawings, build.read("index.html")):
        assert "javascript:" not in text
        assert not re.search(r"<script[^>]*>[^<]*pwned", text)
