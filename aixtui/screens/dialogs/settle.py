"""A field that somebody else changed, too: what it was, mine and theirs, and which of them is to hold."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from aixtui.kindspec.field_conflict import Decision, FieldConflict, Side
from aixtui.screens.dialogs.dialog import SCROLLING, Dialog
from aixtui.widgets.question_text import LOW, SIDES, Answers
from aixtui.widgets.three_sides import three_sides

BROAD = 110
"""Columns from which the versions stand beside each other."""


class Settle(Dialog[Decision | None]):
    """Ends with the side that was chosen, or with the way back, which a key that is held down cannot do.

    Esc decides nothing.
    """

    BINDINGS = [
        Binding("m", "take('mine')", "Mine", show=False),
        Binding("t", "take('theirs')", "Theirs", show=False),
        Binding("e", "take('marked')", "Edit both", show=False),
        Binding("b", "take_back", "Back", show=False),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]

    def __init__(self, title: str, note: str, conflict: FieldConflict) -> None:
        super().__init__()
        self._heading, self._note, self._conflict = title, note, conflict

    def compose(self) -> ComposeResult:
        conflict = self._conflict
        versions = three_sides(conflict.base, conflict.mine, conflict.theirs)
        with Vertical(classes="dialog -full"):
            yield Static(self._heading, markup=False, classes="dialog--title")
            yield Static(self._note, markup=False, classes="form--help")
            yield Static(Content.styled(conflict.label, "bold"), markup=False, classes="settle--field")
            with VerticalScroll(classes="dialog--detail settle--versions", can_focus=False):
                told = (Content.styled(self._heading, "bold $name"), Content.styled(self._note, "$quiet"))
                yield Static(Content("\n").join(told), markup=False, classes="settle--told")
                for heading, text in zip(("BASE", "MINE", "THEIRS"), versions, strict=True):
                    shown = text if text.plain else Content.styled("nothing", "$faint")
                    version = Static(shown, markup=False, classes="settle--version")
                    version.border_title = heading
                    yield version
            with Answers():
                yield Button("Mine (m)", id="mine", compact=True, variant="primary")
                yield Button("Theirs (t)", id="theirs", compact=True)
                if conflict.can_mark:
                    yield Button("Edit both (e)", id="marked", compact=True)
                if conflict.can_go_back:
                    yield Button("Back (b)", id="before", compact=True)
                yield Button("Not now (Esc)", id="none", compact=True)

    @property
    def help_keys(self) -> Iterator[tuple[str, str]]:
        yield "m", "Keep mine: what you have typed."
        yield "t", "Take theirs: what is stored now."
        if self._conflict.can_mark:
            yield "e", "Edit both: the field holds both versions, with marks to take out."
        if self._conflict.can_go_back:
            yield "b", "Go back to the field before, and decide it again."
        yield "Esc", "Decide nothing now: nothing is saved."
        yield "Left Right", "Go to another answer, which Enter gives."
        yield from SCROLLING

    def on_mount(self) -> None:
        self.query_one(f"#{self._conflict.chosen or 'mine'}", Button).focus()
        self.on_resize()

    def on_resize(self) -> None:
        """Stand the versions beside each other where there is room for that."""
        size = self.app.size
        self.query_one(".settle--versions").set_class(size.width >= BROAD and size.height >= LOW, "-broad")
        self.query_one(Answers).fit(size.width * 96 // 100 - SIDES)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        sides: dict[str | None, Side] = {"mine": "mine", "theirs": "theirs", "marked": "marked"}
        if event.button.id == "before":
            self.action_take_back()
        elif side := sides.get(event.button.id):
            self.action_take(side)
        else:
            self.finish(None)

    def action_take(self, side: Side) -> None:
        if side != "marked" or self._conflict.can_mark:
            self.unless_held(lambda: self.finish(side))

    def action_take_back(self) -> None:
        if self._conflict.can_go_back:
            self.unless_held(lambda: self.finish("back"))

    def action_back(self) -> None:
        self.finish(None)
