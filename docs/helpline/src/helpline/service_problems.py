"""What can go wrong with a request, each with its status: the one list that all else follows."""

from __future__ import annotations

from typing import NamedTuple

from fastapi.responses import JSONResponse
from pydantic import BaseModel


class Problem(NamedTuple):
    """A kind of failure."""

    status: int
    meaning: str
    repeat: bool = False
    """Whether the same request may go well later; the reply then says when, in Retry-After."""


# region problems
PROBLEMS = {
    "not_json": Problem(400, "The body is not JSON in UTF-8."),
    "no_such_page": Problem(404, "There is nothing at this address."),
    "wrong_method": Problem(405, "The address takes another method."),
    "slow_request": Problem(408, "The request did not arrive in time."),
    "id_taken": Problem(409, "Another ticket has this id."),
    "too_large": Problem(413, "The body is larger than the limit."),
    "wrong_type": Problem(
        415, "The body is not said to be plain application/json in UTF-8."
    ),
    "invalid": Problem(422, "The JSON is not a ticket; 'field' says where."),
    "failed": Problem(
        500, "The ticket is stored, and a person will read it."
    ),
    "internal": Problem(
        500, "Something failed. Nothing is known of the ticket."
    ),
    "busy": Problem(
        503, "Too many tickets wait. This one was not taken in.", repeat=True
    ),
    "late": Problem(
        503, "The ticket is stored; ask again with its id.", repeat=True
    ),
    "not_stored": Problem(
        503, "The ticket could not be stored.", repeat=True
    ),
    "not_ready": Problem(
        503, "The service is starting or stopping.", repeat=True
    ),
}
# endregion problems


# region errors
class ErrorDetail(BaseModel):
    """What went wrong."""

    code: str
    """A key of ``PROBLEMS``; only a message is ever reworded."""
    message: str
    field: str | None = None
    """The part of the body that is wrong."""
    ticket: str | None = None
    """The id of the ticket, if it is stored."""


class ErrorReply(BaseModel):
    """The shape of every error."""

    error: ErrorDetail


# endregion errors


# region failure
class Failure(Exception):  # noqa: N818 - it is no error of the program
    """Ends a request with one of the problems."""

    def __init__(self, code: str, *, ticket: str | None = None) -> None:
        super().__init__(code)
        self.code, self.ticket = code, ticket


# endregion failure


def error_reply(
    code: str,
    *,
    message: str | None = None,
    field: str | None = None,
    ticket: str | None = None,
    retry_after: int = 5,
) -> JSONResponse:
    """Return the reply for a problem; nothing of the request's content is in it."""
    problem = PROBLEMS[code]
    detail = ErrorDetail(
        code=code,
        message=message or problem.meaning,
        field=field,
        ticket=ticket,
    )
    headers = {"Retry-After": str(retry_after)} if problem.repeat else {}
    if problem.status in {408, 413}:
        headers["Connection"] = "close"
    return JSONResponse(
        ErrorReply(error=detail).model_dump(mode="json"),
        problem.status,
        headers=headers,
    )
