"""TLS over any stream, so that all waiting is done by the stream below, which can be woken.

An `ssl.SSLSocket` would do its handshake before anybody gets hold of it.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

import httpcore

T = TypeVar("T")

_RECORD = 64 * 1024
"""Bytes to read at once; a record of TLS has a quarter."""


def encrypted(
    below: httpcore.NetworkStream, context: ssl.SSLContext, host: str | None, timeout: float | None
) -> httpcore.NetworkStream:
    """`below` after a handshake; it is closed when that fails. Raises ConnectError, ConnectTimeout."""
    try:
        made = TlsStream(below, context, host)
        made.handshake(timeout)
    except (httpcore.ReadTimeout, httpcore.WriteTimeout) as error:
        below.close()
        raise httpcore.ConnectTimeout(str(error)) from error
    except (httpcore.ReadError, httpcore.WriteError, OSError, ValueError) as error:
        below.close()
        raise httpcore.ConnectError(str(error)) from error
    except BaseException:
        below.close()
        raise
    return made


class TlsStream(httpcore.NetworkStream):
    """A stream that sends and receives through `below`, encrypted. Timeouts are seconds for each piece."""

    def __init__(self, below: httpcore.NetworkStream, context: ssl.SSLContext, host: str | None) -> None:
        self._below = below
        self._received, self._to_send = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._received, self._to_send, server_hostname=host)

    def handshake(self, timeout: float | None) -> None:
        """Agree on keys and check the certificate. Raises ssl.SSLError, and what the stream below raises."""
        try:
            self._exchange(self._tls.do_handshake, timeout)
        except ssl.SSLError:
            # Tell the other side why.
            with suppress(httpcore.WriteError, httpcore.WriteTimeout):
                self._flush(timeout)
            raise

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes, b"" at the end. Raises ReadError, ReadTimeout."""
        try:
            return self._exchange(partial(self._tls.read, max_bytes), timeout)
        except ssl.SSLEOFError:
            # The connection ended, and TLS did not say so before; httpx takes that as an end too.
            return b""
        except ssl.SSLError as error:
            raise httpcore.ReadError(str(error)) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of it. Raises WriteError, WriteTimeout."""
        rest = memoryview(buffer)
        try:
            while rest:
                rest = rest[self._exchange(partial(self._tls.write, rest), timeout) :]
        except ssl.SSLError as error:
            raise httpcore.WriteError(str(error)) from error

    def close(self) -> None:
        """Close the stream below."""
        self._below.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """TLS within TLS, as through an encrypted proxy. Raises ConnectError, ConnectTimeout."""
        return encrypted(self, ssl_context, server_hostname, timeout)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore wants to know of a stream."""
        return self._tls if info == "ssl_object" else self._below.get_extra_info(info)

    def _exchange(self, step: Callable[[], T], timeout: float | None) -> T:
        """Repeat a step of TLS, moving its bytes both ways, until it has what it wants."""
        while True:
            try:
                done = step()
            except ssl.SSLWantReadError:
                self._flush(timeout)
                data = self._below.read(_RECORD, timeout)
                if data:
                    self._received.write(data)
                else:
                    self._received.write_eof()
            else:
                self._flush(timeout)
                return done

    def _flush(self, timeout: float | None) -> None:
        data = self._to_send.read()
        if data:
            self._below.write(data, timeout)
