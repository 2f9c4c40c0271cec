"""What the guide says of Hugo sites is done as it says, with a site of Hugo's layout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from snippets.copied import Reader, blocks_of, captioned
from support import ROOT

from sphinx_journey.hugo.shortcodes.known import BUILTINS

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = ROOT / "docs/guide/hugo.md"
SITE = {
    "hugo.toml": 'title = "My site"\n',
    "README.md": "# About this repository\n",
    "content/posts/feeding.md": """\
---
title: Feeding
date: 2026-01-01
---
Of [it](../starter/).

{{< recipe title="Bread" minutes=40 >}}Mix *it*.{{< /recipe >}}

Press {{< kbd "C<D" >}}.
""",
    "content/posts/starter/index.md": """\
---
title: Starter
date: 2026-01-02
---
![jar](jar.png)
""",
    "static/images/note.txt": "Nothing links here.\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in SITE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    picture = ROOT / "docs/guide/_pictures"
    drawing = next(iter(sorted(picture.glob("*.png"))))
    (tmp_path / "content/posts/starter/jar.png").write_bytes(drawing.read_bytes())
    return tmp_path


def test_the_guide_builds_a_hugo_site(site: Path) -> None:
    reader = Reader(site)
    (first, text), (second, templates) = captioned(GUIDE)
    assert first == second == "conf.py"
    reader.save(first, text + templates)
    (commands,) = (block.text for block in blocks_of(GUIDE) if block.language == "sh")
    assert commands.splitlines()[-1] == "sphinx-build . _site"
    said = reader.run(f"{commands.strip()} -W --keep-going")
    assert "build succeeded." in said
    post = reader.read("_site/content/posts/feeding.html")
    assert 'href="starter/index.html"' in post
    assert "<strong>Bread</strong> (40 min)" in post
    assert "<kbd>C&lt;D</kbd>" in post
    assert "Feeding" in reader.read("_site/posts/feeding/index.html")
    home = reader.read("_site/index.html")
    assert home.index("Feeding") < home.index("Starter")
    assert not (site / "_site/README.html").exists()


def test_the_guide_names_every_shortcode() -> None:
    text = GUIDE.read_text(encoding="utf-8").partition("(hugo-shortcodes)=")[2]
    table = text.partition("\nAny other one")[0]
    assert set(re.findall("`([a-z-]+)`", table)) == set(BUILTINS)
