"""Promises 2 to 6 for details, tabs and videos: in a journey, and in a project without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from images.samples import encoded, textured
from incremental.matrix import EPUB, FURO, TEXT, Variant, pages_by_time
from incremental.site import FILES, Site, differing, make_site, tree_of
from support import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Step = Callable[[Site], None]

HTML = Variant("basic", "html")
LATEX = Variant("latex", "latex")
CLIP = (ROOT / "docs/guide/_pictures/loop.webm").read_bytes()
VIDEO = "\n```{journey-video} /img/clip.webm\n:title: A loop\n:poster: /img/still.png\n```\n"
SECRET = "\n```{journey-video} /img/secret.webm\n:poster: /img/secret.png\n```\n"
DETAILS = "\n```{journey-details}\nFolded words.\n```\n"
TABS = "\n````{journey-tabs}\n```{journey-tab} One\nFirst.\n```\n````\n"
MEDIA: dict[str, str | bytes] = {
    "img/clip.webm": CLIP,
    "img/secret.webm": CLIP + b"\0",
    "img/still.png": encoded(textured((900, 600), seed=1), "PNG"),
    "img/secret.png": encoded(textured((900, 600), seed=2), "PNG"),
}
PLAIN: dict[str, str | bytes] = {
    **MEDIA,
    "conf.py": 'project = "Bread"\ncopyright = "2026, Bakers"\nversion = release = "1"\n'
    'extensions = ["myst_parser", "sphinx_journey"]\nhtml_theme = "basic"\n',
    "index.md": "# Home\n\n```{toctree}\na\nb\n```\n",
    "a.md": f"# A\n{VIDEO}",
    "b.md": f"# B\n{DETAILS}{TABS}",
}
JOURNEY: dict[str, str | bytes] = {
    **FILES,
    **MEDIA,
    "flour/kneading.md": str(FILES["flour/kneading.md"]) + VIDEO + DETAILS,
    "fire/draft.md": str(FILES["fire/draft.md"]) + SECRET,
}


def build(site: Site, variant: Variant, out: str = "", parallel: int = 1) -> dict[str, str]:
    name = out or variant.name
    made = site.build(variant.builder, name, variant.overrides, parallel=parallel)
    assert [one for one in made.warnings if "image_alt" not in one] == []
    return tree_of(made.out)


def write(name: str, content: bytes | str) -> Step:
    return lambda site: site.write(name, content)


def replace(name: str, old: str, new: str) -> Step:
    return lambda site: site.replace(name, old, new)


def conf(line: str) -> Step:
    return lambda site: site.write("conf.py", f"{site.read('conf.py')}\n{line}\n")


EDITS: dict[str, tuple[Step, str]] = {
    "nothing": (lambda site: None, ""),
    "the video": (write("img/clip.webm", CLIP + b"\0"), "a"),
    "the poster": (write("img/still.png", encoded(textured((900, 600), seed=7), "PNG")), "a"),
    "no poster": (replace("a.md", ":poster: /img/still.png\n", ""), "a"),
    "another file": (replace("a.md", "clip.webm", "secret.webm"), "a"),
    "no video": (replace("a.md", VIDEO, "\nWords.\n"), "a"),
    "no details": (replace("b.md", DETAILS, "\nWords.\n"), "b"),
    "the title of a tab": (replace("b.md", "One", "Two"), "b"),
    "pictures as they are": (conf("journey_images = {'enabled': False}"), "a"),
}


@pytest.mark.parametrize("name", EDITS)
def test_without_a_journey_a_rebuild_is_a_clean_build_and_writes_no_page_too_many(
    tmp_path: Path, name: str
) -> None:
    site = make_site(tmp_path / "site", PLAIN)
    build(site, HTML)
    before = pages_by_time(HTML, site.root / HTML.name)
    step, pages = EDITS[name]
    step(site)
    rebuilt = build(site, HTML)
    times = pages_by_time(HTML, site.root / HTML.name)
    written = {page for page, time in times.items() if before.get(page) != time}
    assert written - {"index.html"} == {HTML.page(page) for page in pages.split()}
    assert differing(rebuilt, build(site, HTML, "clean")) == []


@pytest.mark.parametrize("variant", [HTML, EPUB, LATEX, TEXT], ids=lambda variant: variant.name)
def test_when_the_last_one_goes_so_does_all_that_was_for_it(
    tmp_path: Path, variant: Variant
) -> None:
    site = make_site(tmp_path / "site", PLAIN)
    build(site, variant)
    site.write("a.md", "# A\n")
    site.write("b.md", "# B\n")
    rebuilt = build(site, variant)
    assert differing(rebuilt, build(site, variant, "clean")) == []
    assert not [name for name in rebuilt if "journey" in name or "clip" in name]


@pytest.mark.parametrize("variant", [HTML, EPUB, LATEX, TEXT], ids=lambda variant: variant.name)
def test_a_new_address_of_the_website_is_in_every_book(tmp_path: Path, variant: Variant) -> None:
    site = make_site(tmp_path / "site", PLAIN)
    build(site, variant)
    conf("html_baseurl = 'https://bread.org/'")(site)
    rebuilt = build(site, variant)
    assert differing(rebuilt, build(site, variant, "clean")) == []


@pytest.mark.parametrize("variant", [HTML, FURO, EPUB, LATEX], ids=lambda variant: variant.name)
def test_the_video_of_a_withheld_post_is_nowhere(tmp_path: Path, variant: Variant) -> None:
    site = make_site(tmp_path / "site", JOURNEY)
    secret = site.read("fire/draft.md")
    assert not [name for name in build(site, variant) if "secret" in name]
    site.replace("fire/draft.md", "draft: true", "draft: false")
    shown = [name for name in build(site, variant) if "secret" in name]
    if variant.builder == "html":
        assert {name.partition("/")[0] for name in shown} == {"_downloads", "_images"}
    site.write("fire/draft.md", secret)
    rebuilt = build(site, variant)
    assert not [name for name in rebuilt if "secret" in name]
    assert differing(rebuilt, build(site, variant, "clean")) == []


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("variant", [HTML, EPUB, LATEX], ids=lambda variant: variant.name)
def test_two_processes_make_the_bytes_of_one(tmp_path: Path, variant: Variant) -> None:
    more = {f"n{number}.md": f"# N {number}\n{VIDEO}{TABS}" for number in range(12)}
    index = "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n"
    site = make_site(tmp_path / "site", {**PLAIN, **more, "index.md": index})
    serial = build(site, variant, "serial")
    assert differing(build(site, variant, "parallel", parallel=2), serial) == []


def test_a_video_that_was_missing_is_shown_once_it_is_there(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", {**PLAIN, "img/clip.webm": b""})
    made = site.build("html", HTML.name)
    assert len(made.warned("video")) == 1
    site.write("img/clip.webm", CLIP)
    rebuilt = build(site, HTML)
    assert [name for name in rebuilt if name.endswith("clip.webm")]
    assert differing(rebuilt, build(site, HTML, "clean")) == []
