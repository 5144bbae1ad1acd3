"""What an agent will do: rules over its query, its instructions and its tools."""

import re
from dataclasses import dataclass

from aixtui.sandbox.runs.agent_tools import Tool, every_engine

_QUOTED = re.compile(r"[\"\u201c\u00ab]([^\"\u201d\u00bb]{2,})[\"\u201d\u00bb]", re.DOTALL)
_REFERENCE = re.compile(r"\b(?:it|its|this|that|same|again)\b", re.IGNORECASE)
_LONGEST_DIRECTIVE = 200
_FALLBACK = "sandbox/text-statistics"


@dataclass(frozen=True, slots=True)
class Plan:
    """The text to work on, the tools to use on it in order, and the rule that chose them."""

    text: str
    tools: tuple[Tool, ...]
    reason: str


def plan(query: str, instructions: str, tools: tuple[Tool, ...], *, earlier: str = "") -> Plan:
    """Choose tools: those the query asks for, else those the instructions ask for, else all.

    A short query that names no text, such as `and its tone?`, is about the `earlier` one. An agent without
    tools may use every engine of the sandbox that its words ask for.
    """
    directive, text = split_query(query)
    if earlier and directive == query and _REFERENCE.search(query):
        text = split_query(earlier)[1]
    usable = tools or every_engine()
    for source, words in (("query", directive), ("instructions", instructions)):
        chosen = _asked_for(words, usable)
        if chosen:
            return Plan(text, chosen, f"The {source} asks for {_names(chosen)}.")
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


def _asked_for(words: str, tools: tuple[Tool, ...]) -> tuple[Tool, ...]:
    places = [(_first_mention(words.lower(), tool), tool) for tool in tools]
    mentioned = [(place, tool) for place, tool in places if place is not None]
    return tuple(tool for _, tool in sorted(mentioned, key=lambda pair: pair[0]))


def _first_mention(words: str, tool: Tool) -> int | None:
    found = [match.start() for topic in tool.topics if (match := re.search(rf"\b{re.escape(topic)}", words))]
    return min(found, default=None)


def _names(tools: tuple[Tool, ...]) -> str:
    return ", ".join(dict.fromkeys(tool.name for tool in tools))
