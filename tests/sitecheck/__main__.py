"""Check every page of the built book with axe and Lighthouse, and say what a search costs.

    python -m sitecheck docs/_build/html                     every page
    python -m sitecheck docs/_build/html --only index        pages whose name holds this
    python -m sitecheck docs/_build/html --no-lighthouse     axe and the search alone

Lighthouse is looked for on the path; ``CHROME_PATH`` names the browser for both. The exit status is
1 if a page has a fault or stays below a threshold.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from .axe import faults
from .browsers import chromium
from .lighthouse import LEAST, scores
from .search import cost
from .server import served


def say(line: str) -> None:
    """Print a line at once: a check takes a while."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(arguments: list[str] | None = None) -> int:
    """Check the site; print what is wrong; return the exit status."""
    parser = argparse.ArgumentParser(prog="sitecheck", description="Check the built book.")
    parser.add_argument("folder", type=Path, help="what the HTML builder has made")
    parser.add_argument("--only", default="", help="check pages whose name holds this")
    parser.add_argument("--no-lighthouse", action="store_true", help="axe and the search alone")
    options = parser.parse_args(arguments)
    folder: Path = options.folder
    names = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.html")
        if "pagefind" not in path.parts and "_static" not in path.parts
    )
    pages = [name for name in names if options.only in name]
    wrong = 0
    with served(folder) as (address, sent):
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
            )
            for name in pages:
                for fault in faults(browser, f"{address}/{name}"):
                    wrong += 1
                    say(f"{name}: axe: {fault}")
            say(str(cost(browser, address, sent)))
            browser.close()
        for name in [] if options.no_lighthouse else pages:
            found = scores(f"{address}/{name}", is_indexed=name not in {"404.html", "search.html"})
            low = {what: score for what, score in found.items() if score < LEAST[what]}
            wrong += len(low)
            said = ", ".join(f"{what} {score}" for what, score in found.items())
            say(f"{name}: {said}{'  <- too low' if low else ''}")
    say(f"{len(pages)} pages, {wrong} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
