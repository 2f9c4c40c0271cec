"""What senders change when they send a message again."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from helpline.text import SHORT, STOP_WORDS, WORD, singular
from helpline.tickets import phrases
from helpline.tickets.noise import add_noise

if TYPE_CHECKING:
    from helpline.tickets.chance import Chance
    from helpline.tickets.message import Message

ALIKE = 0.5
"""How alike a copy and its first message are at least: shared words over all words of both."""
TRIES = 20


def likeness(one: str, other: str) -> float:
    """Return the Jaccard index of two texts' sets of words."""
    a, b = _words(one), _words(other)
    return len(a & b) / len(a | b) if a | b else 1.0


def _words(text: str) -> set[str]:
    # As helpline.text first had it: the tickets stay the same when Helpline's words change.
    plain = SHORT.sub("", text.lower())
    return {
        singular(word)
        for word in WORD.findall(plain)
        if word not in STOP_WORDS
    }


def send_again(
    message: Message, first: str, times: int, chance: Chance
) -> tuple[str, tuple[str, ...]]:
    """Return the text of a copy and its kinds of noise.

    Args:
        message: What was sent, without noise.
        first: What was sent, with its noise.
        times: How often the message was sent before.
        chance: Decides.
    """
    for _ in range(TRIES):
        text = edited(message, times, chance).text
        noise: tuple[str, ...] = ()
        if chance.happens(0.4):
            text, noise = add_noise(text, chance)
        if text != first and likeness(text, first) >= ALIKE:
            return text, noise
    return f"{phrases.AGAIN[0]} {first}", ()


def edited(message: Message, times: int, chance: Chance) -> Message:
    """Return a message with small edits."""
    if chance.happens(0.7):
        again = chance.one(
            phrases.AGAIN if times == 1 else phrases.AGAIN_TWICE
        )
        message = replace(message, opener=again)
    elif chance.happens(0.5):
        message = replace(message, opener="" if message.opener else "Hi,")
    if chance.happens(0.6):
        message = replace(message, ask=other_word(message.ask, chance))
    if chance.happens(0.2):
        message = replace(message, before="")
    if chance.happens(0.2):
        message = replace(message, after=chance.one(phrases.URGENT))
    if chance.happens(0.3):
        message = replace(message, closer=chance.one(phrases.CLOSERS))
    return message


def other_word(text: str, chance: Chance) -> str:
    """Return a text with one word put otherwise, where one is known."""
    known = [pair for pair in phrases.OTHER_WORDS if found(pair[0], text)]
    if not known:
        return text
    old, new = chance.one(known)
    match = found(old, text)
    if match is None:
        return text
    new = new[0].upper() + new[1:] if match[0][0].isupper() else new
    return text[: match.start()] + new + text[match.end() :]


def found(part: str, text: str) -> re.Match[str] | None:
    """Return where a word or two stand in a text."""
    return re.search(rf"\b{re.escape(part)}\b", text, re.IGNORECASE)
