"""What the platform stores of an agent, without what can be done with one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...enums import AssetStatus, OutputFormat
from ...exceptions import ValidationError
from ...resource import BaseResource
from ...resource.fields import CAMEL, json_field, request_only_field
from ...resource.unread import ReadWhenLookedAt, Unread
from ..asset import Asset, open_enum
from ..budget import Budget, budget_of
from ..inspector import Inspector
from ..run_settings import output_form
from .entries import ids_of, inspector_document, inspectors_of, stored_entry, tools_of
from .parts import Task, role_of, role_state

ROLES = {
    "llm": "model",
    "supervisor": "supervisor",
    "planner": "planner",
    "response_generator": "responder",
}
"""The models that play a part in an agent: attribute -> key."""
OPTIONAL = {**ROLES, "skills": "skills", "files": "files"}
"""Parts whose key an update leaves out where it is empty, unless it was emptied: attribute -> key."""

_LISTS = frozenset({"tools", "tasks", "agents", "skills", "files", "inspectors", "inspector_targets"})
_SPECIAL = frozenset({"budget", "max_iterations", "subagents", *_LISTS, *OPTIONAL})


def encode_parts(values: Any) -> Any:
    """Members of a list as the agent compares them, whatever they were assigned as: resources by their id.

    What an agent stores of a new tool takes requests to know, and is put together when it is saved.
    """
    return [_plain(value) for value in values] if isinstance(values, list | tuple) else values


def _plain(value: Any) -> Any:
    if isinstance(value, BaseResource) and not isinstance(value, Inspector):
        return stored_entry(value) or {"id": value.id}
    return inspector_document(value)


def _role() -> Any:
    return json_field(decoder=role_of, encoder=role_state)


@dataclass(repr=False)
class AgentDocument(Asset):
    """The fields of an agent, and what may be assigned to them."""

    dataclass_json_config = CAMEL
    READ_WHEN_LOOKED_AT = ("tools", "inspectors")

    status: str | None = json_field(default=AssetStatus.DRAFT, decoder=open_enum(AssetStatus))
    instructions: str | None = None
    team_id: int | None = None
    llm: Any = json_field("model", decoder=role_of, encoder=role_state)
    tools: list[Any] | None = json_field(factory=list, decoder=Unread.of, encoder=encode_parts)
    """Tools and models. What the platform sent are objects of what the agent stores of them."""
    inspector_id: str | None = None
    planner: Any = _role()
    supervisor: Any = _role()
    response_generator: Any = json_field("responder", decoder=role_of, encoder=role_state)
    tasks: list[Task] | None = json_field(factory=list)
    agents: list[Any] | None = json_field(factory=list, decoder=ids_of, encoder=encode_parts)
    skills: list[Any] | None = json_field(factory=list, decoder=ids_of, encoder=encode_parts)
    files: list[Any] | None = json_field(factory=list, decoder=ids_of, encoder=encode_parts)
    output_format: str | None = json_field(default=OutputFormat.TEXT, decoder=open_enum(OutputFormat))
    expected_output: Any = json_field(encoder=output_form)
    inspector_targets: list[Any] | None = json_field(factory=list)
    max_inspectors: int | None = None
    inspectors: list[Any] | None = json_field(factory=list, decoder=Unread.of, encoder=encode_parts)
    resource_info: dict[str, Any] | None = json_field(factory=dict)
    budget: Budget | None = json_field(factory=Budget)
    """Never None on an agent: a dictionary or None assigned to it becomes a Budget."""
    max_tokens: int | None = 2048
    context_overflow_strategy: str | None = None
    cloned_from_id: str | None = None
    max_iterations: int | None = request_only_field()
    """As the budget's rounds were given once: what is assigned goes there."""
    subagents: list[Any] | None = request_only_field()
    """As `agents` was called once: what is assigned goes there."""

    def __post_init__(self) -> None:
        super().__post_init__()
        vars(self)["_assigned"] = frozenset()

    def __setattr__(self, name: str, value: Any) -> None:
        # There is an agent for every row of a page, and few of its fields are special.
        object.__setattr__(self, name, self._taken(name, value) if name in _SPECIAL else value)

    def _taken(self, name: str, value: Any) -> Any:
        """What an attribute becomes when this is assigned to it."""
        if name == "budget":
            return budget_of(value)
        if name == "max_iterations" and value is not None:
            budget = budget_of(self.budget)
            budget.max_iterations = value if budget.max_iterations is None else budget.max_iterations
            return None
        if name == "subagents" and value is not None:
            # Assigned for the first time by the constructor, when `agents` has been.
            if name not in vars(self) and self.agents:
                raise ValidationError("Give agents or subagents, not both: they are the same.")
            self.agents = value
            return None
        if name in OPTIONAL and "_assigned" in vars(self):
            vars(self)["_assigned"] = vars(self)["_assigned"] | {name}
        return [] if value is None and name in _LISTS else value

    def sent_empty(self) -> set[str]:
        """The parts that were assigned and are empty: their keys are sent."""
        return {name for name in vars(self)["_assigned"] if not getattr(self, name)}


for _field, _build in (("tools", tools_of), ("inspectors", inspectors_of)):
    # In place of the dataclass's own attribute, which it has no way to declare.
    setattr(AgentDocument, _field, ReadWhenLookedAt(_field, _build))
