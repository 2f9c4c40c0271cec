"""Promises of `sphinx_journey.core.urls`."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_journey.core.urls import is_remote, is_safe_link, scheme_of

SAFE = [
    "https://example.org/a?b=c#d",
    "http://example.org",
    "HTTPS://EXAMPLE.ORG",
    "HtTp://example.org",
    "mailto:ada@example.org",
    "//example.org/a",
    "page.html",
    "../a/b.html#c",
    "/a/b:c",
    "a/b:c",
    "./javascript:alert(1)",
    "#javascript:alert(1)",
    "?q=javascript:alert(1)",
    "",
    "1:2",
    "über:x",
]
UNSAFE = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "JAVASCRIPT:alert(1)",
    " javascript:alert(1)",
    "\tjavascript:alert(1)",
    "\n\r\n javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java\r\nscript:alert(1)",
    "j\na\nv\na\ns\nc\nr\ni\np\nt\n:alert(1)",
    "javascript\t:alert(1)",
    "\x00javascript:alert(1)",
    "\x01\x1f javascript:alert(1)",
    "java\x00script:alert(1)",
    "javascript://example.org/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "DATA:text/html;base64,PHNjcmlwdD4=",
    "\x1fdata:image/svg+xml,<svg onload=alert(1)>",
    "vbscript:msgbox(1)",
    "livescript:x",
    "view-source:javascript:alert(1)",
    "feed:javascript:alert(1)",
    "jar:https://example.org!/",
    "blob:https://example.org/1",
    "filesystem:https://example.org/1",
    "file:///etc/passwd",
    "ftp://example.org",
    "about:blank",
    "C:\\Windows",
    "x-a.b+c:d",
]


@pytest.mark.parametrize("address", SAFE)
def test_http_mail_and_relative_addresses_may_be_linked(address: str) -> None:
    assert is_safe_link(address)


@pytest.mark.parametrize("address", UNSAFE)
def test_every_other_scheme_is_refused_however_it_is_hidden(address: str) -> None:
    assert not is_safe_link(address)
    assert scheme_of(address) is not None


@pytest.mark.parametrize(
    "address", ["javascript&colon;alert(1)", "&#106;avascript&#58;alert(1)", "java&Tab;script"]
)
def test_entities_are_text_since_the_writer_escapes_them(address: str) -> None:
    # In HTML their "&" becomes "&amp;", and the browser sees a relative address.
    assert scheme_of(address) is None
    assert is_safe_link(address)


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("HTTPS://x", "https"),
        ("ja\nva\tScript:", "javascript"),
        ("a+b-c.d1:x", "a+b-c.d1"),
        ("+a:x", None),
        ("a/b:c", None),
        (":x", None),
        ("a", None),
    ],
)
def test_the_scheme_is_what_a_browser_would_see(address: str, scheme: str | None) -> None:
    assert scheme_of(address) == scheme


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a.png",
        "//example.org/a.png",
        "  //example.org/a.png",
        "data:image/png;base64,AAAA",
        "file:///a.png",
        "\n//example.org/a.png",
    ],
)
def test_an_address_with_a_scheme_or_a_host_is_remote(address: str) -> None:
    assert is_remote(address)


@pytest.mark.parametrize(
    "address",
    [
        "/\t/example.org/a.png",
        "/\n/example.org/a.png",
        "\x01//example.org/a.png",
        "/\\example.org/a.png",
        "\\\\example.org\\a.png",
    ],
)
def test_a_host_is_seen_where_a_browser_sees_one(address: str) -> None:
    # https://url.spec.whatwg.org/#concept-basic-url-parser: leading control characters, tabs
    # and line breaks are dropped, and a backslash is as good as a slash.
    assert is_remote(address)


@pytest.mark.parametrize("address", ["a.png", "/a.png", "../a.png", "a//b.png", "./a:b.png", ""])
def test_a_file_of_the_project_is_not_remote(address: str) -> None:
    assert not is_remote(address)


DROPPED = st.text(alphabet="\x00\x01\t\n\r\x1f \x7f", max_size=3)


@settings(deadline=None)
@given(st.sampled_from(["javascript", "data", "vbscript", "file"]), st.data(), st.text())
def test_no_case_and_no_dropped_character_hides_a_scheme(
    scheme: str, data: st.DataObject, rest: str
) -> None:
    hidden = data.draw(DROPPED)
    for letter in scheme:
        hidden += data.draw(st.sampled_from([letter, letter.upper()])) + data.draw(DROPPED)
    address = f"{hidden}:{rest}"
    assert scheme_of(address) == scheme
    assert not is_safe_link(address)
    assert is_remote(address)


@settings(deadline=None)
@given(st.text() | st.text(alphabet="aJ:/\\#?.+- \t\n\x00&;", max_size=12))
def test_what_is_safe_has_no_other_scheme_for_a_browser(address: str) -> None:
    # As browsers clean an address: white space and controls at the ends, tabs and breaks within.
    cleaned = re.sub("[\t\n\r]", "", address.strip("".join(map(chr, range(33)))))
    match = re.match(r"([A-Za-z][A-Za-z0-9+.\-]*):", cleaned)
    if is_safe_link(address):
        assert match is None or match[1].lower() in {"http", "https", "mailto"}
    if match is not None:
        assert scheme_of(address) == match[1].lower()


@settings(deadline=None)
@given(st.from_regex(r"\A(\.\./|\./|[a-z]{1,3}/){0,3}[a-z]{1,5}\.html(#[a-z]{1,5})?\Z"))
def test_relative_paths_are_safe_and_at_home(path: str) -> None:
    assert urlsplit(path).scheme == ""
    assert is_safe_link(path)
    assert not is_remote(path)
