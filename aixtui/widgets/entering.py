"""What comes into a field, by the paste or by the key, as text."""

import unicodedata
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widget import Widget


@dataclass
class BeyondText(Message):
    """Up was pressed at the very start of a text, or Down at its very end: so many fields on."""

    steps: int


def typed_text(event: events.Key) -> str:
    """The text of a key that types some which Python does not call printable: joiners, wide spaces, marks.

    Empty where the key is for something else.
    """
    character = event.character or ""
    is_text = not any(unicodedata.category(char) in ("Cc", "Cs") for char in character)
    return character if is_text and not event.is_printable else ""


def pasted_text(text: str) -> str:
    """Pasted text with the line breaks it had: terminals send the one of Return in their place."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def fits(field: Widget, text: str, room: int) -> bool:
    """Whether a text has no more characters than a field has room for; says so where it has."""
    if len(text) <= room:
        return True
    tell(field, f"Not pasted: it has {len(text):,} characters, and there is room for {max(room, 0):,} here.")
    return False


def tell(field: Widget, sentence: str) -> None:
    """Say what became of a text."""
    field.app.notify(sentence, severity="warning", markup=False)
