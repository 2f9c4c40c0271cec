"""What the solution of exercise 1.5.3 does beyond what the exercise asks for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from e15_3 import rotate
from helpline.records import Ticket
from helpline.service_journal import Journal

if TYPE_CHECKING:
    from pathlib import Path


def journal_in(folder: Path) -> Path:
    file = folder / "journal"
    with Journal(file) as journal:
        for name in ("my-1", "my-2", "my-3"):
            journal.take(Ticket(id=name, text=f"text of {name}"))
        journal.answered("my-2", {"answer": "yes"})
    return file


@pytest.mark.parametrize("step", ["link", "replace"])
def test_a_crash_on_the_way_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    file, kept = journal_in(tmp_path), tmp_path / "old"
    before = file.read_bytes()

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, step, crash)
        with pytest.raises(KeyboardInterrupt):
            rotate(file, kept)
    assert file.read_bytes() == before
    assert rotate(file, kept) == 2


def test_names_are_on_the_disk_before_and_after_the_new_file_is_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, kept = journal_in(tmp_path), tmp_path / "old"
    before, seen = file.stat().st_ino, []

    def synced(folder: Path) -> None:
        seen.append((folder, file.stat().st_ino == before))

    monkeypatch.setattr("e15_3.sync_folder", synced)
    rotate(file, kept)
    assert seen == [(tmp_path, True), (tmp_path, False)]
