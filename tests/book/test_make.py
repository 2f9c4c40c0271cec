"""``make.py``: results are made again and compared; of timings, only the claims about them."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

HELPLINE = ROOT / "docs" / "helpline"
SCRIPTS = {
    "first.py": (
        "def make():\n    return {'first.txt': 'one\\n', 'first-second.csv': 'A,B\\n1,2\\n'}\n"
    ),
    "first-third.py": "def make():\n    return {'first-third.txt': 'three\\n'}\n",
    "load.py": (
        "from _machine import record\n"
        "TIMING = True\n"
        "def make():\n    return {'load.json': record(3, {'slow': 9.5, 'fast': 1.25})}\n"
        "def show(timing):\n    slow = timing['values']['slow']\n"
        "    return {'load.csv': f'What,ms\\nslow,{slow}\\n'}\n"
        "def claims():\n    return [('at least 5 times', True)]\n"
    ),
}


def run_make(root: Path, *arguments: str, seed: str = "1") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(root / "make.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copyfile(HELPLINE / "make.py", tmp_path / "make.py")
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    for path in (HELPLINE / "scripts").glob("_*.py"):
        shutil.copyfile(path, scripts / path.name)
    for name, text in SCRIPTS.items():
        (scripts / name).write_text(text, encoding="utf-8")
    assert run_make(tmp_path).returncode == 0
    assert run_make(tmp_path, "--timings").returncode == 0
    return tmp_path


def refused(root: Path, *arguments: str) -> str:
    done = run_make(root, "--check", *arguments)
    assert done.returncode == 1, done.stderr
    return done.stdout


def test_results_are_written_and_are_what_the_check_finds(root: Path) -> None:
    assert sorted(path.name for path in (root / "results").iterdir()) == [
        "first-second.csv", "first-third.txt", "first.txt", "load.csv", "load.json",
    ]  # fmt: skip
    before = {path: path.stat().st_mtime_ns for path in (root / "results").iterdir()}
    done = run_make(root, "--check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "load: at least 5 times: holds" in done.stdout
    assert before == {path: path.stat().st_mtime_ns for path in (root / "results").iterdir()}


def test_a_different_result_is_shown_as_a_diff(root: Path) -> None:
    (root / "results/first.txt").write_text("two\n", encoding="utf-8")
    out = refused(root)
    assert "-two" in out
    assert "+one" in out
    assert "-two" in refused(root, "--only", "first")
    assert run_make(root, "--check", "--only", "first-third").returncode == 0
    assert run_make(root, "--only", "first").returncode == 0
    assert run_make(root, "--check").returncode == 0


def test_a_missing_result_and_one_that_no_script_makes_are_found(root: Path) -> None:
    (root / "results/first.txt").unlink()
    (root / "results/first-old.txt").write_text("", encoding="utf-8")
    (root / "results/other.txt").write_text("", encoding="utf-8")
    out = refused(root)
    assert "results/first.txt is missing" in out
    assert "results/first-old.txt: first no longer makes it" in out
    assert "results/other.txt: no script makes it" in out
    run_make(root)
    assert not (root / "results/first-old.txt").exists()


def test_line_ends_are_compared_too(root: Path) -> None:
    (root / "results/first.txt").write_bytes(b"one\r\n")
    assert "line ends" in refused(root)


def test_a_timing_is_not_compared_and_what_is_shown_of_it_is(root: Path) -> None:
    path = root / "results/load.json"
    timing = json.loads(path.read_text(encoding="utf-8"))
    timing["values"]["fast"] = 7.0
    path.write_text(json.dumps(timing), encoding="utf-8")
    assert run_make(root, "--check").returncode == 0
    run_make(root)
    assert json.loads(path.read_text(encoding="utf-8"))["values"]["fast"] == 7.0
    timing["values"]["slow"] = 20.0
    path.write_text(json.dumps(timing), encoding="utf-8")
    assert "+slow,20.0" in refused(root)


def test_a_false_claim_fails_the_check_and_a_busy_moment_does_not(root: Path) -> None:
    script = root / "scripts/load.py"
    claims = "\ndef claims():\n    return [('at least 5 times', {})]\n"
    text = script.read_text(encoding="utf-8")
    script.write_text(text + claims.format("False"), encoding="utf-8")
    assert "load: not so: at least 5 times" in refused(root)
    script.write_text(text + "tries = []" + claims.format("tries.append(1) or len(tries) > 1"))
    assert run_make(root, "--check").returncode == 0
    script.write_text(text.partition("def claims")[0], encoding="utf-8")
    assert "has no claims()" in refused(root)


LACKING = """
from _machine import record
TIMING = {timing}
def missing():
    return {missing!r}
def make():
    if missing():
        raise RuntimeError("made")
    return {{"big.json": record(1, 2)}}
def show(timing):
    return {{"big.csv": f"A\\n{{timing['values']}}\\n"}}
def claims():
    if missing():
        raise RuntimeError("measured")
    return [("it is big", True)]
"""


@pytest.mark.parametrize("timing", [False, True])
def test_a_script_that_lacks_something_is_left_out_and_says_so(root: Path, timing: bool) -> None:
    script, flags = root / "scripts/big.py", ["--timings"] if timing else []
    script.write_text(LACKING.format(timing=timing, missing=""), encoding="utf-8")
    assert run_make(root, *flags, "--only", "big").returncode == 0
    assert run_make(root, "--check").returncode == 0
    script.write_text(LACKING.format(timing=timing, missing="no model"), encoding="utf-8")
    for arguments in (["--check"], flags):
        done = run_make(root, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "big: left out: no model" in done.stdout
    assert (root / "results/big.json").is_file()
    if timing:  # what is shown of a record needs nothing
        (root / "results/big.csv").write_text("B\n2\n", encoding="utf-8")
        assert "+A" in refused(root)


def test_a_timing_says_its_n_and_its_kind_of_machine_and_never_the_host(root: Path) -> None:
    path = root / "results/load.json"
    timing = json.loads(path.read_text(encoding="utf-8"))
    assert timing["n"] == 3
    assert set(timing["machine"]) == {"cores", "python", "platform"}
    assert platform.node() not in path.read_text(encoding="utf-8")
    path.write_text(json.dumps({"n": 3, "machine": {"host": "a"}}), encoding="utf-8")
    script = root / "scripts/load.py"
    script.write_text(script.read_text(encoding="utf-8").replace("def show", "def hide"))
    out = refused(root)
    assert "it has no 'values'" in out
    assert "'machine' is its kind" in out


def test_a_result_is_named_after_its_script(root: Path) -> None:
    (root / "scripts/bad.py").write_text("def make():\n    return {'../x.txt': ''}\n")
    done = run_make(root, "--only", "bad")
    assert done.returncode != 0
    assert "not named after it" in done.stderr
    assert run_make(root, "--only", "nobody").returncode == 2


PLOT = """
from _plot import plots
def make():
    def draw(axes, look):
        for number, series in enumerate(look.series):
            axes.plot([1, 2, 3], [number, number + 1, 2.5], label=f"way {number}", **series.line)
        axes.bar([1], [2], **look.series[0].bar)
        axes.set_xlabel("n")
        axes.legend()
    return plots("drawn", draw)
"""


def test_plots_are_the_same_each_time_and_need_no_font(root: Path) -> None:
    (root / "scripts/drawn.py").write_text(PLOT, encoding="utf-8")
    assert run_make(root, "--only", "drawn", seed="3").returncode == 0
    done = run_make(root, "--check", "--only", "drawn", seed="4")
    assert done.returncode == 0, done.stdout
    light, dark = ((root / f"results/drawn{end}.svg").read_text() for end in ("", "-dark"))
    for svg in (light, dark):
        assert "<text" not in svg
        assert "font-family" not in svg
        assert "dc:date" not in svg
        assert not re.search(r"20\d\d-\d\d-\d\d", svg)
        [width] = re.findall(r'<svg [^>]*width="([\d.]+)pt"', svg)
        assert float(width) / 72 * 96 <= 720
        assert not re.findall(r"fill: #ffffff", svg)  # nothing behind it
    drawn = [re.findall(r' (?:d|x|y)="([^"#]+)"', svg) for svg in (light, dark)]
    assert drawn[0] == drawn[1]
    assert light != dark


def test_a_plot_that_is_too_wide_is_refused(root: Path) -> None:
    wide = PLOT.replace('"drawn", draw', '"drawn", draw, size=(8, 3)')
    (root / "scripts/drawn.py").write_text(wide, encoding="utf-8")
    assert "7.5 are the most" in run_make(root, "--only", "drawn").stderr
