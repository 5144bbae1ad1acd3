"""What an inspector does about what it sees, and who judges or edits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..exceptions import ValidationError
from ..resource import BaseResource
from ..resource.arguments import check_arguments
from ..resource.options import names_of
from .python_source import source_of

ACTIONS = ("continue", "rerun", "abort", "edit")
EXHAUSTED = ("continue", "abort")
_SPELLED = {"maxRetries": "max_retries", "onExhaust": "on_exhaust", "assetId": "asset_id"}


@dataclass
class InspectorAction:
    """continue, rerun, abort or edit; a rerun has `max_retries`, and what comes `on_exhaust` of them."""

    type: str
    max_retries: int | None = None
    on_exhaust: str | None = None
    """continue or abort."""

    def __post_init__(self) -> None:
        self.type = _word("action", self.type, ACTIONS)
        if self.on_exhaust is not None:
            self.on_exhaust = _word("on_exhaust", self.on_exhaust, EXHAUSTED)
        if self.type != "rerun" and (self.max_retries is not None or self.on_exhaust is not None):
            raise ValidationError(f"Only a rerun has retries, not {self.type!r}.")
        if self.max_retries is not None and self.max_retries < 0:
            raise ValidationError("Retries must not be negative.")

    @classmethod
    def of(cls, value: Any) -> InspectorAction:
        """An action out of one, its type, or a dictionary by either spelling. Raises ValidationError."""
        if isinstance(value, cls):
            return value
        if not isinstance(value, Mapping):
            return cls(value)
        fields = _fields(value)
        check_arguments(cls, "of", fields, cls)
        return cls(**{"type": None, **fields})

    def payload(self) -> dict[str, Any]:
        """What the agent stores of it."""
        return _present({"type": self.type, "maxRetries": self.max_retries, "onExhaust": self.on_exhaust})


@dataclass
class Judge:
    """A model (`asset_id`) with a `prompt`, or the source of a Python `function`."""

    asset_id: str | None = None
    prompt: str | None = None
    function: str | None = None

    def __post_init__(self) -> None:
        if not self.asset_id and not self.function:
            raise ValidationError("A judge is a model (asset_id) or a function.")

    @classmethod
    def of(cls, value: Any) -> Judge:
        """A judge out of one, a saved resource, an id, a Python function, or a dictionary by either spelling.

        Raises ValidationError, InputError for a function whose source cannot be read.
        """
        if isinstance(value, cls):
            return value
        if isinstance(value, Mapping):
            fields = _fields(value)
            # Its type is read off what it holds.
            fields.pop("type", None)
            check_arguments(cls, "of", fields, cls)
            return cls(**{name: _text(part) for name, part in fields.items()})
        return cls(**{"function" if _is_function(value) else "asset_id": _text(value)})

    def payload(self) -> dict[str, Any]:
        """What the agent stores of it."""
        kind = "function" if self.function else "asset"
        parts = {"assetId": self.asset_id, "prompt": self.prompt, "function": self.function}
        return _present({"type": kind, **parts})


def stored(cls: Any, document: Any) -> Any:
    """An InspectorAction or a Judge as an agent stores it, which may hold more than is known here."""
    if isinstance(document, Mapping):
        names = names_of(cls)
        document = {name: value for name, value in _fields(document).items() if name in names}
    return cls.of(document)


def _fields(given: Mapping[str, Any]) -> dict[str, Any]:
    return {_SPELLED.get(key, key): value for key, value in given.items()}


def _is_function(value: Any) -> bool:
    return callable(value) and not isinstance(value, BaseResource)


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if _is_function(value):
        return source_of(value)
    if isinstance(value, BaseResource) and value.id:
        return value.id
    raise ValidationError(f"A judge is a saved model, its id or a function, not {value!r}.")


def _word(name: str, value: Any, words: tuple[str, ...]) -> str:
    word = getattr(value, "value", value)
    if not isinstance(word, str) or word.lower() not in words:
        raise ValidationError(f"{name} must be one of {', '.join(words)}, not {word!r}.")
    return word.lower()


def _present(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
