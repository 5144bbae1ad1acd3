"""The one agent of a sequence as the server has it, counted by its name."""

import time
from collections.abc import Mapping
from typing import Any

from aixtui.kinds.agent import AGENT
from aixtui.kindspec.fields import is_same_value, text_of
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import WorkspaceGateway

FIELDS = {field.name: field for field in AGENT.fields}
_SECONDS = 1.0
"""In which arrives what a process that is gone has sent, if ever: the server may see its end first."""


class Agents:
    """All that have this name, which is one at most."""

    def __init__(self, gateway: WorkspaceGateway, name: str) -> None:
        self._gateway, self.name = gateway, name

    def make(self, texts: Mapping[str, str]) -> Any:
        """Make it, elsewhere."""
        return self._gateway.create(AGENT, {"name": self.name, **texts})

    def change(self, agent_id: str, texts: Mapping[str, str]) -> None:
        """Change it, elsewhere."""
        self._gateway.save(AGENT, self._gateway.get(AGENT, agent_id), texts)

    def count(self) -> int:
        """How many there are."""
        return len(self._all())

    def find(self) -> Any:
        """The one that there is."""
        (found,) = self._all()
        return found

    def has(self, texts: Mapping[str, str], *, wait: bool = False) -> bool:
        """Whether the server has these values."""
        deadline = time.monotonic() + (_SECONDS if wait else 0)
        while not (is_there := self._has(texts)) and time.monotonic() < deadline:
            time.sleep(0.01)
        return is_there

    def _has(self, texts: Mapping[str, str]) -> bool:
        return any(
            all(
                is_same_value(FIELDS[name], text, text_of(FIELDS[name], agent))
                for name, text in texts.items()
            )
            for agent in self._all()
        )

    def _all(self) -> list[Any]:
        page = self._gateway.search(AGENT, Query(self.name, size=50))
        ids = [row.id for row in page.rows if row.resource.name == self.name]
        return [self._gateway.get(AGENT, one) for one in ids]
