"""Agents: listed, edited, cloned, deleted and run, with the steps of a run as they happen."""

from collections.abc import Callable, Mapping
from typing import Any

from aixtui.kindspec import cells
from aixtui.kindspec.agent_inputs import FORMATS, agent_arguments, agent_inputs
from aixtui.kindspec.agent_inspectors import INSPECTORS
from aixtui.kindspec.agent_runs import read_agent_run
from aixtui.kindspec.amounts import DURATION, MONEY
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
from aixtui.kindspec.fields import parse_field
from aixtui.kindspec.invalid_value import InvalidValueError
from aixtui.kindspec.kind import Column, Fact, Kind, Section, linked
from aixtui.kindspec.links import Link, link_to, links_to
from aixtui.kindspec.pairs import PAIRS
from aixtui.kindspec.records import Records, stored_entries
from aixtui.kindspec.references import Reference
from aixtui.kindspec.states import STATE
from aixtui.kindspec.tasks import TASKS
from aixtui.kindspec.text_codec import COUNT, JSON, JSON_OR_TEXT, optional
from aixtui.kindspec.tool_settings import TOOL_SETTINGS, is_anything_set
from aixtui.kindspec.words import lines_of


def _entries(records: Records[Field]) -> Callable[[Any], str]:
    """What an agent holds of some entries, one a line."""
    return lambda agent: lines_of(records, stored_entries(records, agent))


def _tool_settings(agent: Any) -> str | None:
    """What it may do with its tools and what is set, of those of which anything is said."""
    entries = filter(is_anything_set, stored_entries(TOOL_SETTINGS, agent))
    return lines_of(TOOL_SETTINGS, entries) or None


def _tools(agent: Any) -> tuple[Link, ...]:
    """Its tools, of which those that are models are opened as such."""
    return tuple(link for tool in agent.tools or [] for link in link_to(_kind_of(tool), tool))


def _kind_of(tool: Any) -> str:
    if isinstance(tool, dict):
        return "model" if tool.get("type") == "model" else "tool"
    return "tool" if hasattr(tool, "allowed_actions") else "model"


def _disagrees(texts: Mapping[str, str]) -> dict[str, str]:
    """Only json has a schema, and always."""
    schema, is_json = texts["expected_output"], texts["output_format"] == "json"
    try:
        if is_json:
            parse_field(_SCHEMA._replace(codec=JSON, required=True), schema)
    except InvalidValueError as error:
        return {_SCHEMA.name: str(error)}
    if not is_json and not isinstance(_SCHEMA.codec.parse(schema), str | None):
        return {_SCHEMA.name: "Output schema is JSON: choose json as Output for it."}
    return {}


_STAGES = ("input", "steps", "output")
_SCHEMA = Field(
    "expected_output",
    "Output schema",
    lines=3,
    help="For json: a JSON schema, or an example.",
    codec=optional(JSON_OR_TEXT),
)
_DEFAULT_LLM = "none, so the platform's default"
_SETTINGS = "Such as temperature: 0.2, one a line."
_TOOLS = Reference(("tool", "model", "utility"), many=True, is_looked_up=True)
_LANGUAGE_MODEL = Reference(("model",), filters=(("function", "text-generation"),), is_looked_up=True)


def _role(name: str, label: str, purpose: str) -> tuple[Field, Field]:
    """A model that plays a part, with what it is set to."""
    return (
        Field(name, label, help=purpose, reference=_LANGUAGE_MODEL),
        Field(f"{name}.parameters", f"{label} setup", lines=2, help=_SETTINGS, codec=optional(PAIRS)),
    )


AGENT = Kind(
    id="agent",
    plural="agents",
    label="Agents",
    aliases=("a", "ag"),
    about="An agent works on a task with a model, tools, skills and other agents.",
    source=lambda aix: aix.Agent,
    columns=(
        NAME,
        STATUS,
        DESCRIPTION,
        Column("tools", "Tools", lambda a: cells.Cell(str(len(a.tools or []))), width=5, align="right"),
        UPDATED,
        PATH,
    ),
    sections=(
        Section(
            "Agent",
            (*IDENTITY, ABOUT, Fact("Instructions", lambda a: cells.clean_block(a.instructions))),
        ),
        Section(
            "Parts",
            (
                linked("LLM", lambda a: link_to("model", a.llm), _DEFAULT_LLM),
                linked("Tools", _tools),
                Fact("Tool settings", _tool_settings),
                linked("Agents", lambda a: links_to("agent", a.agents)),
                linked("Skills", lambda a: links_to("skill", a.skills)),
                Fact("Tasks", _entries(TASKS)),
                Fact("Inspectors", _entries(INSPECTORS)),
                Fact("Output", lambda a: cells.text(getattr(a.output_format, "value", a.output_format))),
            ),
        ),
        HISTORY,
    ),
    fields=(
        Field("name", "Name", required=True, heading="What it is"),
        Field("description", "Description", lines=3),
        Field("instructions", "Instructions", lines=6, help="{name} marks a variable that a run fills in."),
        STATE,
        Field(
            "llm",
            "LLM",
            help="The language model that it thinks with.",
            reference=_LANGUAGE_MODEL,
            unset=_DEFAULT_LLM,
            heading="What it uses",
            wire="model",
        ),
        Field("tools", "Tools", help="Tools and models that it may use.", reference=_TOOLS),
        Field(
            "tool_settings",
            "Tool settings",
            help="What it may do with each tool, and what is set.",
            records=TOOL_SETTINGS,
        ),
        Field(
            "agents",
            "Agents",
            help="Agents that it may hand work to: they make it a team.",
            reference=Reference(("agent",), many=True, is_looked_up=True),
        ),
        Field(
            "skills",
            "Skills",
            help="Instructions that it follows.",
            reference=Reference(("skill",), many=True, is_looked_up=True),
        ),
        Field(
            "files",
            "Files",
            help="Files of the workspace that it may read.",
            reference=Reference(("file",), many=True),
        ),
        Field("tasks", "Tasks", help="What is to be done, and in which order.", records=TASKS),
        Field("inspectors", "Inspectors", help="Who judges it, and what comes of that.", records=INSPECTORS),
        Field(
            "inspector_targets",
            "Inspected stages",
            many=True,
            options=_STAGES,
            help="The stages that are inspected.",
        ),
        Field("max_inspectors", "Max inspectors", help="Empty for no limit.", codec=optional(COUNT)),
        Field(
            "output_format",
            "Output",
            options=FORMATS,
            help="What an answer is written as.",
            heading="How it answers",
        ),
        _SCHEMA,
        Field("max_tokens", "Tokens", help="The most that an answer has.", codec=optional(COUNT)),
        Field(
            "context_overflow_strategy",
            "Overflow",
            options=("truncate", "summarize"),
            help="What becomes of a conversation that is too long for the LLM.",
        ),
        Field("budget.max_cost", "Credits a run", help="Empty for no limit.", codec=MONEY, heading="Limits"),
        Field(
            "budget.max_duration_seconds",
            "Time a run",
            help="90 s, or 5 min; empty for no limit.",
            codec=optional(DURATION),
        ),
        Field("budget.max_iterations", "Rounds a run", help="Empty for no limit.", codec=optional(COUNT)),
        Field(
            "llm.parameters",
            "LLM settings",
            lines=2,
            help=_SETTINGS,
            codec=optional(PAIRS),
            heading="What its models do",
        ),
        *_role("planner", "Planner", "The model that plans the work of a team."),
        *_role("supervisor", "Supervisor", "The model that watches over the work of a team."),
        *_role("response_generator", "Responder", "The model that writes the answer of a team."),
        Field("resource_info", "Resource info", lines=2, help="name: value, one a line.", codec=PAIRS),
    ),
    disagrees=_disagrees,
    comeback=Comeback("{Its} triggers and sessions do not come back.", takes="trigger"),
    is_published=is_onboarded,
    members=lambda a: links_to("agent", a.agents),
    has_drafts=True,
    filters=(OWNERSHIP,),
    sort="-updatedAt",
    inputs=agent_inputs,
    arguments=agent_arguments,
    read_result=read_agent_run,
    gives_markdown=lambda a: getattr(a.output_format, "value", a.output_format) == "markdown",
)
