"""What the run of an agent returns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

from ...resource import Result
from ...resource.fields import CAMEL, json_field
from .. import usage

_HUMP = re.compile(r"(?<=[a-z0-9])([A-Z])")
_EXECUTION = re.compile(r"/sdk/agents/([^/]+)/")


@dataclass(slots=True)
class Artifact:
    """A file that a run made: its text in `content`, or a `url` that works until `url_expires_at`."""

    id: str | None = None
    name: str | None = None
    title: str | None = None
    mime_type: str | None = None
    category: str = "other"
    source: str | None = None
    """tool_output or workspace."""
    tool_name: str | None = None
    url: str | None = None
    url_expires_at: str | None = None
    content: str | None = None
    sha256: str | None = None
    byte_size: int | None = None
    mentioned_in_answer: bool = False
    created_at: str | None = None

    @classmethod
    def every(cls, value: Any) -> list[Self]:
        """Those of a list; what is none is left out. Polls and webhooks spell the keys in two ways."""
        documents = [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
        plain = [{_HUMP.sub(r"_\1", key).lower(): item for key, item in one.items()} for one in documents]
        names = {field.name for field in fields(cls)}
        return [
            cls(**{name: item for name, item in one.items() if name in names and item is not None})
            for one in plain
        ]


@dataclass(slots=True)
class AgentResponseData:
    """What came of a run: the answer in `output`, and how it came about."""

    input: Any = None
    output: Any = None
    """None while there is none."""
    steps: list[dict[str, Any]] = field(default_factory=list)
    """As the platform words them, in order; more come while it runs."""
    session_id: str | None = None
    execution_stats: dict[str, Any] = field(default_factory=dict)
    diagnostic_error_codes: list[Any] = field(default_factory=list)
    critiques: str = ""
    """What was found wanting in the answer."""
    artifacts: list[Artifact] = field(default_factory=list)
    governance: dict[str, Any] = field(default_factory=dict)
    """What the policies said: {status, source, reason}, each None when the platform does not say."""

    @classmethod
    def of(cls, value: Any) -> Any:
        """What an object says; anything else, as a text that is the answer, stays as it came."""
        if not isinstance(value, Mapping):
            return value
        stats = _first(value, dict, "executionStats", "execution_stats") or {}
        codes = _first(value, list, "diagnosticErrorCodes", "diagnostic_error_codes")
        codes = codes or _first(stats, list, "diagnostic_error_codes", "diagnosticErrorCodes")
        steps = _first(value, list, "steps") or []
        return cls(
            input=value.get("input"),
            output=value.get("output"),
            steps=[step for step in steps if isinstance(step, dict)],
            session_id=_first(value, str, "session_id", "sessionId"),
            execution_stats=stats,
            diagnostic_error_codes=codes or [],
            critiques=_first(value, str, "critiques") or "",
            artifacts=Artifact.every(value.get("artifacts")),
            governance={
                name: value.get(f"governance{name.title()}") for name in ("status", "source", "reason")
            },
        )


@dataclass(repr=False)
class AgentRunResult(Result):
    """Result of an agent; `run_time` in seconds, `used_credits` in credits."""

    dataclass_json_config = CAMEL

    data: Any = json_field(decoder=AgentResponseData.of)
    """An AgentResponseData, also while there is none yet; a text where the platform answers with one."""
    session_id: str | None = None
    run_time: float = json_field(default=0.0, decoder=lambda value: usage.number(value) or 0.0)
    used_credits: float = json_field(default=0.0, decoder=lambda value: usage.number(value) or 0.0)
    diagnostic_error_codes: list[Any] | None = None

    def keep_raw(self, reply: dict[str, Any]) -> None:
        """Take what the run took and cost, and its session, from wherever the reply says it."""
        super().keep_raw(reply)
        self.run_time = usage.run_time(reply)
        self.used_credits = usage.used_credits(reply)
        if self.data is None:
            self.data = AgentResponseData()
        told = reply.get("data")
        if isinstance(self.data, AgentResponseData):
            self.session_id = self.session_id or self.data.session_id
            self.diagnostic_error_codes = self.diagnostic_error_codes or self.data.diagnostic_error_codes
        if isinstance(told, Mapping) and told.get("error") and not self.error_message:
            self.error_message = str(told["error"])

    @property
    def artifacts(self) -> list[Artifact]:
        """The files it made; [] without any."""
        return self.data.artifacts if isinstance(self.data, AgentResponseData) else []

    @property
    def execution_id(self) -> str | None:
        """The id of the run: its request id, else what its poll URL says."""
        return self.request_id or execution_of(self.url)


def execution_of(url: str | None) -> str | None:
    """The id of the run that a URL polls."""
    match = _EXECUTION.search(url or "")
    return match.group(1) if match else None


def _first(values: Mapping[str, Any], kind: type[Any], *keys: str) -> Any:
    """The first value of this type under one of the keys."""
    return next((values[key] for key in keys if isinstance(values.get(key), kind)), None)
