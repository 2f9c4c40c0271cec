"""Aliases: which redirect pages they ask for, and which don't get one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_journey.core.aliases import redirects, slug_of_alias
from sphinx_journey.core.document import Document
from sphinx_journey.core.fields import FrontMatter
from sphinx_journey.core.problems import Problem, Subtype


def document(docname: str, *aliases: str) -> Document:
    front = FrontMatter(aliases=aliases)
    return Document(docname=docname, path=f"{docname}.md", front=front, lines={"aliases": 4})


def html(name: str) -> str:
    return f"{name}.html"


def dirhtml(name: str) -> str:
    return f"{name}/index.html" if name.rpartition("/")[2] != "index" else f"{name}.html"


def made(*documents: Document, generated: tuple[str, ...] = ()) -> dict[str, str]:
    found, problems = of(*documents, generated=generated)
    assert problems == ()
    return found


def of(
    *documents: Document, generated: tuple[str, ...] = ()
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    pages = {html(one.docname): one.docname for one in documents}
    return redirects(documents, page_file=html, pages=pages, generated=generated)


@pytest.mark.parametrize(
    ("alias", "file"),
    [
        ("/old", "old.html"),
        ("/old/", "old/index.html"),
        ("/old/name.html", "old/name.html"),
        ("/old/name.HTM", "old/name.HTM"),
        ("/2019/01/v1.2", "2019/01/v1.2.html"),
        ("old", "posts/new/old.html"),
        ("old/", "posts/new/old/index.html"),
        ("../old", "posts/old.html"),
        ("../../", "index.html"),
        ("..", "posts/index.html"),
        ("/a//b/./c/../d", "a/b/d.html"),
        ("/with%20space/", "with space/index.html"),
        ("/100%/", "100%/index.html"),
        ("/brötchen/", "brötchen/index.html"),
    ],
)
def test_an_alias_is_a_path_as_in_hugo(alias: str, file: str) -> None:
    assert made(document("posts/new/oven", alias)) == {file: "posts/new/oven"}


def test_a_name_without_suffix_gets_the_file_that_the_builder_gives_pages() -> None:
    one = document("posts/oven", "/old", "/old.html")
    pages = {"posts/oven/index.html": "posts/oven"}
    found, problems = redirects([one], page_file=dirhtml, pages=pages)
    assert (found, problems) == (
        {"old/index.html": "posts/oven", "old.html": "posts/oven"},
        (),
    )


def test_two_spellings_of_one_address_are_one_page() -> None:
    assert made(document("oven", "/old", "/old.html", "old")) == {"old.html": "oven"}


@pytest.mark.parametrize(
    ("alias", "said"),
    [
        ("/..", "out of the site"),
        ("../x", "out of the site"),
        ("/a/../../x/", "out of the site"),
        ("%2e%2e/x", "out of the site"),
        ("/%2e%2e%2fx", "out of the site"),
        ("//example.org/x", "another site"),
        ("%2F%2Fexample.org/x", "another site"),
        ("https://example.org/x", "another site"),
        ("javascript:alert(1)", "another site"),
        ("C:/x", "a drive"),
        ("/C:/x", "a drive"),
        ("..\\x", "'\\\\'"),
        ("%5c%5chost%5cx", "'\\\\'"),
        ("/x?page=2", "'?'"),
        ("/x#part", "'#'"),
        ("/x\ny/", "'\\n'"),
        ("/x%00y", "'\\x00'"),
        ("", "empty"),
        ("%20", "empty"),
        ("/" + "x" * 300, "too long"),
        ("/" + "ö" * 130, "too long"),
        ("/a" * 600, "too long"),
        ("/%ff", "UTF-8"),
        ("/\ud800", "UTF-8"),
        ("/_static/x.html", "reserved for"),
        ("/_sources/", "reserved for"),
        ("/_images/x", "reserved for"),
        ("/.doctrees/x", "reserved for"),
    ],
)
def test_an_alias_that_is_not_a_path_within_the_site_gets_no_page(alias: str, said: str) -> None:
    found, (problem,) = of(document("oven", alias))
    assert found == {}
    assert problem.subtype is Subtype.ALIAS
    assert str(problem.location) == "oven.md:4"
    assert said in problem.message


@pytest.mark.parametrize(
    ("alias", "said"),
    [
        ("/flour/hydration", "with the document 'flour/hydration'"),
        ("flour/hydration.html", "with the document 'flour/hydration'"),
        ("/Flour/Hydration", "with the document 'flour/hydration'"),
        ("/", "with the document 'index'"),
        ("/search", "a file that the build makes"),
        ("/objects.inv/", "a file that the build makes"),
        ("/flour/hydration.html/", "with the document 'flour/hydration'"),
        ("/api.html", "a file that the build makes"),
    ],
)
def test_an_address_that_is_taken_stays_what_it_is(alias: str, said: str) -> None:
    found, (problem,) = of(
        document("oven", alias),
        document("flour/hydration"),
        document("index"),
        generated=("search.html", "objects.inv", "api.html/part.html"),
    )
    assert found == {}
    assert problem.subtype is Subtype.ALIAS
    assert said in problem.message


@pytest.mark.parametrize("alias", ["/oven", "/oven.html", "oven"])
def test_the_address_of_the_document_itself_is_silent(alias: str) -> None:
    """Under another builder it is needed."""
    assert of(document("oven", alias)) == ({}, ())


@pytest.mark.parametrize(("first", "second"), [("/x", "/x"), ("/x.html", "/X"), ("/x.html/", "/x")])
def test_two_documents_do_not_share_an_address_and_both_are_named(first: str, second: str) -> None:
    # The first by name wins, whichever comes first.
    found, (problem,) = of(document("b", second), document("a", first))
    assert list(found.values()) == ["a"]
    assert str(problem.location) == "b.md:4"
    assert "'a'" in problem.message
    assert "a.md:4" in problem.message


def test_one_alias_of_a_document_may_conflict_with_another() -> None:
    found, (problem,) = of(document("a", "/x.html", "/x.html/y"))
    assert found == {"x.html": "a"}
    assert problem.subtype is Subtype.ALIAS


def test_a_refused_alias_takes_no_other_with_it() -> None:
    found, problems = of(document("a", "/../x", "/y", "/z?"))
    assert found == {"y.html": "a"}
    assert len(problems) == 2


@given(
    st.lists(st.text(st.sampled_from("ab./\\%25eEcC:?#_ \n\u00e9\ud800"), max_size=12), max_size=6)
)
def test_whatever_an_alias_says_its_page_lies_within_the_site(aliases: list[str]) -> None:
    found, _ = of(document("a/b", *aliases), document("index"))
    for file in found:
        parts = file.split("/")
        assert not {"", ".", ".."} & set(parts)
        assert parts[0][0] not in "_."
        assert not set(":\\?#\n") & set(file)
        assert file not in {"a/b.html", "index.html"}
        assert not any(other.startswith(f"{file}/") for other in (*found, "a/b.html"))


@pytest.mark.parametrize(
    ("alias", "slug"),
    [
        ("/posts/old-name/", "old-name"),
        ("/posts/old-name", "old-name"),
        ("old-name.html", "old-name"),
        ("/posts/old-name/index.html", "old-name"),
        ("/posts/v1.2/", "v1.2"),
        ("/old%20name", "old name"),
        ("/", ""),
        ("/index.html", ""),
        ("/posts/..", ""),
        ("https://example.org/old-name", ""),
        ("/old-name?page=2", ""),
    ],
)
def test_the_slug_of_an_alias_is_its_last_part(alias: str, slug: str) -> None:
    assert slug_of_alias(alias) == slug
