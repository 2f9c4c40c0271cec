"""The exercises that Helpline can check, as their pages show them; no Sphinx."""

from __future__ import annotations

import ast
import re
from typing import Final

from .text import CODE

_ID: Final = re.compile(r"(\d)\.(\d)\.(\d+)")
COMMAND: Final = "python -m helpline check"


def stub_of(ident: str) -> str | None:
    """Return the file that an answer starts from; none, if this is no id of an exercise."""
    found = _ID.fullmatch(ident)
    if not found:
        return None
    chapter, post, number = found.groups()
    return f"{CODE}/src/helpline/practice/stubs/e{chapter}{post}_{number}.py"


def file_of(ident: str) -> str:
    """Return the name of the file that a reader writes."""
    return f"exercise_{ident.replace('.', '_')}.py"


def functions_of(stub: str) -> list[str]:
    """Return the functions that a reader writes, with their parameters; none, if it's no Python."""
    try:
        body = ast.parse(stub).body
    except (SyntaxError, ValueError):
        return []
    return [
        f"{node.name}({', '.join(one.arg for one in [*node.args.args, *node.args.kwonlyargs])})"
        for node in body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def commands_of(ident: str) -> list[str]:
    """Return what a reader types: to get a file to start from, and to check it."""
    return [f"{COMMAND} --stub {ident}", f"{COMMAND} {ident}"]
