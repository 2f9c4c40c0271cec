"""Pictures of other sites: not requested unless the project says so, and then with care."""

from __future__ import annotations

import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup, Tag
from images.samples import encoded, textured

from sphinx_journey.pictures import remote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from support import Build, Project

PICTURE = encoded(textured((900, 600)), "JPEG")
FETCH: dict[str, Any] = {"journey_images": {"fetch_remote": True}}


class Site(ThreadingHTTPServer):
    """Another site, on this machine, which records the requests it gets."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.requests: list[str] = []
        self.is_up = True

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Answers(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.requests.append(self.path)
        path = self.path.partition("?")[0]
        if not self.server.is_up or path == "/gone.jpg":
            self.send_error(404, "Not <b>Found</b>")
        elif path == "/moved.jpg":
            self.redirect("/loaf.jpg")
        elif path == "/file.jpg":
            self.redirect("file:///etc/hostname")
        elif path == "/ftp.jpg":
            self.redirect("ftp://127.0.0.1/loaf.jpg")
        elif path == "/circle.jpg":
            self.redirect("/circle.jpg")
        elif path == "/empty.jpg":
            self.give(b"")
        elif path == "/slow.jpg":
            self.send_response(200)
            self.end_headers()
            threading.Event().wait(2)
        elif path == "/page.jpg":
            self.give(b"<html>Log in</html>")
        elif path in {"/endless.jpg", "/drip.jpg", "/broken-off.jpg"}:
            self.misbehave(path)
        else:
            self.give(PICTURE)

    def misbehave(self, path: str) -> None:
        self.send_response(200)
        if path == "/broken-off.jpg":
            self.send_header("Content-Length", str(2 * len(PICTURE)))
        self.end_headers()
        try:
            if path == "/broken-off.jpg":
                self.wfile.write(PICTURE)
            for _ in range(4000 if path == "/endless.jpg" else 0):
                self.wfile.write(b"x" * 4096)
            for _ in range(1000 if path == "/drip.jpg" else 0):
                self.wfile.write(b"x")
                time.sleep(0.01)
        except OSError:  # the client has gone
            pass
        self.close_connection = True

    def redirect(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.end_headers()

    def give(self, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name there
        """Log nothing."""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def page_of(site: Site, name: str, **options: str) -> str:
    lines = [f":::{{blog-image}} {site.address}/{name}", ":alt: A remote loaf"]
    lines += [f":{key}: {value}" for key, value in options.items()]
    return "\n".join(["# Page", "", *lines, "", "Its caption", ":::", ""])


def image_of(build: Build) -> Tag:
    (image,) = BeautifulSoup(build.read("index.html"), "lxml").select("figure img")
    return image


@pytest.mark.parametrize("builder", ["html", "singlehtml", "epub", "latex", "text", "texinfo"])
@pytest.mark.parametrize("value", [{}, {"enabled": False}, {"all": True}])
def test_no_build_asks_another_site_by_itself(
    project: Project, site: Site, builder: str, value: dict[str, object]
) -> None:
    project.write({"index.md": page_of(site, "loaf.jpg")})
    build = project.build(builder, journey_images=value)
    assert site.requests == []
    if builder in {"text", "texinfo"}:
        assert build.warnings == []
    elif "enabled" not in value:
        (warning,) = build.warned("image_remote")
        assert "index.md:3: WARNING" in warning
        assert build.warnings == [warning]


def test_a_page_shows_it_by_its_address_and_tells_that_site_no_more_than_it_must(
    project: Project, site: Site
) -> None:
    image = image_of(project.write({"index.md": page_of(site, "loaf.jpg")}).build("html"))
    assert image["src"] == f"{site.address}/loaf.jpg"
    assert image["referrerpolicy"] == "no-referrer"
    assert image["alt"] == "A remote loaf"
    assert "srcset" not in image.attrs
    assert image.find_parent("a") is None


@pytest.mark.parametrize("builder", ["epub", "latex"])
def test_paper_shows_its_alternative_text_with_its_address(
    project: Project, site: Site, builder: str
) -> None:
    build = project.write({"index.md": page_of(site, "loaf.jpg")}).build(builder)
    text = build.read("index.xhtml" if builder == "epub" else "bread.tex")
    assert "A remote loaf" in text
    assert f"{site.address}/loaf.jpg" in text
    assert "Its caption" in text
    assert "<img" not in text
    assert "sphinxincludegraphics" not in text


def test_a_plain_picture_of_another_site_is_left_to_sphinx_until_all_are_treated(
    project: Project, site: Site
) -> None:
    project.write({"index.md": f"# Page\n\n![A remote loaf]({site.address}/loaf.jpg)\n"})
    assert project.build("html").warnings == []
    assert len(project.build("html", out="all", journey_images={"all": True}).warnings) == 1
    assert project.build("latex", out="all", journey_images={"all": True}).warned("image_remote")
    assert site.requests == []


# If the project asks for it


def test_it_is_fetched_once_and_treated_like_any_other(project: Project, site: Site) -> None:
    page = page_of(site, "a%20loaf.jpg?size=2", width="50%")
    project.write({"index.md": page, "other.md": "---\norphan: true\n---\n" + page})
    build = project.build("html", **FETCH)
    assert build.warnings == []
    assert site.requests == ["/a%20loaf.jpg?size=2"]
    image = image_of(build)
    assert (image["width"], image["height"]) == ("900", "600")
    assert image.find_parent("a", class_="journey-enlarge")
    assert site.address not in build.read("index.html").partition("<footer")[0].replace("/_s", "")
    for builder in ("html", "epub", "latex"):
        site.is_up = False
        again = project.build(builder, **FETCH)
        assert again.warnings == []
    assert len(site.requests) == 1
    assert list((build.out.parent / "latex").glob("a-loaf-*.jpg"))


def test_what_no_page_shows_any_more_is_forgotten(project: Project, site: Site) -> None:
    project.write({"index.md": page_of(site, "one.jpg")}).build("html", **FETCH)
    project.write({"index.md": page_of(site, "two.jpg")}).build("html", **FETCH)
    kept = project.root / "out/doctrees/journey-images/fetched"
    assert [path.name for path in kept.rglob("*.jpg")] == ["two.jpg"]


def test_a_redirect_is_followed(project: Project, site: Site) -> None:
    build = project.write({"index.md": page_of(site, "moved.jpg")}).build("html", **FETCH)
    assert build.warnings == []
    assert image_of(build)["width"] == "900"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("gone.jpg", "404"),
        ("file.jpg", "file"),
        ("ftp.jpg", "ftp"),
        ("circle.jpg", ""),
        ("empty.jpg", "empty"),
        ("endless.jpg", "more than"),
        ("slow.jpg", "timed out"),
    ],
)
@pytest.mark.parametrize("builder", ["html", "latex"])
def test_what_cannot_be_fetched_gives_a_warning_and_the_next_build_tries_again(
    project: Project,
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    builder: str,
    name: str,
    says: str,
) -> None:
    monkeypatch.setattr(remote, "TIMEOUT", 0.3)
    monkeypatch.setattr(remote, "LIMIT", 1_000_000)
    build = project.write({"index.md": page_of(site, name)}).build(builder, **FETCH)
    (warning,) = build.warned("image_remote")
    assert "index.md:3: WARNING" in warning
    assert says in warning
    page = build.read("index.html" if builder == "html" else "bread.tex")
    assert "A remote loaf" in page
    assert "Its caption" in page
    assert "<img" not in page
    requests = len(site.requests)
    project.build(builder, **FETCH)
    assert len(site.requests) > requests


def test_a_picture_that_can_be_fetched_later_is_shown(project: Project, site: Site) -> None:
    site.is_up = False
    project.write({"index.md": page_of(site, "loaf.jpg"), "journey.yml": "id: a\npillars: []\n"})
    assert project.build("html", **FETCH).warned("image_remote")
    site.is_up = True
    build = project.build("html", **FETCH)
    assert build.warnings == []
    assert image_of(build)["width"] == "900"


def test_what_is_not_a_picture_is_not_shown(project: Project, site: Site) -> None:
    build = project.write({"index.md": page_of(site, "page.jpg")}).build("html", **FETCH)
    assert len(build.warned("image_broken")) == 1
    assert "Log in" not in build.read("index.html")


def test_an_address_that_does_not_answer_gives_a_warning(project: Project) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/x.png"
    project.write({"index.md": f"# P\n\n:::{{blog-image}} {address}\n:alt: A loaf\n:::\n"})
    (warning,) = project.build("html", **FETCH).warned("image_remote")
    assert "can't be fetched" in warning


def test_a_part_of_a_picture_is_not_kept(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{site.address}/endless.jpg"
    found = remote.fetch_all([address], tmp_path, limit=100_000)
    assert "more than 100,000 bytes" in str(found[address])
    assert list(tmp_path.rglob("*")) == []


def test_a_picture_that_comes_byte_by_byte_does_not_hold_up_the_build(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "PATIENCE", 0.2)
    address = f"{site.address}/drip.jpg"
    assert "more than 0.2 seconds" in str(remote.fetch_all([address], tmp_path)[address])
    assert list(tmp_path.rglob("*")) == []


def test_half_a_picture_is_not_a_picture(tmp_path: Path, site: Site) -> None:
    address = f"{site.address}/broken-off.jpg"
    assert "before the whole" in str(remote.fetch_all([address], tmp_path)[address])
    assert list(tmp_path.rglob("*")) == []
