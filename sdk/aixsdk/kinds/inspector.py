"""Inspectors: guards that watch what goes into an agent, what it does and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Unpack

from ..exceptions import ValidationError
from ..resource import (
    BaseGetParams,
    BaseParams,
    BaseResource,
    BaseSearchParams,
    GetResourceMixin,
    Page,
    SearchResourceMixin,
)
from ..resource.context import context_of
from ..resource.decode import decode
from ..resource.fields import CAMEL, json_field
from .inspector_parts import InspectorAction, Judge, stored
from .model import Model
from .model_search import model_filters

SEVERITIES = ("low", "medium", "high", "critical")


def _payload(part: Any) -> Any:
    return part and part.payload()


@dataclass(repr=False)
class Inspector(
    BaseResource,
    GetResourceMixin[BaseGetParams, "Inspector"],
    SearchResourceMixin[BaseSearchParams, "Inspector"],
):
    """A guard of an agent: put it into `agent.inspectors`, which is saved with the agent.

    `metric` judges: a saved model, its id, a Python function, or {asset_id, prompt, function}. `action` is
    continue, rerun, abort or edit, or {type, max_retries, on_exhaust}; an edit needs an `editor`, given like
    the metric. `targets` are input, steps, output or names of sub-agents. Raises ValidationError when the
    parts do not fit together.
    """

    RESOURCE_PATH = "v2/models"
    GET_PARAMS = BaseParams
    SEARCH_PARAMS = BaseSearchParams
    dataclass_json_config = CAMEL

    action: Any = json_field(decoder=partial(stored, InspectorAction), encoder=_payload)
    """An InspectorAction."""
    metric: Any = json_field("evaluator", decoder=partial(stored, Judge), encoder=_payload)
    """A Judge."""
    severity: str | None = None
    """low, medium, high or critical."""
    targets: list[str] = json_field(factory=lambda: ["input"])
    editor: Any = json_field(decoder=partial(stored, Judge), encoder=_payload)
    """A Judge."""
    preset_id: str | None = None

    def __post_init__(self) -> None:
        self._check()

    def __setattr__(self, name: str, value: Any) -> None:
        if value is not None:
            value = _READ[name](value) if name in _READ else value
        super().__setattr__(name, value)

    def _check(self) -> None:
        if not (self.name or "").strip():
            raise ValidationError("An inspector needs a name.")
        if self.action is None:
            raise ValidationError("An inspector needs an action.")
        if self.metric is None:
            raise ValidationError("An inspector needs a metric: who judges.")
        if self.action.type == "edit" and self.editor is None:
            raise ValidationError("An edit needs an editor.")

    def before_save(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        """Refuse it: what it has of the platform's own is the guard model."""
        raise ValidationError(
            "An inspector is saved with its agent: put it into agent.inspectors, save that."
        )

    def payload(self) -> dict[str, Any]:
        """What the agent stores of it. Raises ValidationError when the parts do not fit together."""
        self._check()
        optional = {
            "description": self.description,
            "severity": self.severity,
            "editor": _payload(self.editor),
            "presetId": self.preset_id,
        }
        return {
            "name": self.name,
            "targets": self.targets,
            "action": self.action.payload(),
            "evaluator": self.metric.payload(),
            **{name: value for name, value in optional.items() if value is not None},
        }

    @classmethod
    def from_dict(cls, kvs: Any, *, infer_missing: bool = False) -> Inspector:
        """One as an agent stores it, or the inspector that a guard model makes (`from_guard_model`)."""
        if "evaluator" in kvs:
            stated = {key: value for key, value in kvs.items() if value is not None}
            return super().from_dict(stated, infer_missing=infer_missing)
        return cls.from_guard_model(kvs)

    @classmethod
    def from_guard_model(
        cls, payload: Model | Mapping[str, Any], requested_path: str | None = None
    ) -> Inspector:
        """An inspector that uses a guard model, or the document of one, set up as that guard is meant to be.

        Which guard it is, is told by the name of its asset, by the path it was asked by, or by its own.
        """
        guard = payload if isinstance(payload, Model) else decode(Model, payload)
        judge = Judge(asset_id=guard.id)
        paths = [guard.asset_info.asset_name if guard.asset_info else None, requested_path, guard.path]
        setups = (setup for path in paths for name, setup in _GUARDS.items() if name in (path or ""))
        setup = {"action": "abort", **next(setups, {})}
        return cls(
            guard.id,
            guard.name or "Guardrail",
            guard.description,
            guard.path or requested_path,
            **setup,
            metric=judge,
            editor=judge if setup["action"] == "edit" else None,
        )

    @classmethod
    def get(cls, id: Any, host: str | None = None, **kwargs: Unpack[BaseParams]) -> Inspector:
        """An inspector that uses the guard model with this id or path. Raises APIError."""
        guard: Model = context_of(cls).Model.get(id, host, **kwargs)
        return cls.from_guard_model(guard, requested_path=str(id))

    @classmethod
    def search(cls, query: str | None = None, /, **kwargs: Unpack[BaseSearchParams]) -> Page[Inspector]:
        """One page of the inspectors that guard models make. Raises APIError."""
        given = {} if query is None else {"query": query}
        return super().search(**{**kwargs, **given})

    @classmethod
    def build_search_filters(cls, params: dict[str, Any]) -> dict[str, Any]:
        """The filters, as for models: those that can guard."""
        filters = model_filters(params, super().build_search_filters(params))
        return {**filters, "functions": ["guardrails"]}


def _severity(value: Any) -> str:
    word = str(value).lower()
    if word not in SEVERITIES:
        raise ValidationError(f"The severity must be one of {', '.join(SEVERITIES)}, not {value!r}.")
    return word


def _targets(value: Any) -> list[str]:
    values = [value] if isinstance(value, str) else value
    return [target.strip() for target in map(str, values) if target.strip()]


_READ = {
    "action": InspectorAction.of,
    "metric": Judge.of,
    "editor": Judge.of,
    "severity": _severity,
    "targets": _targets,
}
_GUARDS: dict[str, dict[str, Any]] = {
    "detect-prompt-attacks-guardrail": {"preset_id": "prompt_injection_guard"},
    "sensitive-information-guardrail": {"action": "edit", "preset_id": "pii_redaction"},
    "contextual-grounding-check-guardrail": {
        "targets": ["output"],
        "action": {"type": "rerun", "max_retries": 2, "on_exhaust": "abort"},
        "preset_id": "hallucination_guard",
    },
}
