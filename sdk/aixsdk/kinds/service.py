"""Connecting to a service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..exceptions import InvalidResponseError
from ..resource.fields import CAMEL
from . import parameters
from .actionable_asset import ActionableAsset


@dataclass(frozen=True, slots=True)
class Connection:
    """What connecting made: the tool's id, and where to consent if the service wants that first."""

    id: str
    redirect_url: str | None = None


@dataclass(repr=False)
class Service(ActionableAsset):
    """An integration, as far as the tools that come of connecting to it have to know it."""

    dataclass_json_config = CAMEL

    def make_connection(
        self,
        name: str,
        description: str | None,
        auth_scheme: str | None,
        data: dict[str, Any] | None,
        *,
        api_key: str | None = None,
    ) -> Connection:
        """Connect, and say what came of it without fetching the tool."""
        body = {"name": name, "description": description, "authScheme": auth_scheme, "data": data}
        body = {key: value for key, value in body.items() if value is not None}
        parameters.check(self.params or [], body, {})
        reply = self.execute(body, api_key=api_key)
        found = reply.get("id") if isinstance(reply, dict) else reply
        if not isinstance(found, str) or not found:
            raise InvalidResponseError("The integration did not say what it connected.", outcome_unknown=True)
        redirect = reply.get("redirectURL") if isinstance(reply, dict) else None
        return Connection(found, redirect if isinstance(redirect, str) else None)
