"""A field that is picked instead of typed: what it holds, one a line."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from aixtui.bindings import bindings_for

PICKED = ("pick", "open-reference", "drop-reference", "reference-up", "reference-down")
"""Ids of the actions that the footer shows first while the keys go to one."""


class ReferenceField(Static, can_focus=True, inherit_bindings=False):
    """Shows names; the keys of its scope act on what they stand for."""

    BINDINGS = bindings_for("reference")

    _shown = ("", "", 0)

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

    @dataclass
    class Pointed(Message):
        """A line of it was clicked."""

        field: "ReferenceField"
        line: int

    def on_click(self, event: events.Click) -> None:
        self.post_message(self.Pointed(self, event.y))

    def show_names(self, names: str, nothing: str, place: int) -> None:
        """Show these names, one a line, or what to do where there are none; the cursor is on a line."""
        if (names, nothing, place) != self._shown:
            has_other_lines = (names, nothing) != self._shown[:2]
            self._shown = names, nothing, place
            self._draw(has_other_lines=has_other_lines)

    def on_focus(self) -> None:
        self._draw()

    def on_blur(self) -> None:
        self._draw()

    def _draw(self, *, has_other_lines: bool = False) -> None:
        """Draw it; the same lines again need not have the whole form laid out anew."""
        names, nothing, place = self._shown
        lines = [Content(name) for name in names.split("\n")]
        if self.has_focus and len(lines) > 1:
            lines[place] = lines[place].stylize("bold reverse")
        text = Content("\n").join(lines) if names else Content.styled(nothing, "$faint")
        self.update(text, layout=has_other_lines)
