"""The command line when its input or its output is odd: one line, a status, and no traceback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from helpline import cli
from helpline.cli import main
from helpline.corpus import find_ticket
from helpline.load import answers
from helpline.settings import Settings, SettingsError

ASK = ["ask", "I am locked out after ten attempts"]
FULL = Path("/dev/full")


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """Check that one line was said on standard error; return it."""
    got = capsys.readouterr()
    assert got.out == ""
    assert got.err.startswith("helpline: ")
    assert got.err.count("\n") == 1
    return got.err


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"min_score = \xff",
        b"min_score = " + b"9" * 5_000,
        b"a = " + b"[" * 100_000,
        b"nonsense",
    ],
)
def test_settings_that_cannot_be_read_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    file = tmp_path / "my.toml"
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    assert main([*ASK, "--settings", str(file)]) == 2
    assert str(file) in said(capsys)


def test_settings_may_begin_with_a_mark_and_must_be_there(
    tmp_path: Path,
) -> None:
    file = tmp_path / "my.toml"
    with pytest.raises(SettingsError, match=r"my\.toml"):
        Settings.load(file, {})
    file.write_bytes(b"\xef\xbb\xbfmin_score = 3")
    assert Settings.load(file, {}).min_score == 3


@pytest.mark.parametrize("number", ["-1", "65536", "x", "9" * 5_000])
def test_a_port_is_one(
    number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--port", number])
    assert ended.value.code == 2
    assert "--port" in capsys.readouterr().err


def test_an_address_that_cannot_be_had_is_named(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("logging.basicConfig", lambda **_: None)
    serve = ["serve", "--journal", str(tmp_path / "journal")]
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = str(taken.getsockname()[1])
        assert main([*serve, "--port", number]) == 2
        assert number in said(capsys)
    for host in ("256.256.256.256", "a..b"):
        assert main([*serve, "--host", host, "--port", "0"]) == 2
        assert host in said(capsys)


def test_a_journal_that_is_a_folder_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--journal", str(tmp_path)]) == 2
    assert str(tmp_path) in said(capsys)


def test_a_load_test_of_nothing_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    assert main(["load", "--url", url]) == 1
    assert "nothing answered" in said(capsys)
    assert not answers(url)


@pytest.mark.skipif(
    os.name != "posix", reason="there is no program that only ends"
)
def test_a_load_test_says_that_its_service_did_not_start(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "executable", "true")
    assert main(["load"]) == 1
    assert "did not start" in said(capsys)


class Odd(cli.Command):
    """A command whose run raises."""

    error: Any

    @staticmethod
    def add_arguments(_: object) -> None: ...

    @classmethod
    def run(cls, _: object) -> None:
        raise cls.error


@pytest.mark.parametrize(
    ("error", "status", "lines"),
    [
        (BrokenPipeError(), 1, 0),
        (OSError(28, "No space left on device"), 1, 1),
        (PermissionError(13, "Permission denied", "x"), 2, 1),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid"), 2, 1),
    ],
)
def test_what_a_command_runs_into_has_a_status(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    status: int,
    lines: int,
) -> None:
    monkeypatch.setattr(Odd, "error", error, raising=False)
    monkeypatch.setattr("importlib.import_module", lambda _: Odd)
    assert main(["ask"]) == status
    assert capsys.readouterr().err.count("\n") == lines


def test_a_closed_output_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", None)
        assert main(ASK) == 1
    assert "closed" in said(capsys)


def process(**more: Any) -> subprocess.CompletedProcess[bytes]:
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        **more.pop("env", {}),
    }
    return subprocess.run(
        [sys.executable, "-m", "helpline", *ASK],
        stderr=subprocess.PIPE,
        timeout=20,
        check=False,
        env=env,
        **more,
    )


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
def test_a_full_disk_is_told_in_one_line() -> None:
    with FULL.open("wb") as full:
        ended = process(stdout=full)
    assert ended.returncode == 1
    assert ended.stderr.count(b"\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="pipes that break are POSIX's")
def test_a_reader_that_has_gone_is_no_error() -> None:
    reads, writes = os.pipe()
    os.close(reads)
    try:
        ended = process(stdout=writes)
    finally:
        os.close(writes)
    assert (ended.returncode, ended.stderr) == (1, b"")


def test_an_output_in_ascii_is_written() -> None:
    ended = process(stdout=subprocess.PIPE, env={"PYTHONIOENCODING": "ascii"})
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.isascii()


@pytest.mark.parametrize("command", ["ask", "smallest"])
def test_a_ticket_may_be_named_by_its_id(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = find_ticket("t0037").text
    assert main([command, "--ticket", "t0037"]) == main([command, text]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[: len(lines) // 2] == lines[len(lines) // 2 :]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (
            ["ask", "--ticket", "t9999"],
            "there is no ticket 't9999'; they go from t0001 to t1500",
        ),
        (
            ["smallest", "--ticket", ""],
            "there is no ticket ''; they go from t0001 to t1500",
        ),
        (["ask"], "ask takes either a text or --ticket"),
        (
            ["ask", "a text", "--ticket", "t0037"],
            "ask takes either a text or --ticket",
        ),
        (["smallest"], "smallest takes a text or --ticket"),
    ],
)
def test_a_ticket_that_cannot_be_had_is_told(
    arguments: list[str], problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert said(capsys) == f"helpline: {problem}\n"
