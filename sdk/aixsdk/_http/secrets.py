"""The secrets of a request, taken out of what a server says back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import httpx

from ..exceptions import AixplainV2Error, APIError

SECRET_NAME = re.compile(
    r"key|token|secret|password|passwd|authori[sz]ation|credential|cookie|signature", re.I
)
HIDDEN = "[key]"
_KEYS = ("x-api-key", "x-aixplain-key", "authorization")
_SHORTEST = 6
"""What is shorter is also a part of other words; a key is taken out however short it is."""
_IN_REQUEST = "aixsdk.secrets"


class Secrets:
    """Some secrets, found however their letters are spelled: as they are, escaped as in JSON or in URLs."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        """They are looked at when something is to be taken out: most requests never fail."""
        self._secrets = secrets

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        found = sorted({*self._secrets} - {""}, key=len, reverse=True)
        return re.compile("|".join(map(_spelled, found))) if found else None

    def without(self, value: Any) -> Any:
        """The same text, or JSON value, without them."""
        if self._pattern is None:
            return value
        if isinstance(value, str):
            return self._pattern.sub(HIDDEN, value)
        if isinstance(value, dict):
            return {self.without(name): self.without(item) for name, item in value.items()}
        return [self.without(item) for item in value] if isinstance(value, list) else value

    def take_out_of(self, error: AixplainV2Error) -> None:
        """Leave nothing of them in an error, nor in what it came from."""
        error.message, error.details = self.without(error.message), self.without(error.details)
        error.args, error.document = (error.message,), self.without(error.document)
        if isinstance(error, APIError):
            error.error, error.request_id = self.without(error.error), self.without(error.request_id)
            error.response_data = self.without(error.response_data)
        causes = list(_causes(error))
        if any(self.without(text) != text for cause in causes for text in (str(cause), repr(cause))):
            error.__cause__, error.__suppress_context__ = None, True


def keep_secrets(request: httpx.Request, *more: str) -> None:
    """Note what a request says in secret, and `more`, before redirects take it out."""
    request.extensions = {**request.extensions, _IN_REQUEST: Secrets(_secrets_in(request.headers, more))}


def drop_secrets(request: httpx.Request) -> None:
    """Take out of a request what is for the platform alone."""
    for name in (*_KEYS, "cookie"):
        request.headers.pop(name, None)


def secrets_of(request: httpx.Request) -> Secrets:
    """What was noted of it, also of the request that it was redirected from."""
    found: Secrets = request.extensions.get(_IN_REQUEST) or Secrets()
    return found


def _secrets_in(headers: httpx.Headers, more: Iterable[str]) -> Iterator[str]:
    for name, value in headers.multi_items():
        yield from _in_header(name, value)
    yield from more


def _in_header(name: str, value: str) -> list[str]:
    if not SECRET_NAME.search(name):
        return []
    if name in _KEYS:
        return [value.rpartition(" ")[2]]
    found = re.findall(r"=([^;]+)", value) if name == "cookie" else [value.rpartition(" ")[2]]
    return [text for text in found if len(text) >= _SHORTEST]


def _spelled(secret: str) -> str:
    return "".join(
        rf"(?:\\*{re.escape(sign)}|(?i:\\+u00{ord(sign):02x}|%{ord(sign):02x}))" for sign in secret
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause = error.__cause__ or error.__context__
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__
