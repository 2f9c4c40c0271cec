"""An SVG is shown without what runs or loads; for paper it is converted."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_journey.pictures.engine import convert
from sphinx_journey.pictures.engine.files import UnusableError
from sphinx_journey.pictures.engine.model import Print, Web
from sphinx_journey.pictures.engine.svg import read_svg
from sphinx_journey.pictures.engine.svg_clean import cleaned

if TYPE_CHECKING:
    from images.samples import Shelf

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(content: str = "", attributes: str = 'width="40" height="30"', before: str = "") -> bytes:
    return f"{before}<svg {NS} {attributes}>{content}</svg>".encode()


GOOD = svg(
    '<style>@font-face {font-family: x; src: url("data:font/woff2;base64,AAAA")} .a {fill: url(#g)}'
    "/* url(http://example.org) */</style>"
    '<defs><linearGradient id="g"/></defs><rect class="a" fill="url(#g)" width="9" height="9"/>'
    '<use xlink:href="#g"/><a href=" https://example.org/ "><text>a url, http://example.org</text></a>'
    '<image href="data:image/png;base64,AAAA"/><animate attributeName="x" values="1;2"/>',
    before='<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
    '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><!-- drawn by hand -->',
)


def test_a_drawing_is_passed_through(shelf: Shelf) -> None:
    source = shelf.put("two loops.svg", cleaned(GOOD).svg)
    done = shelf.prepare(source)
    assert done.faults == ()
    assert done.fallback is not None
    assert done.fallback.path == str(source)
    assert done.fallback.format == "svg"
    assert (done.width, done.height) == (done.fallback.width, done.fallback.height) == (40, 30)
    assert done.fallback.name.startswith("two-loops-")
    assert done.fallback.name.endswith(".svg")
    assert done.alternatives == ()
    assert shelf.prepare(source, Print(3, vector="svg")) == done
    assert not shelf.store.encoded


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="40" height="30"', (40, 30)),
        ('width="40px" height="30.4px"', (40, 30)),
        ('width="1in" height="72pt"', (96, 96)),
        ('width="25.4mm" height="2.54cm"', (96, 96)),
        ('viewBox="0 0 120 60"', (120, 60)),
        ('viewBox="0 0 119.9544555664062 60.2999999999999998"', (120, 60)),
        ('viewBox="-5,-5,120,60" width="100%" height="100%"', (120, 60)),
        ('viewBox="0 0 120 60" width="60"', (60, 30)),
        ('viewBox="0 0 120 60" height="120"', (240, 120)),
        ('viewBox="0 0 0 0"', (0, 0)),
        ('viewBox="a b c d"', (0, 0)),
        ("", (0, 0)),
        ('width="-4" height="1e9"', (0, 0)),
        ('width="99999999999" height="4"', (0, 0)),
        ('width="0.2" height="0.2"', (1, 1)),
    ],
)
def test_its_size_is_read(attributes: str, size: tuple[int, int]) -> None:
    assert read_svg(svg("", attributes)) == size


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "script elsewhere": '<x:script xmlns:x="http://www.w3.org/1999/xhtml" src="a.js"/>',
    "handler": '<rect onclick="alert(1)"/>',
    "handler in capitals": '<rect ONLOAD="alert(1)"/>',
    "foreign object": "<foreignObject><p>x</p></foreignObject>",
    "iframe": '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://example.org"/>',
    "picture elsewhere": '<image href="https://example.org/a.png"/>',
    "picture beside it": '<image xlink:href="a.png"/>',
    "drawing elsewhere": '<use href="https://example.org/a.svg#x"/>',
    "drawing inside": '<use href="data:image/svg+xml;base64,AAAA"/>',
    "filter elsewhere": '<filter><feImage href="//example.org/a"/></filter>',
    "javascript link": '<a href="javascript:alert(1)"><text>x</text></a>',
    "javascript link in pieces": '<a href="java&#10;script:alert(1)"/>',
    "page as link": '<a xlink:href="data:text/html,x"/>',
    "link that changes": '<a><set attributeName="href" to="javascript:alert(1)"/></a>',
    "link that changes too": '<a><animate attributeName="xlink:href" values="javascript:x"/></a>',
    "handler that changes": '<set attributeName="onclick" to="alert(1)"/>',
    "style loads": "<style>@import 'https://example.org/a.css';</style>",
    "style loads a font": "<style>@font-face {src: url(https://example.org/a.woff)}</style>",
    "style in CDATA": "<style><![CDATA[rect {fill: url(//example.org/a)}]]></style>",
    "style in disguise": r"<style>rect {fill: u\72l(https://example.org/a)}</style>",
    "style in pieces": "<style>rect {fill: url(htt<![CDATA[ps://example.org/a)]]>}</style>",
    "style of an element": '<rect style="fill: url(https://example.org/a)"/>',
    "fill": "<rect fill=\"url( 'https://example.org/a' )\"/>",
    "mask": '<rect mask="url(other.svg#m)"/>',
    "image set": "<rect style=\"background: -webkit-image-set('https://example.org/a' 1x)\"/>",
    "style in a style": '<style>@import "http://evil/x.css";<style></style></style>',
    "element in a style": '<style>@import "http://evil/x.css";<g/></style>',
    "comment in a string": (
        '<style>a{content:"/*"} rect{mask-image:url(http://evil/)} /* */</style>'
    ),
    "comment in a string with quotes": (
        r"""<style>a{content:"\"/*"} rect{mask-image:url(http://evil/)} /* '*/</style>"""
    ),
    "comment in a url": "<style>a{mask:url(#a/*)} rect{mask-image:url(http://evil/)} /* */</style>",
    "comment in a disguised url": (
        r"<style>a{mask:\55 rl( #a/*)} rect{mask-image:url(http://evil/)} /* */</style>"
    ),
    "comment behind what may be a url": (
        "<style>a{x:1url(/*)} rect{mask-image:url(http://evil/)} /*)*/</style>"
    ),
    "comment as a url": "<style>a{mask:url(/* */#a)}</style>",
    "comment in an attribute": (
        """<rect style="content:'/*';mask-image:url(http://evil/)" fill="red"/>"""
    ),
    "url beside another": '<rect style="fill:url(#a);mask-image:url(http://evil/)"/>',
    "escape ended by CR": r'<rect style="mask-image:u\72&#13;l(http://evil/)"/>',
    "escape ended by CR and LF": r'<rect style="mask-image:u\72&#13;&#10;l(http://evil/)"/>',
    "import with CR": r'<style>@\69&#13;mport "http://evil/x.css";</style>',
    "newline dropped in a string": (
        '<rect style="mask-image:url(&quot;\\&#10;http://evil/&quot;)"/>'
    ),
    "newline dropped in an import": '<style>@im\\\nport "http://evil/x.css";</style>',
    "fill in disguise": r'<rect fill="u\72&#13;l(http://evil/)"/>',
    "mask in disguise": r'<rect mask="\75&#13;&#10;rl(other.svg#m)"/>',
    "filter beside another": '<rect filter="url(#a) url(http://evil/#f)"/>',
    "mask that changes": r'<rect><set attributeName="mask" to="u\72&#13;l(http://evil/)"/></rect>',
    "base": '<g xml:base="https://example.org/"/>',
    "too deep": "<g>" * 600 + "</g>" * 600,
}


REFUSED = {"too deep"}
TRACES = re.compile(
    rb"script|alert|onclick|onload|iframe|foreign|import|example|evil|other\.svg|a\.png|base",
    re.IGNORECASE,
)
"""What stands in none of them but for the sake of what runs or loads."""


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_the_reader_lets_nothing_through_that_runs_or_loads(content: str) -> None:
    with pytest.raises(UnusableError) as raised:
        read_svg(svg(content))
    assert raised.value.fault.kind == "unsafe"


@pytest.mark.parametrize("name", HOSTILE)
def test_what_runs_or_loads_is_taken_out(name: str, shelf: Shelf) -> None:
    hostile = svg(f'{HOSTILE[name]}<circle r="3"/>')
    for wanted in (Web(), Print(2, vector="svg")):
        done = shelf.prepare(shelf.put("a.svg", hostile), wanted)
        if name in REFUSED:
            assert [fault.kind for fault in done.faults] == ["unsafe"]
            assert done.fallback is None
            continue
        assert done.fallback is not None
        published = Path(done.fallback.path).read_bytes()
        assert not TRACES.search(published), published
        assert b'<circle r="3"/>' in published
        assert read_svg(published) == (40, 30)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("<script>alert(1)</script>", ""),
        ('<rect onclick="alert(1)"/>', ""),
        ("<style>@import 'https://example.org/a.css';</style>", ""),
        ('<image href="loaf.png"/>', "It shows 'loaf.png', which isn't in the file"),
        ('<use href="https://example.org/a.svg#x"/>', "It shows 'https://example.org/a.svg#x'"),
        ('<image href="data:image/svg+xml,%3Cx/%3E"/>', "It shows 'data:image/svg+xml"),
        ("<foreignObject><p>A loaf</p></foreignObject>", "such as 'A loaf'. Export it with labels"),
        ('<foreignObject width="9" height="9"><p>A <math/></p></foreignObject>', "such as 'A'"),
        ('<foreignObject width="9" height="9"><div style="filter: blur"/></foreignObject>', ""),
    ],
)
def test_what_a_reader_would_miss_is_told(content: str, says: str, shelf: Shelf) -> None:
    done = shelf.web(svg(content), "a.svg")
    assert done.fallback is not None
    assert [fault.kind for fault in done.faults] == ["unsafe"] * bool(says)
    assert says in "".join(fault.message for fault in done.faults)


@pytest.mark.parametrize(
    "style",
    [
        "a{fill:url(#a)} /* url(http://example.org/) */ b{mask:url('#b')}",
        """a{content:"it's"} /* don't: @import */ b{fill:rgb(1, /* ) */ 2, 3)}""",
        r'a{content:"\201C /* "} b{fill:URL( #b )} /* "url(http://example.org/) */',
    ],
)
def test_comments_may_say_anything(style: str) -> None:
    read_svg(svg(f"<style>{style}</style>"))


def test_styles_are_looked_at_whole() -> None:
    # The parser hands on long text in pieces, of 8 KB when this was written.
    for length in range(8170, 8194):
        style = "<style>" + "\n" * length + "&#64;import 'https://example.org/a.css';</style>"
        with pytest.raises(UnusableError, match="@import"):
            read_svg(svg(style))


def test_what_stands_before_the_drawing_is_taken_out(shelf: Shelf) -> None:
    done = shelf.web(svg(before='<?xml-stylesheet href="https://example.org/a.css"?>'), "a.svg")
    assert done.fallback is not None
    assert Path(done.fallback.path).read_bytes() == svg().replace(b"></svg>", b"/>\n")
    assert [fault.message[:35] for fault in done.faults] == ["It names a style sheet, which isn't"]
    handler = '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>'
    done = shelf.web(svg(before=handler), "a.svg")
    assert done.fallback is not None
    assert Path(done.fallback.path).read_bytes() == svg().replace(b"></svg>", b"/>\n")


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY % x SYSTEM "https://example.org/x"> %x;]>',
        '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE svg [<!ENTITY a "&#38;b;">]>',
        '<!DOCTYPE svg [<!ENTITY a "&#60;script/>">]>',
        f'<!DOCTYPE svg [<!ENTITY a "{"a" * 4000}">]>',
    ],
)
def test_entities_that_load_or_grow_or_hold_markup_are_refused(before: str, shelf: Shelf) -> None:
    done = shelf.web(svg("&a;" * 5000, before=before), "a.svg")
    assert [fault.kind for fault in done.faults] == ["unsafe"]
    assert done.fallback is None


def test_entities_of_text_are_resolved(shelf: Shelf) -> None:
    before = '<!DOCTYPE svg [<!ENTITY space "http://www.w3.org/2000/svg"><!ENTITY o "&#246;">]>'
    drawing = f'{before}<svg xmlns="&space;" width="4" height="3"><text>Br&o;tchen</text></svg>'
    done = shelf.web(drawing.encode(), "a.svg")
    assert done.fallback is not None
    assert Path(done.fallback.path).read_text(encoding="utf-8") == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><text>Brötchen</text></svg>\n'
    )


def test_an_editors_own_elements_are_let_through() -> None:
    read_svg(
        svg(
            '<metadata><dc:source xmlns:dc="http://purl.org/dc/elements/1.1/">x</dc:source>'
            '<rdf:li xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
            'rdf:resource="https://example.org/"/></metadata>'
        )
    )


@pytest.mark.parametrize(
    "data",
    [
        b"<svg>",
        b"<svg/><svg/>",
        b"<svg><g></svg>",
        svg("&undefined;"),
        svg("\0"),
        b'<?xml version="1.0" encoding="nonsense"?><svg/>',
        svg()[:-1],
    ],
)
def test_what_is_not_well_formed_is_told(data: bytes, shelf: Shelf) -> None:
    done = shelf.web(data, "a.svg")
    assert [fault.kind for fault in done.faults] == ["broken"]


@pytest.mark.parametrize(
    "encoding",
    ["us-ascii", "iso-8859-1", "windows-1252", "utf-16", "utf-8", "utf-8-sig", "gb18030", "euc-jp"],
)
def test_what_is_published_is_utf_8(encoding: str, shelf: Shelf) -> None:
    declared = encoding.removesuffix("-sig")
    word = "Brotchen" if encoding == "us-ascii" else "パン" if encoding == "euc-jp" else "é"
    text = f'<?xml version="1.0" encoding="{declared}"?><svg {NS} width="4" height="3"><text>{word}'
    done = shelf.web(f"{text}<script/></text></svg>".encode(encoding), "a.svg")
    assert (done.width, done.faults) == (4, ())
    assert done.fallback is not None
    published = Path(done.fallback.path).read_bytes()
    assert word in published.decode("utf-8")
    assert b"encoding" not in published
    assert b"script" not in published


@pytest.mark.parametrize(
    "unit",
    [
        *("/*", "*/*", "\\", "url(", "url('", "a", "1", "1.", " ", "@", "\\7"),
        *("/**/", "/**/url( ", "/**/'", "/**/\\7 ", "/**/a(", "url(/*"),
    ],
)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    # A pattern that looks back needs minutes for this, and so shows itself without a stopwatch.
    text = unit * (400_000 // len(unit))
    quoted = text.replace("'", "&apos;")
    contents = [f'<rect style="{quoted}:"/>', f"<style>{text}:</style>", f'<a href="{quoted}:"/>']
    sizes = f'viewBox="{quoted}" width="{quoted}"'
    label = f'<foreignObject width="9" height="9"><p style="{quoted}:">{text}</p></foreignObject>'
    for drawing in (*map(svg, [*contents, label.replace("<p", "<b>" * 9 + "<p")]), svg("", sizes)):
        for read in (read_svg, cleaned):
            with suppress(UnusableError):
                read(drawing)


def test_without_a_converter_a_drawing_is_unprintable_until_there_is_one(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = shelf.put("a.svg", GOOD)
    with monkeypatch.context() as patched:
        patched.setattr(convert, "_PROGRAMS", {})
        patched.setattr(convert, "_MODULES", {})
        convert.converter.cache_clear()
        done = shelf.prepare(source, Print(2))
        assert [fault.kind for fault in done.faults] == ["unprintable"]
        assert "rsvg-convert" in done.faults[0].message
        assert done.fallback is None
    convert.converter.cache_clear()


@pytest.mark.skipif(sys.platform == "win32", reason="a script of a shell")
def test_a_drawing_goes_through_the_program_that_is_there(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    program = tools / "rsvg-convert"
    program.write_text(
        "#!/bin/sh\n"
        'if [ "$1" = --version ]; then echo rsvg-convert version $(cat $0.version); exit; fi\n'
        'cat > "$0.sent"\n'
        'if grep -q broken "$0.sent"; then echo cannot draw >&2; exit 1; fi\n'
        'echo "%PDF-1.5 $* $SOURCE_DATE_EPOCH /CreationDate (D:20260304050607Z)"\n'
    )
    program.chmod(0o755)
    version = tools / "rsvg-convert.version"
    version.write_text("1")
    monkeypatch.setenv("PATH", str(tools), prepend=":")
    convert.converter.cache_clear()
    source = shelf.put("a.svg", GOOD)
    done = shelf.prepare(source, Print(2))
    assert done.faults == ()
    assert done.fallback is not None
    assert done.fallback.format == "pdf"
    assert done.fallback.name.endswith(".pdf")
    assert (done.fallback.width, done.fallback.height) == (40, 30)
    assert Path(done.fallback.path).read_text() == (
        "%PDF-1.5 --format pdf 0 /CreationDate (D:19700101000000Z)\n"
    )
    assert (tools / "rsvg-convert.sent").read_bytes() == cleaned(GOOD).svg
    made = shelf.store.encoded
    assert shelf.prepare(source, Print(2)) == done
    assert shelf.store.encoded == made
    version.write_text("2")
    convert.converter.cache_clear()
    shelf.prepare(source, Print(2))
    assert shelf.store.encoded == made + 1
    broken = shelf.prepare(shelf.put("b.svg", svg('<g id="broken"/>')), Print(2))
    assert [fault.kind for fault in broken.faults] == ["unprintable"]
    assert "cannot draw" in broken.faults[0].message
    # It isn't kept that it failed: it may have been in want of memory or time.
    program.write_text(program.read_text().replace("broken", "hopeless"))
    assert shelf.prepare(shelf.folder / "b.svg", Print(2)).faults == ()
    convert.converter.cache_clear()


@pytest.mark.parametrize("target", ["pdf", "png"])
def test_real_converters_draw(target: convert.Target, shelf: Shelf) -> None:
    convert.converter.cache_clear()
    if convert.converter(target) is None:
        pytest.skip(f"nothing here makes {target} of SVG")
    drawing = svg('<rect width="40" height="30" fill="red"/>')
    done = shelf.prepare(shelf.put("a.svg", drawing), Print(1, dpi=120, vector=target))
    assert done.faults == ()
    assert done.fallback is not None
    assert done.fallback.format == target
    if target == "png":
        from images.samples import opened

        image = opened(Path(done.fallback.path))
        assert image.size == (done.fallback.width, done.fallback.height) == (120, 90)
        assert image.convert("RGB").getpixel((60, 45)) == (255, 0, 0)
    again = convert.convert(drawing, target, 120)
    assert again == Path(done.fallback.path).read_bytes()


def test_a_converter_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = convert.Converter("slow", "1", lambda *_: ["sleep", "9"])

    def timed_out(command: list[str], _sent: bytes) -> subprocess.CompletedProcess[bytes]:
        raise subprocess.TimeoutExpired(command, 60)

    monkeypatch.setattr(convert, "converter", lambda _target: slow)
    monkeypatch.setattr(convert, "_run", timed_out)
    with pytest.raises(Exception, match="slow can't draw"):
        convert.convert(GOOD, "pdf", 100)
