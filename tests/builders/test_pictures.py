"""What each builder makes of a picture, read from the pages and the files they name."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag
from images.samples import PLACE, encoded, tagged, textured
from PIL import Image
from support import JOURNEY, Build, Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

WEB = ("html", "dirhtml", "singlehtml")
SHOWING = (*WEB, "epub", "latex")
LOOPS = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60" viewBox="0 0 90 60">'
    '<circle cx="45" cy="30" r="20" fill="#159"/></svg>\n'
)
LOOP = encoded(
    textured((600, 300)),
    "GIF",
    save_all=True,
    append_images=[textured((600, 300), seed=seed) for seed in (2, 3)],
    duration=90,
    loop=0,
)
PAGE = """
# Pictures

:::{blog-image} tall.jpg
:alt: A tower, seen from below
:dark: night.jpg
:credit: Ada Baker
:credit-link: https://example.org/ada
:license: CC0
:name: tower

The *tower*
:::

See {numref}`tower`, and {ref}`the tower <tower>`.

:::{blog-image} window.png
:alt: A window with a list
:width: 50%
:align: right
:::

:::{blog-image} loops.svg
:alt: Two loops
:caption: Loops
:::

:::{blog-image} icon.webp
:alt: A small square
:class: tiny
:::

:::{blog-image} window.png
:decorative:
:height: 8em
:::

:::{blog-image} window.png
:alt: A window that leads somewhere
:target: https://example.org/window
:loading: eager
:::

:::{blog-image} window.png
:alt: A window to be looked at
:enlarge: no
:width: 300
:align: center
:::

![A plain window](window.png)

```{figure} window.png
:alt: A plain figure of a window
:width: 40%

Plain
```
"""
FILES: dict[str, str | bytes] = {
    "index.md": PAGE,
    "tall.jpg": tagged(textured((1000, 700)), "JPEG", orientation=6),
    "night.jpg": tagged(textured((700, 1000), seed=2), "JPEG"),
    "window.png": tagged(textured((1300, 800), seed=3), "PNG"),
    "icon.webp": encoded(textured((60, 40), seed=4), "WEBP"),
    "loops.svg": LOOPS,
}


@dataclass(frozen=True)
class Page:
    """A page with pictures, and the files it names."""

    build: Build
    name: str = "index.html"

    @property
    def soup(self) -> BeautifulSoup:
        kind = "xml" if self.name.endswith("xhtml") else "lxml"
        return BeautifulSoup((self.build.out / self.name).read_bytes(), kind)

    def picture(self, alt: str, ground: str = "") -> Tag:
        """Return the ``<img>`` with that alternative text, in one color scheme if that is given."""
        inside = f".{ground} " if ground else ""
        images = self.soup.select(f'{inside}img[alt="{alt}"]')
        assert len(images) == 1, [str(image) for image in images]
        return images[0]

    def opened(self, address: str) -> Image.Image:
        """Return the picture that an address on the page leads to."""
        with Image.open((self.build.out / self.name).parent / address) as picture:
            picture.load()
        return picture

    def candidates(self, tag: Tag) -> dict[int, str]:
        """Return the addresses of a ``srcset`` by their widths, read from the files."""
        found = {}
        for part in str(tag["srcset"]).split(", "):
            address, _, width = part.partition(" ")
            own = self.opened(address).width
            found[own] = address
            assert width in {"", f"{own}w"}
        return found


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("pictures") / "project").write(FILES)


@pytest.fixture(scope="module")
def builds(project: Project) -> dict[str, Build]:
    """Build the pictures once with each builder, in a project without a journey."""
    return {name: project.build(name, numfig=True) for name in (*SHOWING, "json", "text", "man")}


@pytest.fixture(scope="module")
def page(builds: dict[str, Build]) -> Page:
    return Page(builds["html"])


def one_page(project: Project, text: str, **overrides: Any) -> Page:
    """Build a page of its own, without warnings."""
    build = project.write({"index.md": f"# Page\n\n{text}"}).build("html", **overrides)
    assert build.warnings == []
    return Page(build)


@pytest.fixture
def small(tmp_path: Path) -> Project:
    return Project(tmp_path / "project").write({n: c for n, c in FILES.items() if n[-3:] != ".md"})


# What a browser is given


@pytest.mark.parametrize("builder", [*SHOWING, "json", "text", "man"])
def test_no_builder_warns(builds: dict[str, Build], builder: str) -> None:
    assert builds[builder].warnings == []


def test_a_photograph_has_webp_in_each_width_and_its_own_format(page: Page) -> None:
    image = page.picture("A tower, seen from below", "only-light")
    (source,) = image.find_previous_siblings("source")
    assert isinstance(source, Tag)
    assert source["type"] == "image/webp"
    webp = page.candidates(source)
    assert list(webp) == [480, 700]  # never larger than the source, which lies on its side
    for address in webp.values():
        assert page.opened(address).format == "WEBP"
    picture = page.opened(str(image["src"]))
    assert (picture.format, picture.size) == ("JPEG", (700, 1000))
    assert (image["width"], image["height"]) == ("700", "1000")


def test_widths_formats_quality_and_sizes_are_the_projects(small: Project) -> None:
    text = ":::{blog-image} window.png\n:alt: A list\n:width: 50%\n:::\n"
    settings = {"widths": [640, 320], "formats": ["avif", "webp"], "quality": 30, "sizes": "80vw"}
    page = one_page(small, text, journey_images=settings)
    sources = page.soup.select("picture source")
    assert [source["type"] for source in sources] == ["image/avif", "image/webp"]
    for source in sources:
        assert list(page.candidates(source)) == [320, 640]
        assert source["sizes"] == "calc(80vw * 0.5)"
    size = sum(path.stat().st_size for path in page.build.out.glob("_images/*.webp"))
    text = text.replace("50%", "40%")
    finer = one_page(small, text, journey_images={**settings, "quality": 95})
    assert sum(path.stat().st_size for path in finer.build.out.glob("_images/*.webp")) > size


@pytest.mark.parametrize(
    ("option", "sizes"),
    [
        (":width: 50%", "(min-width: 48rem) calc(46rem * 0.5), calc(100vw * 0.5)"),
        (":width: 300", "300px"),
        (":width: 20em", "20em"),
        (":height: 8em", "calc(8em * 1.62)"),
        (":align: center", "(min-width: 48rem) 46rem, 100vw"),
    ],
)
def test_sizes_say_how_wide_a_picture_is_shown(small: Project, option: str, sizes: str) -> None:
    page = one_page(small, f":::{{blog-image}} window.png\n:alt: A list\n{option}\n:::\n")
    assert page.soup.select("source")[0]["sizes"] == sizes


def test_the_first_picture_is_fetched_at_once_and_the_others_when_reached(page: Page) -> None:
    first, *others = page.soup.select("img.journey-picture")
    assert first["fetchpriority"] == "high"
    assert "loading" not in first.attrs
    assert {image["decoding"] for image in (first, *others)} == {"async"}
    assert not [image for image in others if "fetchpriority" in image.attrs]
    eager = {str(image["alt"]) for image in others if "loading" not in image.attrs}
    assert eager == {"A window that leads somewhere"}


def test_a_first_picture_may_be_lazy(small: Project) -> None:
    page = one_page(small, ":::{blog-image} window.png\n:alt: A list\n:loading: lazy\n:::\n")
    assert page.picture("A list")["loading"] == "lazy"
    assert "fetchpriority" not in page.picture("A list").attrs


WORDS = "Words that stand above the picture, one line of them or nearly so.\n"
LINKS = "".join(f"Link {number} <https://example.org/{number}>\n" for number in range(25))
ABOVE = {
    "a paragraph": (WORDS * 5, True),
    "a hidden toctree": ("```{toctree}\n:hidden:\n" + LINKS + "```\n", True),
    "a comment": ("% " + "a comment\n% " * 40 + "\n", True),
    "short code": ("```\na = 1\n```\n", True),
    "many paragraphs": (f"{WORDS}\n" * 12, False),
    "one long paragraph": (WORDS * 25, False),
    "long code": ("```\n" + "a = 1\n" * 25 + "```\n", False),
    "a long toctree": ("```{toctree}\n" + LINKS + "```\n", False),
    "a long list": ("- an entry\n" * 25, False),
    "two pictures of Sphinx's": ("![Plain](window.png)\n\n![Plain too](window.png)\n", False),
}


@pytest.mark.parametrize("name", ABOVE)
def test_a_first_picture_is_fetched_at_once_only_if_it_is_near_the_top(
    name: str, small: Project
) -> None:
    above, is_near = ABOVE[name]
    picture = ":::{blog-image} window.png\n:alt: A list\n:::\n"
    page = one_page(small, f"{above}\n{picture}")
    assert ("fetchpriority" in page.picture("A list").attrs) is is_near
    assert (page.picture("A list").get("loading") != "lazy") is is_near


def test_a_picture_far_down_may_be_eager(small: Project) -> None:
    picture = ":::{blog-image} window.png\n:alt: A list\n:loading: eager\n:::\n"
    attributes = one_page(small, f"{WORDS * 40}\n{picture}").picture("A list").attrs
    assert not {"loading", "fetchpriority"} & set(attributes)


def test_a_moving_picture_has_a_still_one_for_who_prefers_no_motion(small: Project) -> None:
    small.write({"loop.gif": LOOP})
    page = one_page(small, ":::{blog-image} loop.gif\n:alt: It turns\n:::\n")
    still, *others = page.soup.select("picture > source")
    assert (still["media"], still["type"]) == ("(prefers-reduced-motion: reduce)", "image/webp")
    assert not [source for source in others if "media" in source.attrs]
    names = [part.split()[0] for part in str(still["srcset"]).split(",")]
    assert names
    for name in names:
        with Image.open(page.build.out / name) as image:
            assert not getattr(image, "is_animated", False)
    with Image.open(page.build.out / str(page.picture("It turns")["src"])) as image:
        assert image.is_animated  # type: ignore[attr-defined]


def test_light_and_dark_variants_have_the_themes_classes(page: Page) -> None:
    alt = "A tower, seen from below"
    light, dark = (page.picture(alt, f"only-{ground}") for ground in ("light", "dark"))
    assert str(light["src"]).startswith("_images/tall-")
    assert str(dark["src"]).startswith("_images/night-")
    assert dark["loading"] == "lazy"
    figure = light.find_parent("figure")
    assert isinstance(figure, Tag)
    assert len(figure.select("figcaption")) == 1


def test_a_picture_beside_the_text_gives_its_width_to_the_figure(page: Page) -> None:
    image = page.picture("A window with a list")
    figure = image.find_parent("figure")
    assert isinstance(figure, Tag)
    assert "align-right" in figure["class"]
    assert figure["style"] == "width: max(50%, 9rem)"
    assert image["style"] == "width: 100%;"


def test_width_height_and_classes_are_the_pictures(page: Page) -> None:
    assert page.picture("A window to be looked at")["style"] == "width: 300px;"
    assert page.picture("")["style"] == "width: auto; height: 8em;"
    assert "tiny" in page.picture("A small square")["class"]
    assert "blog-image" not in page.picture("A small square")["class"]


def test_a_decorative_picture_is_passed_over_and_not_enlarged(page: Page) -> None:
    image = page.picture("")
    assert image["alt"] == ""
    assert image.find_parent("a") is None


def test_svg_is_shown_as_it_is(page: Page) -> None:
    image = page.picture("Two loops")
    assert image.find_parent("picture") is None
    shown = page.build.read(str(image["src"]))
    assert "<circle" in shown


def test_pictures_of_equal_bytes_and_two_names_are_both_there(small: Project) -> None:
    small.write({"twin.png": FILES["window.png"]})
    one = ":::{blog-image} %s.png\n:alt: %s picture\n:::\n\n"
    page = one_page(small, one % ("window", "One") + one % ("twin", "Other"))
    names = {str(page.picture(f"{which} picture")["src"]) for which in ("One", "Other")}
    assert len(names) == 2
    for name in names:
        assert page.opened(name).size == (1200, 738)


# Enlargement


def enlarged(page: Page) -> list[str]:
    return [str(link.select("img")[0]["alt"]) for link in page.soup.select("a.journey-enlarge")]


def test_a_picture_that_is_not_decorative_and_has_more_to_show_is_enlarged(page: Page) -> None:
    tower = "A tower, seen from below"
    assert enlarged(page) == [tower, tower, "A window with a list", "Two loops"]
    link = page.soup.select("a.journey-enlarge")[0]
    assert link["aria-label"] == "Enlarge: A tower, seen from below"
    assert link["data-close"] == "Close"
    assert page.opened(str(link["href"])).format == "JPEG"  # which any browser shows


def test_the_script_is_linked_and_copied_where_something_is_enlarged(small: Project) -> None:
    text = ":::{blog-image} window.png\n:alt: A list\n:::\n"
    small.write({"other.md": "---\norphan: true\n---\n# Other\n\n" + text.replace(":::", "::::")})
    small.write({"plain.md": "---\norphan: true\n---\n# Plain\n\n![x](window.png)\n"})
    page = one_page(small, text)
    assert [s["src"] for s in page.soup.select("script[defer]") if "enlarge" in s["src"]]
    assert "journey-enlarge" in page.build.read("other.html")
    assert "journey" not in page.build.read("plain.html")
    assert (page.build.out / "_static/journey-enlarge.js").is_file()


@pytest.mark.parametrize("option", ["", ":enlarge: yes\n"])
def test_where_nothing_is_enlarged_there_is_no_script(small: Project, option: str) -> None:
    text = f":::{{blog-image}} window.png\n:alt: A list\n{option}:::\n"
    page = one_page(small, text, journey_images={"enlarge": False})
    there = bool(option)
    assert bool(enlarged(page)) == there
    assert ("journey-enlarge.js" in page.build.read("index.html")) == there
    assert (page.build.out / "_static/journey-enlarge.js").is_file() == there
    assert "journey.css" in page.build.read("index.html")


# Captions, numbers, credit


@pytest.mark.parametrize("builder", [*WEB, "epub"])
def test_captions_are_numbered_and_referred_to(builds: dict[str, Build], builder: str) -> None:
    page = Page(builds[builder], "index.xhtml" if builder == "epub" else "index.html")
    numbers = page.soup.select("figure figcaption .caption-number")
    assert [number.get_text().strip() for number in numbers] == ["Fig. 1", "Fig. 2", "Fig. 3"]
    figure = numbers[0].find_parent("figure")
    assert isinstance(figure, Tag)
    assert figure["id"] == "tower"
    links = [a.get_text() for a in page.soup.select('p > a.reference[href$="#tower"]')]
    assert links == ["Fig. 1", "the tower"]


@pytest.mark.parametrize("builder", SHOWING)
def test_credit_and_licence_are_below_the_caption(builds: dict[str, Build], builder: str) -> None:
    if builder == "latex":
        text = builds[builder].read("bread.tex")
        figure = text[text.index(r"\begin{figure}") : text.index(r"\end{figure}")]
        assert figure.index(r"\caption{The \sphinxstyleemphasis{tower}}") < figure.index("Picture:")
        assert r"\sphinxhref{https://example.org/ada}{Ada Baker}" in figure
        assert "publicdomain/zero" in figure
        return
    page = Page(builds[builder], "index.xhtml" if builder == "epub" else "index.html")
    credit = page.soup.select("figure#tower figcaption .journey-credit")[0]
    links = {a.get_text(): a["href"] for a in credit.select("a")}
    assert links == {
        "Ada Baker": "https://example.org/ada",
        "CC0": "https://creativecommons.org/publicdomain/zero/1.0/",
    }


@pytest.mark.parametrize("builder", ["text", "man"])
def test_plain_text_has_alternative_text_caption_and_credit(
    builds: dict[str, Build], builder: str
) -> None:
    (path,) = [p for p in builds[builder].out.rglob("*") if p.suffix in {".txt", ".1"}]
    text = path.read_text(encoding="utf-8")
    assert "A tower, seen from below" in text
    assert re.search(r"The .*tower", text)
    assert "Ada Baker" in text


# Paper


def test_paper_gets_one_printable_file_of_each_picture(builds: dict[str, Build]) -> None:
    build = builds["latex"]
    names = re.findall(
        r"\\sphinxincludegraphics(?:\[[^]]*\])?\{\{([^}]*)\}(\.\w+)\}", build.read("bread.tex")
    )
    files = [build.out / "".join(name) for name in names]
    assert all(path.is_file() for path in files)
    kinds = {re.sub(r"-\w{10}(-\d+w)?$", "", path.stem): path.suffix for path in files}
    assert kinds["tall"] == ".jpg"
    assert kinds["window"] == ".png"
    assert kinds["icon"] in {".png", ".jpg"}  # LaTeX doesn't know WebP
    assert kinds["loops"] in {".png", ".pdf"}  # nor SVG
    assert "night" not in kinds
    assert not list(build.out.glob("*.webp"))
    half = [path for path in files if path.stem.startswith("window-") and "-945w" in path.stem]
    assert half, "half of a line of 6.3 inches at 300 dots an inch"


def test_a_book_for_readers_has_no_hints_for_browsers(builds: dict[str, Build]) -> None:
    page = Page(builds["epub"], "index.xhtml")
    assert page.soup.select("picture, source, a.journey-enlarge, [loading], [decoding]") == []
    with zipfile.ZipFile(builds["epub"].out / "Bread.epub") as book:
        names = book.namelist()
    assert not [name for name in names if name.endswith((".webp", ".js"))]
    for image in page.soup.select("img"):
        assert f"{image['src']}" in names
    assert [name for name in names if name.endswith(".svg")]


# Nothing of a picture's own metadata


def contents(build: Build) -> Iterator[tuple[str, bytes]]:
    for path in sorted(build.out.rglob("*")):
        if path.suffix == ".epub":
            with zipfile.ZipFile(path) as book:
                for name in book.namelist():
                    yield name, book.read(name)
        elif path.is_file():
            yield path.name, path.read_bytes()


@pytest.mark.parametrize("builder", [*SHOWING, "json"])
def test_no_derivative_reveals_where_a_photograph_was_taken(
    builds: dict[str, Build], builder: str
) -> None:
    checked = 0
    for name, content in contents(builds[builder]):
        if name.rpartition("/")[2] == "window.png":
            continue  # the plain picture, which Sphinx copies
        assert PLACE not in content, name
        if name.endswith((".jpg", ".png", ".webp")):
            with Image.open(io.BytesIO(content)) as picture:
                assert 0x8825 not in picture.getexif(), name
            checked += 1
    assert checked >= 3
    names = {name.rpartition("/")[2] for name, _ in contents(builds[builder])}
    assert not names & {"tall.jpg", "night.jpg", "icon.webp"}


# Pictures that aren't a blog-image's


def test_plain_pictures_are_left_to_sphinx_unless_the_project_asks(page: Page) -> None:
    for alt in ("A plain window", "A plain figure of a window"):
        image = page.picture(alt)
        assert image["src"] == "_images/window.png"
        assert "srcset" not in image.attrs
        assert image.find_parent("picture") is None


def test_plain_pictures_are_treated_alike_if_the_project_asks(project: Project) -> None:
    build = project.build("html", out="all", numfig=True, journey_images={"all": True})
    page = Page(build)
    assert build.warnings == []
    for alt in ("A plain window", "A plain figure of a window"):
        image = page.picture(alt)
        (source,) = image.find_previous_siblings("source")
        assert isinstance(source, Tag)
        assert list(page.candidates(source)) == [480, 800, 1300]
        assert image.find_parent("a", class_="journey-enlarge")
    assert page.picture("A plain figure of a window")["style"] == "width: 40%;"
    assert not (build.out / "_images/window.png").exists()


def test_a_plain_picture_for_one_color_scheme_is_hidden_with_its_link(small: Project) -> None:
    small.write({"other.png": FILES["window.png"]})
    page = one_page(
        small,
        "```{image} window.png\n:alt: By day\n:class: only-light\n```\n\n"
        "```{image} other.png\n:alt: By night\n:class: only-dark wide\n```\n",
        journey_images={"all": True},
    )
    for ground, alt in (("only-light", "By day"), ("only-dark", "By night")):
        image = page.picture(alt, ground)
        assert "journey-enlarge" in page.soup.select(f".{ground}")[0]["class"]
        assert ground not in image["class"]
    assert "wide" in page.picture("By night")["class"]


def test_a_plain_picture_whose_text_is_its_file_name_is_reported(small: Project) -> None:
    small.write({"index.md": "# Page\n\n![window.png](window.png)\n\n![](window.png)\n"})
    build = small.build("html", journey_images={"all": True})
    (warning,) = build.warned("image_alt")
    assert "index.md:3: WARNING" in warning
    assert small.build("html", out="off").warnings == []


def test_a_plain_picture_from_outside_is_reported_and_left_as_it_is(small: Project) -> None:
    (small.root / "outside.png").write_bytes((small.srcdir / "window.png").read_bytes())
    small.write({"index.md": "# Page\n\n![A list](../outside.png)\n"})
    build = small.build("html", journey_images={"all": True})
    (warning,) = build.warned("image_path")
    assert "index.md:3: WARNING" in warning
    assert Page(build).picture("A list")["src"] == "_images/outside.png"


def test_a_picture_in_a_linked_folder_of_posts_is_the_projects_own(small: Project) -> None:
    elsewhere = small.root / "elsewhere/blog"
    (elsewhere / "img").mkdir(parents=True)
    (elsewhere / "2026").mkdir()
    picture = (small.srcdir / "window.png").read_bytes()
    (small.root / "elsewhere/secret.png").write_bytes(picture)
    (elsewhere / "img/list.png").write_bytes(picture)
    (elsewhere / "img/link.png").symlink_to(small.root / "elsewhere/secret.png")
    paths = {
        "A list": "../img/list.png",
        "From the top": "/blog/img/list.png",
        "Out": "../../secret.png",
        "Far out": "../../../../../../../../etc/passwd",
        "By a link": "../img/link.png",
    }
    figures = [f":::{{blog-image}} {path}\n:alt: {alt}\n:::\n" for alt, path in paths.items()]
    post = "# A post\n\n![Plain](../img/list.png)\n\n" + "\n".join(figures)
    (elsewhere / "2026/post.md").write_text(post, encoding="utf-8")
    (small.srcdir / "blog").symlink_to(elsewhere)
    small.write({"index.md": "# Page\n\n```{toctree}\nblog/2026/post\n```\n"})
    for parallel in (1, 2):
        out = f"out{parallel}"
        build = small.build("html", out=out, parallel=parallel, journey_images={"all": True})
        page = Page(build, "blog/2026/post.html")
        assert {str(image["alt"]) for image in page.soup.select("picture img")} == {
            *("Plain", "A list", "From the top")
        }
        warned = build.warned("image_path")
        assert [line.partition(" leaves")[0].split()[-1] for line in warned] == [
            f"'{paths[alt]}'" for alt in ("Out", "Far out", "By a link")
        ]
        assert len(build.warnings) == len(warned)
        assert not [name for name in build.tree() if "secret" in name or "passwd" in name]


@pytest.mark.parametrize("ending", ["png", "*"], ids=["by its name", "of any format"])
def test_a_plain_picture_that_is_a_link_is_what_it_leads_to(ending: str, small: Project) -> None:
    """Sphinx follows a link that is named; of any format, it takes the link itself."""
    outside = small.root / "outside.png"
    outside.write_bytes((small.srcdir / "window.png").read_bytes())
    (small.srcdir / "leaving.png").symlink_to(outside)
    (small.srcdir / "staying.png").symlink_to(small.srcdir / "window.png")
    page = f"# Page\n\n![Not ours](leaving.{ending})\n\n![Ours](staying.{ending})\n"
    build = small.write({"index.md": page}).build("html", journey_images={"all": True})
    (warning,) = build.warned("image_path")
    assert "index.md:3: WARNING" in warning
    assert "leaves the source directory" in warning
    assert Page(build).picture("Not ours")["src"] in {"_images/leaving.png", "_images/outside.png"}
    assert not list(build.out.glob("_images/[lo]*.webp"))
    assert re.match(r"_images/(staying|window)-\w+-\d+w", str(Page(build).picture("Ours")["src"]))


def test_pictures_are_sphinx_s_where_the_project_wants_none_prepared(small: Project) -> None:
    text = ":::{blog-image} window.png\n:alt: A list\n:dark: night.jpg\n:::\n"
    page = one_page(small, text, journey_images={"enabled": False})
    image = page.picture("A list")
    assert (image["src"], image["loading"]) == ("_images/window.png", "lazy")
    assert page.soup.select("picture, a.journey-enlarge") == []
    assert not (small.root / "out/doctrees/journey-images").exists()


# Open Graph

POSTS = {
    **JOURNEY,
    "overview/why.md": """
        ---
        date: 2026-10-01
        images: [/window.png, night.jpg]
        ---
        # Why bake

        :::{blog-image} ../tall.jpg
        :alt: A tower
        :::
        """,
    "flour/hydration.md": """
        ---
        date: 2026-11-01
        ---
        # Hydration

        :::{blog-image} ../icon.webp
        :decorative:
        :::

        :::{blog-image} ../tall.jpg
        :alt: A tower & "more"
        :::
        """,
    "fire/oven.rst": """
        :date: 2026-11-15
        :images: nowhere.png

        The oven
        ========

        .. blog-image:: /tall.jpg
           :alt: A tower
        """,
}
POSTS["index.md"] = str(JOURNEY["index.md"]) + "\n        ![x](tall.jpg)\n"


def og(build: Build, name: str) -> dict[str, str]:
    soup = BeautifulSoup(build.read(name), "lxml")
    return {
        str(meta["property"]).removeprefix("og:"): str(meta["content"])
        for meta in soup.select('meta[property^="og:image"]')
    }


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_post_has_a_picture_for_other_sites(small: Project, builder: str) -> None:
    build = small.write(POSTS).build(builder, html_baseurl="https://example.org/book/")
    tail = "/index.html" if builder == "dirhtml" else ".html"
    first = og(build, f"flour/hydration{tail}")
    assert first["image:alt"] == 'A tower & "more"'
    assert (first["image:width"], first["image:height"]) == ("700", "1000")
    named = og(build, f"overview/why{tail}")
    assert "/window-" in named["image"]
    assert "image:alt" not in named
    for values in (first, named):
        assert values["image"].startswith("https://example.org/book/_images/")
        path = build.out / values["image"].removeprefix("https://example.org/book/")
        with Image.open(path) as picture:
            assert picture.format in {"JPEG", "PNG"}
            assert picture.size == (int(values["image:width"]), int(values["image:height"]))
            assert max(picture.size) <= 1200
    assert og(build, "index.html") == {}
    assert og(build, f"fire/oven{tail}") == {}
    (warning,) = build.warned("image_missing")
    assert "fire/oven.rst:2: WARNING" in warning
    assert "nowhere.png" in warning


def test_without_a_base_address_there_is_no_picture_for_other_sites(small: Project) -> None:
    build = small.write(POSTS).build("html")
    assert og(build, "overview/why.html") == og(build, "flour/hydration.html") == {}
    assert build.warnings == []


def test_an_address_in_front_matter_is_used_as_it_is(small: Project) -> None:
    text = "---\nimages: ['https://example.org/card.png?a=1&b=2']\n---\n# Page\n"
    build = small.write({**JOURNEY, "overview/why.md": text}).build(
        "html", html_baseurl="https://example.org"
    )
    assert og(build, "overview/why.html") == {"image": "https://example.org/card.png?a=1&b=2"}


@pytest.mark.parametrize(
    ("options", "sizes"),
    [
        (":scale: 50", "450px"),
        (":width: 5in\n:scale: 50", "2.5in"),
        (":width: 60%\n:scale: 50", "(min-width: 48rem) calc(46rem * 0.3), calc(100vw * 0.3)"),
        (":height: 100px\n:scale: 50", "calc(50px * 1.5)"),
    ],
)
def test_a_scaled_pictures_sizes_are_scaled(small: Project, options: str, sizes: str) -> None:
    small.write({"wide.png": encoded(textured((900, 600)), "PNG")})
    text = f"# Page\n\n```{{image}} wide.png\n:alt: A wall\n{options}\n```\n"
    found = one_page(small, text, journey_images={"all": True})
    assert {source["sizes"] for source in found.soup.select("picture source")} == {sizes}


@pytest.mark.parametrize("builder", ["html", "latex", "epub"])
@pytest.mark.parametrize("ending", ["bin", "txt", "pdf", "svgz", "zip"])
def test_a_photograph_under_any_name_is_recognized(
    small: Project, builder: str, ending: str
) -> None:
    name = f"mis.{ending}"
    small.write(
        {
            name: tagged(textured((600, 400)), "JPEG"),
            "index.md": f"# Page\n\n:::{{blog-image}} {name}\n:alt: A wall\n:::\n",
        }
    )
    build = small.build(builder)
    found = dict(contents(build))
    assert [name for name in found if "mis-" in name]
    assert [name for name, data in found.items() if PLACE in data] == []
    assert [name for name in found if name.endswith(f"mis.{ending}")] == []


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_what_is_not_a_picture_is_reported_and_not_published(small: Project, builder: str) -> None:
    small.write(
        {
            "drawing.svgz": b"\x1f\x8b\x08\x00secret",
            "index.md": "# Page\n\n:::{blog-image} drawing.svgz\n:alt: A wall\n:::\n",
        }
    )
    build = small.build(builder)
    assert build.warned("image_broken")
    assert not list(build.out.rglob("*.svgz"))


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
def test_latex_gets_alternative_text_in_digits_that_no_font_and_no_markup_changes(
    small: Project, engine: str
) -> None:
    alt = "Half of it: 50% {of} a \\ wall & → ✓ 10² no_#1 🍞"
    small.write({"wall.jpg": tagged(textured((600, 400)), "JPEG")})
    text = f"# P\n\n:::{{blog-image}} wall.jpg\n:alt: {alt}\n:target: https://example.org\n:::\n"
    book = small.write({"index.md": text}).build("latex", latex_engine=engine)
    tex = next(book.out.glob("*.tex")).read_text(encoding="utf-8")
    (said,) = re.findall(r"\\journeyalt\{([0-9A-F]+)\}%\n", tex)
    assert bytes.fromhex(said).decode("utf-16") == alt
    assert tex.index(said) < tex.index(r"\sphinxincludegraphics{")


def test_a_decorative_picture_has_no_text_in_a_pdf(small: Project) -> None:
    small.write({"wall.jpg": tagged(textured((600, 400)), "JPEG")})
    book = small.write({"index.md": "# P\n\n:::{blog-image} wall.jpg\n:decorative:\n:::\n"})
    tex = next(book.build("latex").out.glob("*.tex")).read_text(encoding="utf-8")
    assert not re.search(r"\\journeyalt\{[0-9A-F]", tex)
