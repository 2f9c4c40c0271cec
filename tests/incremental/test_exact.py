"""Promise 3 if nothing has changed: no document's page is written, and no byte differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from incremental.matrix import ALABASTER, DIRHTML, EPUB, FURO, PILLAR, TEXT, Variant, pages_by_time
from incremental.site import make_site, tree_of

if TYPE_CHECKING:
    from pathlib import Path

WRITERS = (FURO, PILLAR, ALABASTER, DIRHTML, TEXT, EPUB)


@pytest.mark.parametrize("variant", WRITERS, ids=[v.name for v in WRITERS])
def test_a_build_with_nothing_new_writes_no_page(tmp_path: Path, variant: Variant) -> None:
    site = make_site(tmp_path / "site")
    out = site.build(variant.builder, overrides=variant.overrides).out
    tree, times = tree_of(out), pages_by_time(variant, out.parent)
    assert variant.page("flour/hydration") in times
    for _ in range(2):
        again = site.build(variant.builder, overrides=variant.overrides)
        assert again.warnings == []
        assert tree_of(out) == tree
        assert pages_by_time(variant, out.parent) == times


@pytest.mark.parametrize("variant", WRITERS, ids=[v.name for v in WRITERS])
def test_another_hour_of_the_same_day_writes_no_page(tmp_path: Path, variant: Variant) -> None:
    site = make_site(tmp_path / "site")
    out = site.build(variant.builder, overrides=variant.overrides).out
    times = pages_by_time(variant, out.parent)
    site.overrides["journey_today"] = "2026-11-22T17:45"
    site.build(variant.builder, overrides=variant.overrides)
    assert pages_by_time(variant, out.parent) == times
