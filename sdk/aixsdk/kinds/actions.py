"""Actions of a tool or an integration: what it can be told to do, and with which inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ..exceptions import InputError
from ..resource.fields import CAMEL, json_field
from .inputs import Input, Inputs
from .toolable import ParameterDefinition, ParameterInput

_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}


@dataclass
class ActionInput:
    """One input of an action."""

    dataclass_json_config: ClassVar[dict[str, Any]] = CAMEL

    name: str | None = None
    code: str | None = None
    """Its name in a run; the name in lower case with underscores when the platform gives none."""
    value: list[Any] | None = None
    available_options: list[Any] | None = None
    datatype: str | None = "string"
    """string, integer, number, boolean, array or object."""
    allow_multi: bool | None = False
    supports_variables: bool | None = False
    default_value: list[Any] | None = None
    required: bool | None = False
    fixed: bool | None = False
    description: str | None = None

    def __post_init__(self) -> None:
        if not self.code and self.name:
            self.code = self.name.lower().replace(" ", "_")

    @property
    def default(self) -> Any:
        """The first default value; None without one."""
        first = self.default_value[0] if self.default_value else None
        return first.get("value") if isinstance(first, Mapping) else first

    def as_input(self) -> Input:
        """The input to run with, under its code."""
        return Input(
            self.code or "",
            bool(self.required),
            self.datatype,
            self.description,
            self.default,
            lambda value: _check(self, value),
        )

    def as_setting(self, value: Any) -> ParameterInput:
        """What an agent stores of it, when it has this value."""
        return {
            "name": self.name,
            "value": value,
            "required": bool(self.required),
            "datatype": self.datatype,
            "allow_multi": bool(self.allow_multi),
            "supports_variables": bool(self.supports_variables),
            "fixed": bool(self.fixed),
            "description": self.description or "",
        }


@dataclass
class Action:
    """One thing that can be done. `inputs` is None until the platform has been asked for them."""

    dataclass_json_config: ClassVar[dict[str, Any]] = CAMEL

    name: str | None = None
    description: str | None = None
    display_name: str | None = None
    slug: str | None = None
    available_versions: list[Any] | None = json_field("available_versions")
    version: str | None = None
    toolkit: Any = None
    input_parameters: Any = json_field("input_parameters")
    output_parameters: Any = json_field("output_parameters")
    scopes: list[Any] | None = None
    tags: list[Any] | None = None
    no_auth: bool | None = json_field("no_auth")
    deprecated: Any = None
    input_specs: list[ActionInput] | None = json_field("inputs")
    _inputs: Inputs | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def key(self) -> str:
        """The name it is run by."""
        return self.name or self.slug or ""

    @property
    def inputs(self) -> Inputs:
        """Values to run it with; changing them changes later runs through this object."""
        if self._inputs is None:
            self._inputs = Inputs(spec.as_input() for spec in self.input_specs or [])
        return self._inputs

    @inputs.setter
    def inputs(self, inputs: Inputs) -> None:
        self._inputs = inputs

    def as_setting(self) -> ParameterDefinition:
        """What an agent stores of it."""
        return {
            "code": self.slug or self.key,
            "name": self.key,
            "description": self.description or "",
            "inputs": {
                spec.code: spec.as_setting(self.inputs[spec.code].value)
                for spec in self.input_specs or []
                if spec.code
            },
        }


class Actions:
    """Actions by name, whatever its case; asked for when first needed."""

    def __init__(
        self,
        names: Callable[[str | None], list[Action]],
        details: Callable[[tuple[str, ...], str | None], list[Action]],
    ) -> None:
        self._names = names
        self._details = details
        self._listed: list[Action] | None = None
        self._detailed: dict[str, Action] = {}

    def listed(self, *, api_key: str | None = None) -> list[Action]:
        """All actions as the platform lists them, usually without their inputs."""
        if self._listed is None:
            self._listed = self._names(api_key)
        return self._listed

    def detailed(self, *names: str, api_key: str | None = None) -> list[Action]:
        """Actions with their inputs; without names all that there are, asked for at once.

        Raises InputError for a name that is none.
        """
        if names:
            return [self._detail(name, api_key) for name in names]
        every = self._details((), api_key)
        return [self._detailed.setdefault(action.key.lower(), action) for action in every]

    def __iter__(self) -> Iterator[str]:
        return iter([action.key for action in self.listed()])

    def __len__(self) -> int:
        return len(self.listed())

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in {key.lower() for key in self}

    def __getitem__(self, name: str) -> Action:
        """The action with its inputs. Raises InputError for a name that is none."""
        return self._detail(name, None)

    def __getattr__(self, name: str) -> Action:
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def __repr__(self) -> str:
        return f"Actions({'not asked for yet' if self._listed is None else list(self)})"

    def known(self) -> list[Action]:
        """Those whose inputs were asked for so far."""
        return list(self._detailed.values())

    def _detail(self, name: str, api_key: str | None) -> Action:
        key = name.lower()
        if key not in self._detailed:
            found = self._details((name,), api_key)
            named = (action for action in found if key in (action.key.lower(), (action.slug or "").lower()))
            action = next(named, None)
            if action is None:
                raise InputError(f"Action '{name}' not found.")
            self._detailed[key] = action
        return self._detailed[key]

    def refresh(self) -> None:
        """Forget what the platform said; it is asked again when needed."""
        self._listed = None
        self._detailed = {}

    def set_inputs(self, values: Mapping[str, Mapping[str, Any]]) -> None:
        """Set inputs of several actions: {action: {input: value}}."""
        for name, inputs in values.items():
            if not isinstance(inputs, Mapping):
                raise InputError(f"Inputs of the action '{name}' must be a dictionary.")
            self[name].inputs.update(inputs)


def _check(spec: ActionInput, value: Any) -> None:
    wanted = _TYPES.get(spec.datatype or "")
    wrong = wanted is not None and not isinstance(value, wanted)
    # Python counts True as a number; nobody who fills in a number means it.
    if wrong or (isinstance(value, bool) and spec.datatype in ("integer", "number")):
        raise InputError(f"Input '{spec.name}' must be {spec.datatype}, not {type(value).__name__}.")
