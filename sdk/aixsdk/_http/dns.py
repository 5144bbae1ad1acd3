"""The addresses of a host."""

from __future__ import annotations

import socket
import threading
from concurrent.futures import CancelledError, Future, InvalidStateError
from contextlib import suppress
from typing import Any

from .. import cancel
from ..cancel import CancelToken

Addresses = list[tuple[Any, Any, int, str, Any]]
"""As `socket.getaddrinfo` gives them."""


def addresses(host: str, port: int, timeout: float | None, closing: CancelToken) -> Addresses:
    """What a name stands for, or an address itself.

    Raises OSError, also when the current token or `closing` is cancelled, and TimeoutError after `timeout`
    seconds. Nothing wakes the system's look-up: it has a thread of its own, which is not waited for then.
    """
    with suppress(socket.gaierror, UnicodeError):
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    found: Future[Addresses] = Future()
    removes = [token.on_cancel(lambda: _cancel(found)) for token in (cancel.current(), closing)]
    threading.Thread(target=_look_up, args=(found, host, port), name="look-up", daemon=True).start()
    try:
        return found.result(timeout)
    except CancelledError as error:
        raise OSError(f"The look-up of {host} was given up.") from error
    finally:
        for remove in removes:
            remove()


def _cancel(found: Future[Addresses]) -> None:
    found.cancel()


def _look_up(found: Future[Addresses], host: str, port: int) -> None:
    with suppress(InvalidStateError):
        try:
            found.set_result(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except OSError as error:
            found.set_exception(error)
        except UnicodeError:
            found.set_exception(OSError(f"{host} is no name of a host"))
