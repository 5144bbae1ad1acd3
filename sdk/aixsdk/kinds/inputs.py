"""Values to run with: one for each input, by name, starting from the defaults."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Self

from ..exceptions import InputError
from . import action_specs, parameters
from .action_specs import ActionInputSpec
from .parameters import Parameter


@dataclass(eq=False)
class Input:
    """One input and its present value. It equals what its value equals."""

    name: str
    required: bool = False
    type: str | None = None
    description: str | None = None
    default: Any = None
    check: Callable[[Any], None] | None = None
    """Raises ValueError for a value that does not fit; None is always allowed."""
    _value: Any = None

    def __post_init__(self) -> None:
        self._value = self.default

    @classmethod
    def from_action_input_spec(cls, spec: ActionInputSpec) -> Self:
        """The input of an action, under its code."""
        check = partial(action_specs.check_value, spec)
        return cls(spec.code or "", bool(spec.required), spec.datatype, spec.description, spec.default, check)

    @classmethod
    def from_parameter(cls, param: Parameter) -> Self:
        """The input of a model."""
        check = partial(parameters.check_value, param)
        name, required = param.name or "", bool(param.required)
        return cls(name, required, param.data_type, param.description, param.default, check)

    @property
    def value(self) -> Any:
        """The present value."""
        return self._value

    @value.setter
    def value(self, value: Any) -> None:
        if value is not None and self.check is not None:
            self.check(value)
        self._value = value

    def reset(self, default: Any = None) -> None:
        """Go back to the default, or to another one, whatever it is."""
        self._value = self.default if default is None else default

    def __eq__(self, other: object) -> bool:
        return bool(self._value == (other.value if isinstance(other, Input) else other))

    __hash__ = None  # type: ignore[assignment]


class Inputs:
    """Inputs by name, as items or attributes; assigning sets the value, after a check of its type."""

    _inputs: dict[str, Input]

    def __init__(self, inputs: Iterable[Input]) -> None:
        vars(self)["_inputs"] = {found.name: found for found in inputs}

    @classmethod
    def from_action_input_specs(cls, specs: Iterable[ActionInputSpec]) -> Self:
        """The inputs of an action, with their defaults."""
        return cls(Input.from_action_input_spec(spec) for spec in specs)

    @classmethod
    def from_parameters(cls, params: Iterable[Parameter]) -> Self:
        """The inputs of a model, with their defaults; those without a name cannot be given."""
        return cls(Input.from_parameter(param) for param in params if param.name is not None)

    def __getitem__(self, name: str) -> Input:
        try:
            return self._inputs[name]
        except KeyError:
            raise KeyError(f"Input '{name}' not found") from None

    def __setitem__(self, name: str, value: Any) -> None:
        self[name].value = value

    def __getattr__(self, name: str) -> Input:
        try:
            return vars(self)["_inputs"][name]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(f"Input '{name}' not found") from None

    def __setattr__(self, name: str, value: Any) -> None:
        getattr(self, name).value = value

    def __iter__(self) -> Iterator[str]:
        return iter(self._inputs)

    def __len__(self) -> int:
        return len(self._inputs)

    def __contains__(self, name: object) -> bool:
        return name in self._inputs

    def __repr__(self) -> str:
        return f"Inputs({self.copy()!r})"

    def keys(self) -> list[str]:
        """The names."""
        return list(self._inputs)

    def values(self) -> list[Any]:
        """The present values."""
        return [found.value for found in self._inputs.values()]

    def items(self) -> list[tuple[str, Any]]:
        """Names with present values."""
        return list(self.copy().items())

    def copy(self) -> dict[str, Any]:
        """A dictionary of the present values."""
        return {name: found.value for name, found in self._inputs.items()}

    def as_list(self) -> list[dict[str, Any]]:
        """What is set, as {name, value}."""
        return [{"name": name, "value": value} for name, value in self.items() if value is not None]

    def get(self, key: str, default: Any = None) -> Any:
        """The input, or `default`."""
        return self._inputs.get(key, default)

    def update(self, values: Mapping[str, Any] | None = None, /, **more: Any) -> None:
        """Set several; KeyError for a name that is none."""
        for name, value in {**(values or {}), **more}.items():
            self[name] = value

    def reset(self, key: str | None = None) -> None:
        """Go back to the default of one input, or of all."""
        for found in [self[key]] if key is not None else self._inputs.values():
            found.reset()

    def validate(self, data: Mapping[str, Any] | None = None) -> None:
        """Raise InputError naming what a run with the present values, overridden by `data`, would lack."""
        values = {**self.copy(), **(data or {})}
        missing = [name for name in self.required if values.get(name) is None]
        if missing:
            problems = "; ".join(f"Required input '{name}' is missing" for name in missing)
            raise InputError(f"Parameter validation failed: {problems}")

    @property
    def required(self) -> list[str]:
        """Names of those that a run needs."""
        return [name for name, found in self._inputs.items() if found.required]
