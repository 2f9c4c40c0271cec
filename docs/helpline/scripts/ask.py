"""How to read this book: the reader's first question, and one that Helpline can't answer yet."""

from __future__ import annotations

from helpline.commands.ask import shown
from helpline.desk import open_desk
from helpline.records import Ticket
from helpline.settings import Settings

QUESTIONS = {
    "first": "I am locked out after ten attempts. How long does it last?",
    "phone": "I can't get in, my phone with the codes is gone",
}


def make() -> dict[str, str]:
    """Return the replies."""
    desk = open_desk(Settings())
    return {
        f"ask-{name}.txt": shown(desk.reply(Ticket(id="now", text=text)))
        for name, text in QUESTIONS.items()
    }
