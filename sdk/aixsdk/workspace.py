"""The workspace, as far as what works in it has to know it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ._http.client import AixplainClient


class Workspace(Protocol):
    """One account on one backend. `Aixplain` is one."""

    @property
    def api_key(self) -> str:
        """The account's key."""

    @property
    def client(self) -> AixplainClient:
        """The way to the backend."""
