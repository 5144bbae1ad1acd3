"""Integrations: services that tools are connections to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Unpack

from ..resource import RunOptions
from ..resource.arguments import check_arguments
from ..resource.context import context_of
from ..resource.fields import CAMEL
from ..resource.options import call_options
from .model_search import ModelSearchParams
from .service import Service

if TYPE_CHECKING:
    from .tool import Tool


class IntegrationSearchParams(ModelSearchParams, total=False):
    """What integrations can be searched by."""


class ConnectParams(RunOptions, total=False):
    """What a connection needs, by the names of the wire."""

    name: str
    description: str
    authScheme: str  # noqa: N815 (the platform spells it so)
    """One of `auth_schemes`."""
    data: dict[str, Any]
    """What the scheme wants, such as a token: see `auth_inputs`."""


@dataclass(repr=False)
class Integration(Service):
    """A service that can be connected to."""

    RESOURCE_PATH = "v2/integrations"
    SEARCH_PARAMS = IntegrationSearchParams
    dataclass_json_config = CAMEL

    def connect(self, **kwargs: Unpack[ConnectParams]) -> Tool:
        """Make a tool of this service.

        When the service wants consent first, the tool's `redirect_url` says where. Raises
        ValidationError before anything is sent, OperationFailedError when the service refuses (a name that is
        taken, a wrong token), APIError; it is never sent twice.
        """
        named = [param.name for param in self.params or [] if param.name]
        check_arguments(self, "connect", kwargs, ConnectParams, named)
        made = self.make_connection(**kwargs)
        tool: Tool = context_of(self).Tool.get(made.id, **call_options(kwargs))
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
