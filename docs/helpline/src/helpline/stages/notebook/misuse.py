"""What mypy finds before anything runs; each comment names the error that it reports.

If mypy no longer reports one, it complains of the comment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpline.records import Reply

if TYPE_CHECKING:
    from helpline.settings import Settings


# region misuse
def misspell_a_field(reply: Reply) -> object:
    return reply.articel  # type: ignore[attr-defined]


def invent_a_queue() -> Reply:
    return Reply(ticket="t1", queue="sales")  # type: ignore[arg-type]


def change_a_setting(settings: Settings) -> None:
    settings.min_score = 6.0  # type: ignore[misc]


# endregion misuse
