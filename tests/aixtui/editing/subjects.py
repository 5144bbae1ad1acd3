"""A subject of actions that notes what it is told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from aixtui.kinds.agent import AGENT
from aixtui.kindspec.kind import Kind
from aixtui.workspace.rows import Row


@dataclass
class NotingSubject:
    """One agent, or those that are marked."""

    resource: Any = None
    marked: tuple[Row, ...] = ()
    kind: Kind | None = AGENT
    capabilities: frozenset[str] | None = frozenset({"save", "clone", "create", "delete", "run"})
    came: list[Any] = field(default_factory=list)
    went: list[tuple[str, ...]] = field(default_factory=list)
    refreshed: int = 0

    def missing(self, capability: str) -> str:
        return f"Cannot {capability}."

    def appeared(self, kind: Kind, resource: Any) -> None:
        assert kind is AGENT
        self.came.append(resource)

    def vanished(self, kind: Kind, row_ids: Sequence[str] = ()) -> None:
        assert kind is AGENT
        self.went.append(tuple(row_ids))

    def refresh(self) -> None:
        self.refreshed += 1
