"""Settings of the runs that the messages of a session start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..exceptions import ValidationError
from ..resource.arguments import check_arguments
from .budget import Budget, budget_of
from .run_settings import settings_of

OWN_SPELLING = ("context_overflow_strategy",)
"""Settings that the platform has in snake case here, other than in runs."""

_NAMES = {
    "execution_params": "executionParams",
    "criteria": "criteria",
    "evolve": "evolve",
    "identifier": "identifier",
    "run_response_generation": "runResponseGeneration",
}


@dataclass
class ExecutionConfig:
    """What is set here holds for every later message; what is None is left to the agent."""

    execution_params: dict[str, Any] | None = None
    """output_format, max_tokens, max_time (seconds), expected_output and others, by either spelling."""
    criteria: str | None = None
    evolve: str | None = None
    identifier: str | None = None
    run_response_generation: bool | None = None
    budget: Budget | None = None

    def __post_init__(self) -> None:
        self.budget = None if self.budget is None else budget_of(self.budget)

    @classmethod
    def coerce(cls, value: Any) -> ExecutionConfig | None:
        """Settings out of settings, a dictionary by either spelling of its names, or nothing.

        Raises ValidationError for anything else, ArgumentError for a name that is no setting.
        """
        if value is None or isinstance(value, cls):
            return value
        if not isinstance(value, Mapping):
            raise ValidationError(f"Settings of a session are an object, not {type(value).__name__}.")
        spelled = {key: name for name, key in _NAMES.items()}
        known = {spelled.get(str(key), str(key)): item for key, item in value.items()}
        check_arguments(cls, "coerce", known, cls)
        return cls(**known)

    @classmethod
    def from_document(cls, document: Any) -> ExecutionConfig | None:
        """Settings as the platform stores them: the budget is among the settings of a run."""
        if not isinstance(document, Mapping):
            return None
        config = cls(**{name: document.get(key) for name, key in _NAMES.items()})
        params = config.execution_params
        if isinstance(params, Mapping) and params.get("budget") is not None:
            config.execution_params = {key: item for key, item in params.items() if key != "budget"}
            config.budget = budget_of(params["budget"])
        return config

    def to_api_dict(self) -> dict[str, Any]:
        """What is sent of it: what is set."""
        budget = self.budget.payload() if self.budget else None
        params = settings_of(self.execution_params or {}, keep=OWN_SPELLING, budget=budget)
        values = {key: getattr(self, name) for name, key in _NAMES.items()} | {"executionParams": params}
        return {key: value for key, value in values.items() if value not in (None, {})}
