"""Inputs of a run that are kept under a name."""

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Preset:
    """Inputs to run a resource with, known by their name among those of the resource."""

    name: str
    kind: str
    id: str
    """The resource's."""
    inputs: str
    """A JSON object: what is sent, without secrets."""
    workspace: str = ""

    def is_for(self, workspace: str, kind: str, resource_id: str) -> bool:
        """Whether it is one of this resource's."""
        return (self.workspace, self.kind, self.id) == (workspace, kind, resource_id)

    @property
    def values(self) -> dict[str, Any]:
        """What is sent; nothing where that cannot be read: people edit the file, too."""
        try:
            values = json.loads(self.inputs)
        except ValueError:
            return {}
        return values if isinstance(values, dict) else {}
