"""Tools: connections to services, and scripts, with actions to run."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, Literal, Unpack, overload

from ..exceptions import APIError, ArgumentError, ConnectionFailedError, InputError, ValidationError
from ..resource import BaseDeleteParams, DeleteResourceMixin, DeleteResult
from ..resource.context import context_of, path_of
from ..resource.fields import CAMEL, json_field, request_only_field
from ..resource.options import call_options
from ..streaming import ModelResponseStreamer, StreamChunk
from .action_specs import ActionSpec
from .actionable_asset import ActionMixin
from .model_result import ModelResult
from .python_source import function_name
from .runnable_asset import RunnableAsset
from .service import Service, ToolId
from .toolable import ParameterDefinition, ToolDict

log = logging.getLogger("aixsdk")

SCRIPT_INTEGRATION = "688779d8bfb8e46c273982ca"
"""The integration that runs Python code."""
_REFUSED = (401, 402)
_NOT_ASKED_AGAIN = (*_REFUSED, 429)


@dataclass(repr=False)
class ToolResult(ModelResult):
    """Result of an action; `data` is what the action gives."""

    dataclass_json_config = CAMEL


@dataclass(repr=False)
class Tool(ActionMixin, DeleteResourceMixin[BaseDeleteParams, DeleteResult]):
    """A tool. A new one needs an `integration` (object, id or path) with its `config`, or `code`.

    `config` and `code` are sent by the next save, which then forgets them: they are not part of the tool's
    document.
    """

    RESOURCE_PATH = "v2/tools"
    RESPONSE_CLASS = ToolResult
    DELETE_PARAMS = BaseDeleteParams
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

    def delete(self, **kwargs: Unpack[BaseDeleteParams]) -> DeleteResult:
        """Delete it on the platform. Raises ResourceError with the platform's error as cause."""
        return super().delete(**kwargs)

    @overload
    def run(self, *args: Any, stream: Literal[True], **kwargs: Any) -> ModelResponseStreamer[StreamChunk]: ...
    @overload
    def run(self, *args: Any, **kwargs: Any) -> ToolResult: ...
    def run(self, *args: Any, **kwargs: Any) -> Any:
        """Run an action and wait for its result: `run("add", {"a": 1})`, or by the names `action` and `data`.

        `data` holds the action's inputs; texts and lists go as they are. What stands alone is the action when
        it is a text, else the data; without an action it is the only one there is. Raises InputError before
        anything is sent.
        """
        return super().run(**_named(args, kwargs))

    def run_async(self, *args: Any, **kwargs: Any) -> ToolResult:
        """Start an action. A result that is not `completed` has the `url` to `poll` or `watch`."""
        return super().run_async(**_named(args, kwargs))  # type: ignore[return-value]

    def run_stream(self, *args: Any, **kwargs: Any) -> ModelResponseStreamer[StreamChunk]:
        """Run an action and take the answer piece by piece."""
        return super().run_stream(**_named(args, kwargs))

    def build_run_payload(self, **kwargs: Any) -> dict[str, Any]:
        """The action and its inputs: their present values, overridden by what is given."""
        given = RunnableAsset.build_run_payload(self, **kwargs)
        key = call_options(kwargs)
        name = given.get("action") or self._only_action(key)
        if self.allowed_actions and name not in self.allowed_actions:
            raise InputError(f"Action '{name}' is not one of {', '.join(self.allowed_actions)}.")
        data = given.get("data")
        if data is None or isinstance(data, dict):
            data = self._completed(name, data or {}, key)
        return {**given, "action": name, "data": data}

    def specs_of(self, body: dict[str, Any], *, api_key: str | None = None) -> list[ActionSpec]:
        """What its actions are; its integration is asked when the tool itself cannot tell."""
        try:
            return super().specs_of(body, api_key=api_key)
        except APIError as error:
            if not self.integration_id or error.is_unanswered or error.status_code in _NOT_ASKED_AGAIN:
                raise
            log.warning("A tool did not tell its actions (%s); asking its integration", type(error).__name__)
            service: Service = context_of(self).Integration(id=self.integration_id)
            return service.specs_of(body, api_key=api_key)

    def get_parameters(  # type: ignore[override]
        self, *, api_key: str | None = None
    ) -> list[ParameterDefinition]:
        """The actions an agent may take, with their inputs as set now. Raises APIError, InputError."""
        return self._scope(api_key)[1]

    def as_tool(self, *, api_key: str | None = None) -> ToolDict:
        """What an agent stores of it: the inputs of its actions as they are set now.

        Of several actions none is chosen, unless `allowed_actions` does. Raises APIError, InputError.
        """
        chosen, definitions = self._scope(api_key)
        tool: ToolDict = {**super().as_tool(), "type": "tool", "parameters": definitions}
        return {**tool, "actions": chosen} if chosen else tool

    def _scope(self, api_key: str | None) -> tuple[list[str], list[ParameterDefinition]]:
        """The actions that are chosen, and those with their inputs: all there are where none is."""
        listed = self.allowed_actions or [spec.key for spec in self.actions.listed(api_key=api_key)]
        chosen = listed if self.allowed_actions or len(listed) == 1 else []
        actions = self.actions.detailed(*chosen, api_key=api_key) if listed else []
        return chosen, [action.as_setting() for action in actions]

    def validate_allowed_actions(self) -> None:
        """Raise InputError naming what `allowed_actions` has and the tool has not. Raises APIError."""
        unknown = [name for name in self.allowed_actions or [] if name not in self.actions]
        if unknown:
            there = ", ".join(self.actions) or "none"
            raise InputError(f"The tool has no action {', '.join(unknown)}; it has {there}.")

    @property
    def integration_path(self) -> str | None:
        """The path of its integration, as far as it is known here without asking."""
        return self.integration.path if isinstance(self.integration, Service) else self.integration

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

    def _completed(self, name: str, data: dict[str, Any], key: dict[str, Any]) -> dict[str, Any]:
        """`data` with the present values of the action's inputs. Raises InputError for what is missing.

        Where the platform cannot tell the inputs just now, they are left to it.
        """
        try:
            inputs = self.actions.detailed(name, **key)[0].inputs
        except APIError as error:
            if _is_passing(error) or (not self.params and error.status_code not in _REFUSED):
                log.warning("A tool did not tell the inputs of an action (%s)", type(error).__name__)
                return data
            if error.status_code in _REFUSED:
                raise
            raise InputError(f"Could not validate inputs for '{name}': {error.message}") from error
        data = {**{code: value for code, value in inputs.items() if value is not None}, **data}
        inputs.validate(data)
        return data

    def _only_action(self, key: dict[str, Any]) -> str:
        names = self.allowed_actions or [spec.key for spec in self.actions.listed(**key)]
        if len(names) != 1:
            raise InputError("No action provided: the tool has " + (", ".join(names) or "none") + ".")
        return names[0]

    def _create(self, params: dict[str, Any]) -> None:
        """Connect, then take over the tool that this made."""
        if not self.name:
            raise ValidationError("A tool needs a name.")
        key = call_options(params)
        named = {"name": self.name, "description": self.description}
        made = self._service(key).make_connection(**named, data=self._settings() or None, **key)
        self._take_over(made, params)

    def _update(self, params: dict[str, Any]) -> None:
        """Change name and description; connect again when there is a new configuration or code."""
        settings = self._settings()
        if settings and not self.integration_id:
            raise ValidationError("Cannot update the tool: the integration it was made by is not known.")
        key = call_options(params)
        named = {"id": self.id, "name": self.name, "description": self.description}
        named = {name: value for name, value in named.items() if value}
        self._send("PUT", f"sdk/utilities/{self.encoded_id}", json=named, **key)
        if settings:
            settings["assetId"] = self.asset_id or self.id
            service: Service = context_of(self).Integration(id=self.integration_id)
            # The empty name keeps the platform from looking for another tool of this name.
            made = service.make_connection(name="", authScheme=self.auth_scheme, data=settings, **key)
            self._take_over(made, params)

    def _take_over(self, made: ToolId, params: dict[str, Any]) -> None:
        """Become the tool that a connection made. What it was made of is not sent, nor kept, again."""
        self.id, self.redirect_url = made.id, made.redirect_url
        self.config = self.code = None
        vars(self).pop("actions", None)
        if made.redirect_url:
            log.warning("The service wants consent first: open the tool's redirect_url")
        url = f"{path_of(self, params)}/{self.encoded_id}"
        self._apply_response(self._send("GET", url, **call_options(params)))

    def _service(self, key: dict[str, Any]) -> Service:
        integration = self.integration or (SCRIPT_INTEGRATION if self._settings().get("code") else None)
        if integration is None:
            raise ValidationError("A tool needs an integration, or code.")
        if isinstance(integration, Service):
            return integration
        service: Service = context_of(self).Integration.get(integration, **key)
        return service

    def _settings(self) -> dict[str, Any]:
        settings = dict(self.config or {})
        settings = {**(settings.pop("data", None) or {}), **settings}
        code = self.code or settings.get("code")
        if code:
            settings |= {"code": code, "function_name": function_name(code, settings.get("function_name"))}
        return settings


def _named(args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
    """Positional arguments of a run by their names. Raises ArgumentError for one too many."""
    names = ["action", "data"] if len(args) != 1 or isinstance(args[0], str) else ["data"]
    if len(args) > len(names) or any(name in kwargs for name, _ in zip(names, args, strict=False)):
        raise ArgumentError("A run of a tool takes an action and its data, each once.")
    return {**dict(zip(names, args, strict=False)), **kwargs}


def _is_passing(error: APIError) -> bool:
    """Whether the same look-up may do at another time: the network, the rate limit, the platform."""
    is_lost = error.is_unanswered or isinstance(error, ConnectionFailedError)
    return is_lost or error.status_code == 429 or error.status_code >= 500
