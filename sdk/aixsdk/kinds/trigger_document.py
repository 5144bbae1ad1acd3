"""What the platform stores of a trigger, and the arguments that it is said with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ..enums import TriggerKind
from ..resource import BaseResource
from ..resource.decode import decode
from ..resource.fields import CAMEL, json_field, private_field
from ..resource.given_fields import argument_field
from .agent_reference import agent_id_of
from .asset import open_enum
from .trigger_configuration import TriggerConfiguration
from .trigger_schedule import Times
from .trigger_types import TriggerEventOption


@dataclass(repr=False)
class TriggerDocument(BaseResource):
    """The fields of a trigger, and what may be assigned to them.

    The times, `run_at` to `start_at`, say the configuration in other words: a change of either is sent.
    """

    dataclass_json_config = CAMEL

    input: str | None = None
    asset_id: str | None = None
    asset_type: str | None = "agent"
    trigger_type: str | None = json_field(default=TriggerKind.TIME, decoder=open_enum(TriggerKind))
    """time or external."""
    enabled: bool | None = True
    notifications: bool | None = False
    retry_count: int | None = None
    configuration: Any = json_field(
        decoder=lambda document: decode(TriggerConfiguration, document),
        encoder=lambda schedule: schedule and schedule.to_dict(),
    )
    """A TriggerConfiguration or None; a dictionary assigned to it becomes one. Raises ValidationError."""
    trigger_id: str | None = None
    """The event subscription of an external trigger."""
    next_run_at: str | None = None
    last_run_at: str | None = None
    failure_count: int | None = None
    enqueued: bool | None = None
    created_at: str | None = None
    updated_at: str | None = None
    connection_id: str | None = None
    trigger_slug: str | None = None
    agent: Any = argument_field()
    run_at: Any = argument_field()
    every: str | None = argument_field()
    interval: int | None = argument_field()
    at: str | None = argument_field()
    on: Any = argument_field()
    timezone: str | None = argument_field()
    start_at: Any = argument_field()
    event: Any = argument_field()
    event_config: dict[str, Any] | None = argument_field()
    connection: Any = argument_field()
    _stored_times: Times = private_field(default=Times())
    """The times that the configuration stands for; where the fields say others, these are to be sent."""

    def __post_init__(self) -> None:
        if self.event is not None:
            self.trigger_type = TriggerKind.EXTERNAL
        times = self._times
        self._show_times()
        if times != Times():
            vars(self).update(times._asdict())

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "agent" and value is not None:
            self.asset_id = agent_id_of(value)
        elif name == "asset_id" and value != self.asset_id:
            self.agent = None
        elif name == "configuration":
            value = TriggerConfiguration.coerce(value)
        elif name == "event" and isinstance(value, TriggerEventOption):
            value = replace(value, values=dict(value.values))
        super().__setattr__(name, value)
        if name == "configuration":
            self._show_times()

    @property
    def schedule_type(self) -> str | None:
        """once, daily, weekly, monthly or recurring; None of a trigger on events."""
        return self.configuration.type if self.configuration else None

    @property
    def is_modified(self) -> bool:
        """Whether anything differs from what the platform has; True for what was never saved."""
        return super().is_modified or self._times != self._stored_times

    def build_save_payload(self, **kwargs: Any) -> dict[str, Any]:
        """The document to send, as `on_document` makes it: exactly what the platform takes.

        Raises ValidationError for times that there is no schedule for.
        """
        if self._times != self._stored_times:
            self.configuration = self._times.configuration()
        payload = self.on_document(_decided(self), _decided)
        if isinstance(payload.get("configuration"), dict):
            # The platform says here, too, when it will be.
            payload["configuration"] = {
                name: value for name, value in payload["configuration"].items() if name != "nextRunAt"
            }
        return payload

    def mark_as_saved(self) -> None:
        """Take the present state as what the platform has, times as the configuration has them."""
        self._show_times()
        super().mark_as_saved()

    @property
    def _times(self) -> Times:
        return Times(*(getattr(self, name) for name in Times._fields))

    def _show_times(self) -> None:
        self._stored_times = Times.of(self.configuration)
        vars(self).update(self._stored_times._asdict())
        if self.next_run_at is None and self.configuration is not None:
            self.next_run_at = self.configuration.next_run_at


def _decided(trigger: TriggerDocument) -> dict[str, Any]:
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
    optional |= (
        {"triggerId": trigger.trigger_id}
        if external
        else {"configuration": trigger.configuration and trigger.configuration.to_dict()}
    )
    return payload | {name: value for name, value in optional.items() if value is not None}
