"""The caller's inputs, checked against an asset's parameters."""

import json
from collections.abc import Mapping
from typing import Any

from aixtui.sandbox.catalogue.asset_spec import Param
from aixtui.sandbox.problems import PlatformError, run_refused
from aixtui.sandbox.store.document import Doc

_INVALID = "err.invalid_input_data_or_input_url"


def checked(params: tuple[Param, ...], body: Mapping[str, Any]) -> Doc:
    """The inputs an engine gets: defaults, then what the caller sent, by the type of each parameter.

    `data` stands in for a missing `text`: older clients send the text under that name. Models that take
    `messages`, or `data` that is no text, do without it then.

    Raises:
        PlatformError: a required input is missing, or a value does not fit its parameter.
    """
    sent = dict(body)
    names = {param.name for param in params}
    if "text" in names and sent.get("text") is None and isinstance(sent.get("data"), str):
        sent["text"] = sent.pop("data")
    is_conversation = any(name in names and sent.get(name) is not None for name in ("messages", "data"))
    inputs: Doc = {}
    for param in params:
        value = sent.get(param.name)
        if value is None:
            value = param.default
        if value is None:
            if param.required and not is_conversation:
                raise _refused(f"Required parameter '{param.name}' is missing.")
            continue
        inputs[param.name] = _typed(param, value)
    return inputs


def _refused(sentence: str) -> PlatformError:
    return run_refused(400, sentence, _INVALID)


def _typed(param: Param, value: Any) -> Any:
    if param.options and str(value) not in {option for option, _ in param.options}:
        allowed = ", ".join(option for option, _ in param.options[:12])
        raise _refused(f"Parameter '{param.name}' must be one of: {allowed}.")
    if param.sub_type == "number":
        return _number(param, value)
    if param.sub_type == "json":
        return _json(param, value)
    if param.sub_type == "boolean":
        return _boolean(param, value)
    if param.sub_type == "any":
        return _json(param, value) if str(value).lstrip().startswith("{") else value
    if not isinstance(value, str):
        raise _refused(f"Parameter '{param.name}' must be text.")
    if param.required and not value.strip():
        raise _refused(f"Required parameter '{param.name}' is empty.")
    return value


def _number(param: Param, value: Any) -> float:
    try:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise ValueError
        number = float(value)
        if number != number or abs(number) == float("inf"):
            raise ValueError
    except (ValueError, OverflowError):
        raise _refused(f"Parameter '{param.name}' must be a number.") from None
    if param.data_type == "integer" and number != int(number):
        raise _refused(f"Parameter '{param.name}' must be a whole number.")
    return number


def _boolean(param: Param, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in {"true", "false"}:
        return value.lower() == "true"
    raise _refused(f"Parameter '{param.name}' must be true or false.")


def _json(param: Param, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        raise _refused(f"Parameter '{param.name}' must be valid JSON.") from None
