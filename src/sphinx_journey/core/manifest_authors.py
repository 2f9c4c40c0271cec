"""The authors of a journey, as its plan describes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import Author
from .urls import is_absolute_link

if TYPE_CHECKING:
    from .located import KeyPath
    from .manifest_reader import Reader

_AUTHOR_KEYS = frozenset({"name", "url", "avatar"})


def read_authors(reader: Reader, data: dict[str, object], at: KeyPath) -> dict[str, Author]:
    """Return the authors of a journey by id.

    Args:
        reader: notes what is wrong.
        data: the journey's mapping.
        at: its key path.
    """
    value = data.get("authors")
    if value is None:
        return {}
    if not isinstance(value, dict):
        reader.wrong((*at, "authors"), value, "a mapping of ids to authors")
        return {}
    authors = {}
    for author_id, item in value.items():
        keypath = (*at, "authors", author_id)
        if isinstance(item, str):
            authors[author_id] = Author(item)
        elif isinstance(item, dict):
            reader.unknown(item, keypath, _AUTHOR_KEYS)
            authors[author_id] = Author(
                name=reader.text(item, "name", keypath) or author_id,
                url=_url(reader, item, keypath),
                avatar=reader.text(item, "avatar", keypath),
            )
        else:
            reader.wrong(keypath, item, "a name, or a mapping with 'name'")
    return authors


def _url(reader: Reader, data: dict[str, object], at: KeyPath) -> str | None:
    url = reader.text(data, "url", at)
    if url is None or is_absolute_link(url):
        return url
    reader.wrong((*at, "url"), url, "an address with https, http or mailto")
    return None
