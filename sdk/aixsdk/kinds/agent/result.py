"""What the run of an agent returns, step by step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ...resource import Result
from ...resource.fields import CAMEL, json_field
from .. import usage

_HUMP = re.compile(r"(?<=[a-z0-9])([A-Z])")
_EXECUTION = re.compile(r"/sdk/agents/([^/]+)/")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a run: who did what with which unit, and what came of it. Unknown parts are None."""

    id: str
    """Stays the same between polls; the place in the list when the platform gives none."""
    agent: str | None
    unit: str | None
    unit_type: str | None
    """tool, llm, model and others."""
    action: str | None
    task: str | None
    thought: str | None
    input: Any
    output: Any
    error: str | None
    used_credits: float | None
    api_calls: int | None
    input_tokens: int | None
    output_tokens: int | None
    total_tokens: int | None
    started: datetime | None
    ended: datetime | None

    @property
    def is_done(self) -> bool:
        """Whether it has ended, well or badly."""
        return bool(self.ended or self.output or self.error)

    @property
    def seconds(self) -> float | None:
        """How long it took; None while it runs."""
        if not self.started or not self.ended or bool(self.started.tzinfo) != bool(self.ended.tzinfo):
            return None
        return (self.ended - self.started).total_seconds()


@dataclass(repr=False)
class AgentRunResult(Result):
    """Result of an agent; `run_time` in seconds, `used_credits` in credits."""

    dataclass_json_config = CAMEL

    session_id: str | None = None
    run_time: float = json_field(default=0.0, decoder=lambda value: usage.number(value) or 0.0)
    used_credits: float = json_field(default=0.0, decoder=lambda value: usage.number(value) or 0.0)
    diagnostic_error_codes: list[Any] | None = None

    def keep_raw(self, reply: dict[str, Any]) -> None:
        """Take what the run took and cost, and its session, from wherever the reply says it."""
        super().keep_raw(reply)
        self.run_time = usage.run_time(reply)
        self.used_credits = usage.used_credits(reply)
        inner = self._inner
        self.session_id = self.session_id or inner.get("session_id")
        self.error_message = self.error_message or _text(inner.get("error"))
        stats = self.execution_stats
        self.diagnostic_error_codes = (
            self.diagnostic_error_codes
            or inner.get("diagnosticErrorCodes")
            or stats.get("diagnostic_error_codes")
            or stats.get("diagnosticErrorCodes")
        )

    @property
    def output(self) -> Any:
        """The answer; None while there is none."""
        data = self.raw.get("data", self.data)
        return data.get("output") if isinstance(data, dict) else self.data

    @property
    def steps(self) -> list[Step]:
        """The steps so far, in order."""
        steps = self._inner.get("steps")
        documents = steps if isinstance(steps, list) else []
        return [_step(place, item) for place, item in enumerate(documents) if isinstance(item, Mapping)]

    @property
    def governance(self) -> dict[str, Any]:
        """What the policies said: {status, source, reason}, each None when the platform does not say."""
        inner = self._inner
        return {name: inner.get(f"governance{name.title()}") for name in ("status", "source", "reason")}

    @property
    def critiques(self) -> str:
        """What was found wanting in the answer; "" without any."""
        return _text(self._inner.get("critiques")) or ""

    @property
    def artifacts(self) -> list[dict[str, Any]]:
        """The files it made; [] without any. Polls and webhooks spell the keys in two ways, this in one.

        Each has an id, name, title, mime_type, category, source, tool_name, byte_size, sha256, created_at,
        mentioned_in_answer, and either `content` or a `url` with url_expires_at.
        """
        found = self._inner.get("artifacts")
        items = [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
        plain = [{_HUMP.sub(r"_\1", key).lower(): value for key, value in item.items()} for item in items]
        return [{**item, "category": item.get("category") or "other"} for item in plain]

    @property
    def execution_stats(self) -> dict[str, Any]:
        """Its metrics, as the platform words them; {} without any."""
        found = self._inner.get("executionStats") or self._inner.get("execution_stats")
        return found if isinstance(found, dict) else {}

    @property
    def execution_id(self) -> str | None:
        """The id of the run: its request id, else what its poll URL says."""
        found = _EXECUTION.search(self.url or "")
        return self.request_id or (found.group(1) if found else None)

    @property
    def _inner(self) -> dict[str, Any]:
        return self.data if isinstance(self.data, dict) else {}


def _step(place: int, document: Mapping[str, Any]) -> Step:
    unit, unit_type = _named(document.get("unit"))
    action = _text(document.get("action"))
    return Step(
        id=str(document.get("id") or document.get("step_id") or place),
        agent=_named(document.get("agent"))[0] or _text(document.get("agent_name")),
        unit=unit,
        unit_type=unit_type,
        action=None if action == "None" else action,
        task=_text(document.get("task")),
        thought=_text(document.get("thought") or document.get("reason")),
        input=document.get("input"),
        output=document.get("output"),
        error=_text(document.get("error") or document.get("error_message")),
        used_credits=usage.number_of(document, ("used_credits", "usedCredits", "credits")),
        **{name: _count(document.get(name)) for name in _COUNTS},
        started=usage.moment(document.get("start_time") or document.get("startTime")),
        ended=usage.moment(document.get("end_time") or document.get("endTime")),
    )


_COUNTS = ("api_calls", "input_tokens", "output_tokens", "total_tokens")


def _count(value: Any) -> int | None:
    found = usage.number(value)
    return None if found is None else int(found)


def _named(value: Any) -> tuple[str | None, str | None]:
    """Name and type of an object that has them, or of a plain text."""
    if isinstance(value, Mapping):
        return _text(value.get("name") or value.get("id")), _text(value.get("type"))
    return _text(value), None


def _text(value: Any) -> str | None:
    return None if value is None or value == "" else str(value)
