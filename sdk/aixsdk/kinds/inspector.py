"""Inspectors: guards that watch what goes into an agent, what it does and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Unpack

from ..exceptions import ValidationError
from ..resource import BaseSearchParams, Page
from ..resource.context import context_of
from .model import Model

DEFAULT_JUDGE = "67fd9e2bef0365783d06e2f0"
ACTIONS = ("continue", "rerun", "abort", "edit")
SEVERITIES = ("low", "medium", "high", "critical")


@dataclass
class Judge:
    """Who judges or edits: a model (`asset_id`) with a `prompt`, or the source of a Python `function`."""

    asset_id: str | None = None
    prompt: str | None = None
    function: str | None = None

    def payload(self) -> dict[str, Any]:
        """What the agent stores of it."""
        kind = "function" if self.function else "asset"
        parts = {"assetId": self.asset_id, "prompt": self.prompt, "function": self.function}
        return {"type": kind, **{name: value for name, value in parts.items() if value is not None}}


@dataclass
class Inspector:
    """A guard of an agent: put it into `agent.inspectors`, which is saved with the agent.

    `targets` are input, steps, output or names of sub-agents; `action` is continue, rerun, abort or edit.
    Raises ValidationError when the parts do not fit together.
    """

    context: ClassVar[Any]
    """The Aixplain object; set on the class it binds."""

    name: str
    evaluator: Judge = None  # type: ignore[assignment]  # what is left out is refused by name
    action: str = "abort"
    targets: list[str] = field(default_factory=lambda: ["input"])
    max_retries: int | None = None
    on_exhaust: str | None = None
    editor: Judge | None = None
    description: str | None = None
    severity: str | None = None
    preset_id: str | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValidationError("An inspector needs a name.")
        if not isinstance(self.evaluator, Judge):
            raise ValidationError("An inspector needs an evaluator, a Judge.")
        self.targets = [target.strip() for target in self.targets if target.strip()]
        self.severity = self.severity.lower() if self.severity else None
        if self.action not in ACTIONS:
            raise ValidationError(f"The action must be one of {', '.join(ACTIONS)}.")
        if self.severity is not None and self.severity not in SEVERITIES:
            raise ValidationError(f"The severity must be one of {', '.join(SEVERITIES)}.")
        if self.action != "rerun" and (self.max_retries is not None or self.on_exhaust is not None):
            raise ValidationError("Only a rerun has retries.")
        if self.max_retries is not None and self.max_retries < 0:
            raise ValidationError("Retries must not be negative.")
        if self.action == "edit" and self.editor is None:
            raise ValidationError("An edit needs an editor.")

    def payload(self) -> dict[str, Any]:
        """What the agent stores of it."""
        action = {"type": self.action, "maxRetries": self.max_retries, "onExhaust": self.on_exhaust}
        parts = {
            "description": self.description,
            "severity": self.severity,
            "editor": self.editor.payload() if self.editor else None,
            "presetId": self.preset_id,
        }
        return {
            "name": self.name,
            "targets": self.targets,
            "action": {name: value for name, value in action.items() if value is not None},
            "evaluator": self.evaluator.payload(),
            **{name: value for name, value in parts.items() if value is not None},
        }

    @classmethod
    def from_guard(cls, guard: Model, **changes: Any) -> Inspector:
        """An inspector that uses a guard model, set up as that guard is meant to be."""
        judge = Judge(asset_id=guard.id)
        paths = [guard.asset_info.asset_name if guard.asset_info else None, guard.path]
        known = [
            (name, found) for name, found in _GUARDS.items() if any(name in (path or "") for path in paths)
        ]
        setup: Mapping[str, Any] = known[0][1] if known else {}
        editor = {"editor": judge} if setup.get("action") == "edit" else {}
        return cls(**{"name": guard.name or "Guardrail", "evaluator": judge, **setup, **editor, **changes})

    @classmethod
    def get(cls, guard: str, **changes: Any) -> Inspector:
        """An inspector that uses the guard model with this id or path. Raises APIError."""
        return cls.from_guard(context_of(cls).Model.get(guard), **changes)

    @classmethod
    def search(cls, **kwargs: Unpack[BaseSearchParams]) -> Page[Model]:
        """One page of the models that can guard. Raises APIError."""
        found: Page[Model] = context_of(cls).Model.search(functions=["guardrails"], **kwargs)
        return found


_GUARDS: dict[str, dict[str, Any]] = {
    "detect-prompt-attacks-guardrail": {"preset_id": "prompt_injection_guard"},
    "sensitive-information-guardrail": {"action": "edit", "preset_id": "pii_redaction"},
    "contextual-grounding-check-guardrail": {
        "targets": ["output"],
        "action": "rerun",
        "max_retries": 2,
        "on_exhaust": "abort",
        "preset_id": "hallucination_guard",
    },
}
