"""Promises 2 and 3 for websites.

In HTML: all of the journey in the sidebar, one pillar, what a theme opens. In dirhtml; promise 2 in
singlehtml.
"""

from __future__ import annotations

import pytest
from incremental.edits import EDITS, Edit
from incremental.matrix import (
    ALABASTER,
    DIRHTML,
    FURO,
    PILLAR,
    SINGLEHTML,
    Bench,
    check_clean,
    check_exact,
    ids,
)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Return the site, built once."""
    root = tmp_path_factory.mktemp("bench")
    return Bench(root, (DIRHTML, SINGLEHTML), in_turn=(FURO, PILLAR, ALABASTER))


@pytest.mark.parametrize("edit", EDITS, ids=ids())
def test_a_rebuild_is_a_clean_build(bench: Bench, edit: Edit) -> None:
    check_clean(bench, edit)


@pytest.mark.parametrize("edit", EDITS, ids=ids())
def test_a_rebuild_writes_what_has_changed_and_no_more(bench: Bench, edit: Edit) -> None:
    check_exact(bench, edit)
