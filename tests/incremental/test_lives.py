"""What happens to a project: moved, built twice by one application, upgraded, built in part."""

from __future__ import annotations

import gc
import os
import shutil
import time
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from sphinx.util.docutils import docutils_namespace, patch_docutils
from support import CONF, JOURNEY, Project, build_folder

from sphinx_journey import outputs
from sphinx_journey.builds.outputs import Output
from sphinx_journey.domain import journey as domain_module

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

    from sphinx_journey.builds.build import Build

DRAFT = {"fire/oven.rst": JOURNEY["fire/oven.rst"].replace(":tags: heat", ":draft: true")}
TITLE = {"fire/oven.rst": JOURNEY["fire/oven.rst"].replace("The oven", "The kiln")}


def names(project: Project, out: str = "out") -> set[str]:
    root = project.root / out / "html"
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def later() -> None:
    """Wait until what has been written is older than anything that begins now, by any clock."""
    time.sleep(0.05)


# A build that is given file names


def build_files(project: Project, *files: str) -> None:
    with patch_docutils(project.srcdir), docutils_namespace():
        app, _, _ = project.app()
        app.build(filenames=[project.srcdir / name for name in files])


def test_what_a_build_of_some_files_did_not_write_is_written_by_the_next(journey: Project) -> None:
    journey.build()
    journey.write(TITLE)
    build_files(journey, "overview/why.md")
    assert journey.build().tree() == journey.build(out="clean").tree()


def test_a_withdrawn_title_is_nowhere_after_a_build_of_some_files(journey: Project) -> None:
    journey.build()
    journey.write(DRAFT)
    build_files(journey, "overview/why.md")
    rebuilt = journey.build()
    assert rebuilt.tree() == journey.build(out="clean").tree()
    assert "The oven" not in "".join(
        path.read_text("utf-8") for path in rebuilt.out.rglob("*.html")
    )


# A project that is moved, or restored elsewhere


def test_a_post_withdrawn_after_a_move_leaves_the_output(journey: Project, tmp_path: Path) -> None:
    journey.build()
    assert "fire/oven.html" in names(journey)
    moved = tmp_path / "elsewhere"
    shutil.move(journey.root, moved)
    withheld = dedent(DRAFT["fire/oven.rst"]).lstrip()
    (moved / "src/fire/oven.rst").write_text(withheld, encoding="utf-8")
    later()
    build = build_folder(moved / "src", moved / "out", "html")
    assert build.warned("withheld_file") == []  # the record has moved, too
    assert not (build.out / "fire/oven.html").exists()
    assert not (build.out / "_sources/fire/oven.rst.txt").exists()


@pytest.mark.parametrize("lost", ["records", "doctrees", "broken"])
def test_without_a_record_pages_of_withheld_documents_are_removed_with_a_warning(
    journey: Project, lost: str
) -> None:
    journey.build()
    journey.write(DRAFT)
    records = journey.root / "out/doctrees/journey-builds"
    if lost == "broken":
        for path in records.iterdir():
            path.write_text(path.read_text("utf-8").replace("oven", "kiln"), encoding="utf-8")
    else:
        shutil.rmtree(records if lost == "records" else records.parent)
    later()
    build = journey.build()
    (warning,) = build.warned("withheld_file")
    assert "fire/oven.html" in warning
    assert not {name for name in names(journey) if "oven" in name}
    assert build.tree() == journey.build(out="clean").tree()


WRONG_SHAPES = [
    "[]",
    "null",
    "{",
    '{"version": 2}',
    '{"version": 2, "shown": []}',
    '{"version": 2, "shown": {"index": 5}}',
    '{"version": 2, "files": {"index": "x"}}',
    '{"version": 2, "others": [1]}',
    '{"version": 2, "index_entries": {"index": [["a"]]}}',
    '{"version": 2, "state": 7}',
    '{"version": 2, "unknown": 1}',
    "sphinx-journey 2 0\n{}",
    "KEPT ",
    "",
    "\0",
]


@pytest.mark.parametrize("content", WRONG_SHAPES)
def test_a_record_of_a_wrong_shape_counts_as_missing(journey: Project, content: str) -> None:
    journey.build("text")
    for path in (journey.root / "out/doctrees/journey-builds").iterdir():
        kept = path.read_text("utf-8")
        path.write_text(content.replace("KEPT", kept), encoding="utf-8")
    journey.write(TITLE)
    build = journey.build("text")
    assert build.warnings == []
    assert build.tree() == journey.build("text", out="clean").tree()


# Files that others write

COPIES = """
from pathlib import Path
from sphinx.util.fileutil import copy_asset_file

def setup(app):
    def copy(app, *_):
        target = Path(app.outdir, "_static")
        target.mkdir(parents=True, exist_ok=True)
        copy_asset_file(Path(app.srcdir, "brand.css"), target)

    app.connect({event!r}, copy)
"""
STATIC = 'html_static_path = ["brand.css"]\n'


@pytest.mark.parametrize("event", ["builder-inited", "env-updated", "write-started"])
@pytest.mark.parametrize("content", ["a {}\n", "b {}\n"], ids=["same", "other"])
def test_a_static_file_that_an_extension_copies_now_stays(
    journey: Project, event: str, content: str
) -> None:
    journey.write({"conf.py": CONF + STATIC, "brand.css": "a {}\n"})
    journey.build()
    assert "_static/brand.css" in names(journey)
    later()
    journey.write({"conf.py": CONF + COPIES.format(event=event), "brand.css": content})
    journey.build()
    assert (journey.root / "out/html/_static/brand.css").read_text("utf-8") == content


WRITES = """
from pathlib import Path

def setup(app):
    def write(app, *_):
        Path(app.outdir, "fire/oven.html").write_text("<p>It has moved.</p>")

    app.connect("write-started", write)
"""


def test_a_file_that_this_build_has_written_is_never_a_leftover(journey: Project) -> None:
    journey.build()
    (journey.srcdir / "fire/oven.rst").unlink()
    plan = JOURNEY["journey.yml"].replace("              - fire/oven\n", "")
    later()
    journey.write({"conf.py": CONF + WRITES, "journey.yml": plan})
    build = journey.build()
    assert build.read("fire/oven.html") == "<p>It has moved.</p>"
    assert not (build.out / "_sources/fire/oven.rst.txt").exists()


def test_a_static_file_that_nothing_copies_any_more_is_deleted(journey: Project) -> None:
    journey.write({"conf.py": CONF + STATIC, "brand.css": "a {}\n"})
    journey.build()
    later()
    journey.write({"conf.py": CONF})
    assert journey.build().tree() == journey.build(out="clean").tree()


STATIC_DIR = """
from pathlib import Path

def setup(app):
    folder = Path(__file__).parent / "assets"
    if hasattr(app, "add_static_dir"):  # Sphinx 9.1
        app.add_static_dir(folder)
    else:
        app.connect("builder-inited", lambda app: app.config.html_static_path.append("assets"))
    app.add_css_file("own.css")
"""


def test_a_changed_style_of_add_static_dir_changes_its_checksum_on_pages(journey: Project) -> None:
    journey.write({"conf.py": CONF + STATIC_DIR, "assets/own.css": "a {}\n"})
    journey.build()
    journey.write({"assets/own.css": "b {}\n"})
    later()
    assert journey.build().tree() == journey.build(out="clean").tree()
    journey.write({"conf.py": CONF})
    later()
    assert journey.build().tree() == journey.build(out="plain").tree()


ON_INIT = """
def setup(app):
    app.connect("builder-inited", lambda app: app.config.html_static_path.append("assets"))
"""


def test_static_files_that_an_extension_names_late_survive_a_build_without_changes(
    journey: Project,
) -> None:
    journey.write({"conf.py": CONF + ON_INIT, "assets/own.css": "a {}\n"})
    first = journey.build().tree()
    assert "_static/own.css" in first
    later()
    assert journey.build().tree() == first


def test_a_toctree_that_names_a_draft_warns_when_the_draft_is_deleted(journey: Project) -> None:
    draft = "---\ndraft: true\n---\n# Hidden\n"
    journey.write({"extra.rst": "Extra\n=====\n\n.. toctree::\n\n   hidden\n", "hidden.md": draft})
    journey.write({"conf.py": CONF + 'suppress_warnings = ["toc.not_included"]\n'})
    assert journey.build().warnings == []
    later()
    (journey.srcdir / "hidden.md").unlink()
    (line,) = journey.build().warnings
    assert "nonexisting document 'hidden'" in line


@pytest.mark.parametrize("record", ["there", "lost"])
def test_a_withdrawn_post_goes_though_the_clock_has_been_set_back(
    journey: Project, record: str
) -> None:
    first = journey.build()
    for path in first.out.rglob("*"):
        os.utime(path, (4e9, 4e9))
    if record == "lost":
        shutil.rmtree(journey.root / "out/doctrees/journey-builds")
    journey.write(DRAFT)
    assert journey.build().tree() == journey.build(out="clean").tree()


def test_what_stands_in_the_place_of_a_withdrawn_post_stays(journey: Project) -> None:
    journey.build()
    later()
    journey.write({**DRAFT, "conf.py": CONF + WRITES})
    build = journey.build()
    assert build.read("fire/oven.html") == "<p>It has moved.</p>"
    assert not (build.out / "_sources/fire/oven.rst.txt").exists()


WITHOUT_SEARCH = """
from sphinx.builders.html import StandaloneHTMLBuilder

class Plain(StandaloneHTMLBuilder):
    name = "plainhtml"
    search = False

def setup(app):
    app.add_builder(Plain)
"""


def test_a_builder_without_a_search_index_rebuilds_cleanly(
    journey: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(journey.srcdir))
    conf = CONF + 'extensions.append("builder_without_search")\n'
    journey.write({"conf.py": conf, "builder_without_search.py": WITHOUT_SEARCH})
    assert "searchindex.js" not in journey.build("plainhtml").tree()
    journey.write(TITLE)
    rebuilt = journey.build("plainhtml")
    assert rebuilt.warnings == []
    assert rebuilt.tree() == journey.build("plainhtml", out="clean").tree()


COUNTS = """
import gc
from pathlib import Path

def setup(app):
    def count(app, *_):
        Path(app.srcdir, "count.txt").write_text(str(gc.get_freeze_count()))

    app.connect("write-started", count)
"""


def test_the_collector_passes_over_what_was_loaded_while_a_build_lasts(journey: Project) -> None:
    gc.unfreeze()  # a build that another test broke off may have left it so
    journey.write({"conf.py": CONF + COUNTS}).build()
    assert int((journey.srcdir / "count.txt").read_text()) > 0
    assert gc.get_freeze_count() == 0


# One application that builds twice


def test_a_second_build_of_one_application_deletes_static_files_that_have_gone(
    journey: Project,
) -> None:
    journey.write({"conf.py": CONF + 'html_static_path = ["assets"]\n'})
    journey.write({"assets/a.css": "a {}\n", "assets/b.css": "b {}\n"})
    with patch_docutils(journey.srcdir), docutils_namespace():
        app, _, _ = journey.app()
        app.build()
        (journey.srcdir / "assets/b.css").unlink()
        later()
        app.build()
    assert {"_static/a.css", "_static/b.css"} & names(journey) == {"_static/a.css"}


def test_a_second_build_of_one_application_is_up_to_date_with_its_files(journey: Project) -> None:
    journey.write({"conf.py": CONF + 'journey_sidebar = "pillar"\nhtml_theme = "furo"\n'})
    with patch_docutils(journey.srcdir), docutils_namespace():
        app, _, _ = journey.app()
        app.build()
        plan = JOURNEY["journey.yml"].replace("Bread from scratch", "Bread at last")
        plan = plan.replace("- fire/oven\n", "- fire/oven\n              - fire/ash\n")
        journey.write({**DRAFT, "journey.yml": plan, "fire/ash.md": "# Ash\n"})
        later()
        app.build()
    rebuilt = {
        name: (journey.root / "out/html" / name).read_bytes()
        for name in names(journey)
        if name.endswith(".html")
    }
    clean = journey.build(out="clean")
    assert rebuilt == {
        path.relative_to(clean.out).as_posix(): path.read_bytes()
        for path in clean.out.rglob("*.html")
    }


# Another version of the extension


def test_what_another_version_kept_is_read_again(
    journey: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        shape = ("0.0.1", *domain_module.SHAPE[1:])
        older.setattr(domain_module, "SHAPE", shape)
        initial = {**domain_module.JourneyDomain.initial_data, "shape": shape}
        older.setattr(domain_module.JourneyDomain, "initial_data", initial)
        journey.build()
        assert "0 added, 0 changed" in journey.build().status
    build = journey.build()
    assert "0 added, 6 changed" in build.status
    assert build.warnings == []
    assert build.tree() == journey.build(out="clean").tree()
    assert "0 added, 0 changed" in journey.build().status


# Names that are taken


@pytest.mark.parametrize("name", ["genindex", "search", "std-index", "extra"])
def test_a_progress_page_never_takes_the_place_of_another(journey: Project, name: str) -> None:
    if name == "extra":
        journey.write({"extra/extra.html": "<p>Mine.</p>\n"})
    conf = CONF + f'journey_progress_page = "{name}"\nhtml_extra_path = ["extra"]\n'
    journey.write({"conf.py": conf, "extra/robots.txt": "\n"})
    build = journey.build()
    if name == "std-index":  # no such index, so the name is free
        assert build.warned("config") == []
        return
    (warning,) = build.warned("config")
    assert f"journey_progress_page is '{name}'" in warning
    assert "Progress: Bread" in build.read("series-progress.html")
    assert "Progress: Bread" not in build.read(f"{name}.html")


# Directives that others register

OVERRIDES = """
from sphinx.directives.other import Include, TocTree
from sphinx.directives.code import LiteralInclude

class MyInclude(Include):
    pass

class MyListing(LiteralInclude):
    pass

class MyToctree(TocTree):
    pass

def setup(app):
    def override(*_):
        app.add_directive("include", MyInclude, override=True)
        app.add_directive("literalinclude", MyListing, override=True)
        app.add_directive("toctree", MyToctree, override=True)

    app.connect({event!r}, override, priority=800)
"""


@pytest.mark.parametrize("event", ["config-inited", "builder-inited", "env-before-read-docs"])
def test_a_directive_that_is_overridden_stays_behind_the_gate(journey: Project, event: str) -> None:
    journey.write(
        {
            **DRAFT,
            "conf.py": CONF + OVERRIDES.format(event=event),
            "extra.rst": """
                Extra
                =====

                .. include:: fire/oven.rst

                .. literalinclude:: fire/oven.rst

                .. toctree::

                   fire/oven
                """,
        }
    )
    build = journey.build("text", suppress_warnings=["toc.not_included"])
    assert build.read("extra.txt").split() == ["Extra", "*****"]
    assert len(build.warnings) == len(build.warned("withheld_file")) == 2


# An output written as the contributors' guide says


def toy(build: Build, _env: BuildEnvironment) -> Iterator[Output]:
    for journey in build.edition.journeys.by_id.values():
        titles = "\n".join(post.title for post in journey.visible)
        yield Output(f"{journey.id}/titles.txt", titles.encode)


def test_an_output_comes_changes_and_goes_with_its_sources(
    journey: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outputs, "OUTPUTS", [*outputs.OUTPUTS, toy])
    monkeypatch.setattr("sphinx_journey.outputs.write.OUTPUTS", outputs.OUTPUTS)
    file = journey.root / "out/html/bread/titles.txt"
    journey.build()
    assert file.read_text("utf-8") == "Why bake\nHydration\nThe oven"
    time_of_first = file.stat().st_mtime_ns
    journey.build()
    assert file.stat().st_mtime_ns == time_of_first
    journey.write(TITLE)
    journey.build()
    assert file.read_text("utf-8").endswith("The kiln")
    journey.write({"journey.yml": JOURNEY["journey.yml"].replace("id: bread", "id: loaf")})
    later()
    journey.build()
    assert not file.exists()
    assert file.parent.with_name("loaf").is_dir()
    assert not file.parent.exists()
    later()
    (journey.srcdir / "journey.yml").unlink()
    journey.build(suppress_warnings=["journey", "toc"])
    assert not file.parent.with_name("loaf").exists()


def test_a_build_leaves_nothing_of_itself_on_the_domain(journey: Project) -> None:
    with patch_docutils(journey.srcdir), docutils_namespace():
        app, _, _ = journey.app()
        app.build()
        domain = domain_module.journey_domain(app.env)
    assert domain.build.writing is None
    assert domain.build.scanned == {}
    assert domain.build.pictures.store is None
    assert set(vars(domain)) - {"build"} <= set(vars(app.env.get_domain("std"))) | {
        name for name in vars(domain) if name.startswith("_")
    }
