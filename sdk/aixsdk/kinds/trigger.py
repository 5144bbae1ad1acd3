"""Triggers: what starts an agent without anybody asking."""

from __future__ import annotations

import builtins
import logging
from dataclasses import dataclass
from typing import Any, Unpack

from ..enums import TriggerKind
from ..exceptions import APIError, ValidationError
from ..resource import (
    BaseDeleteParams,
    BaseGetParams,
    BaseParams,
    BaseSearchParams,
    DeleteResourceMixin,
    DeleteResult,
    GetResourceMixin,
    Page,
    SearchResourceMixin,
)
from ..resource.arguments import refuse_positional
from ..resource.context import context_of
from ..resource.fields import CAMEL
from ..resource.options import call_options
from ..resource.params import SearchOptions
from .actionable_asset import ActionMixin
from .agent_reference import agent_id_of
from .trigger_document import TriggerDocument
from .trigger_subscription import connection_of, slug_of, subscribe, unsubscribe
from .trigger_types import TriggerEventOption

log = logging.getLogger("aixsdk")


class _ListOptions(SearchOptions, total=False):
    """The list comes whole, however long a page is to be."""

    page_number: int
    page_size: int


class TriggerSearchParams(_ListOptions, total=False):
    """What triggers can be listed by."""

    agent: Any
    """The agent, a saved object or an id."""
    agent_id: str


class TriggerGetParams(BaseGetParams, total=False):
    """What a get takes."""


class TriggerDeleteParams(BaseDeleteParams, total=False):
    """What a deletion takes."""


@dataclass(repr=False)
class Trigger(
    TriggerDocument,
    SearchResourceMixin[BaseSearchParams, "Trigger"],
    GetResourceMixin[TriggerGetParams, "Trigger"],
    DeleteResourceMixin[TriggerDeleteParams, DeleteResult],
):
    """Runs an agent (`agent`, a saved object or an id) on `input`, at times or on events.

    At times: `run_at` once, or `every` minute, hour, day, week or month with `interval`, `at` (HH:MM), `on`
    (days), `start_at` and `timezone`; or a `configuration`. On events: `event` is one of a tool's `triggers`,
    which knows its connection, or a slug beside `connection`, a tool or its id; `event_config` is what the
    event wants to know.
    """

    RESOURCE_PATH = "v1/triggers"
    PAGINATE_PATH = ""
    PAGINATE_METHOD = "get"
    SEARCH_PARAMS = TriggerSearchParams
    GET_PARAMS = TriggerGetParams
    DELETE_PARAMS = TriggerDeleteParams
    SAVE_PARAMS = BaseParams
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
    dataclass_json_config = CAMEL

    @classmethod
    def build_search_filters(cls, params: dict[str, Any]) -> dict[str, Any]:
        """Only the agent: this list has no pages."""
        agent = params.get("agent_id")
        return {} if agent is None else {"agentId": agent_id_of(agent)}

    @classmethod
    def search(
        cls, agent: Any = None, agent_id: str | None = None, **kwargs: Unpack[_ListOptions]
    ) -> Page[Trigger]:
        """All triggers, or those of one agent, a saved object or an id. Raises APIError, ValidationError."""
        if agent is not None and agent_id is not None:
            raise ValidationError("Give agent or agent_id: they are the same.")
        agent = agent_id if agent is None else agent
        return super().search(agent_id=None if agent is None else agent_id_of(agent), **kwargs)

    @classmethod
    def list(cls, **kwargs: Unpack[TriggerSearchParams]) -> builtins.list[Trigger]:
        """The triggers that `search` finds."""
        return cls.search(**kwargs).results

    @classmethod
    def get(cls, id: Any, host: str | None = None, **kwargs: Unpack[BaseParams]) -> Trigger:
        """The trigger with this id. Raises APIError."""
        return super().get(id, host, **kwargs)

    def enable(self, enabled: bool = True) -> Trigger:
        """Switch it on or off on the platform."""
        return self.save(enabled=enabled)

    def delete(self, *args: Any, **kwargs: Unpack[BaseDeleteParams]) -> DeleteResult:
        """Delete it; the event subscription first, if this object knows its connection.

        One that was fetched may not: give it the `connection` first, else a warning in the log says which
        subscription stays. Raises ResourceError with the platform's error as cause.
        """
        refuse_positional(self, "delete", args)
        return super().delete(**kwargs)

    def before_delete(self, *args: Any, **kwargs: Any) -> DeleteResult | None:
        """End the event subscription; that the connection is gone must not keep the trigger alive."""
        if not self.trigger_id:
            return None
        connection = self._connection()
        if connection is None:
            log.warning(
                "The subscription %s stays: the trigger %s does not know its connection."
                " Give it one before it is deleted: trigger.connection = tool",
                self.trigger_id,
                self.id,
            )
            return None
        try:
            unsubscribe(connection, self.trigger_id, call_options(kwargs))
        except APIError as error:
            if error.status_code not in (403, 404):
                raise
        return None

    def _create(self, params: dict[str, Any]) -> None:
        key, connection = call_options(params), self._connection()
        is_new = self.trigger_type == TriggerKind.EXTERNAL and self.trigger_id is None
        if is_new:
            self.trigger_id = subscribe(connection, self.event, self.event_config, key)
        try:
            super()._create(params)
        except APIError as error:
            # A subscription without its trigger would fire at nobody for ever.
            if is_new and connection and self.trigger_id and not error.outcome_unknown:
                unsubscribe(connection, self.trigger_id, key)
                self.trigger_id = None
            raise
        if is_new and connection:
            self.connection_id, self.trigger_slug = connection.id, slug_of(self.event)

    def _connection(self) -> ActionMixin | None:
        """What its events come from, as far as this object knows."""
        told = self.event.connection_id if isinstance(self.event, TriggerEventOption) else None
        return connection_of(context_of(self), self.connection, told, self.connection_id)
