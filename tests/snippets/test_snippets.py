"""The directives mean the same in MyST and in reStructuredText, before and after transforms."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from snippets.doctrees import BUILDERS, Doctrees, doctrees_of, normalised, only, pixels, shape
from sphinx import addnodes
from support import JOURNEY, Project

from sphinx_journey.nodes import html_element, placeholder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TICKS, COLONS, REST = "```", ":::", ".."
MARKUPS = (TICKS, COLONS, REST)


@dataclass(frozen=True)
class Snippet:
    """One directive with an argument, options and content, to be written in any markup."""

    directive: str
    argument: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    content: str = ""
    rst_content: str | None = None
    """The content in reStructuredText, where it differs."""
    reference: str = ""
    """A target that the page refers to."""
    post: bool = False
    """Whether the page is a post."""

    def page(self, markup: str) -> str:
        """Return the whole page."""
        options = [f":{name}: {value}".rstrip() for name, value in self.options.items()]
        if markup == REST:
            content = self.content if self.rst_content is None else self.rst_content
            body = [*options, "", *content.splitlines()]
            head = [":pillar: fire", ""] if self.post else []
            lines = [*head, "Snippet", "=======", "", "Before.", ""]
            lines.append(f".. {self.directive}:: {self.argument}".rstrip())
            lines += [f"   {line}".rstrip() for line in body]
            after = f"See :ref:`here <{self.reference}>`."
        else:
            head = ["---", "pillar: fire", "---"] if self.post else []
            lines = [*head, "# Snippet", "", "Before.", ""]
            lines.append(f"{markup}{{{self.directive}}} {self.argument}".rstrip())
            lines += [*options, *([""] if self.content else []), *self.content.splitlines()]
            lines.append(markup)
            after = f"See {{ref}}`here <{self.reference}>`."
        return "\n".join([*lines, "", *([after] if self.reference else []), ""])


def picture(argument: str = "/pictures/loaf.png", content: str = "", **options: str) -> Snippet:
    """Return a blog-image; an option's ``_`` becomes ``-``, and is dropped at its end."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in options.items()}
    if "decorative" not in named:
        named = {"alt": "A loaf", **named}
    return Snippet("blog-image", argument, named, content)


SNIPPETS: Mapping[str, Snippet] = {
    "image-alt": picture(alt='A loaf: "dark", *not* sweet & <b>warm</b>'),
    "image-decorative": picture(decorative=""),
    "image-caption": picture(caption="A *fresh* and **warm** loaf"),
    "image-caption-begins-with-markup": picture(caption="*Fresh*: a 'warm' loaf"),
    "image-content": Snippet(
        "blog-image",
        "/pictures/loaf.png",
        {"alt": "A loaf"},
        "A `rye` loaf, by [us](https://example.org/?a=1&b=2).\n\nBaked *today*.\n\n- salt\n- water",
        "A ``rye`` loaf, by `us <https://example.org/?a=1&b=2>`__.\n\nBaked *today*.\n\n"
        "- salt\n- water",
    ),
    "image-content-one-line": picture(content="A *fresh* and **warm** loaf"),
    "image-class": picture(class_="wide"),
    "image-classes": picture(class_="wide blog-image"),
    "image-figclass": picture(figclass="framed tall"),
    "image-width": picture(width="50%"),
    "image-width-plain": picture(width="300"),
    "image-height": picture(height="12.5em"),
    "image-align-left": picture(align="left"),
    "image-align-center": picture(align="center"),
    "image-align-right": picture(align="right"),
    "image-target": picture(target="https://example.org/loaf?a=1&b=2"),
    "image-target-relative": picture(target="../flour/index.html#top"),
    "image-lazy": picture(loading="lazy"),
    "image-eager": picture(loading="eager"),
    "image-enlarge": picture(enlarge="no"),
    "image-dark": picture(dark="/pictures/my loaf.png"),
    "image-credit": picture(
        content="The caption\n\nThe legend",
        credit="Ada <Baker>",
        credit_link="https://example.org/ada?a=1&b=2",
        license="CC BY-SA 4.0",
    ),
    "image-license": picture(license="All rights reserved"),
    "image-name": Snippet(
        "blog-image",
        "/pictures/loaf.png",
        {"alt": "A loaf", "caption": "The loaf", "name": "the-loaf"},
        reference="the-loaf",
    ),
    "image-relative": picture("../pictures/loaf.png"),
    "image-beside": picture("beside.png"),
    "image-any-format": picture("/pictures/loaf.*"),
    "image-with-space": picture("/pictures/my loaf.png"),
    "image-not-ascii": picture("/pictures/brötchen.png"),
    "image-everything": picture(
        "../pictures/loaf.png",
        alt="A loaf",
        caption="The *last* one",
        class_="wide",
        figclass="framed",
        width="20em",
        height="10em",
        align="center",
        target="https://example.org",
        loading="eager",
        name="everything",
    ),
    "roadmap": Snippet("pillar-roadmap"),
    "roadmap-cards": Snippet("pillar-roadmap", options={"view": "cards"}),
    "roadmap-table": Snippet("pillar-roadmap", options={"view": "table"}),
    "roadmap-journey": Snippet("pillar-roadmap", options={"journey": "bread"}),
    "roadmap-pillar": Snippet("pillar-roadmap", options={"pillar": "flour"}),
    "roadmap-pillar-table": Snippet("pillar-roadmap", options={"pillar": "fire", "view": "table"}),
    "roadmap-named": Snippet(
        "pillar-roadmap", options={"class": "wide high", "name": "the-way"}, reference="the-way"
    ),
    "progress": Snippet("series-progress"),
    "progress-named": Snippet(
        "series-progress",
        options={"journey": "bread", "class": "wide", "name": "how-far"},
        reference="how-far",
    ),
    "toctree": Snippet("journey-toctree"),
    "toctree-journey": Snippet("journey-toctree", options={"journey": "bread"}),
    "toctree-pillar": Snippet("journey-toctree", options={"pillar": "flour"}),
    "toctree-hidden": Snippet("journey-toctree", options={"hidden": ""}),
    "toctree-caption": Snippet("journey-toctree", options={"caption": "All the bread"}),
    "toctree-maxdepth": Snippet("journey-toctree", options={"maxdepth": "1"}),
    "toctree-titlesonly": Snippet("journey-toctree", options={"titlesonly": ""}),
    "toctree-numbered": Snippet("journey-toctree", options={"numbered": ""}),
    "toctree-named": Snippet(
        "journey-toctree",
        options={"name": "contents", "caption": "Contents"},
        reference="contents",
    ),
    "details": Snippet("journey-details", 'A *summary* & "more"', {}, "Words, *and* more."),
    "details-open": Snippet("journey-details", "", {"open": ""}, "Words."),
    "details-named": Snippet(
        "journey-details", "A", {"name": "more", "class": "wide"}, "Words.", reference="more"
    ),
    "tabs": Snippet(
        "journey-tabs",
        "",
        {"class": "wide"},
        "~~~{journey-tab} Wheat *flour*\nMix.\n~~~\n"
        "~~~{journey-tab} Rye\n:name: rye\n\nLeave.\n~~~",
        ".. journey-tab:: Wheat *flour*\n\n   Mix.\n\n"
        ".. journey-tab:: Rye\n   :name: rye\n\n   Leave.",
        reference="rye",
    ),
    "video": Snippet("journey-video", "/pictures/my loaf.webm", {}, "The *caption*\n\nMore."),
    "video-everything": Snippet(
        "journey-video",
        "../pictures/my loaf.webm",
        {
            "title": "A loaf",
            "poster": "/pictures/my loaf.png",
            "width": "50%",
            "height": "12em",
            "loop": "",
            "muted": "",
            "autoplay": "",
            "controls": "no",
            "name": "the-video",
            "class": "wide",
        },
        "The caption",
        reference="the-video",
    ),
    "video-elsewhere": Snippet("journey-video", "https://example.org/a.mp4", {"title": "Far"}),
    "nav": Snippet("series-nav", post=True),
    "nav-journey": Snippet("series-nav", options={"journey": "bread"}, post=True),
}


@pytest.fixture(scope="module")
def doctrees(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Doctrees]:
    """Return every snippet in every markup: the same project three times."""
    return {markup: _build(tmp_path_factory.mktemp("snippets"), markup) for markup in MARKUPS}


def _build(root: Path, markup: str) -> Doctrees:
    suffix = ".rst" if markup == REST else ".md"
    project = Project(root / "project").write(JOURNEY)
    project.write({f"s/{name}{suffix}": s.page(markup) for name, s in SNIPPETS.items()})
    project.write({f"pictures/{n}.png": pixels() for n in ("loaf", "my loaf", "brötchen")})
    project.write({"pictures/loaf.gif": pixels("GIF"), "s/beside.png": pixels()})
    project.write({"pictures/my loaf.webm": b"a video"})
    return doctrees_of(project, [f"s/{name}" for name in SNIPPETS])


@pytest.mark.parametrize("name", SNIPPETS)
@pytest.mark.parametrize("fence", [TICKS, COLONS])
class TestBothMarkups:
    def test_give_the_same_doctree_as_read(
        self, doctrees: Mapping[str, Doctrees], fence: str, name: str
    ) -> None:
        assert normalised(doctrees[fence].before[f"s/{name}"]) == normalised(
            doctrees[REST].before[f"s/{name}"]
        )

    @pytest.mark.parametrize("builder", BUILDERS)
    def test_give_the_same_doctree_after_transforms(
        self, doctrees: Mapping[str, Doctrees], fence: str, name: str, builder: str
    ) -> None:
        markdown, rest = (doctrees[m].after[builder, f"s/{name}"] for m in (fence, REST))
        assert normalised(markdown) == normalised(rest)


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize("name", SNIPPETS)
def test_no_snippet_warns(doctrees: Mapping[str, Doctrees], markup: str, name: str) -> None:
    lines = doctrees[markup].warnings
    assert [line for line in lines if f"/s/{name}." in line or "/s/" not in line] == []


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize("name", SNIPPETS)
def test_nothing_of_ours_is_left_for_paper(
    doctrees: Mapping[str, Doctrees], markup: str, name: str
) -> None:
    document = doctrees[markup].after["latex", f"s/{name}"]
    assert not list(document.findall(lambda n: isinstance(n, placeholder | html_element)))
    assert not list(doctrees[markup].after["html", f"s/{name}"].findall(placeholder))


class TestBlogImage:
    """These tests look at reStructuredText; the tests above show that MyST gives the same."""

    @pytest.fixture
    def figure(
        self, doctrees: Mapping[str, Doctrees], request: pytest.FixtureRequest
    ) -> nodes.figure:
        return only(doctrees[REST].before[f"s/{request.param}"], nodes.figure)

    @pytest.fixture
    def image(self, figure: nodes.figure) -> nodes.image:
        return only(figure, nodes.image)

    @pytest.mark.parametrize("figure", ["image-alt"], indirect=True)
    def test_is_a_figure_with_a_picture(self, figure: nodes.figure, image: nodes.image) -> None:
        assert shape(figure) == "figure(image)"
        assert figure["classes"] == ["blog-figure"]
        assert image["alt"] == 'A loaf: "dark", *not* sweet & <b>warm</b>'
        assert image["uri"] == "pictures/loaf.png"
        assert image["classes"] == ["blog-image"]
        assert "loading" not in image

    @pytest.mark.parametrize("figure", ["image-decorative"], indirect=True)
    def test_decorative_has_an_empty_alternative_text(self, image: nodes.image) -> None:
        assert image["alt"] == ""

    @pytest.mark.parametrize("figure", ["image-caption", "image-content-one-line"], indirect=True)
    def test_caption_keeps_its_markup(self, figure: nodes.figure) -> None:
        assert shape(figure) == "figure(image caption(emphasis strong))"
        assert only(figure, nodes.caption).astext() == "A fresh and warm loaf"

    @pytest.mark.parametrize("figure", ["image-caption-begins-with-markup"], indirect=True)
    def test_caption_may_begin_with_markup(self, figure: nodes.figure) -> None:
        assert shape(figure) == "figure(image caption(emphasis))"

    @pytest.mark.parametrize("figure", ["image-content"], indirect=True)
    def test_content_is_caption_and_legend(self, figure: nodes.figure) -> None:
        assert shape(figure) == (
            "figure(image caption(literal reference) "
            "legend(paragraph(emphasis) bullet_list(list_item(paragraph) list_item(paragraph))))"
        )
        assert only(figure, nodes.caption).astext() == "A rye loaf, by us."
        assert only(figure, nodes.reference)["refuri"] == "https://example.org/?a=1&b=2"

    @pytest.mark.parametrize(
        ("figure", "classes"),
        [("image-class", ["wide"]), ("image-classes", ["wide", "blog-image"])],
        indirect=["figure"],
    )
    def test_class_replaces_the_default(self, image: nodes.image, classes: list[str]) -> None:
        assert image["classes"] == classes

    @pytest.mark.parametrize("figure", ["image-figclass"], indirect=True)
    def test_figclass_is_added_to_the_figure(
        self, figure: nodes.figure, image: nodes.image
    ) -> None:
        assert figure["classes"] == ["blog-figure", "framed", "tall"]
        assert image["classes"] == ["blog-image"]

    @pytest.mark.parametrize(
        ("figure", "option", "value"),
        [
            ("image-width", "width", "50%"),
            ("image-width-plain", "width", "300"),
            ("image-height", "height", "12.5em"),
        ],
        indirect=["figure"],
    )
    def test_lengths_are_the_pictures(
        self, figure: nodes.figure, image: nodes.image, option: str, value: str
    ) -> None:
        assert image[option] == value
        assert option not in figure

    @pytest.mark.parametrize(
        ("figure", "side"),
        [(f"image-align-{side}", side) for side in ("left", "center", "right")],
        indirect=["figure"],
    )
    def test_align_is_the_figures(self, figure: nodes.figure, side: str) -> None:
        assert figure["align"] == side

    @pytest.mark.parametrize(
        ("figure", "uri"),
        [
            ("image-target", "https://example.org/loaf?a=1&b=2"),
            ("image-target-relative", "../flour/index.html#top"),
        ],
        indirect=["figure"],
    )
    def test_target_links_the_picture(self, figure: nodes.figure, uri: str) -> None:
        assert shape(figure) == "figure(reference(image))"
        assert only(figure, nodes.reference)["refuri"] == uri

    @pytest.mark.parametrize("figure", ["image-eager"], indirect=True)
    def test_loading_is_as_written(self, image: nodes.image) -> None:
        assert image["loading"] == "eager"

    @pytest.mark.parametrize("figure", ["image-credit"], indirect=True)
    def test_credit_is_the_last_line_of_the_legend(self, figure: nodes.figure) -> None:
        assert shape(figure) == (
            "figure(image caption legend(paragraph paragraph(reference reference)))"
        )
        credit = only(figure, nodes.paragraph, "journey-credit")
        assert credit.astext() == "Picture: Ada <Baker> · CC BY-SA 4.0"
        assert [link["refuri"] for link in credit.findall(nodes.reference)] == [
            "https://example.org/ada?a=1&b=2",
            "https://creativecommons.org/licenses/by-sa/4.0/",
        ]

    @pytest.mark.parametrize("figure", ["image-license"], indirect=True)
    def test_a_licence_needs_no_credit_and_no_caption(self, figure: nodes.figure) -> None:
        assert shape(figure) == "figure(image legend(paragraph))"
        assert only(figure, nodes.paragraph).astext() == "All rights reserved"

    @pytest.mark.parametrize("figure", ["image-dark"], indirect=True)
    def test_a_dark_variant_is_noted_with_its_picture(self, image: nodes.image) -> None:
        assert image["dark"] == "pictures/my loaf.png"

    @pytest.mark.parametrize("figure", ["image-name"], indirect=True)
    def test_name_is_a_target(self, doctrees: Mapping[str, Doctrees], figure: nodes.figure) -> None:
        assert figure["names"] == ["the-loaf"]
        document = doctrees[REST].after["html", "s/image-name"]
        assert only(document, nodes.reference)["refid"] == figure["ids"][0]

    @pytest.mark.parametrize(
        ("figure", "uri"),
        [
            ("image-relative", "pictures/loaf.png"),
            ("image-beside", "s/beside.png"),
            ("image-with-space", "pictures/my loaf.png"),
            ("image-not-ascii", "pictures/brötchen.png"),
        ],
        indirect=["figure"],
    )
    def test_source_is_relative_to_the_page_or_from_the_root(
        self, image: nodes.image, uri: str
    ) -> None:
        assert image["candidates"] == {"*": uri}

    @pytest.mark.parametrize("figure", ["image-any-format"], indirect=True)
    def test_the_builder_chooses_among_formats(
        self, doctrees: Mapping[str, Doctrees], image: nodes.image
    ) -> None:
        assert image["candidates"] == {
            "image/gif": "pictures/loaf.gif",
            "image/png": "pictures/loaf.png",
        }
        page = (doctrees[REST].html / "s" / "image-any-format.html").read_text("utf-8")
        assert re.search(r'src="../_images/loaf-[0-9a-f]+-4w.png"', page)

    @pytest.mark.parametrize("figure", ["image-everything"], indirect=True)
    def test_all_options_together(self, figure: nodes.figure, image: nodes.image) -> None:
        assert shape(figure) == "figure(reference(image) caption(emphasis))"
        assert figure["classes"] == ["blog-figure", "framed"]
        assert (figure["align"], figure["names"]) == ("center", ["everything"])
        assert (image["width"], image["height"]) == ("20em", "10em")
        assert (image["classes"], image["alt"]) == (["wide"], "A loaf")


class TestRoadmap:
    @pytest.mark.parametrize("name", ["roadmap", "roadmap-cards", "roadmap-journey"])
    def test_is_a_path_of_stations_on_the_web(
        self, doctrees: Mapping[str, Doctrees], name: str
    ) -> None:
        path = only(doctrees[REST].after["html", f"s/{name}"], html_element, "journey-roadmap")
        assert [n["tag"] for n in path.children if isinstance(n, html_element)] == ["li"] * 3
        titles = [
            n.astext()
            for n in path.findall(nodes.paragraph)
            if "journey-station-title" in n["classes"]
        ]
        assert titles == ["Start here", "Flour and water", "Fire"]
        links = {n.astext(): n["refuri"] for n in path.findall(nodes.reference)}
        assert links["Flour and water"] == "../flour/index.html"
        assert links["Hydration"] == "../flour/hydration.html"
        assert "Milling" not in links

    def test_is_a_numbered_list_on_paper(self, doctrees: Mapping[str, Doctrees]) -> None:
        document = doctrees[REST].after["latex", "s/roadmap"]
        path = only(document, nodes.enumerated_list)
        titles = [item.children[0].astext() for item in path.children]
        assert titles == ["Flour and water", "Fire"]
        assert "Milling (planned · December 24, 2026)" in document.astext()

    @pytest.mark.parametrize("builder", BUILDERS)
    def test_is_a_table_with_a_heading_row_for_each_pillar(
        self, doctrees: Mapping[str, Doctrees], builder: str
    ) -> None:
        table = only(doctrees[REST].after[builder, "s/roadmap-table"], nodes.table)
        head = only(table, nodes.thead)
        assert [e.astext() for e in head.findall(nodes.entry)] == [
            "Post", "Date", "Reading", "Status"
        ]  # fmt: skip
        rows = [
            [e.astext() for e in row.findall(nodes.entry)]
            for row in only(table, nodes.tbody).findall(nodes.row)
        ]
        blank = "\N{NO-BREAK SPACE}" if builder == "latex" else " "
        assert rows[0] == ["Why bake", "Oct 1, 2026", f"1{blank}min", "published"]
        assert rows[1] == ["1. Flour and water"]
        assert rows[3][:2] + rows[3][3:] == ["Milling", "Dec 24, 2026", "planned"]
        assert rows[4] == ["2. Fire"]

    def test_one_pillar_is_shown_alone(self, doctrees: Mapping[str, Doctrees]) -> None:
        text = doctrees[REST].after["html", "s/roadmap-pillar"].astext()
        assert "Hydration" in text
        assert "The oven" not in text
        assert "Why bake" not in text

    def test_a_pillars_table_has_no_heading_row(self, doctrees: Mapping[str, Doctrees]) -> None:
        table = only(doctrees[REST].after["html", "s/roadmap-pillar-table"], nodes.table)
        first = next(only(table, nodes.tbody).findall(nodes.row))
        assert first.children[0].astext() == "The oven"

    @pytest.mark.parametrize(
        ("name", "classes", "target"),
        [("roadmap-named", {"wide", "high"}, "the-way"), ("progress-named", {"wide"}, "how-far")],
    )
    @pytest.mark.parametrize("builder", BUILDERS)
    def test_class_and_name_are_on_what_is_drawn(
        self,
        doctrees: Mapping[str, Doctrees],
        builder: str,
        name: str,
        classes: set[str],
        target: str,
    ) -> None:
        document = doctrees[REST].after[builder, f"s/{name}"]
        drawn = next(n for n in document.findall(nodes.Element) if target in n["names"])
        assert classes <= set(drawn["classes"])
        link = next(n for n in document.findall(nodes.reference) if n.astext() == "here")
        assert link["refid"] in drawn["ids"]


class TestSeriesProgress:
    @pytest.mark.parametrize("builder", BUILDERS)
    def test_says_totals_pillars_next_late_and_all(
        self, doctrees: Mapping[str, Doctrees], builder: str
    ) -> None:
        document = doctrees[REST].after[builder, "s/progress"]
        assert [n.astext() for n in document.findall(nodes.rubric)] == [
            "Pillar by pillar", "What comes next", "What is late", "All posts"
        ]  # fmt: skip
        late = only(document, nodes.bullet_list)
        assert late.astext().startswith("Crust · planned")

    def test_has_a_labelled_bar_for_each_pillar(self, doctrees: Mapping[str, Doctrees]) -> None:
        document = doctrees[REST].after["html", "s/progress"]
        bars = [n["attrs"] for n in document.findall(html_element) if n["tag"] == "progress"]
        # Both posts with series-nav on them are posts of the pillar, too.
        assert [bar["aria-label"] for bar in bars] == [
            "The whole journey: 5 of 7 published",
            "Flour and water: 1 of 2 published",
            "Fire: 3 of 4 published",
        ]
        assert (bars[1]["value"], bars[1]["max"]) == ("1", "2")


class TestJourneyToctree:
    def toctree(self, doctrees: Mapping[str, Doctrees], name: str) -> addnodes.toctree:
        return only(doctrees[REST].before[f"s/{name}"], addnodes.toctree)

    @pytest.mark.parametrize("name", ["toctree", "toctree-journey"])
    def test_lists_the_overview_and_the_chapters(
        self, doctrees: Mapping[str, Doctrees], name: str
    ) -> None:
        toctree = self.toctree(doctrees, name)
        chapters = ["overview/why", "flour/index", "fire/index"]
        assert toctree["entries"] == [(None, docname) for docname in chapters]
        assert toctree["includefiles"] == chapters

    def test_of_a_pillar_lists_its_posts(self, doctrees: Mapping[str, Doctrees]) -> None:
        entries = self.toctree(doctrees, "toctree-pillar")["entries"]
        assert entries == [(None, "flour/hydration")]

    def test_takes_the_options_of_toctree(self, doctrees: Mapping[str, Doctrees]) -> None:
        assert self.toctree(doctrees, "toctree-hidden")["hidden"]
        assert self.toctree(doctrees, "toctree-maxdepth")["maxdepth"] == 1
        assert self.toctree(doctrees, "toctree-titlesonly")["titlesonly"]
        assert self.toctree(doctrees, "toctree-numbered")["numbered"] > 0
        assert self.toctree(doctrees, "toctree-caption")["caption"] == "All the bread"

    def test_is_resolved_to_links(self, doctrees: Mapping[str, Doctrees]) -> None:
        document = doctrees[REST].after["html", "s/toctree-titlesonly"]
        links = [(n.astext(), n["refuri"]) for n in document.findall(nodes.reference)]
        assert links[:2] == [
            ("Why bake", "../overview/why.html"),
            ("Flour and water", "../flour/index.html"),
        ]

    def test_hidden_shows_nothing(self, doctrees: Mapping[str, Doctrees]) -> None:
        document = doctrees[REST].after["html", "s/toctree-hidden"]
        assert not list(document.findall(nodes.reference))


class TestSeriesNav:
    @pytest.mark.parametrize("name", ["nav", "nav-journey"])
    def test_appears_once_and_where_it_is_put(
        self, doctrees: Mapping[str, Doctrees], name: str
    ) -> None:
        document = doctrees[REST].after["html", f"s/{name}"]
        nav = only(document, html_element, "journey-nav")
        assert re.match(r"Part [45] of 5 · 2 more planned · Fire · Bread", nav.astext())
        section = only(document, nodes.section)
        texts = [child.astext() for child in section.children]
        assert texts.index("Before.") < section.index(nav.parent)
