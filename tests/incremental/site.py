"""A journey to be edited, and what is needed to compare its builds.

It has what a rebuild can get wrong: links of every kind between pages, pictures of one name,
labels, terms, footnotes, tables of contents of every kind, files that several pages share, and
posts that are planned, scheduled, late or placed by themselves.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import subprocess
import sys
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from support import Build, Project, build_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

CONF = """\
project = "Bread"
author = "Bakers"
copyright = "2026, Bakers"
version = release = "1"
extensions = ["myst_parser", "sphinx_journey"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
html_theme = "basic"
html_permalinks = False
exclude_patterns = ["shared"]
numfig = True
journey_today = "2026-11-22"
journey_series = True
"""


def png(red: int, green: int, blue: int, size: int = 2) -> bytes:
    """Return a PNG picture of one color."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes([red, green, blue]) * size) * size
    made = [chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows, 9)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


PLAN = """\
id: bread
title: Bread from scratch
description: From flour to loaf.
authors:
  ada: {name: Ada Baker, url: "https://example.org/ada"}
  bob: {name: Bob Miller}
posts:
  - overview/why
pillars:
  - id: flour
    title: Flour and water
    summary: What dough is made of.
    doc: flour/index
    posts:
      - flour/hydration
      - {doc: flour/kneading, title: Kneading by plan, date: 2026-10-20}
      - {doc: flour/later, title: What comes later, date: 2026-12-10}
      - {id: sifting, title: Sifting, date: 2026-12-24}
      - {doc: flour/rye, title: Rye, date: 2027-01-07}
  - id: fire
    title: Fire
    requires: [flour]
    doc: fire/index
    posts:
      - fire/oven
      - fire/steam
      - {doc: fire/draft, title: A draft by plan}
      - {id: crust, title: Crust, date: 2026-01-31}
"""

FILES: dict[str, str | bytes] = {
    "conf.py": CONF,
    "journey.yml": PLAN,
    "index.md": """\
# Bread

:::{pillar-roadmap}
:::

:::{journey-toctree}
:caption: The journey
:::

```{toctree}
:caption: Beside it
:numbered:
:maxdepth: 2

guide/index
```

```{toctree}
:caption: Notes
:glob:

notes/*
```

```{toctree}
:hidden:

links
Links, again <rlinks>
dashboard
```
""",
    "overview/why.md": """\
---
date: 2026-10-01
tags: [start, bread]
authors: [ada, bob]
---
# Why bake

Because bread is good[^good], and {term}`levain` is alive.

```{index} reason; to bake
```

![crumb](../shared/crumb.png)

[^good]: Ask anyone.
""",
    "flour/index.md": """\
# Flour and water

:::{pillar-roadmap}
:pillar: flour
:view: table
:::

:::{journey-toctree}
:pillar: flour
:::

Where a chapter goes on.
""",
    "flour/hydration.md": """\
+++
date = 2026-11-01
tags = ["water", "dough"]
linkTitle = "Water"
aliases = ["/old/water"]
+++
(hydration)=
# Hydration

Water makes dough. The unmistakable word is zwieback.

(soaking)=
## Soaking flour

```{figure} img/loaf.png
:name: fig-flour-loaf
:alt: a white loaf

The white loaf
```

Take {download}`the sheet <files/sheet.txt>` along.

```{index} single: water
```

```{include} ../shared/snippet.txt
```
""",
    "flour/kneading.md": """\
---
tags: [dough]
authors: bob
---
# Kneading

Fold it. See [](hydration.md) and [the oven](../fire/oven.rst).

```{glossary}
Autolyse
  Flour and water at rest.

Levain
  A young leaven.
```

(kneading-table)=
## How long

```{table} Minutes of kneading
:name: tab-minutes

| dough | minutes |
| --- | --- |
| white | 8 |
| rye | 2 |
```
""",
    "flour/later.md": """\
---
date: 2026-12-10
---
(later-label)=
# Later

Scheduled, with a figure.

```{figure} img/later.png
:alt: later

Later
```
""",
    "flour/ember.md": """\
---
series: bread
pillar: fire
weight: 3
date: 2026-11-10
slug: embers
---
# Embers

```{image} ../shared/crumb.png
:alt: crumb
```

Placed by itself. Prepared with {ref}`soaking`.
""",
    "fire/index.rst": """\
Fire
====

.. journey-toctree::
   :pillar: fire
   :caption: Heat

.. pillar-roadmap::
   :pillar: fire
""",
    "fire/oven.rst": """\
:date: 2026-11-15
:tags: heat, bread
:authors: ada

.. _oven:

The oven
========

It is hot [#hot]_. See :doc:`steam`, :doc:`the why </overview/why>` and :ref:`hydration`.

.. index:: oven, heat

.. figure:: img/loaf.png
   :name: fig-fire-loaf
   :alt: a dark loaf

   The dark loaf

.. [#hot] Very.
""",
    "fire/steam.md": """\
---
date: 2026-11-16
---
# Steam

More of {download}`the sheet <files/sheet.txt>`, a fig {numref}`fig-fire-loaf`.

![crumb](../shared/crumb.png)

```{include} ../shared/snippet.txt
```
""",
    "fire/draft.md": """\
---
draft: true
tags: [heat]
---
(draft-label)=
# Drafted

Unfinished kouglof.

![draft](img/draft.png)
""",
    "dashboard.md": """\
# Where we are

:::{series-progress}
:::
""",
    "guide/index.md": """\
# Guide

```{toctree}
start
Other tools <tools>
```
""",
    "guide/start.md": """\
# Start

A page outside the journey. See {ref}`soaking`.

## First

Text.
""",
    "guide/tools.rst": """\
Tools
=====

.. _tools-scale:

The scale
---------

A page that shows nothing of others.
""",
    "notes/a.md": "# Note A\n\nWords of a note: pumpernickel.\n",
    "notes/b.md": "# Note B\n\n![loaf](img/loaf.png)\n",
    "about.md": "---\norphan: true\n---\n# About\n\nIn no toctree. See {doc}`guide/tools`.\n",
    "links.md": """\
# Links

- [](flour/hydration.md), [own words](flour/hydration.md), [](flour/hydration.md#soaking-flour)
- [](flour/kneading.md), [own words](flour/kneading.md), <project:flour/kneading.md>
- [](fire/oven.rst), {doc}`fire/oven`, {doc}`own words <fire/oven>`, {doc}`/flour/kneading`
- {ref}`hydration`, {ref}`own words <hydration>`, {ref}`soaking`, {ref}`oven`
- [](#soaking), [own words](#soaking), [](#hydration), [](#tools-scale)
- {numref}`fig-flour-loaf`, {numref}`Picture %s <fig-fire-loaf>`, {numref}`tab-minutes`
- {term}`autolyse`, {term}`own words <Levain>`
- {any}`oven`
- {journey:post}`hydration`, {journey:post}`own words <embers>`, {journey:pillar}`bread/fire`,
  {journey:pillar}`flour`, {journey:series}`bread`
""",
    "rlinks.rst": """\
Links in reStructuredText
=========================

:doc:`flour/hydration`, :doc:`own words <flour/kneading>`, :ref:`soaking`,
:ref:`own words <oven>`, :numref:`fig-flour-loaf`, :term:`Levain`,
:journey:post:`hydration`, :journey:pillar:`flour`.
""",
    "shared/snippet.txt": "A word shared by two posts: brioche.\n",
    "shared/crumb.png": png(200, 180, 140),
    "flour/img/loaf.png": png(250, 240, 220),
    "flour/img/later.png": png(10, 20, 30),
    "fire/img/loaf.png": png(90, 50, 20),
    "fire/img/draft.png": png(1, 2, 3),
    "notes/img/loaf.png": png(7, 7, 7),
    "flour/files/sheet.txt": "flour: 100\n",
    "fire/files/sheet.txt": "water: 70\n",
}
"""The site, by path."""


@dataclass
class Site:
    """The site on disk, the same folder for all builds."""

    root: Path
    overrides: dict[str, object] = field(default_factory=dict)
    """The values given with ``-D``; an edit may change them."""

    @property
    def src(self) -> Path:
        return self.root / "src"

    def read(self, name: str) -> str:
        """Return the text of a source file."""
        return (self.src / name).read_text(encoding="utf-8")

    def write(self, name: str, content: str | bytes) -> None:
        """Write a source file."""
        path = self.src / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace a text that occurs once in a source file."""
        text = self.read(name)
        assert text.count(old) == 1, (name, old)
        self.write(name, text.replace(old, new))

    def front(self, name: str, line: str) -> None:
        """Add a line at the end of a Markdown file's YAML front matter."""
        text = self.read(name)
        if text.startswith("---\n"):
            self.write(name, text.replace("\n---\n", f"\n{line}\n---\n", 1))
        else:
            self.write(name, f"---\n{line}\n---\n{text}")

    def move(self, name: str, to: str) -> None:
        """Rename a file or folder."""
        target = self.src / to
        target.parent.mkdir(parents=True, exist_ok=True)
        (self.src / name).rename(target)

    def delete(self, name: str) -> None:
        """Delete a file."""
        (self.src / name).unlink()

    def build(
        self,
        builder: str,
        out: str = "out",
        overrides: Mapping[str, object] | None = None,
        *,
        parallel: int = 1,
        force: bool = False,
        tags: Sequence[str] = (),
    ) -> Build:
        """Build into a folder with its doctrees beside it; what an edit has set goes first."""
        return build_folder(
            self.src,
            self.root / out,
            builder,
            {**(overrides or {}), **self.overrides},
            parallel=parallel,
            force=force,
            tags=tags,
        )


def make_site(root: Path, files: Mapping[str, str | bytes] = FILES) -> Site:
    """Write the site."""
    project = Project(root)
    assert project.srcdir == root / "src"
    site = Site(root)
    for name, content in files.items():
        site.write(name, content)
    return site


_BUILD = """
import sys
from sphinx.cmd.build import main

src, root, *builders = sys.argv[1:]
for builder in builders:
    options = ["-q", "-W", "-b", builder, "-d", f"{root}/doctrees"]
    if failed := main([*options, src, f"{root}/out/{builder}"]):
        sys.exit(failed)
"""


def build_apart(site: Site, builders: Sequence[str], seed: str) -> dict[str, str]:
    """Build in a process of its own with a hash seed; return the trees of all builders."""
    command = [sys.executable, "-c", _BUILD, str(site.src), str(site.root), *builders]
    environ = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environ)
    assert (done.returncode, done.stderr) == (0, "")
    return tree_of(site.root / "out")


def tree_of(out: Path) -> dict[str, str]:
    """Return a digest of each file of an output, an EPUB by its members in their order."""
    found: dict[str, str] = {}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_dir():
            if not any(path.iterdir()):
                found[name + "/"] = "an empty folder"
        elif path.suffix == ".epub":
            with zipfile.ZipFile(path) as book:
                members = book.namelist()
                found[name] = "\n".join(members)
                found |= {f"{name}/{m}": _digest(book.read(m)) for m in members}
        else:
            found[name] = _digest(path.read_bytes())
    return found


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """Return the names under which two trees differ, each with the difference."""
    found = []
    for name in sorted(one.keys() | other.keys()):
        if name not in one:
            found.append(f"missing: {name}")
        elif name not in other:
            found.append(f"left over: {name}")
        elif one[name] != other[name]:
            found.append(f"differs: {name}")
    return found


def copy_tree(source: Path, target: Path) -> None:
    """Make a folder the copy of another, times included; what is the same already stays."""
    target.mkdir(exist_ok=True)
    there = {path.name: path for path in target.iterdir()}
    for path in source.iterdir():
        copy = there.pop(path.name, target / path.name)
        if copy.exists() and copy.is_dir() != path.is_dir():
            _remove(copy)
        if path.is_dir():
            copy_tree(path, copy)
        elif not copy.exists() or not _is_same(path, copy):
            shutil.copy2(path, copy)
    for path in there.values():
        _remove(path)
    shutil.copystat(source, target)


def _is_same(one: Path, other: Path) -> bool:
    """Compare bytes too: Sphinx gives copies the times of their originals."""
    times = {path.stat().st_mtime_ns for path in (one, other)}
    return len(times) == 1 and one.read_bytes() == other.read_bytes()


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
