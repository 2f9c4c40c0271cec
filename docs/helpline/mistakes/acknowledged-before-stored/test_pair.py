"""A ticket whose sender was told that it is taken is still there after a crash."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from helpline.service_journal import Journal
from helpline.service_run import running

if TYPE_CHECKING:
    from types import ModuleType

    from helpline.records import Ticket


# region crash
class Crashing(Journal):
    """A journal whose process dies just before it writes the second ticket."""

    def take(self, ticket: Ticket) -> None:
        if ticket.id == "second":
            os._exit(1)
        super().take(ticket)


def test_what_was_confirmed_survives_a_crash(subject: ModuleType, tmp_path: Path) -> None:
    file, confirmed = tmp_path / "journal", []
    with serving(subject, file) as url, httpx.Client(base_url=url, trust_env=False) as client:
        for name in ("first", "second"):
            try:
                client.post("/tickets", json={"id": name, "text": "help"}).raise_for_status()
            except httpx.TransportError:
                break  # no reply: the sender knows nothing, and asks again
            confirmed.append(name)
    with Journal(file) as journal:
        assert "first" in journal.entries
        assert set(confirmed) <= set(journal.entries)


# endregion crash


# region serving
class serving:  # noqa: N801 - a context manager
    """The subject in a process of its own, with a journal that crashes."""

    def __init__(self, subject: ModuleType, file: Path) -> None:
        self.command = [sys.executable, __file__, str(subject.__file__), str(file)]

    def __enter__(self) -> str:
        self.process = subprocess.Popen(
            self.command,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        return self.process.stdout.readline().strip()

    def __exit__(self, *_: object) -> None:
        self.process.wait(20)
        self.process.stdout.close()


# endregion serving


def serve(module: str, file: str) -> None:
    """Serve a module until the journal ends the process; print the address first."""
    spec = importlib.util.spec_from_file_location("subject", module)
    subject = importlib.util.module_from_spec(spec)
    sys.modules["subject"] = subject
    spec.loader.exec_module(subject)
    with Crashing(Path(file)) as journal, running(subject.create_app(journal)) as url:
        print(url, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    serve(*sys.argv[1:])
