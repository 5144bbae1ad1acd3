"""What a run of an agent says: its output, its steps, and what inspectors decided. Pure."""

from typing import Any

from aixtui.kindspec import cells
from aixtui.kindspec.named_file import NamedFile, file_of
from aixtui.kindspec.results import Governance, Reading, RunStep

_OF_ARTIFACTS = ("name", "title", "mime_type", "url", "url_expires_at", "content", "byte_size")


def _first(source: dict[str, Any], *names: str) -> Any:
    return next((source[name] for name in names if source.get(name) not in (None, "")), None)


def _label(value: Any) -> str:
    return cells.clean(_first(value, "name", "id") if isinstance(value, dict) else value)


def _number(value: Any) -> float | None:
    try:
        return None if value is None or isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        return None


def _seconds(step: dict[str, Any]) -> float | None:
    start = cells.parse_time(_first(step, "start_time", "startTime"))
    end = cells.parse_time(_first(step, "end_time", "endTime"))
    return max((end - start).total_seconds(), 0.0) if start and end else _number(step.get("run_time"))


def _start(step: dict[str, Any]) -> float | None:
    start = cells.parse_time(_first(step, "start_time", "startTime"))
    return start.timestamp() if start else None


def _tokens(steps: list[dict[str, Any]]) -> int | None:
    """Those of all steps together; None where no step counts any."""
    counts = [count for step in steps if (count := _number(step.get("total_tokens"))) is not None]
    return round(sum(counts)) if counts else None


def _step(index: int, step: dict[str, Any]) -> RunStep:
    action = cells.clean(step.get("action"))
    return RunStep(
        id=cells.clean(_first(step, "id", "step_id") or index),
        agent=_label(_first(step, "agent", "agent_name")),
        unit=_label(step.get("unit")),
        action="" if action == "None" else action,
        thought=cells.clean(_first(step, "thought", "reason")),
        input=step.get("input"),
        output=step.get("output"),
        error=cells.clean(_first(step, "error", "error_message")),
        seconds=_seconds(step),
        credits=_number(_first(step, "used_credits", "usedCredits", "credits")),
        start=_start(step),
    )


def _member(data: Any, name: str) -> Any:
    return data.get(name) if isinstance(data, dict) else getattr(data, name, None)


def _governance(data: Any) -> Governance:
    verdict = _member(data, "governance")
    if not isinstance(verdict, dict):
        return Governance()
    return Governance(*(cells.clean(verdict.get(name)) for name in Governance._fields))


def _files(artifacts: Any) -> tuple[NamedFile, ...]:
    """The files that it made, as plain objects or those of the SDK."""
    documents = (
        one if isinstance(one, dict) else {name: getattr(one, name, None) for name in _OF_ARTIFACTS}
        for one in (artifacts if isinstance(artifacts, list) else [])
    )
    return tuple(file for file in map(file_of, documents) if file is not None)


def read_agent_run(result: Any) -> Reading:
    """What one reply means."""
    data = result.data
    if data is None or isinstance(data, str):
        return Reading(output=data)
    raw = _member(data, "steps")
    steps = [step for step in raw if isinstance(step, dict)] if isinstance(raw, list) else []
    return Reading(
        _member(data, "output"),
        tuple(_step(index, step) for index, step in enumerate(steps, 1)),
        governance=_governance(data),
        files=_files(_member(data, "artifacts")),
        tokens=_tokens(steps),
    )
