"""Which internals of Sphinx the extension uses: in one place; and what happens without them."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.search import IndexBuilder
from support import CONF, JOURNEY

import sphinx_journey
from sphinx_journey.gate import decide
from sphinx_journey.sphinx_internals import EXACT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support import Project

    from sphinx_journey.sphinx_internals import Internal

PACKAGE = Path(sphinx_journey.__file__).parent
OWNERS: dict[str, type] = {
    "builder": StandaloneHTMLBuilder,
    "environment": BuildEnvironment,
    "index": IndexBuilder,
}
DESIGN = CONF.replace(
    '"sphinx_journey"', '"sphinx_design", "sphinxcontrib.mermaid", "sphinx_journey"'
)
DRAFT = {"fire/oven.rst": JOURNEY["fire/oven.rst"].replace(":tags: heat", ":draft: true")}


def foreign_private_names(tree: ast.AST) -> Iterator[str]:
    """Yield the attributes with a leading underscore that aren't of ``self`` or a class."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr.startswith("_"):
            owner = ast.unparse(node.value)
            if not node.attr.endswith("_") and owner not in {"self", "cls", "kept"}:
                yield f"{owner}.{node.attr}"
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (
                a.name
                for a in node.names
                if a.name.startswith("_") and a.name not in {"_", "__version__"}
            )


def test_private_names_of_others_are_used_in_one_place() -> None:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        names = [
            name
            for name in foreign_private_names(ast.parse(path.read_text("utf-8")))
            if not name.endswith(("._replace", "._asdict", "._make"))
        ]
        if names and path.name != "sphinx_internals.py":
            found[path.relative_to(PACKAGE).as_posix()] = names
    assert found == {}


def hide(monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> None:
    """Rename an attribute for the extension only, as a newer Sphinx would for everyone."""
    original = owner.__getattribute__

    def lookup(self: object, wanted: str) -> Any:
        if wanted == name:
            asks = sys._getframe(1).f_globals.get("__name__", "")
            if asks.startswith("sphinx_journey"):
                raise AttributeError(wanted)
        return original(self, wanted)  # type: ignore[call-arg,arg-type]

    monkeypatch.setattr(owner, "__getattribute__", lookup)


@pytest.mark.parametrize("internal", EXACT, ids=lambda one: one.name)
def test_without_a_private_name_all_pages_are_written_with_one_warning(
    journey: Project, monkeypatch: pytest.MonkeyPatch, internal: Internal
) -> None:
    journey.build()
    hide(monkeypatch, OWNERS[internal.owner], internal.name)
    journey.write(DRAFT)
    build = journey.build()
    (warning,) = build.warned("sphinx_internals")
    assert build.warnings == [warning]
    assert internal.name in warning
    clean = journey.build(out="clean")
    pages = {name: one for name, one in build.tree().items() if name.endswith(".html")}
    assert pages == {name: one for name, one in clean.tree().items() if name.endswith(".html")}
    assert "The oven" not in build.read("index.html")
    monkeypatch.undo()
    again = journey.build()
    assert again.warnings == []
    assert again.tree() == journey.build(out="cleaner").tree()


GONE = {
    "sphinx.environment.adapters.indexentries": "IndexEntries",
    "sphinx.util.i18n": "format_date",
    "sphinx.util.matching": "patfilter",
    "sphinx_design.icons": "get_octicon",
    "sphinxcontrib.mermaid": "mermaid",
}


@pytest.mark.parametrize("module", GONE)
def test_without_a_name_of_another_extension_pages_lack_a_nicety(
    journey: Project, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    from sphinx_journey import sphinx_internals

    sphinx_internals.mermaid_node.cache_clear()
    plan = JOURNEY["journey.yml"].replace("id: fire\n", "id: fire\n            icon: flame\n")
    listed = "\n```{toctree}\n:glob:\n:hidden:\n\nfire/o*\n```\n"
    conf = DESIGN + 'html_last_updated_fmt = "%Y"\nhtml_split_index = True\n'
    index = dedent(JOURNEY["index.md"]) + listed
    journey.write({**DRAFT, "conf.py": conf, "journey.yml": plan, "index.md": index})
    assert "<svg" in journey.build(out="with").read("index.html")
    with monkeypatch.context() as renamed:
        imported = __import__(module, fromlist=["x"])
        real = getattr(imported, GONE[module])

        class Renamed(type(imported)):  # type: ignore[misc]
            def __getattribute__(self, name: str) -> Any:
                asks = sys._getframe(1).f_globals.get("__name__", "")
                if name == GONE[module] and asks.startswith("sphinx_journey"):
                    raise AttributeError(name)
                return super().__getattribute__(name)

        renamed.setattr(imported, "__class__", Renamed)
        assert real is not None
        sphinx_internals.mermaid_node.cache_clear()
        build = journey.build()
    sphinx_internals.mermaid_node.cache_clear()
    assert build.warnings == []
    assert "Fire" in build.read("index.html")


def test_a_sphinx_that_keeps_withheld_documents_publishes_nothing(
    journey: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    journey.write(DRAFT)
    original = decide.decide

    def stubborn(app: Any, env: Any, added: Any, changed: Any, removed: Any) -> Any:
        again = original(app, env, added, changed, removed)
        added.add("fire/oven")
        return again

    monkeypatch.setattr(decide, "decide", stubborn)
    with pytest.raises(
        SphinxError, match="'fire/oven' isn't published, but Sphinx is about to read"
    ):
        journey.build()
    assert not (journey.root / "out/html/fire/oven.html").exists()
    assert not (journey.root / "out/html/index.html").exists()


KEEPS = """
def setup(app):
    def keep(app, env):
        env.found_docs.add("fire/oven")

    app.connect("env-updated", keep)
"""


def test_a_withheld_document_that_comes_back_before_writing_ends_the_build(
    journey: Project,
) -> None:
    journey.write({**DRAFT, "conf.py": CONF + KEEPS})
    with pytest.raises(SphinxError, match=r"'fire/oven' isn't published, .* about to write"):
        journey.build()
    assert not list((journey.root / "out/html").glob("**/*.html"))
