"""The service on a socket: uvicorn, with its settings in code."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
import time
from typing import TYPE_CHECKING

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from helpline.corpus import read_tickets
from helpline.desk import open_desk
from helpline.service import Handled
from helpline.service_limits import Limits
from helpline.service_similar import Similar

if sys.platform != "win32":
    import resource

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterator
    from typing import Any

    from starlette.types import ASGIApp

    from helpline.desk import Desk
    from helpline.records import Ticket
    from helpline.settings import Settings


# region work
def handler(desk: Desk, similar: Similar) -> Callable[[Ticket], Handled]:
    """Return the function that does the work on a ticket."""

    def handle(ticket: Ticket) -> Handled:
        reply = desk.reply(ticket)
        return Handled(
            ticket=ticket.id,
            reply=reply,
            similar=tuple(similar.to(ticket.text)),
        )

    return handle


# endregion work


def open_handler(settings: Settings) -> Callable[[Ticket], Handled]:
    """Return the work with the help center's articles and the earlier tickets."""
    earlier = {ticket.id: ticket.text for ticket in read_tickets()}
    return handler(open_desk(settings), Similar(earlier))


PIECE_BYTES = 8 * 1024
"""What is parsed at once, in the event loop."""
WRAPPING_BYTES = 64 * 1024
"""What a request may have beside twice its body: the head, and the lengths of its chunks."""
SPARE_CONNECTIONS = 64
"""Connections that still get a 503; what comes beyond them is closed without a word."""


class Counted(h11.Connection):
    """h11's parser, which gives up on a body that is cut into far too small chunks."""

    raw = body = 0

    def receive_data(self, data: bytes) -> None:
        self.raw += len(data)
        super().receive_data(data)

    def next_event(self) -> Any:  # noqa: ANN401 - as the one that it replaces
        event = super().next_event()
        self.body += len(event.data) if isinstance(event, h11.Data) else 0
        if self.raw > WRAPPING_BYTES + 2 * (self.body + PIECE_BYTES):
            raise h11.RemoteProtocolError("too little body for so many bytes")
        return event

    def start_next_cycle(self) -> None:
        super().start_next_cycle()
        self.raw, self.body = len(self.trailing_data[0]), 0


class CutOff(H11Protocol):
    """uvicorn's protocol, with the limits on a client that uvicorn does not have.

    uvicorn bounds how long a quiet connection stays open. It does not bound how long a client
    may take to send a head, one letter at a time, or to read a reply, nor how many connections
    are open.
    """

    head_seconds = 10.0
    most = 256 + SPARE_CONNECTIONS
    timer: asyncio.TimerHandle | None = None
    reader: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.conn = Counted(
            h11.SERVER, self.config.h11_max_incomplete_event_size or 16 * 1024
        )
        transport.max_size = PIECE_BYTES  # type: ignore[attr-defined]
        if len(self.connections) > self.most:
            transport.abort()
        self.wait_for_head()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.timer and self.in_work and not self.transport.is_closing():
            self.timer.cancel()

    def send_400_response(self, msg: str) -> None:
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            super().send_400_response(msg)
            self.wait_for_head()
        else:  # a reply is on its way, or has been sent
            self.transport.abort()

    def pause_writing(self) -> None:
        super().pause_writing()
        self.reader = self.loop.call_later(
            self.head_seconds, self.transport.abort
        )

    def resume_writing(self) -> None:
        super().resume_writing()
        if self.reader:
            self.reader.cancel()

    def on_response_complete(self) -> None:
        self.wait_for_head()
        super().on_response_complete()

    @property
    def in_work(self) -> bool:
        """Whether a request waits for its reply."""
        return bool(self.cycle) and not self.cycle.response_complete

    def wait_for_head(self) -> None:
        """Start the time over."""
        if self.timer:
            self.timer.cancel()
        self.timer = self.loop.call_later(self.head_seconds, self.cut_off)

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in (self.timer, self.reader):
            if timer:
                timer.cancel()
        super().connection_lost(exc)

    def cut_off(self) -> None:
        """Close the connection if its client owes the head of a request, or does not read."""
        if not self.in_work or self.transport.is_closing():
            self.transport.abort()


# region config
def config_of(app: ASGIApp, limits: Limits) -> uvicorn.Config:
    """Return uvicorn's settings; every limit that matters is said here."""
    bounds = {
        "head_seconds": limits.head_seconds,
        "most": limits.connections + SPARE_CONNECTIONS,
    }
    protocol = type("Protocol", (CutOff,), bounds)
    return uvicorn.Config(
        app,
        loop="asyncio",
        http=protocol,
        ws="none",
        lifespan="on",
        access_log=False,  # it logs the address with its query; the service logs what it may
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        backlog=limits.connections,
        limit_concurrency=limits.connections,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=limits.stop_seconds,
        h11_max_incomplete_event_size=16 * 1024,
    )


# endregion config


def allow_files(limits: Limits) -> None:
    """See to it that each connection can have its file descriptor (POSIX).

    Raises:
        ValueError: The system does not allow so many.
    """
    if sys.platform == "win32":
        return
    needed = (
        2 * limits.connections + SPARE_CONNECTIONS + 64
    )  # as many can wait to be closed
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= needed:
        return
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))
    except (ValueError, OSError):
        raise ValueError(
            f"{limits.connections} connections need {needed} open files, "
            f"and the system allows {hard}: raise it (ulimit -n)"
        ) from None


def listen(host: str = "127.0.0.1", port: int = 0) -> socket.socket:
    """Return a listening socket; port 0 takes a free one.

    The protocol is said, because asyncio turns Nagle's algorithm off only where it is. With it,
    the second part of a reply waits for the client's delayed acknowledgment, about 40 ms.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    listening.listen(256)
    return listening


def url_of(listening: socket.socket) -> str:
    """Return the address of a listening socket."""
    host, port = listening.getsockname()[:2]
    return (
        f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    )


# region running
@contextlib.contextmanager
def running(
    app: ASGIApp, limits: Limits | None = None, wait: float = 10
) -> Iterator[str]:
    """Serve an application in a thread meanwhile; yield its address."""
    server = uvicorn.Server(config_of(app, limits or Limits()))
    listening = listen()
    thread = threading.Thread(
        target=server.run, args=([listening],), daemon=True
    )
    thread.start()
    try:
        ends = time.monotonic() + wait
        while (
            not server.started
            and thread.is_alive()
            and time.monotonic() < ends
        ):
            time.sleep(0.005)
        yield url_of(listening)
    finally:
        server.should_exit = True
        thread.join(wait)
        listening.close()


# endregion running
