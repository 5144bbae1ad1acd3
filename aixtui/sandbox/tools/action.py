"""What a tool can do: named actions with typed inputs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from aixtui.sandbox.engines.engine import Job
from aixtui.sandbox.store.document import Doc

Config: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ActionInput:
    """One input; `datatype` is string, integer, number, boolean, array, object, or file: its address."""

    code: str
    datatype: str = "string"
    required: bool = False
    default: object = None
    options: tuple[str, ...] = ()
    description: str = ""

    def document(self) -> Doc:
        """The input as the wire shows it."""
        return {
            "name": self.code,
            "code": self.code,
            "datatype": self.datatype,
            "required": self.required,
            "fixed": False,
            "allowMulti": False,
            "supportsVariables": False,
            "value": [],
            "availableOptions": list(self.options),
            "defaultValue": [] if self.default is None else [self.default],
            "description": self.description,
        }


@dataclass(frozen=True, slots=True)
class Call:
    """One use of an action: its checked inputs, and the connection it goes through."""

    inputs: Doc
    asset_id: str
    config: Config
    job: Job


@dataclass(frozen=True, slots=True)
class Action:
    """Something a tool does. Without `perform` it is done on the live platform only."""

    name: str
    description: str
    inputs: tuple[ActionInput, ...] = ()
    perform: Callable[[Call], object] | None = None
    topics: tuple[str, ...] = ()

    def document(self, *, with_inputs: bool = False) -> Doc:
        """The action as the wire shows it."""
        document: Doc = {
            "name": self.name,
            "displayName": self.name.replace("_", " ").capitalize(),
            "slug": self.name,
            "description": self.description,
        }
        if with_inputs:
            document["inputs"] = [item.document() for item in self.inputs]
        return document


def _accept(_config: Config) -> None:
    """Any connection will do."""


@dataclass(frozen=True, slots=True)
class Toolbox:
    """The actions of a tool, which may depend on how it was connected.

    `check` raises `EngineError` when a connection cannot be made so; `keeps` are the configuration values
    that are stored, which secrets of live services are not.
    """

    name: str
    actions: Callable[[Config], tuple[Action, ...]]
    check: Callable[[Config], None] = _accept
    keeps: tuple[str, ...] = field(default=())


def find_action(actions: tuple[Action, ...], name: str) -> Action | None:
    """An action by its name, whatever the case."""
    return next((action for action in actions if action.name.lower() == name.lower()), None)
