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
from aixtui.kindspec.field import Field
from aixtui.kindspec.inputs import run_field
from aixtui.kindspec.kind import Column, Fact, Kind, Section


def _inputs(utility: Any) -> tuple[Field, ...]:
    return tuple(
        run_field(
            item.name,
            (str(item.type or ""),),
            label=cells.clean(item.name),
            required=True,
            help=cells.clean(item.description),
        )
        for item in utility.inputs or []
        if item.name
    )


def _signature(utility: Any) -> str:
    return ", ".join(f"{item.label}: {item.type_word}" for item in _inputs(utility))


class _WithSource:
    """The SDK's utilities, of which each that is got has its source, wherever the platform keeps it."""

    def __init__(self, utilities: Any) -> None:
        self._utilities = utilities

    def __getattr__(self, name: str) -> Any:
        return getattr(self._utilities, name)

    def __call__(self, source: str | None = None, **fields: Any) -> Any:
        """A new one."""
        return self._utilities(**fields, code=source)

    def get(self, resource_id: str) -> Any:
        """The one of this id; why its source cannot be read is shown with its address."""
        utility = self._utilities.get(resource_id)
        try:
            utility.read_source()
        except Exception as error:
            utility.why_unread = cells.clean(error)
        return utility


def _code(utility: Any) -> str:
    why = getattr(utility, "why_unread", "")
    return cells.clean_block(f"{utility.source or ''}\n{why}".strip() if why else utility.source)


UTILITY = Kind(
    id="utility",
    plural="utilities",
    label="Utilities",
    aliases=("u", "util"),
    about="A utility is Python code of your own that agents use as a tool.",
    source=lambda aix: _WithSource(aix.Utility),
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
                Fact("Code", _code),
            ),
        ),
        HISTORY,
    ),
    fields=(
        Field("name", "Name", required=True),
        Field("description", "Description", lines=2, required=True, help="More than ten characters."),
        Field(
            "source",
            "Code",
            wire="code",
            lines=10,
            required=True,
            help="Python with a function main(name: type, ...) of int, float, bool or str."
            " Code that cannot be read is shown by its address: new source replaces it.",
        ),
    ),
    comeback=Comeback("{Its} code is taken from the address where the platform has it."),
    is_published=is_onboarded,
    filters=(OWNERSHIP,),
    sort="-updatedAt",
    inputs=_inputs,
    arguments=lambda _, values: {"data": values},
)
