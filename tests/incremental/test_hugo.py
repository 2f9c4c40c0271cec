"""Promises 2 to 6 for a Hugo site: exact rebuilds, nothing withheld, any number of processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from images.samples import encoded, textured
from incremental.matrix import DIRHTML, EPUB, FURO, LATEX, TEXT, Variant
from incremental.site import Site, differing, make_site, tree_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Step = Callable[[Site], object]

HTML = Variant("basic", "html")
SECRET = "Kneipenschlägerei"
FILES: dict[str, str | bytes] = {
    "conf.py": 'project = "Bread"\ncopyright = "2026, Bakers"\nversion = release = "1"\n'
    'extensions = ["myst_parser", "sphinx_journey"]\nhtml_theme = "basic"\n'
    'journey_today = "2026-11-22"\njourney_hugo = True\n',
    "hugo.toml": 'title = "Bread"\nbaseURL = "https://bread.org/"\n[params]\noven = "hot"\n'
    '[permalinks.page]\nposts = "/:year/:slug/"\n',
    "content/_index.md": "---\ntitle: All of bread\n---\nWelcome.\n",
    "content/posts/oven.md": "---\ntitle: The oven\ndate: 2026-10-01\n---\n## Heat\n\n"
    "It is {{< param oven >}}, as [flour](/2026/flour/#mill) is not; [salt](/notes/salt/), "
    '[figures](/oven.csv).\n\n![oven](/oven.png)\n\n`{{< ref "flour.md" >}}`\n',
    "content/posts/flour.md": "---\ntitle: Flour\ndate: 2026-09-01\n---\n## Mill\n\n"
    '<a href="{{< ref "oven.md#heat" >}}">The oven</a>\n\n'
    '{{< readfile file="static/recipe.txt" >}}\n',
    "content/posts/crumb/index.md": "---\ntitle: Crumb\ndate: 2026-10-20\n---\n"
    "![crumb](crumb.png) {{< param mood >}}\n\n{{< odd >}}\n\n"
    "{{< imgproc rum fill >}}Near{{< /imgproc >}}\n",
    "content/posts/_index.md": "---\ntitle: Posts\ncascade: {mood: calm}\n---\n",
    "content/notes/salt.md": "---\ntitle: Salt\n---\nSalty.\n",
    "content/parts/common/index.md": "---\ntitle: Common\nheadless: true\n---\n",
    "content/parts/common/mill.md": "Mill it.\n",
    "content/notes/rye.md": '---\ntitle: Rye\n---\n{{< readfile file="/parts/common/mill.md" >}}\n',
    "content/hidden/_index.md": "---\ntitle: Hidden\ncascade: {draft: true}\n---\n",
    "content/hidden/brawl/index.md": f"---\ntitle: {SECRET}\n---\n{SECRET} [all](all.csv)\n",
    "content/hidden/brawl/all.csv": f"{SECRET}\n",
    "static/oven.csv": "250\n",
    "static/recipe.txt": "Mix *it*.\n",
    "static/oven.png": encoded(textured((60, 40), seed=1), "PNG"),
    "content/posts/crumb/crumb.png": encoded(textured((60, 40), seed=2), "PNG"),
}


def make(root: Path) -> Site:
    return make_site(root / "site", FILES)


def build(site: Site, variant: Variant, out: str = "", parallel: int = 1) -> dict[str, str]:
    name = out or variant.name
    made = site.build(variant.builder, name, variant.overrides, parallel=parallel)
    assert not [one for one in made.warnings if "Traceback" in one]
    return tree_of(made.out)


def replace(name: str, old: str, new: str) -> Step:
    return lambda site: site.replace(name, old, new)


def write(name: str, content: bytes | str) -> Step:
    return lambda site: site.write(name, content)


OVEN, FLOUR, CRUMB = (f"content/posts/{one}.md" for one in ("oven", "flour", "crumb/index"))
COMMON = "content/parts/common/index.md"
POSTS, HIDDEN = "content/posts/_index.md", "content/hidden/_index.md"
EDITS: dict[str, Step] = {
    "nothing": lambda site: None,
    "a permalink": replace("hugo.toml", "/:year/:slug/", "/:slug/"),
    "a parameter of the site": replace("hugo.toml", '"hot"', '"warm"'),
    "the title of the site": replace("hugo.toml", '"Bread"', '"Loaves"'),
    "no configuration": lambda site: site.delete("hugo.toml"),
    "a slug": replace(FLOUR, "title:", "slug: rye\ntitle:"),
    "a heading that is linked": replace(FLOUR, "## Mill", "## Millstones"),
    "a title": replace(FLOUR, "title: Flour", "title: Rye flour"),
    "a weight": replace(FLOUR, "title:", "weight: 5\ntitle:"),
    "a cascade": replace(POSTS, "calm", "wild"),
    "a cascade that hides": replace(POSTS, "mood: calm", "mood: calm, draft: true"),
    "a cascade that hides no more": replace(HIDDEN, "draft: true", "draft: false"),
    "a section's title": replace(POSTS, "title: Posts", "title: Articles"),
    "a section's page is gone": lambda site: site.delete(POSTS),
    "a section gets a page": write("content/notes/_index.md", "---\ntitle: Jottings\n---\nAll.\n"),
    "a section is empty": lambda site: site.delete("content/notes/salt.md"),
    "a section that is new": write("content/tools/peel.md", "---\ntitle: Peel\n---\nWood.\n"),
    "the home page is gone": lambda site: site.delete("content/_index.md"),
    "a post becomes a draft": replace(FLOUR, "title:", "draft: true\ntitle:"),
    "a post is gone": lambda site: site.delete(FLOUR),
    "a file that is linked": write("static/oven.csv", "260\n"),
    "a file that is linked is gone": lambda site: site.delete("static/oven.csv"),
    "a file that is read": write("static/recipe.txt", "Knead *it*.\n"),
    "a file that is read is gone": lambda site: site.delete("static/recipe.txt"),
    "a picture": write("static/oven.png", encoded(textured((60, 40), seed=7), "PNG")),
    "a picture is gone": lambda site: site.delete("static/oven.png"),
    "a picture that goes before": write(
        "static/2026/crumb/crumb.png", encoded(textured((60, 40), seed=8), "PNG")
    ),
    "a picture by a part of its name": write(
        "content/posts/crumb/a-rum.png", encoded(textured((60, 40), seed=9), "PNG")
    ),
    "a shortcode of the project's own": lambda site: site.write(
        "conf.py", site.read("conf.py") + "journey_shortcodes = {'odd': 'Odd *indeed*.'}\n"
    ),
    "the site's values in conf.py": lambda site: site.write(
        "conf.py", site.read("conf.py") + "journey_hugo_config = {'params': {'oven': 'cold'}}\n"
    ),
    "the bundle of a text that is read is a draft": replace(
        COMMON, "title:", "draft: true\ntitle:"
    ),
    "the bundle of a text that is read is doubtful": replace(
        COMMON, "title:", "darft: true\ntitle:"
    ),
    "the bundle of a text that is read is gone": lambda site: site.delete(COMMON),
    "a text that is read is a draft": write(
        "content/parts/common/mill.md", "---\ndraft: true\n---\nMill it.\n"
    ),
    "a page of another format that hides": write(
        "content/notes/_index.html", "---\ntitle: N\ncascade: {draft: true}\n---\n"
    ),
    "a filter of a mount": lambda site: site.write(
        "hugo.toml",
        site.read("hugo.toml")
        + '[[module.mounts]]\nsource = "content"\ntarget = "content"\nfiles = ["! notes/**"]\n',
    ),
    "a configuration that can't be read": lambda site: site.write(
        "hugo.toml", site.read("hugo.toml") + "[[cascade]\n"
    ),
    "no switch": replace(
        "conf.py", "journey_hugo = True", "journey_hugo = False\nroot_doc = 'content/_index'"
    ),
    "UTF-16": lambda site: site.write(FLOUR, site.read(FLOUR).encode("utf-16")),
}
"""Each begins at the same site."""


@pytest.mark.parametrize("name", EDITS)
def test_a_rebuild_is_a_clean_build(tmp_path: Path, name: str) -> None:
    site = make(tmp_path)
    first = build(site, HTML)
    EDITS[name](site)
    rebuilt = build(site, HTML)
    assert differing(rebuilt, build(site, HTML, "clean")) == []
    assert (name == "nothing") is (differing(rebuilt, first) == [])


@pytest.mark.parametrize("variant", [FURO, DIRHTML, EPUB, LATEX, TEXT], ids=lambda one: one.name)
def test_edits_one_after_another_are_clean_builds(tmp_path: Path, variant: Variant) -> None:
    site = make(tmp_path)
    build(site, variant)
    names = ("a permalink", "a slug", "a cascade", "a section gets a page", "a picture is gone")
    for name in (*names, "a file that is linked is gone", "a post becomes a draft"):
        EDITS[name](site)
        rebuilt = build(site, variant)
        assert differing(rebuilt, build(site, variant, f"clean {name}")) == [], name


@pytest.mark.parametrize(
    "variant", [HTML, FURO, DIRHTML, EPUB, LATEX, TEXT], ids=lambda one: one.name
)
def test_what_a_cascade_withholds_is_nowhere(tmp_path: Path, variant: Variant) -> None:
    site = make(tmp_path)
    site.replace(OVEN, "[salt]", "[it](/hidden/brawl/), [all](/hidden/brawl/all.csv), [salt]")

    def said() -> list[Path]:
        words = SECRET.encode()
        out = site.root / variant.name
        files = (path for path in out.rglob("*") if path.is_file() and "doctrees" not in path.parts)
        return [path for path in files if words in path.read_bytes() or "brawl" in path.name]

    build(site, variant)
    assert said() == []
    EDITS["a cascade that hides no more"](site)
    build(site, variant)
    assert said() or variant in {EPUB, LATEX}  # packed, or not in the book's toctree
    site.replace(HIDDEN, "draft: false", "draft: true")
    rebuilt = build(site, variant)
    assert said() == []
    assert differing(rebuilt, build(site, variant, "clean")) == []


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_two_processes_make_the_bytes_of_one(tmp_path: Path) -> None:
    site = make(tmp_path)
    for number in range(12):
        head = f"---\ntitle: N {number}\ndate: 2026-01-01\nweight: {number + 1}\n---\n"
        site.write(
            f"content/posts/n{number}.md",
            f"{head}{{{{< notice tip >}}}}\n[oven](/2026/the-oven/#heat)\n{{{{< /notice >}}}}\n",
        )
    serial = build(site, HTML, "serial")
    assert differing(build(site, HTML, "parallel", parallel=2), serial) == []
