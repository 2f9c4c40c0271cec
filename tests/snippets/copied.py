"""Code blocks of a Markdown file as GitHub shows them, and a reader who copies each of them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

import sphinx_journey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

PACKAGE = Path(sphinx_journey.__file__).parent.parent
SPHINX_BUILD = shutil.which("sphinx-build", path=Path(sys.executable).parent)
# Tests have no network: what pip would bring is what these tests have.
SHELL = f"""\
python3() {{ command python3 "$@" --without-pip; }}
pip() {{ ln -sf "{SPHINX_BUILD}" "$VIRTUAL_ENV/bin/sphinx-build"; }}
"""
FRONT_MATTER = re.compile(r"\A---\n.*?^---\n", re.MULTILINE | re.DOTALL)
CAPTIONED = re.compile(
    r"^(?P<fence>`{3,})\{code-block\} \w+\n:caption: (?P<name>[\w./-]+)\n\n"
    r"(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Block:
    """A code block, and what is said right above it."""

    language: str
    text: str
    above: str
    path: str
    """The file that the text above names last; empty if it names none."""


def tokens_of(path: Path) -> list[Token]:
    """Return what GitHub makes of a file: CommonMark, without its front matter."""
    text = path.read_text(encoding="utf-8")
    return MarkdownIt("commonmark").parse(
        re.sub(r"\A---\n.*?^---\n", "", text, flags=re.MULTILINE | re.DOTALL)
    )


def links_of(text: str) -> list[str]:
    """Return where the links and pictures of a Markdown text lead."""
    found: list[str] = []
    for token in MarkdownIt("commonmark").parse(text):
        for child in token.children or ():
            found += [str(child.attrs[key]) for key in ("href", "src") if key in child.attrs]
    return found


def blocks_of(path: Path) -> list[Block]:
    """Return the code blocks of a file, in order."""
    found: list[Block] = []
    above, name = "", ""
    for token in tokens_of(path):
        if token.type == "inline":
            above = token.content
            codes = [child.content for child in token.children or () if child.type == "code_inline"]
            files = [code for code in codes if re.fullmatch(r"[\w./-]+\.[a-z]+", code)]
            name = files[-1] if files else ""
        elif token.type == "heading_open":
            above, name = "", ""
        elif token.type == "fence":
            found.append(Block(token.info, token.content, above, name))
    return found


def captioned(path: Path) -> list[tuple[str, str]]:
    """Return the files that a page of the guide shows with their names as captions."""
    text = path.read_text(encoding="utf-8")
    return [(match["name"], match["text"]) for match in CAPTIONED.finditer(text)]


@dataclass
class Reader:
    """Someone who copies blocks into files and into one shell."""

    root: Path
    folder: Path = field(init=False)
    path: str = field(init=False)

    def __post_init__(self) -> None:
        self.folder = self.root
        self.path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

    def follow(self, blocks: Iterable[Block]) -> None:
        """Do what the blocks say, one after another."""
        for block in blocks:
            if block.language == "sh":
                self.run(block.text)
            elif "last line" in block.above:
                file = self.folder / block.path
                lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
                file.write_text("".join([*lines[:-1], block.text]), encoding="utf-8")
            else:
                self.save(block.path, block.text)

    def save(self, path: str, text: str) -> None:
        """Write a file into a folder, which has to be there."""
        (self.folder / path).write_text(text, encoding="utf-8")

    def run(self, commands: str) -> str:
        """Run commands, each of which has to succeed; return what they print."""
        state = self.root / "state"
        script = f'{SHELL}\n{commands}\n{{ pwd; echo "$PATH"; }} > "{state}"\n'
        done = subprocess.run(
            ["bash", "-e", "-c", script],
            cwd=self.folder,
            env={**os.environ, "PATH": self.path, "PYTHONPATH": str(PACKAGE)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        folder, self.path = state.read_text(encoding="utf-8").splitlines()
        self.folder = Path(folder)
        return done.stdout

    def read(self, path: str) -> str:
        """Return a file."""
        return (self.folder / path).read_text(encoding="utf-8")
