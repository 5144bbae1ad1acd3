"""Parameters of a model: what a run takes, its defaults, and whether given inputs fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ..exceptions import InputError
from ..resource.decode import decoder_for
from ..resource.fields import CAMEL
from ..resource.unread import Unread
from .toolable import ParameterInput

_BY_KIND: dict[str | None, tuple[type, ...]] = {"number": (int, float), "boolean": (bool,), "array": (list,)}


@dataclass(slots=True)
class Parameter:
    """One input of a run."""

    dataclass_json_config: ClassVar[dict[str, Any]] = CAMEL

    name: str | None = None
    required: bool | None = False
    multiple_values: bool | None = False
    is_fixed: bool | None = False
    data_type: str | None = None
    """text, number, boolean, json, array, label, or a kind of file."""
    data_sub_type: str | None = None
    values: list[Any] | None = None
    default_values: list[Any] | None = None
    available_options: list[Any] | None = None
    description: str | None = None
    """What it means, where the platform says so."""

    @property
    def default(self) -> Any:
        """The first default value; None without one."""
        first = self.default_values[0] if self.default_values else None
        return first.get("value") if isinstance(first, dict) else first

    @property
    def options(self) -> list[Any]:
        """The values to choose from; [] when any value will do."""
        return [
            option.get("value") if isinstance(option, dict) else option
            for option in self.available_options or []
        ]

    def as_setting(self, value: Any) -> ParameterInput:
        """What an agent stores of it, when it has this value."""
        return {
            "name": self.name,
            "value": value,
            "required": bool(self.required),
            "datatype": self.data_type,
            "allow_multi": bool(self.multiple_values),
            "supports_variables": False,
            "fixed": bool(self.is_fixed),
            "description": "",
        }


def unread_parameters(value: Any) -> Any:
    """The parameters of a document, to be read when they are looked at; at once where that may fail."""
    return Unread(value) if _is_plain(value) else read_parameters(None, value)


def read_parameters(_: Any, entries: Any) -> list[Parameter]:
    """The parameters that a document lists. Raises whatever a wrong document leads to."""
    if not isinstance(entries, list | tuple):
        raise TypeError(f"expected a list, not {type(entries).__name__}")
    read = decoder_for(Parameter)
    return [read(entry) for entry in entries]


def _is_plain(value: Any) -> bool:
    if type(value) is not list:
        return False
    # There are hundreds on a page: one test of each is all that they should cost.
    try:
        for one in value:
            if not (
                type(one["values"]) is type(one["defaultValues"]) is type(one["availableOptions"]) is list
            ):
                return False
    except (KeyError, TypeError):
        return False
    return True


def check(parameters: Sequence[Parameter], inputs: Mapping[str, Any], present: Mapping[str, Any]) -> None:
    """Raise InputError naming everything that is missing or of the wrong type.

    The platform writes defaults as texts whatever the type is, so only `inputs` are held against the types.
    Inputs that no parameter describes are not looked at. Free-form `data` may stand for any required input.
    """
    problems = []
    for parameter in parameters:
        value = inputs.get(parameter.name) if parameter.name is not None else None
        if value is None:
            if parameter.required and parameter.name not in present and inputs.get("data") is None:
                problems.append(f"Required parameter '{parameter.name}' is missing")
        elif problem := problem_of(parameter, value):
            problems.append(problem)
    _refuse("; ".join(problems))


def problem_of(parameter: Parameter, value: Any) -> str:
    """What is wrong with the type of a value; "" when it fits."""
    accepted = _accepted(parameter)
    # Python counts True as a number; nobody who fills in a number means it.
    if isinstance(value, accepted) and not (isinstance(value, bool) and int in accepted):
        return ""
    wanted = " or ".join(kind.__name__ for kind in accepted)
    return f"Parameter '{parameter.name}' must be {wanted}, not {type(value).__name__}"


def check_value(parameter: Parameter, value: Any) -> None:
    """Raise InputError for a value of the wrong type."""
    _refuse(problem_of(parameter, value))


def _refuse(problems: str) -> None:
    if problems:
        raise InputError(f"Parameter validation failed: {problems}")


def _accepted(parameter: Parameter) -> tuple[type, ...]:
    kind, detail = parameter.data_type, parameter.data_sub_type
    if kind == "json" or (kind == "text" and detail == "json"):
        return dict, list, str
    if kind == "text":
        return (int, float, str) if detail == "number" else (str,)
    return _BY_KIND.get(kind, (object,))
