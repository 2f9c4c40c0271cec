"""Braces of fences and lines in braces say here what they say in Hugo."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from bs4 import BeautifulSoup, Tag
from support import Build, build_folder

from sphinx_journey.hugo.blocks import as_myst

if TYPE_CHECKING:
    from collections.abc import Mapping

CONF = """\
extensions = ["myst_parser", "sphinx_journey"]
copyright = "2026, Bakers"
html_theme = "basic"
html_permalinks = False
smartquotes = False
journey_nav = "none"
journey_hugo = True
journey_today = "2026-11-22"
"""
HUGO = """\
baseURL = "https://bread.org/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]
[markup.goldmark.extensions.typographer]
disable = true
[markup.highlight]
noClasses = false
[markup.goldmark.parser.attribute]
block = {block}
"""
FENCES = {
    "only attributes": "```{linenos=table}\nA\nb\n```",
    "only attributes, after a blank": "``` {linenos=true}\nA\nb\n```",
    "empty": "```{}\nA\nb\n```",
    "a class": "```{.python}\nA\nb\n```",
    "an id": "~~~{#here}\nA\nb\n~~~",
    "options": "```go {hl_lines=[2],linenostart=10,linenos=inline}\nA\nb\nc\n```",
    "ranges in quotes": '```go {hl_lines="2-3 1" linenos=false}\nA\nb\nc\nd\n```',
    "ranges in a list": '```go {hl_lines=["1-2",4] linenos=true}\nA\nb\nc\nd\n```',
    "lines that aren't there": "```go {hl_lines=[2,7]}\nA\nb\n```",
    "no blank": "```go{linenos=true}\nA\nb\n```",
    "any case": "```go { LineNos=true, lineNoStart=5 }\nA\nb\n```",
    "a first number alone": "```go {linenostart=7}\nA\nb\n```",
    "like options": "```go {hl_lines=[1]}\n:A: b\n```",
    "in an item": "- ```go {hl_lines=[1]}\n  A\n  b\n  ```",
    "in a quotation": "> ~~~ go {hl_lines=[1]}\n> A\n> b\n> ~~~",
    "in a notice": "{{< box >}}\n```go {hl_lines=[1]}\nA\nb\n```\n{{< /box >}}",
}
TEXTS = {
    "Jekyll's": "{% include x.html %}\n\n{% highlight ruby %}\nA\n{% endhighlight %}",
    "kramdown's": "A\n{:.wide}\n\n{:.wide}",
    "no attributes": "{A b}\n\n{A}",
    "in an item": "- {% A %}\n- b\n\n  {% c %}",
    "in a quotation": "> {% A %}",
    "in a quotation of an item": "- > - {% A %}",
    "in a notice": "{{< box >}}\n{% A %}\n{{< /box >}}",
    "in code": "    {% A %}\n\n```\n{% A %}\n```",
    "a footnote that isn't there": "A [^undefined], or regex [^0-9]+ *[^x]*.",
    "a footnote that is there": "A[^a] and [^b].\n\n[^a]: Yes [^c].",
}
ATTRIBUTES = {
    "a paragraph": "A\nb\n{.on}",
    "a list": "A:\n- b\n- c\n{.on}",
    "an ordered list": "1. A\n2. b\n{.on .two}",
    "a table": "| A | b |\n|---|---|\n| c | d |\n{.on}",
    "a quotation": "> A\n{.on}",
    "a paragraph and its quotation": "> A\n> {.in}\n{.on}",
    "a heading": "## A\n{.on}",
    "a paragraph of an item": "- A\n\n  b\n  {.on}\n\n- c",
    "the first paragraph of an item": "- A\n  {.on}\n\n- b",
    "with other attributes": 'A\n{class="on two" data-x="1"}',
    "two lines": "A\n{.on}\n{.two}",
    "in the midst of a paragraph": "A\n{.on}\nb",
    "nothing above": "A\n\n{.on}\n\nb\n\n{.on}\nc",
    "code above": "```\nA\n```\n{.on}\n\nb",
    "definitions": "A\n: b\n{.on}",
    "text": "A\n\n{% b %}\n\n{b c}\n\nc\n{d}",
}


class Both(NamedTuple):
    """A page as both have made it."""

    theirs: Mapping[str, Tag]
    ours: Mapping[str, Tag]


def both(root: Path, cases: Mapping[str, str], *, block: bool) -> Both:
    """Build a page for each case with Hugo and with the extension."""
    names = {case: f"p{number}" for number, case in enumerate(cases)}
    files = {
        "hugo.toml": HUGO.format(block=str(block).lower()),
        "layouts/_default/single.html": "<main>{{ .Content }}</main>",
        "layouts/_default/list.html": "",
        "layouts/_shortcodes/box.html": "{{ .InnerDeindent | .Page.RenderString "
        '(dict "display" "block") }}',
        "content/conf.py": CONF + "journey_shortcodes = {'box': '{{ inner }}'}\n",
        "content/_index.md": "---\ntitle: Home\n---\n",
    }
    files |= {
        f"content/posts/{names[case]}.md": f"---\ntitle: T\ndate: 2026-01-01\n---\n{text}\n"
        for case, text in cases.items()
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    hugo = shutil.which("hugo", path=f"{Path(sys.executable).parent}") or shutil.which("hugo")
    assert hugo is not None
    subprocess.run([hugo, "--quiet"], cwd=root, check=True, capture_output=True)
    built: Build = build_folder(root / "content", root / "out", "html")
    assert built.warnings == []
    theirs = {
        case: parsed((root / f"public/posts/{name}/index.html").read_text("utf-8"), "main")
        for case, name in names.items()
    }
    ours = {
        case: parsed(built.read(f"posts/{name}.html"), "div.body") for case, name in names.items()
    }
    return Both(theirs, ours)


def parsed(html: str, selector: str) -> Tag:
    found = BeautifulSoup(html, "lxml").select_one(selector)
    assert found is not None
    for one in found.select("h1, .journey-apart, .journey-meta, [class*='journey']"):
        one.decompose()
    return found


def words(page: Tag) -> str:
    return "".join(page.get_text().split())


@pytest.fixture(scope="module")
def fences(tmp_path_factory: pytest.TempPathFactory) -> Both:
    return both(tmp_path_factory.mktemp("fences"), FENCES, block=False)


@pytest.mark.parametrize("case", FENCES)
def test_a_fence_shows_its_code_numbers_and_marks_as_in_hugo(fences: Both, case: str) -> None:
    theirs, ours = fences.theirs[case], fences.ours[case]

    def lines(page: Tag, numbers: str) -> list[str]:
        for one in page.select(".lntd:first-child"):
            for number in one.select(".lnt"):
                number["class"] = "ln"
        (block,) = page.select("div.highlight, pre:not(.highlight pre)")[:1]
        return [one.get_text().strip() for one in block.select(numbers)]

    def marked(page: Tag, selector: str) -> list[str]:
        found = page.select(selector)
        for one in found:
            for number in one.select(".ln, .linenos"):
                number.extract()
        return [text for one in found if (text := one.get_text().strip())]

    assert lines(ours, ".linenos") == lines(theirs, ".ln, .ln *")
    assert marked(ours, ".hll") == marked(theirs, ".hl")
    code = {
        name: "".join(page.select("pre")[-1].get_text().split()).lstrip("0123456789")
        for name, page in (("theirs", theirs), ("ours", ours))
    }
    assert re.sub("[0-9]", "", code["ours"]) == re.sub("[0-9]", "", code["theirs"])
    assert "A" in code["ours"]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Both:
    return both(tmp_path_factory.mktemp("texts"), {**TEXTS, **ATTRIBUTES}, block=False)


@pytest.mark.parametrize("case", [*TEXTS, *ATTRIBUTES])
def test_what_is_text_in_hugo_is_text(texts: Both, case: str) -> None:
    ours, theirs = texts.ours[case], texts.theirs[case]
    for page in (ours, theirs):
        for one in page.select(".footnotes, .footnote, aside, sup, .footnote-reference"):
            one.decompose()
    assert words(ours) == words(theirs)


@pytest.fixture(scope="module")
def attributes(tmp_path_factory: pytest.TempPathFactory) -> Both:
    return both(tmp_path_factory.mktemp("attributes"), ATTRIBUTES, block=True)


@pytest.mark.parametrize("case", ATTRIBUTES)
def test_attributes_under_a_block_are_its_own_where_the_site_has_them(
    attributes: Both, case: str
) -> None:
    def told(page: Tag) -> list[tuple[str, str, str]]:
        return [
            ("h" if one.name in {"h2", "section"} else one.name, name, words(one))
            for name in ("on", "two", "in")
            for one in page.select(f".{name}")
        ]

    ours, theirs = attributes.ours[case], attributes.theirs[case]
    assert words(ours) == words(theirs)
    assert told(ours) == told(theirs)


def test_each_line_knows_the_line_that_it_comes_from() -> None:
    source = "a\n- b\n- c\n{.x}\n\n```go {hl_lines=[1]}\nd\n```\n\n{e}"
    text, lines = as_myst(source, tuple(range(11, 21)), has_attributes=True)
    assert list(zip(lines, text.split("\n"), strict=True)) == [
        (11, "a"), (12, ""), (12, "{.x}"), (12, "- b"), (13, "- c"), (14, ""), (15, ""),
        (16, "```{code-block} go"), (16, ":emphasize-lines: 1"), (16, ""), (17, "d"), (18, "```"),
        (19, ""), (20, "\\{e}"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["{ref}`a` and {b}", "{{ a }}", "a {b}", "```{note}\n{ref}`a`\n```", "```go\n{}\n```", "${a}$"],
)
def test_what_myst_reads_as_hugo_does_stays(text: str) -> None:
    lines = tuple(range(1, text.count("\n") + 2))
    assert as_myst(text, lines, has_attributes=True) == (text, lines)


def test_warnings_have_the_lines_of_the_file_below_such_braces(tmp_path: Path) -> None:
    text = "---\ntitle: T\n---\n```go {hl_lines=[1]}\na\n```\n\nb\n- c\n{.on}\n\n{nope}`d`\n"
    files = {
        "hugo.toml": HUGO.format(block="true"),
        "content/conf.py": CONF,
        "content/_index.md": "---\ntitle: Home\n---\n",
        "content/posts/a.md": text,
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    built = build_folder(tmp_path / "content", tmp_path / "out", "html")
    assert {one.partition(": WARNING")[0].rpartition("/")[2] for one in built.warnings} == {
        "a.md:12"
    }
    settings = "myst_enable_extensions = []\n"
    (tmp_path / "content/conf.py").write_text(CONF + settings, encoding="utf-8")
    built = build_folder(tmp_path / "content", tmp_path / "out", "html")
    assert "c\n{.on}" in parsed(built.read("posts/a.html"), "div.body").get_text()
