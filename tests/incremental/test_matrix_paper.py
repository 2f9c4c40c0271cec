"""Promise 2 in LaTeX, promises 2 and 3 in EPUB and text."""

from __future__ import annotations

import pytest
from incremental.edits import EDITS, Edit
from incremental.matrix import EPUB, LATEX, TEXT, Bench, check_clean, check_exact, ids


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Return the site, built once."""
    return Bench(tmp_path_factory.mktemp("bench"), (LATEX, EPUB, TEXT))


@pytest.mark.parametrize("edit", EDITS, ids=ids())
def test_a_rebuild_is_a_clean_build(bench: Bench, edit: Edit) -> None:
    check_clean(bench, edit)


@pytest.mark.parametrize("edit", EDITS, ids=ids())
def test_a_rebuild_writes_what_has_changed_and_no_more(bench: Bench, edit: Edit) -> None:
    check_exact(bench, edit)
