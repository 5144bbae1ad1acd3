"""The command line over whatever screen is looked at, and what becomes of what is typed there."""

from typing import Any

from textual.app import App

from aixtui.screens.base import BaseScreen
from aixtui.screens.face import ScreenFace
from aixtui.screens.presence import finish
from aixtui.screens.workplace import Workplace
from aixtui.widgets.work import begin


class Commanding:
    """Does on the spot what the app does by a word; leads to the lists below for all that is found there."""

    def __init__(self, app: App[Any], workplace: Workplace) -> None:
        self._app, self._workplace = app, workplace

    def begin(self) -> None:
        """Have the user type; over a dialog there is no line."""
        screen = self._app.screen
        if isinstance(screen, BaseScreen):
            begin(self._app, self._take(screen.face), "actions")

    async def _take(self, face: ScreenFace) -> None:
        commanding = self._workplace.lists.browsing.commanding
        text = await commanding.ask(face)
        if not text:
            return
        call = commanding.command.app_call(text)
        way = None if call else await commanding.way(text)
        if call and (call.action.scope == "app" or await self._is_at_lists()):
            await self._app.run_action(call.step)
        elif way and await self._is_at_lists():
            way()

    async def _is_at_lists(self) -> bool:
        """Leave what lies above the lists; False where the user stays with some of it."""
        lists = self._workplace.lists
        while (screen := self._workplace.screens[-1]) is not lists:
            if not await screen.controllers.leave():
                return False
            finish(screen, None)
        lists.face.focus("list")
        return True
