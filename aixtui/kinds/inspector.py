"""Inspectors: the guard models that watch agents, and how each is set up unless told otherwise."""

from typing import Any

from aixtui.kindspec import cells
from aixtui.kindspec.asset_parts import (
    ABOUT,
    BY_DEVELOPER,
    BY_HOST,
    DESCRIPTION,
    DEVELOPER,
    HOST,
    IDENTITY,
    NAME,
    ORIGIN,
    OWNERSHIP,
    PATH,
    UPDATED,
)
from aixtui.kindspec.kind import Column, Fact, Kind, Section
from aixtui.kindspec.parameters import at_once, inputs_summary, parameter_inputs, read_execution


def _setup(guard: Any) -> Any:
    return guard.context.Inspector.from_guard_model(guard)


def _watches(guard: Any) -> cells.Cell:
    return cells.text(", ".join(_setup(guard).targets))


def _retries(guard: Any) -> str:
    action = _setup(guard).action
    return f"{action.max_retries}, then {action.on_exhaust}" if action.max_retries is not None else ""


INSPECTOR = Kind(
    id="inspector",
    plural="inspectors",
    label="Inspectors",
    aliases=("ins", "guard", "guards"),
    about="A guard model checks what an agent reads and writes.",
    begins_with="agents",
    source=lambda aix: aix.Model,
    search_with={"functions": ["guardrails"]},
    columns=(
        NAME,
        Column("watches", "Watches", _watches, width=8),
        Column("action", "Then", lambda g: cells.text(_setup(g).action.type), width=8),
        DESCRIPTION,
        DEVELOPER,
        HOST,
        UPDATED._replace(wide=True),
        PATH,
    ),
    sections=(
        Section("Guard", (*IDENTITY, ABOUT)),
        Section(
            "In an agent, unless set otherwise",
            (
                Fact("Watches", _watches),
                Fact("Then", lambda g: cells.text(_setup(g).action.type)),
                Fact("Retries", lambda g: cells.text(_retries(g))),
                Fact("Preset", lambda g: cells.text(_setup(g).preset_id)),
            ),
        ),
        Section(
            "Running",
            (Fact("Price", lambda g: cells.price(g.pricing)), Fact("Inputs", inputs_summary)),
        ),
        ORIGIN,
    ),
    filters=(OWNERSHIP, BY_DEVELOPER, BY_HOST),
    inputs=parameter_inputs,
    arguments=at_once,
    read_result=read_execution,
    reasons=dict.fromkeys(
        ("create", "save", "clone", "delete"),
        "An inspector is set up in an agent; the guard model that it uses is read-only.",
    ),
)
