"""The notebook and its cells, what the package turns away, and the clean rerun."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import helpline
import pytest
from _imports import between, imports, shortest
from helpline.cli import main
from helpline.commands.rerun import Run, shown
from helpline.corpus import read_tickets
from helpline.desk import Desk, open_desk
from helpline.fingerprint import canonical, fingerprint
from helpline.records import Reply, Ticket, problems
from helpline.settings import Settings
from helpline.stages.notebook import misuse
from helpline.stages.notebook.cells import Kernel, read_cells
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

SETUP = ["load", "words", "names", "index", "queue", "reply"]
POST = (
    Path(__file__).parents[2] / "pillars/1-foundation/notebook-to-package.md"
)
TICKETS = read_tickets()


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk(Settings())


def test_the_notebook_runs_from_top_to_bottom() -> None:
    kernel = Kernel(read_cells())
    names = kernel.run(list(kernel.cells))
    assert "104 articles, 1500 tickets" in kernel.printed
    assert len(names["replies"]) == 1500
    assert names["min_score"] == 8.0


def test_a_cell_knows_its_lines_in_the_file() -> None:
    with pytest.raises(NameError) as caught:
        Kernel(read_cells()).run(["all"])
    frame = caught.traceback[-1]
    text = (
        Path(helpline.__file__).with_name("stages")
        / "notebook"
        / "notebook.py"
    )
    assert "reply(ticket" in text.read_text().splitlines()[frame.lineno]


def test_the_notebooks_replies_hang_on_what_ran_before() -> None:
    kernel = Kernel(read_cells())
    first = kernel.run([*SETUP, "try"])["reply"]
    refund = kernel.names["refund"]
    assert first(refund)["article"] == "ask-for-a-refund"
    first("My text is gone.\nFatima Gupta\nAccount WS-12546")
    assert first(refund)["article"] is None


def test_the_cell_for_names_does_what_it_was_made_for() -> None:
    names = Kernel(read_cells()).run(SETUP)
    mina = next(one.text for one in TICKETS if "Mina Bell" in one.text)
    bells = "badge-number-does-not-go-away"
    assert names["search"](names["words"](mina))[0] == bells
    assert names["reply"](mina)["article"] != bells


def test_without_the_names_the_package_says_what_the_notebook_said(
    desk: Desk,
) -> None:
    names = Kernel(read_cells()).run(SETUP)
    names["wanted"] = names["words"]
    for ticket in TICKETS[::5]:
        reply, was = desk.reply(ticket), names["reply"](ticket.text)
        assert (reply.queue, reply.answer, reply.article) == tuple(
            was.values()
        )


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(TICKETS[::60]))
def test_a_reply_does_not_depend_on_the_order_of_the_tickets(
    desk: Desk, order: list[Ticket]
) -> None:
    alone = {one.id: desk.reply(one) for one in TICKETS[::60]}
    assert {one.id: desk.reply(one) for one in order} == alone


def test_a_fingerprint_stands_for_the_replies_and_not_for_their_order(
    desk: Desk,
) -> None:
    replies = [desk.reply(ticket) for ticket in TICKETS[:20]]
    assert fingerprint(replies) == fingerprint(replies[::-1])
    assert fingerprint(replies) != fingerprint(replies[1:])
    other = replies[0].model_copy(update={"queue": "privacy"})
    assert fingerprint([other, *replies[1:]]) != fingerprint(replies)
    assert canonical([Reply(ticket="t1", queue="tasks")]).startswith(
        '{"answer": null, "article":'
    )


def test_a_clean_rerun_gives_the_same_replies(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["rerun"]) == 0
    printed = capsys.readouterr().out
    found = re.findall(
        r"([12])    1,500 +\d+  ([0-9a-f]{16})$", printed, re.MULTILINE
    )
    assert [seed for seed, _digest in found] == ["1", "2"]
    assert found[0][1] == found[1][1]
    assert main(["rerun", "--once", "as sent"]) == 0
    assert found[0][1] in capsys.readouterr().out


def test_runs_that_differ_are_told_apart() -> None:
    runs = [
        Run("as sent", "1", 2, 1, "a" * 64),
        Run("reversed", "2", 2, 1, "a" * 63 + "b"),
    ]
    assert shown(runs).endswith("The runs differ.\n")


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"id": "t1"}, "text: Field required"),
        (
            {"id": "t1", "text": " \n"},
            "text: String should have at least 1 character",
        ),
        ({"id": "T 1", "text": "Hi"}, "id: String should match pattern"),
        (
            {"id": "t1", "text": "Hi", "queue": "sales"},
            "queue: Input should be 'sign-in', ",
        ),
        (
            {"id": "t1", "text": "Hi", "received": "2026-03-14T09:26"},
            "received: Input should have",
        ),
        (
            {"id": "t1", "text": "Hi", "4242 4242": "bad"},
            "an unknown field: Extra inputs",
        ),
    ],
)
def test_a_malformed_ticket_is_turned_away_by_field(
    record: dict[str, str], said: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        Ticket.model_validate(record)
    [problem] = problems(caught.value)
    assert problem.startswith(said)


def test_an_error_does_not_repeat_what_a_customer_wrote() -> None:
    with pytest.raises(ValidationError) as caught:
        Ticket.model_validate(
            {"id": "t1", "text": ["My card is 4242"], "queue": "my secret"}
        )
    assert len(problems(caught.value)) == 2
    assert not re.search("4242|secret", " ".join(problems(caught.value)))


def test_a_line_that_is_no_ticket_is_named(tmp_path: Path) -> None:
    file = tmp_path / "tickets.jsonl"
    file.write_text(
        '{"id": "t1", "text": "One\\u2028line"}\n{"id": "t2"}\n',
        encoding="utf-8",
    )
    with pytest.raises(
        ValueError, match=r"^tickets\.jsonl, line 2: text: Field required$"
    ):
        read_tickets(file)
    file.write_text(
        '{"id": "t1", "text": "One\u2028line"}\n', encoding="utf-8"
    )
    assert [one.text for one in read_tickets(file)] == ["One\u2028line"]


def test_records_and_settings_cannot_be_changed() -> None:
    ticket = Ticket(
        id="t1", text="Hi", received=datetime(2026, 1, 1, tzinfo=UTC)
    )
    for value, field in ((ticket, "text"), (Settings(), "min_score")):
        with pytest.raises(ValidationError, match="frozen"):
            setattr(value, field, "4")
        assert hash(value) == hash(
            value.model_copy()
        )  # holds nothing that could change inside


def test_settings_that_are_none_end_with_status_2(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "helpline.toml"
    assert main(["ask", "Hi", "--settings", str(file)]) == 2
    file.write_text("min_score = often")
    assert main(["ask", "Hi", "--settings", str(file)]) == 2
    monkeypatch.setenv("HELPLINE_MIN_SCORE", "often")
    assert main(["rerun"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 3
    assert "No such file" in said[0]
    assert "Invalid value" in said[1]
    assert said[2].startswith(
        "helpline: min_score: Input should be a valid number"
    )


def test_the_diagram_of_the_modules_is_what_they_import() -> None:
    drawn = re.findall(
        r"^ +(\w+) --> (\w+)$", POST.read_text(encoding="utf-8"), re.MULTILINE
    )
    parts = {f"helpline.{name}" for pair in drawn for name in pair}
    real = shortest(between(imports(Path(helpline.__file__).parent), parts))
    assert {(f"helpline.{a}", f"helpline.{b}") for a, b in drawn} == {
        (a, b) for a, ends in real.items() for b in ends
    }
    assert len(parts) == 10


def test_what_mypy_finds_fails_when_it_runs() -> None:
    with pytest.raises(AttributeError, match="articel"):
        misuse.misspell_a_field(Reply(ticket="t1", queue="tasks"))
    with pytest.raises(ValidationError, match="queue"):
        misuse.invent_a_queue()
    with pytest.raises(ValidationError, match="frozen"):
        misuse.change_a_setting(Settings())


def test_the_numbers_in_the_text_are_those_of_the_results() -> None:
    text = POST.read_text(encoding="utf-8")
    results = Path(__file__).parents[1] / "results"
    orders = (results / "notebook_to_package.csv").read_text().splitlines()
    assert f"Even so, {orders[1].split(',')[4]} replies are not" in text
    rerun = (
        (results / "notebook_to_package-rerun.txt").read_text().splitlines()
    )
    right = (
        (results / "notebook_to_package-names.csv")
        .read_text()
        .splitlines()[1]
        .split(",")[1]
    )
    assert f"of the {rerun[1].split()[4]} answers" in text
    assert f"counts {right} with the right article" in text
    refund = (results / "notebook_to_package-refund.txt").read_text()
    others = re.search(r"asked after (\d+) others: refused", refund)
    assert others
    assert f"refused after {others[1]} other tickets" in text
