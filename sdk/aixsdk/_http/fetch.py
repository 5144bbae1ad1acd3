"""Fetching a file from an address that somebody gave, without being led where nobody should look."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import httpx

from ..config import Config
from ..exceptions import FileUploadError, UnsafeURLError
from .allowance import Allowance
from .redirects import check_redirect, destination
from .response_body import ReplyBody, failure
from .transport import CancellableTransport
from .unpacking import ACCEPTED
from .url_policy import check_fetch, check_scheme, normalize_origin

MAX_REDIRECTS = 3
_TIMEOUT = httpx.Timeout(30.0, connect=10.0)
_MEGABYTE = 1024 * 1024


def fetch(url: str, config: Config, limit: int) -> Iterator[bytes]:
    """The bytes at an address, at most `limit` of them, as they arrive; no key goes there.

    Every hop is looked at when it is connected to: what a name stands for may change. Raises UnsafeURLError,
    ValidationError for what is no http, FileUploadError for what is not there or too large, APIError for a
    broken connection, CancelledError.
    """
    check = partial(check_fetch, allow_private=config.allow_private_fetch)
    allowance = Allowance(config.limits, "read_seconds")
    with httpx.Client(
        transport=CancellableTransport(check),
        timeout=_TIMEOUT,
        trust_env=False,
        event_hooks={"response": [check_redirect]},
    ) as client:
        for _ in range(MAX_REDIRECTS + 1):
            with allowance.applied():
                response = _ask(client, url)
            try:
                if not response.has_redirect_location:
                    yield from _body(ReplyBody(response, allowance, "file_mb"), response, limit)
                    return
                url = str(destination(response))
            finally:
                response.close()
    raise FileUploadError(f"{response.url.host} redirects more than {MAX_REDIRECTS} times.")


def _ask(client: httpx.Client, url: str) -> httpx.Response:
    check_scheme(url)
    normalize_origin(url)
    try:
        request = client.build_request(
            "GET", url, headers={"User-Agent": "aixsdk", "Accept-Encoding": ACCEPTED}
        )
    except httpx.InvalidURL as error:
        raise UnsafeURLError(f"Not a usable address: {error}") from error
    try:
        return client.send(request, stream=True)
    except httpx.TransportError as error:
        raise failure(request, error) from error


def _body(body: ReplyBody, response: httpx.Response, limit: int) -> Iterator[bytes]:
    host, received = response.url.host, 0
    if not response.is_success:
        raise FileUploadError(f"{host} answers with HTTP {response.status_code}.")
    for piece in body:
        received += len(piece)
        if received > limit:
            raise FileUploadError(f"{host} sends more than {limit // _MEGABYTE} MB.")
        yield piece
