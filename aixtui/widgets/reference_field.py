"""A field that is picked instead of typed: what it holds, one a line."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from aixtui.bindings import bindings_for


class ReferenceField(Static, can_focus=True, inherit_bindings=False):
    """Shows names; the keys of its scope act on what they stand for."""

    BINDINGS = bindings_for("reference")

    _shown = ("", "")

    @dataclass
    class Typed(Message):
        """A letter was typed."""

        text: str

    async def on_key(self, event: events.Key) -> None:
        """Letters look for what is to be picked: none of them means anything else here."""
        if event.is_printable and event.key != "space":
            event.stop()
            event.prevent_default()
            self.post_message(self.Typed(event.character or ""))

    def show_names(self, names: str, nothing: str) -> None:
        """Show these names, one a line, or what to do where there are none."""
        if (names, nothing) != self._shown:  # the same again would have the whole form laid out anew
            self._shown = names, nothing
            self.update(Content(names) if names else Content.styled(nothing, "$faint"))
