"""A field that names other resources: one a line, picked instead of typed."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from aixtui.bindings import bindings_for


class ReferenceField(Static, can_focus=True, inherit_bindings=False):
    """Shows names; the keys of its scope act on what they stand for."""

    BINDINGS = bindings_for("reference")

    @dataclass
    class Typed(Message):
        """A letter was typed."""

        text: str

    def __init__(self, nothing: str, *, id: str | None = None, classes: str | None = None) -> None:
        """`nothing` says that it names none."""
        super().__init__(markup=False, id=id, classes=classes)
        self._nothing = nothing

    async def on_key(self, event: events.Key) -> None:
        """Letters look for what is to be picked: none of them means anything else here."""
        if event.is_printable and event.key != "space":
            event.stop()
            event.prevent_default()
            self.post_message(self.Typed(event.character or ""))

    def show_names(self, names: str) -> int:
        """Show these names, one a line; how many lines that takes."""
        self.update(Content(names) if names else Content.styled(f"{self._nothing}: Enter picks", "$faint"))
        return names.count("\n") + 1
