"""What is wrong with the limits and inspectors of an agent, and with what a run of one is sent."""

from collections.abc import Mapping
from typing import Any

from aixtui.sandbox.problems import bad_request

_ACTIONS = ("continue", "rerun", "abort", "edit")
_ON_EXHAUST = ("continue", "abort", None)
_SEVERITIES = ("low", "medium", "high", "critical", None)
_FORMATS = ("text", "markdown", "json", None)


def check_run(body: Mapping[str, Any]) -> None:
    """Check the parts of a run's body that the run relies on.

    Raises:
        PlatformError: 400 naming what is wrong.
    """
    complaints = []
    parameters = body.get("executionParams")
    if not isinstance(parameters, dict | None):
        complaints.append("executionParams must be an object")
    for source in (body, parameters if isinstance(parameters, dict) else {}):
        complaints += _limit_complaints(source)
    complaints += _tool_complaints(body.get("tools"))
    for key in ("history", "attachments"):
        found = body.get(key)
        if not isinstance(found, list | None) or any(not isinstance(entry, dict) for entry in found or ()):
            complaints.append(f"{key} must be an array of objects")
    if complaints:
        raise bad_request(complaints if len(complaints) > 1 else complaints[0])


def _limit_complaints(source: Mapping[str, Any]) -> list[str]:
    complaints = [
        f"{key} must be a number" for key in ("maxTokens", "maxTime") if not _amount(source.get(key))
    ]
    if not _iterations(source.get("maxIterations")):
        complaints.append("maxIterations must be an integer number of at least 1")
    if source.get("outputFormat") not in _FORMATS:
        complaints.append("outputFormat must be text, markdown or json")
    return complaints + budget_complaints(source)


def _tool_complaints(tools: object) -> list[str]:
    if tools is None:
        return []
    if not isinstance(tools, list) or any(not isinstance(tool, dict) for tool in tools):
        return ["tools must be an array of objects"]
    complaints = []
    for index, tool in enumerate(tools):
        if not isinstance(tool.get("id"), str):
            complaints.append(f"tools.{index}.id must be a string")
        if not named_values(tool.get("parameters")):
            complaints.append(f"tools.{index}.parameters must be an array of objects with a name")
    return complaints


def named_values(parameters: object) -> bool:
    """Whether these are values with their names, or nothing."""
    return parameters is None or (
        isinstance(parameters, list)
        and all(isinstance(pair, dict) and isinstance(pair.get("name"), str) for pair in parameters)
    )


def budget_complaints(source: Mapping[str, Any]) -> list[str]:
    """What is wrong with the `budget` of an agent or of a run."""
    budget = source.get("budget")
    if not isinstance(budget, dict):
        return []
    complaints = [
        f"budget.{key} must be a number that is not negative"
        for key in ("maxCost", "maxDurationSeconds")
        if not _amount(budget.get(key))
    ]
    if not _iterations(budget.get("maxIterations")):
        complaints.append("budget.maxIterations must be an integer number of at least 1")
    return complaints


def _iterations(value: object) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 1)


def _amount(value: object) -> bool:
    return value is None or (
        isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e12
    )


def inspector_complaints(body: Mapping[str, Any]) -> list[str]:
    """What is wrong with the `inspectors` of an agent: the first fault of each."""
    faults = [(index, _fault(inspector)) for index, inspector in enumerate(entries(body, "inspectors"))]
    return [f"inspectors.{index}.{fault}" for index, fault in faults if fault]


def _fault(inspector: object) -> str | None:
    parts = inspector if isinstance(inspector, dict) else {}
    action = parts.get("action")
    if not _judges(parts.get("evaluator")):
        return "evaluator must have an assetId or a function"
    if not isinstance(action, dict) or action.get("type") not in _ACTIONS:
        return f"action.type must be one of {', '.join(_ACTIONS)}"
    if not isinstance(parts.get("targets"), list):
        return "targets must be an array"
    if action["type"] == "edit" and not _judges(parts.get("editor")):
        return "editor must have an assetId or a function when the action is edit"
    retries = action.get("maxRetries")
    if retries is not None and (not isinstance(retries, int) or isinstance(retries, bool) or retries < 0):
        return "action.maxRetries must be an integer number that is not negative"
    if action.get("onExhaust") not in _ON_EXHAUST:
        return "action.onExhaust must be continue or abort"
    if parts.get("severity") not in _SEVERITIES:
        return "severity must be low, medium, high or critical"
    return None


def _judges(judge: object) -> bool:
    return isinstance(judge, dict) and bool(judge.get("assetId") or judge.get("function"))


def entries(body: Mapping[str, Any], key: str) -> list[Any]:
    """The items of an array in a body; none when it is no array."""
    value = body.get(key)
    return value if isinstance(value, list) else []
