"""What the book learns from where it is built: addresses of its files and of its source.

Read the Docs says both in variables; elsewhere ``BOOK_REPOSITORY`` may name the source. See
https://docs.readthedocs.com/platform/stable/reference/environment-variables.html.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMATS: Final[Mapping[str, str]] = {"pdf": "PDF", "epub": "EPUB"}
EDITABLE: Final = ("https://github.com/", "https://gitlab.com/", "https://bitbucket.org/")
"""The hosts of which Furo knows how an edit link is written."""


def hosted(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the addresses of the book's files on Read the Docs, by format.

    A build anywhere else has none, and neither has the preview of a change. See
    https://docs.readthedocs.com/platform/stable/downloadable-documentation.html.
    """
    site = urlsplit(environment.get("READTHEDOCS_CANONICAL_URL", ""))
    language = environment.get("READTHEDOCS_LANGUAGE", "")
    version = environment.get("READTHEDOCS_VERSION", "")
    is_preview = environment.get("READTHEDOCS_VERSION_TYPE") == "external"
    if not (site.scheme and site.netloc and language and version) or is_preview:
        return {}
    base = f"{site.scheme}://{site.netloc}/_/downloads/{language}/{version}"
    return {name: f"{base}/{name}/" for name in FORMATS}


def source(environment: Mapping[str, str], folder: str) -> dict[str, str]:
    """Return Furo's options for an edit link; none if the source has no known address.

    Args:
        environment: ``BOOK_REPOSITORY`` and ``BOOK_BRANCH`` come before what Read the Docs says.
        folder: where the pages are in the repository, with a slash at its end.
    """
    address = environment.get("BOOK_REPOSITORY") or environment.get("READTHEDOCS_GIT_CLONE_URL", "")
    branch = environment.get("BOOK_BRANCH") or environment.get("READTHEDOCS_GIT_IDENTIFIER", "")
    address = address.removesuffix("/").removesuffix(".git")
    if address.startswith("git@"):
        address = "https://" + address.removeprefix("git@").replace(":", "/", 1)
    if not address.startswith(EDITABLE):
        return {}
    return {
        "source_repository": f"{address}/",
        "source_branch": branch or "main",
        "source_directory": folder,
    }
