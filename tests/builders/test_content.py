"""Every builder shows a journey whole: real content, nothing raw, no empty place, no dead links."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from PIL import Image
from support import JOURNEY, Build, Project

if TYPE_CHECKING:
    from pathlib import Path

WEB = ("html", "dirhtml", "singlehtml")
MARKUP = (*WEB, "epub")
BUILDERS = (*MARKUP, "latex", "text")
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJg"
    "gg=="
)
FILES: dict[str, str | bytes] = {
    **JOURNEY,
    "index.md": """
        # Bread

        :::{pillar-roadmap}
        :::

        :::{journey-toctree}
        :::

        :::{toctree}
        progress
        dashboard
        :::
        """,
    "flour/bowl.png": PICTURE,
    "flour/hydration.md": """
        +++
        date = 2026-11-01
        tags = ["water", "dough"]
        +++
        # Hydration

        Water makes dough.

        :::{blog-image} bowl.png
        :alt: A bowl of wet flour

        Flour, *two minutes* later.
        :::

        :::{mermaid}
        :alt: Water and flour become dough
        flowchart LR
          water --> dough
          flour --> dough
        :::

        The last words on water.
        """,
    "fire/flame.png": PICTURE,
    "fire/index.rst": """
        Fire
        ====

        .. pillar-roadmap::
           :pillar: fire

        .. pillar-roadmap::
           :view: table

        .. journey-toctree::
           :pillar: fire
        """,
    "fire/oven.rst": """
        :date: 2026-11-15
        :tags: heat

        The oven
        ========

        It is hot.

        .. blog-image:: flame.png
           :alt: A flame under a loaf
           :caption: The *first* flame.

        .. mermaid::

           flowchart LR
             spark --> blaze

        The last words on heat.
        """,
    "progress.md": """
        # How far we are

        :::{series-progress}
        :::
        """,
    "dashboard.rst": """
        The dashboard
        =============

        .. series-progress::
        """,
}
ROADMAP = (
    "Why bake published October 1, 2026 1 min read",
    "Flour and water What dough is made of. 2 posts 1 min 1 published",
    "Hydration published November 1, 2026 1 min read",
    "Milling planned December 24, 2026",
    "Fire 2 posts 1 min 1 published",
    "The oven published November 15, 2026 1 min read",
    "Crust planned January 31, 2026",
)
ALL_POSTS = (
    "Post Date Reading Status",
    "Why bake Oct 1, 2026 1 min published",
    "1. Flour and water",
    "Hydration Nov 1, 2026 1 min published",
    "Milling Dec 24, 2026",
    "2. Fire",
    "The oven Nov 15, 2026 1 min published",
    "Crust Jan 31, 2026",
)


@dataclass(frozen=True)
class Output:
    """The output of a builder, page by page, as a reader sees it."""

    builder: str
    build: Build

    def file(self, docname: str) -> str:
        """Return the name of the file that contains a document."""
        match self.builder:
            case "html" | "epub":
                return f"{docname}.{'html' if self.builder == 'html' else 'xhtml'}"
            case "dirhtml":
                folder = "" if docname == "index" else docname.removesuffix("/index") + "/"
                return f"{folder}index.html"
            case "singlehtml":
                return "index.html"
            case "latex":
                return "bread.tex"
        return f"{docname}.txt"

    def page(self, docname: str) -> str:
        """Return the source of a document's part of the output."""
        source = self.build.read(self.file(docname))
        if self.builder == "latex":
            start = source.index(rf"\label{{\detokenize{{{docname}::doc}}}}")
            ends = (r"\sphinxstepscope", r"\renewcommand{\indexname}")
            return source[start : min(at for e in ends if (at := source.find(e, start)) > 0)]
        if self.builder == "text":
            return source
        return str(self.body(docname))

    def body(self, docname: str) -> Tag:
        """Return the element that holds a document, without the documents below it."""
        tree = soup(self.build.out / self.file(docname))
        if self.builder == "singlehtml" and docname != "index":
            mark = tree.find(id=f"document-{docname}")
            assert isinstance(mark, Tag)
            body = mark.find_next_sibling("section")
        else:
            # On paper series-nav is below the page's sections.
            body = tree.select_one("div.body" if self.builder == "epub" else "div.body section")
        assert isinstance(body, Tag)
        if self.builder == "singlehtml":
            for below in body.select(".toctree-wrapper"):
                below.decompose()
        return body

    def text(self, docname: str) -> str:
        """Return what a reader reads of a document, on one line, without decoration."""
        if self.builder in MARKUP:
            return plain(self.body(docname).get_text(" "))
        return plain(self.page(docname))


ARGUMENTS = r"(\[[^]]*\]|\{([^{}]|\{[^{}]*\})*\})*"
NO_WORDS = (
    rf"\\(begin|end|label|setcounter|sphinx[a-z]*(labels|graphics|multicolumn)){ARGUMENTS}",
    r"\\(DUrole|sphinxhref)\{[^{}]*\}|\\hyperref\[[^]]*\]",
    r"(?<!\\)%\n|\\[a-zA-Z]+\*?|\\\\|\\(?=%)",
    r"[{}|*()·\u2013&+=]|-{2,}",
)
"""Decoration in LaTeX and text: commands, rules of tables, bullets, dots."""


def plain(text: str) -> str:
    """Return only the words, on one line."""
    for pattern in NO_WORDS:
        text = re.sub(pattern, " ", text)
    return re.sub(r" ([,.])", r"\1", " ".join(text.split()))


def soup(path: Path) -> BeautifulSoup:
    """Parse a page: EPUB as the XML it must be, HTML as a browser does."""
    kind = "xml" if path.suffix == ".xhtml" else "lxml"
    return BeautifulSoup(path.read_bytes(), kind)


def assert_in_order(text: str, parts: tuple[str, ...]) -> None:
    """Fail unless a text contains all parts, one after the other."""
    at = 0
    for part in parts:
        found = text.find(part, at)
        assert found >= 0, f"{part!r} is not in {text[at:]!r}"
        at = found + len(part)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Output]:
    """Build the journey once with each builder."""
    project = Project(tmp_path_factory.mktemp("content") / "project").write(FILES)
    extensions = ["myst_parser", "sphinxcontrib.mermaid", "sphinx_journey"]
    return {name: Output(name, project.build(name, extensions=extensions)) for name in BUILDERS}


@pytest.fixture(params=BUILDERS)
def output(outputs: dict[str, Output], request: pytest.FixtureRequest) -> Output:
    """Return the output of each builder in turn."""
    return outputs[request.param]


@pytest.fixture(params=MARKUP)
def pages(outputs: dict[str, Output], request: pytest.FixtureRequest) -> Output:
    """Return the output of each builder that makes pages with links."""
    return outputs[request.param]


def test_there_are_no_warnings(output: Output) -> None:
    assert output.build.warnings == []


def test_roadmap_shows_every_pillar_and_post_with_status_day_and_minutes(output: Output) -> None:
    assert_in_order(output.text("index"), ROADMAP)


def test_roadmap_of_one_pillar_shows_only_that_pillar(output: Output) -> None:
    text = output.text("fire/index")
    assert_in_order(text, (*ROADMAP[4:], "Post Date Reading Status"))
    assert "Hydration" not in text[: text.index("Post Date Reading")]


def test_roadmap_as_table_in_markdown_lists_the_posts_of_its_pillar(output: Output) -> None:
    text = output.text("flour/index")
    assert_in_order(text, ("Post Date Reading Status", ALL_POSTS[3], ALL_POSTS[4]))
    assert "The oven" not in text


def test_roadmap_as_table_in_restructuredtext_lists_all_posts_by_pillar(output: Output) -> None:
    assert_in_order(output.text("fire/index"), ALL_POSTS)


@pytest.mark.parametrize("docname", ["progress", "dashboard"])
def test_dashboard_shows_totals_shares_next_and_late_and_all_posts(
    output: Output, docname: str
) -> None:
    text = output.text(docname)
    for number, name in (("3", "published"), ("2", "to come"), ("3", "minutes to read")):
        assert f"{number} {name}" in text or f"{name} {number}" in text
    assert re.search(r"words [1-9]\d|[1-9]\d words", text)
    assert_in_order(text, ("Flour and water", "1 of 2 published", "Fire", "1 of 2 published"))
    assert len(re.findall(r"\b50 ?%", text)) == 2
    late = text.index("What is late")
    assert "Milling planned December 24, 2026" in text[text.index("What comes next") : late]
    assert "Crust planned January 31, 2026" in text[late : text.index("All posts")]
    assert_in_order(text[text.index("All posts") :], ALL_POSTS)


def test_dashboard_on_the_web_has_a_labelled_meter_for_each_pillar(
    outputs: dict[str, Output],
) -> None:
    for builder in WEB:
        meters = outputs[builder].body("progress").select("progress")
        assert [(m["value"], m["max"]) for m in meters] == [("3", "5"), ("1", "2"), ("1", "2")]
        labels = [str(meter["aria-label"]) for meter in meters]
        assert "Flour and water" in labels[1]
        assert "Fire" in labels[2]


def test_post_line_shows_day_reading_time_tags_and_authors(output: Output) -> None:
    assert "October 1, 2026 1 min read start by" in output.text("overview/why")
    assert "Ada Baker" in output.text("overview/why")
    assert "November 1, 2026 1 min read water, dough" in output.text("flour/hydration")
    assert "November 15, 2026 1 min read heat" in output.text("fire/oven")


def test_author_is_linked_where_there_are_links(output: Output) -> None:
    page = output.page("overview/why")
    if output.builder in MARKUP:
        link = output.body("overview/why").find("a", href="https://example.org/ada")
        assert isinstance(link, Tag)
        assert link.get_text() == "Ada Baker"
    elif output.builder == "latex":
        assert r"\sphinxhref{https://example.org/ada}{Ada Baker}" in page


def test_dates_are_time_elements_on_the_web(outputs: dict[str, Output]) -> None:
    for builder in WEB:
        times = outputs[builder].body("index").select("time")
        days = {(str(time["datetime"]), time.get_text()) for time in times}
        assert ("2026-12-24", "December 24, 2026") in days
        assert len(days) == 5


@pytest.mark.parametrize(
    ("docname", "part", "pillar", "previous", "following"),
    [
        ("overview/why", "Part 1 of 3", None, None, "Flour and water"),
        ("flour/hydration", "Part 2 of 3", "Flour and water", "Flour and water", "Fire"),
        ("fire/oven", "Part 3 of 3", "Fire", "Fire", None),
    ],
)
def test_series_nav_shows_part_pillar_journey_and_neighbors(
    output: Output,
    docname: str,
    part: str,
    pillar: str | None,
    previous: str | None,
    following: str | None,
) -> None:
    text = output.text(docname)
    where = [part, "2 more planned", *([pillar] if pillar else []), "Bread from scratch"]
    assert_in_order(text, tuple(where))
    assert (f"Previous: {previous}" in text) == bool(previous)
    assert (f"Next: {following}" in text) == bool(following)
    assert ("Previous" in text) == bool(previous)
    assert ("Next" in text) == bool(following)


def test_chapter_shows_which_pillar_it_is_and_how_far_it_has_come(output: Output) -> None:
    line = "Pillar 2 of 2 2 posts 1 min 1 published Bread from scratch"
    assert line in output.text("fire/index")


def test_toctree_lists_the_chapters_and_posts_of_the_plan_in_its_order(output: Output) -> None:
    titles = ("Why bake", "Flour and water", "Hydration", "Fire", "The oven")
    index = output.build.read(output.file("index"))
    match output.builder:
        case "html" | "dirhtml" | "epub":
            wrapper = output.body("index").select_one(".toctree-wrapper")
            assert isinstance(wrapper, Tag)
            assert tuple(link.get_text() for link in wrapper.select("a")) == titles
        case "singlehtml":
            headings = soup(output.build.out / "index.html").select("section h2, section h3")
            shown = tuple(heading.get_text().removesuffix("¶") for heading in headings)
            assert shown[:5] == titles
        case "latex":
            headings_in_tex = re.findall(r"\\(?:chapter|section)\{(.*)\}", index)
            assert tuple(headings_in_tex[:5]) == titles
        case _:
            assert_in_order(index[index.rindex("* Why bake\n") :], titles)


def assert_shows_the_picture(path: Path) -> None:
    """Fail unless a file holds the picture's only pixel."""
    with Image.open(path) as made, Image.open(io.BytesIO(PICTURE)) as source:
        assert made.size == (1, 1)
        assert made.convert("RGBA").getpixel((0, 0)) == source.convert("RGBA").getpixel((0, 0))


@pytest.mark.parametrize(
    ("docname", "name", "alt", "caption", "emphasis"),
    [
        (
            "flour/hydration",
            "bowl.png",
            "A bowl of wet flour",
            "Flour, two minutes later.",
            "two minutes",
        ),
        ("fire/oven", "flame.png", "A flame under a loaf", "The first flame.", "first"),
    ],
)
def test_picture_has_its_file_or_alternative_text_and_its_caption(
    output: Output, docname: str, name: str, alt: str, caption: str, emphasis: str
) -> None:
    assert caption in output.text(docname)
    if output.builder in MARKUP:
        figure = output.body(docname).select_one("figure.blog-figure")
        assert isinstance(figure, Tag)
        image, caption_tag = figure.find("img"), figure.find("figcaption")
        assert isinstance(image, Tag)
        assert isinstance(caption_tag, Tag)
        assert image["alt"] == alt
        assert "blog-image" in str(image["class"])
        shown = (output.build.out / output.file(docname)).parent / str(image["src"])
        assert shown.name.startswith(name.partition(".")[0])
        assert_shows_the_picture(shown)
        assert [em.get_text() for em in caption_tag.find_all("em")] == [emphasis]
    elif output.builder == "latex":
        stem, ending = name.split(".")
        pattern = rf"\\sphinxincludegraphics\{{\{{({stem}-\w+-1w)\}}\.{ending}\}}"
        (made,) = re.findall(pattern, output.page(docname))
        assert_shows_the_picture(output.build.out / f"{made}.{ending}")
        assert rf"\sphinxstyleemphasis{{{emphasis}}}" in output.page(docname)
    else:
        lines = output.page(docname).splitlines()
        assert [line for line in lines if alt in line and caption not in plain(line)]
        assert [line for line in lines if plain(line) == caption]


def test_diagram_is_a_picture_with_alternative_text_or_readable_text(output: Output) -> None:
    alt = "Water and flour become dough"
    if output.builder in MARKUP:
        images = output.body("flour/hydration").select("img.journey-diagram")
        assert [image["alt"] for image in images] == [alt]
        (other,) = output.body("fire/oven").select("img.journey-diagram")
        assert str(other["alt"]).strip()
        for docname, image in (("flour/hydration", images[0]), ("fire/oven", other)):
            shown = (output.build.out / output.file(docname)).parent / str(image["src"])
            assert shown.stat().st_size > 500
        if output.builder in WEB:
            drawing = shown.read_text(encoding="utf-8")
            assert "<svg" in drawing
            assert "spark" in drawing
            assert "blaze" in drawing
    elif output.builder == "latex":
        for docname in ("flour/hydration", "fire/oven"):
            (name,) = re.findall(r"\{\{(diagram[^}]*)\}\.pdf\}", output.page(docname))
            assert (output.build.out / f"{name}.pdf").read_bytes().startswith(b"%PDF")
    else:
        assert alt in output.text("flour/hydration")
        drawn = output.text("fire/oven")
        assert_in_order(drawn, ("It is hot.", "spark", "blaze", "The last words on heat."))


RAW = (
    ":::",
    "{pillar-roadmap}",
    "{series-progress}",
    "{journey-toctree}",
    "journey_",
    "placeholder",
    "flowchart",
    "html_element",
    "system_message",
    "problematic",
)
MARKS = ("<div", "<nav", "<p", "<a ", "</", "&lt;", "&amp;", "None", "True", ".. ")


def test_no_page_contains_anything_raw(output: Output) -> None:
    ending = output.file("index").rpartition(".")[2]
    files = sorted(output.build.out.rglob(f"*.{ending}"))
    assert len(files) >= (1 if output.builder in {"singlehtml", "latex"} else 8)
    for path in files:
        source = path.read_text(encoding="utf-8").partition(r"\begin{document}")
        found = [raw for raw in RAW if raw in (source[2] or source[0])]
        assert found == [], path
        if output.builder in MARKUP:
            page = soup(path)
            for code in page.select("script, style"):
                code.decompose()
            read = page.get_text()
        else:
            read = source[2] or source[0]
        assert [mark for mark in MARKS if mark in read] == [], path


def test_diagram_source_is_not_in_the_search_index(outputs: dict[str, Output]) -> None:
    assert '"dough"' in outputs["html"].build.read("searchindex.js")
    assert "flowchart" not in outputs["html"].build.read("searchindex.js")


EMPTY_LATEX = (
    r"\\begin\{(sphinxuseclass|itemize|enumerate|figure)\}(\{[^}]*\})?\s*\\end\{",
    r"\\item \{\}\s*\\(item|end)",
    r"\\sphinxAtStartPar\s*\\(sphinxAtStartPar|sphinxbeforeendvarwidth|end|item)",
    r"\\(caption|chapter|section|sphinxcrossref|sphinxstylestrong|sphinxhref\{[^}]*\})\{\s*\}",
)


def test_no_place_is_empty(output: Output) -> None:
    for docname in (name.rpartition(".")[0] for name in FILES if name.endswith((".md", ".rst"))):
        page = output.page(docname)
        if output.builder in MARKUP:
            for element in output.body(docname).select(
                "[class*=journey-], figure, figcaption, nav, p, li, dt, dd, th, td, a, span, ul, ol"
            ):
                if str(element.get("id", "")).startswith("document-"):
                    continue
                filled = element.get_text(strip=True) or element.name == "img"
                assert filled or element.find(["img", "svg"]), (docname, str(element))
        elif output.builder == "latex":
            for empty in EMPTY_LATEX:
                assert not re.search(empty, page), (docname, empty)
        else:
            assert not re.search(r"(?m)^\s*([*-]|\d+\.)\s*$|\(\s*\)|: *$|· *$", page), docname


def broken_links(out: Path) -> tuple[int, list[str]]:
    """Return how many links and pictures inside an output were followed, and those that fail."""
    trees = {path.resolve(): soup(path) for path in sorted(out.rglob("*html"))}
    ids = {path: {str(tag["id"]) for tag in tree.find_all(id=True)} for path, tree in trees.items()}
    followed, broken = 0, []
    for path, tree in trees.items():
        for tag in tree.find_all(["a", "link", "img", "script", "object"]):
            address = tag.get("href") or tag.get("src") or tag.get("data") or ""
            url = urlsplit(str(address))
            of_sphinx = out.name == "singlehtml" and tag.get("rel") in (["index"], ["search"])
            if url.scheme or url.netloc or of_sphinx:
                continue
            followed += 1
            target = (path.parent / unquote(url.path)).resolve() if url.path else path
            if target.is_dir():
                target /= "index.html"
            fragment = unquote(url.fragment)
            missing = fragment and target in ids and fragment not in ids[target]
            if missing or not target.is_file():
                broken.append(f"{path.name}: {address}")
    return followed, broken


def test_every_link_inside_the_output_leads_somewhere(pages: Output) -> None:
    followed, broken = broken_links(pages.build.out)
    assert broken == []
    assert followed > 60
