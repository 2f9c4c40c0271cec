"""Details, tabs and videos: whole in every builder, with a located warning for what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup, Tag
from snippets.doctrees import pixels
from support import ROOT, Build, Project

from sphinx_journey.hugo.shortcodes.context import Context
from sphinx_journey.hugo.shortcodes.render import render

if TYPE_CHECKING:
    from collections.abc import Mapping

WEB = ("html", "dirhtml", "singlehtml")
PAPER = ("epub", "latex", "text", "man", "texinfo")
VIDEO = (ROOT / "docs/guide/_pictures/loop.webm").read_bytes()
MARKDOWN = """\
# Home

First words.

```{journey-details} What is **rye**, *and* why?
:name: rye

It is a grain.
```

- An item

  ```{journey-details}
  Inside of a list.
  ```

> ````{journey-tabs}
> ```{journey-tab} Wheat *flour*
> Mix it.
>
> ~~~{journey-details} Deep
> Deepest words.
> ~~~
> ```
> ```{journey-tab} Rye
> Leave it.
> ```
> ````

```{journey-video} my clip.webm
:title: Folding the dough
:poster: poster.png
:width: 50%

The *caption*.
```

```{journey-video} https://example.org/far.mp4
:title: Far away
```

See {ref}`the grain <rye>`.
"""
REST = """\
Home
====

First words.

.. journey-details:: What is **rye**, *and* why?
   :name: rye

   It is a grain.

- An item

  .. journey-details::

     Inside of a list.

..

    .. journey-tabs::

       .. journey-tab:: Wheat *flour*

          Mix it.

          .. journey-details:: Deep

             Deepest words.

       .. journey-tab:: Rye

          Leave it.

.. journey-video:: my clip.webm
   :title: Folding the dough
   :poster: poster.png
   :width: 50%

   The *caption*.

.. journey-video:: https://example.org/far.mp4
   :title: Far away

See :ref:`the grain <rye>`.
"""
SOURCES = {"index.md": MARKDOWN, "index.rst": REST}
MAN: Mapping[str, Any] = {"man_pages": [("index", "home", "Home", [], 1)]}


def components(project: Project, files: Mapping[str, str | bytes]) -> Project:
    return project.write({"my clip.webm": VIDEO, "poster.png": pixels(), **files})


def body(build: Build, page: str = "index.html") -> Tag:
    found = BeautifulSoup(build.read(page), "html.parser").select_one("div.body")
    assert found is not None
    return found


def names(build: Build) -> list[str]:
    return [path.relative_to(build.out).as_posix() for path in build.out.rglob("*")]


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("builder", WEB)
def test_the_web_unfolds_chooses_and_plays(project: Project, builder: str, source: str) -> None:
    build = components(project, {source: SOURCES[source]}).build(builder)
    assert build.warnings == []
    page = body(build)
    details = page.select("details.journey-details")
    assert [one.summary.get_text() for one in details if one.summary] == [
        *("What is rye, and why?", "Details", "Deep")
    ]
    assert details[0]["id"] == "rye"
    assert not details[0].has_attr("open")
    assert details[1].find_parent("li")
    (tabs,) = page.select("blockquote .journey-tabs")
    assert [one.get_text() for one in tabs.select("label")] == ["Wheat flour", "Rye"]
    inputs = tabs.select("label > input[type=radio]")
    assert len({one["name"] for one in inputs}) == 1
    assert [one.has_attr("checked") for one in inputs] == [True, False]
    assert details[2].find_parent("div", class_="journey-tab")
    (video,) = page.select("figure.journey-video video[controls]")
    assert video["aria-label"] == "Folding the dough"
    assert video["preload"] == "metadata"
    assert video["style"] == "width: 50%;"
    assert (build.out / str(video["src"]).replace("%20", " ")).read_bytes() == VIDEO
    assert (build.out / str(video["poster"])).is_file()
    assert page.select("figure.journey-video figcaption em")[0].get_text() == "caption"
    assert page.select("a[href='https://example.org/far.mp4']")[0].get_text() == "Far away"
    assert not page.select("[src^=http], [poster^=http]")
    assert "_static/journey.css" in names(build)
    assert page.select("a[href$='#rye']")


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("builder", PAPER)
def test_a_book_has_titles_in_bold_type_and_all_content(
    project: Project, builder: str, source: str
) -> None:
    build = components(project, {source: SOURCES[source]}).build(builder, **MAN)
    assert build.warnings == []
    endings = {".xhtml", ".tex", ".txt", ".1", ".texi"}
    page = next(
        path.read_text("utf-8")
        for path in sorted(build.out.iterdir())
        if path.suffix in endings and "First words" in path.read_text("utf-8")
    )
    bold = {
        "epub": "<strong>What is rye, <em>and</em> why?</strong></p>",
        "latex": r"\sphinxstylestrong{What is rye, \sphinxstyleemphasis{and} why?}",
        "text": "**What is rye, *and* why?**",
        "man": r"\fBWhat is \fP\fBrye\fP",
        "texinfo": "`What is rye, `and' why?'",
    }[builder]
    assert bold in page
    words = ("It is a grain", "Details", "Inside of a list", "Wheat", "Mix it", "Deep", "Rye")
    for said in (*words, "Leave it", "Folding the dough", "caption", "Far away", "far"):
        assert said in page
    assert "<details" not in page
    assert "<input" not in page
    assert not [name for name in names(build) if "poster" in name or ".webm" in name]


def test_in_a_manual_page_a_title_begins_a_paragraph(project: Project) -> None:
    build = components(project, {"index.md": MARKDOWN}).build("man", **MAN)
    lines = build.read("home.1").splitlines()
    for said in ("\\fBWhat is", "\\fBDetails", "\\fBWheat", "\\fBRye", "Video: Folding"):
        at = next(number for number, line in enumerate(lines) if line.startswith(said))
        assert lines[at - 1] in {".sp", ".INDENT 3.5"}


def test_a_link_to_details_or_a_tab_leads_there_in_latex_once(project: Project) -> None:
    page = (
        "# Home\n\n(before)=\n```{journey-details} A\n:name: here\n\na\n```\n\n````{journey-tabs}\n"
        "(second)=\n```{journey-tab} B\nb\n```\n````\n\n"
        "{ref}`a <here>` {ref}`b <before>` {ref}`c <second>`\n"
    )
    build = project.write({"index.md": page}).build("latex")
    assert build.warnings == []
    (tex,) = (path.read_text("utf-8") for path in build.out.glob("bread.tex"))
    for name in ("here", "before", "second"):
        assert tex.count(f"\\label{{\\detokenize{{index:{name}}}}}") == 1


@pytest.mark.parametrize("builder", ["epub", "latex", "text"])
def test_a_book_links_to_the_file_on_the_website(project: Project, builder: str) -> None:
    components(project, {"index.md": MARKDOWN})
    site = project.build("html", html_baseurl="https://bread.org/docs/")
    file = str(body(site).select("figure video")[0]["src"])
    build = project.build(builder, html_baseurl="https://bread.org/docs/")
    found = (
        "".join(
            path.read_text("utf-8")
            for path in build.out.iterdir()
            if path.suffix in {".xhtml", ".tex", ".txt"}
        )
        .replace("\\%", "%")
        .replace("\\_", "_")
    )
    assert f"https://bread.org/docs/{file}" in found


HOSTILE = """\
# Home

```{journey-details} <img src=x onerror=alert(1)> & "quoted" $x$
Words.
```

```{journey-video} my clip.webm
:title: '"><script>alert(1)</script>'
:width: '1px;position:fixed'
:poster: "javascript:alert(1)"
:class: '"><b>'
```
"""


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "text"])
def test_hostile_options_are_text_or_warnings(project: Project, builder: str) -> None:
    build = components(project, {"index.md": HOSTILE}).build(builder)
    assert len(build.warned("option")) == 1
    assert len(build.warned("video")) == 1
    if builder == "html":
        page = body(build)
        (video,) = page.select("video")
        assert not page.select("script")
        assert video["aria-label"] == '"><script>alert(1)</script>'
        assert not video.has_attr("style")
        assert not video.has_attr("poster")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("javascript:alert(1)", "neither a file nor an address"),
        ("data:video/mp4,x", "neither a file nor an address"),
        ("//example.org/a.mp4", "neither a file nor an address"),
        ("../outside.mp4", "leaves the source directory"),
        ("/../outside.mp4", "leaves the source directory"),
        ("my clipp.webm", "isn't there"),
        ("my clip.*", "isn't there"),
        ("empty.mp4", "is empty"),
        ("a\0b.mp4", "isn't there"),
    ],
)
def test_a_video_that_cant_be_shown_is_a_located_warning_and_its_caption_stays(
    project: Project, source: str, said: str
) -> None:
    components(project, {"empty.mp4": b""})
    (project.root / "outside.mp4").write_bytes(VIDEO)
    project.write({"index.md": f"# Home\n\n```{{journey-video}} {source}\n\nThe caption.\n```\n"})
    build = project.build()
    (warning,) = build.warnings
    assert said in warning.replace("isn't there, is empty", said)
    assert warning.startswith(f"{project.srcdir / 'index.md'}:3: WARNING: journey-video: ")
    assert warning.endswith("[journey.video]")
    page = body(build)
    assert "The caption." in page.get_text()
    assert not page.select("video, [href*=javascript], [href*=outside]")
    assert not [name for name in names(build) if "outside" in name]


def test_an_address_is_a_link_and_no_page_asks_the_other_site(project: Project) -> None:
    page = "# Home\n\n```{journey-video} https://example.org/a.mp4\n:poster: https://x.org/a.png\n"
    build = project.write({"index.md": page + ":autoplay:\n\nThe caption.\n```\n"}).build()
    assert build.warnings == []  # nothing is shown of the poster
    assert "x.org" not in build.read("index.html")
    assert [one["href"] for one in body(build).select(".journey-video a")] == [
        "https://example.org/a.mp4"
    ]


@pytest.mark.parametrize("poster", ["nowhere.png", "../out.png", "https://x.org/a.png"])
def test_a_poster_that_cant_be_shown_is_left_out_with_a_warning(
    project: Project, poster: str
) -> None:
    page = f"# Home\n\n```{{journey-video}} my clip.webm\n:poster: {poster}\n```\n"
    build = components(project, {"index.md": page}).build()
    assert len(build.warned("video")) == len(build.warnings) == 1
    (video,) = body(build).select("video")
    assert not video.has_attr("poster")


def test_without_journey_images_sphinx_copies_the_poster(project: Project) -> None:
    build = components(project, {"index.md": MARKDOWN}).build(journey_images={"enabled": False})
    (video,) = body(build).select("video")
    assert video["poster"] == "_images/poster.png"
    assert (build.out / "_images/poster.png").is_file()


def test_a_video_starts_by_itself_only_where_motion_is_welcome(project: Project) -> None:
    page = "# Home\n\n```{journey-video} my clip.webm\n:autoplay:\n:loop:\n:controls: no\n```\n"
    build = components(project, {"index.md": page}).build()
    assert build.warnings == []
    moving, still = body(build).select("video")
    assert [moving.has_attr(one) for one in ("autoplay", "muted", "loop", "controls", "src")] == [
        *(True, True, True, False, False)
    ]
    assert [still.has_attr(one) for one in ("autoplay", "controls", "src")] == [False, True, False]
    media = [str(one["media"]) for one in body(build).select("video > source")]
    assert media == ["(prefers-reduced-motion: no-preference)", "(prefers-reduced-motion: reduce)"]


def test_a_video_that_nobody_could_play_has_controls(project: Project) -> None:
    page = "# Home\n\n```{journey-video} my clip.webm\n:controls: no\n:loop: maybe\n```\n"
    build = components(project, {"index.md": page}).build()
    assert len(build.warned("option")) == len(build.warnings) == 2
    (video,) = body(build).select("video")
    assert video.has_attr("controls")
    assert not video.has_attr("loop")


WRONG: Mapping[str, tuple[str, int, str, list[str]]] = {
    "a tab alone": ("```{journey-tab} One\nWords.\n```\n", 3, "no 'journey-tabs'", ["One"]),
    "text between": (
        "````{journey-tabs}\nStray.\n\n```{journey-tab} One\nWords.\n```\n````\n",
        4,
        "'Stray.' is in no tab",
        ["Stray.", "One"],
    ),
    "no title": ("````{journey-tabs}\n```{journey-tab}\nWords.\n```\n````\n", 4, "no title", ["1"]),
    "no tab": ("Words.\n\n```{journey-tabs}\n% nothing\n```\n", 5, "", []),
    "an empty set": ("Words.\n\n```{journey-tabs}\n```\n", 5, "there is no tab", []),
    "nothing to unfold": ("```{journey-details} Words.\n```\n", 3, "nothing to unfold", []),
}


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("builder", ["html", "text", "latex"])
def test_what_is_in_the_wrong_place_is_a_located_warning_and_nothing_is_lost(
    project: Project, builder: str, name: str
) -> None:
    source, line, said, stay = WRONG[name]
    build = project.write({"index.md": f"# Home\n\n{source}"}).build(builder)
    assert len(build.warned("structure")) == len(build.warnings) == 1
    assert f"index.md:{line}: WARNING: journey-" in build.warnings[0]
    assert said in build.warnings[0]
    file = {"html": "index.html", "text": "index.txt", "latex": "bread.tex"}[builder]
    for words in ("Words.", *stay):
        assert words in build.read(file)


def test_a_label_before_a_tab_is_the_tabs(project: Project) -> None:
    page = (
        "# Home\n\n````{journey-tabs}\n(one)=\n```{journey-tab} A\na\n```\n````\n\n{ref}`x <one>`"
    )
    build = project.write({"index.md": page}).build()
    assert build.warnings == []
    assert body(build).select("div.journey-tab#one")


def test_a_project_without_them_is_unchanged(project: Project) -> None:
    project.write({"index.md": "# Home\n\nWords.\n"})
    build = project.build()
    without = project.build(out="without", extensions=["myst_parser"])
    assert build.tree() == without.tree()


def test_only_pages_that_have_some_get_the_stylesheet(project: Project) -> None:
    files = {"index.md": "# Home\n\n```{toctree}\na\nb\n```\n", "b.md": "# B\n"}
    project.write({**files, "a.md": "# A\n\n```{journey-details}\nWords.\n```\n"})
    build = project.build()
    assert [
        name for name in ("index", "a", "b") if "journey.css" in build.read(f"{name}.html")
    ] == ["a"]


CATALOG = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("```{journey-details}\nWords.\n```\n", "Mehr"),
        ("```{journey-video} https://example.org/a.mp4\n:title: Far\n```\n", "Film: Far"),
    ],
)
@pytest.mark.parametrize("builder", ["html", "text"])
def test_details_and_videos_speak_the_projects_words(
    project: Project, builder: str, source: str, said: str
) -> None:
    catalog = "locales/de/LC_MESSAGES/sphinx_journey.po"
    project.write({"index.md": f"# Home\n\n{source}"}).build(builder, language="de")
    words = 'msgid "Details"\nmsgstr "Mehr"\n\nmsgid "Video: %s"\nmsgstr "Film: %s"\n'
    build = project.write({catalog: CATALOG + words}).build(builder, language="de")
    text = body(build).get_text() if builder == "html" else build.read("index.txt")
    assert said in text
    assert "Details" not in text
    assert "Video" not in text


LATE = "journey-hugo:relref:posts/second.md~23middle"


def test_a_late_link_reaches_the_nodes_unchanged(project: Project) -> None:
    page = (
        f"# Home\n\n```{{blog-image}} poster.png\n:alt: A loaf\n:target: {LATE}\n"
        f":credit: Ada\n:credit-link: {LATE}\n```\n"
    )
    build = components(project, {"index.md": page}).build()
    assert build.warnings == []
    assert [one["href"] for one in body(build).select("figure a")] == [LATE, LATE]


def test_what_only_looks_like_a_late_link_is_a_warning(project: Project) -> None:
    page = "# Home\n\n```{blog-image} poster.png\n:alt: A loaf\n:target: journey-hugo:x\n```\n"
    build = components(project, {"index.md": page}).build()
    assert len(build.warned("image_target")) == len(build.warnings) == 1


SHORTCODES = """\
# Home

{{< details summary="More `code`" open=true >}}
Folded words.

- {{< details >}}In a list.{{< /details >}}
{{< /details >}}

{{< tabs >}}
{{< tab "First" >}}
In the first.
{{< /tab >}}
{{< tab "Second" >}}
In {{< note >}}a box{{< /note >}}
{{< /tab >}}
{{< /tabs >}}

{{< video src="my clip.webm" title="A: loop" poster="poster.png" loop=true autoplay=true >}}
"""


def test_what_hugos_shortcodes_become_needs_no_other_extension(project: Project) -> None:
    made = render(SHORTCODES, Context("index.md"))
    build = components(project, {"index.md": made.text}).build()
    assert build.warnings == []
    page = body(build)
    assert [one.get_text() for one in page.select("summary")] == ["More code", "Details"]
    assert page.select("details[open] li details")
    assert [one.get_text() for one in page.select("label")] == ["First", "Second"]
    assert page.select(".journey-tab .admonition.note")
    assert [one["aria-label"] for one in page.select("video")] == ["A: loop", "A: loop"]
