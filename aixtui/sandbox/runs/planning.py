"""What an agent will do: rules over its query, its instructions and its tools."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from aixtui.sandbox.runs.agent_tools import Tool, every_engine
from aixtui.sandbox.runs.tasks import in_order
from aixtui.sandbox.store.document import Doc

_QUOTED = re.compile(r"[\"\u201c\u00ab]([^\"\u201d\u00bb]{2,})[\"\u201d\u00bb]", re.DOTALL)
_REFERENCE = re.compile(r"\b(?:it|its|this|that|same|again)\b", re.IGNORECASE)
_LONGEST_DIRECTIVE = 200
_NO_TASK: Doc = {"dependencies": []}
_FALLBACK = "sandbox/text-statistics"


@dataclass(frozen=True, slots=True)
class Plan:
    """The text to work on, the tools to use on it in order, and the rule that chose them."""

    text: str
    tools: tuple[Tool, ...]
    reason: str

    def told(self, agent: Doc) -> list[Doc]:
        """The plan as the planner puts it out: one entry for each use of a tool."""
        return [
            {
                "step_id": f"{agent['id']}-{number}",
                "name": tool.task["name"] if tool.task else tool.name,
                "description": f"Run {tool.name} on the text.",
                "agent": agent["name"],
                "expectedOutput": (tool.task.get("expectedOutput") if tool.task else None) or "",
                "dependencies": [{"name": name} for name in (tool.task or _NO_TASK)["dependencies"]],
            }
            for number, tool in enumerate(self.tools, start=1)
        ]


def plan(
    query: str, instructions: str, tools: tuple[Tool, ...], *, tasks: Iterable[Doc] = (), earlier: str = ""
) -> Plan:
    """Choose tools: those the tasks ask for, in their order, else those the query asks for, else those the
    instructions ask for, else all.

    A short query that names no text, such as `and its tone?`, is about the `earlier` one. An agent without
    tools may use every engine of the sandbox that its words ask for.
    """
    directive, text = split_query(query)
    if earlier and directive == query and _REFERENCE.search(query):
        text = split_query(earlier)[1]
    usable = tools or every_engine()
    for_tasks = _for_tasks(tasks, usable)
    if for_tasks:
        return Plan(text, for_tasks, f"The tasks ask for {_names(for_tasks)}.")
    for source, words in (("query", directive), ("instructions", instructions)):
        chosen = _asked_for(words, usable)
        if chosen:
            verb = "asks" if source == "query" else "ask"
            return Plan(text, chosen, f"The {source} {verb} for {_names(chosen)}.")
    if tools:
        return Plan(text, tools, f"Nothing asks for a single tool, so all are used: {_names(tools)}.")
    fallback = tuple(tool for tool in usable if tool.id == _FALLBACK)
    return Plan(text, fallback, "Nothing asks for a tool, so the text is measured.")


def split_query(query: str) -> tuple[str, str]:
    """A query taken apart: what to do, and the text to do it to.

    `What tone has this: ...` and `... "..."` name their text; any other query is text itself, and asks for
    something only when it is short.
    """
    quoted = _QUOTED.search(query)
    if quoted:
        return query.replace(quoted[0], " "), quoted[1]
    directive, colon, text = query.partition(":")
    if colon and text.strip() and len(directive) <= _LONGEST_DIRECTIVE and "\n" not in directive:
        return directive, text.strip()
    return (query if len(query) <= _LONGEST_DIRECTIVE else ""), query


def _for_tasks(tasks: Iterable[Doc], tools: tuple[Tool, ...]) -> tuple[Tool, ...]:
    return tuple(
        replace(tool, task=task)
        for task in in_order(tasks)
        for tool in _asked_for(f"{task['name']} {task.get('description') or ''}", tools)
    )


def _asked_for(words: str, tools: tuple[Tool, ...]) -> tuple[Tool, ...]:
    places = [(_first_mention(words.lower(), tool), tool) for tool in tools]
    mentioned = [(place, tool) for place, tool in places if place is not None]
    return tuple(tool for _, tool in sorted(mentioned, key=lambda pair: pair[0]))


def _first_mention(words: str, tool: Tool) -> int | None:
    found = [match.start() for topic in tool.topics if (match := re.search(rf"\b{re.escape(topic)}", words))]
    return min(found, default=None)


def _names(tools: tuple[Tool, ...]) -> str:
    return ", ".join(dict.fromkeys(tool.name for tool in tools))
