"""Promise 6 at its edges: what withholds a document, what shows its file, what its names do."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from sphinx.cmd.build import build_main
from sphinx.errors import SphinxError
from support import CONF, Build, Project

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

PLAN = "id: bread\ntitle: Bread\npillars: []\n"
SECRET = "---\ndraft: true\n---\n# Zqsecret\n\nzqsecret words\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project with a journey, a withheld document and a page that lists everything."""
    project = Project(tmp_path / "project")
    toctree = "```{toctree}\n:glob:\n\n**\n```\n"
    return project.write(
        {"journey.yml": PLAN, "index.md": f"# Home\n\n{toctree}", "sec.md": SECRET}
    )


def holds(build: Build, word: bytes = b"zqsecret") -> list[str]:
    """Return the files of an output that hold a word, in their names or bytes."""
    return [
        path.relative_to(build.out).as_posix()
        for path in sorted(build.out.rglob("*"))
        if path.is_file()
        and (word in path.name.encode() or word in path.read_bytes().lower())
        and ".doctrees" not in path.parts
    ]


# What withholds a document


@pytest.mark.parametrize(
    ("files", "options"),
    [
        pytest.param({"journey.yml": b"id: j\ntitle: Caf\xe9\n"}, {}, id="no UTF-8"),
        pytest.param({"journey.yml": "id: [\n"}, {}, id="no YAML"),
        pytest.param({"journey.yml": "- a list\n"}, {}, id="no mapping"),
        pytest.param({}, {"journey_manifest": "jurney.yml"}, id="a misspelled name"),
    ],
)
def test_a_manifest_that_cannot_be_read_publishes_no_draft(
    project: Project, files: Mapping[str, str | bytes], options: Mapping[str, Any]
) -> None:
    build = project.write(files).build(**options)
    assert holds(build) == []
    assert build.warned("manifest_missing") or build.warned("manifest_syntax")


def test_a_manifest_that_is_a_dangling_link_publishes_no_draft(project: Project) -> None:
    (project.srcdir / "journey.yml").unlink()
    (project.srcdir / "journey.yml").symlink_to("nowhere.yml")
    build = project.build()
    assert holds(build) == []
    assert build.warned("manifest_missing")


@pytest.mark.parametrize("text", [b"posts:\n  - sec\n  - x: [\n", b"posts: [sec, caf\xe9]\n"])
def test_what_an_unreadable_manifest_lists_is_withheld_unless_it_has_a_date(
    project: Project, text: bytes
) -> None:
    project.write({"journey.yml": text, "sec.md": "# Zqsecret\n", "free.md": "# Zqfree\n"})
    build = project.build()
    assert holds(build) == []
    assert holds(build, b"zqfree")
    project.write({"sec.md": "---\ndate: 2026-01-01\n---\n# Zqsecret\n"})
    assert holds(project.build())


TWO = """\
journeys:
  - {id: a, title: A, pillars: [], posts: [%s]}
  - {id: b, title: B, pillars: [], posts: [%s]}
"""
DATED = "{doc: sec, title: S, date: 2027-02-02}"


@pytest.mark.parametrize("entries", [("sec", DATED), (DATED, "sec")])
def test_a_post_in_two_journeys_has_the_date_of_either_entry(
    project: Project, entries: tuple[str, str]
) -> None:
    project.write({"journey.yml": TWO % entries, "sec.md": "# Zqsecret\n"})
    build = project.build()
    assert holds(build) == []
    assert build.warnings == []


def test_two_entries_that_disagree_on_a_date_give_one_warning_with_both_places(
    project: Project,
) -> None:
    other = "{doc: sec, title: S, date: 2028-02-02}"
    project.write({"journey.yml": TWO % (DATED, other), "sec.md": "# Zqsecret\n"})
    (line,) = project.build().warned("manifest_value")
    assert "journey.yml:3: WARNING" in line
    assert "journey.yml:2," in line


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sec.rst", "---\ndraft: true\n---\n\nZqsecret\n========\n"),
        ("sec.rst", "Zqsecret\n========\n\n:draft: true\n\nText.\n"),
        ("sec.md", "\n---\ndraft: true\n---\n# Zqsecret\n"),
        ("sec.md", "---\ndraft: true\n---\n# Zqsecret\n".encode("utf-16-le")),
        ("sec.md", "---\ndraft: true\n---\n# Zqsecret\n".encode("utf-16")),
    ],
)
def test_a_document_whose_front_matter_is_not_read_is_withheld(
    project: Project, name: str, text: str | bytes
) -> None:
    (project.srcdir / "sec.md").unlink()
    (project.srcdir / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    build = project.build()
    assert holds(build) == []
    assert build.warned("front_matter_syntax") or build.warned("unreadable")


def test_the_warning_of_another_encoding_says_how_to_convert_the_file(project: Project) -> None:
    for name, encoding in (("one.md", "latin-1"), ("two.md", "utf-16"), ("three.md", "utf-16-le")):
        (project.srcdir / name).write_bytes("# Café\n".encode(encoding))
    lines = project.build().warned("unreadable")
    found = {line.rpartition("/")[2].partition(":")[0]: line for line in lines}
    assert "iconv -f LATIN1 " in found["one.md"]
    assert "iconv -f UTF-16 " in found["two.md"]
    assert "iconv -f UTF-16LE " in found["three.md"]


def test_a_root_document_that_cannot_be_read_is_one_clear_error(project: Project) -> None:
    (project.srcdir / "index.md").write_bytes(b"# Caf\xe9\n")
    message = r"index\.md can't be read: byte 0xe9 isn't valid utf-8.*iconv"
    with pytest.raises(SphinxError, match=message):
        project.build()
    assert not list((project.root / "out/html").glob("*.html"))


def test_a_root_document_that_says_draft_is_built_as_published(project: Project) -> None:
    project.write({"index.md": "---\ndraft: true\n---\n# Home\n\n```{toctree}\nsec\n```\n"})
    build = project.build()
    page = BeautifulSoup(build.read("index.html"), "html.parser")
    assert page.select(".journey-banner") == []
    assert page.find_all("meta", attrs={"name": "robots"}) == []
    assert build.warned("root_document")


def test_a_single_page_with_a_preview_in_it_is_not_for_search_engines(
    project: Project,
) -> None:
    shown = project.build("singlehtml", out="preview", journey_build_drafts=True)
    assert 'name="robots" content="noindex"' in shown.read("index.html")
    assert 'name="robots"' not in project.build("singlehtml").read("index.html")


def test_a_withdrawn_document_leaves_no_doctree(project: Project) -> None:
    project.write({"sec.md": "# Zqsecret\n"}).build()
    kept = project.root / "out/doctrees/sec.doctree"
    assert kept.is_file()
    project.write({"sec.md": SECRET}).build()
    assert not kept.exists()


# Tables of contents

LATER = "---\ndate: 2027-03-01\n---\n# Zqlater\n"
CONTENTS = {
    "matches only what is withheld": ("later/*", True, [], []),
    "matches what is out as well": ("mixed/*", True, ["mixed/open"], []),
    "matches nothing": ("nowhere/*", True, [], ["nowhere/*"]),
    "that is a name": ("later/*", False, [], ["later/*"]),
}


@pytest.mark.parametrize("name", CONTENTS)
def test_a_pattern_in_a_toctree_passes_over_what_is_withheld_without_a_word(
    project: Project, name: str
) -> None:
    pattern, glob, listed, warned = CONTENTS[name]
    options = ":glob:\n" if glob else ""
    project.write(
        {
            "index.md": f"# Home\n\n```{{toctree}}\n{options}\n{pattern}\n```\n",
            "later/one.md": LATER,
            "later/two.md": SECRET,
            "mixed/open.md": "# Open\n",
            "mixed/two.md": SECRET,
            "conf.py": CONF + 'suppress_warnings = ["toc.not_included"]\n',
        }
    )
    build = project.build()
    page = BeautifulSoup(build.read("index.html"), "html.parser")
    entries = [str(a["href"]) for a in page.select(".toctree-wrapper a")]
    assert entries == [f"{docname}.html" for docname in listed]
    assert [line for line in build.warnings if pattern in line] == build.warnings
    assert len(build.warnings) == len(warned)
    assert holds(build) == []


def test_a_pattern_that_matches_its_own_page_alone_beside_what_is_withheld_is_no_warning(
    project: Project,
) -> None:
    contents = "```{toctree}\n:glob:\n\n*\n```\n"
    project.write(
        {
            "index.md": "# Home\n\n```{toctree}\nsub/index\n```\n",
            "sub/index.md": f"# Sub\n\n{contents}",
            "sub/later.md": LATER,
        }
    )
    assert project.build().warnings == []


# What shows a file

SHOWS = {
    "csv-table": "```{csv-table}\n:file: sec.md\n```\n",
    "literalinclude": "```{literalinclude} sec.md\n```\n",
    "diff": "```{literalinclude} open.txt\n:diff: sec.md\n```\n",
    "image": "![words](sec.md)\n",
    "figure": "```{figure} sec.md\nCaption\n```\n",
    "raw": "```{raw} html\n:file: sec.md\n```\n",
    "include as code": "```{include} sec.md\n:code: text\n```\n",
}


@pytest.mark.parametrize("builder", ["html", "epub", "text"])
@pytest.mark.parametrize("name", SHOWS)
def test_nothing_shows_the_file_of_a_withheld_document(
    project: Project, name: str, builder: str
) -> None:
    project.write({"open.txt": "open\n", "page.md": f"# Page\n\nBefore.\n\n{SHOWS[name]}"})
    build = project.build(builder)
    assert holds(build) == []
    (line,) = build.warned("withheld_file")
    assert "page.md:" in line
    assert [one for one in build.warnings if "[journey." not in one] == []


INCLUDES = {
    "include": "```{include} sec.md\n```\n",
    "include as code": SHOWS["include as code"],
    "literalinclude": SHOWS["literalinclude"],
    "download": "{download}`words <sec.md>`\n",
}


def by_link(project: Project) -> str:
    real = project.root / "real"
    (project.srcdir / "p").symlink_to(real, target_is_directory=True)
    shutil.copytree(project.srcdir, real, ignore=shutil.ignore_patterns("index.md", "*.yml", "p"))
    (project.srcdir / "sec.md").unlink()
    return "../real/sec.md"


def by_hard_link(project: Project) -> str:
    (project.srcdir / "other.inc").hardlink_to(project.srcdir / "sec.md")
    return "other.inc"


def by_symlink(project: Project) -> str:
    (project.srcdir / "other.inc").symlink_to("sec.md")
    return "other.inc"


@pytest.mark.parametrize("another_path", [by_link, by_hard_link, by_symlink])
@pytest.mark.parametrize("name", INCLUDES)
def test_nothing_shows_the_file_of_a_withheld_document_by_another_path(
    project: Project, name: str, another_path: Callable[[Project], str]
) -> None:
    shows = INCLUDES[name].replace("sec.md", another_path(project))
    build = project.write({"page.md": f"# Page\n\nBefore.\n\n{shows}"}).build()
    assert holds(build) == []
    (line,) = build.warned("withheld_file")
    assert "page.md:" in line


def test_one_builder_takes_back_what_another_wrote_into_the_same_folder(project: Project) -> None:
    project.write({"sec.md": "# Zqsecret\n\nzqsecret {download}`words <words.txt>`\n"})
    project.write({"words.txt": "zqsecret"})
    arguments = ["-q", "-d", str(project.root / "doctrees"), str(project.srcdir)]
    folder = project.root / "site"
    assert build_main(["-b", "html", *arguments, str(folder)]) == 0
    assert (folder / "sec.html").is_file()
    project.write({"sec.md": SECRET})
    assert build_main(["-b", "dirhtml", *arguments, str(folder)]) == 0
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert not {name for name in found if "sec" in name or "words" in name}


def test_each_include_of_a_withheld_file_is_reported_at_its_own_line(project: Project) -> None:
    quoted = '```{include} sec.md\n:start-after: "START"\n:end-before: "END"\n```\n'
    plain = "```{include} sec.md\n```\n"
    project.write({"page.md": f"# Page\n\n{plain}\n{quoted}\n{plain}"})
    build = project.build()
    lines = [line.split("page.md:")[1].split(":")[0] for line in build.warned("withheld_file")]
    assert lines == ["3", "6", "11"]
    assert len(build.warnings) == 3


# What its names do


def test_a_draft_outside_the_journey_takes_no_slug_and_no_label_from_others(
    project: Project,
) -> None:
    project.write(
        {
            "journey.yml": PLAN + "posts: [posts/intro]\n",
            "posts/intro.md": "# Visible\n",
            "notes/intro.md": "---\ndraft: true\n---\n(lab)=\n# Hidden\n",
            "intro.md": "---\ndraft: true\n---\n# Hidden too\n",
            "label.md": "(intro)=\n(lab)=\n# Label\n",
            "page.md": "# Page\n\n{journey:post}`intro` {journey:post}`w <intro>` {any}`intro` "
            "[w](#intro) {ref}`lab`\n",
        }
    )
    build = project.build()
    body = BeautifulSoup(build.read("page.html"), "html.parser").select_one("section p")
    assert body is not None
    assert [link["href"] for link in body.find_all("a")] == [
        "posts/intro.html",
        "posts/intro.html",
        "label.html#intro",
        "label.html#intro",
        "label.html#lab",
    ]


WITHHELD_NAMES = {
    "alias": ("aliases: [old]", "# Hidden\n", "{journey:post}`w <old>`"),
    "label in a list": ("", "# Hidden\n\n- (lab)=\n  Item\n", "{ref}`w <lab>`"),
    "equation": ("", "# Hidden\n\n$$ a $$ (eq1)\n", "{eq}`eq1`"),
    "option": ("", "# Hidden\n\n```{option} --flag\nText\n```\n", "{option}`--flag`"),
    "confval": ("", "# Hidden\n\n```{confval} a_value\nText\n```\n", "{confval}`a_value`"),
    "function": ("", "# Hidden\n\n```{py:function} mod.fx(a)\n```\n", "{py:func}`mod.fx`"),
    "any": ("", "# Hidden\n\n```{py:function} fx(a)\n```\n", "{any}`fx`"),
    "term": ("", "# Hidden\n\n{.glossary}\nLevain\n: A starter.\n", "{term}`Levain`"),
}


@pytest.mark.parametrize("name", WITHHELD_NAMES)
def test_a_link_to_what_a_withheld_document_defines_builds_without_warning(
    project: Project, name: str
) -> None:
    front, body, link = WITHHELD_NAMES[name]
    project.write({"sec.md": f"---\ndraft: true\nseries: bread\n{front}\n---\n{body}"})
    project.write({"page.md": f"# Page\n\nSee {link}.\n"})
    build = project.build(myst_enable_extensions=["dollarmath", "deflist", "attrs_block"])
    assert build.warnings == []
    page = BeautifulSoup(build.read("page.html"), "html.parser")
    assert len(page.select(".journey-unpublished.is-draft")) == 1


RST_NAMES = {
    "inline target": ("See _`a b`.", ":ref:`w <a b>`"),
    "escaped": (".. _esc\\:colon:\n\nHead\n----\n", ":ref:`w <esc:colon>`"),
    "two blanks": ("..  _wide:\n\nHead\n----\n", ":ref:`w <wide>`"),
    "citation": (".. [CIT20] Text.", "[CIT20]_"),
}


@pytest.mark.parametrize("name", RST_NAMES)
def test_a_link_to_what_a_withheld_rst_defines_builds_without_warning(
    project: Project, name: str
) -> None:
    body, link = RST_NAMES[name]
    (project.srcdir / "sec.md").unlink()
    (project.srcdir / "sec.rst").write_text(f":draft: true\n\nHidden\n======\n\n{body}\n")
    (project.srcdir / "page.rst").write_text(f"Page\n====\n\nSee {link}.\n")
    assert project.build().warnings == []


@pytest.mark.parametrize("prefix", [True, False])
def test_headings_are_labels_where_a_project_makes_them_so(project: Project, prefix: bool) -> None:
    name = "sec:Zqsecret" if prefix else "Zqsecret"
    project.write({"page.md": f"# Page\n\nSee {{ref}}`w <{name}>`.\n"})
    build = project.build(
        extensions=["myst_parser", "sphinx.ext.autosectionlabel", "sphinx_journey"],
        autosectionlabel_prefix_document=prefix,
    )
    assert build.warnings == []


def test_a_link_to_a_withheld_chapter_shows_its_pillars_title(project: Project) -> None:
    plan = "id: b\ntitle: B\npillars: [{id: a, title: Starters, doc: sec, posts: []}]\n"
    project.write({"journey.yml": plan, "page.md": "# Page\n\n{doc}`sec`\n"})
    assert "Starters" in project.build().read("page.html")


def test_an_alias_does_not_replace_a_page_of_the_index(project: Project) -> None:
    project.write(
        {
            "page.md": "---\naliases: [/genindex-Z]\n---\n# Page\n\n```{index} zebra\n```\n",
        }
    )
    build = project.build(html_split_index=True)
    assert build.warned("alias")
    assert "zebra" in build.read("genindex-Z.html")


MENTIONS = {
    "in prose": "Of baking: `typo`, *typo* and [typo](https://example.org).",
    "in a reference": "See :ref:`typo` and :ref:`w <typo>`.",
    "in code": "``typo``::\n\n    typo = 1\n    f(typo)",
    "in a list": "- typo, and\n- the typo",
}


@pytest.mark.parametrize("name", MENTIONS)
def test_a_draft_that_only_mentions_a_name_hides_no_mistake(project: Project, name: str) -> None:
    (project.srcdir / "sec.md").unlink()
    draft = f":draft: true\n\nHidden\n======\n\n{MENTIONS[name]}\n"
    (project.srcdir / "sec.rst").write_text(draft)
    project.write({"page.md": "# Page\n\n{ref}`w <typo>`\n"})
    assert [line.split("WARNING: ")[1] for line in project.build().warnings] == [
        "undefined label: 'typo' [ref.ref]"
    ]


def test_the_types_in_a_signature_are_no_links_to_what_a_draft_defines(project: Project) -> None:
    draft = "---\ndraft: true\n---\n# Hidden\n\n```{py:class} int\n```\n"
    project.write({"sec.md": draft})
    project.write({"page.md": "# Page\n\n```{py:function} f(a: int) -> int\n```\n"})
    build = project.build()
    assert build.warnings == []
    assert "journey-unpublished" not in build.read("page.html")


def test_a_link_to_what_a_draft_defines_follows_its_dates(project: Project) -> None:
    project.write({"terms.rst": "Terms\n=====\n\n.. glossary::\n\n   lab\n      A room.\n"})
    project.write({"page.md": "# Page\n\n{ref}`w <lab>`\n"})
    for line, status in {"draft: true": "is-draft", "date: 2090-01-01": "is-scheduled"}.items():
        project.write({"sec.md": f"---\n{line}\n---\n# Hidden\n\n(lab)=\n## Head\n"})
        build = project.build()
        assert build.tree() == project.build(out=status).tree()
        assert f"journey-unpublished {status}" in build.read("page.html")


# Other tools of a project


TOC = """
root: index
options: {hidden: false}
entries:
  - file: a
  - file: sec.md
  - glob: later/*
"""


@pytest.mark.parametrize(
    "shows",
    [
        "```{raw} html\n:url: file://SEC\n```\n",
        "```{csv-table}\n:url: file://SEC\n```\n",
        "```{graphviz} sec.md\n```\n",
        "```{mermaid} sec.md\n```\n",
    ],
)
def test_what_reads_a_file_by_itself_is_behind_the_gate(project: Project, shows: str) -> None:
    conf = CONF + 'extensions += ["sphinx.ext.graphviz", "sphinxcontrib.mermaid"]\n'
    page = shows.replace("SEC", str(project.srcdir / "sec.md"))
    build = project.write({"conf.py": conf, "page.md": f"# Page\n\n{page}"}).build()
    assert holds(build) == []
    (line,) = build.warned("withheld_file")
    assert "page.md:3: " in line


def build_apart(project: Project, out: str) -> str:
    """Build in a process of its own, for an extension that changes Sphinx itself."""
    arguments = [sys.executable, "-m", "sphinx", "-N", "-b", "html", ".", f"../{out}"]
    done = subprocess.run(arguments, cwd=project.srcdir, capture_output=True, text=True, check=True)
    return done.stdout + done.stderr


def test_a_table_of_contents_in_a_file_of_its_own_may_name_a_draft(project: Project) -> None:
    conf = CONF + 'extensions.append("sphinx_external_toc")\n'
    files = {"_toc.yml": TOC, "index.md": "# Home\n", "a.md": "# A\n", "later/x.md": SECRET}
    project.write({**files, "conf.py": conf})
    said = build_apart(project, "site")
    assert "[etoc." not in said
    assert "2 documents are held back" in said
    site = project.root / "site"
    index = site / "index.html"
    assert "zqsecret" not in index.read_text("utf-8").lower()
    assert "reading sources... [" not in build_apart(project, "site")
    project.write({"sec.md": "# Zqsecret\n"})
    build_apart(project, "site")
    assert "sec.html" in index.read_text("utf-8")
    project.write({"sec.md": SECRET})
    assert "[etoc." not in build_apart(project, "site")
    assert not (site / "sec.html").exists()
    assert "zqsecret" not in index.read_text("utf-8").lower()
