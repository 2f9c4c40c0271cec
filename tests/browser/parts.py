"""A small project that shows every part that the extension draws, for any theme."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Mapping

THEMES = ("alabaster", "furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme")
OTHER_THEMES = ("shibuya", "sphinx_wagtail_theme", "sphinxawesome_theme")
"""Themes that have their own ways to say that a page is dark, and to hide marks beside headings."""

CONF = """\
project = "Bread"
author = "Bakers"
copyright = "2026, Bakers"
extensions = ["myst_parser", "sphinx_journey", "sphinx_design", "sphinxcontrib.mermaid"]
myst_enable_extensions = ["colon_fence"]
html_theme = {theme!r}
if html_theme == "sphinx_wagtail_theme":
    extensions.append(html_theme)
journey_manifest = "journey.yml"
journey_today = "2026-11-22"
journey_build_drafts = True
journey_archives = {{"per_page": 2}}
templates_path = []
"""
PLAN = """\
journeys:
  - id: bread
    title: Bread from scratch
    posts: [before]
    pillars:
      - id: starter
        title: The starter
        doc: starter/index
        summary: Flour, water and time, in this order, and what can go wrong with each of them.
        icon: archive
        posts:
          - starter/flour
          - {doc: starter/feeding, title: Feeding it twice a day, date: 2027-01-14}
          - {title: Keeping it cold, date: 2026-10-01}
      - id: fire
        title: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft
        posts: [fire/oven, fire/draft]
      - id: end
        title: The end
        posts: []
    parts:
      - title: Grundlagenveranstaltungsverzeichnis mit Übungen
        pillars:
          - {id: after, title: After the end, number: Appendix A, posts: []}
  - id: short
    title: A short series
    posts: [short/one, short/two, short/long]
    pillars: []
"""
INDEX = """\
# Bread

See {journey:post}`flour` first, then {journey:pillar}`the first chapter <starter>`; it is all
in {journey:series}`bread`, and {journey:post}`feeding` comes later.

```{pillar-roadmap}
:journey: bread
```

## The same as a table

```{pillar-roadmap}
:journey: bread
:view: table
```

## A short one

```{pillar-roadmap}
:journey: short
```

```{series-progress}
:journey: bread
```

## The newest posts

```{post-list}
:fields: date, minutes, authors, tags, excerpt
:columns: 3
```

```{toctree}
:hidden:

before
starter/index
starter/flour
starter/feeding
boxes
fire/oven
fire/draft
short/one
short/two
short/long
```
"""
PICTURES = """\
---
date: 2026-10-12
tags: [flour, water]
authors: [Ada Baker]
---
# Flour and water

Before the picture.

:::{blog-image} tower.png
:dark: night.png
:alt: A tower of loaves.
:caption: A tower of loaves, seen from the yard.
:credit: Ada Baker
:license: CC BY 4.0
:::

It goes on, as {journey:post}`oven` tells.

```{mermaid}
:alt: Flour and water make dough; dough and fire make bread.
flowchart LR
  flour[Flour of last year] --> dough[A dough that rests] --> shape[It is shaped] --> bread[Bread]
  water[Water from the well] --> dough
```

:::{blog-image} loop.gif
:alt: A loaf that turns.
:caption: It turns.
:::

:::{blog-image} nowhere.png
:alt: A picture that isn't there.
:::
"""
LONG = """\
---
date: 2026-11-03
tags: [Sauerteigfuehrungsprotokollverwaltungsvorschriftensammlungsbeauftragtenverzeichnis, water]
---
# Roggensauerteigvollkornbrotbackstubenbetriebsordnungserlaeuterungsvorschriftensammlung

Words.
"""
VIEWS = """\
```{pillar-roadmap}
:journey: short
```

```{pillar-roadmap}
:journey: bread
```

```{pillar-roadmap}
:journey: bread
:view: table
```

```{series-progress}
:journey: bread
```

```{post-list}
:fields: date, minutes, authors, tags, excerpt
:columns: 2
```
"""
BOXES = f"""\
# Boxes

:::::{{grid}} 1 2 2 3
::::{{grid-item-card}} Three in a row
{VIEWS}
::::
::::{{grid-item-card}} Two
Words.
::::
::::{{grid-item-card}} Three
{VIEWS}
::::
:::::

::::{{sidebar}} Beside
{VIEWS}
::::

:::::{{tab-set}}
::::{{tab-item}} One
{VIEWS}
::::
:::::

::::{{topic}} Topic
{VIEWS}
::::

::::{{list-table}}
* - :::{{pillar-roadmap}}
    :journey: short
    :::
  - :::{{series-progress}}
    :journey: bread
    :::
::::
"""
CHART = """\
flowchart LR
  flour[Flour of last year] --> dough[A dough that rests] --> shape[It is shaped] --> bread[Bread]
  bread --> cut[It is cut when it is cold] --> eaten[It is eaten] --> gone[Nothing is left]"""
DIAGRAMS = f"""\
---
orphan: true
---
# Diagrams

```{{mermaid}}
:alt: Plain
{CHART}
```

```{{mermaid}}
:alt: With a caption
:caption: From flour to bread
{CHART}
```

```{{mermaid}}
:alt: In the middle
:align: center
flowchart LR
  flour --> dough
```

Words before it.

```{{mermaid}}
:alt: On the left
:align: left
flowchart TB
  flour --> dough
```

{"Words that stand beside what is on the left, as long as there is room for both. " * 9}

```{{mermaid}}
:alt: Captioned on the right
:align: right
:caption: On the right
flowchart TB
  flour --> dough
```

{"Words that stand beside what is on the right, as long as there is room for both. " * 9}
"""
COMPONENTS = """\
---
orphan: true
---
# Details, tabs and videos

First words.

~~~{journey-details} What is *autolyse*, `autolysis` or Donaudampfschifffahrtselektrizitätenwerk?
Flour and water rest.

- A list

  ```{journey-details}
  Folded in a list.
  ```
~~~

````{journey-tabs}
```{journey-tab} Wheat *flour*
Mix the wheat.
```
```{journey-tab} [Rye](../plain.md)
Mix the rye.

(deep)=
It is deep.
```
```{journey-tab} Donaudampfschifffahrtselektrizitätenhauptbetriebswerk
Mix it on board.
```
````

See {ref}`where it is deep <deep>`.

```{journey-video} loop.webm
:title: A point runs around
:poster: tower.png
:width: 60%

A caption of a *video*
```

```{journey-video} loop.webm
:title: A point that starts by itself
:autoplay:
:loop:
```

```{journey-video} https://example.org/far.mp4
:title: Far away
```
"""
FILES = {
    "journey.yml": PLAN,
    "index.md": INDEX,
    "before.md": "---\ndate: 2026-10-01\n---\n# Before you begin\n\nWords.\n",
    "starter/index.md": "# The starter\n\nWords of a chapter.\n",
    "starter/flour.md": PICTURES,
    "starter/diagrams.md": DIAGRAMS,
    "short/long.md": LONG,
    "boxes.md": BOXES,
    "starter/components.md": COMPONENTS,
    "starter/feeding.md": "---\ndate: 2027-01-14\n---\n# Feeding\n\nWords.\n",
    "fire/oven.md": "---\ndate: 2026-11-02\n---\n# The oven, and how it is heated\n\nWords.\n",
    "fire/draft.md": "---\ndraft: true\n---\n# A draft\n\nWords, and {journey:post}`feeding`.\n",
    "plain.md": "---\norphan: true\n---\n# Nothing of ours\n\nWords.\n",
    "short/one.md": "# One\n\nWords.\n",
    "short/two.md": "# Two\n\nWords.\n",
}
PAGES = (
    *("index", "starter/index", "starter/flour", "starter/diagrams", "starter/components"),
    *("fire/draft", "fire/oven", "short/long"),
    *("tags/index", "tags/water", "authors/ada-baker", "archive/2026", "archive/2026/page/2"),
)
VIDEO = Path(__file__).parents[2] / "docs/guide/_pictures/loop.webm"


def drawing(color: str, size: tuple[int, int] = (1600, 900)) -> Image.Image:
    """Return a picture with something to see."""
    picture = Image.new("RGB", size, color)
    brush = ImageDraw.Draw(picture)
    for step in range(12):
        brush.ellipse((100 * step, 60 * step, 100 * step + 260, 60 * step + 140), fill="peru")
    return picture


def write_parts(folder: Path, theme: str, more: Mapping[str, str] | None = None) -> Path:
    """Write the project for a theme, and return its folder."""
    files = {"conf.py": CONF.format(theme=theme), **FILES, **(more or {})}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (folder / "starter/loop.webm").write_bytes(VIDEO.read_bytes())
    for name, color in (("tower.png", "wheat"), ("night.png", "midnightblue")):
        drawing(color).save(folder / "starter" / name)
    frames = [drawing(color, (600, 300)) for color in ("wheat", "tan", "khaki")]
    loop = io.BytesIO()
    frames[0].save(loop, "GIF", save_all=True, append_images=frames[1:], duration=90, loop=0)
    (folder / "starter/loop.gif").write_bytes(loop.getvalue())
    return folder
