"""Fetching a file from an address that somebody gave, without being led where nobody should look."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from urllib.parse import urljoin

import httpx

from ..config import Config
from ..exceptions import APIError
from .response_body import ReplyBody, failure
from .responses import error_from_response
from .transport import CancellableTransport
from .url_policy import check_fetch, check_scheme, normalize_origin

MAX_REDIRECTS = 3
_TIMEOUT = httpx.Timeout(30.0, connect=10.0)


def fetch(url: str, config: Config) -> Iterator[bytes]:
    """The bytes at an address, as they arrive; no key goes there.

    Every hop is looked at when it is connected to: what a name stands for may change. Raises UnsafeURLError,
    ValidationError for what is no http, APIError, CancelledError.
    """
    check = partial(check_fetch, allow_private=config.allow_private_fetch)
    with httpx.Client(transport=CancellableTransport(check), timeout=_TIMEOUT, trust_env=False) as client:
        for _ in range(MAX_REDIRECTS + 1):
            check_scheme(url)
            normalize_origin(url)
            request = client.build_request("GET", url, headers={"User-Agent": "aixsdk"})
            try:
                response = client.send(request, stream=True)
            except httpx.TransportError as error:
                raise failure(request, error) from error
            if response.has_redirect_location:
                response.close()
                url = urljoin(url, response.headers["location"])
                continue
            if not response.is_success:
                body = response.read()
                raise error_from_response(response.status_code, response.headers, body)
            yield from ReplyBody(response)
            return
    raise APIError(f"It was redirected more than {MAX_REDIRECTS} times.")
