"""Make the results that the book prints, or check that they are what the scripts make.

    python make.py                   make all that come out the same each time
    python make.py --check           make them again and compare; measure whether claims hold
    python make.py --timings         measure times again, on this machine
    python make.py --only triage     one script alone, with any of these

Each ``scripts/NAME.py`` has ``make() -> dict[str, str]``, which returns file names and contents.
The names start with NAME. A script with ``TIMING = True`` measures time: its numbers are never
compared. ``claims() -> list[tuple[str, bool]]`` says what they show, from a fresh short run.
``show(values) -> dict[str, str]`` makes tables and plots of what NAME.json holds; those are
compared. ``missing() -> str`` says what a script needs and doesn't find; as long as it says
something, the script is left out, and a line says so.
"""

from __future__ import annotations

import argparse
import difflib
import importlib.util
import json
import platform
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
Files = Mapping[str, str]
ATTEMPTS = 3
"""How often a claim is measured before it counts as false: other programs run on the machine."""
LONGEST_DIFF = 40


@dataclass(frozen=True)
class Script:
    """A script that makes results.

    Attributes:
        name: its file's stem, with which the names of its results start.
        make: returns what it makes; a script that measures time measures.
        timing: whether it measures time.
        show: makes what follows from a timing's values.
        claims: says whether what is claimed of a timing holds, by a fresh short run.
        missing: says what it needs and isn't there; empty if it can run.
    """

    name: str
    make: Callable[[], Files]
    timing: bool = False
    show: Callable[[Any], Files] | None = None
    claims: Callable[[], list[tuple[str, bool]]] | None = None
    missing: Callable[[], str] = str


def load(root: Path) -> list[Script]:
    """Return the scripts of a folder, by name; those that start with ``_`` only help."""
    folders = (root / "exercises", root / "src", root / "scripts", root)
    for folder in folders:
        if str(folder) not in sys.path:
            sys.path.insert(0, str(folder))
    paths = sorted((root / "scripts").glob("*.py"))
    return [_load(path) for path in paths if not path.stem.startswith("_")]


def _load(path: Path) -> Script:
    name = f"_script_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return Script(
        path.stem,
        module.make,
        getattr(module, "TIMING", False),
        getattr(module, "show", None),
        getattr(module, "claims", None),
        getattr(module, "missing", str),
    )


def owner(file: str, names: list[str]) -> str | None:
    """Return the script whose result a file is: the longest name that the file's starts with."""
    fitting = [
        name for name in names if re.match(rf"{re.escape(name)}[.-]", file)
    ]
    return max(fitting, key=len, default=None)


def write(root: Path, scripts: list[Script], *, timings: bool) -> None:
    """Make results and write them; what a script no longer makes goes."""
    folder = root / "results"
    folder.mkdir(exist_ok=True)
    names = [script.name for script in load(root)]
    for script in scripts:
        if script.timing != timings or _left_out(script):
            continue
        made = _made(script, names)
        for path in folder.iterdir():
            if (
                owner(path.name, names) == script.name
                and path.name not in made
            ):
                path.unlink()
        for name, content in made.items():
            (folder / name).write_text(
                content, encoding="utf-8", newline="\n"
            )
        print(f"{script.name}: {', '.join(sorted(made))}")


def _left_out(script: Script) -> bool:
    missing = script.missing()
    if missing:
        print(f"{script.name}: left out: {missing}")
    return bool(missing)


def _made(script: Script, names: list[str]) -> dict[str, str]:
    made = dict(script.make())
    if script.timing:
        [problem, *_] = [
            *timing_problems(made.get(f"{script.name}.json")),
            None,
        ]
        if problem:
            raise ValueError(f"{script.name}: {problem}")
        if script.show:
            made |= script.show(json.loads(made[f"{script.name}.json"]))
    for name in made:
        if owner(name, names) != script.name:
            raise ValueError(
                f"{script.name} makes {name!r}, which is not named after it"
            )
    return made


def check(root: Path, scripts: list[Script]) -> list[str]:
    """Return what is not as the scripts say: differences, leftovers, false claims."""
    folder = root / "results"
    every = [script.name for script in load(root)]
    files = {
        path.name: path.read_bytes().decode()
        for path in sorted(folder.glob("*"))
    }
    found: list[str] = []
    for script in scripts:
        own = {name for name in files if owner(name, every) == script.name}
        if _left_out(script):
            made = _shown(script, files) if script.timing else {}
            left = set[str]()
        elif script.timing:
            found += _timing(script, files)
            made = _shown(script, files)
            left = (
                own - made.keys() - {f"{script.name}.json"}
                if script.show
                else set[str]()
            )
        else:
            made = _made(script, every)
            left = own - made.keys()
        found += [
            f"results/{name}: {script.name} no longer makes it"
            for name in sorted(left)
        ]
        for name, content in sorted(made.items()):
            if name not in files:
                found.append(f"results/{name} is missing")
            elif files[name] != content:
                found.append(_difference(name, files[name], content))
    if len(scripts) == len(every):
        found += [
            f"results/{name}: no script makes it"
            for name in files
            if not owner(name, every)
        ]
    return found


def _shown(script: Script, files: Files) -> Files:
    text = files.get(f"{script.name}.json")
    return script.show(json.loads(text)) if script.show and text else {}


def _timing(script: Script, files: Files) -> list[str]:
    found = [
        f"results/{script.name}.json: {one}"
        for one in timing_problems(files.get(f"{script.name}.json"))
    ]
    if script.claims is None:
        return [*found, f"{script.name} measures time, but has no claims()"]
    for _attempt in range(ATTEMPTS):
        claims = script.claims()
        if all(holds for _claim, holds in claims):
            break
    for claim, holds in claims:
        print(
            f"{script.name}: {claim}: {'holds' if holds else 'does not hold'}"
        )
    return found + [
        f"{script.name}: not so: {claim}"
        for claim, holds in claims
        if not holds
    ]


def timing_problems(text: str | None) -> list[str]:
    """Return what is wrong with the record of a timing."""
    if text is None:
        return ["it is missing"]
    record = json.loads(text)
    found = [
        f"it has no {key!r}"
        for key in ("n", "machine", "values")
        if key not in record
    ]
    machine = record.get("machine")
    if machine is not None and set(machine) != {
        "cores",
        "python",
        "platform",
    }:
        found.append("'machine' is its kind: cores, python, platform")
    host = platform.node()
    if len(host) > 3 and host in text:
        found.append("it names the host")
    return found


def _difference(name: str, old: str, new: str) -> str:
    lines = list(
        difflib.unified_diff(
            old.splitlines(),
            new.splitlines(),
            f"committed {name}",
            f"remade {name}",
            lineterm="",
        )
    )
    more = (
        [f"… and {len(lines) - LONGEST_DIFF} more lines"]
        if len(lines) > LONGEST_DIFF
        else []
    )
    return (
        "\n".join([*lines[:LONGEST_DIFF], *more])
        or f"results/{name} differs in its line ends"
    )


def main(arguments: list[str] | None = None, root: Path = HERE) -> int:
    """Do what the command line says; return 1 if a check fails."""
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument(
        "--check", action="store_true", help="compare; write nothing"
    )
    parser.add_argument(
        "--timings", action="store_true", help="measure times again"
    )
    parser.add_argument(
        "--only", action="append", metavar="NAME", help="one script"
    )
    options = parser.parse_args(arguments)
    scripts = load(root)
    unknown = set(options.only or ()) - {script.name for script in scripts}
    if unknown:
        parser.error(f"no script is named {', '.join(sorted(unknown))}")
    chosen = [
        script
        for script in scripts
        if not options.only or script.name in options.only
    ]
    if not options.check:
        write(root, chosen, timings=options.timings)
        return 0
    found = check(root, chosen)
    print(
        "\n".join(found)
        or f"{len(chosen)} scripts: all results are what they make."
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
