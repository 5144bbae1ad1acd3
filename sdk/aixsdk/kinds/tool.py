"""Tools: connections to services, and scripts, with actions to run."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, Unpack, overload

from ..exceptions import APIError, InputError, ValidationError
from ..resource import (
    BaseDeleteParams,
    BaseGetParams,
    BaseParams,
    DeleteResourceMixin,
    DeleteResult,
    GetResourceMixin,
    Page,
    SearchResourceMixin,
)
from ..resource.context import context_of, path_of
from ..resource.fields import CAMEL, json_field, request_only_field
from ..resource.options import call_options
from .actionable_asset import ActionableAsset
from .actions import Action
from .auth_scheme import scheme_of
from .model_result import ModelResult
from .model_search import ModelSearchParams, model_filters
from .python_source import function_name
from .runnable_asset import AssetRunOptions
from .service import Service
from .toolable import ToolDict

log = logging.getLogger("aixsdk")

SCRIPT_INTEGRATION = "688779d8bfb8e46c273982ca"
"""The integration that runs Python code."""
_NOT_ASKED_AGAIN = (401, 402, 429)


@dataclass(repr=False)
class Tool(
    ActionableAsset,
    SearchResourceMixin[ModelSearchParams, "Tool"],
    GetResourceMixin[BaseGetParams, "Tool"],
    DeleteResourceMixin[BaseDeleteParams, DeleteResult],
):
    """A tool. A new one needs an `integration` (object, id or path) with its `config`, or `code`.

    `config` and `code` are sent by the next save and are not part of the tool's document.
    """

    RESOURCE_PATH = "v2/tools"
    dataclass_json_config = CAMEL

    asset_id: str | None = None
    integration_id: str | None = json_field("parentModelId")
    subscriptions: Any = None
    allowed_actions: list[str] | None = None
    integration: Any = request_only_field()
    config: dict[str, Any] | None = request_only_field()
    code: str | None = request_only_field()
    redirect_url: str | None = request_only_field()
    """Where to consent, when the service wants that before the tool works."""

    @classmethod
    def build_search_filters(cls, params: dict[str, Any]) -> dict[str, Any]:
        """The filters, as for models."""
        return model_filters(params, super().build_search_filters(params))

    @classmethod
    def search(cls, **kwargs: Unpack[ModelSearchParams]) -> Page[Tool]:
        """One page of the tools that match. Raises APIError."""
        return super().search(**kwargs)

    @classmethod
    def get(cls, id: Any, host: str | None = None, **kwargs: Unpack[BaseParams]) -> Tool:
        """The tool with this id or path. Raises APIError."""
        return super().get(id, host, **kwargs)

    def delete(self, **kwargs: Unpack[BaseDeleteParams]) -> DeleteResult:
        """Delete it on the platform. Raises ResourceError with the platform's error as cause."""
        return super().delete(**kwargs)

    @overload
    def run(
        self, action: str | None = None, data: Any = None, **kwargs: Unpack[AssetRunOptions]
    ) -> ModelResult: ...
    @overload
    def run(self, action: str | None = None, data: Any = None, **kwargs: Any) -> ModelResult: ...
    def run(self, action: str | None = None, data: Any = None, **kwargs: Any) -> Any:
        """Run an action and wait for its result. `data` holds its inputs; texts and lists go as they are.

        Without a name it is the only action there is. Raises InputError before anything is sent.
        """
        given = {name: value for name, value in (("action", action), ("data", data)) if value is not None}
        return super().run(**given, **kwargs)

    @overload
    def run_async(
        self, action: str | None = None, data: Any = None, **kwargs: Unpack[AssetRunOptions]
    ) -> ModelResult: ...
    @overload
    def run_async(self, action: str | None = None, data: Any = None, **kwargs: Any) -> ModelResult: ...
    def run_async(self, action: str | None = None, data: Any = None, **kwargs: Any) -> ModelResult:
        """Start an action. A result that is not `completed` has the `url` to `poll` or `watch`."""
        return super().run_async(**self._filled(action, data, kwargs))

    def specs_of(self, body: dict[str, Any], *, api_key: str | None = None) -> list[Action]:
        """What its actions are; its integration is asked when the tool itself cannot tell."""
        try:
            return super().specs_of(body, api_key=api_key)
        except APIError as error:
            if not self.integration_id or error.outcome_unknown or error.status_code in _NOT_ASKED_AGAIN:
                raise
            log.warning("A tool did not tell its actions (%s); asking its integration", type(error).__name__)
            service: Service = context_of(self).Integration(id=self.integration_id)
            return service.specs_of(body, api_key=api_key)

    def as_tool(self, *, api_key: str | None = None) -> ToolDict:
        """What an agent stores of it: the inputs of its actions as they are set now.

        Of several actions none is chosen, unless `allowed_actions` does. Raises APIError, InputError.
        """
        listed = self.allowed_actions or [action.key for action in self.actions.listed(api_key=api_key)]
        chosen = listed if self.allowed_actions or len(listed) == 1 else []
        actions = self.actions.detailed(*chosen, api_key=api_key) if listed else []
        parameters = [action.as_setting() for action in actions]
        stored: ToolDict = {**super().as_tool(), "type": "tool", "parameters": parameters}
        return {**stored, "actions": chosen} if chosen else stored

    def overrides(self) -> list[dict[str, Any]]:
        """Inputs of the actions that were looked at, as {name, value}."""
        return [setting for action in self.actions.known() for setting in action.inputs.as_list()]

    @property
    def inputs(self) -> Any:
        """A tool has none of its own: they are those of its actions."""
        raise AttributeError("A tool has no inputs of its own; use tool.actions['name'].inputs.")

    @inputs.setter
    def inputs(self, values: Any) -> None:
        raise AttributeError("A tool has no inputs of its own; use tool.actions['name'].inputs.")

    @property
    def _connection_id(self) -> str | None:
        return self.id

    def _filled(self, action: str | None, data: Any, inputs: dict[str, Any]) -> dict[str, Any]:
        key = call_options(inputs)
        name = action or self._only_action(key)
        if self.allowed_actions and name not in self.allowed_actions:
            raise InputError(f"Action '{name}' is not one of {', '.join(self.allowed_actions)}.")
        if data is None or isinstance(data, dict):
            data = self._completed(name, data or {}, key)
        return {**inputs, "action": name, "data": data}

    def _completed(self, name: str, data: dict[str, Any], key: dict[str, Any]) -> dict[str, Any]:
        """`data` with the present values of the action's inputs. Raises InputError for what is missing."""
        try:
            found = self.actions.detailed(name, **key)[0].inputs
        except APIError as error:
            if error.outcome_unknown or error.status_code in _NOT_ASKED_AGAIN:
                raise
            log.warning("A tool did not tell the inputs of an action (%s)", type(error).__name__)
            return data
        data = {**{code: value for code, value in found.items() if value is not None}, **data}
        missing = [code for code in found.required if data.get(code) is None]
        if missing:
            problems = "; ".join(f"Required input '{code}' is missing" for code in missing)
            raise InputError(f"Parameter validation failed: {problems}")
        return data

    def _only_action(self, key: dict[str, Any]) -> str:
        names = self.allowed_actions or [action.key for action in self.actions.listed(**key)]
        if len(names) != 1:
            raise InputError("No action provided: the tool has " + (", ".join(names) or "none") + ".")
        return names[0]

    def _create(self, params: dict[str, Any]) -> None:
        """Connect, then take over the tool that this made."""
        if not self.name:
            raise ValidationError("A tool needs a name.")
        key = call_options(params)
        made = self._service(key).make_connection(
            self.name, self.description, None, self._settings() or None, **key
        )
        self.id, self.redirect_url = made.id, made.redirect_url
        self._apply_response(self._send("GET", f"{path_of(self, params)}/{self.encoded_id}", **key))

    def _update(self, params: dict[str, Any]) -> None:
        """Change name and description; connect again when there is a new configuration or code."""
        named = {"id": self.id, "name": self.name, "description": self.description}
        settings = self._settings()
        if settings and not self.integration_id:
            raise ValidationError("Cannot update the tool: the integration it was made by is not known.")
        key = call_options(params)
        named = {name: value for name, value in named.items() if value}
        self._send("PUT", f"sdk/utilities/{self.encoded_id}", json=named, **key)
        if settings:
            # The empty name keeps the platform from looking for another tool of this name.
            settings["assetId"] = self.asset_id or self.id
            service: Service = context_of(self).Integration(id=self.integration_id)
            service.make_connection("", None, scheme_of(self.description, self.attributes), settings, **key)

    def _service(self, key: dict[str, Any]) -> Service:
        wanted = self.integration or (SCRIPT_INTEGRATION if self._settings().get("code") else None)
        if wanted is None:
            raise ValidationError("A tool needs an integration, or code.")
        if isinstance(wanted, Service):
            return wanted
        found: Service = context_of(self).Integration.get(wanted, **key)
        return found

    def _settings(self) -> dict[str, Any]:
        settings = dict(self.config or {})
        settings = {**(settings.pop("data", None) or {}), **settings}
        code = self.code or settings.get("code")
        if code:
            settings |= {"code": code, "function_name": function_name(code, settings.get("function_name"))}
        return settings
