"""Arguments are known or refused, and become JSON in one place."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import PurePath
from typing import Any

from ..exceptions import ArgumentError, ValidationError
from .options import names_of
from .protocols import HasToDict, Saved


def check_arguments(
    owner: Any, operation: str, given: Mapping[str, Any], known: Any, *more: Iterable[str]
) -> None:
    """Raise ArgumentError for a keyword that neither the TypedDict `known` nor `more` names.

    Without `known`, as in a class of one's own, every keyword is passed on.
    """
    if known is None:
        return
    names = names_of(known).union(*more)
    unknown = next((name for name in given if name not in names), None)
    if unknown is not None:
        where = f"{_name(owner)}.{operation}()"
        from difflib import get_close_matches

        close = get_close_matches(unknown, sorted(names), n=1)
        meant = f" Did you mean {close[0]!r}?" if close else ""
        raise ArgumentError(f"{where} has no argument {unknown!r}.{meant}")


def refuse_positional(owner: Any, operation: str, values: tuple[Any, ...]) -> None:
    """Raise ArgumentError for a positional argument that means nothing."""
    if values:
        raise ArgumentError(
            f"{_name(owner)}.{operation}() takes its arguments by name: {values[0]!r} has none."
        )


def json_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments as JSON. Raises ValidationError that names the argument."""
    return {name: json_value(name, value) for name, value in values.items()}


def json_value(name: str, value: Any) -> Any:
    """One argument as JSON: times in UTC, paths and enum members as their text, resources as their id.

    Raises ValidationError, which names the argument and the place in it, for what JSON cannot say.
    """
    if value is None or (isinstance(value, bool | int | str) and not isinstance(value, Enum)):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValidationError(f"{name} cannot be sent: JSON has no {value}.")
        return value
    if isinstance(value, Mapping):
        return _object(name, value)
    if isinstance(value, list | tuple):
        return [json_value(f"{name}[{place}]", item) for place, item in enumerate(value)]
    return _converted(name, value)


def _object(name: str, value: Mapping[Any, Any]) -> dict[str, Any]:
    wrong = next((key for key in value if not isinstance(key, str)), None)
    if wrong is not None:
        raise ValidationError(f"{name} cannot be sent: its key {wrong!r} is no text.")
    return {str(key): json_value(f"{name}.{key}", item) for key, item in value.items()}


def _converted(name: str, value: Any) -> Any:
    if isinstance(value, Enum):
        return json_value(name, value.value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PurePath):
        return str(value)
    if isinstance(value, Saved):
        if not value.id:
            raise ValidationError(f"{name} must be saved first: {value!r} has no id.")
        return value.id
    if isinstance(value, HasToDict) and not isinstance(value, type):
        return json_value(name, value.to_dict())
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _object(name, dataclasses.asdict(value))
    raise ValidationError(f"{name} cannot be sent: JSON cannot say {type(value).__name__}.")


def _name(owner: Any) -> str:
    return str((owner if isinstance(owner, type) else type(owner)).__name__)
