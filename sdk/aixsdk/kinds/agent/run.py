"""The body of an agent's run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypedDict

from ...exceptions import InputError
from ...resource import BaseRunParams
from ..budget import Budget, budget_of
from ..inspector import Inspector
from ..run_settings import expected_text, output_form, settings_of
from ..runnable_asset import RunnableAsset
from ..session import Session
from .document import AgentDocument
from .entries import inspector_document
from .parts import Task, role_state

MAX_TIME = 300
"""Seconds a run may take on the platform, unless the caller says otherwise."""

_HANDLED = ("files", "query", "variables", "execution_params", "run_response_generation", "text", "budget")


class ConversationMessage(TypedDict):
    """One earlier message."""

    role: Literal["user", "assistant"]
    content: str


class AgentRunParams(BaseRunParams, total=False):
    """What the run of an agent takes."""

    query: Any
    """The question: a text, or an object of several inputs. It may also stand alone."""
    session: Session | str | None
    """The conversation, or its id, that the question is the next message of."""
    variables: dict[str, Any]
    """Values of the {placeholders} in instructions and description."""
    history: Sequence[ConversationMessage]
    allow_history_and_session_id: bool
    """Whether a history may come beside a `session_id`."""
    budget: Budget | dict[str, Any]
    """Limits of this run, over those of the agent."""
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
    tasks: Sequence[Task | dict[str, Any]]
    inspectors: Sequence[Inspector | dict[str, Any]]
    tools: Sequence[RunnableAsset | dict[str, Any]]
    """Settings of tools for this run: {id, parameters: [{name, value}]}, or tools as they are set."""


def run_payload(agent: AgentDocument, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The body: the query with its variables, settings completed by the agent's, the rest as given."""
    payload: dict[str, Any] = {
        "id": agent.id,
        "executionParams": _execution(agent, execution_params(inputs)),
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
    settings = {name: (role_state(role) or {}).get("parameters") for name, role in roles.items()}
    settings = {name: values for name, values in settings.items() if values}
    if settings:
        payload["modelParameters"] = settings
    return payload


def _tools(agent: AgentDocument, given: list[Any]) -> list[Any]:
    """Settings of tools for this run: those given, then those of the agent's tools in this process."""
    known = {tool.get("id") for tool in given if isinstance(tool, Mapping)}
    parts = [part for part in agent.tools or [] if isinstance(part, RunnableAsset) and part.id not in known]
    own = [_tool_settings(part) for part in parts]
    return [*given, *(tool for tool in own if tool["parameters"])]


def _tool_settings(tool: RunnableAsset) -> dict[str, Any]:
    return {"id": tool.id, "parameters": tool.overrides()}


def part_documents(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs of a run with the parts of an agent among them as the platform takes them."""
    documents = dict(inputs)
    for name in ("tasks", "inspectors", "tools"):
        if isinstance(inputs.get(name), list | tuple):
            documents[name] = [_part(one) for one in inputs[name]]
    settings = inputs.get("execution_params")
    if isinstance(settings, Mapping) and "expected_output" in settings:
        expected = output_form(settings["expected_output"])
        documents["execution_params"] = {**settings, "expected_output": expected}
    return documents


def _part(value: Any) -> Any:
    if isinstance(value, Task):
        return value.payload()
    return _tool_settings(value) if isinstance(value, RunnableAsset) else inspector_document(value)


def execution_params(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a run, the budget that stands beside them among them."""
    given = dict(inputs.get("execution_params") or {})
    if inputs.get("budget") is not None:
        inner = budget_of(given.get("budget")).payload()
        given["budget"] = {**inner, **budget_of(inputs["budget"]).payload()}
    return given


def validate_history(history: Any) -> None:
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
        "expectedOutput": expected_text(agent.expected_output),
    }
    return settings | settings_of(given, budget=agent.budget.payload() if agent.budget else {})
