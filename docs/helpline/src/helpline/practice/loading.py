"""A reader's file, read and run without a word of Python's about what is wrong with it."""

from __future__ import annotations

import inspect
import sys
import types
from typing import TYPE_CHECKING

from helpline.practice.answers import line_of, said
from helpline.records import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from helpline.practice.catalog import Exercise, Wanted


def load(path: Path) -> types.ModuleType:
    """Return the module that a file makes.

    Raises:
        InputError: There is no such file, it is no Python, or running it fails.
    """
    if path.is_dir():
        raise InputError(f"{path} is a folder")
    try:
        source = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file") from None
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    try:
        code = compile(source, str(path), "exec", dont_inherit=True)
    except SyntaxError as error:
        at = f", line {error.lineno}" if error.lineno else ""
        raise InputError(
            f"{path}{at}: this is no Python: {error.msg}"
        ) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise InputError(
            f"{path}: this is no Python: {said(error)}"
        ) from None
    return _run(path, code)


def _run(path: Path, code: types.CodeType) -> types.ModuleType:
    module = types.ModuleType(
        f"answer {path.stem}"
    )  # no other module has such a name
    module.__file__ = str(path)
    sys.modules[module.__name__] = (
        module  # a dataclass looks for its module there
    )
    sys.path.append(
        str(path.parent)
    )  # last, so that no file of the reader's hides one of Python's
    try:
        exec(code, module.__dict__)  # noqa: S102 # it is the reader's own file
    except SystemExit as error:
        what = "it ends Python, by sys.exit()"
        raise InputError(
            f"{path}, line {line_of(error, str(path)) or 1}: {what}"
        ) from None
    except BaseException as error:  # a cancelled task is one, too
        at = f", line {line_of(error, str(path)) or 1}"
        raise InputError(
            f"{path}{at}: importing it raises {said(error)}"
        ) from error
    return module


def check_shape(code: object, exercise: Exercise, file: str) -> None:
    """See that code has the functions of an exercise, and that they take what it says.

    Raises:
        InputError: One is missing, or can't be called in that way.
    """
    for wanted in exercise.wanted:
        found = getattr(code, wanted.name, None)
        if found is None:
            raise InputError(f"{file}: the function {wanted} is missing")
        if not callable(found):
            kind = type(found).__name__
            raise InputError(
                f"{file}: {wanted.name} is of type {kind}; it should be a function: {wanted}"
            )
        if inspect.iscoroutinefunction(found) and not wanted.is_async:
            raise InputError(
                f"{file}: {wanted.name} is declared with 'async def'; 'def' is expected"
            )
        has = _signature(found)
        if has is not None and not _takes(has, wanted):
            own = f"{wanted.name}({', '.join(has.parameters)})"
            by_name = [one.name for one in wanted.parameters if one.is_named]
            hint = (
                f", with {' and '.join(by_name)} passed by name"
                if by_name
                else ""
            )
            raise InputError(
                f"{file}: {own} can't be called as {wanted}{hint}"
            )


def _signature(function: Callable[..., object]) -> inspect.Signature | None:
    try:
        return inspect.signature(function)
    except (TypeError, ValueError):
        return None  # some that are written in C have none


def _takes(has: inspect.Signature, wanted: Wanted) -> bool:
    plain = [None for one in wanted.parameters if not one.is_named]
    named = {one.name: None for one in wanted.parameters if one.is_named}
    try:
        has.bind(*plain, **named)
    except TypeError:
        return False
    return True
