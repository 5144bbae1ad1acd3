"""The texts of a form's fields as the values of the attributes. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from aixtui.kindspec.inputs import InvalidValueError
from aixtui.kindspec.kind import Field


def parse_fields(fields: Sequence[Field], values: Mapping[str, str]) -> dict[str, Any]:
    """The values that the texts stand for, by the names of the fields.

    Raises:
        InvalidValueError: a text does not fit; names the field.
    """
    by_name = {field.name: field for field in fields}
    attributes = {}
    for name, text in values.items():
        try:
            attributes[name] = by_name[name].codec.parse(text)
        except ValueError as error:
            raise InvalidValueError(name, f"{by_name[name].label} must be {error}.") from None
    return attributes
