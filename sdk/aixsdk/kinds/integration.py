"""Integrations: services that tools are connections to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Unpack

from ..exceptions import InvalidResponseError
from ..resource import BaseGetParams, BaseParams, GetResourceMixin, Page, SearchResourceMixin
from ..resource.context import context_of
from ..resource.wire import CAMEL
from . import parameters
from .connected import Connected
from .model_search import ModelSearchParams, model_filters

if TYPE_CHECKING:
    from .tool import Tool


@dataclass(frozen=True, slots=True)
class Connection:
    """What connecting made: the tool's id, and where to consent if the service wants that first."""

    id: str
    redirect_url: str | None = None


@dataclass(repr=False)
class Integration(
    Connected,
    SearchResourceMixin[ModelSearchParams, "Integration"],
    GetResourceMixin[BaseGetParams, "Integration"],
):
    """A service that can be connected to."""

    RESOURCE_PATH = "v2/integrations"
    dataclass_json_config = CAMEL

    @classmethod
    def build_search_filters(cls, params: dict[str, Any]) -> dict[str, Any]:
        """The filters, as for models."""
        return model_filters(params, super().build_search_filters(params))

    @classmethod
    def search(cls, **kwargs: Unpack[ModelSearchParams]) -> Page[Integration]:
        """One page of the integrations that match. Raises APIError."""
        return super().search(**kwargs)

    @classmethod
    def get(cls, id: Any, host: str | None = None, **kwargs: Unpack[BaseParams]) -> Integration:
        """The integration with this id or path. Raises APIError."""
        return super().get(id, host, **kwargs)

    def connect(
        self,
        name: str,
        *,
        description: str | None = None,
        auth_scheme: str | None = None,
        data: dict[str, Any] | None = None,
        api_key: str | None = None,
    ) -> Tool:
        """Make a tool of this service. `data` holds what the scheme wants, such as a token.

        When the service wants consent first, the tool's `redirect_url` says where. Raises
        OperationFailedError when the service refuses (a name that is taken, a wrong token), APIError; it is
        never sent twice.
        """
        made = self.make_connection(name, description, auth_scheme, data, api_key=api_key)
        tool: Tool = context_of(self).Tool.get(made.id, api_key=api_key)
        tool.redirect_url = made.redirect_url
        return tool

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

    @property
    def auth_schemes(self) -> list[str]:
        """How it can be connected to, as far as its attributes say."""
        return [str(scheme) for scheme in self._attribute_list("auth_schemes")]

    def auth_inputs(self, scheme: str) -> list[dict[str, Any]]:
        """What `data` must hold for a scheme: {name, displayName, type, description, required}."""
        return [found for found in self._attribute_list(f"{scheme}-inputs") if isinstance(found, dict)]

    def _attribute_list(self, name: str) -> list[Any]:
        """An attribute that holds a JSON list as text; [] when it does not."""
        try:
            found = json.loads(str((self.attributes or {}).get(name)))
        except ValueError:
            return []
        return found if isinstance(found, list) else []
