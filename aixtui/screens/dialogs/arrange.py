"""A dialog with a list whose entries are opened, added, moved and taken away."""

from collections.abc import Awaitable, Iterator

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from aixtui.actions import key_of
from aixtui.bindings import bindings_for
from aixtui.face import Choice, Entries
from aixtui.screens.dialogs.dialog import Dialog
from aixtui.screens.dialogs.help_groups import rows_that
from aixtui.screens.presence import when_present
from aixtui.widgets.choice_list import ChoiceList
from aixtui.widgets.keys_bar import KeysBar


class Arrange(Dialog[None]):
    """Stays open until the user has enough; each act is done at once."""

    BINDINGS = bindings_for("entries")

    def __init__(self, title: str, entries: Entries) -> None:
        super().__init__()
        self._heading, self._entries = title, entries
        self._choices: list[Choice] = []
        self._is_acting = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -wide"):
            yield Static(self._heading, markup=False, classes="dialog--title")
            yield ChoiceList(classes="dialog--options", markup=False, compact=True)
        yield KeysBar()

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self._list()
        self._entries.changed.listen(self._follow)

    def on_unmount(self) -> None:
        self._entries.changed.forget(self._follow)

    def _follow(self) -> None:
        when_present(self, self._list)

    def _list(self) -> None:
        """List them as they are now; the highlight stays with its entry, else where it was."""
        options, previous = self.query_one(OptionList), self._highlighted
        place = options.highlighted or 0
        self._choices = [*self._entries.choices()]
        self.query_one(KeysBar).show_keys(self._keys)
        options.clear_options()
        for choice in self._choices:
            options.add_option(Option(Content(choice.label)))
        if not self._choices:
            options.add_option(Option(Content.styled("There is none.", "$quiet"), disabled=True))
            return
        places = [at for at, choice in enumerate(self._choices) if previous and choice.id == previous.id]
        options.highlighted = places[0] if places else min(place, len(self._choices) - 1)

    @property
    def _keys(self) -> Iterator[tuple[str, str]]:
        """The keys that do something now."""
        if self._choices:
            yield "Enter", "opens"
        if not self._entries.is_fixed:
            yield key_of("entries.add-entry"), "adds"
        if self._choices and not self._entries.is_fixed:
            yield f"{key_of('entries.entry-up')} {key_of('entries.entry-down')}", "move"
            yield key_of("entries.drop-entry"), "takes away"
        yield "Esc", "closes"

    @property
    def help_keys(self) -> Iterator[tuple[str, str]]:
        yield from rows_that(self.check_action, "entries")
        yield "Up Down", "Go to the entry before, or to the next."
        yield "Esc", "Close it: each change is in the field already."

    @property
    def _highlighted(self) -> Choice | None:
        place = self.query_one(OptionList).highlighted
        return self._choices[place] if place is not None and place < len(self._choices) else None

    @on(OptionList.OptionSelected)
    def _select(self) -> None:
        self.action_open_entry()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """What is fixed is opened alone."""
        changing = ("add_entry", "entry_up", "entry_down", "drop_entry")
        return not (self._entries.is_fixed and action in changing)

    def action_open_entry(self) -> None:
        if (choice := self._highlighted) is not None:
            self._act(self._entries.open(choice.id))

    def action_add_entry(self) -> None:
        self._act(self._entries.add())

    def action_entry_up(self) -> None:
        self._move(-1)

    def action_entry_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        if (choice := self._highlighted) is not None:
            self._entries.move(choice.id, by)

    def action_drop_entry(self) -> None:
        if (choice := self._highlighted) is not None:
            self._entries.remove(choice.id)

    @work(group="act")
    async def _act(self, act: Awaitable[None]) -> None:
        if self._is_acting:
            return
        self._is_acting = True
        try:
            await act
        finally:
            self._is_acting = False

    def action_back(self) -> None:
        self.finish(None)
