"""One message of a session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..enums import MessageRole, Reaction
from ..resource.fields import CAMEL, json_field
from .asset import open_enum


@dataclass
class Message:
    """What the user or the agent said."""

    dataclass_json_config: ClassVar[dict[str, Any]] = CAMEL

    id: str | None = None
    session_id: str | None = None
    user_id: str | None = None
    agent_id: str | None = None
    role: str | None = json_field(decoder=open_enum(MessageRole))
    content: str | None = None
    sequence: int | None = None
    """Place in the conversation."""
    request_id: str | None = None
    """The run that it started, or that made it."""
    reaction: str | None = json_field(decoder=open_enum(Reaction))
    attachments: list[Any] | None = None
    """{url, name, type, mimeType}."""
    created_at: str | None = None
