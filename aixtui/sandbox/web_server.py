"""uvicorn in a daemon thread of this process."""

import asyncio
import errno
import logging
import socket
import threading
from ipaddress import ip_address

import uvicorn
from starlette.types import ASGIApp

from aixtui.sandbox.connection import Connection
from aixtui.sandbox.problems import SandboxError

_BACKLOG = 128
_GRACE_SECONDS = 1
_LOOK_SECONDS = 0.002


def listening_socket(host: str, port: int) -> socket.socket:
    """A bound socket; port 0 takes a free one.

    It is made with the TCP protocol number, because asyncio turns Nagle's algorithm off for such sockets
    only, and with it on every reply waits for the delayed acknowledgement of the one before.

    Raises:
        SandboxError: the address cannot be used.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, socket.IPPROTO_TCP)
    except OSError as error:
        raise SandboxError(f"{host} is not an address of this machine: {error.strerror}.") from error
    except UnicodeError:
        raise SandboxError(f"{host} is not an address of this machine: it is no name of a host.") from None
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise _cannot_listen(host, port, error) from error
    return listener


def is_loopback(address: str) -> bool:
    """Whether only this machine reaches the address."""
    return ip_address(address).is_loopback


def _cannot_listen(host: str, port: int, error: OSError) -> SandboxError:
    if error.errno == errno.EADDRINUSE:
        return SandboxError(
            f"Port {port} of {host} is in use.", "Choose another with --port; 0 takes a free one."
        )
    if error.errno == errno.EACCES:
        return SandboxError(f"Port {port} of {host} may not be used.", "Choose one above 1023 with --port.")
    return SandboxError(f"Cannot listen on port {port} of {host}: {error.strerror}.")


class _Server(uvicorn.Server):
    """uvicorn that says when it serves, and neither looks ten times a second whether to stop nor takes a
    tenth of one to end what nobody uses.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.serving = threading.Event()
        self.loop: asyncio.AbstractEventLoop | None = None
        self._end = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and tell the thread that waits."""
        self.loop = asyncio.get_running_loop()
        await super().startup(sockets)
        self.serving.set()

    async def main_loop(self) -> None:
        """Serve until told to stop."""
        await self._end.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let what is being answered come to its end; what takes longer than the grace is cancelled."""
        for server in self.servers:
            server.close()
        for listener in sockets or ():
            listener.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        try:
            async with asyncio.timeout(_GRACE_SECONDS):
                while self.server_state.connections or self.server_state.tasks:
                    await asyncio.sleep(_LOOK_SECONDS)
        except TimeoutError:
            for task in self.server_state.tasks:
                task.cancel()

    def end(self) -> None:
        """Stop serving; from the loop's thread."""
        self.should_exit = True
        self._end.set()


class WebServer:
    """An application served on a socket until `stop`."""

    def __init__(self, app: ASGIApp, listener: socket.socket) -> None:
        """Serve `app`; returns once requests are answered."""
        logging.getLogger("aixtui.sandbox").addHandler(logging.NullHandler())
        config = uvicorn.Config(
            app,
            loop="asyncio",
            http=Connection,
            ws="none",
            lifespan="off",
            log_config=None,
            log_level=logging.CRITICAL,
            access_log=False,
            date_header=False,
            server_header=False,
        )
        self._server = _Server(config)
        self._thread = threading.Thread(
            target=self._server.run, args=([listener],), name="sandbox-server", daemon=True
        )
        self._thread.start()
        self._server.serving.wait()

    @property
    def connections(self) -> int:
        """How many clients are connected: asking, or about to ask again."""
        return len(self._server.server_state.connections)

    def stop(self) -> None:
        """Answer what is being answered, for at most a second, and end the thread."""
        if self._server.loop and self._thread.is_alive():
            self._server.loop.call_soon_threadsafe(self._server.end)
            self._thread.join()
