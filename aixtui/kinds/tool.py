"""Tools: connections to services and scripts, run action by action."""

from typing import Any

from aixtui.kindspec import cells
from aixtui.kindspec.asset_actions import RUN_ACTIONS, asset_actions
from aixtui.kindspec.asset_parts import (
    ABOUT,
    BY_DEVELOPER,
    BY_HOST,
    BY_PATH,
    DESCRIPTION,
    DEVELOPER,
    HOST,
    IDENTITY,
    NAME,
    ORIGIN,
    OWNERSHIP,
    PATH,
    SAVED,
    STATUS,
    UPDATED,
    is_onboarded,
)
from aixtui.kindspec.availability import FIRST_FILTERS, HERE, RUNS, RUNS_HERE, why_not_run
from aixtui.kindspec.comeback import Comeback
from aixtui.kindspec.connection import CONNECTING, CONSENT_MISSING, ConsentingTools, reconnected
from aixtui.kindspec.field import Field
from aixtui.kindspec.inputs import run_field
from aixtui.kindspec.kind import Column, Fact, Kind, Section, linked
from aixtui.kindspec.links import link_to
from aixtui.kindspec.parameters import at_once, read_execution


def _inputs(tool: Any) -> tuple[Field, ...]:
    """An action and all that it is given in one, where nothing is known of its inputs."""
    names = [(cells.clean(name), "") for name in tool.allowed_actions or []]
    action = run_field(
        "action",
        label="Action",
        required=bool(names),
        default=names[0][0] if names else None,
        options=names,
        help="" if names else "Empty runs the only action; of several the refusal says which.",
    )
    return (
        action,
        run_field("data", ("json",), label="Data", help='The action\'s inputs, as {"name": value}.'),
    )


def _actions(tool: Any) -> cells.Cell:
    """The actions that agents may take, by name; one that names none leaves them all open."""
    return cells.text(", ".join(map(str, tool.allowed_actions or [])) or "all of its actions")


def _refuse_no_description(_: Any, text: str) -> str:
    return "" if text else "The platform changes the description of a tool, and takes none away."


_EXAMPLES = {"integer": 1, "number": 1, "boolean": True, "array": [], "object": {}}


def _example(tool: Any) -> dict[str, Any]:
    """Its first action, with a value for each input that this needs: the tool is asked for them."""
    names = tool.allowed_actions or [spec.key for spec in tool.actions.listed()]
    inputs = tool.actions[names[0]].spec.inputs or [] if names else []
    needed = [one for one in inputs if one.code and one.required and one.default is None]
    data = {one.code: _EXAMPLES.get(one.datatype, "Hello.") for one in needed}
    return {"action": names[0], "data": data} if names else {}


def _consent(tool: Any) -> cells.Cell | None:
    return cells.Cell(CONSENT_MISSING, "warn") if getattr(tool, "lacks_consent", False) else None


def _no_way_back(tool: Any) -> str:
    return "" if tool.integration_id else "No integration is known that could make such a tool."


TOOL = Kind(
    id="tool",
    plural="tools",
    label="Tools",
    aliases=("t",),
    about="A tool is what an agent works with: a model, or an integration that is connected.",
    begins_with="integrations",
    source=lambda aix: ConsentingTools(aix.Tool),
    columns=(
        NAME,
        DESCRIPTION,
        DEVELOPER,
        STATUS._replace(wide=True),
        Column(
            "price", "Price", lambda t: cells.price_in_column(t.pricing), width=19, align="right", wide=True
        ),
        HOST,
        UPDATED,
        PATH,
        RUNS,
    ),
    sections=(
        Section("Tool", (*IDENTITY, ABOUT)),
        Section(
            "Running",
            (
                HERE,
                Fact("Consent", _consent),
                Fact("Actions", _actions),
                Fact("Price", lambda t: cells.price(t.pricing)),
                linked("Integration", lambda t: link_to("integration", t.integration_id)),
            ),
        ),
        ORIGIN,
    ),
    fields=(
        Field("name", "Name", required=True),
        Field("description", "Description", lines=3, refuses=_refuse_no_description),
    ),
    edited_as=reconnected,
    filters=(OWNERSHIP, BY_DEVELOPER, BY_HOST, BY_PATH, SAVED, RUNS_HERE),
    first_filters=FIRST_FILTERS,
    inputs=_inputs,
    actions=asset_actions,
    run_actions=RUN_ACTIONS,
    example=_example,
    arguments=at_once,
    read_result=read_execution,
    why_not_run=why_not_run,
    making=CONNECTING,
    comeback=Comeback("What {its} login needs, or {its} code, has to be typed again.", _no_way_back),
    is_published=is_onboarded,
    hidden_capabilities=frozenset({"clone"}),
    reasons={"clone": "A tool is a connection of an integration: Add makes another one."},
)
