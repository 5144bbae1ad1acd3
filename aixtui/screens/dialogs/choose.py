"""A dialog to pick from a list that narrows as you type."""

from collections.abc import Callable, Iterator
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from aixtui.bindings import bindings_for
from aixtui.face import SWITCHES, Choice, ChoiceAction, Choices
from aixtui.screens.dialogs.choose_keys import ChooseKeys
from aixtui.screens.dialogs.dialog import Dialog
from aixtui.screens.dialogs.narrowing import best_first, is_better, narrowed
from aixtui.screens.dialogs.page_turning import PageTurning
from aixtui.screens.presence import when_present
from aixtui.widgets.choice_lines import KEY_CELLS, line, line_with_key
from aixtui.widgets.keys_bar import KeysBar
from aixtui.widgets.match_list import MatchList
from aixtui.widgets.text_line import TextLine
from aixtui.workspace.found_pages import FoundPages
from aixtui.workspace.notice import Notice

LABEL_CELLS = 24
"""Columns for the labels of choices that have keys."""
AROUND_LABEL = KEY_CELLS + 12
"""Cells of the screen beside a label that leaves no room for a note."""
SEARCHED_LINES = 20
"""Lines of a list that is searched for, as far as there is room: nobody knows how many will match."""


class Choose(Dialog[str | None]):
    """Ends with the id that was picked; with `toggle` it stays open and hands each pick over instead.

    The choices are asked for anew for every text typed, so that the text itself can become one. With `rename`
    and `remove` it stays open while they change what is highlighted. `changed` tells of other choices. With
    `has_keys` it shows the keys of the choices, and as many of them as the screen has room for. `preview` is
    called with each id that is looked at. With `pages` the choices are those that are found for a text, and
    beyond the last of them comes the next page. `text` is typed
    already. `verbs` say what a toggle does to what is off, and to what is on.

    However few choices match what is typed, the dialog stays as high as it was opened.
    """

    BINDINGS = [
        *bindings_for("places"),
        Binding("down", "highlight(1)", show=False),
        Binding("up", "highlight(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
        Binding("pageup", "turn(-1)", show=False),
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
        pages: FoundPages | None = None,
        text: str = "",
        verbs: tuple[str, str] = SWITCHES,
    ) -> None:
        super().__init__()
        self._text, self._verbs = text, verbs
        self._heading, self._choices, self._toggle, self._note = title, choices, toggle, note
        self._rename, self._remove, self._changed = rename, remove, changed
        self._has_keys, self._preview = has_keys, preview
        self._is_searched, self._turning = pages is not None, PageTurning(pages)
        self._is_changing = self._is_entered = False
        """Whether a choice is being changed; and whether Enter came before what was looked for."""
        self._lines = SEARCHED_LINES if pages else 0
        """The lines of the list, where it has room for them; 0 until it was listed."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -full" if self._has_keys else "dialog -wide"):
            yield Static(self._turning.title(self._heading), markup=False, classes="dialog--title")
            yield TextLine(
                self._text,
                placeholder="type to search" if self._is_searched else "type to narrow",
                select_on_focus=not self._text,
                classes="dialog--input",
            )
            yield MatchList()
            if self._note:
                yield Static(self._note, markup=False, classes="form--help")
        yield KeysBar()

    @property
    def _keys(self) -> ChooseKeys:
        verbs = self._verbs if self._toggle else None
        turns, renames = self._turning.is_possible, self._rename is not None
        return ChooseKeys(verbs, self._is_searched, turns, renames, self._remove is not None)

    @property
    def help_keys(self) -> Iterator[tuple[str, str]]:
        return self._keys.told

    def _show_keys(self) -> None:
        choice = self.highlighted
        is_on = choice is not None and choice.is_selected
        self.query_one(KeysBar).show_keys(self._keys.shown(is_any=choice is not None, is_on=is_on))

    def on_mount(self) -> None:
        self.query_one(TextLine).focus()
        self.list_choices()
        if self._changed is not None:
            self._changed.listen(self._follow)

    def on_unmount(self) -> None:
        if self._changed is not None:
            self._changed.forget(self._follow)

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        """Have the list as high as it was opened, or half the screen, as far as all of it is seen."""
        if self._lines and not self._has_keys:
            self._list.fit(self._lines, has_note=bool(self._note))

    def _follow(self) -> None:
        when_present(self, lambda: self.list_choices(self._list.place))

    @property
    def _list(self) -> MatchList:
        return self.query_one(MatchList)

    @property
    def highlighted(self) -> Choice | None:
        """The choice that Enter would pick."""
        return self._list.current

    @on(TextLine.Changed)
    def _narrow(self) -> None:
        self._turning.start_over()
        self._is_entered = False
        self.list_choices(is_typed=True)

    def list_choices(self, place: int = 0, *, is_typed: bool = False) -> None:
        """List the choices for the text now. The highlight follows its choice, else goes to this place.

        Where they are sorted by how well they match, or what was just typed names another one, it goes to the
        first.
        """
        text = self.query_one(TextLine).text
        offered = [*self._choices(text.strip())]
        notes = [choice.label for choice in offered if choice.is_note]
        choices = [choice for choice in offered if not choice.is_note]
        matches = choices if self._is_searched else narrowed(choices, text)
        follows = not self._has_keys
        if text.strip() and follows and not self._is_searched:
            matches = best_first(matches, text)
            current = self.highlighted if is_typed and matches else None
            follows = current is None or not is_better(matches[0], current, text)
        if not matches and not notes:
            notes = [f"Nothing matches “{text}”." if text.strip() else "There is nothing to choose from."]
        lines = self._list.offer(matches, notes, self._write, place=place, follows=follows)
        self._lines = self._lines if text.strip() else max(self._lines, lines, 1)
        self._fit()
        self._turning.follow(self._list)
        self.query_one(".dialog--title", Static).update(self._turning.title(self._heading))
        self._show_keys()
        has_come = self._is_searched or self.highlighted is not None
        if self._is_entered and has_come and not self._turning.is_waiting:
            self._is_entered = False
            self._pick(self.highlighted)

    @property
    def _write(self) -> Callable[[Choice], Content]:
        if self._has_keys:
            return partial(line_with_key, label_cells=min(LABEL_CELLS, self.size.width - AROUND_LABEL))
        return partial(line, is_switch=self._toggle is not None)

    def action_highlight(self, by: int) -> None:
        self._turning.go(self._list, by)

    def action_turn(self, by: int) -> None:
        self._turning.turn(self._list, by)

    @on(TextLine.Submitted)
    def _submit(self) -> None:
        may_come = self._turning.is_waiting if self._is_searched else self._changed is not None
        self._is_entered = self.highlighted is None and may_come
        self._pick(self.highlighted)

    @on(OptionList.OptionHighlighted)
    def _look(self) -> None:
        self._show_keys()
        if self._preview and (choice := self.highlighted) is not None:
            self._preview(choice.id)

    @on(OptionList.OptionSelected)
    def _click(self, event: OptionList.OptionSelected) -> None:
        self._pick(self._list.choices[event.option_index])

    def _pick(self, choice: Choice | None) -> None:
        if choice is None:
            return
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
        place = self._list.place
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
