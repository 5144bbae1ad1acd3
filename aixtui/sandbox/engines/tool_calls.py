"""A call of one of the tools that a chat offers, by the words that it shares with the prompt."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from aixtui.sandbox.engines.engine import EngineError
from aixtui.sandbox.engines.topics import topics
from aixtui.sandbox.store.document import Doc, part

_ENOUGH = 2
"""A word of a tool's name counts 2, one of its description 1."""
_NUMBER = re.compile(r"(?<![\w.])[-+]?\d{1,15}(?:\.\d{1,15})?(?!\d)")
_QUOTED = re.compile(r"[\"\u201c\u00ab]([^\"\u201d\u00bb]+)[\"\u201d\u00bb]")
_NAME = re.compile(r"(?<=[^.!?:\s] )[A-Z][\w'-]*(?: [A-Z][\w'-]*)*")
_PROSE = ("text", "query", "question", "prompt", "input", "message", "content", "expression", "q")


@dataclass(frozen=True, slots=True)
class Function:
    """A tool that may be called, as chat completions describe it."""

    name: str
    description: str
    parameters: Mapping[str, Any]

    def shares(self, prompt: str) -> int:
        """How much of what the prompt is about the tool is about too."""
        asked = set(topics(prompt))
        named = asked & set(topics(self.name))
        return _ENOUGH * len(named) + len((asked & set(topics(self.description))) - named)

    def arguments(self, prompt: str) -> Doc:
        """Its required inputs, and the choices that the prompt names.

        What the prompt has nothing for is left out.
        """
        properties, required = self.parameters.get("properties"), _list(self.parameters.get("required"))
        found = _Finds(prompt)
        values: Doc = {}
        for name, schema in properties.items() if isinstance(properties, dict) else ():
            schema = schema if isinstance(schema, dict) else {}
            value = found.value(name, schema) if name in required else found.named(schema)
            if value is not None:
                values[name] = value
        return values


class _Finds:
    """What a prompt has for inputs: each number, quoted text and name is used once."""

    def __init__(self, prompt: str) -> None:
        directive, colon, rest = prompt.partition(":")
        self._prompt = prompt
        self._rest = rest.strip() if colon and rest.strip() else prompt.strip()
        self._numbers: Iterator[str] = iter(_NUMBER.findall(prompt))
        self._quoted: Iterator[str] = iter(_QUOTED.findall(prompt))
        self._names: Iterator[str] = iter(_NAME.findall(directive))

    def named(self, schema: Doc) -> Any:
        """The choice of an input that the prompt names; None without one."""
        text = self._prompt.casefold()
        return next((one for one in _list(schema.get("enum")) if str(one).casefold() in text), None)

    def value(self, name: str, schema: Doc) -> Any:
        """What an input gets; None when the prompt has nothing for it."""
        if choices := _list(schema.get("enum")):
            return self.named(schema) or schema.get("default", choices[0])
        types = schema.get("type")
        match next((one for one in _list(types) if one != "null"), types):
            case "integer" | "number" as kind:
                number = float(next(self._numbers, "nan"))
                if math.isnan(number):
                    return schema.get("default")
                return int(number) if kind == "integer" or number.is_integer() else number
            case "boolean":
                return schema.get("default", True)
            case "array":
                items = schema.get("items")
                item = self.value(name, items if isinstance(items, dict) else {})
                return [] if item is None else [item]
            case "object":
                return {}
        if "default" in schema:
            return schema["default"]
        text = next(self._quoted, None)
        return text or (name not in _PROSE and next(self._names, None)) or self._rest


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def functions(tools: object) -> list[Function]:
    """The tools that a chat offers.

    Raises:
        EngineError: they are not described as chat completions do.
    """
    found = []
    for tool in tools if isinstance(tools, list) else [tools] if tools else []:
        told = tool if isinstance(tool, Mapping) else {}
        name, description, parameters = (
            part(told, "function", key) for key in ("name", "description", "parameters")
        )
        if not isinstance(name, str) or not name:
            raise EngineError(
                'Each of tools must be {"type": "function", "function": {"name": ..., "parameters": ...}}.'
            )
        found.append(
            Function(name, str(description or ""), parameters if isinstance(parameters, dict) else {})
        )
    return found


def find_call(tools: object, choice: object, prompt: str) -> Doc | None:
    """The call that a prompt asks for, under `tool_choice`; None for none.

    Raises:
        EngineError: the tools or the choice cannot be understood.
    """
    offered = functions(tools)
    if choice == "none" or not offered:
        return None
    if isinstance(choice, Mapping):
        name = part(choice, "function", "name")
        named = next((one for one in offered if one.name == name), None)
        if named is None:
            raise EngineError(f"tool_choice names {name!r}, which is none of the tools.")
        return _call(named, prompt)
    if choice not in (None, "", "auto", "required"):
        raise EngineError("tool_choice must be auto, none, required or an object that names a function.")
    best = max(offered, key=lambda one: one.shares(prompt))
    return _call(best, prompt) if choice == "required" or best.shares(prompt) >= _ENOUGH else None


def _call(function: Function, prompt: str) -> Doc:
    arguments = json.dumps(function.arguments(prompt), ensure_ascii=False)
    said = {"name": function.name, "arguments": arguments}
    return {"id": f"call_{uuid4().hex[:12]}", "type": "function", "function": said}
