"""The section on rebuilds: nothing changed, and one post edited."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from .bench import SMALL, THEMES, Bench, Subject, say, variants_for
from .builds import Setting, changed_pages, written_pages
from .measure import Cost, cpu_ratio, in_turns
from .projects import CHECKED, Variant, chapter_folder
from .report import Claim, Findings, Table, ratio_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .builds import Build
    from .projects import Post, Project

    Edit = Callable[[Project, int], Post | None]

HEADINGS = (
    "pages", "theme", "extension", "edit", "CPU s", "to without", "written", "the page",
    "its parent", "others", "in vain", "runs",
)  # fmt: skip
NOTE = (
    "Written: pages of documents written anew. Its parent: the page with the toctree that names "
    "it. In vain: others whose bytes stayed the same."
)


@dataclass(frozen=True)
class Rebuild:
    """What one rebuild cost, and which documents' pages it wrote."""

    cost: Cost
    own: int
    parent: int
    others: int
    in_vain: int

    @property
    def written(self) -> int:
        """Return the number of pages written."""
        return self.own + self.parent + self.others


def rebuilds(bench: Bench) -> Findings:
    """Rebuild the same project with the extension, without it, and with ABlog."""
    findings = Findings()
    for theme in THEMES:
        builds = _first_builds(bench, theme)
        table = Table(f"Rebuilds, {theme}", HEADINGS, note=NOTE)
        for name, (edit, usual) in EDITS.items():
            runs = {variant: partial(_rebuild, build, edit) for variant, build in builds.items()}
            found = in_turns(runs, bench.rounds(usual))
            _add_rows(table, builds, name, found)
            findings.claims += _claims(theme, name, found)
            say(f"{theme}, {name}: rebuilt")
        findings.tables.append(table)
        for build in builds.values():
            build.remove()
    return findings


def nothing(_project: Project, _number: int) -> None:
    """Edit nothing."""


def same_length(project: Project, number: int) -> Post:
    """Change a number in a post's text."""
    post = _chosen(project, number)
    path = project.source(post.docname)
    text = path.read_text(encoding="utf-8")
    old, new = CHECKED.format(week=1), CHECKED.format(week=2)
    path.write_text(text.replace(old, new), encoding="utf-8")
    return post


def longer(project: Project, number: int) -> Post:
    """Add some five minutes of reading to a post."""
    post = _chosen(project, number)
    path = project.source(post.docname)
    author = project.author(-1000 - number)
    added = "\n".join(author.paragraph() for _ in range(20))
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{added}", encoding="utf-8")
    return post


EDITS: dict[str, tuple[Edit, int]] = {
    "nothing": (nothing, 7),
    "same length": (same_length, 3),
    "longer": (longer, 3),
}


def _chosen(project: Project, number: int) -> Post:
    """Return another post for each round, each time of another pillar."""
    return project.posts[(number * (project.size.posts_each + 1)) % len(project.posts)]


def _first_builds(bench: Bench, theme: str) -> dict[Variant, Build]:
    size = bench.size(SMALL)
    builds = {
        variant: bench.build(Subject(size, variant, Setting(theme)), f"rebuilds-{theme}")
        for variant in variants_for(theme)
    }
    for variant, build in builds.items():
        build.run_clean()
        say(f"{theme}, {variant.value}: built, to be built again")
    return builds


def _rebuild(build: Build, edit: Edit, number: int) -> Rebuild:
    before = build.pages()
    post = edit(build.project, number)
    cost = build.run()
    after = build.pages()
    written = written_pages(before, after)
    near = set()
    own = parent = 0
    if post is not None:
        chapter = f"{chapter_folder(post.pillar)}/index"
        near = {post.docname, chapter}
        own, parent = int(post.docname in written), int(chapter in written)
    others = written - near
    in_vain = others - changed_pages(before, after)
    return Rebuild(cost, own, parent, len(others), len(in_vain))


def _add_rows(
    table: Table,
    builds: Mapping[Variant, Build],
    edit: str,
    found: Mapping[Variant, list[Rebuild]],
) -> None:
    for variant, rounds in found.items():
        build = builds[variant]
        table.rows.append(
            (
                build.project.size.pages,
                build.setting.theme,
                variant.value,
                edit,
                statistics.median(one.cost.cpu for one in rounds),
                _ratio(found, variant),
                *_counts(rounds),
                len(rounds),
            )
        )


def _counts(rounds: list[Rebuild]) -> tuple[int, ...]:
    """Return the most pages of each kind that a round wrote."""
    return (
        max(one.written for one in rounds),
        max(one.own for one in rounds),
        max(one.parent for one in rounds),
        max(one.others for one in rounds),
        max(one.in_vain for one in rounds),
    )


def _ratio(found: Mapping[Variant, list[Rebuild]], variant: Variant) -> float:
    ours = [one.cost for one in found[variant]]
    return cpu_ratio(ours, [one.cost for one in found[Variant.PLAIN]])


def _claims(theme: str, edit: str, found: Mapping[Variant, list[Rebuild]]) -> list[Claim]:
    ours = found[Variant.JOURNEY]
    if edit != "nothing":
        vain = max(one.in_vain for one in ours)
        return [
            Claim(f"{theme}, one post edited ({edit}): pages written in vain", vain, 0, "pages")
        ]
    written = max(one.written for one in ours)
    ablog = _ratio(found, Variant.ABLOG) if Variant.ABLOG in found else None
    return [
        Claim(f"{theme}, nothing edited: pages written", written, 0, "pages"),
        Claim(
            f"{theme}, nothing edited: CPU against no extension",
            _ratio(found, Variant.JOURNEY),
            1.1,
            beside=ratio_text("ABlog", ablog),
        ),
    ]
