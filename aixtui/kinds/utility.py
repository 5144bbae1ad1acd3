"""Utilities: Python functions that the platform runs."""

from typing import Any

from aixtui.kindspec import cells
from aixtui.kindspec.asset_parts import (
    ABOUT,
    DESCRIPTION,
    HISTORY,
    IDENTITY,
    NAME,
    OWNERSHIP,
    PATH,
    STATUS,
    UPDATED,
    is_onboarded,
)
from aixtui.kindspec.comeback import Comeback
from aixtui.kindspec.inputs import InputType, RunInput
from aixtui.kindspec.kind import Column, Fact, Field, Kind, Section

_TYPES: dict[str, InputType] = {"number": "number", "boolean": "boolean"}


def _inputs(utility: Any) -> tuple[RunInput, ...]:
    return tuple(
        RunInput(
            name=item.name,
            label=cells.clean(item.name),
            type=_TYPES.get(item.type, "line"),
            required=True,
            help=cells.clean(item.description),
        )
        for item in utility.inputs or []
        if item.name
    )


def _signature(utility: Any) -> str:
    return ", ".join(f"{item.label}: {item.type}" for item in _inputs(utility))


UTILITY = Kind(
    id="utility",
    plural="utilities",
    label="Utilities",
    aliases=("u", "util"),
    about="A utility is Python code of your own that agents use as a tool.",
    source=lambda aix: aix.Utility,
    document_path="sdk/models",
    columns=(
        NAME,
        DESCRIPTION,
        Column("inputs", "Inputs", lambda u: cells.text(_signature(u)), width=16),
        STATUS._replace(wide=True),
        UPDATED,
        PATH,
    ),
    sections=(
        Section("Utility", (*IDENTITY, ABOUT)),
        Section(
            "Function",
            (
                Fact("Inputs", lambda u: cells.text(_signature(u))),
                Fact("Code", lambda u: cells.clean_block(u.code)),
            ),
        ),
        HISTORY,
    ),
    fields=(
        Field("name", "Name", required=True),
        Field("description", "Description", lines=2, required=True, help="More than ten characters."),
        Field(
            "code",
            "Code",
            lines=10,
            required=True,
            help="Python with a function main(name: type, ...) of int, float, bool or str."
            " Code that is kept elsewhere is shown by its address: new source replaces it.",
        ),
    ),
    comeback=Comeback("Its code is taken from the address where the platform has it."),
    is_published=is_onboarded,
    filters=(OWNERSHIP,),
    sort="-updatedAt",
    inputs=_inputs,
    arguments=lambda _, values: {"data": values},
)
