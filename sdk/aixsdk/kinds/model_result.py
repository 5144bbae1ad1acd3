"""What the run of a model returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from ..resource import Result
from ..resource.fields import CAMEL, json_field
from . import usage


@dataclass(slots=True)
class Usage:
    """Tokens of a run; None where the platform gives no number."""

    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    total_tokens: int | None = None

    @classmethod
    def tolerant(cls, document: Any) -> Self | None:
        """Out of an object whose values are numbers, texts that hold one, or nothing usable."""
        if not isinstance(document, dict):
            return None
        names = ("prompt_tokens", "completion_tokens", "total_tokens")
        found = {name: usage.number(document.get(name)) for name in names}
        return cls(**{name: int(value) for name, value in found.items() if value is not None})


@dataclass(repr=False)
class ModelResult(Result):
    """Result of a model; `run_time` in seconds, `used_credits` in credits."""

    dataclass_json_config = CAMEL

    details: Any = None
    run_time: float = json_field(default=0.0, decoder=lambda value: usage.number(value) or 0.0)
    used_credits: float = json_field(default=0.0, decoder=lambda value: usage.number(value) or 0.0)
    usage: Usage | None = json_field(decoder=Usage.tolerant)
    asset: Any = None

    def keep_raw(self, reply: dict[str, Any]) -> None:
        """Take what the run took and cost from wherever the reply says it."""
        super().keep_raw(reply)
        inner = reply.get("data")
        if not self.error_message and isinstance(inner, dict) and inner.get("error"):
            self.error_message = str(inner["error"])
        self.run_time = usage.run_time(reply)
        self.used_credits = usage.used_credits(reply)
