"""Actions of a tool or an integration by name, each with the values to run it with."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..exceptions import InputError
from .action_specs import ActionSpec
from .inputs import Inputs
from .toolable import ParameterDefinition


class Action:
    """One thing that can be done. Changing its `inputs` changes later runs through this object."""

    def __init__(self, spec: ActionSpec, inputs: Inputs | None = None) -> None:
        """With the inputs of the spec, where none are given."""
        self.spec = spec
        self._inputs = Inputs.from_action_input_specs(spec.inputs or []) if inputs is None else inputs

    @property
    def inputs(self) -> Inputs:
        """Values to run it with."""
        return self._inputs

    @property
    def name(self) -> str:
        """The name it is run by."""
        return self.spec.key

    @property
    def description(self) -> str | None:
        """What it does."""
        return self.spec.description

    def __repr__(self) -> str:
        return f"Action(name={self.name!r}, inputs={self.inputs!r})"

    def as_setting(self) -> ParameterDefinition:
        """What an agent stores of it."""
        return {
            "code": self.spec.slug or self.name,
            "name": self.name,
            "description": self.description or "",
            "inputs": {
                spec.code: spec.as_setting(self.inputs[spec.code].value)
                for spec in self.spec.inputs or []
                if spec.code
            },
        }


class Actions:
    """Actions by name, whatever its case; asked for when first needed."""

    def __init__(
        self,
        names: Callable[[str | None], list[ActionSpec]],
        details: Callable[[tuple[str, ...], str | None], list[Action]],
    ) -> None:
        self._names = names
        self._details = details
        self._listed: list[ActionSpec] | None = None
        self._detailed: dict[str, Action] = {}

    def listed(self, *, api_key: str | None = None) -> list[ActionSpec]:
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
        return [self._detailed.setdefault(action.name.lower(), action) for action in every]

    def __iter__(self) -> Iterator[str]:
        return iter([spec.key for spec in self.listed()])

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
            actions = self._details((name,), api_key)
            named = (one for one in actions if key in (one.name.lower(), (one.spec.slug or "").lower()))
            action = next(named, None)
            if action is None:
                raise InputError(f"Action '{name}' not found.")
            self._detailed[key] = action
        return self._detailed[key]

    def refresh(self) -> None:
        """Forget what the platform said; it is asked again when needed."""
        self._listed = None
        self._detailed = {}
