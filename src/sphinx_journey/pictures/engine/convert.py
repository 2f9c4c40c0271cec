"""SVG converted for paper, by whichever converter is installed.

Each runs in a process of its own: it gets a drawing that has been checked, on its standard input,
and a clock that stands still, so that the same drawing gives the same bytes.
"""

from __future__ import annotations

import functools
import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from .files import UnusableError
from .model import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

Target = Literal["pdf", "png"]
_BEGINNINGS: Final[dict[Target, bytes]] = {"pdf": b"%PDF", "png": b"\x89PNG"}
_SECONDS: Final = 60
_DATE: Final = re.compile(rb"(/(?:CreationDate|ModDate) ?\(D:)\d{14}")
"""Cairo before 1.17.6 writes the time of day, whatever ``SOURCE_DATE_EPOCH`` says."""
_CAIROSVG: Final = """
import cairosvg, sys
kind, width = sys.argv[1], int(sys.argv[2])
make = cairosvg.svg2png if kind == "png" else cairosvg.svg2pdf
size = {"output_width": width} if kind == "png" else {}
sys.stdout.buffer.write(make(bytestring=sys.stdin.buffer.read(), unsafe=False, **size))
"""
_NOVASVG: Final = """
import io, pathlib, sys, tempfile, novasvg
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder, "drawing.png")
    novasvg.svg2png(io.BytesIO(sys.stdin.buffer.read()), path, width=int(sys.argv[2]))
    sys.stdout.buffer.write(path.read_bytes())
"""


class Converter(NamedTuple):
    """A program that makes PDF or PNG of SVG."""

    name: str
    version: str
    command: Callable[[Target, int], list[str]]
    """The command line for a target and a width in pixels, which only PNG has."""


def _rsvg(program: str, target: Target, width: int) -> list[str]:
    size = ["--width", str(width), "--keep-aspect-ratio"] if target == "png" else []
    return [program, "--format", target, *size]


def _inkscape(program: str, target: Target, width: int) -> list[str]:
    size = [f"--export-width={width}"] if target == "png" else []
    return [program, "--pipe", f"--export-type={target}", "--export-filename=-", *size]


_PROGRAMS: Final = {"rsvg-convert": _rsvg, "inkscape": _inkscape}
_MODULES: Final[dict[str, tuple[str, set[Target]]]] = {
    "cairosvg": (_CAIROSVG, {"pdf", "png"}),
    "novasvg": (_NOVASVG, {"png"}),
}


@functools.cache
def converter(target: Target) -> Converter | None:
    """Return the converter to use, or ``None`` if none is installed."""
    for name, command in _PROGRAMS.items():
        program = shutil.which(name)
        if program is not None and (version := _version(program)):
            return Converter(name, version, functools.partial(command, program))
    for name, (script, targets) in _MODULES.items():
        if target in targets and importlib.util.find_spec(name) is not None:
            version = importlib.metadata.version(name)
            return Converter(name, version, functools.partial(_python, script))
    return None


def convert(svg: bytes, target: Target, width: int) -> bytes:
    """Return a checked SVG as PDF or PNG.

    Args:
        svg: What ``read_svg`` has accepted.
        target: What to make.
        width: Of a PNG, in pixels.

    Raises:
        UnusableError: There is no converter, or it can't draw this.
    """
    chosen = converter(target)
    if chosen is None:
        message = (
            f"This SVG can't be printed: no converter to {target.upper()} is installed. "
            "Install rsvg-convert (librsvg), Inkscape or the Python package cairosvg."
        )
        raise UnusableError(Fault("unprintable", message))
    try:
        ran = _run(chosen.command(target, width), svg)
        if ran.returncode == 0 and ran.stdout.startswith(_BEGINNINGS[target]):
            return _DATE.sub(rb"\g<1>19700101000000", ran.stdout)
        reason = ran.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    except (OSError, subprocess.TimeoutExpired) as error:
        reason = str(error)
    message = f"{chosen.name} can't draw this SVG: {reason[:200] or 'it says nothing'}."
    raise UnusableError(Fault("unprintable", message))


def _python(script: str, target: Target, width: int) -> list[str]:
    return [sys.executable, "-c", script, target, str(width)]


def _version(program: str) -> str:
    try:
        ran = _run([program, "--version"], b"")
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return ran.stdout.decode(errors="replace").strip().partition("\n")[0]


def _run(command: list[str], sent: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - commands made here, without a shell
        command,
        input=sent,
        capture_output=True,
        timeout=_SECONDS,
        check=False,
        env={**os.environ, "SOURCE_DATE_EPOCH": "0"},
    )
