"""Promises of `sphinx_journey.core.files`."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sphinx_journey.core.files import PART, write_whole

CONTENTS = [bytes([number]) * 2_000_000 for number in range(8)]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_and_its_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a/b/file.json"
    write_whole(path, b"one")
    assert path.read_bytes() == b"one"
    write_whole(path, b"")
    assert path.read_bytes() == b""
    assert names(path.parent) == ["file.json"]


def test_a_name_may_be_as_long_as_the_file_system_takes(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 251 + ".txt")
    write_whole(path, b"one")
    assert path.read_bytes() == b"one"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no umask")
def test_a_file_has_the_permissions_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"one")
    write_whole(tmp_path / "file", b"one")
    assert (tmp_path / "file").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_reader_sees_one_content_whole(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_whole(path, CONTENTS[0])
    with ThreadPoolExecutor(2) as pool:
        writers = [pool.submit(write_all, path) for _ in range(2)]
        while not all(writer.done() for writer in writers):
            assert path.read_bytes() in CONTENTS
        for writer in writers:
            writer.result()
    assert path.read_bytes() == CONTENTS[-1]
    assert names(tmp_path) == ["file"]


def write_all(path: Path) -> None:
    for content in CONTENTS:
        write_whole(path, content)


def test_writers_of_one_file_do_not_interfere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    replace = Path.replace

    def overtaken(self: Path, target: Path) -> Path:
        monkeypatch.setattr(Path, "replace", replace)
        write_whole(path, b"of another, at the last moment")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", overtaken)
    write_whole(path, b"one")
    assert path.read_bytes() == b"one"
    assert names(tmp_path) == ["file"]


def test_a_failure_leaves_what_was_there_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    write_whole(path, b"before")

    def full(self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"after")
    assert path.read_bytes() == b"before"
    assert names(tmp_path) == ["file"]


def test_a_folder_in_the_place_of_the_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").mkdir()
    with pytest.raises(OSError, match="file"):
        write_whole(tmp_path / "file", b"one")
    assert names(tmp_path) == ["file"]


def refuse(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Refuse that many times to replace a file, as Windows does while it is open elsewhere."""
    refusals = iter(range(times))
    replace = Path.replace

    def refusing(self: Path, target: Path) -> Path:
        if next(refusals, None) is not None:
            raise PermissionError(13, "Access is denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refusing)


def test_a_file_that_is_being_read_is_replaced_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"before")
    refuse(monkeypatch, 3)
    write_whole(path, b"after")
    assert path.read_bytes() == b"after"
    assert names(tmp_path) == ["file"]


def test_equal_bytes_that_are_being_read_are_as_good_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"same")
    refuse(monkeypatch, 100)
    write_whole(path, b"same")
    assert names(tmp_path) == ["file"]


def test_a_file_that_is_never_released_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"before")
    refuse(monkeypatch, 100)
    with pytest.raises(PermissionError, match="denied"):
        write_whole(path, b"after")
    assert path.read_bytes() == b"before"
    assert names(tmp_path) == ["file"]


WRITE = """
import sys
from pathlib import Path
from sphinx_journey.core.files import write_whole
while True:
    for number in range(8):
        write_whole(Path(sys.argv[1]), bytes([number]) * 2_000_000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not of Windows")
def test_a_killed_writer_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for pause in (0.0, 0.003, 0.007, 0.011):
        writer = subprocess.Popen([sys.executable, "-c", WRITE, str(path)])
        path.unlink(missing_ok=True)
        while not path.exists():
            time.sleep(0.001)
        time.sleep(pause)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        assert path.read_bytes() in CONTENTS
    left = [name for name in names(tmp_path) if name != "file"]
    assert all(name.startswith(".") and name.endswith(PART) for name in left)
