"""Doctrees of a real build, and ways to look at them."""

from __future__ import annotations

import inspect
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from docutils import nodes
from PIL import Image
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_journey.nodes import html_element

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from sphinx.application import Sphinx
    from support import Project

Found = TypeVar("Found", bound=nodes.Element)
BUILDERS = ("html", "latex")


@dataclass(frozen=True)
class Doctrees:
    """What the pages of a project became."""

    html: Path
    """The folder of the HTML pages."""
    before: dict[str, nodes.document] = field(default_factory=dict)
    """By docname: as read."""
    after: dict[tuple[str, str], nodes.document] = field(default_factory=dict)
    """By builder and docname: after post-transforms."""
    warnings: list[str] = field(default_factory=list)


def doctrees_of(project: Project, docnames: Collection[str]) -> Doctrees:
    """Build a project for the web and for paper, and return the doctrees of some pages."""
    made = Doctrees(project.root / "out" / "html")
    for builder in BUILDERS:
        with patch_docutils(project.srcdir), docutils_namespace():
            app, _, warnings = project.app(builder, suppress_warnings=["toc.not_included"])
            app.build()
            for docname in docnames:
                made.before[docname] = app.env.get_doctree(docname)
                made.after[builder, docname] = _resolved(app, docname)
        made.warnings.extend(warnings.getvalue().splitlines())
    return made


def _resolved(app: Sphinx, docname: str) -> nodes.document:
    resolve = app.env.get_and_resolve_doctree
    more: dict[str, Any] = {}
    if "tags" in inspect.signature(resolve).parameters:  # Sphinx 9.0
        more["tags"] = app.tags
    return resolve(docname, app.builder, **more)


def pixels(file_format: str = "PNG") -> bytes:
    """Return a picture of 4 by 4 pixels."""
    out = io.BytesIO()
    Image.new("RGB", (4, 4), (120, 80, 40)).save(out, file_format)
    return out.getvalue()


def normalised(document: nodes.document) -> str:
    """Return a doctree's pseudo-XML without what reveals the markup: file, lines, reST's names."""
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


def only(document: nodes.Element, kind: type[Found], named: str = "") -> Found:
    """Return the one node of a kind, of the class that is named if any."""
    found = [n for n in document.findall(kind) if not named or named in n.get("classes", ())]
    (node,) = found
    return node


def shape(node: nodes.Element) -> str:
    """Return the names of a node and its children: ``figure(image caption)``."""
    name = node["tag"] if isinstance(node, html_element) else node.tagname
    inner = [shape(c) for c in node.children if isinstance(c, nodes.Element)]
    return f"{name}({' '.join(inner)})" if inner else str(name)
