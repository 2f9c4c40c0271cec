"""Which module imports which, read from the source without running it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


# region imports
def imports(package: Path) -> dict[str, set[str]]:
    """Return what each module imports, or names in a string."""
    found: dict[str, set[str]] = {}
    for path in sorted(package.rglob("*.py")):
        place = path.relative_to(package.parent).with_suffix("")
        name = ".".join(place.parts).removesuffix(".__init__")
        named: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                named.add(f"{node.module}")
                named |= {f"{node.module}.{one.name}" for one in node.names}
            elif isinstance(node, ast.Import):
                named |= {one.name for one in node.names}
            elif isinstance(node, ast.Constant) and isinstance(
                node.value, str
            ):
                named.add(node.value)  # the commands are named so
        found[name] = named
    return {name: named & found.keys() for name, named in found.items()}


# endregion imports


def between(
    found: Mapping[str, set[str]], parts: Iterable[str]
) -> dict[str, set[str]]:
    """Return the imports among some parts; what lies in a part counts as the part."""
    chosen = sorted(parts, key=len, reverse=True)

    def part_of(name: str) -> str | None:
        return next(
            (
                one
                for one in chosen
                if name == one or name.startswith(f"{one}.")
            ),
            None,
        )

    edges: dict[str, set[str]] = {part: set() for part in chosen}
    for name, named in found.items():
        start = part_of(name)
        if start:
            edges[start] |= {
                end for end in map(part_of, named) if end and end != start
            }
    return edges


def shortest(edges: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Leave out each import that others imply: a imports b, b imports c, so a may import c."""

    def below(start: str) -> set[str]:
        return set().union(*({end} | below(end) for end in edges[start]))

    return {
        start: {
            end
            for end in ends
            if not any(end in below(other) for other in ends - {end})
        }
        for start, ends in edges.items()
    }
