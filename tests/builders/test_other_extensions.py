"""Beside other extensions: what they read of a page is true, and what they write stays theirs."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from browser.parts import write_parts
from bs4 import BeautifulSoup
from PIL import Image
from support import CONF, Build, Project

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("ignore")  # theirs

PLAN = "id: bread\ntitle: Bread\npillars: [{id: p, title: P, doc: ch, posts: [p/a, p/b]}]\n"
INDEX = "# Home\n\n```{toctree}\nch\np/a\np/b\n```\n"
PICTURE = "```{blog-image} /bees.jpg\n:alt: A swarm of bees\n```\n"
POST = f"# First\n\nFlour is ground from grain.\n\n{PICTURE}"
BASE = "https://bread.example/docs/"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project with two posts; the first has a picture of a camera."""
    project = Project(tmp_path / "project")
    project.write(
        {
            "journey.yml": PLAN,
            "index.md": INDEX,
            "ch.md": "# Chapter\n\nWords of a chapter.\n",
            "p/a.md": POST,
            "p/b.md": "---\ndraft: true\n---\n# Second\n\nWords of a draft.\n",
        }
    )
    Image.effect_noise((1300, 700), 90).convert("RGB").save(project.srcdir / "bees.jpg")
    return project


def use(project: Project, *extensions: str, settings: str = "") -> None:
    project.write({"conf.py": f"{CONF}extensions += {list(extensions)!r}\n{settings}"})


def meta(build: Build, page: str) -> dict[str, list[str]]:
    """Return the contents of a page's <meta>, by name or property."""
    found: dict[str, list[str]] = {}
    for one in BeautifulSoup(build.read(page), "html.parser").select("meta[content]"):
        name = str(one.get("name") or one.get("property"))
        found.setdefault(name, []).append(str(one["content"]))
    return found


# What others read of a page


GRAPH = f"ogp_site_url = html_baseurl = {BASE!r}\nogp_use_first_image = True\n"


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_description_made_of_the_first_words_is_of_the_text(
    project: Project, builder: str
) -> None:
    use(project, "sphinxext.opengraph", settings=GRAPH + "journey_build_drafts = True\n")
    build = project.build(builder)
    page = "{}/index.html" if builder == "dirhtml" else "{}.html"
    first = {"p/a": "Flour is ground", "p/b": "Words of a draft", "ch": "Words of a chapter"}
    for name, words in first.items():
        said = meta(build, page.format(name))
        assert len(said["og:description"]) == len(said["description"]) == 1
        assert said["og:description"][0].startswith(words)
        assert said["description"][0].startswith(words)


def test_a_roadmap_is_no_description_of_its_page(project: Project) -> None:
    use(project, "sphinxext.opengraph", settings=GRAPH)
    views = "```{pillar-roadmap}\n```\n\n```{series-progress}\n```\n"
    build = project.write({"index.md": f"# Home\n\n{views}\nAll of bread.\n\n{INDEX[8:]}"}).build()
    assert meta(build, "index.html")["og:description"][0].startswith("All of bread.")
    assert "journey-roadmap-view" in build.read("index.html")


def test_a_description_of_ones_own_goes_everywhere(project: Project) -> None:
    own = 'How "flour" & water meet.'
    use(project, "sphinxext.opengraph", settings=GRAPH)
    project.write({"p/a.md": f"---\ndescription: '{own}'\n---\n{POST}"})
    said = meta(project.build(), "p/a.html")
    assert said["og:description"] == said["description"] == [own]
    project.write({"p/a.md": f"---\ndescription: '{own}'\nog:description: Mine\n---\n{POST}"})
    assert meta(project.build(), "p/a.html")["og:description"] == ["Mine"]


def test_the_address_of_a_picture_is_that_of_its_file(project: Project) -> None:
    use(project, "sphinxext.opengraph", settings=GRAPH)
    build = project.build()
    (address,) = meta(build, "p/a.html")["og:image"]
    assert address.startswith(f"{BASE}_images/")
    assert (build.out / address.removeprefix(BASE)).is_file()
    assert meta(build, "p/a.html")["og:image:alt"] == ["A swarm of bees"]


READS = """
from docutils import nodes

def look(app, doctree, docname):
    for image in doctree.findall(nodes.image):
        app.env.images[image["uri"]]
        (app.srcdir / image["uri"]).read_bytes()
        print("seen", docname, image["uri"])

def setup(app):
    app.connect("doctree-resolved", look)
"""


def test_an_image_names_a_file_that_the_environment_knows(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write({"conf.py": CONF + READS, "ch.md": f"# Chapter\n\n{PICTURE}"})
    assert project.build().warnings == []
    assert capsys.readouterr().out.split("\n")[:2] == ["seen ch bees.jpg", "seen p/a bees.jpg"]


def test_a_page_whose_pictures_are_moved_shows_them_and_no_original(project: Project) -> None:
    use(project, "notfound.extension")
    project.write({"404.md": f"# Not here\n\n{PICTURE}"})
    build = project.build()
    assert build.warnings == []
    page = BeautifulSoup(build.read("404.html"), "html.parser")
    listed = [str(page.select_one("figure img")["src"])]  # type: ignore[index]
    for one in page.select("figure [srcset]"):
        listed += [part.split()[0] for part in str(one["srcset"]).split(",")]
    assert len(listed) > 2
    for address in listed:
        assert address.startswith("/en/latest/_images/")
        assert (build.out / address.removeprefix("/en/latest/")).is_file()
    assert "_images/bees.jpg" not in build.tree()
    shown = {"ch.md": "# Chapter\n\n![A swarm of bees](bees.jpg)\n"}
    assert "_images/bees.jpg" in project.write(shown).build().tree()


# What others write


REDIRECTS = "redirects = {'old': 'index.html', 'p/older': '../index.html'}\n"


def test_an_alias_does_not_take_the_address_of_anothers_file(project: Project) -> None:
    use(project, "sphinx_reredirects", settings=REDIRECTS)
    aliases = "---\naliases: [/old.html, /p/own.html]\n---\n"
    project.write({"p/a.md": aliases + POST})
    for _ in range(2):
        build = project.build()
        (warning,) = build.warned("alias")
        assert f"{project.srcdir / 'p/a.md'}:2: " in warning
        assert "'old.html'" in warning
        assert "index.html" in build.read("old.html")
        assert "a.html" in build.read("p/own.html")


def test_an_address_that_another_extension_takes_later_is_left_to_it(project: Project) -> None:
    use(project)
    project.write({"p/a.md": f"---\naliases: [/old.html]\n---\n{POST}"})
    assert "a.html" in project.build().read("old.html")
    use(project, "sphinx_reredirects", settings=REDIRECTS)
    for _ in range(2):
        build = project.build()
        assert len(build.warned("alias")) == 1
        assert "index.html" in build.read("old.html")


YIELDS = """
def pages(app):
    yield "blog", {"title": "Blog", "body": "theirs"}, "page.html"

def setup(app):
    app.connect("html-collect-pages", pages)
"""


def test_an_alias_does_not_take_the_address_of_a_page_that_another_makes(project: Project) -> None:
    project.write({"conf.py": CONF + YIELDS})
    project.write({"p/a.md": f"---\naliases: [/blog.html, /own.html]\n---\n{POST}"})
    for _ in range(2):
        build = project.build()
        assert len(build.warned("alias")) == 1
        assert "theirs" in build.read("blog.html")
        assert "p/a.html" in build.read("own.html")
    build = project.write({"p/a.md": f"{POST}\nMore.\n"}).build()
    assert build.warnings == []
    assert "theirs" in build.read("blog.html")
    assert "own.html" not in build.tree()


# Many at once


MANY = [
    "sphinx.ext.autodoc",
    "sphinx.ext.autosectionlabel",
    "sphinx.ext.doctest",
    "sphinx.ext.extlinks",
    "sphinx.ext.githubpages",
    "sphinx.ext.ifconfig",
    "sphinx.ext.intersphinx",
    "sphinx.ext.mathjax",
    "sphinx.ext.napoleon",
    "sphinx.ext.todo",
    "sphinx.ext.viewcode",
    "autoapi.extension",
    "notfound.extension",
    "numpydoc",
    "sphinx-prompt",
    "sphinx_autodoc_typehints",
    "sphinx_click",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinx_favicon",
    "sphinx_issues",
    "sphinx_reredirects",
    "sphinx_sitemap",
    "sphinx_tabs.tabs",
    "sphinx_togglebutton",
    "sphinxarg.ext",
    "sphinxcontrib.bibtex",
    "sphinxcontrib.youtube",
    "sphinxext.opengraph",
]
SETTINGS = f"""
extensions += {MANY!r}
html_baseurl = ogp_site_url = "https://bread.example/"
autoapi_dirs = ["code"]
autosectionlabel_prefix_document = True
bibtex_bibfiles = ["refs.bib"]
redirects = {{"old": "index.html"}}
journey_build_drafts = False
"""
CODE = '"""Knead."""\n\n\ndef knead(times: int) -> int:\n    """Knead."""\n    return times\n'
BOOK = "@book{knead, title={Kneading}, author={A. B}, year=2020, publisher={P}}\n"


def build_apart(src: Path, out: Path) -> Build:
    """Build in a process of its own: an extension may start others that outlive the build."""
    command = [sys.executable, "-m", "sphinx", "-N", "-b", "html", "-d", str(out / "doctrees")]
    done = subprocess.run(
        [*command, str(src), str(out / "html")], capture_output=True, text=True, check=True
    )
    said = re.findall(r"^(?:.*: )?(?:WARNING|ERROR|CRITICAL): .*$", done.stderr, re.MULTILINE)
    return Build(out / "html", src, said, done.stdout)


@pytest.mark.parametrize("theme", ["alabaster", "furo", "pydata_sphinx_theme"])
def test_among_the_extensions_of_most_projects_all_is_as_alone(tmp_path: Path, theme: str) -> None:
    secret = "# Zqsecret\n\nzqsecret words\n\n```{todo}\nzqsecret\n```\n"
    src = write_parts(tmp_path / "src", theme, {"fire/oven.md": secret, "refs.bib": BOOK})
    conf = src / "conf.py"
    conf.write_text(conf.read_text("utf-8") + SETTINGS, "utf-8")
    (src / "code").mkdir()
    (src / "code/knead.py").write_text(CODE, "utf-8")

    build = build_apart(src, tmp_path / "out")
    assert [one for one in build.warnings if "nowhere.png" not in one] == []
    index = BeautifulSoup(build.read("index.html"), "html.parser")
    assert index.select("ol.journey-roadmap .journey-station")
    assert BeautifulSoup(build.read("starter/flour.html"), "html.parser").select("picture")

    (src / "fire/oven.md").write_text(f"---\ndraft: true\n---\n{secret}", "utf-8")
    rebuilt = build_apart(src, tmp_path / "out")
    kept = [
        name
        for name in rebuilt.tree()
        if "oven" in name or b"zqsecret" in (rebuilt.out / name).read_bytes().lower()
    ]
    assert kept == []
    clean = build_apart(src, tmp_path / "clean")
    differs = {name for name, _ in clean.tree().items() ^ rebuilt.tree().items()}
    # It lists the pages of one build, as its documentation says.
    assert differs <= {"sitemap.xml"}
    assert not re.search("fire/(oven|draft)", clean.read("sitemap.xml"))
