"""The line after `:`, at the foot of the screen that it was typed on."""

from collections.abc import Iterator

from textual import events, on
from textual.app import ComposeResult

from aixtui.actions import actions_of
from aixtui.app_action import key_label
from aixtui.listing.command import Command
from aixtui.screens.context import ScreenContext
from aixtui.screens.dialogs.dialog import Dialog
from aixtui.screens.dialogs.help_groups import row_of
from aixtui.screens.presence import follow
from aixtui.widgets.command_line import CommandLine
from aixtui.widgets.keys_bar import KeysBar


class CommandPrompt(Dialog[None]):
    """Ends with what the command holds as its answer. The screen stays to be seen as it is."""

    def __init__(self, _context: ScreenContext, command: Command) -> None:
        super().__init__()
        self.add_class("-row-lent")
        self._command = command

    def compose(self) -> ComposeResult:
        yield CommandLine()
        yield KeysBar()

    @property
    def help_keys(self) -> Iterator[tuple[str, str]]:
        for row in map(row_of, actions_of("command")):
            yield row.keys, row.help

    def on_mount(self) -> None:
        follow(self, self._command.changed, self._draw)
        self._draw()
        keys = [(key_label(one), one.label.lower()) for one in actions_of("command") if one.footer]
        self.query_one(KeysBar).show_keys(keys)
        self.query_one(CommandLine).edit()

    def _draw(self) -> None:
        command = self._command
        self.query_one(CommandLine).show(command.text, command.version, command.completion)

    @on(CommandLine.Asked)
    def _take(self, message: CommandLine.Asked) -> None:
        text, command = message.text, self._command
        if message.action_id == "accept":
            command.complete(text)
        elif message.action_id in ("older-line", "newer-line"):
            command.recall(text, -1 if message.action_id == "older-line" else 1)
        else:
            command.end(text if message.action_id == "go" else "")
            self.finish(None)

    def on_click(self, event: events.Click) -> None:
        """What lies behind it takes the keys again."""
        if event.widget is self:
            self.action_back()

    def action_back(self) -> None:
        self.finish(None)
