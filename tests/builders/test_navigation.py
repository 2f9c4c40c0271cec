"""Previous and next, "Part N of M" and the way to the progress page, in themes and builders."""

from __future__ import annotations

import json
import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from support import CONF, JOURNEY, Build, Project

if TYPE_CHECKING:
    from collections.abc import Mapping

THEMES = ("furo", "sphinx_rtd_theme", "alabaster", "basic", "classic")
NEIGHBORS_OF_THEME = {
    "furo": ("a.prev-page", "a.next-page"),
    "sphinx_rtd_theme": ("footer a[rel=prev]", "footer a[rel=next]"),
    "alabaster": ("a[title='previous chapter']", "a[title='next chapter']"),
    "basic": ("div.related a[accesskey=P]", "div.related a[accesskey=N]"),
    "classic": ("div.related a[accesskey=P]", "div.related a[accesskey=N]"),
}
"""Where each theme draws its own previous and next."""
ASIDE = "aside, .sphinxsidebar, .sidebar-drawer, .toc-drawer, .wy-nav-side"

OTHER_ORDER: dict[str, str | bytes] = {
    **JOURNEY,
    "index.md": """
        # Bread

        :::{toctree}
        fire/oven
        fire/index
        flour/hydration
        flour/index
        overview/why
        :::
        """,
    "overview/why.md": """
        ---
        date: 2026-10-01
        ---
        # Why bake

        The words of the post.
        """,
    "flour/index.md": "# Flour and water\n",
    "flour/hydration.md": """
        ---
        date: 2026-11-01
        ---
        # Hydration

        The words of the post.
        """,
    "fire/index.rst": "Fire\n====\n",
    "fire/oven.rst": """
        :date: 2026-11-15

        The oven
        ========

        The words of the post.
        """,
}
"""The journey with toctrees that say the opposite of its plan."""
NEIGHBORS: dict[str, tuple[str | None, str | None]] = {
    "overview/why": (None, "flour/index"),
    "flour/hydration": ("flour/index", "fire/index"),
    "fire/oven": ("fire/index", None),
}
"""What comes before and after each post by the plan."""
TITLES = {"flour/index": "Flour and water", "fire/index": "Fire"}


class Page:
    """One page of the output as a browser has it."""

    def __init__(self, build: Build, name: str) -> None:
        self.build = build
        self.name = name
        self.soup = BeautifulSoup(build.read(name), "lxml")

    def target(self, link: Tag | None) -> str | None:
        """Return the file in the output that a link leads to, or ``None`` without a link."""
        if link is None:
            return None
        path = unquote(urlsplit(str(link["href"])).path)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(self.name), path))
        return posixpath.join(target, "index.html") if path.endswith("/") else target

    def one(self, selector: str) -> str | None:
        """Return the target of the one link a selector finds, or ``None``."""
        targets = {self.target(link) for link in self.soup.select(selector)}
        assert len(targets) <= 1, (self.name, selector, targets)
        return targets.pop() if targets else None

    def pair(self, selectors: tuple[str, str]) -> tuple[str | None, str | None]:
        """Return the targets of previous and next."""
        return self.one(selectors[0]), self.one(selectors[1])

    def navs(self) -> list[tuple[str, Tag]]:
        """Return each series-nav, and whether it is above or below the post's text."""
        words = self.soup.find("p", string="The words of the post.")
        assert isinstance(words, Tag)
        before = {id(tag) for tag in words.find_all_previous("nav")}
        return [
            ("top" if id(nav) in before else "bottom", nav)
            for nav in self.soup.select("nav.journey-nav")
        ]


def files(docname: str | None, *, dirhtml: bool = False) -> str | None:
    """Return the file of a document."""
    if docname is None:
        return None
    if dirhtml:
        return f"{docname.removesuffix('/index')}/index.html"
    return f"{docname}.html"


SERIES_NAV = (".journey-previous a", ".journey-next a")
HEAD = ("head link[rel=prev]", "head link[rel=next]")


@pytest.fixture(scope="module")
def other_order(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the project whose toctrees disagree with its plan."""
    return Project(tmp_path_factory.mktemp("navigation") / "project").write(OTHER_ORDER)


@pytest.fixture(scope="module", params=THEMES)
def themed(other_order: Project, request: pytest.FixtureRequest) -> tuple[str, Build]:
    """Build that project once with each theme."""
    build = other_order.build("html", out=request.param, html_theme=request.param)
    assert build.warnings == []
    return request.param, build


@pytest.mark.parametrize("docname", NEIGHBORS)
def test_theme_and_series_nav_lead_to_the_same_pages_in_the_order_of_the_plan(
    themed: tuple[str, Build], docname: str
) -> None:
    theme, build = themed
    page = Page(build, f"{docname}.html")
    expected = tuple(files(name) for name in NEIGHBORS[docname])
    assert page.pair(SERIES_NAV) == expected
    assert page.pair(HEAD) == expected
    assert page.pair(NEIGHBORS_OF_THEME[theme]) == expected


def test_theme_and_series_nav_give_the_neighbors_the_same_titles(
    themed: tuple[str, Build],
) -> None:
    _, build = themed
    page = Page(build, "flour/hydration.html")
    for (head, nav), docname in zip(
        zip(HEAD, SERIES_NAV, strict=True), ("flour/index", "fire/index"), strict=True
    ):
        assert [link["title"] for link in page.soup.select(head)] == [TITLES[docname]]
        assert {link.get_text() for link in page.soup.select(nav)} == {TITLES[docname]}


def test_next_is_drawn_once_below_the_post(themed: tuple[str, Build]) -> None:
    _, build = themed
    page = Page(build, "flour/hydration.html")
    for aside in page.soup.select(ASIDE):
        aside.decompose()
    words = page.soup.find("p", string="The words of the post.")
    assert isinstance(words, Tag)
    below = [page.target(link) for link in words.find_all_next("a", href=True)]
    assert below.count("fire/index.html") == 1


OTHER_THEMES = ("agogo", "bizstyle", "haiku", "nature", "pyramid", "scrolls", "sphinxdoc")
CONFIGURED: list[tuple[str, dict[str, object]]] = [
    *((theme, {}) for theme in (*OTHER_THEMES, "traditional")),
    ("alabaster", {"show_relbars": True}),
    ("alabaster", {"show_relbar_top": True}),
    ("alabaster", {"show_relbar_bottom": "yes"}),
    ("pydata_sphinx_theme", {}),
    ("pydata_sphinx_theme", {"show_prev_next": False}),
    ("sphinx_book_theme", {}),
    ("sphinx_book_theme", {"show_prev_next": False}),
    ("sphinx_rtd_theme", {"prev_next_buttons_location": None}),
    ("sphinx_rtd_theme", {"prev_next_buttons_location": "top"}),
    ("sphinx_rtd_theme", {"prev_next_buttons_location": "both"}),
]
"""Themes, and the options a project sets."""


def ways_on(build: Build) -> list[str | None]:
    """Return where the links below a post lead, those beside it aside."""
    page = Page(build, "flour/hydration.html")
    for aside in page.soup.select(f"{ASIDE}, .sidebar, [class*=bd-sidebar]"):
        aside.decompose()
    words = page.soup.find("p", string="The words of the post.")
    assert isinstance(words, Tag)
    return [page.target(link) for link in words.find_all_next("a", href=True)]


@pytest.mark.parametrize(("theme", "options"), CONFIGURED)
def test_next_is_drawn_once_below_the_post_whatever_the_themes_options(
    other_order: Project, theme: str, options: dict[str, object]
) -> None:
    build = other_order.build(out="configured", html_theme=theme, html_theme_options=options)
    assert build.warnings == []
    assert ways_on(build).count("fire/index.html") == 1


@pytest.mark.parametrize(
    ("base", "defaults", "layout"),
    [
        ("pydata_sphinx_theme", "", ""),
        ("pydata_sphinx_theme", 'show_prev_next = ""', ""),
        ("sphinx_rtd_theme", 'prev_next_buttons_location = "top"', ""),
        ("classic", "", '{% extends "classic/layout.html" %}'),
        ("basic", "", ""),
        ("basic", "", '{% extends "basic/layout.html" %}{% block relbar2 %}{% endblock %}'),
    ],
)
def test_next_is_drawn_once_below_the_post_in_a_theme_made_of_another(
    project: Project, base: str, defaults: str, layout: str
) -> None:
    settings = 'html_theme_path = ["themes"]\n'
    if base in {"pydata_sphinx_theme", "sphinx_rtd_theme"}:
        settings += f'extensions.append("{base}")\n'
    project.write({**OTHER_ORDER, "conf.py": CONF + settings})
    own = f'[theme]\ninherit = "{base}"\n[options]\n{defaults}\n'
    project.write({"themes/own/theme.toml": own})
    if layout:
        project.write({"themes/own/layout.html": layout})
    build = project.build(html_theme="own", exclude_patterns=["themes"])
    assert build.warnings == []
    assert ways_on(build).count("fire/index.html") == 1


def test_pages_are_written_again_when_a_themes_options_change(other_order: Project) -> None:
    theme = "sphinx_rtd_theme"
    for location in ("bottom", None, "bottom"):
        options = {"prev_next_buttons_location": location}
        again = other_order.build(out="again", html_theme=theme, html_theme_options=options)
        clean = other_order.build(
            out=f"clean-{location}", html_theme=theme, html_theme_options=options
        )
        assert again.tree() == clean.tree()
        assert ways_on(again).count("fire/index.html") == 1


def test_part_and_neighbors_are_above_the_post_in_every_theme(
    themed: tuple[str, Build],
) -> None:
    _, build = themed
    (where, nav), *_ = Page(build, "flour/hydration.html").navs()
    assert where == "top"
    assert "Part 2 of 3" in nav.get_text()
    links = nav.select(".journey-neighbors a")
    assert [link.get_text() for link in links] == ["Flour and water", "Fire"]


def test_dirhtml_leads_to_the_same_pages(other_order: Project) -> None:
    build = other_order.build("dirhtml", out="dirhtml", html_theme="furo")
    for docname, neighbors in NEIGHBORS.items():
        page = Page(build, f"{docname}/index.html")
        expected = tuple(files(name, dirhtml=True) for name in neighbors)
        assert page.pair(SERIES_NAV) == page.pair(NEIGHBORS_OF_THEME["furo"]) == expected
        assert page.pair(HEAD) == expected


def test_following_next_reads_the_whole_journey_in_order_and_previous_leads_back(
    journey: Project,
) -> None:
    build = journey.build("html", html_theme="furo")
    order = ["overview/why", "flour/index", "flour/hydration", "fire/index", "fire/oven"]
    _, following = NEIGHBORS_OF_THEME["furo"]
    previous, _ = NEIGHBORS_OF_THEME["furo"]
    read: list[str] = ["overview/why.html"]
    while (after := Page(build, read[-1]).one(following)) is not None:
        read.append(after)
    assert read == [f"{docname}.html" for docname in order]
    back = read[-1:]
    while back[-1] != "overview/why.html":
        before = Page(build, back[-1]).one(previous)
        assert before is not None
        back.append(before)
    assert back == read[::-1]


def test_first_post_has_no_previous_and_last_no_next(themed: tuple[str, Build]) -> None:
    theme, build = themed
    first, last = Page(build, "overview/why.html"), Page(build, "fire/oven.html")
    for page, place in ((first, 0), (last, 1)):
        for selectors in (SERIES_NAV, HEAD, NEIGHBORS_OF_THEME[theme]):
            assert page.soup.select(selectors[place]) == []
            assert page.soup.select(selectors[1 - place]) != []


@pytest.mark.parametrize(
    ("nav", "places"),
    [("both", ["top", "bottom"]), ("top", ["top"]), ("bottom", ["bottom"]), ("none", [])],
)
def test_journey_nav_says_where_series_nav_is(
    other_order: Project, nav: str, places: list[str]
) -> None:
    build = other_order.build("html", out=f"nav-{nav}", html_theme="alabaster", journey_nav=nav)
    for docname in ("flour/hydration", "fire/oven"):
        page = Page(build, f"{docname}.html")
        assert [where for where, _ in page.navs()] == places
        for _, drawn in page.navs():
            assert "Part " in drawn.get_text()
            assert drawn.select(".journey-previous a") != []


def test_theme_follows_the_plan_even_without_series_nav(other_order: Project) -> None:
    build = other_order.build("html", out="furo-none", html_theme="furo", journey_nav="none")
    page = Page(build, "flour/hydration.html")
    assert page.soup.select(".journey-nav") == []
    assert page.pair(NEIGHBORS_OF_THEME["furo"]) == ("flour/index.html", "fire/index.html")


@pytest.mark.parametrize("builder", ["text", "epub"])
@pytest.mark.parametrize("nav", ["both", "top", "bottom", "none"])
def test_on_paper_part_and_neighbors_appear_once_or_not_at_all(
    other_order: Project, builder: str, nav: str
) -> None:
    build = other_order.build(builder, out=f"paper-{nav}", journey_nav=nav)
    page = build.read("flour/hydration.txt" if builder == "text" else "flour/hydration.xhtml")
    times = 0 if nav == "none" else 1
    assert page.count("Part 2 of 3") == times
    assert page.count("Next: ") == times


EXPLICIT = {
    "flour/hydration.md": """
        ---
        date: 2026-11-01
        ---
        # Hydration

        First words.

        :::{series-nav}
        :::

        The words of the post.
        """,
    "fire/oven.rst": """
        :date: 2026-11-15

        The oven
        ========

        First words.

        .. series-nav::

        The words of the post.
        """,
}


@pytest.mark.parametrize("docname", ["flour/hydration", "fire/oven"])
def test_a_series_nav_of_the_author_replaces_the_automatic_one(
    journey: Project, docname: str
) -> None:
    build = journey.write(EXPLICIT).build("html", html_theme="alabaster")
    assert build.warnings == []
    page = Page(build, f"{docname}.html")
    ((where, nav),) = page.navs()
    assert where == "top"
    assert "First words." in [p.get_text() for p in nav.find_all_previous("p")]
    assert "Part " in nav.get_text()
    assert page.pair(SERIES_NAV) == page.pair(HEAD)
    others = BeautifulSoup(build.read("overview/why.html"), "lxml")
    assert len(others.select("nav.journey-nav")) == 2


def test_text_of_series_nav_and_post_line_is_not_searched(project: Project) -> None:
    project.write(
        {
            "journey.yml": """
                id: zythos
                title: Xylophone
                pillars:
                  - id: p
                    title: Pillar
                    posts: [one, two]
                """,
            "index.md": "# Home\n\n:::{journey-toctree}\n:::\n",
            "one.md": "---\ndate: 2026-01-01\ntags: [wunderbar]\n---\n# Zymurgy\n\nFermenting.\n",
            "two.md": "---\ndate: 2026-01-02\n---\n# Quokkas\n\nHopping.\n",
        }
    )
    build = project.build("html")
    page = BeautifulSoup(build.read("two.html"), "lxml").get_text()
    assert all(word in page for word in ("Zymurgy", "Xylophone", "Previous", "min read"))
    index = json.loads(
        build.read("searchindex.js").removeprefix("Search.setIndex(").removesuffix(")")
    )
    two = index["docnames"].index("two")

    def found(word: str) -> bool:
        """Return whether a search for a word's stem leads to the second post."""
        hits = [index[kind].get(word, []) for kind in ("terms", "titleterms")]
        return any(two == hit or (isinstance(hit, list) and two in hit) for hit in hits)

    assert found("hop")
    assert found("quokka")
    nav_words = ("zymurgi", "xylophon", "previous", "previou", "part", "min", "januari")
    assert [word for word in nav_words if found(word)] == []
    assert "wunderbar" not in index["terms"]


LINK_TITLES = {
    "index.md": """
        # Bread

        :::{pillar-roadmap}
        :::

        :::{series-progress}
        :::

        :::{journey-toctree}
        :::
        """,
    "flour/hydration.md": """
        ---
        date: 2026-11-01
        linkTitle: Wet dough
        ---
        # All there is to say about hydration
        """,
    "fire/oven.rst": """
        :date: 2026-11-15
        :linkTitle: Heat

        A very long treatise on ovens
        =============================
        """,
    "journey.yml": """
        id: bread
        title: Bread
        pillars:
          - id: all
            title: All
            posts: [flour/hydration, fire/oven, overview/why]
        """,
    "flour/index.md": "---\norphan: true\n---\n# Flour\n\nSee {doc}`hydration`.\n",
    "fire/index.rst": ":orphan:\n\nFire\n====\n\nSee :doc:`oven`.\n",
}


def test_link_title_is_shown_wherever_a_post_is_listed_and_the_heading_on_the_post(
    journey: Project,
) -> None:
    build = journey.write(LINK_TITLES).build("html", html_theme="furo")
    assert build.warnings == []
    home = BeautifulSoup(build.read("index.html"), "lxml")
    shown = ["Wet dough", "Heat", "Why bake"]
    places = (".toctree-wrapper a", ".sidebar-tree a", ".journey-roadmap-view .journey-posts a")
    for place in places:
        assert [link.get_text() for link in home.select(place)] == shown, place
    table = home.select_one(".journey-progress-view table")
    assert isinstance(table, Tag)
    assert [link.get_text() for link in table.select("tbody a")] == shown
    last = BeautifulSoup(build.read("overview/why.html"), "lxml")
    for place in (".journey-previous a", ".prev-page .title"):
        assert {link.get_text() for link in last.select(place)} == {"Heat"}, place
    assert [link["title"] for link in last.select("head link[rel=prev]")] == ["Heat"]
    long_titles = ("All there is to say about hydration", "A very long treatise on ovens")
    for name, title in zip(("flour/hydration", "fire/oven"), long_titles, strict=True):
        assert f"<h1>{title}<" in build.read(f"{name}.html")
        others = [
            other for other in ("index", "overview/why") if title in build.read(f"{other}.html")
        ]
        assert others == []
    for name, text in (("flour/index", "Wet dough"), ("fire/index", "Heat")):
        link = BeautifulSoup(build.read(f"{name}.html"), "lxml").select_one("article a.internal")
        assert isinstance(link, Tag)
        assert link.get_text() == text


def progress_link(page: Page, title: str = "Bread from scratch") -> str | None:
    """Return where the journey's name in series-nav leads to, or ``None`` if it isn't a link."""
    nav = page.soup.select_one(".journey-part")
    assert isinstance(nav, Tag)
    assert title in nav.get_text()
    links = [link for link in nav.select("a") if link.get_text() == title]
    return page.target(links[0]) if links else None


@pytest.mark.parametrize(
    ("builder", "name", "post"),
    [
        ("html", "series-progress.html", "flour/hydration.html"),
        ("dirhtml", "series-progress/index.html", "flour/hydration/index.html"),
    ],
)
def test_a_progress_page_is_made_where_no_page_carries_series_progress(
    journey: Project, builder: str, name: str, post: str
) -> None:
    build = journey.build(builder)
    assert build.warnings == []
    assert progress_link(Page(build, post)) == name
    page = Page(build, name)
    heading = page.soup.find("h1")
    assert isinstance(heading, Tag)
    assert "Bread from scratch" in heading.get_text()
    assert "journey.css" in str(page.soup.head)
    text = " ".join(page.soup.get_text(" ").split())
    for fact in ("1 of 2 published", "Milling", "Crust", "Why bake", "December 24, 2026"):
        assert fact in text
    links = [page.target(link) for link in page.soup.select("section a")]
    assert post in links
    inside = [link for link in page.soup.select("a, link") if "//" not in str(link.get("href"))]
    missing = [link["href"] for link in inside if not (build.out / str(page.target(link))).exists()]
    assert missing == []
    assert (
        "series-progress"
        not in json.loads(
            build.read("searchindex.js").removeprefix("Search.setIndex(").removesuffix(")")
        )["docnames"]
    )


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_progress_page_is_the_same_when_nothing_else_is_built_again(
    journey: Project, builder: str
) -> None:
    first = journey.build(builder).tree()
    assert any("series-progress" in name for name in first)
    assert journey.build(builder).tree() == first


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "latex", "text"])
def test_other_builders_neither_make_nor_link_a_progress_page(
    journey: Project, builder: str
) -> None:
    build = journey.build(builder)
    assert build.warnings == []
    assert [name for name in build.tree() if "series-progress" in name] == []
    pages = [name for name in build.tree() if name.endswith(("html", ".tex", ".txt"))]
    assert any("Bread from scratch" in build.read(name) for name in pages)
    assert [name for name in pages if "series-progress" in build.read(name)] == []


def test_no_progress_page_is_made_where_a_page_carries_series_progress(journey: Project) -> None:
    journey.write({"so-far.rst": ":orphan:\n\nSo far\n======\n\n.. series-progress::\n"})
    build = journey.build("html")
    assert not (build.out / "series-progress.html").exists()
    for docname in NEIGHBORS:
        assert progress_link(Page(build, f"{docname}.html")) == "so-far.html"


def test_what_comes_next_can_stand_alone_and_goes_on_with_the_clock(journey: Project) -> None:
    index = "# Bread\n\n:::{series-progress}\n:view: next\n:::\n\n:::{journey-toctree}\n:::\n"
    journey.write({"index.md": index})
    build = journey.build()
    assert build.warnings == []
    assert not (build.out / "index.html").read_text(encoding="utf-8").count("journey-totals")
    view = ".journey-next-view"
    [shown] = BeautifulSoup(build.read("index.html"), "html.parser").select(view)
    assert " ".join(shown.get_text(" ").split()) == "Milling · planned · December 24, 2026"
    assert (build.out / "series-progress.html").exists()  # it isn't the dashboard
    later = journey.build(journey_today="2026-12-25")
    [shown] = BeautifulSoup(later.read("index.html"), "html.parser").select(view)
    assert "Crust" in shown.get_text()  # late, and the oldest of those that are
    for builder in ("latex", "text", "epub"):
        assert journey.build(builder).warnings == []


def test_an_unknown_view_of_series_progress_is_said(journey: Project) -> None:
    directives = ":::{series-progress}\n:view: nxt\n:::\n\n:::{journey-toctree}\n:::\n"
    journey.write({"index.md": f"# Bread\n\n{directives}"})
    [warning] = journey.build().warnings
    assert "Did you mean 'next'?" in warning
    assert warning.endswith("[journey.option]")


def test_a_document_of_the_progress_pages_name_wins(journey: Project) -> None:
    journey.write({"series-progress.md": "---\norphan: true\n---\n# My own words\n\nOn my own.\n"})
    build = journey.build("html")
    page = Page(build, "series-progress.html")
    assert "On my own." in page.soup.get_text()
    assert page.soup.select(".journey-bars, .journey-totals") == []
    assert progress_link(Page(build, "flour/hydration.html")) == "series-progress.html"


@pytest.mark.parametrize("name", ["so-far", "about/so-far"])
def test_journey_progress_page_renames_the_progress_page(journey: Project, name: str) -> None:
    build = journey.build("html", journey_progress_page=name)
    assert not (build.out / "series-progress.html").exists()
    assert progress_link(Page(build, "flour/hydration.html")) == f"{name}.html"
    page = Page(build, f"{name}.html")
    links = {page.target(link) for link in page.soup.select(".journey-bars a")}
    assert links == {"flour/index.html", "fire/index.html"}


@pytest.mark.parametrize("off", ["", None])
def test_journey_progress_page_turns_the_progress_page_off(
    journey: Project, off: str | None
) -> None:
    build = journey.build("html", journey_progress_page=off)
    assert [name for name in build.tree() if "progress" in name] == []
    assert progress_link(Page(build, "flour/hydration.html")) is None


TWO_JOURNEYS: Mapping[str, str] = {
    "journey.yml": """
        journeys:
          - {id: bread, title: Bread, pillars: [], posts: [flour/hydration, overview/why]}
          - {id: cake, title: Cake, pillars: [], posts: [fire/oven, overview/why]}
        """,
    "index.md": """
        # Home

        :::{journey-toctree}
        :journey: bread
        :::

        :::{toctree}
        fire/oven
        :::
        """,
    "flour/index.md": "---\norphan: true\n---\n# Flour\n",
    "fire/index.rst": ":orphan:\n\nFire\n====\n",
}


def test_each_of_two_journeys_has_its_own_parts_and_progress_page(journey: Project) -> None:
    build = journey.write(TWO_JOURNEYS).build("html")
    assert build.warnings == []
    for docname, title, name in (
        ("flour/hydration", "Bread", "bread"),
        ("fire/oven", "Cake", "cake"),
    ):
        page = Page(build, f"{docname}.html")
        assert progress_link(page, title) == f"series-progress-{name}.html"
        assert "Part 1 of 2" in page.soup.get_text()
        own = Page(build, f"series-progress-{name}.html")
        assert {own.target(a) for a in own.soup.select("table a")} == {
            f"{docname}.html",
            "overview/why.html",
        }
    shared = Page(build, "overview/why.html").soup
    labels = [str(nav["aria-label"]) for nav in shared.select("nav.journey-nav")]
    assert sorted({label.split()[-1] for label in labels}) == ["Bread", "Cake"]
