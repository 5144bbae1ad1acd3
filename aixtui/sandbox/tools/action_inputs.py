"""The inputs of an action, checked."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from aixtui.sandbox.problems import PlatformError, run_refused
from aixtui.sandbox.store.document import Doc
from aixtui.sandbox.tools.action import Action, ActionInput

_INVALID = "err.invalid_input_data_or_input_url"


def checked_inputs(action: Action, sent: object) -> Doc:
    """Defaults, then what was sent. A plain value stands for the first input.

    Raises:
        PlatformError: 400 naming the input that is missing or does not fit.
    """
    values = dict(sent) if isinstance(sent, Mapping) else _first(action, sent)
    unknown = sorted(set(values) - {item.code for item in action.inputs})
    if unknown:
        known = ", ".join(item.code for item in action.inputs) or "none"
        raise _refused(f"Action '{action.name}' has no input '{unknown[0]}'; its inputs: {known}.")
    inputs: Doc = {}
    for item in action.inputs:
        value = values.get(item.code)
        if value is None:
            value = item.default
        if value is None and item.required:
            raise _refused(f"Required input '{item.code}' is missing.")
        if value is not None:
            inputs[item.code] = _fitting(item, value)
    return inputs


def _first(action: Action, sent: object) -> Doc:
    return {action.inputs[0].code: sent} if action.inputs and sent not in (None, "") else {}


def _refused(sentence: str) -> PlatformError:
    return run_refused(400, sentence, _INVALID)


def _integer(value: Any) -> int:
    if isinstance(value, bool) or (isinstance(value, float) and value != int(value)):
        raise ValueError
    return int(value)


def _number(value: Any) -> float | int:
    if isinstance(value, bool):
        raise ValueError
    return value if isinstance(value, int | float) else float(value)


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}[str(value).lower()]


def _text(value: Any) -> str:
    if not isinstance(value, str | int | float):
        raise TypeError
    return str(value)


def _array(value: Any) -> list[Any]:
    found = json.loads(value) if isinstance(value, str) else value
    if not isinstance(found, list):
        raise TypeError
    return found


def _object(value: Any) -> dict[str, Any]:
    found = json.loads(value) if isinstance(value, str) else value
    if not isinstance(found, dict):
        raise TypeError
    return found


_READERS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "string": (_text, "text"),
    "integer": (_integer, "a whole number"),
    "number": (_number, "a number"),
    "boolean": (_boolean, "true or false"),
    "array": (_array, "a list"),
    "object": (_object, "an object"),
    "file": (_text, "the address of a file"),
}


def _fitting(item: ActionInput, value: Any) -> Any:
    reader, kind = _READERS[item.datatype]
    try:
        found = reader(value)
    except (ValueError, TypeError, KeyError, OverflowError):
        raise _refused(f"Input '{item.code}' must be {kind}.") from None
    if item.options and found not in item.options:
        raise _refused(f"Input '{item.code}' must be one of: {', '.join(item.options)}.")
    return found
