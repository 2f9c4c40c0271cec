"""The commands that the book prints, and what becomes of each when it is typed."""

from __future__ import annotations

import enum
import os
import re
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .markdown import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHELLS = frozenset({"console", "bash", "sh"})
_ASSIGNED = re.compile(r"[A-Z_]+=.*")
_PYTHONS = frozenset({"python", ".venv/bin/python"})
_PIPS = frozenset({"pip", ".venv/bin/pip"})


class Kind(enum.Enum):
    """What a command does, and so how it can be tried.

    ``RUNS`` ends by itself and needs nothing but Helpline: it is run.
    ``MODELS`` needs the models, or says which there are: it is run, and without them it says so.
    ``SERVES`` runs until somebody stops it: it is started, and stopped once it listens.
    ``ASKS`` asks a service, or looks at its journal: it is run while the last one before is up.
    ``INSTALLS`` needs an index of packages, so it isn't run; what it names must be there.
    """

    RUNS = enum.auto()
    MODELS = enum.auto()
    SERVES = enum.auto()
    ASKS = enum.auto()
    INSTALLS = enum.auto()


@dataclass(frozen=True)
class Printed:
    """What a page tells its readers to type at once.

    Attributes:
        page: the page.
        line: where it stands.
        commands: the commands, as they are typed in one folder after another.
        shown: for each, what stands below it on the page; None if nothing does.
        result: the name of the result that the page shows below it; empty for none.
    """

    page: Path
    line: int
    commands: tuple[str, ...]
    shown: tuple[str | None, ...]
    result: str = ""


def printed(page: Path) -> Iterator[Printed]:
    """Yield the commands of a page: of outputs, of blocks for a shell, and in its sentences."""
    for one in blocks(page.read_text(encoding="utf-8")):
        if one.kind == "directive" and one.name == "output" and "command" in one.options:
            command = one.options["command"]
            yield Printed(page, one.line, (command,), (None,), one.argument)
        elif one.kind == "fence" and one.name in SHELLS:
            read = session(one.content) if one.name == "console" else script(one.content)
            commands, shown = zip(*read, strict=True)
            yield Printed(page, one.line, commands, shown)
        elif one.kind == "prose":
            for span in one.spans:
                if span.kind == "code" and is_command(span.text):
                    yield Printed(page, one.line, (span.text,), (None,))


def session(text: str) -> list[tuple[str, str | None]]:
    """Return the commands of a console, each with what it has printed there."""
    found: list[tuple[str, str | None]] = []
    is_open = False
    for line in text.splitlines():
        if is_open:
            command, _ = found.pop()
            found.append((f"{command}\n{line}", None))
        elif line.startswith("$ "):
            found.append((line.removeprefix("$ "), None))
        else:
            command, output = found.pop()
            found.append((command, f"{output or ''}{line}\n"))
        is_open = (line.startswith("$ ") or is_open) and line.endswith("\\")
    return found


def script(text: str) -> list[tuple[str, str | None]]:
    """Return the commands of a script; none prints anything there."""
    lines = text.replace("\\\n", "\\\0").splitlines()
    return [(line.replace("\0", "\n"), None) for line in lines if line.strip()]


def is_command(text: str) -> bool:
    """Return whether code in a sentence is something to type."""
    try:
        words = _parts(text)[0]
    except ValueError:
        return False
    return len(words) > 1 and words[0] in _PYTHONS | _PIPS


def kind_of(command: str) -> Kind:
    """Return what a command does.

    Raises:
        ValueError: It is of no known kind. Say in ``Kind`` how it can be tried.
    """
    kinds = [_kind(part) for part in _parts(command)]
    known = {one for one in kinds if one is not None}
    if Kind.INSTALLS in known:
        return Kind.INSTALLS
    if len(known) != 1:
        raise ValueError(f"a command of no known kind: {command}")
    return known.pop()


def _parts(command: str) -> list[list[str]]:
    """Return the words of each of the commands that a line joins."""
    lexer = shlex.shlex(command, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    parts: list[list[str]] = [[]]
    for word in lexer:
        if word in {"&&", "||", ";"}:
            parts.append([])
        else:
            parts[-1].append(word)
    return [_named(part) for part in parts]


def _kind(words: Sequence[str]) -> Kind | None:
    if words[0] in {"echo", "test"}:
        return None
    if words[0] in _PIPS and words[1] == "install":
        return Kind.INSTALLS
    if words[0] in _PYTHONS and words[1:3] == ["-m", "venv"]:
        return Kind.INSTALLS
    if words[0] in _PYTHONS and words[1:3] == ["-m", "helpline"]:
        if words[3:4] != ["serve"] or "--help" in words:
            return Kind.MODELS if words[3:] in (["models"], ["vectors"]) else Kind.RUNS
        return Kind.ASKS if "--unanswered" in words else Kind.SERVES
    if words[0] == "curl":
        return Kind.ASKS
    raise ValueError(f"a command of no known kind: {shlex.join(words)}")


def _named(words: list[str]) -> list[str]:
    """Return words from the name of a command on: variables may be set before it."""
    start = next((at for at, word in enumerate(words) if not _ASSIGNED.fullmatch(word)), 0)
    return words[start:]


def installed(command: str) -> list[str]:
    """Return the paths that an installation names, below the folder of the clone."""
    pips = [words for words in _parts(command) if words[0] in _PIPS]
    return [word for words in pips for word in words[2:] if not word.startswith("-")]


@dataclass(frozen=True)
class Done:
    """What came of a command: its exit status, and all that it has printed."""

    status: int
    output: str


SERVICE = """
{service} >../served 2>../log & pid=$!
n=0
until grep -q . ../served || [ $n -gt 1200 ]; do sleep 0.1; n=$((n + 1)); done
url=$(sed -n '1s/.* //p' ../served)
python -c 'import sys; from helpline.load import when_ready; when_ready(sys.argv[1], 120)' "$url"
"""
STOP = "kill -TERM $pid; wait $pid\n"


def type_in(
    commands: Sequence[str], folder: Path, helpline: Path, service: str = ""
) -> tuple[list[Done], str]:
    """Type commands into a shell, in an empty folder and with the network off.

    Args:
        commands: the commands, of which each may rely on what those before it have left.
        folder: an empty folder.
        helpline: the folder of the book's code.
        service: a service that is up meanwhile.

    Returns:
        What came of each, and what the service said.
    """
    home = folder / "home"
    for name in ("bin", ".venv/bin"):
        (home / name).mkdir(parents=True)
        # What an installation leaves: the two names under which the book calls Python.
        python = home / name / "python"
        python.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n')
        python.chmod(0o755)
    text = SERVICE.format(service=service) if service else ""
    for at, command in enumerate(commands):
        text += f"(\n{command}\n) >../out-{at} 2>&1\necho $? >../status-{at}\n"
    (folder / "typed.sh").write_text(text + (STOP if service else ""), encoding="utf-8")
    (folder / "served").touch()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HELPLINE")}
    subprocess.run(
        [sys.executable, str(helpline / "offline.py"), "sh", "../typed.sh"],
        cwd=home,
        env={
            **kept,
            "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(helpline / "src"),
            # Threads that wait for each other by spinning take minutes on a busy machine.
            "OMP_NUM_THREADS": "1",
        },
        check=False,
        capture_output=True,
    )
    done = [
        Done(int((folder / f"status-{at}").read_text()), (folder / f"out-{at}").read_text())
        for at in range(len(commands))
    ]
    return done, (folder / "served").read_text(encoding="utf-8")


@cache
def typed(
    commands: tuple[str, ...], helpline: Path, service: str = ""
) -> tuple[tuple[Done, ...], str]:
    """Type commands into a shell in a folder that is thrown away; the same ones only once."""
    with tempfile.TemporaryDirectory() as folder:
        done, served = type_in(commands, Path(folder), helpline, service)
    return tuple(done), served


def problems(one: Printed, helpline: Path, service: str = "") -> list[str]:
    """Return what happens otherwise than a page says when its commands are typed.

    Args:
        one: the commands.
        helpline: the folder of the book's code.
        service: the service that the page has started before them.
    """
    found = []
    kinds = [kind_of(command) for command in one.commands]
    finite = tuple(c for c, kind in zip(one.commands, kinds, strict=True) if kind is Kind.RUNS)
    came = iter(typed(finite, helpline)[0] if finite else ())
    for command, kind, shown in zip(one.commands, kinds, one.shown, strict=True):
        at = f"{one.page.name}, line {one.line}: {command}"
        if kind is Kind.INSTALLS:
            root = helpline.parents[1]
            gone = [path for path in installed(command) if not (root / path).exists()]
            found += [f"{at}: there is no {path}" for path in gone]
        elif kind is Kind.SERVES:
            service = command
            said = typed((), helpline, command)[1]
            if not said.startswith(shown or "Helpline listens on http://127.0.0.1:"):
                found.append(f"{at}: it says {said!r}")
        elif kind is Kind.MODELS:
            [done] = typed((command,), helpline)[0]
            if done.status and "is not installed: pip install --no-deps" not in done.output:
                found.append(f"{at}: {done.output}")
        elif kind is Kind.ASKS:
            [done] = typed((command,), helpline, service)[0]
            if done.status or ("curl" in command and '"queue"' not in done.output):
                found.append(f"{at}: {done.output}")
        else:
            found += [f"{at}: {problem}" for problem in _differs(one, shown, next(came), helpline)]
    return found


def _differs(one: Printed, shown: str | None, done: Done, helpline: Path) -> list[str]:
    if one.result:
        shown = (helpline / "results" / f"{one.result}.txt").read_text(encoding="utf-8")
    if shown is None:
        return [f"exit status {done.status}: {done.output}"] if done.status else []
    same = done.output == shown
    if one.result and is_timing(one.result, helpline / "scripts"):
        same = form(done.output) == form(shown)
    return [] if same else [f"it prints\n{done.output}and not\n{shown}"]


def pages(docs: Path) -> list[Path]:
    """Return the pages whose commands a reader types."""
    found = [
        *docs.glob("overview/**/*.md"),
        *docs.glob("pillars/**/*.md"),
        *docs.glob("about/**/*.md"),
        docs / "helpline" / "README.md",
    ]
    return sorted(found)


def is_timing(result: str, scripts: Path) -> bool:
    """Return whether a result comes from a script that measures time, by what the script says."""
    names = [path.stem for path in scripts.glob("*.py") if not path.stem.startswith("_")]
    fitting = [one for one in names if re.match(rf"{re.escape(one)}(?:-|$)", result)]
    text = (scripts / f"{max(fitting, key=len)}.py").read_text(encoding="utf-8")
    return re.search(r"^TIMING = True$", text, re.MULTILINE) is not None


def form(text: str) -> str:
    """Return the form of an output: each number as a sign, and blanks as one."""
    return re.sub(r"[ \t]+", " ", re.sub(r"(?<!\w)\d[\d.,]*", "0", text))
