"""The book's code: every line that a post shows has run, mistakes fail, results are reproduced."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from support import ROOT

from .checks import listed_lines, listing_problems, listings
from .running import NO_TESTS, Run, pytest_in, run_book
from .test_make import run_make

if TYPE_CHECKING:
    from pathlib import Path

    from .markdown import Block

DOCS = ROOT / "docs"
HELPLINE = DOCS / "helpline"
PAGES = sorted(
    path for folder in ("overview", "pillars", "about") for path in DOCS.glob(f"{folder}/**/*.md")
)
LISTINGS = [(page, one) for page in PAGES for one in listings(page.read_text(encoding="utf-8"))]
MISTAKES = sorted(path.parent for path in HELPLINE.glob("mistakes/*/wrong.py"))


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run_book(HELPLINE, tmp_path_factory.mktemp("coverage"))


def test_the_tests_of_the_books_code_pass(run: Run) -> None:
    assert run.code in {0, NO_TESTS}, run.output


@pytest.mark.parametrize(
    ("page", "listing"), LISTINGS, ids=[f"{page.stem}:{one.line}" for page, one in LISTINGS]
)
def test_a_listing_is_a_short_region_of_a_file_and_every_line_of_it_has_run(
    page: Path, listing: Block, run: Run
) -> None:
    assert listing_problems(listing, DOCS) == [], page
    path = DOCS / listing.argument.lstrip("/")
    if path.suffix == ".py":
        lines = listed_lines(listing, DOCS)
        assert run.unrun(path, lines) == [], f"{path.name}: these lines never ran"
        text = path.read_text(encoding="utf-8").splitlines()
        assert not [line for line in lines if "pragma: no cover" in text[line - 1]]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda path: path.name)
def test_a_mistake_is_a_pair_with_a_test_and_a_post(mistake: Path) -> None:
    assert (mistake / "fixed.py").is_file()
    assert "subject" in (mistake / "test_pair.py").read_text(encoding="utf-8")
    named = f"{{mistake}} {mistake.name}\n"
    assert any(named in page.read_text(encoding="utf-8") for page in PAGES)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda path: path.name)
def test_the_suite_complains_when_the_wrong_file_is_mended(mistake: Path, tmp_path: Path) -> None:
    copied = tmp_path / "helpline"
    shutil.copytree(HELPLINE, copied, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    pair = copied / "mistakes" / mistake.name
    shutil.copyfile(pair / "fixed.py", pair / "wrong.py")
    done = pytest_in(copied, str(pair))
    assert done.returncode == 1, done.stdout
    assert "XPASS(strict)" in done.stdout


def test_the_results_are_what_the_scripts_make() -> None:
    done = run_make(HELPLINE, "--check")
    assert done.returncode == 0, done.stdout + done.stderr
