"""What stands between the network and the application: limits on a body, and on what gets out."""

from __future__ import annotations

import asyncio
import logging
import time
import traceback
from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from helpline.service_problems import Failure, error_reply

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from helpline.service_limits import Limits

logger = logging.getLogger("helpline.service")


# region body
async def read_body(scope: Scope, receive: Receive, limits: Limits) -> bytes:
    """Return the body, or stop as soon as it is too long or takes too long.

    Raises:
        Failure: ``too_large`` or ``slow_request``.
    """
    said = dict(scope["headers"]).get(b"content-length", b"0")
    if not said.isdigit() or len(said) > 12 or int(said) > limits.body_bytes:
        raise Failure("too_large")
    body = bytearray()
    try:
        async with asyncio.timeout(limits.body_seconds):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise Failure("slow_request")
                body += message.get("body", b"")
                if len(body) > limits.body_bytes:
                    raise Failure("too_large")
                if not message.get("more_body", False):
                    return bytes(body)
    except TimeoutError:
        raise Failure("slow_request") from None


# endregion body


def check_type(scope: Scope) -> None:
    """Take a body only if its headers say that it is JSON, in UTF-8 and not packed.

    Raises:
        Failure: ``wrong_type``.
    """
    headers = Headers(scope=scope)
    kind, *more = "".join(headers.getlist("content-type")).lower().split(";")
    parameters = [part.strip() for part in more]
    charsets = {part for part in parameters if part.startswith("charset")}
    packed = set(headers.getlist("content-encoding")) - {"identity"}
    utf8 = {"charset=utf-8", 'charset="utf-8"'}
    if kind.strip() != "application/json" or charsets - utf8 or packed:
        raise Failure("wrong_type")


def check_text(body: bytes) -> None:
    """Take a body only if it is a text in UTF-8; other encodings of JSON have zeros in them.

    Raises:
        Failure: ``not_json``.
    """
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise Failure("not_json") from None
    if not text.strip() or "\0" in text:
        raise Failure("not_json")


# region guard
class Guard:
    """Middleware: bounds the body, makes errors JSON, and logs no content."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app, self.limits = app, limits

    # endregion guard

    async def __call__(
        self, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Handle a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 0

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._bounded(scope, receive, note)
        except Exception as error:  # noqa: BLE001 - nothing of it may reach a client or a log
            logger.error("unhandled %s", where(error))  # noqa: TRY400 - it would log the message
            if not status:
                await error_reply("internal")(scope, receive, note)
        path = (
            scope["path"]
            if scope["path"] in {"/tickets", "/health", "/ready"}
            else "another"
        )
        spent = 1000 * (time.perf_counter() - begun)
        logger.info(
            "%s %s %d %.0f ms", scope["method"][:10], path, status, spent
        )

    async def _bounded(
        self, scope: Scope, receive: Receive, send: Send
    ) -> None:
        if scope["method"] in {"GET", "HEAD"}:
            # the server below sends no body in reply to HEAD
            await self.app({**scope, "method": "GET"}, receive, send)
            return
        try:
            body = await read_body(scope, receive, self.limits)
        except Failure as failure:
            await self._refuse(failure, receive, send)
            return
        if (scope["method"], scope["path"]) == ("POST", "/tickets"):
            try:
                check_type(scope)
                check_text(body)
            except Failure as failure:
                await error_reply(failure.code)(scope, receive, send)
                return
        given = False

        async def replay() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, replay, send)

    # region refuse
    async def _refuse(
        self, failure: Failure, receive: Receive, send: Send
    ) -> None:
        """Send the reply at once, then throw away what still comes for a short time.

        A connection that is closed with unread data in it is reset, and a reset can take the
        reply away from a client that is still sending.
        """
        reply = error_reply(failure.code)
        start = {"type": "http.response.start", "status": reply.status_code}
        await send({**start, "headers": reply.raw_headers})
        await send(
            {
                "type": "http.response.body",
                "body": reply.body,
                "more_body": True,
            }
        )
        try:
            async with asyncio.timeout(self.limits.drain_seconds):
                while (await receive()).get("more_body", False):
                    pass
        except TimeoutError:
            pass
        await send(
            {"type": "http.response.body", "body": b"", "more_body": False}
        )

    # endregion refuse


# region where
def where(error: BaseException) -> str:
    """Return an error's kind and place; its message may quote a customer."""
    frames = traceback.extract_tb(error.__traceback__)
    place = (
        f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "nowhere"
    )
    return f"{type(error).__name__} at {place}"


# endregion where
