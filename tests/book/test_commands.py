"""Every command that the book prints can be typed, and makes the output that is shown below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support import ROOT

from .commands import Kind, Printed, form, is_timing, kind_of, pages, printed, problems

if TYPE_CHECKING:
    from pathlib import Path

DOCS = ROOT / "docs"
HELPLINE = DOCS / "helpline"
EVERY = [one for page in pages(DOCS) for one in printed(page)]


def name_of(one: Printed) -> str:
    return f"{one.page.stem}:{one.line}"


def service_before(one: Printed) -> str:
    """Return the service that a page has its readers start before some commands, or any."""
    before = [
        command
        for other in EVERY
        if other.page == one.page and other.line < one.line
        for command in other.commands
        if kind_of(command) is Kind.SERVES
    ]
    return before[-1] if before else "python -m helpline serve"


def test_there_are_commands_of_every_kind() -> None:
    assert {kind_of(command) for one in EVERY for command in one.commands} == set(Kind)


@pytest.mark.parametrize("one", EVERY, ids=name_of)
def test_no_printed_command_is_cut(one: Printed) -> None:
    for command in one.commands:
        assert "\u2026" not in command
        assert "..." not in command


@pytest.mark.parametrize("one", EVERY, ids=name_of)
def test_a_printed_command_does_what_its_page_says(one: Printed) -> None:
    assert problems(one, HELPLINE, service_before(one)) == []


SAMPLE = """# A page

Run `HELPLINE_TRIAGE=rules python -m helpline ask "locked"`, not `ask` or `python`.

:::{output} wrong
:command: python -m helpline ask "Can I pay by lottery ticket?"
:::

```console
$ pip install ./docs/nowhere
$ python -m helpline ask \\
    "A lottery ticket?"
queue:   billing
$ python -m helpline ask --ticket t9
```

```sh
pip install -r docs/helpline/requirements.lock
python -m helpline check --stub 1.4.1
python -m helpline check --stub 1.4.1 other.py && test -e exercise_1_4_1.py
```
"""


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    page = tmp_path / "page.md"
    page.write_text(SAMPLE, encoding="utf-8")
    return page


def test_commands_are_found_with_what_stands_below_them(sample: Path) -> None:
    span, output, console, script = printed(sample)
    assert span.commands == ('HELPLINE_TRIAGE=rules python -m helpline ask "locked"',)
    assert (output.result, output.shown) == ("wrong", (None,))
    assert console.commands[1] == 'python -m helpline ask \\\n    "A lottery ticket?"'
    assert console.shown == (None, "queue:   billing\n", None)
    assert len(script.commands) == 3


def test_what_a_page_says_wrongly_is_found(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "docs" / "helpline" / "results").mkdir(parents=True)
    helpline = tmp_path / "docs" / "helpline"
    (helpline / "scripts").mkdir()
    (helpline / "scripts" / "wrong.py").touch()
    (helpline / "results" / "wrong.txt").write_text("queue:   tasks\n", encoding="utf-8")
    (helpline / "src").symlink_to(HELPLINE / "src")
    (helpline / "offline.py").symlink_to(HELPLINE / "offline.py")
    span, output, console, _ = printed(sample)
    assert problems(span, helpline) == []
    [wrong] = problems(output, helpline)
    assert "page.md, line 5: python -m helpline ask" in wrong
    assert "it prints\nqueue:   billing\nrefused" in wrong
    nowhere, other, bad = problems(console, helpline)
    assert "there is no ./docs/nowhere" in nowhere
    assert "and not\nqueue:   billing" in other
    assert "exit status 2: helpline: there is no ticket 't9'" in bad


def test_a_command_is_of_one_kind(sample: Path) -> None:
    for command, kind in {
        "python -m venv .venv && .venv/bin/pip install ./docs/helpline": Kind.INSTALLS,
        "OMP_NUM_THREADS=1 python -m helpline serve --port 8080": Kind.SERVES,
        "python -m helpline serve --help": Kind.RUNS,
        "python -m helpline serve --unanswered": Kind.ASKS,
        "curl -s http://127.0.0.1:8000/health": Kind.ASKS,
        'python -m helpline ask "one; two"; echo "exit status $?"': Kind.RUNS,
    }.items():
        assert kind_of(command) is kind
    for command in ("rm -r docs", "python -m http.server", "python -m helpline ask x && reboot"):
        with pytest.raises(ValueError, match="no known kind"):
            kind_of(command)


def test_a_timing_is_compared_by_its_form(tmp_path: Path) -> None:
    (tmp_path / "load.py").write_text("TIMING = True\n", encoding="utf-8")
    (tmp_path / "load-more.py").write_text("", encoding="utf-8")
    assert is_timing("load", tmp_path)
    assert is_timing("load-command", tmp_path)
    assert not is_timing("load-more", tmp_path)
    assert form("p95   12.5 ms\n") == form("p95 1,012 ms\n") != form("p50 12 ms\n")
