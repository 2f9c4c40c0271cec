"""Helpline over HTTP: tickets in, replies out, and no ticket lost on the way."""

from __future__ import annotations

import asyncio
import logging
import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar
from uuid import uuid4

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BeforeValidator, StringConstraints
from starlette.exceptions import HTTPException

from helpline.records import Id, Record, Reply, Ticket
from helpline.service_guard import Guard, where
from helpline.service_journal import digest_of
from helpline.service_pool import Pool
from helpline.service_problems import (
    PROBLEMS,
    ErrorReply,
    Failure,
    error_reply,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from fastapi.responses import JSONResponse

    from helpline.service_journal import Journal
    from helpline.service_limits import Limits

    # region work
    Work = Callable[[Ticket], "Handled"]
    Opens = Callable[[], Work]
    # endregion work

# region names
Given = TypeVar("Given")
Result = TypeVar("Result")
logger = logging.getLogger("helpline.service")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# endregion names


# region incoming
def clean(text: object) -> object:
    """Take out control characters except tabs and newlines, and trim."""
    if not isinstance(text, str):
        return text
    return CONTROL.sub("", text.replace("\r\n", "\n")).strip()


LENGTH = StringConstraints(min_length=1, max_length=20_000)


class Incoming(Record, frozen=True):
    """What a client sends."""

    text: Annotated[str, LENGTH, BeforeValidator(clean)]
    id: Id | None = None
    """The same id and text get the same reply, and are handled once."""


class Handled(Record, frozen=True):
    """What a client gets."""

    ticket: Id
    reply: Reply
    similar: tuple[Id, ...] = ()
    """Earlier tickets that are much like it."""


# endregion incoming


# region service
class Service:
    """What happens to a ticket between the request and the reply."""

    def __init__(
        self, opens: Opens, journal: Journal, limits: Limits
    ) -> None:
        """Take the parts.

        Args:
            opens: Makes the function that handles a ticket; may be slow.
            journal: Keeps each ticket.
            limits: How much is taken on at once.
        """
        self.opens, self.journal, self.limits = opens, journal, limits
        self.pool = Pool(limits.workers, limits.waiting)
        self.writer = CapacityLimiter(1)
        self.digests: dict[str, str] = {}
        self.state: Literal["starting", "ready", "stopping"] = "starting"
        self.work: Work
        self.left = 0
        """Tickets whose work had not ended when the service stopped."""

    # endregion service

    # region handle
    async def handle(self, ticket: Ticket) -> dict[str, Any]:
        """Return the reply to a ticket, new or seen before.

        Raises:
            Failure: There is none, or none yet.
        """
        name, digest = ticket.id, digest_of(ticket.text)
        entry = self.journal.entries.get(name)
        task = self.pool.tasks.get(name)
        known = entry.digest if entry else self.digests.get(name, digest)
        if digest != known:
            raise Failure("id_taken")
        if entry and entry.answered_at is not None:
            return await self._write(self.journal.reply, name)
        if task is None:
            if self.state != "ready":
                raise Failure("not_ready")
            if entry and entry.tries >= self.limits.tries:
                raise Failure("failed", ticket=name)
            task = self.begin(ticket, digest)
        await asyncio.wait([task], timeout=self.limits.handle_seconds)
        if not task.done():
            code = "late" if name in self.journal.entries else "not_stored"
            raise Failure(code, ticket=name)
        return outcome(task.result())

    # endregion handle

    def begin(
        self, ticket: Ticket, digest: str
    ) -> asyncio.Task[dict[str, Any] | Failure]:
        """Start to work on a ticket.

        Raises:
            Failure: ``busy``, if as many are in work and waiting as may be; ``late``, if it is
                stored and has to wait for them.
        """
        if self.pool.full and ticket.id in self.journal.entries:
            raise Failure("late", ticket=ticket.id)
        if self.pool.full:
            raise Failure("busy")
        self.digests[ticket.id] = digest
        task = self.pool.begin(ticket.id, self._store_and_answer(ticket))
        task.add_done_callback(lambda _: self.digests.pop(ticket.id, None))
        return task

    # region store
    async def _store_and_answer(
        self, ticket: Ticket
    ) -> dict[str, Any] | Failure:
        """Store a ticket, then answer it in a thread; return a failure."""
        try:
            if ticket.id not in self.journal.entries:
                await self._write(self.journal.take, ticket)
        except OSError as error:
            logger.error("not stored: %s", where(error))  # noqa: TRY400
            return Failure("not_stored")
        try:
            return await self.pool.in_thread(self._answer, ticket)
        except Exception as error:  # noqa: BLE001 - the ticket is stored
            logger.error("failed: %s", where(error))  # noqa: TRY400
            return Failure("failed", ticket=ticket.id)

    def _answer(self, ticket: Ticket) -> dict[str, Any]:
        self.journal.tried(ticket.id)
        reply = self.work(ticket).model_dump(mode="json")
        self.journal.answered(ticket.id, reply)
        return reply

    # endregion store

    async def _write(
        self, do: Callable[[Given], Result], given: Given
    ) -> Result:
        """Use the disk in a thread of its own: the loop must not wait for it."""
        return await to_thread.run_sync(do, given, limiter=self.writer)

    # region life
    @asynccontextmanager
    async def life(self, _: FastAPI) -> AsyncIterator[None]:
        """Get ready in the background, and at the end finish what is in work."""
        opening = asyncio.create_task(self._open())
        yield
        self.state = "stopping"
        opening.cancel()
        self.left = await self.pool.finish(self.limits.stop_seconds)
        logger.info("stopped; %d in work were left to the journal", self.left)

    async def _open(self) -> None:
        try:
            self.work = await to_thread.run_sync(
                self.opens, abandon_on_cancel=True
            )
        except Exception:
            logger.exception("the service can't get ready")
            return
        self.state = "ready"
        for name in self.journal.unanswered():
            try:
                await self._catch_up(name)
            except Exception as error:  # noqa: BLE001 - the next ticket must not suffer
                logger.error("a ticket can't be caught up: %s", where(error))  # noqa: TRY400

    # region catch_up
    async def _catch_up(self, name: str) -> None:
        """Answer a ticket that an earlier run has left in the journal."""
        entry = self.journal.entries[name]
        ticket = await self._write(self.journal.ticket, name)
        while self.pool.full:
            await asyncio.sleep(0.05)
        answered, busy = (
            entry.answered_at is not None,
            name in self.pool.tasks,
        )
        if not answered and not busy and entry.tries < self.limits.tries:
            await asyncio.wait([self.begin(ticket, entry.digest)])

    # endregion catch_up
    # endregion life


# region outcome
def outcome(result: dict[str, Any] | Failure) -> dict[str, Any]:
    """Return a reply, or raise the failure that came in its place."""
    if isinstance(result, Failure):
        raise Failure(result.code, ticket=result.ticket)
    return result


# endregion outcome


# region about
ABOUT: dict[str, Any] = {
    "title": "Helpline",
    "docs_url": None,
    "redoc_url": None,
    "redirect_slashes": False,
}
# endregion about


# region app
def create_app(opens: Opens, journal: Journal, limits: Limits) -> FastAPI:
    """Return the application."""
    service = Service(opens, journal, limits)
    app = FastAPI(**ABOUT, lifespan=service.life)
    app.state.service = service
    app.add_middleware(Guard, limits=limits)
    add_error_replies(app)

    @app.post("/tickets", responses=documented())
    async def tickets(incoming: Incoming) -> Handled:
        name = incoming.id or f"t-{uuid4().hex}"
        handled = await service.handle(Ticket(id=name, text=incoming.text))
        return Handled.model_validate(handled)

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "alive"}

    @app.get("/ready", responses={503: {"model": ErrorReply}})
    async def ready() -> dict[str, str]:
        if service.state != "ready" or service.pool.full:
            raise Failure("busy" if service.state == "ready" else "not_ready")
        return {"status": "ready"}

    return app


# endregion app


# region documented
def documented() -> dict[int | str, dict[str, Any]]:
    """Return the statuses of ``POST /tickets`` for the OpenAPI document."""
    entries: dict[int | str, dict[str, Any]] = {}
    for code, problem in PROBLEMS.items():
        if problem.status not in {404, 405}:
            entry = entries.setdefault(
                problem.status, {"model": ErrorReply, "description": ""}
            )
            entry["description"] += f"{code}: {problem.meaning} "
    return entries


# endregion documented


# region error_replies
def add_error_replies(app: FastAPI) -> None:
    """Give every error one shape, without a trace or the client's words."""

    @app.exception_handler(Failure)
    async def failed(_: Request, failure: Failure) -> JSONResponse:
        return error_reply(failure.code, ticket=failure.ticket)

    @app.exception_handler(RequestValidationError)
    async def not_valid(
        _: Request, error: RequestValidationError
    ) -> JSONResponse:
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            return error_reply("not_json")
        field = next(
            (part for part in first["loc"] if part in {"text", "id"}), None
        )
        return error_reply("invalid", message=str(first["msg"]), field=field)

    @app.exception_handler(HTTPException)
    async def refused(_: Request, error: HTTPException) -> JSONResponse:
        codes = {400: "not_json", 404: "no_such_page", 405: "wrong_method"}
        return error_reply(codes.get(error.status_code, "internal"))


# endregion error_replies
