"""Tickets, made from the asks by chance with a seed.

The shares below are invented. They are uneven because those of real help desks are; none of them
was measured anywhere, and none claims to be real.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from helpline.records import Ticket
from helpline.tickets.asks import read_asks
from helpline.tickets.chance import Chance, Deck
from helpline.tickets.copies import send_again
from helpline.tickets.message import compose
from helpline.tickets.noise import add_noise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from helpline.records import Queue
    from helpline.tickets.asks import Ask

QUEUE_CARDS: dict[Queue, int] = {
    "sign-in": 24,
    "billing": 20,
    "documents": 15,
    "members": 12,
    "tasks": 10,
    "notifications": 8,
    "integrations": 7,
    "privacy": 4,
}
ARTICLE_CARDS = (6, 5, 4, 3, 3, 2, 2, 2)
"""How often each article of a queue is asked for, the most popular first; the rest once."""
OUTSIDE_CARDS = [True] * 2 + [False] * 23
NOISY_CARDS = [True] * 29 + [False] * 21
COPY_CARDS = [0] * 84 + [1] * 13 + [2] * 3
"""How many copies follow a message."""

START, END = date(2025, 11, 3), date(2026, 10, 30)
HOURS = [
    hour
    for hour in range(24)
    for _ in range(9 if 8 <= hour < 18 else 3 if hour > 6 else 1)
]
DELAYS = (3, 5, 8, 20, 24, 26, 44, 49, 72, 75, 96, 120, 144)
"""Hours until a message is sent again."""
SHORT = 18
"""A matter with more words is never the second of a message."""


@dataclass(frozen=True)
class Draft:
    """A ticket, and how it was made."""

    ticket: Ticket
    ask: Ask
    times: int
    """How often it was sent before: 0 for a first message."""
    noise: tuple[str, ...]
    second: bool
    """Whether it mentions a second matter."""


@dataclass(frozen=True)
class Sent:
    """A message on its way, before it gets an id."""

    received: datetime
    text: str
    ask: Ask
    thread: int
    times: int
    noise: tuple[str, ...]
    second: bool


def make_tickets(seed: int = 7, number: int = 1500) -> list[Ticket]:
    """Return tickets in the order in which they came in; the same for the same seed."""
    return [draft.ticket for draft in make_drafts(seed, number)]


def make_drafts(
    seed: int = 7, number: int = 1500, asks: Sequence[Ask] | None = None
) -> list[Draft]:
    """Return tickets with what is known of their making.

    Args:
        seed: Decides all; any whole number.
        number: How many.
        asks: What they are made from; the package's own if not given.

    Raises:
        ValueError: The number is negative, or the asks are not what they must be.
    """
    if number < 0:
        raise ValueError(f"there can't be {number} tickets")
    sent: list[Sent] = []
    threads = talk(Chance(seed), read_asks() if asks is None else asks)
    while len(sent) < number:
        sent += next(threads)
    sent = sorted(sent[:number], key=lambda one: (one.received, one.thread))
    names: dict[int, str] = {}
    for one in sent:
        names.setdefault(one.thread, f"th{len(names) + 1:04}")
    return [
        Draft(
            Ticket(
                id=f"t{place:04}",
                received=one.received,
                text=one.text,
                queue=one.ask.queue,
                article=one.ask.article,
                thread=names[one.thread],
            ),
            ask=one.ask,
            times=one.times,
            noise=one.noise,
            second=one.second,
        )
        for place, one in enumerate(sent, start=1)
    ]


def talk(chance: Chance, asks: Sequence[Ask]) -> Iterator[list[Sent]]:
    """Yield one thread after the other: a message and its copies; no two texts are the same."""
    deal = matters(chance, asks)
    noisy, copies = Deck(chance, NOISY_CARDS), Deck(chance, COPY_CARDS)
    short = [
        ask for ask in asks if ask.article and len(ask.text.split()) <= SHORT
    ]
    others = {
        queue: [ask for ask in short if ask.queue != queue]
        for queue in QUEUE_CARDS
    }
    seen: set[str] = set()
    for thread, ask in enumerate(deal):
        with_noise, times = noisy.deal(), when(chance, copies.deal())
        while True:
            message = compose(
                ask, others[ask.queue] if ask.article else (), chance
            )
            first, noise = (
                add_noise(message.text, chance)
                if with_noise
                else (message.text, ())
            )
            texts = [(first, noise)]
            texts += [
                send_again(message, first, n, chance)
                for n in range(1, len(times))
            ]
            if len(texts) == len({text for text, _ in texts} - seen):
                break
        seen.update(text for text, _ in texts)
        yield [
            Sent(received, text, ask, thread, n, noise, bool(message.second))
            for n, (received, (text, noise)) in enumerate(
                zip(times, texts, strict=True)
            )
        ]


def matters(chance: Chance, asks: Sequence[Ask]) -> Iterator[Ask]:
    """Yield asks without end, in the shares of the queues and articles."""
    queues = Deck(
        chance,
        (queue for queue, cards in QUEUE_CARDS.items() for _ in range(cards)),
    )
    inside, outside = {}, {}
    for queue in QUEUE_CARDS:
        own = [ask for ask in asks if ask.queue == queue]
        inside[queue] = by_article(
            chance, [ask for ask in own if ask.article]
        )
        outside[queue] = Deck(chance, [ask for ask in own if not ask.article])
    is_outside = {queue: Deck(chance, OUTSIDE_CARDS) for queue in QUEUE_CARDS}
    while True:
        queue = queues.deal()
        yield (
            outside[queue].deal()
            if is_outside[queue].deal()
            else next(inside[queue])
        )


def by_article(chance: Chance, asks: Iterable[Ask]) -> Iterator[Ask]:
    """Yield asks of a queue without end: a few articles often, the others now and then."""
    grouped: dict[str | None, list[Ask]] = {}
    for ask in asks:
        grouped.setdefault(ask.article, []).append(ask)
    decks = [
        Deck(chance, group) for group in chance.shuffled(grouped.values())
    ]
    cards = [*ARTICLE_CARDS, *[1] * len(decks)]
    articles = Deck(
        chance,
        (
            deck
            for deck, n in zip(decks, cards, strict=False)
            for _ in range(n)
        ),
    )
    while True:
        yield articles.deal().deal()


def when(chance: Chance, copies: int) -> list[datetime]:
    """Return when a message and its copies come in, the last not after the end."""
    while True:
        day = START + timedelta(days=chance.below((END - START).days + 1))
        if day.weekday() >= 5 and not chance.happens(0.3):
            continue
        hour, minute = chance.one(HOURS), chance.below(60)
        times = [
            datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
        ]
        for _ in range(copies):
            wait = timedelta(
                hours=chance.one(DELAYS), minutes=chance.below(60)
            )
            times.append(times[-1] + wait)
        if times[-1].date() <= END:
            return times
