"""Triggers: what starts an agent without anybody asking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Unpack

from ..enums import TriggerKind
from ..exceptions import APIError, ValidationError
from ..resource import (
    BaseDeleteParams,
    BaseGetParams,
    BaseParams,
    BaseResource,
    BaseSearchParams,
    DeleteResourceMixin,
    DeleteResult,
    GetResourceMixin,
    Page,
    SearchResourceMixin,
)
from ..resource.context import context_of
from ..resource.fields import CAMEL, json_field, request_only_field
from ..resource.options import call_options
from .actionable_asset import ActionMixin
from .asset import open_enum
from .trigger_types import TriggerType


class TriggerSearchParams(BaseSearchParams, total=False):
    """What triggers can be listed by."""

    agent_id: str


@dataclass(repr=False)
class Trigger(
    BaseResource,
    SearchResourceMixin[TriggerSearchParams, "Trigger"],
    GetResourceMixin[BaseGetParams, "Trigger"],
    DeleteResourceMixin[BaseDeleteParams, DeleteResult],
):
    """Runs an agent (`asset_id`) on `input`, at times or on events.

    At times: `configuration` is made by `aixsdk.kinds.schedule`. On events: `connection` is a tool or its id,
    `event` the slug of one of its trigger types or that itself, which knows its connection, and
    `event_config` what it wants to know.
    """

    RESOURCE_PATH = "v1/triggers"
    PAGINATE_PATH = ""
    PAGINATE_METHOD = "get"
    dataclass_json_config = CAMEL

    input: str | None = None
    asset_id: str | None = None
    asset_type: str | None = "agent"
    trigger_type: str | None = json_field(default=TriggerKind.TIME, decoder=open_enum(TriggerKind))
    """time or external."""
    WRITABLE = frozenset(
        {
            "id",
            "name",
            "description",
            "input",
            "assetId",
            "assetType",
            "triggerType",
            "enabled",
            "notifications",
            "retryCount",
            "configuration",
            "triggerId",
        }
    )
    enabled: bool | None = True
    notifications: bool | None = False
    retry_count: int | None = None
    configuration: dict[str, Any] | None = None
    trigger_id: str | None = None
    """The event subscription of an external trigger."""
    type: str | None = None
    """The kind of schedule."""
    next_run_at: str | None = None
    last_run_at: str | None = None
    failure_count: int | None = None
    enqueued: bool | None = None
    created_at: str | None = None
    updated_at: str | None = None
    connection: Any = request_only_field()
    event: TriggerType | str | None = request_only_field()
    event_config: dict[str, Any] | None = request_only_field()

    @classmethod
    def build_search_filters(cls, params: dict[str, Any]) -> dict[str, Any]:
        """Only the agent: this list has no pages."""
        return {"agentId": params["agent_id"]} if params.get("agent_id") else {}

    @classmethod
    def search(cls, **kwargs: Unpack[TriggerSearchParams]) -> Page[Trigger]:
        """All triggers, or those of one agent. Raises APIError."""
        return super().search(**kwargs)

    @classmethod
    def get(cls, id: Any, host: str | None = None, **kwargs: Unpack[BaseParams]) -> Trigger:
        """The trigger with this id. Raises APIError."""
        return super().get(id, host, **kwargs)

    def build_save_payload(self, **kwargs: Any) -> dict[str, Any]:
        """The document to send, as `on_document` makes it: exactly what the platform takes."""
        return self.on_document(_decided(self), _decided)

    def enable(self, enabled: bool = True) -> Trigger:
        """Switch it on or off on the platform."""
        return self.save(enabled=enabled)

    def delete(self, **kwargs: Unpack[BaseDeleteParams]) -> DeleteResult:
        """Delete it; the event subscription first, if this object knows its connection.

        Raises ResourceError with the platform's error as cause.
        """
        return super().delete(**kwargs)

    def before_delete(self, *args: Any, **kwargs: Any) -> DeleteResult | None:
        """End the event subscription; that the connection is gone must not keep the trigger alive."""
        connection = self._connection()
        if self.trigger_id and connection is not None:
            try:
                _unsubscribe(connection, self.trigger_id, call_options(kwargs))
            except APIError as error:
                if error.status_code not in (403, 404):
                    raise
        return None

    def _create(self, params: dict[str, Any]) -> None:
        external = self.trigger_type == TriggerKind.EXTERNAL
        subscribed = external and self.trigger_id is None
        if subscribed:
            self.trigger_id = self._subscribe(call_options(params))
        try:
            super()._create(params)
        except APIError as error:
            # A subscription without its trigger would fire at nobody for ever.
            connection = self._connection()
            if subscribed and connection and self.trigger_id and not error.outcome_unknown:
                _unsubscribe(connection, self.trigger_id, call_options(params))
                self.trigger_id = None
            raise

    def _connection(self) -> ActionMixin | None:
        """What its events come from, as far as this object knows."""
        known = self.connection
        if known is None and isinstance(self.event, TriggerType):
            known = self.event.connection_id
        if isinstance(known, str):
            known = context_of(self).Tool(id=known)
        return known if isinstance(known, ActionMixin) else None

    def _subscribe(self, key: dict[str, Any]) -> str:
        connection = self._connection()
        slug = self.event.slug if isinstance(self.event, TriggerType) else self.event
        if connection is None or not slug:
            raise ValidationError("A trigger on events needs a connection (a tool) and an event of it.")
        body = {
            "action": "activate_trigger",
            "data": {"slug": slug, "config": self.event_config or {}},
            "enable": True,
            "toolkit_versions": "latest",
        }
        reply = connection.execute(body, **key)
        found = reply.get("trigger_id") or reply.get("triggerId") if isinstance(reply, dict) else None
        if not isinstance(found, str):
            raise ValidationError("The connection did not say what it subscribed to.")
        return found

    def agent(self) -> Any:
        """The agent it runs. Raises APIError."""
        return context_of(self).Agent.get(self.asset_id)


def _unsubscribe(connection: ActionMixin, trigger_id: str, key: dict[str, Any]) -> None:
    connection.execute({"action": "delete_trigger", "data": {"trigger_id": trigger_id}}, **key)


def _decided(trigger: Trigger) -> dict[str, Any]:
    """What a caller decides, as far as it is set."""
    payload: dict[str, Any] = {
        "name": trigger.name,
        "input": trigger.input,
        "assetType": trigger.asset_type or "agent",
        "triggerType": str(trigger.trigger_type or TriggerKind.TIME),
        "enabled": bool(trigger.enabled),
        "notifications": bool(trigger.notifications),
    }
    optional: dict[str, Any] = {
        "id": trigger.id,
        "description": trigger.description,
        "assetId": trigger.asset_id,
    }
    optional["retryCount"] = trigger.retry_count
    external = trigger.trigger_type == TriggerKind.EXTERNAL
    optional |= {"triggerId": trigger.trigger_id} if external else {"configuration": trigger.configuration}
    return payload | {name: value for name, value in optional.items() if value is not None}
