"""The theme of the app, from the first paint on."""

import os
from functools import partial

from textual.app import App

from aixtui.face import Choice
from aixtui.screens.base import BaseScreen
from aixtui.theming.choice import AUTOMATIC, NAMES, ThemeMemory, first_theme
from aixtui.theming.own_themes import read_own_themes
from aixtui.theming.themes import DARK, LIGHT, THEMES
from aixtui.widgets.work import begin
from aixtui.workspace.bridge import Bridge


class Theming:
    """The theme of the app: the first, what the terminal tells of its background, and another by choice."""

    def __init__(self, app: App[None], configured: str | None, memory: ThemeMemory) -> None:
        """`configured` is what the settings say."""
        self._app, self._bridge, self._memory = app, Bridge(), memory
        own, self._wrong = read_own_themes()
        for theme in (*THEMES, *own):
            app.register_theme(theme)
        self.names = (*NAMES, *(theme.name for theme in own))
        """All that can be chosen."""
        self._configured = configured
        self._wanted = self._configured or memory.name
        was_dark = memory.was_dark
        self._automatic = first_theme(None, os.environ, no_color=app.no_color, was_dark=was_dark)
        self._before = ""

    @property
    def first(self) -> str:
        """What the app begins with."""
        return self._named(self._wanted)

    @property
    def follows_background(self) -> bool:
        """Whether it matters what the background is."""
        return self.first == self._automatic and self._automatic in (DARK.name, LIGHT.name)

    def follow(self, *, is_dark: bool) -> None:
        """The terminal has told it: what was a guess gives way."""
        guessed, self._automatic = self._automatic, (DARK if is_dark else LIGHT).name
        keep = partial(self._memory.keep_background, is_dark=is_dark)
        begin(self._app, self._bridge.read(keep))
        if self._app.theme == guessed and self._wanted not in self._app.available_themes:
            self._app.theme = self._automatic

    def ask(self) -> None:
        """Ask for another. Each is shown while it is looked at; who picks none has the one from before."""
        from aixtui.screens.dialogs.choose import Choose  # a start needs no dialog

        if not isinstance(self._app.screen, BaseScreen):
            return
        self._before = self._app.theme
        wanted = self._configured
        # The settings win, since somebody wrote them down.
        notes = [f"config.toml says {wanted}: that holds at the next start."] if wanted else []
        if self._wrong:
            notes.append(f"aixtui config check says what is wrong with {', '.join(self._wrong)}.")
        note = " ".join(notes)
        dialog = Choose("Theme", lambda _: self._choices(), preview=self._show, note=note)
        self._app.push_screen(dialog, self._picked)

    def use(self, configured: str | None) -> None:
        """The settings say another one now, or none: then it is what was chosen last."""
        self._configured = configured
        self._wanted = configured or self._memory.name
        self._app.theme = self._named(self._wanted)

    def _choices(self) -> list[Choice]:
        automatic = Choice(AUTOMATIC, AUTOMATIC, "whatever fits the terminal")
        others = [Choice(name, name) for name in self.names if name != self._before]
        return [Choice(self._before, self._before, "as it is now"), automatic, *others]

    def _named(self, name: str | None) -> str:
        # One that was chosen may be gone since: its file is the user's.
        return name if name in self._app.available_themes else self._automatic

    def _show(self, name: str) -> None:
        self._app.theme = self._named(name)

    def _picked(self, name: str | None) -> None:
        self._show(name or self._before)
        if name:
            self._wanted = name
            begin(self._app, self._keep(name))

    async def _keep(self, name: str) -> None:
        if problem := await self._bridge.read(lambda: self._memory.keep(name)):
            self._app.notify(f"{name} is not kept: {problem}", markup=False)
