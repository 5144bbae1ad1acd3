"""HTTP on one connection that does not wait for ever: neither for a request nor for the rest of one."""

import asyncio
import json
import sys

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from aixtui.sandbox import intake
from aixtui.sandbox.problems import PlatformError

if sys.platform != "win32":
    import resource

_MOST_CONNECTIONS = 1000
_SHARE = 0.75
"""What of the files that the process may have open can be connections."""


class Connection(H11Protocol):
    """uvicorn's connection with a time for the head of a request and one for its body.

    When there are too many connections, the one that has waited longest for a request is closed.
    """

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.waits_since = 0.0
        self._awaited: object = None
        self._patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request."""
        super().connection_made(transport)
        self._watch()
        if len(self.connections) > _most_connections():
            _longest_waiting(self).give_up()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what has come, and wait for the rest."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        self._watch()

    @property
    def is_waiting(self) -> bool:
        """Whether something is still to come before all of a request is there."""
        return self._patience is not None and not self.transport.is_closing()

    @property
    def has_request(self) -> bool:
        """Whether the head of one has come."""
        return self.conn.their_state is not h11.IDLE

    def give_up(self) -> None:
        """Close, and say why when something has come of a request that is not answered yet."""
        if self.transport.is_closing():
            return
        has_begun = self.has_request or bool(self.conn.trailing_data[0])
        if has_begun and self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            if self.cycle is not None:
                self.cycle.disconnected = True  # whoever answers is too late
            self._say_that_it_took_too_long()
        self.transport.close()

    def _say_that_it_took_too_long(self) -> None:
        body = json.dumps(PlatformError(408, "The request did not come in time.").body).encode()
        headers = [
            ("content-type", "application/json"),
            ("content-length", str(len(body))),
            ("connection", "close"),
        ]
        for event in (
            h11.Response(status_code=408, headers=headers, reason="Request Timeout"),
            h11.Data(data=body),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")

    def _watch(self) -> None:
        """Have one time for all of what is waited for, however it comes: it is not begun anew by a byte."""
        awaited = self.conn.their_state
        if awaited is self._awaited:
            return
        self._stop_waiting()
        self._awaited = awaited
        self.waits_since = self.loop.time()
        if awaited is h11.IDLE:
            self._patience = self.loop.call_later(intake.HEAD_SECONDS, self.give_up)
        elif awaited is h11.SEND_BODY:
            seconds = intake.intake_of(self.scope["path"]).seconds
            self._patience = self.loop.call_later(seconds, self.give_up)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None


def _most_connections() -> int:
    if sys.platform == "win32":
        return _MOST_CONNECTIONS
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return _MOST_CONNECTIONS if files < 0 else min(_MOST_CONNECTIONS, int(files * _SHARE))


def _longest_waiting(newest: Connection) -> Connection:
    """Who is let go: the newest itself when all others are answered."""
    others = (other for other in newest.connections if isinstance(other, Connection) and other is not newest)
    waiting = (other for other in others if other.is_waiting)
    return min(waiting, key=lambda other: (other.has_request, other.waits_since), default=newest)
