"""The directives mean the same in MyST and in reStructuredText, before and after transforms."""

from __future__ import annotations

import inspect
import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from PIL import Image
from sphinx import addnodes
from sphinx.util.docutils import docutils_namespace, patch_docutils
from support import JOURNEY, Project

from sphinx_journey.nodes import html_element, placeholder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sphinx.application import Sphinx

TICKS, COLONS, REST = "```", ":::", ".."
MARKUPS = (TICKS, COLONS, REST)
BUILDERS = ("html", "latex")


@dataclass(frozen=True)
class Snippet:
    """One directive with an argument, options and content, to be written in any markup."""

    directive: str
    argument: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    content: str = ""
    rst_content: str | None = None
    """The content in reStructuredText, where it differs."""
    reference: str = ""
    """A target that the page refers to."""
    post: bool = False
    """Whether the page is a post."""

    def page(self, markup: str) -> str:
        """Return the whole page."""
        options = [f":{name}: {value}".rstrip() for name, value in self.options.items()]
        if markup == REST:
            content = self.content if self.rst_content is None else self.rst_content
            body = [*options, "", *content.splitlines()]
            head = [":pillar: fire", ""] if self.post else []
            lines = [*head, "Snippet", "=======", "", "Before.", ""]
            lines.append(f".. {self.directive}:: {self.argument}".rstrip())
            lines += [f"   {line}".rstrip() for line in body]
            after = f"See :ref:`here <{self.reference}>`."
        else:
            head = ["---", "pillar: fire", "---"] if self.post else []
            lines = [*head, "# Snippet", "", "Before.", ""]
            lines.append(f"{markup}{{{self.directive}}} {self.argument}".rstrip())
            lines += [*options, *([""] if self.content else []), *self.content.splitlines()]
            lines.append(markup)
            after = f"See {{ref}}`here <{self.reference}>`."
        return "\n".join([*lines, "", *([after] if self.reference else []), ""])


def picture(argument: str = "/pictures/loaf.png", content: str = "", **options: str) -> Snippet:
    """Return a blog-image; an option's ``_`` is nothing but a way to write ``class``."""
    named = {name.rstrip("_"): value for name, value in options.items()}
    if "decorative" not in named:
        named = {"alt": "A loaf", **named}
    return Snippet("blog-image", argument, named, content)


SNIPPETS: Mapping[str, Snippet] = {
    "image-alt": picture(alt='A loaf: "dark", *not* sweet & <b>warm</b>'),
    "image-decorative": picture(decorative=""),
    "image-caption": picture(caption="A *fresh* and **warm** loaf"),
    "image-caption-begins-with-markup": picture(caption="*Fresh*: a 'warm' loaf"),
    "image-content": Snippet(
        "blog-image",
        "/pictures/loaf.png",
        {"alt": "A loaf"},
        "A `rye` loaf, by [us](https://example.org/?a=1&b=2).\n\nBaked *today*.\n\n- salt\n- water",
        "A ``rye`` loaf, by `us <https://example.org/?a=1&b=2>`__.\n\nBaked *today*.\n\n"
        "- salt\n- water",
    ),
    "image-content-one-line": picture(content="A *fresh* and **warm** loaf"),
    "image-class": picture(class_="wide"),
    "image-classes": picture(class_="wide blog-image"),
    "image-figclass": picture(figclass="framed tall"),
    "image-width": picture(width="50%"),
    "image-width-plain": picture(width="300"),
    "image-height": picture(height="12.5em"),
    "image-align-left": picture(align="left"),
    "image-align-center": picture(align="center"),
    "image-align-right": picture(align="right"),
    "image-target": picture(target="https://example.org/loaf?a=1&b=2"),
    "image-target-relative": picture(target="../flour/index.html#top"),
    "image-lazy": picture(loading="lazy"),
    "image-eager": picture(loading="eager"),
    "image-name": Snippet(
        "blog-image",
        "/pictures/loaf.png",
        {"alt": "A loaf", "caption": "The loaf", "name": "the-loaf"},
        reference="the-loaf",
    ),
    "image-relative": picture("../pictures/loaf.png"),
    "image-beside": picture("beside.png"),
    "image-any-format": picture("/pictures/loaf.*"),
    "image-with-space": picture("/pictures/my loaf.png"),
    "image-not-ascii": picture("/pictures/brötchen.png"),
    "image-everything": picture(
        "../pictures/loaf.png",
        alt="A loaf",
        caption="The *last* one",
        class_="wide",
        figclass="framed",
        width="20em",
        height="10em",
        align="center",
        target="https://example.org",
        loading="eager",
        name="everything",
    ),
    "roadmap": Snippet("pillar-roadmap"),
    "roadmap-cards": Snippet("pillar-roadmap", options={"view": "cards"}),
    "roadmap-table": Snippet("pillar-roadmap", options={"view": "table"}),
    "roadmap-journey": Snippet("pillar-roadmap", options={"journey": "bread"}),
    "roadmap-pillar": Snippet("pillar-roadmap", options={"pillar": "flour"}),
    "roadmap-pillar-table": Snippet("pillar-roadmap", options={"pillar": "fire", "view": "table"}),
    "roadmap-named": Snippet(
        "pillar-roadmap", options={"class": "wide high", "name": "the-way"}, reference="the-way"
    ),
    "progress": Snippet("series-progress"),
    "progress-named": Snippet(
        "series-progress",
        options={"journey": "bread", "class": "wide", "name": "how-far"},
        reference="how-far",
    ),
    "toctree": Snippet("journey-toctree"),
    "toctree-journey": Snippet("journey-toctree", options={"journey": "bread"}),
    "toctree-pillar": Snippet("journey-toctree", options={"pillar": "flour"}),
    "toctree-hidden": Snippet("journey-toctree", options={"hidden": ""}),
    "toctree-caption": Snippet("journey-toctree", options={"caption": "All the bread"}),
    "toctree-maxdepth": Snippet("journey-toctree", options={"maxdepth": "1"}),
    "toctree-titlesonly": Snippet("journey-toctree", options={"titlesonly": ""}),
    "toctree-numbered": Snippet("journey-toctree", options={"numbered": ""}),
    "toctree-named": Snippet(
        "journey-toctree",
        options={"name": "contents", "caption": "Contents"},
        reference="contents",
    ),
    "nav": Snippet("series-nav", post=True),
    "nav-journey": Snippet("series-nav", options={"journey": "bread"}, post=True),
}


@dataclass(frozen=True)
class Doctrees:
    """What a project's pages became in one markup."""

    before: Mapping[str, nodes.document]
    """By name of the snippet: as read."""
    after: Mapping[tuple[str, str], nodes.document]
    """By builder and name: after post-transforms."""
    warnings: str


def pixels(file_format: str = "PNG") -> bytes:
    """Return a picture of 4 by 4 pixels."""
    out = io.BytesIO()
    Image.new("RGB", (4, 4), (120, 80, 40)).save(out, file_format)
    return out.getvalue()


def resolved(app: Sphinx, docname: str) -> nodes.document:
    """Return a page after post-transforms and with its toctrees resolved."""
    resolve = app.env.get_and_resolve_doctree
    more: dict[str, Any] = {}
    if "tags" in inspect.signature(resolve).parameters:  # Sphinx 9.0
        more["tags"] = app.tags
    return resolve(docname, app.builder, **more)


@pytest.fixture(scope="module")
def doctrees(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Doctrees]:
    """Return every snippet in every markup: the same project three times."""
    return {markup: _build(tmp_path_factory.mktemp("snippets"), markup) for markup in MARKUPS}


def _build(root: Path, markup: str) -> Doctrees:
    suffix = ".rst" if markup == REST else ".md"
    project = Project(root / "project").write(JOURNEY)
    project.write({f"s/{name}{suffix}": s.page(markup) for name, s in SNIPPETS.items()})
    project.write({f"pictures/{n}.png": pixels() for n in ("loaf", "my loaf", "brötchen")})
    project.write({"pictures/loaf.gif": pixels("GIF"), "s/beside.png": pixels()})
    before: dict[str, nodes.document] = {}
    after: dict[tuple[str, str], nodes.document] = {}
    logged = ""
    for builder in BUILDERS:
        with patch_docutils(project.srcdir), docutils_namespace():
            app, _, warnings = project.app(builder, suppress_warnings=["toc.not_included"])
            app.build()
            for name in SNIPPETS:
                before[name] = app.env.get_doctree(f"s/{name}")
                after[builder, name] = resolved(app, f"s/{name}")
        logged += warnings.getvalue()
    return Doctrees(before, after, logged)


def normalised(document: nodes.document) -> str:
    """Return a doctree's pseudo-XML without what tells the markup: file, lines, reST's names."""
    copy = document.deepcopy()
    for node in copy.findall(nodes.Element):
        for attribute in ("source", "line", "translation_progress"):
            node.attributes.pop(attribute, None)
        if isinstance(node, nodes.reference):
            node.attributes.pop("name", None)
        for attribute, value in node.attributes.items():
            if isinstance(value, bool):  # docutils before 0.22 prints them as words
                node[attribute] = int(value)
    return copy.pformat()


def only[N: nodes.Node](document: nodes.Element, kind: type[N]) -> N:
    """Return the one node of a kind."""
    (node,) = document.findall(kind)
    return node
