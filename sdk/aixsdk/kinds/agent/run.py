"""The body of an agent's run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ...exceptions import InputError
from ...resource import BaseRunParams
from ..runnable_asset import RunnableAsset
from .document import AgentDocument
from .parts import named_values, output_form

MAX_TIME = 300
"""Seconds a run may take on the platform, unless the caller says otherwise."""

_RENAMED = {
    "output_format": "outputFormat",
    "max_tokens": "maxTokens",
    "max_time": "maxTime",
    "expected_output": "expectedOutput",
    "context_overflow_strategy": "contextOverflowStrategy",
}
_HANDLED = ("files", "query", "variables", "execution_params", "run_response_generation", "text")


class AgentRunParams(BaseRunParams, total=False):
    """What the run of an agent takes besides its query."""

    variables: dict[str, Any]
    """Values of the {placeholders} in instructions and description."""
    history: list[dict[str, Any]]
    """Earlier messages: {role: user or assistant, content}."""
    attachments: list[Any]
    """Files: URLs, paths on this machine (uploaded first), or {url, name, type, mimeType}."""
    files: list[Any]
    """The same as `attachments`, after them."""
    prompt: str
    content: Any
    execution_params: dict[str, Any]
    """Settings of this run: output_format, max_tokens, max_time (seconds), expected_output and others."""
    run_response_generation: bool
    """Whether a last step words the answer."""
    criteria: str
    evolve: str
    tasks: list[dict[str, Any]]
    inspectors: list[dict[str, Any]]
    tools: list[dict[str, Any]]
    """Settings of tools for this run: {id, parameters: [{name, value}]}."""


def run_payload(agent: AgentDocument, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The body: the query with its variables, settings completed by the agent's, the rest as given."""
    payload: dict[str, Any] = {
        "id": agent.id,
        "executionParams": _execution(agent, inputs.get("execution_params") or {}),
        "runResponseGeneration": bool(inputs.get("run_response_generation")),
        "metaData": {"userAgent": "aixsdk"},
    }
    query = _query(inputs)
    if query is not None:
        payload["query"] = query
    payload |= {name: value for name, value in inputs.items() if name not in _HANDLED and value is not None}
    tools = _tools(agent, payload.pop("tools", []))
    if tools:
        payload["tools"] = tools
    roles = {"llm": agent.llm, "supervisor": agent.supervisor, "planner": agent.planner}
    roles["responder"] = agent.response_generator
    settings = {name: named_values(role.parameters) for name, role in roles.items() if role is not None}
    settings = {name: values for name, values in settings.items() if values}
    if settings:
        payload["modelParameters"] = settings
    return payload


def _tools(agent: AgentDocument, given: list[Any]) -> list[Any]:
    """Settings of tools for this run: those given, then those of the agent's tools in this process."""
    known = {tool.get("id") for tool in given if isinstance(tool, Mapping)}
    parts = [part for part in agent.tools or [] if isinstance(part, RunnableAsset) and part.id not in known]
    own = [{"id": part.id, "parameters": part.overrides()} for part in parts]
    return [*given, *(tool for tool in own if tool["parameters"])]


def check_history(history: Any) -> None:
    """Raise InputError, naming the entry, unless it is a list of {role: user or assistant, content: text}."""
    if not isinstance(history, list):
        raise InputError("History must be a list of messages.")
    for place, message in enumerate(history):
        role = message.get("role") if isinstance(message, Mapping) else None
        if role not in ("user", "assistant") or not isinstance(message.get("content"), str):
            raise InputError(f"History entry {place} needs a role (user or assistant) and a text as content.")


def _query(inputs: Mapping[str, Any]) -> dict[str, Any] | None:
    query = inputs.get("query")
    query = inputs.get("text") if query is None else query
    if query is None:
        return None
    variables = inputs.get("variables") or {}
    return {**query, **variables} if isinstance(query, Mapping) else {"input": query, **variables}


def _execution(agent: AgentDocument, given: Mapping[str, Any]) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "outputFormat": agent.output_format or "text",
        "maxTokens": agent.max_tokens,
        "maxTime": MAX_TIME,
        "contextOverflowStrategy": agent.context_overflow_strategy,
        "expectedOutput": _expected(agent.expected_output),
    }
    return settings | settings_of(given, budget=agent.budget.payload() if agent.budget else {})


def settings_of(
    given: Mapping[str, Any], *, keep: tuple[str, ...] = (), budget: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Settings by their names on the wire, but those to `keep`.

    A `budget` among them changes the one there is; a number of rounds beside it, as it was said once, only
    completes it.
    """
    names = {name: key for name, key in _RENAMED.items() if name not in keep}
    found = {names.get(name, name): value for name, value in given.items()}
    if "expectedOutput" in found:
        found["expectedOutput"] = _expected(found["expectedOutput"])
    rounds = [found.pop(name, None) for name in ("maxIterations", "max_iterations")]
    limit = next((number for number in rounds if number is not None), None)
    legacy = {} if limit is None else {"maxIterations": limit}
    whole = {**legacy, **(budget or {}), **(found.pop("budget", None) or {})}
    return {**found, "budget": whole} if whole else found


def _expected(value: Any) -> Any:
    value = output_form(value)
    return json.dumps(value) if isinstance(value, dict | list) else value or None
