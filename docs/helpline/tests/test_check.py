"""``helpline check``: what is wrong with an answer is told in words, whatever the answer does."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from helpline.cli import main
from helpline.commands.rerun import import_path
from helpline.practice.catalog import read_exercises
from helpline.practice.running import check, run_job

if TYPE_CHECKING:
    from collections.abc import Sequence

RIGHT = "def chance_of_a_slow_part(share, parts):\n    return 1 - (1 - share) ** parts\n"
PATIENT = ("--seconds", "120")


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def checked(
    capsys: pytest.CaptureFixture[str], source: str, *more: str
) -> tuple[int, str, Sequence[str]]:
    """Check an answer to exercise 1.4.1; return the status, what is said of it, and all lines."""
    Path("my.py").write_text(source, encoding="utf-8")
    status = main(["check", "1.4.1", "my.py", *(more or PATIENT)])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    assert bool(err) == (status == 2)
    return status, err or out, (err or out).splitlines()


def test_a_right_answer_passes_all_checks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, said, lines = checked(capsys, RIGHT)
    assert status == 0
    assert lines[0] == "1.4.1 A page of a hundred parts (my.py)"
    assert lines[-1] == "All 4 checks pass."
    assert "FAILS" not in said


def test_a_wrong_answer_is_told_the_behavior_the_input_what_was_expected_and_what_came(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, _, lines = checked(
        capsys, RIGHT.replace("1 - (1 - share) ** parts", "share * parts")
    )
    assert status == 1
    assert lines[1:5] == [
        "FAILS   One of a hundred parts is slow in 63 percent of pages, if one request in 100 is.",
        "        chance_of_a_slow_part(0.01, 100)",
        "        expected: 0.633968",
        "        got:      1",
    ]
    assert lines[5].startswith("passes  ")
    assert lines[-1] == "3 of 4 checks fail."


UNUSABLE = {
    "not Python": ("def chance(:\n", r"my.py, line 1: this is no Python: "),
    "zero bytes": ("x = 1\0", r"my.py.*this is no Python: "),
    "an error at its import": (
        "a = 1\nb = a / 0\n",
        "my.py, line 2: importing it raises ZeroDiv",
    ),
    "an exit at its import": (
        "import sys\nsys.exit(0)\n",
        "my.py, line 2: it ends Python, by sys",
    ),
    "a cancelled task at its import": (
        "import asyncio\nraise asyncio.CancelledError\n",
        "my.py, line 2: importing it raises CancelledError",
    ),
    "a name that this version of Python looks up": (
        "def chance_of_a_slow_part(share: Shares, parts):\n    return 1\n",
        "my.py, line 1: importing it raises NameError",
    ),
    "a coroutine": (
        "async def chance_of_a_slow_part(share, parts):\n    return 1\n",
        "chance_of_a_slow_part is declared with 'async def'; 'def' is expected",
    ),
    "a hard exit": (
        "import os\nos._exit(3)\n",
        "importing it ended Python, with exit status 3",
    ),
    "no such module": (
        "import nowhere_at_all\n",
        "line 1: importing it raises ModuleNotFoundErr",
    ),
    "no function": (
        "x = 1\n",
        "my.py: the function chance_of_a_slow_part(share, parts) is missing",
    ),
    "no callable": (
        "chance_of_a_slow_part = 'x'\n",
        "my.py: chance_of_a_slow_part is of type str; it",
    ),
    "another signature": (
        "def chance_of_a_slow_part(share):\n    return share\n",
        "my.py: chance_of_a_slow_part(share) can't be called as chance_of_a_slow_part(share, part",
    ),
    "input": ("input()\n", "line 1: importing it raises EOFError"),
    "too deep": ("x = " + "(" * 1000 + ")" * 1000, "this is no Python"),
}


@pytest.mark.parametrize(("source", "said"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_file_that_cannot_be_checked_is_told_why_in_one_line(
    capsys: pytest.CaptureFixture[str], source: str, said: str
) -> None:

    status, _, lines = checked(capsys, source)
    assert status == 2
    assert len(lines) == 1
    assert re.search(
        said.replace("(", r"\(").replace(")", r"\)"), lines[0]
    ), lines


FAILING = {
    "raises": (
        "    return share / (parts - parts)",
        "ZeroDivisionError",
        "(line 2)",
    ),
    "returns nothing": (
        "    share * parts",
        "expected: a number",
        "None (is a 'return' missing?)",
    ),
    "returns a text": (
        "    return 'much'",
        "expected: a number",
        "'much', of type str",
    ),
    "returns what has no repr": (
        "    return type('A', (), {'__repr__': lambda self: 1 / 0})()",
        "expected: a number",
        "whose repr raises",
    ),
    "exits": (
        "    raise SystemExit(3)",
        "expected: no error",
        "by sys.exit() (line 2)",
    ),
    "ends Python": (
        "    import os; os._exit(4)",
        "your code ended Python",
        "exit status 4",
    ),
    "cancels": (
        "    import asyncio; raise asyncio.CancelledError",
        "expected: no error",
        "CancelledError (line 2)",
    ),
    "recurs": (
        "    return chance_of_a_slow_part(share, parts)",
        "RecursionError",
        "line 2",
    ),
}


@pytest.mark.parametrize(
    ("body", "first", "second"), FAILING.values(), ids=FAILING
)
def test_a_function_that_misbehaves_fails_its_checks(
    capsys: pytest.CaptureFixture[str], body: str, first: str, second: str
) -> None:
    status, said, lines = checked(
        capsys, f"def chance_of_a_slow_part(share, parts):\n{body}\n"
    )
    assert status == 1
    assert first in said
    assert second in said
    assert lines[-1].endswith("checks fail.")


@pytest.mark.parametrize("where", ["import", "call"])
def test_code_that_never_ends_is_stopped_and_so_is_what_it_has_started(
    capsys: pytest.CaptureFixture[str], where: str
) -> None:
    begin = (
        "import subprocess, sys, pathlib\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "pathlib.Path('pid').write_text(str(child.pid))\n"
    )
    hang = "while True: print('on and on')\n"
    if where == "import":
        source = begin + hang
    else:
        source = (
            f"{begin}def chance_of_a_slow_part(share, parts):\n    {hang}"
        )
    # So long that the process is sure to have come there, on a busy machine too.
    status, said, lines = checked(capsys, source, "--seconds", "25")
    assert "didn't end within 25 seconds, and was stopped" in said
    if where == "import":
        assert (status, len(lines)) == (2, 1)
    else:
        assert status == 1
        assert "it was not reached" in said
        assert "  | on and on" in lines
        assert len([line for line in lines if line.startswith("  | ")]) == 11
    gone = int(Path("pid").read_text(encoding="utf-8"))
    for _ in range(200):
        if is_gone(gone):
            break
        time.sleep(0.05)
    assert is_gone(gone)


def is_gone(process: int) -> bool:
    """Return whether a process has ended, though nobody may have asked for its status yet."""
    try:
        state = (
            Path(f"/proc/{process}/stat")
            .read_text(encoding="utf-8")
            .rpartition(")")[2]
            .split()
        )
    except OSError:
        try:
            os.kill(process, 0)
        except OSError:
            return True
        return False
    return state[0] == "Z"


def test_what_an_answer_prints_is_shown_apart(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, _, lines = checked(capsys, f"print('so far')\n{RIGHT}")
    assert status == 0
    assert lines[-3:] == ["It printed:", "  | so far", "All 4 checks pass."]


def test_an_answer_may_set_up_and_write_to_the_output_as_any_program(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, _, lines = checked(
        capsys,
        "import sys\nsys.stdout.reconfigure(encoding='utf-8')\n"
        f"sys.stdout.buffer.write('für sich\\n'.encode())\n{RIGHT}",
    )
    assert status == 0, lines
    assert lines[-2] == "  | für sich"


def test_what_was_printed_before_a_file_failed_is_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("my.py").write_text("print('here')\n1 / 0\n", encoding="utf-8")
    assert main(["check", "1.4.1", "my.py", *PATIENT]) == 2
    out, err = capsys.readouterr()
    assert out == "It printed:\n  | here\n"
    assert "line 2: importing it raises ZeroDivisionError" in err


@pytest.mark.parametrize("number", ["Decimal", "Fraction"])
def test_any_kind_of_number_will_do(
    capsys: pytest.CaptureFixture[str], number: str
) -> None:
    source = (
        "from decimal import Decimal\nfrom fractions import Fraction\n"
        "def chance_of_a_slow_part(share, parts):\n"
        f"    return 1 - (1 - {number}(str(share))) ** parts\n"
    )
    status, _, lines = checked(capsys, source)
    assert status == 0, lines


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_an_answer_ends_with_the_command_that_runs_it(number: int) -> None:
    Path("my.py").write_text(
        "import os, pathlib\npathlib.Path('pid').write_text(str(os.getpid()))\n"
        "while True: pass\n",
        encoding="utf-8",
    )
    command = begun()
    gone = int(when_written(Path("pid")))
    command.send_signal(number)
    command.wait()
    for _ in range(600):
        if is_gone(gone):
            break
        time.sleep(0.05)
    assert is_gone(gone)


def test_an_interrupt_ends_the_command_without_a_traceback() -> None:
    Path("my.py").write_text(
        "import pathlib\npathlib.Path('pid').write_text('1')\nwhile True: pass\n",
        encoding="utf-8",
    )
    command = begun()
    when_written(Path("pid"))
    command.send_signal(signal.SIGINT)
    out, err = command.communicate()
    assert (command.returncode, out, err) == (130, "", "")


def begun() -> subprocess.Popen[str]:
    """Begin to check an answer that never ends."""
    # On a busy machine, the usual limit may pass before anything has begun.
    command = [sys.executable, "-m", "helpline", "check", "--seconds", "90"]
    # What a shell starts in the background ignores interrupts, and so do its children.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(
            [*command, "1.4.1", "my.py"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": import_path()},
        )
    finally:
        signal.signal(signal.SIGINT, before)


def when_written(file: Path) -> str:
    """Return what a file holds, once it is there."""
    for _ in range(1200):
        if file.exists() and (text := file.read_text(encoding="utf-8")):
            return text
        time.sleep(0.05)
    raise TimeoutError(file)


def test_an_answer_may_import_its_neighbors_and_hides_nothing_of_python(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("json.py").write_text(
        "raise ImportError('not me')\n", encoding="utf-8"
    )
    Path("power.py").write_text(
        "def power(a, b):\n    return a**b\n", encoding="utf-8"
    )
    source = RIGHT.replace("(1 - share) ** parts", "power(1 - share, parts)")
    status, *_ = checked(
        capsys, f"import json\nfrom power import power\n{source}"
    )
    assert status == 0
    assert not list(Path().glob("**/__pycache__/my*"))


def test_a_bad_request_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("folder").mkdir()
    Path("mine.py").write_text(RIGHT, encoding="utf-8")
    for arguments, said in (
        (
            ["9.9.9"],
            "there is no exercise '9.9.9'; 'python -m helpline check' lists all",
        ),
        (["e14_1"], "there is no exercise 'e14_1'"),
        (
            ["1.4.1"],
            "exercise_1_4_1.py: there is no such file; 'python -m helpline check --stub 1",
        ),
        (
            ["1.4.1", "no.py"],
            "check --stub 1.4.1 no.py' writes one to start from",
        ),
        (["1.4.1", "folder"], "folder is a folder"),
        (["1.4.1", "mine.py", "--final"], "--final is for open exercises"),
        (["--stub"], "which exercise?"),
        (
            ["--stub", "1.4.1", "mine.py"],
            "mine.py is there already; it stays as it is",
        ),
        (
            ["--stub", "1.4.1", "nowhere/my.py"],
            "nowhere/my.py can't be written",
        ),
        (["1.4.1", "nowhere/my.py"], "there is no folder nowhere"),
        (["1.4.1", "--stub", "helpline.py"], "would hide Helpline itself"),
        (
            ["1.4.1", "--stub", "random.py"],
            "would hide Python's own 'random'",
        ),
        (["1", "--stub", "--final"], "--stub writes a file and --final"),
    ):
        assert main(["check", *arguments]) == 2, arguments
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("helpline: ")
        assert err.count("\n") == 1
        assert said in err
    assert Path("mine.py").read_text(encoding="utf-8") == RIGHT


def test_a_start_is_written_and_then_checked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "--stub", "1.1.3"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(
        "exercise_1_1_3.py is written. Fill in culprit(before, decide), then"
    )
    assert said.splitlines()[1] == "  python -m helpline check 1.1.3"
    assert main(["check", "1.1.3"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "1.1.3 Find the ticket that did it (exercise_1_1_3.py)",
        "It isn't written yet: it raises NotImplementedError.",
    ]
    assert main(["check", "1.1.3", "--stub", "my one.py"]) == 0
    assert (
        "  python -m helpline check 1.1.3 'my one.py'\n"
        in capsys.readouterr().out
    )


def test_all_exercises_are_listed_with_how_far_each_has_come(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("exercise_1_4_1.py").write_text(RIGHT, encoding="utf-8")
    Path("exercise_1_3_2.py").write_text(
        "def most_with_none(runs, doubt=0.05):\n    return 3 / runs\n",
        encoding="utf-8",
    )
    Path("exercise_1_1_1.py").write_text("def\n", encoding="utf-8")
    Path("exercise_1_5_1.py").write_text(
        "def places(limit, work, workers):\n    while True: pass\n",
        encoding="utf-8",
    )
    assert (
        main(["check", "--stub", "1.1.4"])
        == main(["check", "--stub", "1"])
        == 0
    )
    capsys.readouterr()
    assert main(["check"]) == 0
    lines = capsys.readouterr().out.splitlines()
    state = {
        line.split()[0]: line[48:]
        for line in lines
        if line and line[0].isdecimal()
    }
    assert list(state) == list(read_exercises())
    for name, expected in {
        "0.2.1": "not begun",
        "1": "begun",
        "1.1.1": "can't be checked",
        "1.1.4": "begun",
        "1.3.2": "3 of 4 checks fail",
        "1.4.1": "done",
        "1.5.1": "doesn't end",
    }.items():
        assert state[name] == expected, name


def test_the_process_of_an_answer_gets_no_more_than_its_time(
    tmp_path: Path,
) -> None:
    exercise = read_exercises()["1.4.1"]
    Path("my.py").write_text(RIGHT, encoding="utf-8")
    report = check(exercise, Path("my.py"), 0.001)
    assert "didn't end within 0.001 seconds" in report.unusable
    work = tmp_path / "work"
    work.mkdir()
    job = {"exercise": "1.4.1", "file": "my.py"}
    assert all(not one.problem for one in run_job(work, job, 120).outcomes)
