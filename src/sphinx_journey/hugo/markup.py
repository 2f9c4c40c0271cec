"""What a site's ``markup`` says of Goldmark, which Hugo reads Markdown with."""

from __future__ import annotations


def goldmark(markup: object, *keys: str) -> object:
    """Return what a site's ``markup`` has for Goldmark under nested keys; ``None`` for nothing.

    Args:
        markup: the site's, with keys in any case.
        keys: in lower case.
    """
    value = markup
    for key in ("goldmark", *keys):
        items = value.items() if isinstance(value, dict) else ()
        value = next((one for name, one in items if str(name).lower() == key), None)
    return value
