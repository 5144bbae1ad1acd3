"""The keys of a screen, from the action table."""

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from aixtui.actions import Action, Scope, actions_of, key_name
from aixtui.bindings import bindings_for
from aixtui.screens.finishing import Finishing

_WIDTH = 14


def _keys(action: Action) -> str:
    return action.shown_key or " ".join(key_name(key) for key in action.keys)


def help_lines(scopes: tuple[Scope, ...]) -> Content:
    """One line for each action of the scopes, in their order: its keys and what it does."""
    shown: dict[str, Action] = {}
    for scope in scopes:
        for action in actions_of(scope):
            shown.setdefault(_keys(action), action)
    return Content("\n").join(
        Content.assemble((f" {keys:<{_WIDTH}}", "bold $text-accent"), action.help)
        for keys, action in shown.items()
    )


class HelpScreen(Finishing, ModalScreen[None]):
    """Shows what can be done on the screen below. Esc or ? closes it."""

    BINDINGS = [*bindings_for("dialog"), ("question_mark,f1,q", "back", "Close")]

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self._scopes: tuple[Scope, ...] = (scope, "table", "app") if scope == "browse" else (scope, "app")

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -wide"):
            yield Static("Keys of this screen", markup=False, classes="dialog--title")
            with VerticalScroll(classes="dialog--detail"):
                yield Static(help_lines(self._scopes), markup=False)
            yield Static(
                "Esc closes this. Ctrl+P finds any action by name.", markup=False, classes="form--help"
            )

    def action_back(self) -> None:
        self.finish(None)
