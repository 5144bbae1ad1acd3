"""What tools and integrations share: actions, asked for and run through the execution service."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .. import polling
from ..exceptions import APIError, InputError
from ..exceptions.asked import asking
from ..resource import Result
from ..resource.context import context_of
from ..resource.decode import decoder_for
from ..resource.fields import CAMEL
from ..resource.replies import unreadable
from ..resource.run_response import interpret_poll, interpret_start
from .action_specs import ActionSpec
from .actions import Action, Actions
from .auth_scheme import scheme_of
from .model import Model
from .trigger_types import TriggerEventOption, TriggerTypes, TriggerTypeSpec

LIST_TIMEOUT = 30.0
"""Seconds to wait for a list that the platform makes in the background."""


@dataclass(repr=False)
class ActionMixin(Model):
    """What has actions: a model whose inputs are those of each action."""

    dataclass_json_config = CAMEL

    actions_available: bool | None = None

    @cached_property
    def actions(self) -> Actions:
        """What it can do, by name."""
        return Actions(
            lambda key: self.list_actions(api_key=key),
            lambda names, key: [Action(spec) for spec in self._with_inputs(names, key)],
        )

    @property
    def auth_scheme(self) -> str | None:
        """How its connection proves who it is, as far as its document tells."""
        return scheme_of(self.description, self.attributes)

    def set_inputs(self, inputs_dict: Mapping[str, Mapping[str, Any]]) -> None:
        """Set inputs of several actions: {action: {input: value}}. Raises InputError, KeyError."""
        for name, inputs in inputs_dict.items():
            if not isinstance(inputs, Mapping):
                raise InputError(f"Inputs of the action '{name}' must be a dictionary.")
            self.actions[name].inputs.update(inputs)

    def list_actions(self, *, api_key: str | None = None) -> list[ActionSpec]:
        """Ask for the actions; [] when there are none. Raises APIError."""
        if self.actions_available is False:
            return []
        return self.specs_of({"action": "LIST_ACTIONS", "data": {}}, api_key=api_key)

    def tells_actions(self, *, api_key: str | None = None) -> bool:
        """Whether it tells its actions itself, as one may do only once its service has the consent it wants.

        Raises APIError where there is no answer to that.
        """
        try:
            return bool(ActionMixin.specs_of(self, {"action": "LIST_ACTIONS", "data": {}}, api_key=api_key))
        except APIError as error:
            if error.is_unanswered or error.status_code in (401, 402, 429) or error.status_code >= 500:
                raise
            return False

    def list_inputs(self, *actions: str) -> list[ActionSpec]:
        """Deprecated: `actions[name].inputs`. Asks for actions with their inputs. Raises APIError."""
        warnings.warn(
            "list_inputs() is deprecated: use actions[name].inputs.", DeprecationWarning, stacklevel=2
        )
        return self._with_inputs(actions, None)

    def _with_inputs(self, names: tuple[str, ...], api_key: str | None) -> list[ActionSpec]:
        return self.specs_of({"action": "LIST_INPUTS", "data": {"actions": list(names)}}, api_key=api_key)

    @cached_property
    def triggers(self) -> TriggerTypes:
        """What can start an agent through it, by slug, whatever its case. Asked for once; raises APIError."""
        return TriggerTypes(
            TriggerEventOption(**vars(spec), connection_id=self._connection_id)
            for spec in self.list_trigger_types()
        )

    def list_trigger_types(self) -> list[TriggerTypeSpec]:
        """Ask what can start an agent through it. Raises APIError."""
        with asking("read"):
            data = self.execute({"action": "list_trigger_types", "data": ""})
        decode = decoder_for(TriggerTypeSpec)
        return [decode(item) for item in data if isinstance(item, dict)] if isinstance(data, list) else []

    @property
    def _connection_id(self) -> str | None:
        """None: an integration is no connection, but makes them."""

    def execute(self, body: dict[str, Any], *, api_key: str | None = None) -> Any:
        """Send a body to the execution service and return the `data` of its result, polling if need be."""
        self.ensure_usable()
        client = context_of(self).client
        result = interpret_start(
            Result, client.request("POST", self.execution_url, json=body, api_key=api_key)
        )
        url = result.url
        if url and not result.completed:
            *_, result = polling.watch(
                lambda: interpret_poll(Result, client.request("GET", url, api_key=api_key), url),
                lambda polled: bool(polled.completed),
                timeout=LIST_TIMEOUT,
            )
        return result.data

    def specs_of(self, body: dict[str, Any], *, api_key: str | None = None) -> list[ActionSpec]:
        """The actions that a body sent to the execution service asks for. Raises APIError."""
        with asking("read"):
            data = self.execute(body, api_key=api_key)
        decode = decoder_for(ActionSpec)
        items = [item for item in data if isinstance(item, dict)] if isinstance(data, list) else []
        try:
            return [decode(item) for item in items]
        except Exception as error:
            raise unreadable(list[ActionSpec], items, "actions", error) from error
