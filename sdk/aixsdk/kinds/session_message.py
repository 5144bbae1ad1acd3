"""One message of a session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..enums import AttachmentType, MessageRole, Reaction
from ..resource.fields import CAMEL, json_field
from .asset import open_enum


@dataclass
class SessionMessageAttachment:
    """A file that goes with a message."""

    url: str | None = None
    name: str | None = None
    type: str | None = json_field(decoder=open_enum(AttachmentType))
    """image, video, audio, text, document, code or unknown."""
    mimeType: str | None = None  # noqa: N815  # the name that clients of the platform know


@dataclass
class SessionMessage:
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
    attachments: list[SessionMessageAttachment] | None = None
    created_at: str | None = None
