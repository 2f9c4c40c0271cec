"""Sections on builds from nothing: what the extension adds, and what its sidebar saves."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from .bench import (
    LARGE,
    MIDDLE,
    SMALL,
    THEMES,
    Bench,
    Subject,
    builds_table,
    cpu_per_page,
    variants_for,
)
from .builds import Setting
from .measure import cpu_ratio
from .projects import Size, Variant
from .prose import USUAL, Length, Text
from .report import Claim, Findings, ratio_text
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from .bench import Outcome

AGAINST = "CPU against no extension"
TEXTS = [Text(*both) for both in product(Vocabulary, (Length.LONG, Length.SHORT))]


def overhead(bench: Bench) -> Findings:
    """Compare the same project with the extension, without it, and with ABlog where it works."""
    findings = Findings()
    size = bench.size(SMALL)
    for theme in THEMES:
        table: dict[Subject, Outcome] = {}
        for text in TEXTS[:: 3 if bench.quick else 1]:
            subjects = {
                one: Subject(size, one, Setting(theme), text) for one in variants_for(theme)
            }
            found = bench.clean_builds([*subjects.values()], 5)
            ratios = {
                one: cpu_ratio(found[subject].costs, found[subjects[Variant.PLAIN]].costs)
                for one, subject in subjects.items()
            }
            claim = f"{size.pages} {text.name} pages, {theme}, sidebar full: {AGAINST}"
            beside = ratio_text("ABlog", ratios.get(Variant.ABLOG))
            findings.claims.append(Claim(claim, ratios[Variant.JOURNEY], 1.05, beside=beside))
            table |= found
        findings.tables.append(builds_table(f"What the extension adds, {theme}", table))
    return findings


def sidebar(bench: Bench) -> Findings:
    """Compare long series in Furo, one pillar open, with the same without the extension."""
    size = bench.size(MIDDLE)
    table: dict[Subject, Outcome] = {}
    claims = []
    for text in (USUAL, Text(Vocabulary.SMALL, Length.MIDDLE)):
        plain = Subject(size, Variant.PLAIN, Setting("furo"), text)
        pillar = Subject(size, Variant.JOURNEY, Setting("furo", "pillar"), text)
        found = bench.clean_builds([plain, pillar], 2)
        ratio = cpu_ratio(found[pillar].costs, found[plain].costs)
        claim = f"{size.pages} {text.name} pages, furo, sidebar pillar: {AGAINST}"
        claims.append(Claim(claim, ratio, 1 / 6))
        table |= found
    full = Subject(size, Variant.JOURNEY, Setting("furo"))
    one_branch = Subject(size, Variant.PLAIN, Setting("furo", "pillar"))
    table |= bench.clean_builds([full, one_branch], 1)
    return Findings([builds_table("What one open pillar saves", table)], claims)


def scale(bench: Bench) -> Findings:
    """See whether the cost of a page stays the same in a longer series."""
    pillar = Setting("furo", "pillar")
    found: dict[Subject, Outcome] = {}
    for size, usual in ((SMALL, 3), (MIDDLE, 2), (LARGE, 1)):
        found |= bench.clean_builds([Subject(bench.size(size), Variant.JOURNEY, pillar)], usual)
    small, _, large = found
    claim = Claim(
        f"furo, sidebar pillar: CPU of a page, {large.size.pages:,} pages to {small.size.pages}",
        cpu_per_page(large, found[large]) / cpu_per_page(small, found[small]),
        1.3,
    )
    return Findings([builds_table("Longer series, one pillar open", found)], [claim])


def sizes(bench: Bench) -> Findings:
    """Compare with, without and ABlog at every size, in a theme that asks for little."""
    found: dict[Subject, Outcome] = {}
    for size, usual in ((MIDDLE, 2), (LARGE, 1)):  # the small one is in the overhead
        subjects = [Subject(bench.size(size), one, Setting("alabaster")) for one in Variant]
        found |= bench.clean_builds(subjects, usual)
    return Findings([builds_table("Longer series, Alabaster", found)])


def parallel(bench: Bench) -> Findings:
    """Compare one process with two."""
    size = bench.size(SMALL)
    settings = [Setting("alabaster", jobs=jobs) for jobs in (1, 2)]
    subjects = [Subject(size, variant, one) for variant, one in product(Variant, settings)]
    pillar = [Subject(size, Variant.JOURNEY, Setting("furo", "pillar", jobs)) for jobs in (1, 2)]
    found = bench.clean_builds([*subjects, *pillar], 2)
    return Findings([builds_table("One process and two", found)])


def warm_up(bench: Bench) -> None:
    """Build a tiny project in every way once, so that no measured build compiles modules."""
    for theme in THEMES:
        for variant in variants_for(theme):
            bench.build(Subject(Size(1, 1), variant, Setting(theme))).run_clean()
