"""Help: what the keys do now, on a screen or in a dialog."""

from typing import Any

from textual.app import App

from aixtui.actions import Scope, key_of
from aixtui.screens.base import BaseScreen
from aixtui.screens.dialogs.dialog import Dialog
from aixtui.screens.dialogs.help import HelpScreen
from aixtui.screens.dialogs.help_groups import HelpGroup, HelpRow, group_over_dialogs, groups_of
from aixtui.screens.form_view import FormView

_PARTS: dict[Scope, tuple[Scope, ...]] = {"browse": ("table",), "edit": ("field", "reference")}
"""What a screen has beside its own keys, whatever has the focus."""


def toggle_help(app: App[Any]) -> None:
    """Show what the keys do now; once more closes that."""
    screen = app.screen
    if isinstance(screen, HelpScreen):
        screen.action_back()
    elif isinstance(screen, Dialog):
        rows = [HelpRow(*row) for row in screen.help_keys]
        app.push_screen(HelpScreen("Keys of this dialog", [HelpGroup("HERE", rows), group_over_dialogs()]))
    elif isinstance(screen, BaseScreen):
        note = f"{key_of('app.palette')} finds actions and places by name."
        app.push_screen(HelpScreen("Keys of this screen", _groups(screen), note=note))


def _groups(screen: BaseScreen) -> list[HelpGroup]:
    """First what has the focus, then its part of the screen: a part takes keys first."""
    parts = _PARTS.get(screen.SCOPE)
    own: tuple[Scope, ...] = (screen.SCOPE, *parts) if parts else tuple(reversed(screen.scopes_now))
    first = [group for view in screen.query(FormView) for group in view.help_of(screen.focused)]
    told = [row.keys for group in first for row in group.rows]
    return [*first, *groups_of((*own, "app"), screen.controllers.never, told)]
