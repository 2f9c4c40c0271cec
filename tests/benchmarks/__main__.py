"""The command: `python -m benchmarks [--quick] [--only SECTION ...] [--json FILE] [--strict]`."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import clean
from .bench import Bench, say
from .blog_findings import blog
from .edits import edits
from .gate_findings import gate
from .hugo_findings import hugo
from .image_findings import images
from .rebuilds import rebuilds
from .report import Findings, as_json, claims_lines
from .trick_findings import tricks
from .words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SECTIONS: dict[str, Callable[[Bench], Findings]] = {
    "words": words,
    "rebuilds": rebuilds,
    "edits": edits,
    "overhead": clean.overhead,
    "parallel": clean.parallel,
    "sidebar": clean.sidebar,
    "scale": clean.scale,
    "sizes": clean.sizes,
    "tricks": tricks,
    "gate": gate,
    "hugo": hugo,
    "blog": blog,
    "images": images,
}
PACKAGES = (
    "sphinx-journey", "sphinx", "docutils", "myst-parser", "pillow", "furo", "alabaster", "ablog",
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run sections, print their tables and the claims, and return the exit code."""
    options = _parser().parse_args(arguments)
    findings: dict[str, Findings] = {}
    facts = _facts(quick=options.quick)
    with tempfile.TemporaryDirectory(prefix="sphinx-journey-bench-") as folder:
        bench = Bench(Path(folder), quick=options.quick, repetitions=options.repetitions)
        if not options.quick:
            clean.warm_up(bench)
        for name in options.only or SECTIONS:
            say(f"{name} …")
            findings[name] = SECTIONS[name](bench)
            for table in findings[name].tables:
                _print([*table.lines(), ""])
    if options.quick:
        _print(["A quick run is too small for its figures and claims to mean anything."])
    claims = [claim for found in findings.values() for claim in found.claims]
    _print([*claims_lines(claims), "", *(f"{key}: {value}" for key, value in facts.items())])
    if options.json is not None:
        options.json.write_text(as_json(facts, findings), encoding="utf-8")
    return int(options.strict and not all(claim.reached for claim in claims))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nox -s bench --", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="few pages, one run: shows that it works, no more"
    )
    parser.add_argument(
        "--only", nargs="+", choices=SECTIONS, metavar="SECTION", help=", ".join(SECTIONS)
    )
    parser.add_argument("--repetitions", type=int, metavar="N", help="runs of each build")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    parser.add_argument("--strict", action="store_true", help="fail where a claim isn't reached")
    return parser


def _facts(*, quick: bool) -> dict[str, Any]:
    """Return what the figures depend on."""
    return {
        "quick": quick,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs",
        "packages": ", ".join(f"{name} {version(name)}" for name in PACKAGES),
    }


def _print(lines: Sequence[str]) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
