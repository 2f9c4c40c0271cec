"""Fixtures for the tests of rebuilds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest.register_assert_rewrite("incremental.matrix")


@pytest.fixture(scope="module", autouse=True)
def _fixed_epoch() -> Iterator[None]:
    """Keep the hour of the build out of every output."""
    from incremental.matrix import EPOCH  # late, so that its assertions are rewritten

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        yield
