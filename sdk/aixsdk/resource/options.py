"""Keyword arguments of a call: which are for the client, and which for the platform."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..exceptions import InputError
from .params import BaseParams, RunOptions

_HEADERS = {"identifier": "x-user-id", "session_id": "x-session-id", "agent_name": "x-agent"}


@dataclass(frozen=True, slots=True)
class RequestOptions:
    """What a call says of how to send it."""

    values: Mapping[str, Any]

    @classmethod
    def split(
        cls, given: Mapping[str, Any], known: Any = RunOptions
    ) -> tuple[RequestOptions, dict[str, Any]]:
        """The options among the keyword arguments, those that `known` (a TypedDict) names, and the rest."""
        names = names_of(known)
        options = {name: value for name, value in given.items() if name in names}
        return cls(options), {name: value for name, value in given.items() if name not in names}

    @property
    def request(self) -> dict[str, Any]:
        """What the client's `request` takes: a key, and the longest wait before another attempt."""
        found = {name: self.values.get(name) for name in ("api_key", "longest_wait")}
        return {name: value for name, value in found.items() if value is not None}

    def headers(self) -> dict[str, str]:
        """Headers of a run: on whose behalf, in which session and by which agent. Raises InputError."""
        headers = {}
        for name, header in _HEADERS.items():
            if self.values.get(name) is not None:
                headers[header] = text = str(self.values[name])
                if not text.isascii() or not text.isprintable():
                    raise InputError(f"{name} goes into the header {header}, which takes plain ASCII only.")
        return headers

    def number(self, name: str, default: float) -> float:
        """An option that is a number; the default where it is absent or None."""
        value = self.values.get(name)
        return default if value is None else value


def call_options(given: Mapping[str, Any]) -> dict[str, Any]:
    """What of the keyword arguments the client's `request` takes."""
    return RequestOptions.split(given, BaseParams)[0].request


@functools.cache
def names_of(known: Any) -> frozenset[str]:
    """The keys of a TypedDict, those of its parents among them."""
    return frozenset(known.__annotations__)
