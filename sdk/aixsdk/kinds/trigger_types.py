"""What a connection can start an agent on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass
class TriggerType:
    """An event of a connection: `config` says what it wants to know, `payload` what it will tell."""

    slug: str | None = None
    name: str | None = None
    description: str | None = None
    config: Any = None
    payload: Any = None
    type: str | None = None
