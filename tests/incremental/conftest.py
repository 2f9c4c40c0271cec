"""Fixtures of the tests of rebuilds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest.register_assert_rewrite("incremental.matrix")


@pytest.fixture(scope="module", autouse=True)
def _fixed_epoch() -> Iterator[None]:
    """Let no output hold the hour of its build."""
    from incremental.matrix import EPOCH  # after the lines below, which let it tell what differs

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        yield
