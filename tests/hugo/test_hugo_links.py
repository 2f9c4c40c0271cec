"""Where links lead: every way to write one, aliases, files, collisions, and any text at all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_journey.core.problems import Subtype
from sphinx_journey.hugo.model import Kind, Language, Page, Permalink, Section, Site, SiteFile
from sphinx_journey.hugo.paths import sanitized
from sphinx_journey.hugo.urls import Target, UrlMap


def page(
    path: str,
    language: str = "en",
    *,
    title: str = "",
    date: dt.datetime | None = None,
    slug: str = "",
    url: str = "",
    aliases: tuple[str, ...] = (),
) -> Page:
    name = path.rpartition("/")[2]
    kind = Kind.HOME if path == "_index.md" else Kind.SECTION if name == "_index.md" else Kind.PAGE
    return Page(path, language, kind, title, date, slug, url, aliases)


HOME, POSTS, A, B, C = map(
    page, ("_index.md", "posts/_index.md", "posts/a.md", "posts/b/index.md", "docs/Some Name.md")
)
MOVED = page(
    "posts/moved.md", url="/Elsewhere/Page", aliases=("older", "/very/old.html", "/with%20blank/")
)
SUMMER = page("posts/sommer.md", slug="Größe & Maß")
PICTURE = SiteFile("img/My Pic.png")
BESIDE = SiteFile("posts/b/pic one.png", is_static=False)
SITE = Site(Path("/site"), base_url="https://example.org/base/")
PAGES = (HOME, POSTS, A, B, C, MOVED, SUMMER)
MAP = UrlMap(SITE, PAGES, (PICTURE, BESIDE))


@pytest.mark.parametrize(
    ("url", "to"),
    [
        # as Hugo writes it
        ("/base/posts/b/", B), ("/base/posts/b", B), ("/base/posts/b.html", B),
        ("/base/posts/b/index.html", B), ("/base/", HOME), ("/base", HOME),
        # without the base URL's path
        ("/posts/b/", B), ("/posts/b", B), ("/", HOME), ("/posts/", POSTS),
        # relative to the address, /base/posts/a/
        ("../b/", B), ("../b", B), ("../../docs/some-name/", C), ("..", POSTS), ("../", POSTS),
        ("./", A), (".", A), ("../b/index.html", B), ("../b.html", B), ("../../../../..", HOME),
        # relative to the file, posts/a.md
        ("b/", B), ("b", B), ("b/index.md", B), ("./b/index.md", B), ("a.md", A), ("b.md", B),
        ("../docs/Some Name.md", C), ("../docs/Some%20Name.md", C), ("../docs/some-name.md", C),
        ("_index.md", POSTS), ("moved.md", MOVED), ("moved", MOVED), ("../_index.md", HOME),
        # from the root of the content
        ("/posts/b/index.md", B), ("/posts/a.md", A), ("/docs/Some Name.md", C),
        ("/docs/some name", C), ("/_index.md", HOME),
        # with a query and a fragment, on the site's own host
        ("/posts/b/?x=1#y", B), ("?x=1", A), ("https://example.org/base/posts/b/", B),
        ("http://EXAMPLE.org/base/posts/b", B), ("//example.org/base/posts/b/index.html", B),
        ("https://example.org/posts/b/", B), ("https://example.org", HOME),
        ("https://example.org/base", HOME),
        # in another case, escaped, with blanks around it
        ("/Posts/B/", B), ("/posts/%62/", B), (" /posts/b/ ", B), ("/docs/Some-Name", C),
        ("/posts/gr%C3%B6%C3%9Fe-ma%C3%9F/", SUMMER), ("/posts/größe-maß/", SUMMER),
        ("/posts/GRÖSSE-MASS", SUMMER), ("/Elsewhere/Page/", MOVED), ("/elsewhere/page", MOVED),
        # aliases
        ("/Elsewhere/older/", MOVED), ("older", None), ("../../elsewhere/older", MOVED),
        ("/very/old.html", MOVED), ("/very/old", MOVED),
        ("/with%20blank/", MOVED), ("/with%2520blank/", MOVED),
        # files
        ("/img/My%20Pic.png", PICTURE), ("/base/img/My Pic.png", PICTURE),
        ("/img/my pic.PNG", PICTURE), ("../../img/My Pic.png", PICTURE), ("b/pic one.png", BESIDE),
        ("../b/pic%20one.png", BESIDE), ("/posts/b/pic one.png", BESIDE),
        # nowhere in the site
        ("/posts/c/", None), ("/basement/", None), ("https://elsewhere.org/posts/b/", None),
        ("//elsewhere.org/posts/b/", None), ("mailto:a@example.org", None), ("Some Name.md", None),
        ("some-name", None), ("javascript:alert(1)", None), ("ftp://example.org/posts/b/", None),
        ("http:/posts/b/", None), ("http://[", None), ("/img/", None), ("img/My Pic.png", None),
    ],
)  # fmt: skip
def test_a_link_leads_to_the_page_or_file_that_it_means(
    url: str, to: Page | SiteFile | None
) -> None:
    found = MAP.find(url, A)
    assert (found.to if found else None) == to


@pytest.mark.parametrize(
    "url", ["#Größe", "#Gr%C3%B6%C3%9Fe", "?x#Größe", "./#Größe", "/posts/a/#Größe"]
)
def test_a_fragment_is_kept_without_escapes(url: str) -> None:
    assert MAP.find(url, A) == Target(A, "Größe")


def test_from_a_page_with_a_file_s_address_links_are_relative_to_its_folder() -> None:
    site = Site(Path("/site"), ugly_urls=True)
    ugly = UrlMap(site, PAGES)
    assert ugly.address(A).url == "/posts/a.html"
    assert ugly.find("b.html", A) == ugly.find("b/", A) == ugly.find("/posts/b", A) == Target(B)


def test_a_page_s_own_language_is_looked_in_first() -> None:
    site = Site(Path("/site"), languages=(Language("en"), Language("pt")))
    one, um = page("posts/one.md"), page("posts/one.pt.md", "pt")
    two, dois = page("posts/two.md"), page("posts/two.pt.md", "pt")
    only = page("posts/only.md")
    urls = UrlMap(site, (one, um, two, dois, only))
    assert urls.find("two.md", um) == urls.find("../two/", um) == Target(dois)
    assert urls.find("two.pt.md", um) == Target(dois)
    assert (
        urls.find("two.pt.md", one)
        == urls.find("two.md", one)
        == urls.find("/posts/two", um)
        == Target(two)
    )
    assert urls.find("only.md", um) == Target(only)
    assert urls.ref("two", um) == urls.ref("two", one, "pt") == Target(dois)
    assert urls.ref("two", um, "en") == Target(two)
    assert urls.ref("only", um) is urls.ref("two", um, "de") is None


def test_languages_with_hosts_of_their_own_are_told_apart() -> None:
    languages = (
        Language("en", base_url="https://en.org/"),
        Language("pt", base_url="https://pt.org/x/"),
    )
    one, um = page("posts/one.md"), page("posts/one.pt.md", "pt")
    urls = UrlMap(Site(Path("/site"), languages=languages, is_multihost=True), (one, um))
    assert urls.address(um).url == "/x/posts/one/"
    assert urls.address(um).file == "pt/posts/one/index.html"
    assert urls.find("/posts/one/", one) == urls.find("https://en.org/posts/one", um) == Target(one)
    assert (
        urls.find("/posts/one/", um) == urls.find("https://pt.org/x/posts/one", one) == Target(um)
    )


def test_a_section_without_a_file_is_found() -> None:
    found = MAP.find("/docs/", A)
    assert found is not None
    assert isinstance(found.to, Section)
    assert found.to in MAP.sections
    assert MAP.address(found.to).url == "/base/docs/"


def test_two_pages_at_one_address_are_a_problem_that_names_both() -> None:
    first, second = page("posts/x.md", url="/same/"), page("posts/y.md", url="/same")
    urls = UrlMap(SITE, (second, first))
    assert urls.find("/same/", A) == Target(second)
    (problem,) = urls.problems
    assert problem.subtype is Subtype.HUGO_ADDRESS
    assert problem.location.path == "posts/x.md"
    assert "'posts/x.md' and 'posts/y.md' have one address, '/base/same/'" in problem.message
    assert UrlMap(SITE, (first, second)).problems == urls.problems


def test_two_files_for_one_page_are_a_problem_and_the_bundle_stays() -> None:
    bundle, single = page("posts/x/index.md"), page("posts/x.md")
    urls = UrlMap(SITE, (bundle, single))
    assert urls.find("/posts/x/", A) == Target(bundle)
    assert urls.address(single) == urls.address(bundle)
    assert [problem.location.path for problem in urls.problems] == ["posts/x.md"]


def test_a_page_comes_before_a_section_without_a_file() -> None:
    inner, taking = page("zoo/inner.md"), page("about.md", url="/zoo/")
    urls = UrlMap(SITE, (inner, taking))
    assert urls.find("/zoo/", inner) == Target(taking)
    assert urls.problems == ()


def test_a_site_whose_default_language_is_not_there_has_addresses() -> None:
    urls = UrlMap(Site(Path("/site"), languages=(Language("fr"),)), (un := page("un.md", "fr"),))
    assert urls.find("/fr/un", un) == Target(un)


def test_a_page_comes_before_another_s_alias() -> None:
    other = page("posts/other.md", aliases=("/posts/a/",))
    assert UrlMap(SITE, (A, other)).find("/posts/a/", other) == Target(A)


def test_an_unknown_token_in_a_url_is_said_and_stays() -> None:
    urls = UrlMap(SITE, (mine := page("posts/x.md", url="/:yaer/:slug", slug="s"),))
    assert urls.address(mine).url == "/base/:yaer/s/"
    (problem,) = urls.problems
    assert "':yaer'" in problem.message


def test_a_url_on_another_site_is_said_and_not_used() -> None:
    mine = page("posts/x.md", url="https://elsewhere.org/a/")
    urls = UrlMap(SITE, (mine,))
    assert urls.address(mine).url == "/base/posts/x/"
    (problem,) = urls.problems
    assert "has a protocol" in problem.message


# Letters that addresses are made of, and those that they aren't.
NAMES = st.text("abAB12 -_.äßİ日́%+#&:'()[]", min_size=1, max_size=6).filter(
    lambda name: sanitized(name).strip(".") and not name.startswith("_index")
)
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
ANY_PAGE = st.builds(
    lambda path, bundle, **more: page(f"{path}/index.md" if bundle else f"{path}.md", **more),
    PATHS,
    st.booleans(),
    title=st.text(max_size=8),
    slug=st.just("") | st.text("aB c/ä!", max_size=6),
    url=st.just("") | st.text("/aB c:ä.", max_size=8),
    date=st.none() | st.datetimes(timezones=st.just(dt.UTC)),
    aliases=st.lists(st.text(max_size=8), max_size=2).map(tuple),
)
SITES = st.builds(
    Site,
    st.just(Path("/site")),
    base_url=st.sampled_from(["", "https://example.org", "https://example.org/a/b/", "/x/"]),
    ugly_urls=st.booleans(),
    keeps_case=st.booleans(),
    removes_accents=st.booleans(),
    permalinks=st.just(()) | st.just((Permalink("/:sections[1:]/:slugorfilename/", "page"),)),
)


@given(SITES, st.lists(ANY_PAGE, max_size=5, unique_by=lambda p: p.path))
def test_what_has_an_address_is_found_there(site: Site, pages: list[Page]) -> None:
    urls = UrlMap(site, pages)
    losers = {problem.location.path for problem in urls.problems}
    for here in pages:
        address = urls.address(here)
        assert address.url.startswith("/")
        assert ".." not in address.file.split("/")
        found = urls.find(address.url, here)
        assert found is not None
        if here.path not in losers:
            assert not isinstance(found.to, SiteFile)
            assert urls.address(found.to).file == address.file


@given(st.text(max_size=40) | st.text("/.:#?%aposts[]@\\ \n", max_size=40))
def test_any_link_and_any_ref_can_be_looked_up(text: str) -> None:
    for here in (*PAGES, page("unknown/page.md", "xx")):
        MAP.find(text, here)
        MAP.ref(text, here)


def lookups(size: int) -> int:
    """Return how many function calls it takes to map a site of a size and follow a link in it."""
    import cProfile

    pages = [page(f"s{n % 10}/deep/p{n}/index.md", aliases=(f"/old/{n}",)) for n in range(size)]
    files = [SiteFile(f"s{n % 10}/deep/p{n}/pic.png", is_static=False) for n in range(size)]
    profile = cProfile.Profile()
    profile.runcall(UrlMap, SITE, pages, files)
    profile.runcall(MAP.find, "../" * size + "a/" * size, A)
    return sum(entry.callcount for entry in profile.getstats())


def test_a_map_takes_time_linear_in_its_pages_and_a_link_in_its_length() -> None:
    lookups(10)
    assert lookups(800) < 2.2 * lookups(400)
