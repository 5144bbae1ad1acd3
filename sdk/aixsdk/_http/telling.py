"""Errors that know the request they are about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from ..exceptions import AixplainV2Error
from ..exceptions.asked import RequestInfo, asked
from .secrets import secrets_of
from .url_policy import is_loopback

_KIND, PROXY = "aixsdk.kind", "aixsdk.proxy"
"""Extensions of a request; the transport notes the proxy that it asks."""


def note_kind(request: httpx.Request, *, read: bool) -> None:
    """Note what a request is for."""
    request.extensions = {**request.extensions, _KIND: asked(read=read)}


def request_info(request: httpx.Request) -> RequestInfo:
    """What was noted of a request."""
    kind, proxy = request.extensions.get(_KIND, "read"), request.extensions.get(PROXY, "")
    return RequestInfo(kind, proxy, is_loopback(request.url.host))


@contextmanager
def told(request: httpx.Request) -> Iterator[None]:
    """Tell errors raised inside of the request, and nobody its secrets.

    What changes nothing has no outcome to look for.
    """
    try:
        yield
    except AixplainV2Error as error:
        error.request = request_info(request)
        error.outcome_unknown = error.outcome_unknown and not error.request.changes_nothing
        secrets_of(request).take_out_of(error)
        raise
