"""Promises 2 to 6 for pictures: rebuilds are clean and exact, processes and folders change nothing.

The site has the same pictures as blog-images, in posts and outside, some of them shared, one with a
variant for dark pages, one in a post that isn't published.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

import pytest
from images.samples import encoded, tagged, textured
from incremental.matrix import EPUB, FURO, Variant, pages_by_time
from incremental.site import FILES, Site, build_apart, copy_tree, differing, make_site, tree_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Step = Callable[[Site], None]


def photograph(seed: int) -> bytes:
    return tagged(textured((900, 600), seed=seed), "JPEG", orientation=6)


def shown(name: str, alt: str, *options: str) -> str:
    return "\n".join([f":::{{blog-image}} {name}", f":alt: {alt}", *options, ":::", ""])


PICTURES: dict[str, str | bytes] = {
    "img/oven.jpg": photograph(1),
    "img/night.jpg": photograph(2),
    "img/crumb.png": encoded(textured((700, 300), seed=3), "PNG"),
    "notes/crumb.png": encoded(textured((700, 300), seed=3), "PNG"),
    "img/secret.jpg": photograph(4),
    "img/card.png": encoded(textured((1300, 700), seed=5), "PNG"),
}
SITE: dict[str, str | bytes] = {
    **FILES,
    **PICTURES,
    "conf.py": str(FILES["conf.py"])
    + 'html_baseurl = "https://example.org/"\n'
    # Plain pictures of the site have file names as their texts, which is tested elsewhere.
    + 'suppress_warnings = ["journey.image_alt"]\n',
    "overview/why.md": str(FILES["overview/why.md"])
    + "\n"
    + shown("../img/oven.jpg", "An oven at work", ":dark: ../img/night.jpg", ":name: the-oven"),
    "flour/kneading.md": str(FILES["flour/kneading.md"]) + "\n" + shown("/img/crumb.png", "Crumbs"),
    "fire/steam.md": str(FILES["fire/steam.md"]).replace(
        "---\n# ", "images: [/img/card.png]\n---\n# "
    )
    + "\n"
    + shown("/img/crumb.png", "Crumbs in the steam", ":width: 50%"),
    "notes/b.md": "# Note B\n\n"
    + shown("crumb.png", "Crumbs of a note")
    + "\n![x](img/loaf.png)\n",
    "fire/draft.md": str(FILES["fire/draft.md"]) + "\n" + shown("/img/secret.jpg", "A secret oven"),
}
HTML = Variant("basic", "html")
LATEX = Variant("latex", "latex")
WEB = (HTML, FURO)
BUILDERS = ("html", "epub", "latex")


def write(name: str, content: bytes) -> Step:
    return lambda site: site.write(name, content)


def replace(name: str, old: str, new: str) -> Step:
    return lambda site: site.replace(name, old, new)


def settings(**values: object) -> Step:
    return lambda site: site.overrides.update(journey_images=values)


class Edit(NamedTuple):
    """An edit, and the pages that a website must write for it."""

    name: str
    step: Step
    pages: frozenset[str]


def edit(name: str, step: Step, pages: str) -> Edit:
    return Edit(name, step, frozenset(pages.split()))


def namesake(site: Site) -> None:
    """Show a plain picture that comes first among those of one name, and so gets the name."""
    site.write("about/oven.jpg", encoded(textured((30, 30), seed=11), "JPEG"))
    site.replace("about.md", "In no toctree.", "![A cold one](about/oven.jpg)")


def without_picture(site: Site) -> None:
    text = site.read("flour/kneading.md")
    site.write("flour/kneading.md", text[: text.index(":::{blog-image}")])


SHOWING = "overview/why flour/kneading fire/steam notes/b"
EDITS = (
    edit("picture", write("img/oven.jpg", photograph(7)), "overview/why"),
    edit("dark-variant", write("img/night.jpg", photograph(8)), "overview/why"),
    edit(
        "shared-picture",
        write("img/crumb.png", encoded(textured((700, 300), seed=9), "PNG")),
        "flour/kneading fire/steam",
    ),
    edit(
        "card-for-other-sites",
        write("img/card.png", encoded(textured((1300, 700), seed=6), "PNG")),
        "fire/steam",
    ),
    edit("narrower", settings(widths=[320, 640]), SHOWING),
    edit("wider-than-any", settings(widths=[480, 800, 1200, 1600, 2400]), ""),
    edit("quality", settings(quality=30), SHOWING),
    edit("sizes", settings(sizes="90vw"), SHOWING),
    edit("not-enlarged", settings(enlarge=False), SHOWING),
    edit("fallback-alone", settings(formats=[]), SHOWING),
    edit(
        "plain-ones-too",
        settings(all=True),
        f"{SHOWING} flour/hydration flour/ember fire/oven",
    ),
    edit("none-prepared", settings(enabled=False), SHOWING),
    edit("nothing-new", settings(fetch_remote=True), ""),
    edit(
        "without-dark", replace("overview/why.md", ":dark: ../img/night.jpg\n", ""), "overview/why"
    ),
    edit("another-of-its-name", namesake, "about"),
    edit("picture-removed", without_picture, "flour/kneading"),
)


def build(site: Site, variant: Variant, out: str = "") -> dict[str, str]:
    made = site.build(variant.builder, out or variant.name, variant.overrides)
    assert made.warnings == []
    return tree_of(made.out)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the site, built by each builder that shows pictures."""
    site = make_site(tmp_path_factory.mktemp("pictures") / "site", SITE)
    for variant in (*WEB, EPUB, LATEX):
        build(site, variant)
    copy_tree(site.root, site.root.with_name("kept"))
    return site.root


@pytest.fixture
def site(built: Path) -> Site:
    """Return the built site as it was before any edit; doctrees name its folder."""
    copy_tree(built.with_name("kept"), built)
    return Site(built)


IN_TURN = list(enumerate(EDITS))


def pages(site: Site, variant: Variant) -> dict[str, int]:
    return pages_by_time(variant, site.root / variant.name)


@pytest.mark.parametrize(("number", "edit"), IN_TURN, ids=[edit.name for edit in EDITS])
def test_a_websites_rebuild_is_a_clean_build_and_writes_no_page_too_many(
    site: Site, number: int, edit: Edit
) -> None:
    variant = WEB[number % 2]
    before = pages(site, variant)
    edit.step(site)
    rebuilt = build(site, variant)
    written = {name for name, time in pages(site, variant).items() if before.get(name) != time}
    assert differing(rebuilt, build(site, variant, "clean")) == []
    parents = {"index.html", "fire/index.html", "flour/index.html"}  # Sphinx's own, of toctrees
    assert written - parents == {variant.page(name) for name in edit.pages} - parents
    if not edit.pages:
        assert written == set()


@pytest.mark.parametrize(("number", "edit"), IN_TURN, ids=[edit.name for edit in EDITS])
def test_on_paper_a_rebuild_is_a_clean_build(site: Site, number: int, edit: Edit) -> None:
    variant = (EPUB, LATEX)[number % 2]
    edit.step(site)
    rebuilt = build(site, variant)
    assert differing(rebuilt, build(site, variant, "clean")) == []


def test_an_edit_encodes_the_edited_picture_and_nothing_else(site: Site) -> None:
    cache = site.root / HTML.name / "doctrees/journey-images/made"
    before = {path: path.stat().st_mtime_ns for path in cache.rglob("*.webp")}
    write("img/oven.jpg", photograph(7))(site)
    build(site, HTML)
    after = {path: path.stat().st_mtime_ns for path in cache.rglob("*.webp")}
    new = [path for path in after if before.get(path) != after[path]]
    assert len(new) == 2  # 480 and 600 pixels wide
    build(site, HTML)
    again = {path: path.stat().st_mtime_ns for path in cache.rglob("*.webp")}
    assert again == after


def test_a_fresh_environment_encodes_nothing_again(site: Site) -> None:
    cache = site.root / HTML.name / "doctrees/journey-images/made"
    before = {path: path.stat().st_mtime_ns for path in cache.rglob("*.webp")}
    assert len(before) > 5
    out = site.root / HTML.name
    command = [sys.executable, "-m", "sphinx", "-E", "-a", "-b", "html"]
    command += ["-d", str(out / "doctrees"), str(site.src), str(out / "html")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "preparing pictures" not in done.stdout
    assert {path: path.stat().st_mtime_ns for path in cache.rglob("*.webp")} == before


def test_progress_is_shown_where_something_is_encoded(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", SITE)
    first = site.build("html")
    assert "preparing pictures... [100%]" in first.status
    assert "preparing pictures" not in site.build("html").status


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("builder", BUILDERS)
def test_four_processes_make_the_bytes_of_one(tmp_path: Path, builder: str) -> None:
    site = make_site(tmp_path / "site", SITE)
    serial = site.build(builder, "serial")
    parallel = site.build(builder, "parallel", parallel=4)
    assert differing(tree_of(parallel.out), tree_of(serial.out)) == []


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not of Windows")
def test_the_next_build_completes_one_that_was_killed_while_encoding(tmp_path: Path) -> None:
    many = {f"img/large{n}.jpg": encoded(textured((1300, 900), seed=n), "JPEG") for n in range(4)}
    shows = "".join(shown(f"img/large{n}.jpg", f"The picture {n}.") + "\n" for n in range(4))
    site = make_site(tmp_path / "site", {**SITE, **many, "about.md": f"# About\n\n{shows}"})
    out = site.root / "out"
    command = [sys.executable, "-m", "sphinx", "-q", "-j", "2", "-b", "html"]
    command += ["-d", str(out / "doctrees"), str(site.src), str(out / "html")]
    killed = subprocess.Popen(command, start_new_session=True)
    try:
        while killed.poll() is None and not list(
            out.glob("doctrees/journey-images/made/**/*.webp")
        ):
            time.sleep(0.01)
        assert killed.poll() is None, "it ended before it could be killed"
    finally:
        os.killpg(killed.pid, signal.SIGKILL)
        killed.wait()
    assert not (out / "html/index.html").exists()
    rebuilt = site.build("html")
    assert differing(tree_of(rebuilt.out), tree_of(site.build("html", "clean").out)) == []


def test_hash_seed_and_folder_change_no_byte(tmp_path: Path) -> None:
    one = build_apart(make_site(tmp_path / "a", SITE), BUILDERS, "1")
    far = make_site(tmp_path / "another folder" / "of a longer name", SITE)
    other = build_apart(far, BUILDERS, "97")
    assert any("oven-" in name for name in one)
    assert differing(one, other) == []


@pytest.mark.parametrize("variant", [HTML, EPUB, LATEX], ids=lambda variant: variant.name)
def test_the_pictures_of_a_withheld_post_are_nowhere(site: Site, variant: Variant) -> None:
    assert not [name for name in build(site, variant) if "secret" in name]
    site.replace("fire/draft.md", "draft: true", "draft: false")
    assert [name for name in build(site, variant) if "secret" in name]
    site.replace("fire/draft.md", "draft: false", "draft: true")
    assert not [name for name in build(site, variant) if "secret" in name]


def test_without_a_journey_rebuilds_are_clean_too(tmp_path: Path) -> None:
    files = {name: content for name, content in PICTURES.items() if name.startswith("img/")}
    pages = {
        "conf.py": FILES["conf.py"],
        "index.md": "# Home\n\n" + shown("img/oven.jpg", "An oven") + "\n```{toctree}\na\n```\n",
        "a.md": "# A\n\n" + shown("img/crumb.png", "Crumbs"),
    }
    site = make_site(tmp_path / "site", {**files, **pages})
    build(site, HTML)
    for step in (
        settings(enlarge=False),
        write("img/oven.jpg", photograph(7)),
        settings(widths=[300]),
        replace("a.md", "img/crumb.png", "img/oven.jpg"),
        settings(enabled=False),
    ):
        step(site)
        rebuilt = build(site, HTML)
        assert differing(rebuilt, build(site, HTML, "clean")) == []
        shutil.rmtree(site.root / "clean")


@pytest.mark.parametrize(
    ("page", "steps"),
    [
        (shown("a.jpg", "An oven"), ({}, {"enabled": False}, {})),
        ("![An oven](a.jpg)\n", ({}, {"all": True})),
        ("![An oven](a.jpg)\n", ({"all": True}, {}, {"all": True})),
    ],
    ids=["off and on", "all", "all off and on"],
)
def test_no_original_stays_when_pictures_are_switched_on(
    tmp_path: Path, page: str, steps: tuple[dict[str, object], ...]
) -> None:
    files: dict[str, str | bytes] = {
        "conf.py": 'extensions = ["myst_parser", "sphinx_journey"]\nhtml_theme = "basic"\n'
        'myst_enable_extensions = ["colon_fence"]\n',
        "index.md": f"# Page\n\n{page}",
        "a.jpg": photograph(1),
    }
    site = make_site(tmp_path / "site", files)
    for options in steps:
        rebuilt = site.build("html", overrides={"journey_images": options})
    clean = site.build("html", "clean", {"journey_images": steps[-1]})
    assert differing(tree_of(rebuilt.out), tree_of(clean.out)) == []
    assert not (rebuilt.out / "_images/a.jpg").exists()
