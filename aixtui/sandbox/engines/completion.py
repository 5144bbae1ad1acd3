"""Streamed chat completions: what one chunk says, and what all of them amount to."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from aixtui.sandbox.engines.engine import Chunk, EngineError
from aixtui.sandbox.store.document import Doc, part

_REASONING = ("reasoning_content", "reasoning", "reasoning_details")


def read_chunk(payload: str) -> Chunk:
    """One chunk from its JSON.

    Raises:
        EngineError: it is none.
    """
    try:
        event: Any = json.loads(payload)
        choice = event["choices"][0] if event["choices"] else {}
        delta = choice.get("delta") or {}
        calls = delta.get("tool_calls") or []
        more = {key: delta[key] for key in ("tool_calls", *_REASONING) if delta.get(key)}
        usage = event.get("usage")
        if not isinstance(calls, list) or not all(isinstance(call, dict) for call in calls):
            raise TypeError
        return Chunk(
            str(delta.get("content") or ""),
            more,
            choice.get("finish_reason"),
            usage if isinstance(usage, dict) else None,
        )
    except (ValueError, LookupError, TypeError, AttributeError):
        raise EngineError(f"The language model server says what is no chunk: {payload[:80]}") from None


@dataclass(slots=True)
class Completion:
    """The whole answer of a stream of chunks."""

    text: str = ""
    reasoning: str = ""
    finish_reason: str | None = None
    usage: Doc | None = None
    _calls: dict[int, Doc] = field(default_factory=dict)

    @classmethod
    def of(cls, chunks: Iterable[Chunk]) -> "Completion":
        """Put a stream together."""
        whole = cls()
        for chunk in chunks:
            whole.add(chunk)
        return whole

    def add(self, chunk: Chunk) -> None:
        """Take one more chunk."""
        self.text += chunk.text
        said = chunk.more.get("reasoning_content") or chunk.more.get("reasoning")
        self.reasoning += said if isinstance(said, str) else ""
        self.finish_reason = chunk.finish_reason or self.finish_reason
        self.usage = chunk.usage or self.usage
        for call in chunk.more.get("tool_calls") or ():
            self._add_call(call)

    def _add_call(self, call: Doc) -> None:
        """A tool call comes in parts: first its id and name, then its arguments, letter by letter."""
        index = call.get("index")
        number = index if isinstance(index, int) else len(self._calls)
        whole = self._calls.setdefault(
            number, {"id": None, "type": "function", "function": {"name": "", "arguments": ""}}
        )
        whole["id"] = call.get("id") or whole["id"]
        for key in ("name", "arguments"):
            whole["function"][key] += str(part(call, "function", key) or "")

    def details(self) -> list[Doc]:
        """The answer as the one choice of a chat completion."""
        calls = [call for _, call in sorted(self._calls.items())]
        message: Doc = {
            "role": "assistant",
            "content": self.text,
            "tool_calls": calls or None,
            "refusal": None,
            "annotations": [],
        }
        if self.reasoning:
            message["reasoning_content"] = self.reasoning
        reason = self.finish_reason or ("tool_calls" if calls else "stop")
        return [{"index": 0, "message": message, "logprobs": None, "finish_reason": reason}]

    def more(self) -> Doc:
        """What a run says of the answer besides its text."""
        raw = {"choices": self.details(), "usage": self.usage}
        return {"details": self.details(), "usage": self.usage, "rawData": raw}
