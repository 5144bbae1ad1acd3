"""The subscription to events behind a trigger: kept by the connection, not with the trigger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..exceptions import ValidationError
from .actionable_asset import ActionMixin
from .trigger_types import TriggerEventOption, TriggerTypeSpec


def connection_of(context: Any, *known: Any) -> ActionMixin | None:
    """The connection that is the first known one, a tool or its id."""
    connection = next((value for value in known if value is not None), None)
    if isinstance(connection, str):
        connection = context.Tool(id=connection)
    return connection if isinstance(connection, ActionMixin) else None


def slug_of(event: Any) -> Any:
    """The name of an event on the wire."""
    return event.slug if isinstance(event, TriggerTypeSpec) else event


def subscribe(
    connection: ActionMixin | None, event: Any, config: Mapping[str, Any] | None, key: dict[str, Any]
) -> str:
    """Subscribe to an event; returns the id of the subscription. Raises ValidationError, APIError."""
    slug = slug_of(event)
    if connection is None:
        raise ValidationError("event needs a connection, the tool that raises it.")
    if not slug:
        raise ValidationError("connection needs an event that it raises.")
    configured = event.values if isinstance(event, TriggerEventOption) else {}
    body = {
        "action": "activate_trigger",
        "data": {"slug": slug, "config": {**configured, **(config or {})}},
        "enable": True,
        "toolkit_versions": "latest",
    }
    reply = connection.execute(body, **key)
    found = reply.get("trigger_id") or reply.get("triggerId") if isinstance(reply, dict) else None
    if not isinstance(found, str):
        raise ValidationError("The connection did not say what it subscribed to.")
    return found


def unsubscribe(connection: ActionMixin, trigger_id: str, key: dict[str, Any]) -> None:
    """End a subscription. Raises APIError."""
    connection.execute({"action": "delete_trigger", "data": {"trigger_id": trigger_id}}, **key)
