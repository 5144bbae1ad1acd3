"""What was typed for runs in this sitting: kept in memory alone, so that it may hold secrets."""

from collections.abc import Mapping
from typing import NamedTuple


class TypedInputs(NamedTuple):
    """The texts of a form that was left, by the names of its inputs."""

    texts: Mapping[str, str]
    action: str = ""
    """What was to be done, where a resource is run action by action."""


class TypedByResource:
    """Knows a resource by its workspace, kind and id."""

    def __init__(self) -> None:
        self._typed: dict[tuple[str, str, str], TypedInputs] = {}

    def keep(self, workspace: str, kind: str, resource_id: str, typed: TypedInputs) -> None:
        """Keep what was typed, in place of what was typed before."""
        self._typed[workspace, kind, resource_id] = typed

    def of(self, workspace: str, kind: str, resource_id: str) -> TypedInputs | None:
        """What was typed last; None where nothing was."""
        return self._typed.get((workspace, kind, resource_id))
