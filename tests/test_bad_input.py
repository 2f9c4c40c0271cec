"""Bad input gives one typed warning with file and line and what to do, and the build goes on."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from PIL import Image
from support import JOURNEY, Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bs4 import Tag
    from support import Build

LOGGED = re.compile(
    r"(?:(?P<path>[^:]+)(?::(?P<line>\d+))?: )?WARNING: (?P<message>.*) "
    r"\[journey\.(?P<subtype>\w+)\]"
)
NOTHING = "There is nothing to show here yet."
FRONT = '+++\ndescription = "Some lines above"\n\n[params]\nlevel = 1\n+++\n'
ALT = ":alt: A loaf\n"


@dataclass(frozen=True)
class Warned:
    """One of our warnings."""

    path: str
    """Relative to the source directory; empty if the warning names no file."""
    line: int | None
    subtype: str
    message: str = ""

    def check(self, path: str, line: int | None, subtype: str, says: Iterable[str]) -> None:
        """Assert where it points and what it says."""
        assert (self.path, self.line, self.subtype) == (path, line, subtype)
        for words in says:
            assert words in self.message


def warned(build: Build) -> list[Warned]:
    """Return every warning of a build; all have to be ours."""
    return [_warned(logged, build) for logged in build.warnings]


def warned_of(build: Build, path: str) -> list[Warned]:
    """Return every warning about one file."""
    start = f"{build.srcdir}/{path}:"
    return [_warned(logged, build) for logged in build.warnings if logged.startswith(start)]


def _warned(logged: str, build: Build) -> Warned:
    match = LOGGED.fullmatch(logged)
    assert match, f"not a typed warning: {logged}"
    path = (match["path"] or "").removeprefix(f"{build.srcdir}/")
    line = int(match["line"]) if match["line"] else None
    return Warned(path, line, match["subtype"], match["message"])


def assert_goes_on(build: Build) -> None:
    """Assert that every page was written, and nothing was raised."""
    assert "build succeeded" in build.status
    assert "Traceback" not in build.status + "".join(build.warnings)
    if build.out.name == "html":
        for source in [*build.srcdir.rglob("*.md"), *build.srcdir.rglob("*.rst")]:
            page = build.out / source.relative_to(build.srcdir).with_suffix(".html")
            assert page.stat().st_size > 0


def main_of(build: Build, page: str) -> Tag:
    """Return the body of a page."""
    body = BeautifulSoup(build.read(page), "lxml").select_one("[role=main]")
    assert body is not None
    return body


@dataclass(frozen=True)
class Mistake:
    """A mistake in a directive: its subtype, and what its message has to say."""

    directive: str
    subtype: str
    says: tuple[str, ...]
    body: str = ""
    """Argument, options and content."""
    shows: str = ""
    """What the page shows anyway."""

    def markdown(self) -> str:
        """Return the whole page."""
        argument, _, rest = self.body.partition("\n")
        directive = f"```{{{self.directive}}} {argument}".rstrip()
        return f"{FRONT}\n# Page\n\nText.\n\n{directive}\n{rest}```\n"

    def rest(self) -> str:
        """Return the whole page."""
        argument, _, rest = self.body.partition("\n")
        inner = "".join(f"   {line}".rstrip() + "\n" for line in rest.splitlines())
        directive = f".. {self.directive}:: {argument}".rstrip()
        return f"Page\n====\n\nText.\n\n{directive}\n{inner}\nMore.\n"


def image(subtype: str, *says: str, body: str, shows: str = "") -> Mistake:
    return Mistake("blog-image", subtype, says, body, shows)


def path_mistake(source: str, *says: str) -> Mistake:
    return image("image_path", *says, body=f"{source}\n{ALT}", shows="A loaf")


def option(name: str, value: str, *says: str) -> Mistake:
    """Return a wrong option, which costs that option and no more."""
    body = f"/loaf.png\n{ALT}:{name}: {value}\n"
    return image("option", f":{name}:", *says, body=body, shows="<img")


def named(alt: str, source: str) -> Mistake:
    """Return a picture whose alternative text says no more than its file's name."""
    body = f"{source}\n:alt: {alt}\n"
    return image("image_alt", "only the file's name", body=body, shows="<img")


def dark(source: str, subtype: str) -> Mistake:
    """Return a variant for dark pages that can't be shown; the picture itself can."""
    return image(subtype, body=f"/loaf.png\n{ALT}:dark: {source}\n", shows="<img")


def target(value: str) -> Mistake:
    body = f"/loaf.png\n{ALT}:target: {value}\n"
    return image("image_target", ":target:", "isn't linked", body=body, shows="<img")


def unknown(directive: str, name: str, value: str, *says: str) -> Mistake:
    body = f"\n:{name}: {value}\n"
    return Mistake(directive, f"unknown_{name}", (value, *says), body, NOTHING)


MISTAKES: Mapping[str, Mistake] = {
    "no-alt": image("image_alt", ":alt:", ":decorative:", body="/loaf.png\n", shows="<img"),
    "empty-alt": image("image_alt", ":alt:", body="/loaf.png\n:alt:\n", shows="<img"),
    "caption-is-no-alt": image(
        "image_alt", ":alt:", body="/loaf.png\n:caption: Warm\n", shows="Warm"
    ),
    "alt-and-decorative": image(
        "image_alt", "remove one", body=f"/loaf.png\n{ALT}:decorative:\n", shows="<img"
    ),
    "missing": image("image_missing", "nowhere.png", body=f"nowhere.png\n{ALT}", shows="A loaf"),
    "missing-from-root": image(
        "image_missing", "nowhere/x.png", body=f"/nowhere/x.png\n{ALT}", shows="A loaf"
    ),
    "missing-any-format": image(
        "image_missing", "nowhere.*", body=f"/nowhere.*\n{ALT}", shows="A loaf"
    ),
    "empty-picture": image("image_missing", "empty", body=f"/empty.png\n{ALT}", shows="A loaf"),
    "empty-any-format": image("image_missing", "hollow", body=f"/hollow.*\n{ALT}", shows="A loaf"),
    "a-folder": image("image_missing", "folder.png", body=f"/folder.png\n{ALT}", shows="A loaf"),
    "above": path_mistake("../../secret.png", "leaves the source directory", "Copy"),
    "above-from-root": path_mistake("/../secret.png", "leaves the source directory"),
    "above-any-format": path_mistake("../../secret.*", "leaves the source directory"),
    "symlink": path_mistake("/link.png", "leaves the source directory"),
    "symlink-any-format": path_mistake("/link.*", "leaves the source directory"),
    "symlinked-folder": path_mistake("/linked/secret.png", "leaves the source directory"),
    "remote": image(
        "image_remote",
        *("another site", "tells that site who reads", "PDF", "Save", "fetch_remote"),
        body=f"https://example.org/x.png\n{ALT}",
        shows="<img",
    ),
    "remote-host": path_mistake("//example.org/x.png", "https://"),
    "remote-data": path_mistake("data:image/png;base64,AAAA", "https://"),
    "remote-file": path_mistake("file:///etc/passwd", "https://"),
    "remote-script": path_mistake("javascript:alert(1)", "https://"),
    "file-name": named("loaf", "/loaf.png"),
    "file-name-and-ending": named("my-loaf.png", "/my-loaf.png"),
    "file-name-by-machine": named("my_loaf", "/my-loaf.png"),
    "camera-name": named("IMG_0815", "/IMG_0815.png"),
    "truncated": image("image_broken", "ends too soon", body=f"/cut.png\n{ALT}", shows="A loaf"),
    "no-picture": image("image_broken", "noise", body=f"/noise.png\n{ALT}", shows="A loaf"),
    "mislabelled": image("image_mislabelled", "PNG", body=f"/png.jpg\n{ALT}", shows="<img"),
    "svg-unsafe": image("image_unsafe", "an entity", body=f"/unsafe.svg\n{ALT}", shows="A loaf"),
    "svg-elsewhere": image(
        "image_unsafe",
        "It shows 'loaf.png'",
        body=f"/linked.svg\n{ALT}",
        shows="<img",
    ),
    "dark-missing": dark("/nowhere.png", "image_missing"),
    "dark-above": dark("../../secret.png", "image_path"),
    "dark-remote": dark("https://example.org/x.png", "option"),
    "dark-any-format": dark("/loaf.*", "option"),
    "credit-script": image(
        "image_target",
        ":credit-link:",
        body=f"/loaf.png\n{ALT}:credit: Ada\n:credit-link: javascript:alert(1)\n",
        shows="Picture: Ada",
    ),
    "credit-link-alone": image(
        "option",
        ":credit:",
        body=f"/loaf.png\n{ALT}:credit-link: https://example.org\n",
        shows="<img",
    ),
    "enlarge": option("enlarge", "maybe", "yes, no"),
    "align": option("align", "centre", "left, center, right", "Did you mean 'center'?"),
    "loading": option("loading", "lasy", "lazy, eager", "Did you mean 'lazy'?"),
    "width": option("width", "broad", "400px"),
    "width-zero": option("width", "0", "400px"),
    "width-negative": option("width", "-5px", "400px"),
    "height-percent": option("height", "50%", "300px"),
    "class": option("class", "!!!"),
    "figclass": option("figclass", "!!!"),
    "script": target("javascript:alert(1)"),
    "script-in-disguise": target("JAVAscript:alert(1)"),
    "script-data": target("data:text/html,x"),
    "script-vb": target("vbscript:x"),
    "two-captions": image(
        "image_caption",
        ":caption:",
        "remove one",
        body=f"/loaf.png\n{ALT}:caption: No\n\nYes\n",
        shows="Yes",
    ),
    "no-caption": image(
        "image_caption", "paragraph", body=f"/loaf.png\n{ALT}\n- Flour\n", shows="Flour"
    ),
    "roadmap-journey": unknown("pillar-roadmap", "journey", "bred", "Did you mean 'bread'?"),
    "roadmap-pillar": unknown("pillar-roadmap", "pillar", "flower", "Did you mean 'flour'?"),
    "roadmap-view": Mistake(
        "pillar-roadmap",
        "option",
        (":view:", "cards", "table", "Did you mean 'table'?"),
        "\n:view: tabel\n",
        "Hydration",
    ),
    "roadmap-class": Mistake(
        "pillar-roadmap", "option", (":class:",), "\n:class: !!!\n", "Hydration"
    ),
    "progress-journey": unknown("series-progress", "journey", "bred", "Did you mean 'bread'?"),
    "toctree-journey": unknown("journey-toctree", "journey", "bred", "Did you mean 'bread'?"),
    "toctree-pillar": unknown("journey-toctree", "pillar", "flower", "Did you mean 'flour'?"),
    "nav-journey": unknown("series-nav", "journey", "bred", "Did you mean 'bread'?"),
    "nav-on-no-post": Mistake("series-nav", "unknown_journey", ("isn't a post",), "\n", NOTHING),
}
"""Each makes a page in either markup."""


@dataclass(frozen=True)
class Broken:
    """A page whose front matter is wrong on one line."""

    text: str
    line: int
    subtype: str
    says: tuple[str, ...]


def value(text: str, line: int, *says: str) -> Broken:
    gated = ("date" in text or "draft" in text) and "false" not in text
    end = "held back like a draft" if gated else "ignored"
    return Broken(text, line, "front_matter_value", (*says, end))


def syntax(text: str, line: int, *says: str) -> Broken:
    return Broken(text, line, "front_matter_syntax", (*says, "fixed"))


FRONT_MATTERS: Mapping[str, Broken] = {
    "yaml.md": syntax("---\ndescription: x\ntags: [a\n---\n# H\n", 3, "YAML"),
    "yaml-colon.md": syntax("---\nslug: a\ntitle: a: b\n---\n# H\n", 3, "YAML", "quotes"),
    "yaml-list.md": syntax("---\n- a\n---\n# H\n", 2, "mapping"),
    "toml.md": syntax('+++\ndescription = "x"\ntags = [a]\n+++\n# H\n', 3, "TOML"),
    "toml-unclosed.md": syntax('+++\ntitle = "a"\n\n# H\n', 1, "never closed"),
    "json.md": syntax('{\n"description": "x"\n"tags": []\n}\n# H\n', 3, "JSON"),
    "date.md": value("---\ntags: [a]\ndate: 2021-09-31\n---\n# H\n", 3, "date", "2021-09-31"),
    "date-toml.md": syntax("+++\ndate = 2021-09-31\n+++\n# H\n", 2, "TOML"),
    "date-toml-text.md": value('+++\ndate = "2021-09-31"\n+++\n# H\n', 2, "2021-09-31"),
    "date-json.md": value('{\n"date": "2021-09-31"\n}\n# H\n', 2, "2021-09-31"),
    "date.rst": value(":tags: a\n:date: 2021-09-31\n\nH\n=\n", 2, "2021-09-31"),
    "draft.md": value('---\ndraft: "false"\n---\n# H\n', 2, "draft", "without quotes"),
    "draft-toml.md": value('+++\ndraft = "false"\n+++\n# H\n', 2, "draft", "without quotes"),
    "draft-json.md": value('{\n"draft": "false"\n}\n# H\n', 2, "draft", "without quotes"),
    "draft.rst": value(":draft: perhaps\n\nH\n=\n", 1, "draft", "true or false"),
    "twice.md": Broken(
        "---\nslug: a\ntitle: x\nslug: b\n---\n# H\n", 4, "front_matter_value", ("twice", "Remove")
    ),
    "pillar.md": Broken(
        "---\ntags: [a]\npillar: flower\n---\n# H\n", 3, "unknown_pillar", ("Did you mean 'flour'",)
    ),
    "pillar.rst": Broken(":pillar: flower\n\nH\n=\n", 1, "unknown_pillar", ("'flour'",)),
}


def pixels(red: int = 120) -> bytes:
    """Return a picture."""
    out = io.BytesIO()
    Image.new("RGB", (4, 4), (red, 80, 40)).save(out, "PNG")
    return out.getvalue()


SECRET = pixels(red=1)
UNSAFE = '<!DOCTYPE svg [<!ENTITY a SYSTEM "loaf.png">]><svg xmlns="http://www.w3.org/2000/svg"/>\n'
LINKED = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="loaf.png"/></svg>\n'
)


PAGES: Mapping[str, tuple[str, str, int, tuple[str, ...]]] = {
    f"d/{name}{suffix}": (
        text,
        mistake.subtype,
        next(n for n, line in enumerate(text.split("\n"), 1) if mistake.directive in line),
        mistake.says,
    )
    for name, mistake in MISTAKES.items()
    for suffix, text in ((".md", mistake.markdown()), ("-rest.rst", mistake.rest()))
} | {
    f"f/{name.replace('.rst', '-rest.rst')}": (b.text, b.subtype, b.line, b.says)
    for name, b in FRONT_MATTERS.items()
}
"""By path: the page, and the warning it gives."""


@pytest.fixture(scope="module")
def mistakes(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project with every mistake on a page of its own."""
    root = tmp_path_factory.mktemp("mistakes")
    project = Project(root / "project").write(JOURNEY)
    contents = "\n```{toctree}\n:glob:\n\nd/*\nf/*\n```\n"
    project.write({"index.md": dedent(JOURNEY["index.md"]) + contents})
    project.write({path: page[0].encode() for path, page in PAGES.items()})
    project.write({"loaf.png": pixels(), "empty.png": b"", "hollow.png": b""})
    project.write({"my-loaf.png": pixels(), "IMG_0815.png": pixels(), "png.jpg": pixels(90)})
    project.write({"cut.png": pixels(100)[:-30], "noise.png": b"\0\1\2\3" * 50})
    project.write({"unsafe.svg": UNSAFE, "linked.svg": LINKED})
    project.write({"folder.png/x.txt": "x"})
    outside = root / "outside"
    outside.mkdir()
    for secret in (root / "project" / "secret.png", outside / "secret.png"):
        secret.write_bytes(SECRET)
    (project.srcdir / "link.png").symlink_to(outside / "secret.png")
    (project.srcdir / "linked").symlink_to(outside)
    return project


@pytest.fixture(scope="module")
def mistaken(mistakes: Project) -> Build:
    """Return its HTML, built serially."""
    return mistakes.build("html", out="serial", journey_build_drafts=True)


@pytest.mark.parametrize("path", PAGES)
def test_a_mistake_gives_one_warning_with_file_and_line(mistaken: Build, path: str) -> None:
    _, subtype, line, says = PAGES[path]
    (warning,) = warned_of(mistaken, path)
    warning.check(path, line, subtype, says)


def test_there_are_no_other_warnings(mistaken: Build) -> None:
    starts = tuple(f"{mistaken.srcdir}/{path}:" for path in PAGES)
    assert [w for w in mistaken.warnings if "WARNING: " in w and not w.startswith(starts)] == []


def test_the_build_goes_on(mistaken: Build) -> None:
    assert_goes_on(mistaken)


@pytest.mark.parametrize("name", [n for n, mistake in MISTAKES.items() if mistake.shows])
@pytest.mark.parametrize("suffix", ["", "-rest"])
def test_a_mistake_costs_no_more_than_it_must(mistaken: Build, name: str, suffix: str) -> None:
    body = main_of(mistaken, f"d/{name}{suffix}.html")
    assert MISTAKES[name].shows in (str(body) if "<" in MISTAKES[name].shows else body.get_text())


@pytest.mark.parametrize("path", FRONT_MATTERS)
def test_wrong_front_matter_is_not_printed(mistaken: Build, path: str) -> None:
    page = f"f/{path.replace('.rst', '-rest').removesuffix('.md')}.html"
    body = main_of(mistaken, page)
    for banner in body.select(".journey-banner"):
        banner.decompose()
    assert body.h1 is not None
    assert body.h1.get_text() == "H¶"
    if "unclosed" not in path:
        assert body.get_text().split() == ["H¶"]


def test_no_picture_from_outside_is_copied(mistaken: Build) -> None:
    pictures = [path for path in mistaken.out.glob("_images/*") if path.suffix != ".svg"]
    assert len(pictures) >= 4
    for path in pictures:
        with Image.open(path) as picture:
            red, _ = picture.convert("RGB").getchannel("R").getextrema()
            assert isinstance(red, int)
            assert red > 60, path


def test_no_unsafe_link_and_no_unsafe_source_is_written(mistaken: Build) -> None:
    for page in mistaken.out.glob("d/*.html"):
        soup = BeautifulSoup(page.read_text("utf-8"), "lxml")
        links = [str(a["href"]).lower() for a in soup.select("a[href]")]
        assert not [h for h in links if "script:" in h or h.startswith("data:")]
        sources = [str(img["src"]) for img in soup.select("img")]
        remote = [src for src in sources if "//" in src or ":" in src]
        is_linked = page.stem in {"remote", "remote-rest"}
        assert remote == (["https://example.org/x.png"] if is_linked else []), page.name


def test_warnings_are_the_same_in_parallel(mistakes: Project, mistaken: Build) -> None:
    build = mistakes.build("html", out="parallel", parallel=4, journey_build_drafts=True)
    assert sorted(build.warnings) == sorted(mistaken.warnings)
    assert build.tree() == mistaken.tree()


def test_warnings_are_the_same_on_paper(mistakes: Project, mistaken: Build) -> None:
    build = mistakes.build("latex", out="paper", journey_build_drafts=True)
    assert sorted(build.warnings) == sorted(mistaken.warnings)
    assert_goes_on(build)


def test_one_subtype_can_be_silenced(project: Project) -> None:
    page = "# H\n\n```{blog-image} loaf.png\n:loading: never\n:target: data:x\n```\n"
    project.write({"index.md": page, "loaf.png": pixels()})
    subtypes = ["image_alt", "image_target", "option"]
    assert sorted(w.subtype for w in warned(project.build())) == subtypes
    build = project.build(out="silenced", suppress_warnings=["journey.image_alt"])
    assert sorted(w.subtype for w in warned(build)) == subtypes[1:]


@pytest.mark.parametrize("source", ["loaf.png", "nowhere.png"])
def test_every_mistake_in_one_directive_is_reported(project: Project, source: str) -> None:
    """Also if the picture isn't there: the next build must not bring new mistakes to light."""
    options = ":width: wide\n:loading: never\n:align: top\n:target: data:x\n:class: '!!!'\n"
    page = f"# H\n\n```{{blog-image}} {source}\n{options}```\n"
    build = project.write({"index.md": page, "loaf.png": pixels()}).build()
    says = [":width:", ":loading:", ":align:", ":target:", ":class:", ":alt:"]
    messages = [warning.message for warning in warned(build)]
    assert [word for word in says if not any(word in text for text in messages)] == []
    assert len(messages) == len(says) + (source == "nowhere.png")


def test_front_matter_that_is_never_closed_is_reported_once(project: Project) -> None:
    project.write({"journey.yml": "id: a\npillars: []\n", "index.md": "---\ntitle: a\n\n# H\n"})
    build = project.build()
    (line,) = build.warned("front_matter_syntax")
    _warned(line, build).check("index.md", 1, "front_matter_syntax", ["---", "never closed"])
    assert_goes_on(build)


MANIFESTS: Mapping[str, tuple[str | bytes, list[tuple[int, str, tuple[str, ...]]]]] = {
    "no YAML": (
        "id: bread\npillars:\n  - a: [\n",
        [(4, "manifest_syntax", ("isn't valid YAML",))],
    ),
    "a tab": ("id: bread\n\tpillars: []\n", [(2, "manifest_syntax", ("tab",))]),
    "a list": ("- a\n- b\n", [(1, "manifest_syntax", ("mapping", "'pillars'"))]),
    "a text": ("Bread\n", [(1, "manifest_syntax", ("mapping", "'pillars'"))]),
    "empty": ("", [(1, "manifest_syntax", ("mapping", "'pillars'"))]),
    "not UTF-8": (
        "id: bread\ntitle: Brötchen\npillars: []\n".encode("latin-1"),
        [(2, "manifest_missing", ("UTF-8",))],
    ),
    "a control character": (
        "id: bread\ntitle: \x00\npillars: []\n",
        [(2, "manifest_syntax", ("U+0000",))],
    ),
    "no pillars": ("id: bread\nposts: [a]\n", [(1, "manifest_key", ("no 'pillars'", "Add"))]),
    "a key twice": (
        "id: bread\ntitle: A\ntitle: B\npillars: []\n",
        [(3, "manifest_key", ("'title'", "twice", "Remove"))],
    ),
    "unknown keys": (
        """\
id: bread
titel: Bread
authors:
  ada: {nmae: Ada}
pillars:
  - id: one
    sumary: One sentence.
    posts:
      - {doc: a, tittle: A}
colour: brown
""",
        [
            (2, "manifest_key", ("'titel'", "Did you mean 'title'?")),
            (4, "manifest_key", ("'nmae'", "Did you mean 'name'?")),
            (7, "manifest_key", ("'sumary'", "Did you mean 'summary'?")),
            (9, "manifest_key", ("'tittle'", "Did you mean 'title'?")),
            (10, "manifest_key", ("'colour'", "Known are authors, ")),
        ],
    ),
    "a document twice": (
        """\
id: bread
pillars:
  - id: one
    posts:
      - a
      - a
  - id: two
    posts:
      - title: A
        doc: a
""",
        [
            (6, "manifest_document", ("'a'", "journey.yml:5", "Remove one")),
            (9, "manifest_document", ("'a'", "journey.yml:5", "Remove one")),
        ],
    ),
    "a chapter's page that is a post, too": (
        "id: bread\npillars:\n  - id: one\n    doc: a\n    title: One\n    posts:\n      - a\n",
        [(7, "manifest_document", ("'a'", "journey.yml:4", "Remove one"))],
    ),
    "a post that isn't there": (
        "id: bread\npillars:\n  - id: one\n    posts:\n      - bread/flou\n",
        [(5, "manifest_document", ("'bread/flou'", "Did you mean 'bread/flour'?"))],
    ),
    "a chapter's page that isn't there": (
        "id: bread\npillars:\n  - id: one\n    title: One\n    doc: bread/flou\n    posts: [a]\n",
        [(5, "manifest_document", ("'bread/flou'", "Did you mean 'bread/flour'?"))],
    ),
    "a requirement that isn't there": (
        "id: bread\npillars:\n  - id: one\n  - id: two\n    title: Two\n    requires: [onne]\n",
        [(6, "unknown_pillar", ("'onne'", "Did you mean 'one'?"))],
    ),
    "values of a wrong kind": (
        """\
id: white bread
title: [5]
start: 2021-09-31
cadence: often
authors: [ada]
posts: a
pillars:
  - id: one
    posts:
      - {title: One, date: 2021-09-31}
      - 5
      - {id: nothing}
      - ../../outside
  - id: one
  - text
""",
        [
            (1, "manifest_value", ("'white bread'", "letters")),
            (2, "manifest_value", ("'title'", "text")),
            (3, "manifest_value", ("'2021-09-31'", "date")),
            (4, "manifest_value", ("'often'", "weekly")),
            (5, "manifest_value", ("'authors'", "mapping")),
            (6, "manifest_value", ("'posts'", "list")),
            (10, "manifest_value", ("'2021-09-31'", "date")),
            (11, "manifest_value", ("5", "'title'")),
            (12, "manifest_value", ("'doc'", "'title'", "Add one")),
            (13, "manifest_value", ("'../../outside'", "source directory")),
            (14, "manifest_value", ("'one'", "journey.yml:8", "id of its own")),
            (15, "manifest_value", ("'text'", "mapping")),
        ],
    ),
    "two journeys of one id": (
        "journeys:\n  - {id: a, pillars: []}\n  - {id: a, pillars: []}\ntitle: A\n",
        [
            (3, "manifest_value", ("'a'", "journey.yml:2", "id of its own")),
            (4, "manifest_key", ("'title'", "'journeys'")),
        ],
    ),
    "the same slug": (
        "id: bread\npillars:\n - id: o\n   posts: [{doc: a, id: same},\n\n {id: same, title: B}]\n",
        [(6, "slug", ("'same'", "a.md:1", "'slug'"))],
    ),
}


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_wrong_manifest_is_reported_and_the_build_goes_on(project: Project, name: str) -> None:
    text, expected = MANIFESTS[name]
    project.write({"journey.yml": text.encode() if isinstance(text, str) else text})
    project.write({"index.md": "# H\n\n```{toctree}\na\nbread/flour\n```\n"})
    dated = "---\ndate: 2026-01-01\n---\n"
    project.write({"a.md": f"{dated}# A\n", "bread/flour.md": f"{dated}# Flour\n"})
    build = project.build()
    assert_goes_on(build)
    found = sorted(warned(build), key=lambda w: w.line or 0)
    assert [(w.path, w.line, w.subtype) for w in found] == [
        ("journey.yml", line, subtype) for line, subtype, _ in expected
    ]
    for warning, (line, subtype, says) in zip(found, expected, strict=True):
        warning.check("journey.yml", line, subtype, says)


@pytest.mark.parametrize(
    ("manifest", "files"),
    [
        pytest.param("plan.yml", {}, id="it isn't there"),
        pytest.param("plan.yml", {"plan.yml/x.txt": "x"}, id="it is a folder"),
        pytest.param("journey.yml", {"journey.yml/x.txt": "x"}, id="the default is a folder"),
    ],
)
def test_a_manifest_that_is_not_a_file_is_reported(
    project: Project, manifest: str, files: Mapping[str, str]
) -> None:
    project.write({"index.md": "# H\n", **files})
    build = project.build(journey_manifest=manifest)
    (line,) = build.warnings
    assert line in build.warned("manifest_missing")
    assert manifest in line
    assert_goes_on(build)


def test_having_no_manifest_is_not_a_mistake(project: Project) -> None:
    assert project.write({"index.md": "# H\n"}).build().warnings == []


@pytest.mark.parametrize(
    "directive", ["pillar-roadmap", "series-progress", "journey-toctree", "series-nav"]
)
@pytest.mark.parametrize("name", ["index.md", "index.rst"])
def test_a_directive_without_a_journey_says_how_to_get_one(
    project: Project, directive: str, name: str
) -> None:
    texts = {
        "index.md": f"# H\n\n```{{{directive}}}\n```\n\nMore.\n",
        "index.rst": f"H\n=\n\n.. {directive}::\n\nMore.\n",
    }
    build = project.write({name: texts[name]}).build()
    (warning,) = warned(build)
    line = 3 if name == "index.md" else 4
    warning.check(name, line, "unknown_journey", [directive, "no journey", "journey.yml"])
    assert_goes_on(build)
    assert "More." in main_of(build, "index.html").get_text()


def test_a_blog_image_needs_no_journey(project: Project) -> None:
    project.write({"index.md": "# H\n\n```{blog-image} loaf.png\n```\n", "loaf.png": pixels()})
    (warning,) = warned(project.build())
    warning.check("index.md", 3, "image_alt", [":alt:", ":decorative:"])


def test_two_posts_with_one_slug_are_reported_once(journey: Project) -> None:
    journey.write({"overview/why.md": "---\ntags: [a]\nslug: same\n---\n# Why\n"})
    journey.write({"fire/oven.rst": ":slug: same\n\nOven\n====\n"})
    build = journey.build()
    (warning,) = warned(build)
    says = ["'same'", "overview/why.md:3", "Give one of them"]
    warning.check("fire/oven.rst", 1, "slug", says)


def test_two_claims_that_disagree_name_both_places(journey: Project) -> None:
    journey.write({"flour/hydration.md": "---\npillar: fire\n---\n# Hydration\n"})
    (warning,) = warned(journey.build())
    says = ["'fire'", "'flour'", "journey.yml:13"]
    warning.check("flour/hydration.md", 2, "placement", says)


@pytest.mark.parametrize("name", ["post.md", "post.rst"])
def test_series_nav_for_another_journey_names_it(journey: Project, name: str) -> None:
    texts = {
        "post.md": "---\npillar: fire\n---\n# P\n\n```{series-nav}\n:journey: bred\n```\n",
        "post.rst": ":pillar: fire\n\nP\n=\n\n.. series-nav::\n   :journey: bred\n",
    }
    fire = "Fire\n====\n\n.. journey-toctree::\n   :pillar: fire\n"
    build = journey.write({name: texts[name], "fire/index.rst": fire}).build()
    (warning,) = warned(build)
    warning.check(name, 6, "unknown_journey", ["'bred'", "Did you mean 'bread'?"])


def test_a_journey_has_to_be_named_where_there_are_several(project: Project) -> None:
    project.write(
        {
            "journey.yml": "journeys:\n- {id: one, pillars: []}\n- {id: two, pillars: []}\n",
            "index.md": "# H\n\n```{pillar-roadmap}\n```\n",
        }
    )
    (warning,) = warned(project.build())
    warning.check("index.md", 3, "unknown_journey", [":journey:", "one, two"])


def test_series_progress_twice_builds_and_is_linked_once(journey: Project) -> None:
    """Using it twice isn't a mistake: the first page is the one that is linked."""
    twice = "```{series-progress}\n```\n\n"
    journey.write({"one.md": f"# One\n\n{twice * 2}", "two.md": f"# Two\n\n{twice}"})
    build = journey.build(suppress_warnings=["toc.not_included"])
    assert build.warnings == []
    assert not (build.out / "series-progress.html").exists()
    body = main_of(build, "one.html")
    assert len(body.select(".journey-progress-view")) == 2
    ids = [str(tag["id"]) for tag in body.select("[id]")]
    assert len(ids) == len(set(ids))
    nav = main_of(build, "fire/oven.html").select("nav a")
    assert "../one.html" in [a["href"] for a in nav]
    assert "../two.html" not in [a["href"] for a in nav]


@pytest.mark.parametrize(("builder", "parallel"), [("html", 1), ("html", 4), ("latex", 1)])
def test_ten_mistakes_give_ten_warnings_in_one_build(
    journey: Project, builder: str, parallel: int
) -> None:
    manifest = dedent(JOURNEY["journey.yml"]).lstrip("\n")
    manifest = manifest.replace("    title: Fire", "    title: Fire\n    colour: red")
    manifest = manifest.replace("- fire/oven", "- fire/oven\n      - fire/stove")
    journey.write({"journey.yml": manifest})
    journey.write({"overview/why.md": "---\ntags: [a\n---\n# Why\n"})
    journey.write(
        {"flour/hydration.md": '+++\ndraft = "false"\ndate = "2021-09-31"\n+++\n# Water\n'}
    )
    journey.write(
        {
            "flour/index.md": """\
            # Flour

            ```{blog-image} nowhere.png
            ```

            :::{pillar-roadmap}
            :pillar: flower
            :::
            """,
            "fire/index.rst": """\
            Fire
            ====

            .. journey-toctree::
               :journey: bred

            .. pillar-roadmap::
               :view: cart
            """,
            "index.md": """\
            # Bread

            ```{journey-toctree}
            ```

            ```{toctree}
            flour/hydration
            fire/oven
            ```
            """,
        }
    )
    build = journey.build(
        builder, parallel=parallel, journey_nav="top-left", journey_build_drafts=True
    )
    assert_goes_on(build)
    found = sorted((w.path, w.line or 0, w.subtype) for w in warned(build))
    assert found == [
        ("", 0, "config"),
        ("fire/index.rst", 4, "unknown_journey"),
        ("fire/index.rst", 7, "option"),
        ("flour/hydration.md", 2, "front_matter_value"),
        ("flour/hydration.md", 3, "front_matter_value"),
        ("flour/index.md", 3, "image_alt"),
        ("flour/index.md", 3, "image_missing"),
        ("flour/index.md", 6, "unknown_pillar"),
        ("journey.yml", 17, "manifest_key"),
        ("journey.yml", 22, "manifest_document"),
        ("overview/why.md", 2, "front_matter_syntax"),
    ]


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("journey_nav", "botom", "Did you mean 'bottom'?"),
        ("journey_progress_page", "../out", "without '..'"),
        ("journey_reading_speed", {"word": 200}, "Did you mean 'words'?"),
        ("journey_reading_speed", 0, "above 0"),
    ],
)
def test_a_wrong_configuration_value_gives_a_warning(
    journey: Project, name: str, given: Any, says: str
) -> None:
    build = journey.build("dummy", **{name: given})
    (warning,) = build.warned("config")
    assert build.warnings == [warning]
    assert name in warning
    assert says in warning
    assert "build succeeded" in build.status


@pytest.mark.parametrize("length", ["\u0663px", "3rem", "1e3px", "-2px", "0", "9" * 400])
def test_a_length_that_writers_do_not_know_costs_the_option(project: Project, length: str) -> None:
    page = f"# H\n\n```{{blog-image}} loaf.png\n:alt: A loaf\n:width: {length}\n```\n"
    project.write({"index.md": page, "loaf.png": pixels()})
    for builder in ("html", "latex"):
        built = project.build(builder)
        assert len(built.warned("option")) == (builder == "html")  # the warning comes while reading
        picture = r"<img[^>]* src=" if builder == "html" else r"\\sphinxincludegraphics\{\{loaf-"
        assert re.search(picture, built.read("index.html" if builder == "html" else "bread.tex"))


@pytest.mark.parametrize("value", [5, None, ""])
def test_a_manifest_name_that_cannot_be_one_is_reported(project: Project, value: object) -> None:
    built = project.write({"index.md": "# H\n"}).build(journey_manifest=value)
    assert len(built.warned("manifest_missing")) == 1
    assert "<h1>" in built.read("index.html")
