"""Where a redirect leads, and the platform's own fault where that is nowhere."""

from __future__ import annotations

import re

import httpx

from ..exceptions import InvalidResponseError
from .retry import is_read

_WEB = ("http", "https")
_HOST = re.compile(r"\w[\w.-]*|[\da-f]*:[\da-f:.]+")
_SHOWN = 60


def destination(response: httpx.Response) -> httpx.URL:
    """The address that a redirect names. Raises InvalidResponseError where that is none."""
    location = response.headers["location"]
    try:
        named = httpx.URL(location)
        if named.scheme and named.scheme not in _WEB:
            raise _fault(response, f"a {named.scheme[:_SHOWN]} address")
        url = response.url.join(named)
        names_host = bool(named.host) or not named.scheme
        if location.strip() and names_host and _HOST.fullmatch(url.host) and _is_port(url.port):
            return url
    except (httpx.InvalidURL, ValueError):
        pass
    # Behind the question mark there may be a permission.
    raise _fault(response, f"what is no address: {location.partition('?')[0][:_SHOWN]!r}")


def _is_port(port: int | None) -> bool:
    return port is None or 0 < port < 65536


def _fault(response: httpx.Response, where: str) -> InvalidResponseError:
    return InvalidResponseError(
        f"{response.url.host} redirects to {where}.",
        response.status_code,
        outcome_unknown=not is_read(response.request.method, response.request.url.path),
    )


def check_redirect(response: httpx.Response) -> None:
    """For httpx, which looks at where a redirect leads also when it does not follow it."""
    if response.has_redirect_location:
        destination(response)
