"""Small jobs on text: patterns, letter case, JSON."""

import json
import re
from collections.abc import Callable
from typing import Any

from aixtui.sandbox.engines.engine import EngineError
from aixtui.sandbox.tools.action import Action, ActionInput, Call, Config, Toolbox

_TEXT = ActionInput("text", required=True, description="The text to work on.")
_CASES: dict[str, Callable[[str], str]] = {
    "upper": str.upper,
    "lower": str.lower,
    "title": str.title,
    "sentence": str.capitalize,
}
_KINDS = {
    "email": r"[\w.+-]+@[\w-]+\.[\w.-]*\w",
    "url": r"https?://[^\s<>\"']+",
    "number": r"[-+]?\d+(?:[.,]\d+)*",
    "date": r"\d{4}-\d{2}-\d{2}",
}


def _extract(call: Call) -> object:
    return re.findall(_KINDS[str(call.inputs["kind"])], str(call.inputs["text"]))


def _change_case(call: Call) -> object:
    return _CASES[str(call.inputs["case"])](str(call.inputs["text"]))


def _json_value(call: Call) -> object:
    try:
        value: Any = json.loads(str(call.inputs["json"]))
    except (ValueError, RecursionError) as error:
        raise EngineError(f"Not valid JSON: {error}.") from error
    for part in re.findall(r"[^.\[\]]+", str(call.inputs["path"])):
        try:
            value = value[int(part)] if isinstance(value, list) else value[part]
        except (KeyError, IndexError, ValueError, TypeError):
            raise EngineError(f"There is nothing at {part!r}.") from None
    return value


_ACTIONS = (
    Action(
        "extract",
        "Finds e-mail addresses, URLs, numbers or dates in a text.",
        (_TEXT, ActionInput("kind", required=True, default="email", options=tuple(_KINDS))),
        _extract,
        topics=("extract", "find"),
    ),
    Action(
        "change_case",
        "Writes a text in another letter case.",
        (_TEXT, ActionInput("case", required=True, default="upper", options=tuple(_CASES))),
        _change_case,
        topics=("upper", "lower", "case", "capital"),
    ),
    Action(
        "json_value",
        "Takes a value out of a JSON document by its path.",
        (
            ActionInput("json", required=True, description="The document."),
            ActionInput("path", required=True, description="Such as items[0].name."),
        ),
        _json_value,
    ),
)


def _actions(_config: Config) -> tuple[Action, ...]:
    return _ACTIONS


TEXT_TOOLS = Toolbox("text-tools", _actions)
