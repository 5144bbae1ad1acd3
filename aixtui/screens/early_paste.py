"""A text that is pasted before it is known whether a key is needed: the welcome screen has it as its key."""

import asyncio
from typing import Any

from textual.app import App

from aixtui.screens.presence import is_present
from aixtui.screens.workplace import Workplace

STEP_SECONDS = 0.02
"""Between two looks whether it is known, or the welcome screen is there."""
MOST_STEPS = 250
"""How often that screen is looked for once there is no key: something else may be asked in its place."""


class EarlyPaste:
    """Has what nothing took."""

    def __init__(self, app: App[Any], workplace: Workplace) -> None:
        self._app, self._workplace = app, workplace

    def take(self, text: str) -> None:
        """Keep it for a key that is asked for, while that may be; else say so."""
        if self._is_open:
            self._app.run_worker(self._hand_on(text))
        else:
            self._refuse()

    @property
    def _is_open(self) -> bool:
        session = self._workplace.session
        return session.connection is None and not session.source.has_failed

    async def _hand_on(self, text: str) -> None:
        from aixtui.screens.welcome import WelcomeScreen

        while self._is_open:
            await asyncio.sleep(STEP_SECONDS)
        for _ in range(0 if self._workplace.session.has_key else MOST_STEPS):
            screen = self._app.screen
            if isinstance(screen, WelcomeScreen) and is_present(screen):
                screen.paste(text)
                return
            await asyncio.sleep(STEP_SECONDS)
        self._refuse()

    def _refuse(self) -> None:
        self._app.notify("Nothing here takes pasted text. A field does.", severity="warning", markup=False)
