"""The keys of a screen, from the action table."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from aixtui.actions import AppAction, Scope, actions_of, key_of
from aixtui.key_names import key_name
from aixtui.screens.dialogs.dialog import Dialog
from aixtui.widgets.text_line import TextLine

_KEYS_CELLS = 16
_NARROWEST = 20
_PARTS: dict[Scope, tuple[Scope, ...]] = {"browse": ("table",), "edit": ("field", "reference")}
"""What a screen has beside its own keys, whatever has the focus."""
_TITLES: dict[Scope, str] = {
    "table": "ROWS",
    "json": "JSON",
    "past": "RUNS",
    "field": "FIELDS",
    "reference": "WHERE A FIELD REFERS TO SOMETHING",
    "panel": "WHAT IT GAVE",
    "steps": "STEPS",
    "app": "EVERYWHERE",
}
"""Headings of what does not belong to the screen itself."""


def _keys(action: AppAction) -> str:
    return action.key_hint or " ".join(key_name(key) for key in action.keys)


def help_groups(
    scopes: Sequence[Scope], never: Callable[[AppAction], bool], words: str = ""
) -> list[tuple[str, list[AppAction]]]:
    """The actions with all the words, each keys once, below a heading; not what can never be done here."""
    seen: set[str] = set()
    groups = []
    for scope in scopes:
        actions = []
        for action in actions_of(scope):
            text = f"{_keys(action)} {action.label} {action.help}".casefold()
            if _keys(action) not in seen and not never(action) and all(map(text.__contains__, words.split())):
                actions.append(action)
            seen.add(_keys(action))
        if actions:
            groups.append((_TITLES.get(scope, "HERE"), actions))
    return groups


class HelpLines(Static):
    """Groups of actions: their keys, and what they do, wrapped in its own column."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._groups: list[tuple[str, list[AppAction]]] = []

    def show(self, groups: list[tuple[str, list[AppAction]]]) -> None:
        """Show these groups from now on."""
        self._groups = groups
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        width = max(self.container_size.width - _KEYS_CELLS - 2, _NARROWEST)
        lines = []
        for title, actions in self._groups:
            lines.append(Content.styled(title, "bold $heading"))
            for action in actions:
                head = Content.styled(f"  {_keys(action)} ".ljust(_KEYS_CELLS), "bold $key")
                told = list(Content(action.help).wrap(width))
                lines.append(head + told.pop(0) if head.cell_length == _KEYS_CELLS else head)
                lines += [Content(" " * _KEYS_CELLS) + line for line in told]
            lines.append(Content(""))
        self.update(Content("\n").join(lines or [Content.styled("No key does that here.", "$quiet")]))


class HelpScreen(Dialog[None]):
    """Shows what can be done on the screen below, narrowed by what is typed. Esc or F1 closes it."""

    BINDINGS = [("f1", "back", "Close")]

    def __init__(self, scopes: Sequence[Scope], scope: Scope, never: Callable[[AppAction], bool]) -> None:
        """`scopes` act now, `scope` is the screen's own; `never` tells what makes no sense there."""
        super().__init__()
        self._never = never
        parts = _PARTS.get(scope)
        own: tuple[Scope, ...] = (
            (scope, *parts) if parts else tuple(reversed(scopes))
        )  # a part takes keys first
        self._scopes: tuple[Scope, ...] = (*own, "app")

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -wide -tall"):
            yield Static("Keys of this screen", markup=False, classes="dialog--title")
            yield TextLine(placeholder="type to narrow", select_on_focus=True, classes="dialog--input")
            with VerticalScroll(classes="dialog--detail"):
                yield HelpLines()
            yield Static(
                f"Esc closes this. {key_of('app.palette')} finds actions and places by name.",
                markup=False,
                classes="form--help",
            )

    def on_mount(self) -> None:
        self._narrow()
        self.query_one(TextLine).focus()

    @on(TextLine.Changed)
    def _narrow(self) -> None:
        words = self.query_one(TextLine).text.casefold()
        self.query_one(HelpLines).show(help_groups(self._scopes, self._never, words))

    def action_back(self) -> None:
        self.finish(None)
