"""Promises 4 and 5: neither processes, nor hash seeds, nor folders change a byte."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from incremental.edits import EDITS
from incremental.matrix import EPOCH
from incremental.site import FILES, Site, differing, make_site, png, tree_of

if TYPE_CHECKING:
    from pathlib import Path

BUILDERS = ("html", "epub", "latex", "text")
# Pictures of one name in so many folders that each reader gets some of them.
MANY: dict[str, str | bytes] = {
    **FILES,
    **{
        name: content
        for n in range(12)
        for name, content in (
            (f"notes/n{n:02}/page.md", f"# Page {n}\n\n![x](loaf.png) ![y](../img/loaf.png)\n"),
            (f"notes/n{n:02}/loaf.png", png(n, n, 200)),
        )
    },
    "index.md": str(FILES["index.md"]).replace("notes/*\n", "notes/*\nnotes/*/*\n"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a site of many pictures of one name."""
    return make_site(tmp_path_factory.mktemp("parallel") / "site", MANY)


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("builder", BUILDERS)
def test_four_processes_make_the_bytes_of_one(site: Site, builder: str) -> None:
    serial = site.build(builder, f"serial-{builder}")
    parallel = site.build(builder, f"parallel-{builder}", parallel=4)
    assert re.search(r"reading sources\.\.\. .*\S \.\. \S", parallel.status)
    assert differing(tree_of(parallel.out), tree_of(serial.out)) == []
    assert sorted(parallel.warnings) == sorted(serial.warnings)


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("name", ["pictures-swapped", "draft-on", "moved", "order"])
def test_a_rebuild_by_four_processes_is_a_clean_build_by_one(tmp_path: Path, name: str) -> None:
    site = make_site(tmp_path / "site", MANY)
    site.build("html", parallel=4)
    (edit,) = (edit for edit in EDITS if edit.name == name)
    for step in edit.steps:
        step(site)
    rebuilt = site.build("html", parallel=4)
    clean = site.build("html", "clean")
    assert differing(tree_of(rebuilt.out), tree_of(clean.out)) == []


def build_apart(site: Site, seed: str) -> dict[str, str]:
    """Build in separate processes with a hash seed."""
    environ = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": EPOCH}
    for builder in BUILDERS:
        out = site.root / "out" / builder
        command = [sys.executable, "-m", "sphinx", "-q", "-b", builder]
        command += ["-d", str(site.root / "doctrees"), str(site.src), str(out)]
        done = subprocess.run(command, check=False, capture_output=True, text=True, env=environ)
        assert (done.returncode, done.stderr) == (0, "")
    return tree_of(site.root / "out")


def test_hash_seed_and_folder_change_no_byte(tmp_path: Path) -> None:
    one = build_apart(make_site(tmp_path / "a", MANY), "1")
    other = build_apart(make_site(tmp_path / "another folder" / "with a longer name", MANY), "97")
    assert any(name.startswith("epub/Bread.epub/") for name in one)
    assert differing(one, other) == []
