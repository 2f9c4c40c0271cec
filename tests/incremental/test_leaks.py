"""Promise 6: no word of a document that isn't published is in any output."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from incremental.secrets_of import IN_LINKS, PLACES, VISIBLE, WITHHELD, files, found_in
from incremental.site import Site, differing, make_site, tree_of

if TYPE_CHECKING:
    from support import Build

BUILDERS = ("html", "dirhtml", "singlehtml", "latex", "text", "epub", "man", "gettext", "json")
ALL = {f"journey_build_{name}": True for name in ("drafts", "future", "expired")}
FURO = {"html_theme": "furo"}


@pytest.fixture(scope="module")
def withheld(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a site of documents that aren't published, and links to them."""
    return make_site(tmp_path_factory.mktemp("withheld") / "site", files(published=False))


def leaks(build: Build, builder: str) -> dict[str, set[str]]:
    found = found_in(build.out)
    # Front matter that can't be read gives its document no known name. A link by such a name
    # leads nowhere, and shows what its own author wrote.
    found = {name: facts - {"e: slug"} for name, facts in found.items()}
    if builder == "gettext":  # Translators get the text of visible pages as it is written.
        found = {
            name: {f for f in facts if f.partition(": ")[2] not in IN_LINKS}
            for name, facts in found.items()
        }
    return {name: facts for name, facts in found.items() if facts}


def others(build: Build) -> list[str]:
    """Return the warnings that aren't ours.

    Three builders warn about things unrelated to withheld documents: man can't span table cells,
    EPUB has a chapter that is in two toctrees, and JSON copies the environment over that of the
    previous build.
    """
    lines = [line for line in build.warnings if "WARNING" in line or "ERROR" in line]
    known = r"\[(journey\.\w+|epub\.duplicated_toc_entry)\]$|cell spanning.* \[docutils\]$"
    known += r"|environment\.pickle .*\[misc\.copy_overwrite\]$"
    return [line for line in lines if not re.search(known, line)]


@pytest.mark.parametrize("builder", BUILDERS)
def test_nothing_of_a_withheld_document_is_in_a_clean_build(withheld: Site, builder: str) -> None:
    built = withheld.build(builder, f"clean-{builder}")
    assert leaks(built, builder) == {}


def test_nothing_of_a_withheld_document_is_in_a_build_with_furo(withheld: Site) -> None:
    assert leaks(withheld.build("html", "clean-furo", FURO), "html") == {}


@pytest.mark.parametrize("builder", BUILDERS)
def test_links_to_withheld_documents_build_without_warning(withheld: Site, builder: str) -> None:
    assert others(withheld.build(builder, f"warns-{builder}")) == []


def test_each_file_of_a_withheld_document_that_a_page_shows_gives_a_typed_warning(
    withheld: Site,
) -> None:
    warnings = withheld.build("html", "typed").warned("withheld_file")
    for one in WITHHELD:
        about = [line for line in warnings if one.file.rpartition("/")[2] in line]
        pages = {
            name: [line for line in about if name in line] for name in ("links.md", "rlinks.rst")
        }
        assert {name: len(lines) for name, lines in pages.items()} == {
            "links.md": 4,  # include, literalinclude, download, and a link to the file
            "rlinks.rst": 3,
        }, one.why
        assert all(re.search(r"(links\.md|rlinks\.rst):\d+: WARNING", line) for line in about)


def test_links_to_withheld_documents_become_their_own_text(withheld: Site) -> None:
    for page in ("links.html", "rlinks.html"):
        soup = BeautifulSoup(withheld.build("html", "words").read(page), "html.parser")
        for link in soup.find_all("a"):
            assert "own words" not in link.get_text(), str(link)
        plain = [e for e in soup.select(".journey-unpublished") if e.get_text() == "own words"]
        assert len(plain) >= 4 * len(WITHHELD)
        states = {name for e in plain for name in e["class"] if name.startswith("is-")}
        assert states == {"is-draft", "is-scheduled", "is-expired"}


def test_a_link_without_text_shows_the_plans_title_and_date(withheld: Site) -> None:
    page = withheld.build("html", "words").read("links.html")
    soup = BeautifulSoup(page, "html.parser")
    texts = {e.get_text() for e in soup.select(".journey-unpublished")}
    assert "A loaf in the plan" in texts
    assert any(text.startswith("A later loaf") and "2027" in text for text in texts)


# Sphinx doesn't delete catalogs, as translators may have begun on them; readers don't get them.
@pytest.mark.parametrize("builder", [name for name in BUILDERS if name != "gettext"])
@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_withdrawing_documents_leaves_nothing_of_them(
    withheld: Site, tmp_path_factory: pytest.TempPathFactory, builder: str
) -> None:
    site = make_site(tmp_path_factory.mktemp("withdrawn") / "site", files(published=True))
    before = site.build(builder)
    known = {fact for facts in found_in(before.out).values() for fact in facts}
    assert {fact[0] for fact in known} >= {one.letter for one in WITHHELD} - {"g", "x"}
    for name, content in files(published=False).items():
        path = site.src / name
        if path.read_bytes() != (content.encode() if isinstance(content, str) else content):
            site.write(name, content)
    after = site.build(builder)
    assert leaks(after, builder) == {}
    assert others(after) == []
    clean = site.build(builder, "clean")
    assert differing(tree_of(after.out), tree_of(clean.out)) == []


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_preview_shows_all_with_a_banner_and_no_index(withheld: Site, builder: str) -> None:
    built = withheld.build(builder, "preview", ALL)
    ending = "/index.html" if builder == "dirhtml" else ".html"

    def page(docname: str) -> BeautifulSoup:
        named = docname == "index" or docname.endswith("/index")
        name = f"{docname}.html" if named else docname + ending
        return BeautifulSoup(built.read(name), "html.parser")

    for one in WITHHELD:
        soup = page(one.docname)
        (banner,) = soup.select(".journey-banner")
        assert banner.get_text(" ", strip=True), one.why
        (robots,) = soup.find_all("meta", attrs={"name": "robots"})
        assert robots["content"] == "noindex", one.why
    for docname in VISIBLE:
        soup = page(docname)
        assert soup.select(".journey-banner") == [], docname
        assert soup.find_all("meta", attrs={"name": "robots"}) == [], docname
    shown = {fact for facts in found_in(built.out).values() for fact in facts}
    for one in WITHHELD:
        for place in ("body", "caption", "file stem", "bytes of a picture", "section heading"):
            assert f"{one.letter}: {place}" in shown


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "singlehtml"])
def test_a_preview_on_paper_says_that_it_is_one(withheld: Site, builder: str) -> None:
    built = withheld.build(builder, "preview", ALL)
    one = WITHHELD[2]
    name = {
        "text": f"{one.docname}.txt",
        "latex": "bread.tex",
        "epub": f"{one.docname}.xhtml",
        "singlehtml": "index.html",
    }[builder]
    assert "readers don" in built.read(name)
    if builder != "latex":
        assert "readers don" not in withheld.build(builder, "public").read(
            name.replace(one.docname, "flour/open")
        )


@pytest.mark.parametrize(
    ("flag", "letters"),
    [("drafts", "abcdefghlmno"), ("future", "ij"), ("expired", "k")],
)
def test_each_flag_shows_only_its_own_documents(withheld: Site, flag: str, letters: str) -> None:
    built = withheld.build("text", f"flag-{flag}", {f"journey_build_{flag}": True})
    made = {path.stem for path in built.out.rglob("*.txt")}
    assert {one.letter for one in WITHHELD if one.docname.rpartition("/")[2] in made} == set(
        letters
    )


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_ending_a_preview_leaves_nothing_of_it(withheld: Site, builder: str) -> None:
    withheld.build(builder, f"ended-{builder}", ALL)
    after = withheld.build(builder, f"ended-{builder}")
    assert leaks(after, builder) == {}
    clean = withheld.build(builder, f"clean-{builder}")
    assert differing(tree_of(after.out), tree_of(clean.out)) == []


def test_the_site_has_every_word() -> None:
    every = {(one.letter, number) for one in WITHHELD for number in range(1, len(PLACES) + 1)}
    text = b"".join(
        name.encode() + (content.encode() if isinstance(content, str) else content)
        for name, content in files(published=False).items()
    )
    found = {
        (letter, int(number))
        for letter, number in re.findall(r"zq([a-z])(\d\d)z", text.decode("latin-1"))
    }
    # Only Markdown in YAML has MyST's own meta elements; reStructuredText has one by directive.
    assert {f for f in every - found if f[1] != PLACES.index("meta element") + 1} == set()
