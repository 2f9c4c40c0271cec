"""The solutions of post 1.1."""

from __future__ import annotations

from pathlib import Path

import e11_1
import e11_2
import e11_3
import e11_4
import helpline
import pytest
from _imports import between, imports
from helpline.corpus import read_tickets
from helpline.desk import Desk
from helpline.settings import Settings
from helpline.stages.notebook.cells import Kernel, read_cells

SETUP = ["load", "words", "names", "index", "queue", "reply"]
PACKAGE = imports(Path(helpline.__file__).parent)


@pytest.fixture(scope="module")
def kernel() -> Kernel:
    kernel = Kernel(read_cells())
    kernel.run(SETUP)
    return kernel


def test_defaults_that_remember_are_found(kernel: Kernel) -> None:
    assert e11_1.remembers(kernel.names["wanted"]) == ["ignore"]
    assert e11_1.remembers(kernel.names["reply"]) == []
    assert e11_1.remembers(Desk.reply) == []
    assert e11_1.remembers(lambda a, b=(), *, c={}: None) == ["c"]


def test_a_misspelled_variable_is_refused() -> None:
    assert e11_2.load_strictly(
        {"HOME": "/", "HELPLINE_MIN_SCORE": "3"}
    ) == Settings(min_score=3)
    with pytest.raises(ValueError, match=r"SCOER.*mean HELPLINE_MIN_SCORE\?"):
        e11_2.load_strictly({"HELPLINE_MIN_SCOER": "3"})
    with pytest.raises(ValueError, match=r"setting\.$"):
        e11_2.load_strictly({"HELPLINE_XYZ": "3"})


def test_the_ticket_that_changed_the_reply_is_found(kernel: Kernel) -> None:
    tickets = read_tickets()
    place = next(
        at
        for at, one in enumerate(tickets)
        if one.text.startswith("Can you send")
    )

    def decide(before: list) -> object:
        names = kernel.run(
            ["words", "names"]
        )  # as good as a fresh process: both sets are new
        for ticket in before:
            names["wanted"](ticket.text)
        return names["reply"](tickets[place].text)["article"]

    found = e11_3.culprit(tickets[:place], decide)
    assert found.text.endswith("Account WS-12546")


def test_imports_that_go_up_or_round_are_found() -> None:
    found = {"a": {"b"}, "b": {"c"}, "c": set()}
    assert e11_4.upward(found, [["c"], ["b"], ["a"]]) == []
    assert e11_4.upward(found, [["b"], ["c"], ["a"]]) == ["b imports c"]
    assert e11_4.circle(found) == []
    round_trip = e11_4.circle({**found, "c": {"a"}})
    assert round_trip[0] == round_trip[-1]
    assert set(round_trip) == {"a", "b", "c"}


def test_the_package_has_no_import_that_goes_up_or_round() -> None:
    layers = [
        ["text", "records", "settings"],
        ["bm25", "corpus"],
        ["answering", "triage"],
        ["desk"],
        ["commands"],
        ["cli"],
    ]
    named = [[f"helpline.{name}" for name in layer] for layer in layers]
    parts = between(PACKAGE, [name for layer in named for name in layer])
    assert e11_4.upward(parts, named) == []
    assert e11_4.circle(parts) == []
