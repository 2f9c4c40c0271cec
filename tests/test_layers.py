"""The architecture's promises: the core is self-contained, and imports run one way."""

from __future__ import annotations

import ast
import graphlib
import subprocess
import sys
from pathlib import Path

import pytest

import sphinx_journey

PACKAGE = Path(sphinx_journey.__file__).parent

LAYERS = (
    "core", "hugo", "diagnostics", "wording", "messages", "translations", "nodes", "static",
    "sphinx_internals", "pictures.engine", "config", "builds", "domain", "gate", "reading", "pages",
    "directives", "pictures", "paper", "incremental", "outputs", "extension",
)  # fmt: skip
"""The rooms of the package and the modules between them: each may import those before it."""
ALONE = {
    "core": set[str](),
    "hugo": {"core"},
    "pictures.engine": {"core"},
    "sphinx_internals": set[str](),
}
"""Rooms that may import less."""


def modules() -> dict[str, ast.Module]:
    """Return every module of the package by its dotted name in the package."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" and parts[:-1] else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


MODULES = modules()


def is_package(name: str) -> bool:
    return name == "__init__" or (PACKAGE / Path(*name.split("."))).is_dir()


def imported(name: str, tree: ast.AST) -> list[str]:
    """Return the modules of the package that a module imports, types and functions included."""
    home = [] if name == "__init__" else name.split(".")
    if not is_package(name):
        home = home[:-1]
    found = []
    for node in ast.walk(tree):
        targets: list[list[str]] = []
        if isinstance(node, ast.Import):
            targets = [alias.name.split(".") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = (node.module or "").split(".") if node.module else []
            if node.level:
                assert node.level - 1 <= len(home), f"{name} imports from outside the package"
                base = ["sphinx_journey", *home[: len(home) - node.level + 1], *base]
            targets = [[*base, alias.name] for alias in node.names]
        for target in targets:
            if target[0] != "sphinx_journey":
                continue
            # The longest prefix that is a module: the rest is a name in it.
            inner = target[1:]
            while inner and ".".join(inner) not in MODULES:
                inner = inner[:-1]
            found.append(".".join(inner) or "__init__")
    return found


def part(module: str) -> str:
    room = next((name for name in LAYERS if f"{module}.".startswith(f"{name}.")), "")
    return room or module.split(".", maxsplit=1)[0]


def edges() -> set[tuple[str, str]]:
    return {
        (name, target)
        for name, tree in MODULES.items()
        for target in imported(name, tree)
        if target != name
    }


def test_the_core_imports_without_sphinx_docutils_and_myst() -> None:
    names = [f"sphinx_journey.{name}" for name in MODULES if part(name) == "core"]
    assert len(names) > 10
    script = f"""
import importlib, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {{"sphinx", "docutils", "myst_parser"}}:
            raise ImportError(f"{{name}} is blocked")

sys.meta_path.insert(0, Blocked())
for name in {names!r}:
    importlib.import_module(name)

from sphinx_journey.core.manifest import read_manifest
plan, problems = read_manifest("id: bread\\npillars: []", path="journey.yml")
print(plan.journeys[0].id, len(problems))
try:
    import sphinx
except ImportError as error:
    print(error)
"""
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines() == ["bread 0", "sphinx is blocked"]


def test_every_module_is_in_a_room() -> None:
    assert {part(name) for name in MODULES} == {*LAYERS, "__init__"}


def test_imports_run_one_way() -> None:
    wrong = []
    for name, target in sorted(edges()):
        here, there = part(name), part(target)
        if here == there or "__init__" in {here, there}:
            continue
        allowed = ALONE.get(here, set(LAYERS[: LAYERS.index(here)]))
        if there not in allowed:
            wrong.append(f"{name} -> {target}")
    assert wrong == []


def test_of_the_package_itself_only_its_version_is_imported() -> None:
    assert {name for name, target in edges() if target == "extension"} == {"__init__"}
    importers = {name for name, target in edges() if target == "__init__"}
    for name in importers:
        imports = [node for node in ast.walk(MODULES[name]) if isinstance(node, ast.ImportFrom)]
        taken = {a.name for n in imports if n.level and not n.module for a in n.names}
        assert "__version__" in taken


def test_modules_do_not_import_in_a_circle() -> None:
    # The package's own __init__ imports the composition root when Sphinx calls setup().
    graph: dict[str, set[str]] = {name: set() for name in MODULES}
    for name, target in edges():
        if name != "__init__":
            graph[name].add(target)
    graphlib.TopologicalSorter(graph).prepare()


def registrations(tree: ast.AST) -> list[str]:
    """Return the calls that register something with Sphinx: ``app.connect`` and ``app.add_*``."""
    apps = {"app", "_app"} | {
        argument.arg
        for argument in ast.walk(tree)
        if isinstance(argument, ast.arg)
        and argument.annotation is not None
        and ast.unparse(argument.annotation).strip("'\"").endswith("Sphinx")
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            receiver, method = ast.unparse(node.func.value), node.func.attr
            is_app = receiver in apps or receiver.split(".")[-1] in {"app", "_app"}
            through = receiver.split(".")[-1] in {"events", "registry"}
            if (method == "connect" and (is_app or through)) or (
                method.startswith("add_") and (is_app or through)
            ):
                found.append(f"{receiver}.{method}")
    return found


@pytest.mark.parametrize(
    "source",
    [
        "app.connect('builder-inited', f)",
        "def f(application: Sphinx) -> None: application.add_node(x)",
        "env.events.connect('x', f, 500)",
        "self.app.add_css_file('x')",
        "app.registry.add_transform(x)",
    ],
)
def test_a_registration_is_recognized(source: str) -> None:
    assert registrations(ast.parse(source))


def test_only_the_composition_root_registers_anything_with_sphinx() -> None:
    assert registrations(MODULES["extension"])
    assert {
        name: calls
        for name, tree in MODULES.items()
        if name != "extension" and (calls := registrations(tree))
    } == {}
