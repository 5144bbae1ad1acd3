"""What the platform stores of an agent, without what can be done with one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...enums import OutputFormat
from ...exceptions import ValidationError
from ...resource import BaseResource
from ...resource.fields import CAMEL, json_field, request_only_field
from ..asset import Asset, object_or_text, open_enum
from ..budget import Budget, budget_of
from ..inspector import Inspector
from .parts import Role, Task, output_form, role_of


def encode_parts(values: Any) -> Any:
    """Members of a list as the agent compares them, whatever they were assigned as: resources by their id.

    What an agent stores of a tool takes requests to know, and is put together when it is saved.
    """
    return [_plain(value) for value in values] if isinstance(values, list | tuple) else values


def _plain(value: Any) -> Any:
    if isinstance(value, Inspector):
        return value.payload()
    return {"id": value.id} if isinstance(value, BaseResource) else value


@dataclass(repr=False)
class AgentDocument(Asset):
    """The fields of an agent, and what may be assigned to them."""

    dataclass_json_config = CAMEL

    instructions: str | None = None
    team_id: int | None = None
    tools: list[Any] | None = json_field(encoder=encode_parts)
    inspector_id: str | None = None
    tasks: list[Task] | None = None
    agents: list[Any] | None = json_field(encoder=encode_parts)
    skills: list[Any] | None = json_field(encoder=encode_parts)
    output_format: str | None = json_field(default=OutputFormat.TEXT, decoder=open_enum(OutputFormat))
    expected_output: Any = json_field(encoder=output_form)
    inspector_targets: list[Any] | None = None
    max_inspectors: int | None = None
    inspectors: list[Any] | None = json_field(encoder=encode_parts)
    resource_info: dict[str, Any] | None = None
    max_tokens: int | None = 2048
    context_overflow_strategy: str | None = None
    budget: Budget | None = json_field(factory=Budget)
    """Never None on an agent: a dictionary or None assigned to it becomes a Budget."""
    llm: Any = json_field("model", decoder=object_or_text(Role, "id"))
    supervisor: Any = json_field(decoder=object_or_text(Role, "id"))
    planner: Any = json_field(decoder=object_or_text(Role, "id"))
    response_generator: Any = json_field("responder", decoder=object_or_text(Role, "id"))
    cloned_from_id: str | None = None
    max_iterations: int | None = request_only_field()
    """As the budget's rounds were given once: what is assigned goes there."""
    subagents: list[Any] | None = request_only_field()
    """As `agents` was called once: what is assigned goes there."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "budget":
            value = budget_of(value)
        elif name == "max_iterations" and value is not None:
            budget = budget_of(self.budget)
            budget.max_iterations = value if budget.max_iterations is None else budget.max_iterations
            value = None
        elif name == "subagents" and value is not None:
            # Assigned for the first time by the constructor, when `agents` has been.
            if name not in vars(self) and self.agents:
                raise ValidationError("Give agents or subagents, not both: they are the same.")
            self.agents, value = value, None
        super().__setattr__(name, value)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._normalise()

    def _normalise(self) -> None:
        """Roles may be assigned as models, ids or documents; from here on they are roles."""
        for name in ("llm", "supervisor", "planner", "response_generator"):
            setattr(self, name, role_of(getattr(self, name)))
