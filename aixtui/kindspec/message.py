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


def message(record: Any) -> ChatMessage:
    """The SDK's message as clean text, its time to the minute in UTC."""
    files = [file for file in record.attachments or [] if isinstance(file, dict)]
    return ChatMessage(
        role=cells.clean(getattr(record.role, "value", record.role)) or "somebody",
        when=cells.moment(record.created_at).text,
        text=cells.clean_block(record.content),
        reaction=cells.clean(getattr(record.reaction, "value", record.reaction)).lower(),
        attachments=tuple(cells.clean(file.get("name") or file.get("url")) for file in files),
    )
