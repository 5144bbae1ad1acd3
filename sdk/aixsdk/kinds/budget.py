"""Limits of an agent's runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..resource.decode import wire_names
from ..resource.fields import CAMEL


@dataclass(slots=True)
class Budget:
    """Limits of one run: credits, seconds, rounds. None is no limit of the agent's own."""

    dataclass_json_config: ClassVar[dict[str, Any]] = CAMEL

    max_cost: float | None = None
    max_duration_seconds: float | None = None
    max_iterations: int | None = None

    def payload(self) -> dict[str, Any]:
        """The limits that are set."""
        limits = {
            "maxCost": self.max_cost,
            "maxDurationSeconds": self.max_duration_seconds,
            "maxIterations": self.max_iterations,
        }
        return {name: value for name, value in limits.items() if value is not None}


def budget_of(value: Any) -> Budget:
    """A budget out of a budget, a dictionary by either spelling of its names, or nothing."""
    if value is None or isinstance(value, Budget):
        return value or Budget()
    found = {name: value.get(name, value.get(key)) for name, key in wire_names(Budget).items()}
    return Budget(**found)
