"""Which screen shows what. Screens load when they are needed: the first paint waits for none of them."""

import asyncio
from typing import Any

from textual.app import App
from textual.screen import Screen

from aixtui.editing.document import Document
from aixtui.editing.form import Form
from aixtui.editing.own_settings import OwnSettings
from aixtui.running.conversation import Conversation
from aixtui.running.run import Run
from aixtui.running.step_text import StepText
from aixtui.screens.context import ScreenContext
from aixtui.workspace.session import AppSession

_MOVED = (
    "The server of this sandbox had ended, with the runs in it. It serves again, "
    "and what could not be sent was sent there."
)


def make_screen(context: ScreenContext, subject: object) -> Screen[None]:
    """The screen of a document, form, run, step of one, conversation, of the settings, of a missing key."""
    if isinstance(subject, Document):
        from aixtui.screens.detail.screen import DetailScreen

        return DetailScreen(context, subject)
    if isinstance(subject, Form):
        from aixtui.screens.edit.screen import EditScreen

        return EditScreen(context, subject)
    if isinstance(subject, Run):
        from aixtui.screens.run.screen import RunScreen

        return RunScreen(context, subject)
    if isinstance(subject, StepText):
        from aixtui.screens.run.step_screen import StepScreen

        return StepScreen(context, subject)
    if isinstance(subject, OwnSettings):
        from aixtui.screens.settings import SettingsScreen

        return SettingsScreen(context, subject)
    if isinstance(subject, Conversation):
        from aixtui.screens.messages import MessagesScreen

        return MessagesScreen(context, subject)
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
