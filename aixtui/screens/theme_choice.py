"""Choosing a theme: the screen shows each while it is looked at."""

import os

from textual.app import App

from aixtui.face import Choice
from aixtui.screens.dialogs.choose import Choose
from aixtui.theming.choice import AUTOMATIC, NAMES, ThemeMemory, first_theme
from aixtui.workspace.session import AppSession


class ThemeChoice:
    """Asks for a theme. What is picked is kept; who picks none has the one from before."""

    def __init__(self, app: App[None], session: AppSession, memory: ThemeMemory) -> None:
        self._app, self._bridge, self._memory = app, session.bridge, memory
        self._configured, self._before = session.settings.theme, app.theme

    def ask(self) -> None:
        """Open the question."""
        wanted = self._configured
        # The settings win, since somebody wrote them down.
        note = f"config.toml says {wanted}: that holds at the next start." if wanted else ""
        dialog = Choose("Theme", lambda _: self._choices(), preview=self._show, note=note)
        self._app.push_screen(dialog, self._picked)

    def _choices(self) -> list[Choice]:
        automatic = Choice(AUTOMATIC, AUTOMATIC, "whatever fits the terminal")
        others = [Choice(name, name) for name in NAMES if name != self._before]
        return [Choice(self._before, self._before, "as it is now"), automatic, *others]

    def _show(self, name: str) -> None:
        self._app.theme = first_theme(name, os.environ, no_color=self._app.no_color)

    def _picked(self, name: str | None) -> None:
        self._show(name or self._before)
        if name:
            self._app.run_worker(self._keep(name))

    async def _keep(self, name: str) -> None:
        if problem := await self._bridge.read(lambda: self._memory.keep(name)):
            self._app.notify(f"{name} is not kept: {problem}", markup=False)
