"""What a run of an agent is given: its question, what it goes on from, and settings of this run alone."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from aixtui.kindspec import cells
from aixtui.kindspec.agent_inspectors import INSPECTORS
from aixtui.kindspec.amounts import DURATION, MONEY
from aixtui.kindspec.field import Field
from aixtui.kindspec.hosted_files import FILES_OR_URLS
from aixtui.kindspec.inputs import MORE
from aixtui.kindspec.pairs import PAIRS
from aixtui.kindspec.references import Reference, id_of, names_in
from aixtui.kindspec.tasks import TASKS
from aixtui.kindspec.text_codec import JSON, JSON_OR_TEXT, WHOLE, YES_NO, YES_OR_NO, TextCodec

_ROLES = ("user", "assistant")
FORMATS = ("text", "markdown", "json")
_PLACEHOLDER = re.compile(r"\{+(\w+)\}+")
_SETTINGS = ("output_format", "expected_output", "max_tokens", "max_time")
_RESERVED = frozenset(
    {"attachments", "session", "history", *_SETTINGS, "run_response_generation", "criteria", "evolve"}
    | {"identifier", "tasks", "inspectors"}
)
"""Names of inputs that every agent has: a variable that is called so goes by a longer one."""
_BUDGET, _TOOL, _VARIABLE = "budget.", "tools.", "variables."


def _history(text: str) -> Any:
    messages = JSON.parse(text)
    fits = isinstance(messages, list) and all(
        isinstance(one, dict)
        and one.get("role") in ("user", "assistant")
        and isinstance(one.get("content"), str)
        for one in messages
    )
    if not fits:
        raise ValueError('JSON as [{"role": "user", "content": "Hi"}]; the other role is assistant')
    return messages


_HISTORY = TextCodec(JSON.show, _history)


def _is_new(texts: Mapping[str, str]) -> bool:
    """Whether the run is no message of a session, which takes less."""
    return not texts.get("session", "").strip()


_SETTINGS_OF_A_RUN = (
    Field(
        "history",
        "History",
        lines=2,
        codec=_HISTORY,
        help='Earlier messages, as [{"role": "user", "content": "..."}].',
        applies=_is_new,
        heading=MORE,
    ),
    Field("output_format", "Output", options=FORMATS, help="Unset: as the agent is set."),
    Field(
        "expected_output",
        "Output schema",
        lines=2,
        codec=JSON_OR_TEXT,
        help="For json: a JSON schema, or an example.",
    ),
    Field("max_tokens", "Tokens", codec=WHOLE, help="The most tokens that the answer has."),
    Field(
        "max_time",
        "Time",
        codec=DURATION,
        help="As 90 s or 5 min: it ends after that. Unset: after 300 s.",
    ),
    Field("budget.max_cost", "Credits", codec=MONEY, help="The most credits that it may cost."),
    Field(
        "budget.max_duration_seconds",
        "Work time",
        codec=DURATION,
        help="As 90 s or 5 min: the most that it may work for.",
    ),
    Field("budget.max_iterations", "Rounds", codec=WHOLE, help="The most rounds that it may take."),
    Field(
        "run_response_generation",
        "Word the answer",
        codec=YES_OR_NO,
        options=YES_NO,
        help="Whether a last step words the answer.",
    ),
    Field("criteria", "Criteria", lines=2, help="What the answer is judged by."),
    Field("evolve", "Evolve", help="Settings for evolving the agent."),
    Field("identifier", "User", help="Whom it is run for, as the platform counts users."),
    Field("tasks", "Tasks", records=TASKS, help="In place of its own.", applies=_is_new),
    Field("inspectors", "Inspectors", records=INSPECTORS, help="In place of its own.", applies=_is_new),
)
"""What is rarely needed."""


def _options(agent: Any) -> tuple[Field, ...]:
    sessions = Reference(("session",), filters=(("agent", agent.id),) if agent.id else ())
    files = "Files of this machine or URLs, one a line."
    return (
        Field("attachments", "Attachments", lines=2, codec=FILES_OR_URLS, help=files),
        Field("session", "Session", reference=sessions, help="The conversation that it is a message of."),
        *(field._replace(is_advanced=True) for field in _SETTINGS_OF_A_RUN),
    )


def _tool_fields(agent: Any) -> tuple[Field, ...]:
    """What its tools are set to in this run, a field for each of them."""
    names = {id_of(tool): names_in(tool).get(id_of(tool), id_of(tool)) for tool in agent.tools or []}
    return tuple(
        Field(
            f"{_TOOL}{tool_id}",
            f"{cells.clean(name)} inputs",
            lines=2,
            codec=PAIRS,
            help="Of this tool in this run: name: value, one a line.",
            is_advanced=True,
        )
        for tool_id, name in names.items()
        if tool_id
    )


def _variables(agent: Any) -> Sequence[str]:
    text = f"{agent.instructions or ''} {agent.description or ''}"
    return [name for name in dict.fromkeys(_PLACEHOLDER.findall(text)) if name != "query"]


def _key(variable: str) -> str:
    return f"{_VARIABLE}{variable}" if variable in _RESERVED else variable


def agent_inputs(agent: Any) -> tuple[Field, ...]:
    """The query, the variables of the instructions, then what is rarely needed."""
    query = Field(
        "query", "Query", lines=6, required=True, help="What the agent should do.", type_word="text"
    )
    variables = (
        Field(
            _key(name),
            name,
            required=True,  # nothing says what the server does without it
            help="A variable of the instructions.",
            type_word="text",
            applies=_is_new,
        )
        for name in _variables(agent)
    )
    return (query, *variables, *_options(agent), *_tool_fields(agent))


def agent_arguments(agent: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of the SDK's run from the values of the form; what it knows no form for goes as it is."""
    rest = dict(values)
    variables = {name: rest.pop(key) for name in _variables(agent) if (key := _key(name)) in rest}
    settings = {name: rest.pop(name) for name in _SETTINGS if name in rest}
    budget = {name.removeprefix(_BUDGET): rest.pop(name) for name in [*rest] if name.startswith(_BUDGET)}
    tools = [
        {
            "id": name.removeprefix(_TOOL),
            "parameters": [{"name": key, "value": value} for key, value in rest.pop(name).items()],
        }
        for name in [*rest]
        if name.startswith(_TOOL)
    ]
    parts = {"variables": variables, "execution_params": settings, "budget": budget, "tools": tools}
    return {**rest, **{name: part for name, part in parts.items() if part}}
