"""What the run of a model returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
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


@dataclass(slots=True)
class Message:
    """What a model said. `reasoning_content` has the reasoning in whichever way it came."""

    role: str | None = None
    content: Any = None
    reasoning_content: str | None = None
    tool_calls: list[Any] | None = None
    refusal: Any = None
    annotations: list[Any] | None = None
    reasoning: Any = None
    reasoning_details: Any = None


@dataclass(slots=True)
class Detail:
    """One of the answers of a model."""

    index: int | None = None
    message: Message | None = None
    logprobs: Any = None
    finish_reason: str | None = None

    @classmethod
    def every(cls, value: Any) -> Any:
        """The answers of a list; anything else, as some models give it, stays as it came."""
        return [cls._of(item) for item in value] if isinstance(value, list) else value

    @classmethod
    def _of(cls, document: Any) -> Any:
        if not isinstance(document, Mapping):
            return document
        parts, said = _known(cls, document), document.get("message")
        if isinstance(said, Mapping):
            from ..streaming import reasoning_of

            parts["message"] = Message(**_known(Message, said) | {"reasoning_content": reasoning_of(said)})
        return cls(**parts)


def _known(cls: type[Any], document: Mapping[str, Any]) -> dict[str, Any]:
    return {field.name: document[field.name] for field in fields(cls) if field.name in document}


@dataclass(repr=False)
class ModelResult(Result):
    """Result of a model; `run_time` in seconds, `used_credits` in credits."""

    dataclass_json_config = CAMEL

    details: Any = json_field(decoder=Detail.every)
    """A list of Detail; what else a model gives as it came."""
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
