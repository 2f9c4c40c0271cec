"""A server on this machine that answers as hosts of static sites do."""

from __future__ import annotations

import gzip
import threading
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = {".html", ".css", ".js", ".svg", ".json", ".txt", ".xml"}


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    folder: Path
    sent: list[tuple[str, int]]

    def do_GET(self) -> None:
        """Send a file, compressed if it is text; for a missing one, the page for that."""
        path = self.folder / self.path.partition("?")[0].strip("/")
        if path.is_dir():
            path /= "index.html"
        status = HTTPStatus.OK
        if not path.is_file():
            path, status = self.folder / "404.html", HTTPStatus.NOT_FOUND
        body = path.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in TEXT and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
            self.sent.append((self.path, len(body)))

    def do_HEAD(self) -> None:
        """Say what a file would be sent with."""
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Serve a folder; yield its address, and each path with the bytes sent for it."""
    sent: list[tuple[str, int]] = []
    handler = type("Handler", (_Handler,), {"folder": folder.resolve(), "sent": sent})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", sent
        finally:
            server.shutdown()
            thread.join()
