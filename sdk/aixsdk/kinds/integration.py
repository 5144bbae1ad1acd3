"""Integrations: services that tools are connections to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Unpack

from ..resource import BaseGetParams, BaseParams, GetResourceMixin, Page, SearchResourceMixin
from ..resource.context import context_of
from ..resource.fields import CAMEL
from .model_search import ModelSearchParams, model_filters
from .service import Service

if TYPE_CHECKING:
    from .tool import Tool


@dataclass(repr=False)
class Integration(
    Service,
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
