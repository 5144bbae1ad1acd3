"""The keys of a screen, from the action table."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from aixtui.actions import AppAction, Scope, actions_of, key_name
from aixtui.screens.dialogs.dialog import Dialog
from aixtui.widgets.text_line import TextLine

_WIDTH = 14


def _keys(action: AppAction) -> str:
    return action.key_hint or " ".join(key_name(key) for key in action.keys)


def help_lines(scopes: tuple[Scope, ...], words: str = "") -> Content:
    """One line for each action of the scopes that has all the words: its keys and what it does."""
    actions_by_keys: dict[str, AppAction] = {}
    for scope in scopes:
        for action in actions_of(scope):
            actions_by_keys.setdefault(_keys(action), action)
    return Content("\n").join(
        Content.assemble((f" {keys:<{_WIDTH}}", "bold $key"), action.help)
        for keys, action in actions_by_keys.items()
        if all(word in f"{keys} {action.label} {action.help}".casefold() for word in words.casefold().split())
    )


class HelpScreen(Dialog[None]):
    """Shows what can be done on the screen below, narrowed by what is typed. Esc or F1 closes it."""

    BINDINGS = [("f1", "back", "Close")]

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self._scopes: tuple[Scope, ...] = (scope, "table", "app") if scope == "browse" else (scope, "app")

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -wide -tall"):
            yield Static("Keys of this screen", markup=False, classes="dialog--title")
            yield TextLine(placeholder="type to narrow", select_on_focus=True, classes="dialog--input")
            with VerticalScroll(classes="dialog--detail"):
                yield Static(help_lines(self._scopes), markup=False, id="help-lines")
            yield Static(
                "Esc closes this. Ctrl+P finds any action by name.", markup=False, classes="form--help"
            )

    def on_mount(self) -> None:
        self.query_one(TextLine).focus()

    @on(TextLine.Changed)
    def _narrow(self) -> None:
        lines = help_lines(self._scopes, self.query_one(TextLine).text)
        self.query_one("#help-lines", Static).update(lines)

    def action_back(self) -> None:
        self.finish(None)
