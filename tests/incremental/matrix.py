"""Edits applied and built: the rebuilt output compared with that of a clean build."""

from __future__ import annotations

import pickle
import shutil
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .edits import EDITS, UNDONE, Edit
from .site import Site, copy_tree, differing, make_site, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sphinx.environment import BuildEnvironment
    from support import Build

EPOCH = "1790000000"


class Variant(NamedTuple):
    """A builder and the values given with ``-D``."""

    name: str
    builder: str
    overrides: Mapping[str, object] = {}

    @property
    def ending(self) -> str:
        """The suffix of a document's file; empty if documents have no files of their own."""
        endings = {"html": ".html", "dirhtml": "/index.html", "text": ".txt", "epub": ".xhtml"}
        return endings.get(self.builder, "")

    def page(self, docname: str) -> str:
        """Return the file of a document."""
        if self.builder == "dirhtml" and (docname == "index" or docname.endswith("/index")):
            return f"{docname}.html"
        return docname + self.ending


FURO = Variant("furo", "html", {"html_theme": "furo"})
PILLAR = Variant("furo-pillar", "html", {"html_theme": "furo", "journey_sidebar": "pillar"})
ALABASTER = Variant("alabaster", "html", {"html_theme": "alabaster"})
DIRHTML = Variant("dirhtml", "dirhtml")
SINGLEHTML = Variant("singlehtml", "singlehtml")
LATEX = Variant("latex", "latex")
TEXT = Variant("text", "text")
EPUB = Variant("epub", "epub")


@dataclass
class Outcome:
    """The result of an edit in one variant."""

    first: dict[str, str]
    """The tree before the edit."""
    rebuilt: dict[str, str]
    clean: dict[str, str]
    rebuilt_warnings: list[str]
    clean_warnings: list[str]
    needlessly_written: list[str]
    """Documents whose pages were written in the last step, and should not have been."""
    written_by_idle_build: list[str]


@dataclass
class Bench:
    """The site built once, and its edits, each from that state."""

    root: Path
    variants: tuple[Variant, ...]
    in_turn: bool = False
    """Whether each edit is built in one of the variants only, in turn."""
    first: dict[str, dict[str, str]] = field(default_factory=dict)
    _outcomes: dict[str, dict[str, Outcome]] = field(default_factory=dict)

    @cached_property
    def site(self) -> Site:
        """Write and build the site, and keep a copy of all of it."""
        site = make_site(self.root / "site")
        for variant in self.variants:
            built = self._build(site, variant)
            assert built.warnings == [], variant.name
            self.first[variant.name] = tree_of(built.out)
        copy_tree(site.root, self.root / "kept")
        return site

    def start(self) -> Site:
        """Return the site as it was before any edit."""
        site = self.site
        copy_tree(self.root / "kept", site.root)
        site.overrides.clear()
        return site

    def outcomes(self, edit: Edit) -> dict[str, Outcome]:
        """Return the results of an edit, by variant name."""
        if edit.name not in self._outcomes:
            chosen = self.variants
            if self.in_turn:
                chosen = (chosen[EDITS.index(edit) % len(chosen)],)
            self._outcomes[edit.name] = self._run(edit, chosen)
        return self._outcomes[edit.name]

    def _run(self, edit: Edit, variants: tuple[Variant, ...]) -> dict[str, Outcome]:
        site = self.start()
        rebuilt: dict[str, Build] = {}
        before: dict[str, dict[str, str]] = {}
        times: dict[str, dict[str, int]] = {}
        parents: dict[str, dict[str, set[str]]] = {}
        was_read: dict[str, dict[str, int]] = {}
        for step in edit.steps:
            step(site)
            for variant in variants:
                out = site.root / variant.name / variant.builder
                before[variant.name], times[variant.name] = tree_of(out), _times(out)
                parents[variant.name] = _toctree_parents(site.root / variant.name)
                was_read[variant.name] = _read_times(site.root / variant.name)
                rebuilt[variant.name] = self._build(site, variant)
        after = {v.name: tree_of(rebuilt[v.name].out) for v in variants}
        needless, idle = {}, {}
        for variant in variants:
            name = variant.name
            out = rebuilt[name].out
            written = _written(variant, times[name], _times(out), _documents(site.root / name))
            read = edit.touched | _read_again(was_read[name], _read_times(site.root / name))
            may = read | _pages_that_differ(variant, before[name], after[name], written)
            may |= {p for doc in read for p in parents[name].get(doc, ())}
            needless[name] = sorted(written - may)
            now = _times(out)
            self._build(site, variant)
            again = _written(variant, now, _times(out), _documents(site.root / name))
            idle[name] = sorted(again - _read_each_time(site.root / name))
            assert differing(tree_of(out), after[name]) == []
        outcomes = {}
        clean_warnings: list[str] = []  # one list: what is read once gives its warnings once
        shutil.rmtree(site.root / "clean", ignore_errors=True)
        for variant in variants:
            # Read once: the doctrees of a clean build are the same for all builders. That these
            # can share them has a test of its own.
            clean = self._build(site, variant, "clean")
            clean_warnings += clean.warnings
            outcomes[variant.name] = Outcome(
                first=self.first[variant.name],
                rebuilt=after[variant.name],
                clean=tree_of(clean.out),
                rebuilt_warnings=rebuilt[variant.name].warnings,
                clean_warnings=clean_warnings,
                needlessly_written=needless[variant.name],
                written_by_idle_build=idle[variant.name],
            )
            shutil.rmtree(clean.out)
        return outcomes

    def _build(self, site: Site, variant: Variant, out: str = "") -> Build:
        return site.build(variant.builder, out or variant.name, variant.overrides)


def check_clean(bench: Bench, edit: Edit) -> None:
    """Fail where a rebuild's tree isn't that of a clean build, or gives other warnings."""
    wrong = {}
    for name, outcome in bench.outcomes(edit).items():
        found = differing(outcome.rebuilt, outcome.clean)
        if edit.name in UNDONE:
            found += [f"unlike at first: {n}" for n in differing(outcome.rebuilt, outcome.first)]
        bogus = sorted(set(outcome.rebuilt_warnings) - set(outcome.clean_warnings))
        if found or bogus:
            wrong[name] = [*found, *bogus]
    assert wrong == {}


def check_exact(bench: Bench, edit: Edit) -> None:
    """Fail where a page was written whose bytes are the same, or an idle build wrote one."""
    wrong = {}
    for name, outcome in bench.outcomes(edit).items():
        # Plain text shows no addresses; a page whose links lead elsewhere is written anyway.
        needless = outcome.needlessly_written if name != TEXT.name else []
        if needless or outcome.written_by_idle_build:
            wrong[name] = (needless, outcome.written_by_idle_build)
    assert wrong == {}


def ids(edits: Iterable[Edit] = EDITS) -> list[str]:
    """Return the names of edits."""
    return [edit.name for edit in edits]


def pages_by_time(variant: Variant, folder: Path) -> dict[str, int]:
    """Return when the page of each document was written."""
    times = _times(folder / variant.builder)
    names = (variant.page(docname) for docname in _documents(folder)) if variant.ending else ()
    return {name: times[name] for name in names if name in times}


def _times(out: Path) -> dict[str, int]:
    files = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.stat().st_mtime_ns for path in files}


def _env(folder: Path) -> BuildEnvironment:
    env: BuildEnvironment = pickle.loads((folder / "doctrees/environment.pickle").read_bytes())
    return env


def _documents(folder: Path) -> set[str]:
    return set(_env(folder).all_docs)


def _read_each_time(folder: Path) -> set[str]:
    """Return what Sphinx reads and writes in every build: pages with a toctree that names nothing.

    Their toctree parents are written with them.
    """
    env = _env(folder)
    parents = (env.files_to_rebuild.get(docname, ()) for docname in env.reread_always)
    return env.reread_always.union(*parents)


def _toctree_parents(folder: Path) -> dict[str, set[str]]:
    """Return the documents that Sphinx writes again with another: those whose toctrees name it."""
    return {name: set(parents) for name, parents in _env(folder).files_to_rebuild.items()}


def _read_times(folder: Path) -> dict[str, int]:
    """Return when each document was last read."""
    return dict(_env(folder).all_docs)


def _read_again(before: Mapping[str, int], after: Mapping[str, int]) -> set[str]:
    return {docname for docname, when in after.items() if before.get(docname) != when}


def _written(
    variant: Variant, before: dict[str, int], after: dict[str, int], documents: set[str]
) -> set[str]:
    if not variant.ending:
        return set()
    pages = {docname: variant.page(docname) for docname in documents}
    return {d for d, page in pages.items() if page in after and after[page] != before.get(page)}


def _pages_that_differ(
    variant: Variant, before: dict[str, str], after: dict[str, str], documents: set[str]
) -> frozenset[str]:
    pages = {docname: variant.page(docname) for docname in documents}
    return frozenset(d for d, page in pages.items() if before.get(page) != after.get(page))
