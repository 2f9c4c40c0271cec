"""Pictures of other sites, fetched where the project asks for it.

A picture is fetched once, and kept beside the doctrees: a build can be repeated without a network,
and with equal bytes.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import time
import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from ..core.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LIMIT = 30_000_000
"""Bytes; what is larger is not taken."""
TIMEOUT = 15.0
"""Seconds without an answer."""
PATIENCE = 60.0
"""Seconds for a whole picture, so that a server that sends byte by byte doesn't hold the build."""
_CHUNK = 1 << 16
_UNSAFE = re.compile(r"[^\w.-]+")


def fetch_all(
    addresses: Iterable[str], folder: Path, *, limit: int | None = None
) -> dict[str, Path | str]:
    """Return the file of each picture, fetched now or before, or a sentence why there is none.

    Args:
        addresses: http or https.
        folder: where they are kept; what else is in there, of addresses that no page shows any
            more, is deleted.
        limit: bytes of one picture; default: :data:`LIMIT`.
    """
    found: dict[str, Path | str] = {}
    for address in sorted(set(addresses)):
        path = folder / hashlib.sha256(address.encode()).hexdigest()[:20] / _name(address)
        found[address] = path
        if not path.is_file():
            try:
                write_whole(path, _fetched(address, limit or LIMIT))
            except (OSError, HTTPException, ValueError) as error:
                found[address] = _why(error)
    kept = {path.parent.name for path in found.values() if not isinstance(path, str)}
    for other in folder.iterdir() if folder.is_dir() else ():
        if other.name not in kept:
            shutil.rmtree(other, ignore_errors=True)
    return found


def _fetched(address: str, limit: int) -> bytes:
    url = quote(address, safe=":/?#[]@!$&'()*+,;=%~")
    request = urllib.request.Request(url, headers={"User-Agent": "sphinx-journey"})  # noqa: S310
    content = bytearray()
    end = time.monotonic() + PATIENCE
    with _opener().open(request, timeout=TIMEOUT) as answer:
        while part := answer.read1(_CHUNK):
            content += part
            if len(content) > limit:
                raise ValueError(f"it has more than {limit:,} bytes")
            if time.monotonic() > end:
                raise TimeoutError(f"it took more than {PATIENCE:g} seconds")
        if answer.length:
            raise ValueError("the connection ended before the whole of it had come")
    if not content:
        raise ValueError("it is empty")
    return bytes(content)


def _opener() -> urllib.request.OpenerDirector:
    """Return what opens http and https alone, wherever it is redirected to."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
        urllib.request.HTTPRedirectHandler,
        urllib.request.UnknownHandler,
    ):
        opener.add_handler(handler())
    return opener


def _why(error: Exception) -> str:
    reason: object = error
    if isinstance(error, urllib.error.HTTPError):
        reason = f"the server answers {error.code} {error.reason}"
    elif isinstance(error, urllib.error.URLError):
        reason = error.reason
    return " ".join(str(reason).split())[:200] or type(error).__name__


def _name(address: str) -> str:
    """Return a name for the file of a picture, which tells what it is."""
    name = PurePosixPath(unquote(urlsplit(address).path)).name
    return _UNSAFE.sub("-", name)[-80:].lstrip(".-") or "picture"
