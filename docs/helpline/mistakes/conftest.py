"""Each test of a pair runs twice: it must fail on ``wrong.py`` and pass on ``fixed.py``.

A test asks for ``subject``, the module in its folder. If someone fixes ``wrong.py``, its test
passes where it must fail, and the suite says so.
"""

from __future__ import annotations

import importlib.util
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

FAILS = pytest.mark.xfail(
    strict=True,
    # The second is what ``pytest.raises`` raises where the expected error doesn't come.
    raises=(AssertionError, pytest.fail.Exception),
    reason="this is the mistake",
)


@pytest.fixture(
    params=[pytest.param("wrong", marks=FAILS), pytest.param("fixed")]
)
def subject(request: pytest.FixtureRequest) -> Iterator[ModuleType]:
    """Load ``wrong.py`` or ``fixed.py`` afresh, so that no state is left from another test."""
    path = request.path.parent / f"{request.param}.py"
    name = f"_mistake_{path.parent.name}_{request.param}".replace("-", "_")
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses and pydantic look there
    try:
        spec.loader.exec_module(module)
        yield module
    finally:
        sys.modules.pop(name, None)
