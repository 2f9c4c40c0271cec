"""What goes into Helpline and what comes out, checked at the edge."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, get_args

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

if TYPE_CHECKING:
    from pydantic import ValidationError

# region queue
Queue = Literal[
    "sign-in",
    "billing",
    "members",
    "documents",
    "tasks",
    "notifications",
    "integrations",
    "privacy",
]
QUEUES: tuple[Queue, ...] = get_args(Queue)
Id = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)
]
# endregion queue


# region record
class Record(BaseModel, frozen=True, extra="forbid"):
    """A value that can't change, and takes no field that it doesn't know."""


# endregion record


# region article
class Article(Record, frozen=True):
    """An article of the help center."""

    id: Id
    title: str
    queue: Queue
    updated: date
    body: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1)
    ]
    superseded_by: Id | None = None
    """The article that is valid in its place."""


# endregion article


# region ticket
class Ticket(Record, frozen=True):
    """What a customer has written."""

    id: Id
    text: Annotated[
        str,
        StringConstraints(
            strip_whitespace=True, min_length=1, max_length=20_000
        ),
    ]
    received: AwareDatetime | None = None
    queue: Queue | None = None
    """Where it belongs, if somebody has said so."""
    article: Id | None = None
    """The article that answers it, if one does."""
    thread: Id | None = None
    """The same for a ticket and the copies that its sender sent again."""


# endregion ticket


# region reply
class Reply(Record, frozen=True):
    """What becomes of a ticket: a queue, and an answer or a refusal."""

    ticket: Id
    queue: Queue
    answer: str | None = None
    article: Id | None = None
    """The citation: the article that the answer stands in, word for word."""
    refusal: str | None = None
    """Why there is no answer."""
    score: float = Field(default=0.0, ge=0)
    """How well the best article fits; it is no probability."""


# endregion reply


# region problems
def problems(error: ValidationError, *, names: bool = False) -> list[str]:
    """Return what is wrong with a value; no customer's words are repeated.

    Args:
        names: Whether to repeat the names of unknown fields, which a
            customer may have chosen.
    """
    found = []
    for one in error.errors(include_url=False, include_input=False):
        field = ".".join(map(str, one["loc"])) or "input"
        is_hidden = one["type"] == "extra_forbidden" and not names
        found.append(
            f"{'an unknown field' if is_hidden else field}: {one['msg']}"
        )
    return found


# endregion problems


class InputError(ValueError):
    """What somebody asks for can't be had; the message says why, in one line."""
