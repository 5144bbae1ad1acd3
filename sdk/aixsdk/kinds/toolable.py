"""What agents can be given as tools, and what they store of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, NotRequired, TypedDict


class ParameterInput(TypedDict):
    """A value that a tool is given, and what the platform says of it."""

    name: str | None
    value: Any
    required: bool
    datatype: str | None
    allow_multi: bool
    supports_variables: bool
    fixed: bool
    description: str


class ParameterDefinition(TypedDict):
    """One action of a tool; its inputs by their codes."""

    code: str
    name: str
    description: str
    inputs: dict[str, ParameterInput]


class ToolDict(TypedDict):
    """A tool as an agent stores it."""

    id: str | None
    name: str | None
    description: str
    supplier: str
    parameters: list[ParameterInput] | list[ParameterDefinition]
    function: str | None
    type: str
    """model or tool."""
    version: str | None
    asset_id: str | None
    actions: NotRequired[list[str]]
    """The actions of a tool that the agent may take."""


PLATFORM_SUPPLIER = "aixplain"


class ToolableMixin(ABC):
    """Can be a tool of an agent."""

    @abstractmethod
    def as_tool(self, *, api_key: str | None = None) -> ToolDict:
        """What the agent stores of it; `api_key` is for what has to be asked."""


_WIRE = {"asset_id": "assetId", "allow_multi": "allowMulti", "supports_variables": "supportsVariables"}


def tool_document(tool: ToolDict) -> dict[str, Any]:
    """The tool as it is sent."""
    return {**_renamed(tool), "parameters": [parameter_document(one) for one in tool["parameters"]]}


def parameter_document(parameter: ParameterInput | ParameterDefinition) -> dict[str, Any]:
    """A parameter, or an action with its inputs, as it is sent."""
    document = _renamed(parameter)
    if "inputs" in document:
        document["inputs"] = {code: _renamed(value) for code, value in document["inputs"].items()}
    return document


def _renamed(found: Any) -> dict[str, Any]:
    return {_WIRE.get(key, key): value for key, value in found.items()}
