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
    marked_rows: tuple[Row, ...] = ()
    kind: Kind | None = AGENT
    filters: tuple[tuple[str, str], ...] = ()
    capabilities: frozenset[str] | None = frozenset({"save", "clone", "create", "delete", "run"})
    saved_resources: list[Any] = field(default_factory=list)
    deleted_ids: list[tuple[str, ...]] = field(default_factory=list)
    refresh_count: int = 0

    def reason_against(self, capability: str) -> str:
        return f"Cannot {capability}."

    def on_saved(self, kind: Kind, resource: Any) -> None:
        assert kind is self.kind
        self.saved_resources.append(resource)

    def on_deleted(self, kind: Kind, row_ids: Sequence[str] = ()) -> None:
        assert kind is AGENT
        self.deleted_ids.append(tuple(row_ids))

    def refresh(self) -> None:
        self.refresh_count += 1
