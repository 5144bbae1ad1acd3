"""Which screen shows what. Screens load when they are needed: the first paint waits for none of them."""

import asyncio
from importlib import import_module
from typing import Any

from textual.app import App
from textual.screen import Screen

from aixtui.screens.context import ScreenContext
from aixtui.workspace.session import AppSession

_SCREENS = {
    "Command": ("dialogs.command_prompt", "CommandPrompt"),
    "Conversation": ("messages", "MessagesScreen"),
    "Document": ("detail.screen", "DetailScreen"),
    "Form": ("edit.screen", "EditScreen"),
    "OwnSettings": ("settings", "SettingsScreen"),
    "Run": ("run.screen", "RunScreen"),
    "StepText": ("run.step_screen", "StepScreen"),
}
"""Module and name of the screen, by the class of what it shows: to know that class would load it, too."""
_MOVED = (
    "The server of this sandbox had ended, with the runs in it. It serves again, "
    "and what could not be sent was sent there."
)


def make_screen(context: ScreenContext, subject: object) -> Screen[None]:
    """The screen of a line, document, form, run, step of one, conversation, of settings, of a missing key."""
    if type(subject).__name__ in _SCREENS:
        module, name = _SCREENS[type(subject).__name__]
        screen: Screen[None] = getattr(import_module(f"aixtui.screens.{module}"), name)(context, subject)
        return screen
    assert isinstance(subject, AppSession), f"no screen shows a {type(subject).__name__}"
    from aixtui.screens.welcome import WelcomeScreen
    from aixtui.workspace.login import Login

    return WelcomeScreen(context, Login(subject))


def ask_here(app: App[Any], context: ScreenContext) -> None:
    """Have the session ask for another key, where its own is refused, over whatever is shown."""

    async def ask() -> None:
        is_left = asyncio.get_running_loop().create_future()

        def leave(_: None) -> None:
            if not is_left.done():
                is_left.set_result(None)

        await app.push_screen(make_screen(context, context.session), leave)
        await is_left

    context.session.renewal.ask = ask


def tell_moves(app: App[Any], context: ScreenContext) -> None:
    """Have it told where the server of a sandbox had ended, and what is asked goes on elsewhere."""
    context.session.relocation.moved.listen(lambda: app.notify(_MOVED, severity="warning", markup=False))
