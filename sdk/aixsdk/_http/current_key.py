"""The API key of a client, and another one in its place where it has expired or been revoked."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from ..exceptions import ValidationError


class CurrentKey:
    """The key that is sent. `renew` is given a refused one, and returns the one to go on with, or None."""

    def __init__(self, text: str, renew: Callable[[str], str | None] | None) -> None:
        self.text, self._renew = checked_key(text), renew
        self._former: set[str] = set()
        self.is_accepted = False
        """Whether the platform has ever accepted it: one that never was is not asked about."""

    def is_renewed_for(self, request: httpx.Request) -> bool:
        """Whether there is another key than the one with which a request was refused.

        What is refused so was not carried out: it may be sent again. A body that is read from disk is gone.
        """
        refused = request.headers.get("x-api-key", "")
        can_repeat = isinstance(request.stream, httpx.ByteStream)
        if not (refused and can_repeat and self.is_accepted and self._renew):
            return False
        if refused == self.text and (key := self._renew(refused)):
            self._former.add(refused)
            self.text = checked_key(key)
        return refused in self._former


def checked_key(api_key: str) -> str:
    """The key, if it can be one; else ValidationError. An error about a header would show its value."""
    if not api_key or not api_key.isascii() or not api_key.isprintable() or " " in api_key:
        raise ValidationError("This is no API key: it holds characters that no key has, or none at all.")
    return api_key
