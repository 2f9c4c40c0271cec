"""Documents that are not published, with a word of its own in each place that could give it away.

A word is ``zq``, the letter of its document, the number of its place, ``z``: no stemmer of a search
index changes it, and one pattern finds them all.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple

from .site import png

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORD = re.compile(rb"zq([a-z])(\d\d)z", re.IGNORECASE)
PLACES = (
    "file stem",
    "heading of the page",
    "linkTitle",
    "title in the front matter",
    "description",
    "tag",
    "category",
    "keyword",
    "slug",
    "alias",
    "body",
    "section heading",
    "caption",
    "alternative text",
    "name of a picture's file",
    "bytes of a picture",
    "name of a download's file",
    "bytes of a download",
    "label",
    "footnote",
    "name of a footnote",
    "index entry",
    "glossary term",
    "definition of a term",
    "comment",
    "author",
    "summary",
    "code",
    "label of an equation",
    "raw HTML",
    "meta element",
    "address of a link",
    "included snippet",
    "caption of a toctree",
    "name of a figure",
    "name of a function",
)
IN_LINKS = {"file stem", "slug", "section heading", "label", "glossary term", "name of a figure"}
"""What a link to a document names."""


def word(letter: str, place: str) -> str:
    """Return the secret word of a document and place."""
    return f"zq{letter}{PLACES.index(place) + 1:02}z"


class Withheld(NamedTuple):
    """A document that isn't published, and the front matter by which it is or would be."""

    letter: str
    folder: str
    why: str
    hides: str
    shows: str
    notation: str = "yaml"

    @property
    def docname(self) -> str:
        """Return its docname."""
        return f"{self.folder}/{word(self.letter, 'file stem')}"

    @property
    def file(self) -> str:
        """Return its file."""
        return self.docname + (".rst" if self.notation == "fields" else ".md")


WITHHELD = (
    Withheld("a", "flour", "draft, with a title in the plan", "draft: true", "draft: false"),
    Withheld("b", "flour", "draft, in the plan by name only", "draft: true", "draft: false"),
    Withheld(
        "c",
        "flour",
        "draft that places itself",
        "draft: true\nseries: bread\npillar: flour",
        "series: bread\npillar: flour",
    ),
    Withheld("d", "notes", "draft in no journey", "draft: true", "draft: false"),
    Withheld("e", "notes", "broken front matter", "draft: true\nbroken: [", "draft: false"),
    Withheld("f", "notes", "draft of a wrong type", 'draft: "perhaps"', "draft: false"),
    Withheld("g", "water", "draft chapter page", "draft: true", "draft: false"),
    Withheld("h", "flour", "draft in reStructuredText", ":draft: true", ":draft: false", "fields"),
    Withheld("i", "flour", "scheduled by its date", "date: 2027-03-04", "date: 2026-03-04"),
    Withheld(
        "j",
        "flour",
        "scheduled by publishDate, its date is past",
        "date: 2026-01-01\npublishDate: 2027-05-06",
        "date: 2026-01-01",
    ),
    Withheld("k", "flour", "expired", "expiryDate: 2026-11-01", "expiryDate: 2027-11-01"),
    Withheld("l", "flour", "draft in TOML", "draft = true", "draft = false", "toml"),
    Withheld("m", "notes", "draft in JSON", '"draft": true', '"draft": false', "json"),
    Withheld("n", "notes", "draft by a key in capitals", "DRAFT: yes", "DRAFT: no"),
    Withheld("o", "notes", "date that doesn't exist", "date: 2026-13-45", "date: 2026-10-04"),
)


def _front(withheld: Withheld, line: str) -> str:
    w = {place: word(withheld.letter, place) for place in PLACES}
    texts = {
        "title": w["title in the front matter"],
        "linkTitle": w["linkTitle"],
        "description": w["description"],
        "summary": w["summary"],
        "slug": w["slug"],
    }
    lists = {
        "tags": w["tag"],
        "categories": w["category"],
        "keywords": w["keyword"],
        "aliases": f"/{w['alias']}",
        "authors": w["author"],
    }
    if withheld.notation == "fields":
        return "\n".join([line, *(f":{k}: {v}" for k, v in {**texts, **lists}.items())]) + "\n\n"
    if withheld.notation == "toml":
        made = [f'{k} = "{v}"' for k, v in texts.items()]
        made += [f'{k} = ["{v}"]' for k, v in lists.items()]
        return "\n".join(["+++", line, *made, "+++"]) + "\n"
    if withheld.notation == "json":
        made = [f'"{k}": "{v}"' for k, v in texts.items()]
        made += [f'"{k}": ["{v}"]' for k, v in lists.items()]
        return "{\n" + ",\n".join([line, *made]) + "\n}\n"
    made = [f"{k}: {v}" for k, v in texts.items()] + [f"{k}: [{v}]" for k, v in lists.items()]
    meta = f"myst:\n  html_meta:\n    theme-of-page: {w['meta element']}"
    return "\n".join(["---", *made, meta, line, "---"]) + "\n"


_MARKDOWN = """\
({label})=
# {heading of the page}

{body}[^{name of a footnote}] and {{func}}`{name of a function}`.

[^{name of a footnote}]: {footnote}

% {comment}

<!-- {comment} -->

```{{index}} {index entry}
```

## {section heading}

```{{figure}} img/{name of a picture's file}.png
:name: {name of a figure}
:alt: {alternative text}

{caption}
```

```{{blog-image}} img/{name of a picture's file}.png
:alt: {alternative text}

{caption}
```

{{download}}`a file <files/{name of a download's file}.txt>`

```{{glossary}}
{glossary term}
  {definition of a term}
```

```{{math}}
:label: {label of an equation}

1 + 1
```

```text
{code}
```

```{{raw}} html
<b>{raw HTML}</b>
```

<https://example.org/{address of a link}>

```{{include}} ../shared/{file stem}.txt
```

```{{py:function}} {name of a function}
```

```{{toctree}}
:caption: {caption of a toctree}

/notes/open
```
"""

_RST = """\
.. _{label}:

{heading of the page}
=====================

{body} [#{name of a footnote}]_

.. [#{name of a footnote}] {footnote}

.. {comment}

.. index:: {index entry}

.. meta::
   :theme-of-page: {meta element}

{section heading}
-----------------

.. figure:: img/{name of a picture's file}.png
   :name: {name of a figure}
   :alt: {alternative text}

   {caption}

:download:`a file <files/{name of a download's file}.txt>`

.. glossary::

   {glossary term}
      {definition of a term}

.. math::
   :label: {label of an equation}

   1 + 1

.. code-block:: text

   {code}

.. raw:: html

   <b>{raw HTML}</b>

https://example.org/{address of a link}

.. include:: ../shared/{file stem}.txt

.. py:function:: {name of a function}

.. toctree::
   :caption: {caption of a toctree}

   /notes/open
"""


def files_of(withheld: Withheld, *, published: bool) -> Iterator[tuple[str, str | bytes]]:
    """Return the files of a document."""
    w = {place: word(withheld.letter, place) for place in PLACES}
    body = _RST if withheld.notation == "fields" else _MARKDOWN
    yield (
        withheld.file,
        _front(withheld, withheld.shows if published else withheld.hides) + _fill(body, w),
    )
    picture = w["name of a picture's file"]
    secret = w["bytes of a picture"].encode()
    yield f"{withheld.folder}/img/{picture}.png", png(ord(withheld.letter), 0, 0) + secret
    download = w["name of a download's file"]
    yield f"{withheld.folder}/files/{download}.txt", w["bytes of a download"] + "\n"
    yield f"shared/{w['file stem']}.txt", w["included snippet"] + "\n"


def _fill(text: str, words: dict[str, str]) -> str:
    for place, secret in words.items():
        text = text.replace("{" + place + "}", secret)
    return text.replace("{{", "{").replace("}}", "}")


def _links() -> Iterator[str]:
    """Link to each of the documents in every way MyST has."""
    for withheld in WITHHELD:
        w = {place: word(withheld.letter, place) for place in PLACES}
        label, path, figure = w["label"], withheld.file, w["name of a figure"]
        yield f"## To one that is a {withheld.why}\n"
        yield f"[own words]({path}), []({path}), <project:{path}>, [own words](/{path})"
        yield f"[own words]({path}#{w['section heading']}), []({path}#{w['section heading']})"
        yield f"{{doc}}`own words <{withheld.docname}>`, {{doc}}`{withheld.docname}`"
        yield f"{{ref}}`own words <{label}>`, {{ref}}`{label}`, {{any}}`own words <{label}>`"
        yield f"[own words](#{label}), [](#{label}), <project:#{label}>"
        yield f"{{numref}}`own words <{figure}>`, {{numref}}`{figure}`"
        yield f"{{term}}`own words <{w['glossary term']}>`"
        yield f"{{journey:post}}`own words <{w['slug']}>`, {{journey:post}}`{w['slug']}`"
        yield f"{{download}}`own words <{path}>`, [own words](path:{path})"
        yield f"\n```{{include}} {path}\n```\n"
        yield f"\n```{{literalinclude}} {path}\n```\n"
        yield f"\n```{{blog-image}} img/open.png\n:alt: open\n:target: {path}\n```\n"


def _links_in_rst() -> Iterator[str]:
    for withheld in WITHHELD:
        w = {place: word(withheld.letter, place) for place in PLACES}
        label = w["label"]
        yield f":doc:`own words <{withheld.docname}>`, :doc:`/{withheld.docname}`,"
        yield f":ref:`own words <{label}>`, :ref:`{label}`, :any:`own words <{label}>`,"
        yield f":numref:`own words <{w['name of a figure']}>`,"
        yield f":term:`own words <{w['glossary term']}>`,"
        yield f":journey:post:`own words <{w['slug']}>`, :journey:post:`{w['slug']}`,"
        yield f":download:`own words <{withheld.file}>`."
        yield f"\n.. include:: {withheld.file}\n"
        yield f"\n.. literalinclude:: {withheld.file}\n"


def _toctrees() -> str:
    explicit = "\n".join(f"Own words <{withheld.docname}>" for withheld in WITHHELD)
    plain = "\n".join(withheld.docname for withheld in WITHHELD)
    files = "\n".join(f"/{withheld.file}" for withheld in WITHHELD)
    return f"""\
# Tables

```{{toctree}}
:caption: Named
{explicit}
```

```{{toctree}}
:numbered:

{plain}
```

```{{toctree}}
:reversed:

{files}
```

```{{toctree}}
:glob:
:reversed:

notes/*
```
"""


CONF = """\
project = "Bread"
author = "Bakers"
copyright = "2026, Bakers"
version = release = "1"
extensions = ["myst_parser", "sphinx_journey"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
html_theme = "alabaster"
html_baseurl = "https://example.org/"
exclude_patterns = ["shared"]
gettext_compact = False
numfig = True
journey_today = "2026-11-22"
"""

PLAN = f"""\
id: bread
title: Bread from scratch
pillars:
  - id: flour
    title: Flour
    doc: flour/index
    posts:
      - flour/open
      - {{doc: {WITHHELD[0].docname}, title: A loaf in the plan}}
      - {WITHHELD[1].docname}
      - {WITHHELD[7].docname}
      - {{doc: {WITHHELD[8].docname}, title: A later loaf, date: 2027-03-04}}
      - {WITHHELD[9].docname}
      - {WITHHELD[10].docname}
      - {WITHHELD[11].docname}
  - id: water
    title: Water
    doc: {WITHHELD[6].docname}
    posts:
      - water/open
"""

VISIBLE = (
    "index",
    "flour/index",
    "flour/open",
    "water/open",
    "notes/open",
    "links",
    "rlinks",
    "tocs",
)


def files(*, published: bool) -> dict[str, str | bytes]:
    """Return all files of the site."""
    made: dict[str, str | bytes] = {
        "conf.py": CONF,
        "journey.yml": PLAN,
        "index.md": "# Bread\n\n:::{pillar-roadmap}\n:::\n\n:::{journey-toctree}\n:::\n\n"
        "```{toctree}\nlinks\nrlinks\ntocs\nwater/open\n```\n\n:::{series-progress}\n:::\n",
        "flour/index.md": "# Flour\n\n:::{pillar-roadmap}\n:pillar: flour\n:view: table\n:::\n\n"
        ":::{journey-toctree}\n:pillar: flour\n:::\n",
        "flour/open.md": "---\ndate: 2026-10-01\n---\n# Open\n\nAll may read this.\n",
        "water/open.md": "---\ndate: 2026-10-02\n---\n# Open water\n\nAll may read this.\n",
        "notes/open.md": "# Open note\n\nAll may read this. ![open](../img/open.png)\n",
        "img/open.png": png(9, 9, 9),
        "links.md": "# Links\n\n" + "\n\n".join(_links()) + "\n",
        "rlinks.rst": "Links\n=====\n\n" + "\n".join(_links_in_rst()) + "\n",
        "tocs.md": _toctrees(),
    }
    for withheld in WITHHELD:
        made.update(files_of(withheld, published=published))
    return made


def found_in(out: Path, suffixes: tuple[str, ...] = ()) -> dict[str, set[str]]:
    """Return where the words stand in an output, by file: names and bytes, also packed ones.

    The copies of the sources of pages that are out are what their authors wrote, and are passed
    over: a link to a document names it there.
    """
    found: dict[str, set[str]] = {}

    def note(file: str, content: bytes) -> None:
        for match in WORD.finditer(content):
            place = PLACES[int(match[2]) - 1]
            found.setdefault(file, set()).add(f"{match[1].decode().lower()}: {place}")

    copies = {f"_sources/{name}{ending}.txt" for name in VISIBLE for ending in (".md", ".rst")}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        note(name, name.encode())
        if path.is_dir() or name in copies:
            continue
        content = path.read_bytes()
        note(name, content)
        if path.suffix == ".epub":
            with zipfile.ZipFile(path) as book:
                for member in book.namelist():
                    note(f"{name}/{member}", member.encode() + b"\n" + book.read(member))
        elif path.name == "objects.inv":
            note(name, zlib.decompress(content.split(b"\n", 4)[4]))
    return found
