"""The fields of a form below their headings. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from aixtui.kindspec.field import Field


class FieldGroup(NamedTuple):
    """Fields that belong together."""

    heading: str
    """Empty where there is nothing to say of them."""
    fields: tuple[Field, ...]


def groups_of(fields: Sequence[Field], shown: Sequence[Field]) -> tuple[FieldGroup, ...]:
    """The fields of a kind that are shown, by their headings: one that is not shown leaves its heading."""
    groups: list[FieldGroup] = []
    heading = ""
    for field in fields:
        heading = field.heading or heading
        if field in shown:
            if not groups or groups[-1].heading != heading:
                groups.append(FieldGroup(heading, ()))
            groups[-1] = FieldGroup(heading, (*groups[-1].fields, field))
    return tuple(groups)
