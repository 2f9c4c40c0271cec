"""What the guide shows of the directives works as it is shown, in either markup."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from markdown_it import MarkdownIt
from snippets.doctrees import BUILDERS, Doctrees, doctrees_of, normalised, pixels
from support import ROOT, Project

from sphinx_journey.directives import DIRECTIVES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

GUIDE = (ROOT / "docs" / "guide" / "directives.md").read_text(encoding="utf-8")
PLAN: dict[str, Any] = yaml.safe_load((ROOT / "docs" / "journey.yml").read_text(encoding="utf-8"))
FENCES = [t for t in MarkdownIt("commonmark").parse(GUIDE) if t.type == "fence"]


@dataclass(frozen=True)
class Pair:
    """A directive as the guide shows it, in both markups."""

    name: str
    markdown: str
    rest: str


def _pairs() -> Iterator[Pair]:
    for first, second in pairwise(FENCES):
        if (first.info, second.info) == ("markdown", "rst"):
            directive = re.match(r"\.\. ([\w-]+)::", second.content)
            assert directive, second.content
            line = first.map[0] + 1 if first.map else 0
            yield Pair(f"{directive[1]}-{line}", first.content, second.content)


PAIRS = tuple(_pairs())


def documents(plan: Mapping[str, Any]) -> Iterator[str]:
    """Yield every document that a plan names."""
    for group in (plan, *plan["pillars"]):
        if "doc" in group:
            yield group["doc"]
        for post in group["posts"]:
            if isinstance(post, str):
                yield post
            elif "doc" in post:
                yield post["doc"]


def _build(root: Path, markup: str) -> Doctrees:
    # The quick start's pillar, which the guide also names, besides the book's.
    starter = {"id": "starter", "title": "The starter", "posts": ["starter/feeding"]}
    plan = {**PLAN, "pillars": [*PLAN["pillars"], starter]}
    project = Project(root / "project")
    docnames = list(documents(plan))
    pages = [f"g/{pair.name}" for pair in PAIRS]
    contents = "\n".join(["```{toctree}", *docnames, *pages, "```"])
    project.write({"journey.yml": yaml.safe_dump(plan), "index.md": f"# Home\n\n{contents}\n"})
    project.write({f"{docname}.md": f"# {docname}\n" for docname in docnames})
    project.write({"overview/two-loops.png": pixels(), "g/kneading.png": pixels()})
    clip = ROOT / "docs/guide/_pictures/loop.webm"
    project.write({"g/kneading.mp4": clip.read_bytes()})
    for pair in PAIRS:
        is_post = "series-nav" in pair.name
        if markup == "rst":
            head = ":pillar: starter\n\n" if is_post else ""
            project.write({f"g/{pair.name}.rst": f"{head}Page\n====\n\n{pair.rest}"})
        else:
            head = "---\npillar: starter\n---\n" if is_post else ""
            project.write({f"g/{pair.name}.md": f"{head}# Page\n\n{pair.markdown}"})
    return doctrees_of(project, pages)


@pytest.fixture(scope="module")
def markdown(tmp_path_factory: pytest.TempPathFactory) -> Doctrees:
    """Return the guide's snippets in MyST."""
    return _build(tmp_path_factory.mktemp("guide"), "markdown")


@pytest.fixture(scope="module")
def rest(tmp_path_factory: pytest.TempPathFactory) -> Doctrees:
    """Return the guide's snippets in reStructuredText."""
    return _build(tmp_path_factory.mktemp("guide"), "rst")


def test_every_directive_is_shown_in_both_markups() -> None:
    shown = {name for pair in PAIRS for name in re.findall(r"\.\. ([\w-]+)::", pair.rest)}
    assert shown == set(DIRECTIVES)
    assert len([fence for fence in FENCES if fence.info == "rst"]) == len(PAIRS)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_both_markups_give_the_same_doctree(markdown: Doctrees, rest: Doctrees, pair: Pair) -> None:
    docname = f"g/{pair.name}"
    assert normalised(markdown.before[docname]) == normalised(rest.before[docname])
    for builder in BUILDERS:
        after = (trees.after[builder, docname] for trees in (markdown, rest))
        assert normalised(next(after)) == normalised(next(after))


def test_no_snippet_warns(markdown: Doctrees, rest: Doctrees) -> None:
    assert markdown.warnings == []
    assert rest.warnings == []


def test_what_is_rendered_is_what_is_shown() -> None:
    """A directive that the page itself uses is shown as source, too."""
    sources = {pair.markdown for pair in PAIRS}
    used = [f"```{f.info}\n{f.content}```\n" for f in FENCES if f.info.startswith("{blog-image}")]
    used += [f"```{f.info}\n{f.content}```\n" for f in FENCES if f.info == "{pillar-roadmap}"]
    assert len(used) >= 3
    assert [source for source in used if source not in sources] == []


@pytest.mark.parametrize("name", DIRECTIVES)
def test_every_option_is_in_the_table(name: str) -> None:
    (section,) = re.findall(
        rf"^## (?:[\w-]+ and )?{name}(?: and [\w-]+)?\n(.*?)(?=^## |\Z)",
        GUIDE,
        re.DOTALL | re.MULTILINE,
    )
    listed = re.findall(r"^\| `:([\w-]+):` \|", section, re.MULTILINE)
    assert sorted(listed) == sorted(DIRECTIVES[name].option_spec or {})
