"""A message, put together from a matter and what people write around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpline.tickets import phrases
from helpline.tickets.people import person, signature

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpline.tickets.asks import Ask
    from helpline.tickets.chance import Chance
    from helpline.tickets.people import Person

TROUBLE = re.compile(
    r"n't\b|\b(cannot|fail|error|wrong|broken?|gone|stopped|dead|refuse|vanish|disappear"
    r"|missing|no longer|any ?more|nothing|still|stuck|blank|empty|keeps|suddenly|lost|never"
    r"|kick|throw|twice|blocked|rejected)",
    re.IGNORECASE,
)
"""Words of somebody for whom something goes wrong."""
WISH = re.compile(
    r"^(how|where|which|what|can|could|do|does|is|are|will|would|may|must|should|who|why|when|if)\b",
    re.IGNORECASE,
)
TIME = re.compile(
    r"\b(today|yesterday|tomorrow|tonight|morning|afternoon|evening|night|noon|midnight|day|days|week"
    r"|weeks|weekend|month|months|year|years|hour|hours|minutes?|ago|since|until|spring|summer|autumn"
    r"|winter|\w+day|deadline|urgent\w*|hurry|second time|first time|months|right now)\b",
    re.IGNORECASE,
)
DEVICE = re.compile(
    r"\b(phones?|laptops?|tablets?|computers?|browsers?|desktop|mobile|devices?|ipad|machines?"
    r"|screen|network|wi-?fi|internet|connection|offline)\b",
    re.IGNORECASE,
)
TRIED = re.compile(
    r"\b(tried|restart\w*|sign\w* out|log\w* out|reinstall\w*|cleared?)\b",
    re.IGNORECASE,
)
PEOPLE = re.compile(r"\b(colleagues?|coworkers?|boss|manager|team|IT)\b")


@dataclass(frozen=True)
class Message:
    """The parts of a message; most may be empty."""

    ask: str
    opener: str = ""
    before: str = ""
    after: str = ""
    contact: str = ""
    second: str = ""
    closer: str = ""
    signature: str = ""
    lines: bool = False
    """Whether the opening and the closing words have lines of their own."""

    @property
    def text(self) -> str:
        """The message as it is sent."""
        middle = (
            self.before,
            self.ask,
            self.after,
            self.contact,
            self.second,
        )
        body = ""
        for part in filter(None, middle):
            body += (
                " "
                if body.endswith((".", "!", "?"))
                else "\n"
                if body
                else ""
            ) + part
        sentence = body.endswith((".", "!", "?")) and self.closer.endswith(
            (".", "!")
        )
        start = (
            "\n\n"
            if self.lines
            else "\n"
            if self.opener.endswith(",")
            else " "
        )
        end = "\n\n" if self.lines else " " if sentence else "\n"
        body = start.join(part for part in (self.opener, body) if part)
        body = end.join(part for part in (body, self.closer) if part)
        return "\n".join(part for part in (body, self.signature) if part)


def compose(ask: Ask, others: Sequence[Ask], chance: Chance) -> Message:
    """Return a message about a matter.

    Args:
        ask: The matter.
        others: Matters that may be mentioned after it.
        chance: Decides.
    """
    sender = person(chance)
    long = len(ask.text.split()) > 30
    opening = opener(ask.text, chance) if chance.happens(0.6) else ""
    around = circumstances(ask, 0.25 if long else 0.45, chance)
    if opening.endswith(":"):
        around.pop("before", None)
    return Message(
        ask=ask.text,
        opener=opening,
        **around,
        contact=contact(ask, sender, chance),
        second=second(others, chance)
        if others and chance.happens(0.07)
        else "",
        closer=chance.one(phrases.CLOSERS) if chance.happens(0.45) else "",
        signature=signature(chance, sender) if chance.happens(0.4) else "",
        lines=chance.happens(0.4),
    )


def opener(ask: str, chance: Chance) -> str:
    """Return opening words that go with a matter."""
    if is_question(ask) and chance.happens(0.2):
        return chance.one(phrases.QUESTION_OPENERS)
    return chance.one(phrases.OPENERS)


def is_question(ask: str) -> bool:
    """Return whether a matter is one question and nothing else."""
    return WISH.match(ask) is not None and re.search(r"[.!?]\s", ask) is None


def circumstances(ask: Ask, share: float, chance: Chance) -> dict[str, str]:
    """Return a sentence before or after a matter, in a share of cases."""
    if not chance.happens(share):
        return {}
    trouble = (
        ask.article is not None
        and TROUBLE.search(ask.text) is not None
        and not is_question(ask.text)
        and chance.happens(0.6)
    )
    sentences: Sequence[str]
    if chance.happens(0.5):
        sentences = phrases.BEFORE_TROUBLE if trouble else phrases.BEFORE
        return {"before": fitting(sentences, ask.text, chance)}
    sentences = phrases.AFTER_TROUBLE if trouble else phrases.AFTER
    return {"after": fitting(sentences, ask.text, chance)}


def fitting(sentences: Sequence[str], ask: str, chance: Chance) -> str:
    """Return a sentence that speaks of nothing that the matter itself speaks of."""
    taken = [
        pattern
        for pattern in (TIME, DEVICE, TRIED, PEOPLE)
        if pattern.search(ask)
    ]
    fit = [
        one
        for one in sentences
        if not any(pattern.search(one) for pattern in taken)
    ]
    return chance.one(fit) if fit else ""


def contact(ask: Ask, sender: Person, chance: Chance) -> str:
    """Return a sentence with personal data, in some cases."""
    if ask.queue == "billing" and chance.happens(0.04):
        return chance.one(phrases.CARDS).format(card=sender.card)
    if not chance.happens(0.16):
        return ""
    sentence = chance.one(phrases.CONTACT)
    return sentence.format(
        account=sender.account, email=sender.email, phone=sender.phone
    )


def second(others: Sequence[Ask], chance: Chance) -> str:
    """Return a short mention of another matter."""
    return f"{chance.one(phrases.SECOND)} {chance.one(others).text}"
