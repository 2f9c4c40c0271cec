"""An SVG is published without what nobody sees, and looks the same."""

from __future__ import annotations

import base64
import io
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from sphinx_journey.pictures.engine.svg_clean import cleaned

SECRET = b"zqsecret"


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
    clean = cleaned(source)
    assert SECRET not in clean
    for word in (b"inkscape", b"sodipodi", b"rdf", b"metadata", b"xpacket"):
        assert word not in clean
    root = ET.fromstring(clean)
    svg = "{http://www.w3.org/2000/svg}"
    assert root.attrib == {"viewBox": "0 0 9 9", "width": "9"}
    assert [child.tag for child in root] == [f"{svg}title", f"{svg}g", f"{svg}image", f"{svg}text"]
    assert root.findtext(f"{svg}text") == "A <!-- word --><!-- shown -->"
    assert root.find(f"{svg}g/{svg}circle") is not None
    picture = root.find(f"{svg}image")
    assert picture is not None
    address = picture.attrib["{http://www.w3.org/1999/xlink}href"]
    embedded = Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2])))
    assert embedded.size == (8, 4)
    assert dict(embedded.getexif()) == {0x0112: 6}  # how it is turned stays


def test_a_drawing_without_any_of_it_stays_as_it_is() -> None:
    plain = b'<svg xmlns="http://www.w3.org/2000/svg"><title>A</title><circle r="1"/></svg>\n'
    assert cleaned(plain) == plain
    assert cleaned(cleaned(DRAWING)) == cleaned(DRAWING)
