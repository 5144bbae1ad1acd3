"""What a resource wants to be run with, and how typed text becomes its values."""

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

InputType = Literal["text", "line", "number", "boolean", "json", "choice"]
_TRUE = {"true", "yes", "on", "1"}
_FALSE = {"false", "no", "off", "0"}


class InvalidValueError(ValueError):
    """A value does not fit its input. `name` is the input, the text a sentence for people."""

    title = "This input does not fit"
    hint = ""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name = name


class RunInput(NamedTuple):
    """One value that a run takes."""

    name: str
    label: str = ""
    type: InputType = "line"
    required: bool = False
    default: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """For a choice: (value on the wire, label) pairs."""
    help: str = ""


def parse(given: RunInput, raw: str) -> Any:
    """Turn the text typed into one input into the value that is sent.

    Raises:
        InvalidValueError: the text is not of the input's type; says what it should be.
    """
    stripped = raw.strip()
    if given.type == "number":
        try:
            number = int(stripped) if stripped.lstrip("+-").isdigit() else float(stripped)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise InvalidValueError(given.name, f"{given.name} must be a number, not {stripped[:40]!r}.")
        return number
    if given.type == "boolean":
        if stripped.lower() in _TRUE | _FALSE:
            return stripped.lower() in _TRUE
        raise InvalidValueError(given.name, f"{given.name} must be true or false, not {stripped[:40]!r}.")
    if given.type == "json":
        try:
            return json.loads(stripped)
        except ValueError as error:
            raise InvalidValueError(given.name, f"{given.name} must be JSON: {error}.") from None
    if given.type == "choice" and stripped not in {value for value, _ in given.options}:
        offered = ", ".join(value for value, _ in given.options)
        raise InvalidValueError(given.name, f"{given.name} must be one of: {offered}.")
    return raw


def parse_all(inputs: Sequence[RunInput], raw: Mapping[str, str]) -> dict[str, Any]:
    """Turn all typed texts into values; an optional input left empty is not sent.

    Raises:
        InvalidValueError: a required input is empty, or a text does not fit; names the first such input.
    """
    values: dict[str, Any] = {}
    for given in inputs:
        typed = raw.get(given.name, "")
        if typed.strip():
            values[given.name] = parse(given, typed)
        elif given.required:
            raise InvalidValueError(given.name, f"Required parameter {given.name!r} is missing.")
    return values
