"""What the guide says about previews and hosting works on the quick start's series."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from bs4 import BeautifulSoup
from snippets.copied import Reader, blocks_of
from support import ROOT, build_folder

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = ROOT / "docs" / "guide"
HOSTING = GUIDE / "hosting.md"
FILES = [block for block in blocks_of(HOSTING) if block.language != "sh"]
SITE = "https://bread.example.org/en/latest/"
BUILDERS = {"pdf": "latex", "epub": "epub"}
"""By format of Read the Docs."""


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """Return a reader who has written the quick start's files and those for hosting."""
    reader = Reader(tmp_path)
    blocks = [block for block in blocks_of(GUIDE / "quickstart.md") if block.path][:6]
    for block in blocks:
        (tmp_path / block.path).parent.mkdir(parents=True, exist_ok=True)
    reader.follow(blocks)
    for block in FILES:
        (tmp_path / block.path).parent.mkdir(parents=True, exist_ok=True)
    reader.follow(block for block in FILES if block.path != "docs/conf.py")
    return reader


def canonical(page: str) -> object:
    """Return the address that a page says it has."""
    link = BeautifulSoup(page, "html.parser").select_one("link[rel=canonical]")
    return link and link["href"]


def test_the_files_for_read_the_docs_build_every_format_without_a_warning(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = yaml.safe_load(reader.read(".readthedocs.yaml"))
    assert asked["sphinx"]["fail_on_warning"] is True
    (install,) = asked["python"]["install"]
    assert {"sphinx-journey[diagrams,feeds]", "furo"} == set(
        reader.read(install["requirements"]).split()
    )
    conf = asked["sphinx"]["configuration"]
    (lines,) = (one for one in FILES if one.path == conf and "READTHEDOCS_" in one.text)
    reader.save(conf, reader.read(conf) + lines.text)
    monkeypatch.setenv("READTHEDOCS_CANONICAL_URL", SITE)
    docs = (reader.folder / conf).parent
    for builder in ("html", *(BUILDERS[name] for name in asked["formats"])):
        built = build_folder(docs, reader.folder / "out", builder)
        assert built.warnings == [], builder
        if builder == "html":
            assert canonical(built.read("index.html")) == f"{SITE}index.html"
        if builder == "epub":
            assert "Feeding" in built.read("nav.xhtml")


def test_the_workflow_for_github_pages_builds_daily_and_deploys_what_it_built(
    reader: Reader,
) -> None:
    workflow: dict[Any, Any] = yaml.safe_load(reader.read(".github/workflows/pages.yml"))
    when = workflow[True]  # YAML 1.1 reads 'on' as a boolean
    assert set(when) == {"push", "schedule", "workflow_dispatch"}
    assert re.fullmatch(r"\d+ \d+ \* \* \*", when["schedule"][0]["cron"])
    assert workflow["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    assert deploy["needs"] == "build"
    assert "actions/deploy-pages@" in deploy["steps"][-1]["uses"]

    install, command = (step["run"] for step in build["steps"] if "run" in step)
    assert (reader.folder / install.removeprefix("pip install -r ")).is_file()
    ids = {step.get("id") for step in build["steps"]}
    assert "pages" in ids
    reader.run(command.replace("${{ steps.pages.outputs.base_url }}", SITE.rstrip("/")))
    upload = build["steps"][-1]
    assert "actions/upload-pages-artifact@" in upload["uses"]
    site = reader.folder / upload["with"]["path"]
    assert canonical((site / "index.html").read_text(encoding="utf-8")) == f"{SITE}index.html"
    assert list(site.rglob("*.doctree*")) == []


def test_the_live_preview_shows_drafts_and_keeps_them_out_of_the_website(reader: Reader) -> None:
    reader.save("docs/starter/feeding.md", "---\ndraft: true\ndate: 2099-01-01\n---\n# Feeding\n")
    commands = [block.text for block in blocks_of(GUIDE / "live-preview.md")]
    live = next(text for text in commands if text.startswith("sphinx-autobuild "))
    reader.run(live.replace("sphinx-autobuild", "sphinx-build"))
    assert "journey-banner" in reader.read("build/live/html/starter/feeding.html")
    reader.run("sphinx-build -M html docs build")
    assert not (reader.folder / "build/html/starter/feeding.html").exists()


@pytest.mark.parametrize("page", sorted(GUIDE.glob("*.md")), ids=lambda page: page.stem)
def test_no_command_puts_the_doctrees_into_what_is_uploaded(page: Path) -> None:
    commands = [
        line
        for block in blocks_of(page)
        for line in block.text.splitlines()
        if re.search(r"\bsphinx-(?:auto)?build [^|]*\bdocs\b", line)
    ]
    wrong = [line for line in commands if not re.search(r"build -M \w+ docs build| -d ", line)]
    assert wrong == []
