"""The parts of a model's document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..enums import Function
from ..resource.fields import CAMEL


@dataclass(slots=True)
class VendorInfo:
    """Who makes or sells the asset."""

    id: Any = None
    """A number or a text."""
    name: str | None = None
    code: str | None = None


@dataclass(slots=True)
class Pricing:
    """Price of one unit, in credits."""

    dataclass_json_config: ClassVar[dict[str, Any]] = CAMEL

    price: Any = None
    """A number, or a text that holds one."""
    unit_type: str | None = None
    unit_type_scale: str | None = None


@dataclass(slots=True)
class Version:
    """Version of the asset."""

    name: str | None = None
    id: str | None = None


def _document_id(function: str) -> str:
    return function.replace("_", "-").lower()


_FUNCTIONS = {_document_id(function): function for function in Function}


def find_function_by_id(function_id: str) -> Function | None:
    """The function of this id, such as text-generation; None for one that is not known here."""
    return _FUNCTIONS.get(_document_id(function_id))


def function_of(value: Any) -> Function | str | None:
    """The function that a document names, in an object or a text; its id where it is not known here."""
    found = value.get("id") if isinstance(value, dict) else value
    return _FUNCTIONS.get(found) or find_function_by_id(found) or found if isinstance(found, str) else None


def function_document(function: Any) -> Any:
    """A function as documents have it."""
    if isinstance(function, Function):
        return {"id": _document_id(function)}
    return {"id": function} if isinstance(function, str) else function
