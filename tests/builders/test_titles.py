"""Titles with markup: math, code and the rest look in lists and links as in a toctree."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, NamedTuple

import pytest
from bs4 import BeautifulSoup, Tag
from support import CONF, EVERYTHING, Build, Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SETTINGS = """
extensions.append("sphinx.ext.mathjax")
myst_enable_extensions += ["dollarmath", "substitution"]
myst_substitutions = {"flour": "*rye* flour"}
mathjax_path = "mathjax-of-this-site.js"
"""
SCRIPT = "mathjax-of-this-site.js"
MATH = '<span class="math notranslate nohighlight">\\({}\\)</span>'
CODE = '<code class="docutils literal notranslate"><span class="pre">{}</span></code>'


class Title(NamedTuple):
    """A title, and what links to its page show."""

    source: str
    html: str
    text: str
    tex: str


TITLES = {
    "emphasis": Title(
        "Some *soft* and **hard** words",
        "Some <em>soft</em> and <strong>hard</strong> words",
        "Some *soft* and **hard** words",
        r"Some \sphinxstyleemphasis{soft} and \sphinxstylestrong{hard} words",
    ),
    "code": Title(
        "Code `a<br>b` here",
        f"Code {CODE.format('a&lt;br&gt;b')} here",
        'Code "a<br>b" here',
        r"Code \sphinxcode{\sphinxupquote{a\textless{}br\textgreater{}b}} here",
    ),
    "math": Title(
        r"Softmax $\sigma(x)$",
        f"Softmax {MATH.format(chr(92) + 'sigma(x)')}",
        r"Softmax \sigma(x)",
        r"Softmax \(\sigma(x)\)",
    ),
    "script": Title(
        "H{sub}`2`O, x{sup}`2`",
        "H<sub>2</sub>O, x<sup>2</sup>",
        "H_2O, x^2",
        r"H$_{\text{2}}$O, x$^{\text{2}}$",
    ),
    "link": Title(
        "Of [others](https://example.org) or [ours](emphasis.md)",
        'Of others or <span class="xref myst">ours</span>',
        "Of others or *ours*",
        r"Of others or \DUrole{xref}{\DUrole{myst}{ours}}",
    ),
    "role": Title(
        "Press {kbd}`K` for {term}`bran`{index}`x`",
        'Press <kbd class="kbd docutils literal notranslate">K</kbd> for'
        ' <span class="xref std std-term">bran</span>x',
        'Press "K" for *bran*x',
        r"Press \sphinxkeyboard{\sphinxupquote{K}} for"
        r" \DUrole{xref}{\DUrole{std}{\DUrole{std-term}{bran}}}x",
    ),
    "substitution": Title(
        "All {{flour}}",
        "All <em>rye</em> flour",
        "All *rye* flour",
        r"All \sphinxstyleemphasis{rye} flour",
    ),
    "image": Title("![a crumb](crumb.png)A crumb", "A crumb", "A crumb", "A crumb"),
    "raw": Title(
        'A <b id="bold" class="x" onclick="no()">bold</b> <a name="place"></a>word<br/>'
        "<script>no()</script><img src=x onerror=no()>",
        'A <b class="x">bold</b> word<br/>no()',
        "A bold wordno()",
        "A bold wordno()",
    ),
    "footnote": Title("Proven[^1]", "Proven", "Proven", "Proven"),
    "escaped": Title(
        r"Tags like \<b> & \*", "Tags like &lt;b&gt; &amp; *", "Tags like <b> & *", "Tags like"
    ),
}
"""By its docname: a title of each kind."""
CRUMB = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
INDEX = f"# Home\n\n{EVERYTHING}\n```{{glossary}}\nbran\n  Coarse.\n```\n"


def files() -> dict[str, str | bytes]:
    """Return a journey of posts of which each has one kind of title."""
    plan = ["id: bread", "title: Bread", "pillars:", "- id: one", "  title: One", "  doc: chapter"]
    plan += ["  posts:", *(f"  - {name}" for name in TITLES)]
    plan += ["- {id: two, title: Two, doc: last}", ""]
    made: dict[str, str | bytes] = {"conf.py": CONF + SETTINGS, "journey.yml": "\n".join(plan)}
    made["index.md"] = INDEX
    made["chapter.md"] = "# Chapter `one`\n\n```{journey-toctree}\n:pillar: one\n```\n"
    made["last.rst"] = "Chapter :sub:`two`\n==================\n\nWords.\n"
    made["crumb.png"] = CRUMB
    for at, (name, title) in enumerate(TITLES.items(), 1):
        head = f"---\ndate: 2026-10-{at:02}\n---\n# {title.source}\n\nWords.\n"
        made[f"{name}.md"] = head + ("\n[^1]: By bakers.\n" if name == "footnote" else "")
    return made


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Build]:
    """Return what builds the journey by a builder and in a theme, once each."""
    project = Project(tmp_path_factory.mktemp("titles") / "project").write(files())
    made: dict[tuple[str, str], Build] = {}

    def build(builder: str, theme: str = "basic") -> Build:
        if (builder, theme) not in made:
            made[builder, theme] = project.build(
                builder, out=f"{builder}-{theme}", html_theme=theme
            )
            assert made[builder, theme].warnings == []
        return made[builder, theme]

    return build


def words_of(root: Tag, selector: str) -> list[str]:
    """Return the HTML inside of each element that a selector finds, without our own spans."""
    found = []
    for one in root.select(selector):
        for span in one.select(".journey-word"):
            span.unwrap()
        found.append(one.decode_contents())
    return found


def page(build: Build, name: str) -> BeautifulSoup:
    return BeautifulSoup(build.read(name), "html.parser")


PLACES = {
    "cards": ".journey-roadmap a.journey-entry-title[href='{}']",
    "table": ".journey-roadmap-view > table a[href='{}']",
    "dashboard": ".journey-progress-view > table a[href='{}']",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", TITLES)
def test_a_view_shows_the_markup_of_a_title(
    builds: Callable[..., Build], name: str, place: str
) -> None:
    root = page(builds("html"), "index.html")
    assert words_of(root, PLACES[place].format(f"{name}.html")) == [TITLES[name].html]


@pytest.mark.parametrize("name", sorted(TITLES.keys() - {"raw"}))
def test_a_view_shows_of_a_title_what_a_toctree_shows(
    builds: Callable[..., Build], name: str
) -> None:
    root = page(builds("html"), "chapter.html")
    assert words_of(root, f".toctree-wrapper a[href='{name}.html']") == [TITLES[name].html]


def neighbors() -> Iterator[tuple[str, str, str]]:
    """Yield pages, and the titles of those before and after each."""
    all_of = [
        f"Chapter {CODE.format('one')}",
        *(title.html for title in TITLES.values()),
        "Chapter <sub>two</sub>",
    ]
    for at, name in enumerate(TITLES, 1):
        yield name, all_of[at - 1], all_of[at + 1]


@pytest.mark.parametrize(("name", "before", "after"), list(neighbors()))
def test_previous_and_next_show_the_markup_of_titles(
    builds: Callable[..., Build], name: str, before: str, after: str
) -> None:
    root = page(builds("html", "furo"), f"{name}.html")
    assert words_of(root, ".journey-previous a") == [before]
    assert words_of(root, ".journey-next a") == [after]
    assert words_of(root, "a.prev-page .title") == [before]
    assert words_of(root, "a.next-page .title") == [after]
    for link in root.select("head link[rel=prev], head link[rel=next]"):
        assert "<" not in str(link["title"]).replace("a<br>b", "").replace("<b>", "")


@pytest.mark.parametrize("name", TITLES)
def test_paper_shows_the_markup_of_a_title(builds: Callable[..., Build], name: str) -> None:
    (tex,) = builds("latex").out.glob("*.tex")
    link = rf"\hyperref[\detokenize{{{name}::doc}}]{{\sphinxcrossref{{"
    parts = tex.read_text("utf-8").split(link)[1:]
    found = [part for part in parts if part.startswith(TITLES[name].tex)]
    assert len(found) >= 4  # roadmap, table, dashboard, neighbors


@pytest.mark.parametrize("name", TITLES)
def test_plain_text_shows_a_title_as_sphinx_does(builds: Callable[..., Build], name: str) -> None:
    text = " ".join(builds("text").read("index.txt").split())
    assert f"* {TITLES[name].text} (published" in text


@pytest.mark.parametrize("name", TITLES)
def test_an_epub_shows_the_markup_of_a_title(builds: Callable[..., Build], name: str) -> None:
    root = page(builds("epub"), "index.xhtml")
    found = words_of(root, f".journey-roadmap a[href='{name}.xhtml']")
    assert found == [TITLES[name].html]


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_markup_of_titles_makes_no_link_in_a_link_and_no_id(
    builds: Callable[..., Build], builder: str
) -> None:
    name = "index.html" if builder == "html" else "index.xhtml"
    root = page(builds(builder), name)
    views = root.select(".journey-roadmap-view, .journey-progress-view")
    assert len(views) == 3
    for view in views:
        assert view.select("a a, a img, .footnote-reference, a [id], [id=bold], [id=place]") == []
        assert len(view.select("a[href]")) >= len(TITLES)


def scripts(build: Build, name: str) -> bool:
    return any(SCRIPT in str(one.get("src")) for one in page(build, name).select("script"))


def test_a_page_with_math_only_in_links_loads_what_draws_it(builds: Callable[..., Build]) -> None:
    build = builds("html")
    assert scripts(build, "index.html")
    assert scripts(build, "code.html")  # before the post with math
    assert scripts(build, "script.html")  # after it
    assert not scripts(build, "image.html")


def test_a_themes_own_links_with_math_load_what_draws_it(project: Project) -> None:
    build = project.write(files()).build(html_theme="furo", journey_nav="none")
    assert page(build, "code.html").select(".journey-neighbors") == []
    assert scripts(build, "code.html")
    assert not scripts(build, "image.html")


def test_a_generated_progress_page_loads_what_draws_math(project: Project) -> None:
    project.write(files())
    project.write({"index.md": INDEX.replace("```{series-progress}\n```\n", "")})
    build = project.build()
    words = words_of(page(build, "series-progress.html"), "table a[href='math.html']")
    assert words == [TITLES["math"].html]
    assert scripts(build, "series-progress.html")


def test_a_title_for_lists_and_a_title_of_the_plan_are_text(project: Project) -> None:
    project.write(files())
    heading = "---\nlinkTitle: Soft *max* <b>\n---\n# Softmax $x$\n"
    project.write({"math.md": heading, "code.md": "Words without heading.\n"})
    plan = str(files()["journey.yml"])
    entry = "  - {doc: code, title: 'A `plan` <b>'}"
    project.write({"journey.yml": plan.replace("  - code", entry)})
    build = project.build(suppress_warnings=["toc.no_title"])
    root = page(build, "index.html")
    for place in PLACES.values():
        assert words_of(root, place.format("math.html")) == ["Soft *max* &lt;b&gt;"]
        assert words_of(root, place.format("code.html")) == ["A `plan` &lt;b&gt;"]


@pytest.mark.parametrize("heading", ["![a crumb](crumb.png)", "<b></b>"])
def test_a_title_without_text_leaves_a_link_that_can_be_read(
    project: Project, heading: str
) -> None:
    project.write(files()).write({"image.md": f"# {heading}\n\nWords.\n"})
    root = page(project.build(), "index.html")
    for place in PLACES.values():
        assert words_of(root, place.format("image.html")) == ["image"]


def test_a_role_shows_a_title_as_text_as_the_roles_of_sphinx_do(project: Project) -> None:
    links = "".join(f"- {{journey:post}}`{name}`: {{doc}}`{name}`\n" for name in TITLES)
    project.write(files()).write({"links.md": f"---\norphan: true\n---\n# Links\n\n{links}"})
    root = page(project.build(), "links.html")
    ours, theirs = words_of(root, ".journey-post"), words_of(root, "a .doc")
    assert ours == theirs
    assert len(ours) == len(TITLES)
    assert ours[2] == r"Softmax \sigma(x)"


def test_parallel_builds_show_the_same_titles(project: Project) -> None:
    project.write(files())
    serial = project.build(html_theme="furo", out="serial")
    assert project.build(html_theme="furo", out="parallel", parallel=2).tree() == serial.tree()
