"""Fixtures of the tests of rebuilds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from incremental.matrix import EPOCH

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module", autouse=True)
def _fixed_epoch() -> Iterator[None]:
    """Let no output hold the hour of its build."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        yield
