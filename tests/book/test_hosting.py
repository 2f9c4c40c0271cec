"""What the book learns from its host: downloads and edit links where these have an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from book_parts.hosting import hosted, source
from bs4 import BeautifulSoup

from .sample import book

if TYPE_CHECKING:
    from support import Project

READ_THE_DOCS = {
    "READTHEDOCS_CANONICAL_URL": "https://journey.example.org/en/latest/",
    "READTHEDOCS_LANGUAGE": "en",
    "READTHEDOCS_VERSION": "latest",
    "READTHEDOCS_VERSION_TYPE": "branch",
}


def test_read_the_docs_has_a_pdf_and_an_epub_at_known_addresses() -> None:
    base = "https://journey.example.org/_/downloads/en/latest"
    assert hosted(READ_THE_DOCS) == {"pdf": f"{base}/pdf/", "epub": f"{base}/epub/"}


def test_other_builds_and_previews_link_no_download() -> None:
    assert hosted({}) == {}
    assert hosted({**READ_THE_DOCS, "READTHEDOCS_VERSION_TYPE": "external"}) == {}


def test_downloads_are_buttons_of_the_website_alone(project: Project) -> None:
    made = book(project)
    made.write({"pillars/one.md": "# One\n\n:::{downloads}\n:::\n"})
    assert made.build(out="without").warnings == []
    addresses = hosted(READ_THE_DOCS)
    build = made.build(book_downloads=addresses)
    links = BeautifulSoup(build.read("pillars/one.html"), "html.parser").select("a.sd-btn")
    assert [(link.get_text(), link["href"]) for link in links] == [
        ("Download the PDF", addresses["pdf"]),
        ("Download the EPUB", addresses["epub"]),
    ]
    text = made.build("text", book_downloads=addresses).read("pillars/one.txt")
    assert "Download" not in text


def test_an_edit_link_leads_to_the_source_where_its_address_is_known() -> None:
    clone = {"READTHEDOCS_GIT_CLONE_URL": "git@github.com:somebody/journey.git"}
    assert source({}, "docs/") == {}
    assert source({"BOOK_REPOSITORY": "https://git.example.org/journey"}, "docs/") == {}
    assert source({**clone, "READTHEDOCS_GIT_IDENTIFIER": "trunk"}, "docs/") == {
        "source_repository": "https://github.com/somebody/journey/",
        "source_branch": "trunk",
        "source_directory": "docs/",
    }
    named = {"BOOK_REPOSITORY": "https://gitlab.com/somebody/journey/"}
    assert source({**clone, **named}, "docs/")["source_repository"] == named["BOOK_REPOSITORY"]
