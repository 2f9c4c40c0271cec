"""Edits applied and built: the rebuilt output compared with that of a clean build."""

from __future__ import annotations

import pickle
import shutil
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .edits import EDITS, UNDONE, Edit
from .site import FILES, Site, copy_tree, differing, make_site, tree_of

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


@dataclass(frozen=True)
class State:
    """What stands in a folder after a build: the output, and what Sphinx knows of documents."""

    tree: dict[str, str]
    times: dict[str, int]
    """When each file of the output was written."""
    read: dict[str, int]
    """When each document was read."""
    parents: dict[str, set[str]]
    """The documents that Sphinx writes again with another: those whose toctrees name it."""
    always: set[str]
    """What Sphinx reads and writes in every build: pages with a toctree that names nothing.

    Their toctree parents are written with them.
    """

    @classmethod
    def of(cls, folder: Path, variant: Variant) -> State:
        """Return what stands in the folder of a variant."""
        out, env = folder / variant.builder, _env(folder)
        parents = {name: set(found) for name, found in env.files_to_rebuild.items()}
        always = env.reread_always.union(*(parents.get(d, ()) for d in env.reread_always))
        return cls(tree_of(out), _times(out), dict(env.all_docs), parents, always)

    def written_since(self, before: State, variant: Variant) -> set[str]:
        """Return the documents whose pages were written after another state."""
        if not variant.ending:
            return set()
        now, then = self.times, before.times
        pages = {docname: variant.page(docname) for docname in self.read}
        return {d for d, page in pages.items() if page in now and now[page] != then.get(page)}

    def read_since(self, before: State) -> set[str]:
        """Return the documents that were read after another state."""
        return {docname for docname, when in self.read.items() if before.read.get(docname) != when}

    def differing_since(self, before: State, variant: Variant) -> set[str]:
        """Return the documents whose pages are other ones than in another state."""
        pages = {docname: variant.page(docname) for docname in self.read}
        return {d for d, page in pages.items() if before.tree.get(page) != self.tree.get(page)}


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
    """What each edit is built in."""
    in_turn: tuple[Variant, ...] = ()
    """Of which each edit is built in one only, in turn."""
    files: Mapping[str, str | bytes] = field(default_factory=lambda: FILES)
    first: dict[str, State] = field(default_factory=dict)
    _outcomes: dict[str, dict[str, Outcome]] = field(default_factory=dict)

    @cached_property
    def site(self) -> Site:
        """Write and build the site, and keep a copy of all of it."""
        site = make_site(self.root / "site", self.files)
        for variant in (*self.in_turn, *self.variants):
            built = self._build(site, variant)
            assert built.warnings == [], variant.name
            self.first[variant.name] = State.of(site.root / variant.name, variant)
        copy_tree(site.root, self.root / "kept")
        return site

    def start(self, variants: Iterable[Variant]) -> Site:
        """Return the site, with the outputs of some variants, as it was before any edit."""
        site = self.site
        for name in ("src", *(variant.name for variant in variants)):
            copy_tree(self.root / "kept" / name, site.root / name)
        shutil.rmtree(site.root / "clean", ignore_errors=True)
        site.overrides.clear()
        return site

    def outcomes(self, edit: Edit) -> dict[str, Outcome]:
        """Return the results of an edit, by variant name."""
        if edit.name not in self._outcomes:
            chosen = self.variants
            if self.in_turn:
                chosen = (self.in_turn[EDITS.index(edit) % len(self.in_turn)], *chosen)
            self._outcomes[edit.name] = self._run(edit, chosen)
        return self._outcomes[edit.name]

    def _run(self, edit: Edit, variants: tuple[Variant, ...]) -> dict[str, Outcome]:
        site = self.start(variants)
        before = after = self.first
        rebuilt: dict[str, Build] = {}
        for step in edit.steps:
            step(site)
            before = after
            rebuilt = {v.name: self._build(site, v) for v in variants}
            after = {v.name: State.of(site.root / v.name, v) for v in variants}
        idle = {v.name: self._build_again(site, v, after[v.name]) for v in variants}
        outcomes = {}
        of_reading: list[str] | None = None
        for variant in variants:
            name = variant.name
            # Read once: the doctrees of a clean build are the same for all builders. That these
            # can share them is tested by itself. What is read once is warned of once.
            clean = self._build(site, variant, "clean")
            of_reading = clean.warnings if of_reading is None else of_reading
            outcomes[name] = Outcome(
                first=self.first[name].tree,
                rebuilt=after[name].tree,
                clean=tree_of(clean.out),
                rebuilt_warnings=rebuilt[name].warnings,
                clean_warnings=of_reading + clean.warnings,
                needlessly_written=_needless(edit, variant, before[name], after[name]),
                written_by_idle_build=idle[name],
            )
            shutil.rmtree(clean.out)
        return outcomes

    def _build_again(self, site: Site, variant: Variant, before: State) -> list[str]:
        """Build with nothing changed; return the documents whose pages were written."""
        self._build(site, variant)
        after = State.of(site.root / variant.name, variant)
        assert differing(after.tree, before.tree) == []
        return sorted(after.written_since(before, variant) - after.always)

    def _build(self, site: Site, variant: Variant, out: str = "") -> Build:
        return site.build(variant.builder, out or variant.name, variant.overrides)


def _needless(edit: Edit, variant: Variant, before: State, after: State) -> list[str]:
    """Return the documents whose pages were written for no reason."""
    written = after.written_since(before, variant)
    read = edit.touched | after.read_since(before)
    may = read | after.differing_since(before, variant)
    may |= {parent for docname in read for parent in before.parents.get(docname, ())}
    return sorted(written - may)


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
    names = (variant.page(docname) for docname in _env(folder).all_docs) if variant.ending else ()
    return {name: times[name] for name in names if name in times}


def _times(out: Path) -> dict[str, int]:
    files = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.stat().st_mtime_ns for path in files}


def _env(folder: Path) -> BuildEnvironment:
    env: BuildEnvironment = pickle.loads((folder / "doctrees/environment.pickle").read_bytes())
    return env
