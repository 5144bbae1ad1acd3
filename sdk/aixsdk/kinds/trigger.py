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
from ..resource.wire import CAMEL, local, wire
from .asset import open_enum
from .connected import Connected


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

    At times: `configuration` is made by `aixsdk.kinds.schedule`. On events: `connection` is a tool, `event`
    one of its trigger types, `event_config` what that wants to know.
    """

    RESOURCE_PATH = "v1/triggers"
    PAGINATE_PATH = ""
    PAGINATE_METHOD = "get"
    dataclass_json_config = CAMEL

    input: str | None = None
    asset_id: str | None = None
    asset_type: str | None = "agent"
    trigger_type: str | None = wire(default=TriggerKind.TIME, decoder=open_enum(TriggerKind))
    """time or external."""
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
    connection: Any = local()
    event: str | None = local()
    event_config: dict[str, Any] | None = local()

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
        """Exactly what the platform takes: it refuses keys it does not know."""
        payload: dict[str, Any] = {
            "name": self.name,
            "input": self.input,
            "assetType": self.asset_type or "agent",
            "triggerType": str(self.trigger_type or TriggerKind.TIME),
            "enabled": bool(self.enabled),
            "notifications": bool(self.notifications),
        }
        optional: dict[str, Any] = {"id": self.id, "description": self.description, "assetId": self.asset_id}
        optional["retryCount"] = self.retry_count
        external = self.trigger_type == TriggerKind.EXTERNAL
        optional |= {"triggerId": self.trigger_id} if external else {"configuration": self.configuration}
        return payload | {name: value for name, value in optional.items() if value is not None}

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
        if self.trigger_id and isinstance(self.connection, Connected):
            try:
                self._unsubscribe(self.trigger_id)
            except APIError as error:
                if error.status_code not in (403, 404):
                    raise
        return None

    def _create(self, params: dict[str, Any]) -> None:
        external = self.trigger_type == TriggerKind.EXTERNAL
        subscribed = external and self.trigger_id is None
        if subscribed:
            self.trigger_id = self._subscribe()
        try:
            super()._create(params)
        except APIError as error:
            # A subscription without its trigger would fire at nobody for ever.
            if subscribed and self.trigger_id and not error.outcome_unknown:
                self._unsubscribe(self.trigger_id)
                self.trigger_id = None
            raise

    def _subscribe(self) -> str:
        if not isinstance(self.connection, Connected) or not self.event:
            raise ValidationError("A trigger on events needs a connection (a tool) and an event of it.")
        body = {
            "action": "activate_trigger",
            "data": {"slug": self.event, "config": self.event_config or {}},
            "enable": True,
            "toolkit_versions": "latest",
        }
        reply = self.connection.execute(body)
        found = reply.get("trigger_id") or reply.get("triggerId") if isinstance(reply, dict) else None
        if not isinstance(found, str):
            raise ValidationError("The connection did not say what it subscribed to.")
        return found

    def _unsubscribe(self, trigger_id: str) -> None:
        self.connection.execute({"action": "delete_trigger", "data": {"trigger_id": trigger_id}})

    def agent(self) -> Any:
        """The agent it runs. Raises APIError."""
        return context_of(self).Agent.get(self.asset_id)
