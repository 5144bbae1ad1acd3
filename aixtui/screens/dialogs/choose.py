"""A dialog to pick from a list that narrows as you type."""

from collections.abc import Callable, Iterator
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from aixtui.bindings import bindings_for
from aixtui.face import Choice, ChoiceAction, Choices
from aixtui.screens.dialogs.dialog import Dialog
from aixtui.screens.presence import when_present
from aixtui.widgets.choice_list import ChoiceList
from aixtui.widgets.fitting import fit
from aixtui.widgets.text_line import TextLine
from aixtui.workspace.notice import Notice

LABEL_CELLS, KEY_CELLS = 24, 9
"""Columns for the labels and the keys of choices that have keys."""
AROUND_LABEL = KEY_CELLS + 12
"""Cells of the screen beside a label that leaves no room for a note."""
STEADY_LINES = 8
"""Lines that a list of choices keeps, if it had them, however few match."""


class Choose(Dialog[str | None]):
    """Ends with the id that was picked; with `toggle` it stays open and hands each pick over instead.

    The choices are asked for anew for every text typed, so that the text itself can become one. With `rename`
    and `remove` it stays open while they change what is highlighted. `changed` tells of other choices. With
    `has_keys` it shows the keys of the choices, and as many of them as the screen has room for. `preview` is
    called with each id that is looked at. With `searches` the choices for a text are those that match it.
    `text` is typed already.
    """

    BINDINGS = [
        *bindings_for("places"),
        Binding("down", "highlight(1)", show=False),
        Binding("up", "highlight(-1)", show=False),
    ]

    def __init__(
        self,
        title: str,
        choices: Choices,
        *,
        toggle: Callable[[str], None] | None = None,
        rename: ChoiceAction | None = None,
        remove: ChoiceAction | None = None,
        note: str = "",
        changed: Notice | None = None,
        has_keys: bool = False,
        preview: Callable[[str], None] | None = None,
        searches: bool = False,
        text: str = "",
    ) -> None:
        super().__init__()
        self._text = text
        self._heading, self._choices, self._toggle, self._note = title, choices, toggle, note
        self._rename, self._remove, self._changed = rename, remove, changed
        self._has_keys, self._preview, self._searches = has_keys, preview, searches
        self._matches: list[Choice] = []
        self._is_changing = False
        self._steady = 0
        """The lines that the list keeps: it shrinks little under what is typed."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -full" if self._has_keys else "dialog -wide"):
            yield Static(self._heading, markup=False, classes="dialog--title")
            yield TextLine(
                self._text,
                placeholder="type to search" if self._searches else "type to narrow",
                select_on_focus=not self._text,
                classes="dialog--input",
            )
            yield ChoiceList(classes="dialog--options", markup=False, compact=True)
            if self._note:
                yield Static(self._note, markup=False, classes="form--help")
            yield Static(self._keys, markup=False, classes="form--help")

    @property
    def _keys(self) -> str:
        """The keys, as the last line says them."""
        if self._rename:
            return "Enter goes there, F2 renames, F8 removes, Esc cancels."
        return "Enter switches one on or off, Esc closes." if self._toggle else "Enter picks, Esc cancels."

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self.query_one(TextLine).focus()
        self.list_choices()
        if self._changed is not None:
            self._changed.listen(self._follow)

    def on_unmount(self) -> None:
        if self._changed is not None:
            self._changed.forget(self._follow)

    def _follow(self) -> None:
        when_present(self, lambda: self.list_choices(self.query_one(OptionList).highlighted or 0))

    @property
    def highlighted(self) -> Choice | None:
        """The choice that Enter would pick."""
        place = self.query_one(OptionList).highlighted
        return self._matches[place] if place is not None and place < len(self._matches) else None

    @on(TextLine.Changed)
    def _narrow(self) -> None:
        self.list_choices()

    def list_choices(self, place: int = 0) -> None:
        """List the choices for the text now. The highlight follows its choice, else goes to this place.

        Where they are sorted by how well they match, it goes to the first.
        """
        text = self.query_one(TextLine).text
        words = text.casefold().split()
        matches = [
            choice
            for choice in self._choices(text.strip())
            if self._searches or all(word in f"{choice.label} {choice.note}".casefold() for word in words)
        ]
        options = self.query_one(OptionList)
        previous = None if self._has_keys else self.highlighted
        self._matches = matches
        rows = [*self._options]
        lines = len(rows) + sum(choice.note.count("\n") for choice in matches)
        options.clear_options()
        options.add_options(rows)
        if not matches:
            nothing = f"Nothing matches “{text}”." if words else "There is nothing to choose from."
            options.add_option(Option(Content.styled(nothing, "$quiet"), disabled=True))
        if not self._has_keys:
            self._steady = self._steady or min(lines, STEADY_LINES)
            # A dialog would be as high as all there is to scroll through.
            options.styles.height = min(max(lines, self._steady, 1), self.app.size.height // 2)
        if matches:
            places = [at for at, choice in enumerate(matches) if previous and choice.id == previous.id]
            options.highlighted = places[0] if places else min(place, len(matches) - 1)

    @property
    def _options(self) -> Iterator[Option | None]:
        """An option for each match, with a rule between those of different groups."""
        line = partial(_line, is_switch=self._toggle is not None)
        if self._has_keys:
            line = partial(_line_with_key, label_cells=min(LABEL_CELLS, self.size.width - AROUND_LABEL))
        group = self._matches[0].group if self._matches else ""
        for choice in self._matches:
            if choice.group != group:
                group = choice.group
                yield None
            yield Option(line(choice))

    def action_highlight(self, by: int) -> None:
        options = self.query_one(OptionList)
        if self._matches:
            options.highlighted = ((options.highlighted or 0) + by) % len(self._matches)

    @on(TextLine.Submitted)
    def _submit(self) -> None:
        self._pick(self.query_one(OptionList).highlighted)

    @on(OptionList.OptionHighlighted)
    def _look(self) -> None:
        if self._preview and (choice := self.highlighted) is not None:
            self._preview(choice.id)

    @on(OptionList.OptionSelected)
    def _click(self, event: OptionList.OptionSelected) -> None:
        self._pick(event.option_index)

    def _pick(self, index: int | None) -> None:
        if index is None or index >= len(self._matches):
            return
        choice = self._matches[index]
        if self._toggle is None:
            self.finish(choice.id)
            return
        self._toggle(choice.id)
        self.list_choices()
        self.query_one(TextLine).select_all()  # what is typed next looks for another one

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Renaming and removing are there only where somebody does it."""
        return {
            "rename_place": self._rename is not None,
            "remove_place": self._remove is not None,
        }.get(action, True)

    def action_rename_place(self) -> None:
        if self._rename:
            self._change(self._rename)

    def action_remove_place(self) -> None:
        if self._remove:
            self._change(self._remove)

    @work(group="change")
    async def _change(self, change: ChoiceAction) -> None:
        if self._is_changing or (choice := self.highlighted) is None:
            return
        place = self.query_one(OptionList).highlighted or 0
        self._is_changing = True
        try:
            await change(choice.id)
        finally:
            self._is_changing = False
        when_present(self, partial(self._show_change, place))

    def _show_change(self, place: int) -> None:
        self.list_choices(place)
        if self.highlighted is None:  # its new name is not what was typed to find it
            self.query_one(TextLine).text = ""

    def action_back(self) -> None:
        self.finish(None)


def _line(choice: Choice, *, is_switch: bool) -> Content:
    mark = ("[x] " if choice.is_selected else "[ ] ") if is_switch else ("* " if choice.is_selected else "  ")
    note = (f"  {choice.note}", "$quiet") if choice.note else ""
    return Content.assemble((mark, "bold $key" if choice.is_selected else "$faint"), choice.label, note)


def _line_with_key(choice: Choice, label_cells: int) -> Content:
    key = (f"{fit(choice.key, KEY_CELLS)} ", "bold $key")
    return Content.assemble(f"{fit(choice.label, label_cells)} ", key, (choice.note, "$quiet"))
