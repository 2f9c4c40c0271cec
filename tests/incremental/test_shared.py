"""Promises 2 and 3 where several builders share one folder of doctrees."""

from __future__ import annotations

import shutil

import pytest
from incremental.edits import EDITS, Edit
from incremental.matrix import Variant, ids, pages_by_time
from incremental.site import Site, copy_tree, differing, make_site, tree_of

BUILDERS = ("html", "dirhtml", "text", "latex", "epub", "singlehtml")
CHOSEN = [
    edit
    for edit in EDITS
    if edit.name
    in {
        "title",
        "heading",
        "date",
        "draft-on",
        "draft-off",
        "clock-passes-a-date",
        "added-by-manifest",
        "moved",
        "deleted",
        "order",
        "manifest-gone",
        "nav",
        "word-removed",
        "label-moved",
        "pictures-swapped",
        "numbers-gone",
        "three-in-a-row",
        "undone-draft",
    }
]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the site, built by each builder with the same doctrees."""
    site = make_site(tmp_path_factory.mktemp("shared") / "site")
    for builder in BUILDERS:
        assert site.build(builder).warnings == []
    copy_tree(site.root, site.root.with_name("kept"))
    return site


@pytest.fixture
def site(kept: Site) -> Site:
    """Return that site as it was before any edit."""
    copy_tree(kept.root.with_name("kept"), kept.root)
    kept.overrides.clear()
    return kept


def test_the_first_trees_are_those_of_doctrees_of_their_own(site: Site) -> None:
    for builder in BUILDERS:
        alone = site.build(builder, f"alone-{builder}")
        assert differing(tree_of(site.root / "out" / builder), tree_of(alone.out)) == []


@pytest.mark.parametrize("edit", CHOSEN, ids=ids(CHOSEN))
def test_each_builder_is_up_to_date_whichever_comes_first(site: Site, edit: Edit) -> None:
    first = CHOSEN.index(edit) % len(BUILDERS)
    order = BUILDERS[first:] + BUILDERS[:first]
    for step in edit.steps:
        step(site)
        rebuilt = {builder: tree_of(site.build(builder).out) for builder in order}
    times = {builder: pages_by_time(Variant("", builder), site.root / "out") for builder in order}
    for builder in order:
        again = site.build(builder)
        assert tree_of(again.out) == rebuilt[builder]
        assert pages_by_time(Variant("", builder), site.root / "out") == times[builder]
    shutil.rmtree(site.root / "clean", ignore_errors=True)
    wrong = {}
    for builder in order:
        found = differing(rebuilt[builder], tree_of(site.build(builder, "clean").out))
        if found:
            wrong[builder] = found
    assert wrong == {}
