"""One message of a conversation, ready to show."""

from typing import Any, NamedTuple

from aixtui.kindspec import cells


class ChatMessage(NamedTuple):
    """Clean text; `attachments` are the names of files."""

    role: str
    when: str
    text: str
    reaction: str = ""
    attachments: tuple[str, ...] = ()


def message(found: Any) -> ChatMessage:
    """What the SDK's message says."""
    files = [file for file in found.attachments or [] if isinstance(file, dict)]
    return ChatMessage(
        role=cells.clean(getattr(found.role, "value", found.role)) or "somebody",
        when=cells.moment(found.created_at).text,
        text=cells.clean_block(found.content),
        reaction=cells.clean(getattr(found.reaction, "value", found.reaction)).lower(),
        attachments=tuple(cells.clean(file.get("name") or file.get("url")) for file in files),
    )
