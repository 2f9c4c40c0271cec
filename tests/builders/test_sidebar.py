"""``journey_sidebar = "pillar"``: Sphinx's own collapsed table, resolved once for a whole build."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from support import CONF, Project

if TYPE_CHECKING:
    from pathlib import Path

# What themes ask for, and what only an author's own template would.
ASKED = {
    "furo": {"collapse": False, "titles_only": True, "maxdepth": -1, "includehidden": True},
    "alabaster": {"collapse": True, "includehidden": True},
    "sphinx_rtd_theme": {
        "collapse": True, "titles_only": False, "maxdepth": 4, "includehidden": True,
    },
    "basic": {"includehidden": False, "collapse": True, "maxdepth": ""},
    "shallow": {"maxdepth": 1, "titles_only": True},
    "nothing": {},
}  # fmt: skip
SPY = f"""
import json
ASKED = json.loads({json.dumps(json.dumps(ASKED))})
seen = {{}}

def setup(app):
    def ask(app, pagename, template, context, doctree, name="ours", **more):
        if app.builder.name in {{"html", "dirhtml"}}:
            for kind, options in ASKED.items():
                made = context["toctree"](**{{**options, **more}})
                seen[f"{{name}} {{kind}} {{pagename}}"] = made

    def theirs(*args):
        ask(*args, name="theirs", collapse=True)

    def write(app, exception):
        (app.outdir / "seen.json").write_text(json.dumps(seen))

    app.connect("html-page-context", theirs, priority=399)
    app.connect("html-page-context", ask, priority=401)
    app.connect("build-finished", write)
"""
SITE = {
    "journey.yml": """
        id: bread
        title: Bread
        pillars:
          - id: flour
            title: Flour
            doc: flour/index
            posts: [flour/one, flour/two, flour/deep/index]
          - {id: fire, title: Fire, doc: fire/index, posts: [fire/a, fire/b]}
        """,
    "index.md": """
        # Home & more

        ```{toctree}
        :caption: The <book>
        :numbered:

        flour/index
        fire/index
        ```

        ```{toctree}
        :hidden:
        :caption: Elsewhere

        about @me
        Own title <lone>
        self
        Example <https://example.org/?a=1&b=2>
        ```

        ## A heading of its own
        """,
    "flour/index.md": """
        # Flour

        ```{journey-toctree}
        :pillar: flour
        ```
        """,
    "flour/one.md": "# One `code` *and* more\n\n## Part\n\n### Deep\n\n## Part\n",
    "flour/two.md": "# Two\n",
    "flour/deep/index.md": "# Deep\n\n```{toctree}\nleaf\n```\n",
    "flour/deep/leaf.md": "# Leaf\n\n## End\n",
    "fire/index.rst": "Fire\n====\n\n.. journey-toctree::\n   :pillar: fire\n",
    "fire/a.md": "# A\n",
    "fire/b.md": "# B & \\<b>\n",
    "about @me.md": "# About\n",
    "lone.md": "# Lone\n",
    "orphan.md": "---\norphan: true\n---\n# Orphan\n",
}


PILLAR: dict[str, Any] = {
    "html_theme": "furo",
    "journey_sidebar": "pillar",
    "suppress_warnings": ["toc", "myst"],
}


def plain(html: str) -> str:
    """Return HTML without what readers don't see: white space between elements."""
    return re.sub(r"\s*\n\s*", "", str(BeautifulSoup(html, "html.parser")))


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_page_has_what_sphinx_would_collapse(project: Project, builder: str) -> None:
    project.write({**SITE, "conf.py": CONF + SPY})
    build = project.build(builder, journey_sidebar="pillar", suppress_warnings=["toc", "myst"])
    assert build.warnings == []
    seen = json.loads(build.read("seen.json"))
    pages = {key.split(" ", 2)[2] for key in seen}
    assert pages >= {*(name.rpartition(".")[0] for name in SITE if name != "journey.yml"), "search"}
    for kind in ASKED:
        for page in sorted(pages):
            ours, theirs = seen[f"ours {kind} {page}"], seen[f"theirs {kind} {page}"]
            assert plain(ours) == plain(theirs), (kind, page)
    assert "toctree-l3" in seen["ours furo flour/deep/leaf"]


@pytest.mark.parametrize("theme", ["furo", "alabaster", "sphinx_rtd_theme"])
def test_a_themes_sidebar_opens_only_the_pillar_of_the_page(project: Project, theme: str) -> None:
    build = project.write(SITE).build(
        html_theme=theme, journey_sidebar="pillar", suppress_warnings=["toc", "myst"]
    )

    def listed(page: str) -> set[str]:
        soup = BeautifulSoup(build.read(page), "html.parser")
        links = soup.select("li.toctree-l1 a, li.toctree-l2 a")
        return {link.get_text() for link in links}

    assert {"1.1. One code and more", "1.2. Two"} <= listed("flour/two.html")
    assert not {"2.1. A", "2.2. B & <b>"} & listed("flour/two.html")
    assert {"2.1. A", "2.2. B & <b>"} <= listed("fire/a.html")
    assert not {"1.2. Two"} & listed("fire/a.html")


def test_full_leaves_the_themes_own_sidebar(project: Project) -> None:
    project.write(SITE)
    full = project.build(out="full", **{**PILLAR, "journey_sidebar": "full"})
    default = project.build(out="default", html_theme="furo", suppress_warnings=["toc", "myst"])
    assert full.tree() == default.tree()
    assert "2.1. A" in BeautifulSoup(full.read("flour/two.html"), "html.parser").get_text()


COUNT = """
import sys
calls = 0

def setup(app):
    def count(frame, event, _):
        global calls
        calls += event == "call" and frame.f_code.co_name == "_entries_from_toctree"

    def write(app, exception):
        sys.setprofile(None)
        (app.outdir / "calls.txt").write_text(str(calls))

    # When pages are written; those in their texts are resolved in any case.
    app.connect("write-started", lambda *_: sys.setprofile(count))
    app.connect("build-finished", write)
"""


def calls(root: Path, posts: int, sidebar: str) -> int:
    """Return how often Sphinx resolved a toctree while it wrote a journey of so many posts."""
    project = Project(root / f"{sidebar}-{posts}")
    names = [f"p{number}" for number in range(posts)]
    project.write({name + ".md": f"# {name}\n" for name in names})
    project.write(
        {
            "conf.py": CONF + COUNT,
            "journey.yml": f"id: j\ntitle: J\nposts: [{', '.join(names)}]\npillars: []\n",
            "index.md": "# Home\n\n```{journey-toctree}\n:hidden:\n```\n",
        }
    )
    build = project.build(html_theme="furo", journey_sidebar=sidebar)
    return int(build.read("calls.txt"))


def test_the_tree_is_resolved_once_and_not_for_each_page(tmp_path: Path) -> None:
    assert calls(tmp_path, 12, "full") - calls(tmp_path, 3, "full") >= 9
    assert calls(tmp_path, 12, "pillar") == calls(tmp_path, 3, "pillar")


def test_serial_is_parallel(project: Project) -> None:
    project.write(SITE)
    serial = project.build(out="serial", **PILLAR)
    assert project.build(out="parallel", parallel=4, **PILLAR).tree() == serial.tree()


def test_two_builds_in_one_process_do_not_share_a_tree(project: Project) -> None:
    project.write(SITE)
    project.build(out="one", **PILLAR)
    project.write({"fire/a.md": "# Renamed\n"})
    again = project.build(out="one", **PILLAR)
    assert "Renamed" in again.read("fire/b.html")
    assert again.tree() == project.build(out="clean", **PILLAR).tree()


def test_a_wrong_value_is_reported_and_the_default_used(project: Project) -> None:
    build = project.write(SITE).build(
        html_theme="furo", journey_sidebar="pilar", suppress_warnings=["toc", "myst"]
    )
    (warning,) = build.warned("config")
    assert "Did you mean 'pillar'?" in warning
    assert "2.1. A" in BeautifulSoup(build.read("flour/two.html"), "html.parser").get_text()
