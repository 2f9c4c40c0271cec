"""The corpus is what its card says."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime
from functools import cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest
from helpline import corpus
from helpline.answering import sentences
from helpline.cli import main
from helpline.commands.tickets import lines, summary
from helpline.records import QUEUES
from helpline.tickets import make_drafts, make_tickets, phrases
from helpline.tickets.asks import read_asks
from helpline.tickets.chance import Chance
from helpline.tickets.copies import likeness
from helpline.tickets.noise import KINDS, ROWS, add_noise, beside
from helpline.tickets.people import CARDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from helpline.records import Ticket
    from helpline.tickets import Draft

CARD = (corpus.DATA / "CARD.md").read_text(encoding="utf-8")
ARTICLES = corpus.read_articles()
ASKS = read_asks()
SEEDS = [7, 0, 1, 8, 2026, -3, 10**12]
NUMBER = 1500

FIRST_UPDATE, LAST_UPDATE = date(2024, 1, 8), date(2026, 10, 30)
SHINGLE = 8
SHARED = 0.02
"""The largest share of an article's shingles that another may have; measured: none at all."""

EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
RESERVED_EMAIL = re.compile(r"[a-z0-9._]+@example\.(com|org|net)[.,]?$")
DIGITS = re.compile(r"\+?\(?\d[\d ()-]{6,}\d")
RESERVED_PHONE = re.compile(
    r"(1?[2-9]\d\d55501\d\d"
    r"|(44|0)2079460\d{3}|(44|0)7700900\d{3}|01632960\d{3}|01(13|17|31|61)4960\d{3})$"
)
ACCOUNT = re.compile(r"WS-\d{5}\b")


def table(head: str) -> dict[str, list[str]]:
    """Return a table of the card, by its first column."""
    rows = CARD.split(f"{head}\n", 1)[1].split("\n\n", 1)[0].splitlines()[1:]
    cells = [
        [cell.strip() for cell in row.strip("|").split("|")] for row in rows
    ]
    return {name: values for name, *values in cells}


BOUNDS = {
    name: (float(low), float(high))
    for name, (low, high) in table(
        "| statement | at least | at most |"
    ).items()
}
PARTS = {
    name: int(number.replace(",", ""))
    for name, (number,) in table("| part | number |").items()
}


@cache
def drafts(seed: int) -> list[Draft]:
    return make_drafts(seed, NUMBER, ASKS)


@cache
def threads(seed: int) -> list[list[Ticket]]:
    found: dict[str | None, list[Ticket]] = {}
    for draft in drafts(seed):
        found.setdefault(draft.ticket.thread, []).append(draft.ticket)
    return list(found.values())


def received(ticket: Ticket) -> datetime:
    assert ticket.received is not None
    return ticket.received


every_seed = pytest.mark.parametrize("seed", SEEDS)


# --- articles


def test_the_card_counts_what_there_is() -> None:
    old = [one for one in ARTICLES.values() if one.superseded_by]
    queues = Counter(one.queue for one in ARTICLES.values())
    answered = Counter(ask.article for ask in ASKS if ask.article)
    assert set(queues) == set(QUEUES)
    assert set(answered) == set(ARTICLES) - {one.id for one in old}
    assert len(set(queues.values())) == len(set(answered.values())) == 1
    counted = {
        "articles": len(ARTICLES),
        "articles in each queue": queues["billing"],
        "articles out of date": len(old),
        "articles that are current": len(answered),
        "asks of each current article": max(answered.values()),
        "asks that an article answers": sum(answered.values()),
        "asks that no article answers": sum(
            ask.article is None for ask in ASKS
        ),
        "tickets": len(corpus.read_tickets()),
        "threads": len({ticket.thread for ticket in corpus.read_tickets()}),
    }
    assert counted == PARTS
    assert set(Counter(one.queue for one in old).values()) == {2}
    assert len(corpus.read_current()) == len(answered)


def test_an_article_is_named_like_its_file() -> None:
    files = [one.name for one in (corpus.DATA / "articles").iterdir()]
    assert sorted(files) == sorted(f"{name}.md" for name in ARTICLES)
    assert all(name == one.id for name, one in ARTICLES.items())
    assert len({one.title for one in ARTICLES.values()}) == len(ARTICLES)


def test_an_old_article_ends_at_a_current_one_of_its_queue_that_is_later() -> (
    None
):
    for one in ARTICLES.values():
        if one.superseded_by:
            new = ARTICLES[one.superseded_by]
            assert new.queue == one.queue, one.id
            assert new.updated > one.updated, one.id
            assert new.superseded_by is None, one.id


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_an_article_is_of_the_size_and_form_that_the_card_gives(
    name: str,
) -> None:
    article = ARTICLES[name]
    low, high = map(
        int, re.findall(r"headings or links, (\d+) to (\d+) words", CARD)[0]
    )
    assert low <= len(article.body.split()) <= high
    assert FIRST_UPDATE <= article.updated <= LAST_UPDATE
    assert not re.search(
        r"^#|\]\(|https?:|\*\*|TODO", article.body, re.MULTILINE
    )
    found = list(sentences(article.body))
    assert len(found) >= 2
    assert any(
        len(one.split()) >= 8 and one.endswith((".", "!", "?"))
        for one in found
    )


def test_articles_are_not_made_from_a_template() -> None:
    def shingles(body: str) -> set[tuple[str, ...]]:
        found = re.findall(r"\w+", body.lower())
        return set(
            zip(*(found[start:] for start in range(SHINGLE)), strict=False)
        )

    parts = {name: shingles(one.body) for name, one in ARTICLES.items()}
    for one, other in combinations(ARTICLES.values(), 2):
        if other.id != one.superseded_by and one.id != other.superseded_by:
            a, b = parts[one.id], parts[other.id]
            assert len(a & b) <= SHARED * min(len(a), len(b)), (
                one.id,
                other.id,
            )
    starts = Counter(
        " ".join(one.body.split()[:3]).lower() for one in ARTICLES.values()
    )
    assert max(starts.values()) <= 3, starts.most_common(3)


# --- asks


def test_asks_are_short_different_and_without_personal_data() -> None:
    low, high = map(
        int, re.findall(r"messages, (\d+) to (\d+) words each", CARD)[0]
    )
    for ask in ASKS:
        assert low <= len(ask.text.split()) <= high, ask.text
        assert not EMAIL.search(ask.text), ask.text
        assert not DIGITS.search(ask.text), ask.text
        assert not re.search(
            r"WS-|^(hi|hello|dear)\b", ask.text, re.IGNORECASE
        ), ask.text
        assert ask.text == ask.text.strip()
    assert len({" ".join(ask.text.lower().split()) for ask in ASKS}) == len(
        ASKS
    )


def test_each_queue_has_asks_that_no_article_answers() -> None:
    outside = Counter(ask.queue for ask in ASKS if ask.article is None)
    assert set(outside) == set(QUEUES)
    assert min(outside.values()) >= 5


@pytest.mark.parametrize(
    ("queue", "name", "problem"),
    [
        ("billing", "no-such-article", "there is no such article"),
        (
            "billing",
            "tax-on-invoices",
            "prices-without-tax has taken its place",
        ),
        ("tasks", "get-an-invoice", "belongs to billing"),
    ],
)
def test_asks_of_an_article_that_can_not_be_meant_are_refused(
    tmp_path: Path, queue: str, name: str, problem: str
) -> None:
    for one in QUEUES:
        (tmp_path / f"{one}.yml").write_text("{}")
    (tmp_path / f"{queue}.yml").write_text(
        f"{name}:\n  - How does this work?\n"
    )
    with pytest.raises(
        ValueError, match=rf"{queue}\.yml: {name}: .*{problem}"
    ):
        read_asks(tmp_path, ARTICLES)


@pytest.mark.parametrize(
    "content", ["", "- one\n", "name: text\n", "name: []\n", "name: [1]\n"]
)
def test_a_file_of_asks_that_is_none_is_named(
    tmp_path: Path, content: str
) -> None:
    for one in QUEUES:
        (tmp_path / f"{one}.yml").write_text("{}")
    (tmp_path / "sign-in.yml").write_text(content)
    with pytest.raises(ValueError, match=r"sign-in\.yml: .*list of texts"):
        read_asks(tmp_path, ARTICLES)


def test_a_queue_without_outside_asks_is_refused(tmp_path: Path) -> None:
    for one in (*QUEUES, "outside"):
        (tmp_path / f"{one}.yml").write_text("{}")
    with pytest.raises(ValueError, match=r"outside\.yml"):
        read_asks(tmp_path, ARTICLES)


# --- tickets


def test_the_committed_tickets_are_those_of_seed_7() -> None:
    committed = (corpus.DATA / "tickets.jsonl").read_text(encoding="utf-8")
    assert lines(make_tickets()) == committed
    assert len(committed.encode()) < 1_000_000
    assert corpus.read_tickets() == make_tickets()


def test_the_card_has_the_summary_of_the_committed_tickets() -> None:
    assert summary(drafts(7)) in CARD


def test_every_file_has_a_word_on_its_license() -> None:
    note = (corpus.DATA / "LICENSE-CC0").read_text(encoding="utf-8")
    assert "https://creativecommons.org/publicdomain/zero/1.0/" in note
    assert "LICENSE-CC0" in CARD


def test_seeds_differ_and_each_gives_the_same_again() -> None:
    texts = {
        seed: [draft.ticket.text for draft in drafts(seed)] for seed in SEEDS
    }
    for one, other in combinations(SEEDS, 2):
        assert len(set(texts[one]) & set(texts[other])) < NUMBER / 5
    assert make_drafts(8, NUMBER, ASKS) == drafts(8)


@pytest.mark.parametrize("number", [0, 1, 2, 37])
def test_any_number_can_be_made(number: int) -> None:
    made = make_tickets(3, number)
    assert [ticket.id for ticket in made] == [
        f"t{n:04}" for n in range(1, number + 1)
    ]


def test_fewer_than_none_can_not() -> None:
    with pytest.raises(ValueError, match="-1 tickets"):
        make_tickets(7, -1)


@every_seed
def test_ids_and_threads_are_numbered_in_the_order_of_time(seed: int) -> None:
    tickets = [draft.ticket for draft in drafts(seed)]
    assert [one.id for one in tickets] == [
        f"t{n:04}" for n in range(1, NUMBER + 1)
    ]
    first = [str(one[0].thread) for one in threads(seed)]
    assert first == [f"th{n:04}" for n in range(1, len(first) + 1)]
    times = [received(one) for one in tickets]
    assert times == sorted(times)
    assert all(time.utcoffset() == UTC.utcoffset(None) for time in times)
    start, end = map(
        date.fromisoformat,
        re.findall(r"from (\S{10}) to (\S{10})\.", CARD)[0],
    )
    assert start <= times[0].date()
    assert times[-1].date() <= end
    assert (times[0].date() - start).days < 10
    assert (end - times[-1].date()).days < 10


@every_seed
def test_labels_are_those_of_the_main_matter(seed: int) -> None:
    for draft in drafts(seed):
        ticket = draft.ticket
        assert (ticket.queue, ticket.article) == (
            draft.ask.queue,
            draft.ask.article,
        )
        if ticket.article is not None:
            assert ARTICLES[ticket.article].queue == ticket.queue
            assert ARTICLES[ticket.article].superseded_by is None
        assert not (draft.second and ticket.article is None)


@every_seed
def test_copies_have_the_labels_of_their_first_and_come_later(
    seed: int,
) -> None:
    for first, *copies in threads(seed):
        assert {(one.queue, one.article) for one in copies} <= {
            (first.queue, first.article)
        }
        for before, after in pairwise([first, *copies]):
            assert received(before) < received(after)


@every_seed
def test_no_two_tickets_have_the_same_text(seed: int) -> None:
    assert len({draft.ticket.text for draft in drafts(seed)}) == NUMBER
    assert all(
        draft.ticket.text == draft.ticket.text.strip()
        for draft in drafts(seed)
    )


def share(holds: Callable[[Draft], bool]) -> Callable[[int], list[float]]:
    return lambda seed: [100 * sum(map(holds, drafts(seed))) / NUMBER]


def queue_share(queue: str) -> Callable[[int], list[float]]:
    return share(lambda draft: draft.ticket.queue == queue)


def counts(things: Iterable[object]) -> Counter[object]:
    return Counter(things)


def of_copies(
    value: Callable[[Ticket, Ticket], float],
) -> Callable[[int], list[float]]:
    return lambda seed: [
        value(first, one) for first, *rest in threads(seed) for one in rest
    ]


def waits(seed: int) -> list[float]:
    return [
        (received(after) - received(before)).total_seconds() / 3600
        for thread in threads(seed)
        for before, after in pairwise(thread)
    ]


def popular(seed: int) -> Counter[object]:
    return counts(
        draft.ticket.article for draft in drafts(seed) if draft.ticket.article
    )


MEASURES: dict[str, Callable[[int], list[float]]] = {
    **{f"share: queue {queue}": queue_share(queue) for queue in QUEUES},
    "share: near-copies": share(lambda draft: draft.times > 0),
    "share: no article answers": share(
        lambda draft: draft.ticket.article is None
    ),
    "share: free of noise": share(lambda draft: not draft.noise),
    "share: a second matter": share(lambda draft: draft.second),
    "share: on Saturday or Sunday": share(
        lambda draft: received(draft.ticket).weekday() >= 5
    ),
    "share: between 8:00 and 18:00 UTC": share(
        lambda draft: 8 <= received(draft.ticket).hour < 18
    ),
    "share: an email address": share(lambda draft: "@" in draft.ticket.text),
    "tickets of the most popular article": lambda seed: [
        max(popular(seed).values())
    ],
    "current articles with a ticket": lambda seed: [len(popular(seed))],
    "first messages of the most used ask": lambda seed: [
        max(
            counts(
                draft.ask for draft in drafts(seed) if not draft.times
            ).values()
        )
    ],
    "messages in a thread": lambda seed: [
        len(thread) for thread in threads(seed)
    ],
    "hours from a message to its copy": waits,
    "likeness of a copy to its first message": of_copies(
        lambda first, copy: likeness(first.text, copy.text)
    ),
    "characters in a ticket": lambda seed: [
        len(draft.ticket.text) for draft in drafts(seed)
    ],
}


def test_every_statement_of_the_card_is_measured() -> None:
    assert set(MEASURES) == set(BOUNDS)


@every_seed
@pytest.mark.parametrize("statement", sorted(BOUNDS))
def test_the_statements_of_the_card_hold(statement: str, seed: int) -> None:
    low, high = BOUNDS[statement]
    measured = MEASURES[statement](seed)
    assert measured
    assert low <= min(measured)
    assert max(measured) <= high


@every_seed
def test_privacy_is_the_rarest_queue(seed: int) -> None:
    queues = Counter(draft.ticket.queue for draft in drafts(seed))
    assert min(queues, key=lambda queue: queues[queue]) == "privacy"


@every_seed
def test_personal_data_is_from_reserved_ranges(seed: int) -> None:
    cards = {re.sub(r"\D", "", card) for card in CARDS}
    kinds: Counter[str] = Counter()
    for draft in drafts(seed):
        text = draft.ticket.text
        for address in EMAIL.findall(text):
            assert RESERVED_EMAIL.match(address), (draft.ticket.id, address)
            kinds["email"] += 1
        for found in DIGITS.findall(ACCOUNT.sub("", text)):
            number = re.sub(r"\D", "", found)
            assert number in cards or RESERVED_PHONE.match(number), (
                draft.ticket.id,
                found,
            )
            kinds["card" if number in cards else "phone"] += 1
        kinds["account"] += len(ACCOUNT.findall(text))
        assert text.upper().count("WS-") == len(ACCOUNT.findall(text)), (
            draft.ticket.id
        )
    assert all(kinds[kind] for kind in ("email", "phone", "card", "account"))
    assert kinds["card"] < NUMBER / 50


@pytest.mark.parametrize("number", CARDS)
def test_card_numbers_for_tests_have_a_right_check_digit(number: str) -> None:
    digits = [int(digit) for digit in reversed(number.replace(" ", ""))]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    assert (sum(digits[::2]) + sum(doubled)) % 10 == 0


# --- the parts of the generator


@pytest.mark.parametrize("kind", KINDS)
def test_noise_leaves_addresses_and_numbers_alone(kind: str) -> None:
    private = (
        "Zoë jo.smith@example.com 07700 900123 WS-48213 4242 4242 4242 4242"
    )
    text = f"It doesn't work, and I can't say why. Write to {private}, please. Many thanks!"
    change = KINDS[kind][1]
    changed = [change(text, Chance(seed)) for seed in range(60)]
    assert any(one != text for one in changed)
    for one in changed:
        for word in private.split()[1:]:
            assert word in one


def test_noise_always_changes_something_and_says_what() -> None:
    for seed in range(200):
        text, kinds = add_noise("i want to sign out", Chance(seed))
        assert text != "i want to sign out"
        assert kinds
        assert set(kinds) <= set(KINDS)
        assert not {"capitals", "lower case"} <= set(kinds)


@pytest.mark.parametrize("letter", sorted("".join(ROWS)))
def test_a_key_has_one_or_two_neighbors_that_have_it_in_turn(
    letter: str,
) -> None:
    assert 1 <= len(beside(letter)) <= 2
    assert all(letter in beside(other) for other in beside(letter))


@pytest.mark.parametrize(
    "listed",
    [phrases.OPENERS, phrases.BEFORE, phrases.AFTER, phrases.CLOSERS],
)
def test_there_are_many_phrases_and_none_twice(
    listed: tuple[str, ...],
) -> None:
    assert len(set(listed)) == len(listed) >= 30


def test_chance_is_fair_and_the_same_everywhere() -> None:
    chance = Chance(7)
    assert [chance.below(1000) for _ in range(5)] == [323, 150, 650, 72, 535]
    assert sorted(chance.shuffled(range(9))) == list(range(9))
    throws = Counter(chance.between(1, 6) for _ in range(6000))
    assert set(throws) == {1, 2, 3, 4, 5, 6}
    assert min(throws.values()) > 850


# --- the command


def test_the_command_writes_checks_and_sums_up(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["tickets", "--number", "3"]) == 0
    assert capsys.readouterr().out == lines(make_tickets(7, 3))
    assert main(["tickets", "--check"]) == 0
    assert "is what the generator makes" in capsys.readouterr().out
    assert main(["tickets", "--check", "--seed", "8"]) == 1
    assert "is not what the generator makes" in capsys.readouterr().err
    assert main(["tickets", "--summary", "--number", "0"]) == 0
    assert "| tickets | 0 | 0.0 |" in capsys.readouterr().out


@pytest.mark.parametrize(
    "given", ["--number=-1", "--number=100001", "--number=x", "--seed=1.5"]
)
def test_the_command_refuses_numbers_that_are_none(
    given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["tickets", given])
    assert stopped.value.code == 2
    assert "argument" in capsys.readouterr().err
