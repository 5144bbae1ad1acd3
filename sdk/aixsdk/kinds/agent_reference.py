"""An agent, as sessions and triggers are given it."""

from __future__ import annotations

from typing import Any

from ..exceptions import ValidationError


def agent_id_of(agent: Any) -> str:
    """The id of a saved agent, or an id itself. Raises ValidationError."""
    found = agent if isinstance(agent, str) else getattr(agent, "id", None)
    if not isinstance(found, str) or not found:
        raise ValidationError(f"The agent must be saved, or be given by its id: {agent!r} has none.")
    return found
