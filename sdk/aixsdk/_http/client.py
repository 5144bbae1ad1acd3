"""The one way to the network: headers, the origin rule for the key, redirects, retries, errors.

The API key goes to the origins that `url_policy` trusts and to no other: a request with the key to another is
refused before a socket opens, whatever absolute URL a poll names. Redirects of reads are followed, without
the key elsewhere; a redirect of anything else is followed only when it keeps the method (307, 308) and stays
on those origins, because the body belongs to them too.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from math import inf
from typing import Any

import httpx

from .. import cancel
from ..config import Config
from ..exceptions import (
    APIError,
    AuthenticationError,
    CancelledError,
    InvalidResponseError,
    ValidationError,
)
from .allowance import Allowance
from .current_addresses import CurrentAddresses
from .current_key import CurrentKey, checked_key
from .late_transport import LateTransport
from .log import keep_secrets_out_of_the_log, log, tell_body, tell_exchange
from .redirects import check_redirect, destination
from .response_body import ReplyBody, failure, whole
from .responses import decode_json, error_from_response, request_id
from .retry import is_idempotent, is_read, wait_before_retry
from .secrets import drop_secrets, keep_secrets, secrets_of
from .telling import note_kind, told
from .unpacking import ACCEPTED

MAX_REDIRECTS = 5


class AixplainClient:
    """Sends requests to one workspace. Safe to share between threads.

    Paths are relative to the backend; absolute http(s) URLs are used as they are. Every method takes what
    `httpx.Client.build_request` takes (`json`, `params`, `data`, `content`, `headers`, `timeout`), besides
    `api_key`, a key for this call only, `anonymous`, to send none, and `longest_wait`: a request that would
    have to wait for more seconds before another attempt fails at once. Errors are from `aixsdk.exceptions`.
    """

    def __init__(
        self,
        config: Config,
        api_key: str,
        *,
        transport: httpx.BaseTransport | None = None,
        renew_key: Callable[[str], str | None] | None = None,
        find_backend: Callable[[str], Config | None] | None = None,
    ) -> None:
        self.config = config
        self._key = CurrentKey(api_key, renew_key)
        self._addresses = CurrentAddresses(config, find_backend)
        keep_secrets_out_of_the_log()
        self._http = httpx.Client(
            transport=transport or LateTransport(),
            timeout=httpx.Timeout(config.read_timeout, connect=config.connect_timeout),
            headers={"User-Agent": "aixsdk", "Accept-Encoding": ACCEPTED},
            follow_redirects=False,
            event_hooks={"response": [check_redirect]},
        )

    def __repr__(self) -> str:
        return f"AixplainClient({self._addresses.resolve('')!r})"

    def close(self) -> None:
        """Close the connections; the client cannot be used afterwards."""
        self._http.close()

    def resolve_url(self, path: str) -> str:
        """The absolute URL of a path. Raises ValidationError for one that climbs."""
        return self._addresses.resolve(path)

    def is_trusted_url(self, url: str) -> bool:
        """Whether requests with the key may go there."""
        return self._addresses.is_trusted(url)

    def ensure_trusted_url(self, path: str) -> str:
        """The absolute URL. Raises UntrustedURLError where requests with the key may not go."""
        return self._addresses.ensure_trusted(path)

    def request(self, method: str, path: str, **kwargs: Any) -> Any:
        """Send a request and return the JSON value of its reply; {} for the empty reply of an update."""
        response = self.request_raw(method, path, **kwargs)
        if not response.content and (response.status_code == 204 or method.upper() == "PUT"):
            return {}
        with told(response.request):
            return decode_json(response.status_code, response.headers, response.content, self.config.limits)

    def get(self, path: str, **kwargs: Any) -> Any:
        """`request` with GET."""
        return self.request("GET", path, **kwargs)

    def post(self, path: str, **kwargs: Any) -> Any:
        """`request` with POST."""
        return self.request("POST", path, **kwargs)

    def request_raw(self, method: str, path: str, **kwargs: Any) -> httpx.Response:
        """Send a request and return its whole reply; a status of 400 or more raises."""
        read = is_read(method, path)
        allowance = Allowance(self.config.limits, "read_seconds" if read else "write_seconds", read=read)
        return self._with_retries(method, path, kwargs, allowance, read_body=True)

    def fetch(self, url: str, limit: int) -> Iterator[bytes]:
        """The bytes of a file at an address that somebody gave; see `fetch.fetch`."""
        from .fetch import fetch

        return fetch(url, self.config, limit)

    def request_stream(self, method: str, path: str, **kwargs: Any) -> ReplyBody:
        """Send a request and return the body of its reply, unread. The caller closes it, in a `finally`.

        What is read is a file; the reply to anything else is an answer that comes piece by piece.
        """
        read = is_read(method, path)
        seconds, size = ("read_seconds", "file_mb") if read else ("stream_seconds", "reply_mb")
        allowance = Allowance(self.config.limits, seconds, read=read)
        response = self._with_retries(method, path, kwargs, allowance, read_body=False)
        return ReplyBody(response, allowance, size)

    def _with_retries(
        self, method: str, path: str, kwargs: dict[str, Any], allowance: Allowance, *, read_body: bool
    ) -> httpx.Response:
        read = is_read(method, path)
        longest_wait = kwargs.pop("longest_wait", inf)
        token = cancel.current()
        attempt = 0
        while True:
            attempt += 1
            token.check()
            request = self._build(method, path, **kwargs)
            try:
                with told(request), allowance.applied():
                    response = self._exchange(request, read=read)
                    self._key.is_accepted = True
                    return self._read(response) if read_body else response
            except APIError as error:
                secrets_of(request).take_out_of(error)
                is_renewed = isinstance(error, AuthenticationError) and self._key.is_renewed_for(request)
                if is_renewed or self._addresses.have_moved(error, request):
                    allowance.restart()
                    continue
                wait = wait_before_retry(
                    error,
                    attempt,
                    read=read,
                    config=self.config,
                    random=random.random,
                    longest_wait=min(longest_wait, allowance.seconds_left),
                )
                if wait is None or not (read or is_idempotent(method)):
                    raise
                where, what = path.split("?", 1)[0], type(error).__name__
                log.debug("%s %s failed (%s), again in %.1f s", method, where, what, wait)
                if token.wait(wait):
                    raise CancelledError("The operation was cancelled.") from error

    def _build(
        self, method: str, path: str, *, api_key: str | None = None, anonymous: bool = False, **kwargs: Any
    ) -> httpx.Request:
        try:
            request = self._http.build_request(method, self.resolve_url(path), **kwargs)
        except httpx.InvalidURL as error:
            raise ValidationError(f"Not a usable address: {error}") from error
        except UnicodeEncodeError as error:
            raise ValidationError(
                f"This cannot be sent: it holds {error.object[error.start]!a}, which has no bytes."
            ) from error
        except (TypeError, ValueError) as error:
            raise ValidationError(f"This cannot be sent: {error}") from error
        note_kind(request, read=is_read(method, path))
        if anonymous:
            drop_secrets(request)
        else:
            self.ensure_trusted_url(str(request.url))
            if "authorization" not in request.headers:
                request.headers["x-api-key"] = checked_key(api_key) if api_key else self._key.text
        keep_secrets(request, self._key.text)
        return request

    def _exchange(self, request: httpx.Request, *, read: bool) -> httpx.Response:
        for _ in range(MAX_REDIRECTS + 1):
            response = self._send(request)
            if response.is_success:
                return response
            if not response.has_redirect_location:
                response = self._read(response)
                raise error_from_response(
                    response.status_code, response.headers, response.content, self.config.limits
                )
            response.close()
            request = self._redirected(request, response, read=read)
        raise InvalidResponseError(f"The platform redirected more than {MAX_REDIRECTS} times.")

    def _redirected(self, request: httpx.Request, response: httpx.Response, *, read: bool) -> httpx.Request:
        status = response.status_code
        url = destination(response)
        trusted = self.is_trusted_url(str(url))
        keeps_method = request.method in ("GET", "HEAD") or status in (307, 308)
        # A body that is read from disk is gone once it was sent.
        can_repeat = isinstance(request.stream, httpx.ByteStream)
        if not (keeps_method and can_repeat and (trusted or request.method in ("GET", "HEAD"))):
            raise InvalidResponseError(
                f"The platform redirected a {request.method} to {url.host}; that is not followed.",
                status,
                outcome_unknown=not read,
            )
        headers = httpx.Headers(request.headers)
        headers["host"] = url.netloc.decode()
        again = httpx.Request(
            request.method, url, headers=headers, stream=request.stream, extensions=request.extensions
        )
        if not trusted:
            drop_secrets(again)
        return again

    def _send(self, request: httpx.Request) -> httpx.Response:
        started = time.monotonic()
        try:
            response = self._http.send(request, stream=True)
        except httpx.TransportError as error:
            raise failure(request, error) from error
        except RuntimeError as error:
            if not self._http.is_closed:
                raise
            raise ValidationError("The client is closed.") from error
        tell_exchange(request, response, time.monotonic() - started, request_id(response.headers, {}))
        if self.config.log_bodies and isinstance(request.stream, httpx.ByteStream):
            tell_body("sent", request.content, secrets_of(request))
        return response

    def _read(self, response: httpx.Response) -> httpx.Response:
        read = whole(response)
        if self.config.log_bodies:
            tell_body("received", read.content, secrets_of(read.request))
        return read
