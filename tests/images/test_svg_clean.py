"""An SVG is published without what nobody sees, and looks the same."""

from __future__ import annotations

import base64
import io
import re
from xml.etree import ElementTree as ET

import pytest
from images.exports import DRAWIO_LOSING, EXPORTS, WORDS
from PIL import Image

from sphinx_journey.pictures.engine.svg import read_svg
from sphinx_journey.pictures.engine.svg_clean import cleaned

SECRET = b"zqsecret"
SVG = "{http://www.w3.org/2000/svg}"


def photograph() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "zqsecret"  # ImageDescription
    exif[0x0112] = 6
    made = io.BytesIO()
    Image.new("RGB", (8, 4), "red").save(made, "JPEG", exif=exif)
    return made.getvalue()


EMBEDDED = base64.b64encode(photograph()).decode()
DRAWING = f"""<?xml version="1.0" encoding="UTF-8"?>
<?xpacket begin="" id="zqsecret"?>
<!-- zqsecret > by Inkscape -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
   sodipodi:docname="/home/zqsecret/a > b.svg"
   inkscape:export-filename='/home/zqsecret/"b".png' viewBox="0 0 9 9" width="9">
  <title>A dot</title>
  <metadata><rdf:RDF><rdf:Description about="zqsecret"/></rdf:RDF></metadata>
  <metadata id="zqsecret"/>
  <sodipodi:namedview inkscape:zoom="zqsecret"><inkscape:grid/><!-- zqsecret -->
  </sodipodi:namedview>
  <g inkscape:label="zqsecret" id="layer"><circle r="3" class="a&gt;b"/><!--zqsecret--></g>
  <image l:href="data:image/jpeg;base64,{EMBEDDED}" width="2"/>
  <text>A &lt;!-- word --&gt;<![CDATA[<!-- shown -->]]></text>
</svg>
<!-- zqsecret -->
""".encode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_nobody_sees_is_cut_out(encoding: str) -> None:
    source = DRAWING.decode().replace("UTF-8", encoding.upper()).encode(encoding)
    clean = cleaned(source).svg
    assert SECRET not in clean
    for word in (b"inkscape", b"sodipodi", b"rdf", b"metadata", b"xpacket"):
        assert word not in clean
    root = ET.fromstring(clean)
    assert root.attrib == {"viewBox": "0 0 9 9", "width": "9"}
    assert [child.tag for child in root] == [f"{SVG}title", f"{SVG}g", f"{SVG}image", f"{SVG}text"]
    assert root.findtext(f"{SVG}text") == "A <!-- word --><!-- shown -->"
    assert root.find(f"{SVG}g/{SVG}circle") is not None
    picture = root.find(f"{SVG}image")
    assert picture is not None
    address = picture.attrib["{http://www.w3.org/1999/xlink}href"]
    embedded = Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2])))
    assert embedded.size == (8, 4)
    assert dict(embedded.getexif()) == {0x0112: 6}  # how it is turned stays


def test_a_drawing_without_any_of_it_stays_as_it_is() -> None:
    plain = b'<svg xmlns="http://www.w3.org/2000/svg"><title>A</title><circle r="1"/></svg>\n'
    assert cleaned(plain).svg == plain
    assert cleaned(cleaned(DRAWING).svg) == cleaned(DRAWING)


@pytest.mark.parametrize("tool", EXPORTS)
def test_what_drawing_programs_export_is_shown(tool: str) -> None:
    clean, faults = cleaned(EXPORTS[tool].encode())
    assert read_svg(clean).width > 0
    assert cleaned(clean) == (clean, ())
    assert [fault.message[:20] for fault in faults] == (
        ["It shows 'file:///ho", "It names a style she"] if tool == "Inkscape" else []
    )
    assert not re.search(b"secret|script|foreign|import|onmouse|example.org/fa|Virgil.woff", clean)
    root = ET.fromstring(clean)
    texts = root.findall(f".//{SVG}text")
    lines = [line for text in texts for line in (list(text) or [text])]
    assert [line.text for line in lines] == WORDS.get(tool, [])
    shapes = ("path", "rect", "circle", "image", "text")
    assert any(root.find(f".//{SVG}{shape}") is not None for shape in shapes)


def test_what_is_in_a_switch_beside_html_is_shown() -> None:
    root = ET.fromstring(cleaned(EXPORTS["draw.io"].encode()).svg)
    shown = [[child.tag.removeprefix(SVG) for child in one] for one in root.iter(f"{SVG}switch")]
    assert shown == [["text"], ["image"], []]
    root = ET.fromstring(cleaned(EXPORTS["Illustrator"].encode()).svg)
    assert root.find(f"{SVG}switch/{SVG}g/{SVG}path") is not None


def test_a_switch_that_says_nothing_gets_the_label_or_a_warning() -> None:
    clean, faults = cleaned(DRAWIO_LOSING.encode())
    assert b"Not supported" not in clean
    assert ["such as 'Dough'" in fault.message for fault in faults] == [True]
    clean, faults = cleaned(DRAWIO_LOSING.replace('"100%"', '"90"').encode())
    assert b'<switch><text style="text-anchor:middle;font-size:12px"><tspan' in clean
    assert faults == ()


def test_a_label_that_is_cut_short_is_shown_whole() -> None:
    label = "Dough that rests over night"
    for size, words in (('"90"', ["Dough that", "rests over", "night"]), ('"100%"', None)):
        drawing = EXPORTS["draw.io"].replace(">Dough</div>", f">{label}</div>")
        drawing = drawing.replace(">Dough</text>", ">Dough that r...</text>")
        clean, faults = cleaned(drawing.replace('"100%"', size).encode())
        text = ET.fromstring(clean).find(f".//{SVG}text")
        assert text is not None
        if words:
            assert " ".join(str(line.text) for line in text) == label
        else:
            assert text.text == "Dough that r..."
        assert [label in fault.message for fault in faults] == [True] * (not words)


def test_a_drawing_in_a_drawing_is_cleaned_too() -> None:
    clean = cleaned(EXPORTS["draw.io"].encode()).svg
    found = re.search(rb'"data:image/svg\+xml;base64,([^"]*)"', clean)
    assert found
    inner = base64.b64decode(found[1])
    assert b"icon" in inner
    assert b"script" not in inner
    nested = inner
    for _ in range(9):
        address = base64.b64encode(nested).decode()
        nested = (
            '<svg xmlns="http://www.w3.org/2000/svg"><image '
            f'href="data:image/svg+xml;base64,{address}"/></svg>'
        ).encode()
    read_svg(cleaned(nested).svg)


def test_a_drawing_that_lacks_its_namespace_gets_it() -> None:
    # A browser shows it in a page of HTML, and nothing of it as a picture.
    assert cleaned(b'<svg width="9"><circle r="3"/></svg>').svg == (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9"><circle r="3"/></svg>\n'
    )


@pytest.mark.parametrize(
    ("style", "left"),
    [
        ("@import url(//evil/a); .a{fill:red}", " .a{fill:red}"),
        (".a{fill:red;mask:url(//evil);stroke:blue}", ".a{fill:red;stroke:blue}"),
        (
            "@font-face{font-family:x;src:url(//evil) format('woff')}b{}",
            "@font-face{font-family:x;}b{}",
        ),
        ("@media print{.a{mask:url(//evil)}.b{fill:red}}", "@media print{.a{}.b{fill:red}}"),
        (".a{content:';url(//evil)';fill:red}", ".a{fill:red}"),
        (
            "@font-face{src:url(data:font/woff2;base64,A)}.a{mask:url(//evil)}",
            "@font-face{src:url(data:font/woff2;base64,A)}.a{}",
        ),
        (".a{fill:red}@import '//evil'", ".a{fill:red}"),
    ],
)
def test_of_a_style_only_what_loads_is_taken_out(style: str, left: str) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><style>{style}</style></svg>'.encode()
    root = ET.fromstring(cleaned(drawing).svg)
    assert root.findtext(f"{SVG}style") == left


AWAY = "https://mermaid.live/edit"


@pytest.mark.parametrize(
    "attribute",
    [
        f'marker-end="url({AWAY}#m)"',
        f"marker-end=\"url('{AWAY}?a=1#m')\"",
        f'style="fill:none;marker-end:url({AWAY}#m)"',
        'fill="url(file:///home/ada/x.svg#m)"',
    ],
)
def test_a_part_of_the_drawing_is_found_by_its_former_address_too(attribute: str) -> None:
    path = f'<path d="M0 0h9" {attribute}/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><marker id="m"/>{path}</svg>'.encode()
    made = cleaned(drawing)
    assert b"url(#m)" in made.svg
    assert AWAY.encode() not in made.svg
    assert b"file:" not in made.svg
    assert made.faults == ()


@pytest.mark.parametrize(
    "part",
    [
        f'<path d="M0 0h9" marker-end="url({AWAY}#other)"/>',
        f'<path d="M0 0h9" style="mask:url({AWAY}#other)"/>',
        '<path d="M0 0h9" filter="url(https://elsewhere.example/f.svg#f)"/>',
        '<text><textPath href="https://elsewhere.example/p.svg#p">Lost words</textPath></text>',
    ],
)
def test_what_is_missing_without_another_file_is_a_fault(part: str) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><g id="m"/>{part}</svg>'.encode()
    made = cleaned(drawing)
    assert b"https://" not in made.svg.replace(b"http://www.w3.org", b"")
    (fault,) = made.faults
    assert "which isn't in the file" in fault.message


def test_a_link_that_is_taken_out_is_no_fault() -> None:
    link = '<a href="javascript:alert(1)"><path d="M0 0h9"/></a>'
    made = cleaned(f'<svg xmlns="http://www.w3.org/2000/svg">{link}</svg>'.encode())
    assert b"javascript" not in made.svg
    assert made.faults == ()
