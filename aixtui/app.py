"""The app: screens, theme, and how it ends."""

import asyncio
import re
import signal
from contextlib import suppress
from typing import Any

from textual.app import App
from textual.command import CommandPalette

from aixtui.bindings import bindings_for
from aixtui.palette import ActionProvider
from aixtui.runtime.address import Address
from aixtui.runtime.session import Session
from aixtui.screens.base import BaseScreen
from aixtui.screens.browse import BrowseScreen
from aixtui.screens.help import HelpScreen
from aixtui.stylesheets import stylesheets

_REMOTE_FONTS = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_NAMED_FONT = re.compile(r"Fira Code(, monospace)?")
# What a terminal sends when it closes or a service manager stops us. Textual handles neither.
_ENDINGS = (signal.SIGTERM, signal.SIGHUP) if hasattr(signal, "SIGHUP") else (signal.SIGTERM,)


class AixtuiApp(App[None]):
    """Browses one workspace. Made by `build_app`."""

    TITLE = "aixtui"
    BINDINGS = bindings_for("app")
    COMMANDS = {ActionProvider}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, session: Session, start: Address | None = None) -> None:
        super().__init__(css_path=[str(path) for path in stylesheets()])
        self.session = session
        self._start_address = start
        self._asked_to_quit = False

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()
        for number in _ENDINGS:
            with suppress(
                NotImplementedError, RuntimeError, ValueError
            ):  # not in the main thread, as in tests
                loop.add_signal_handler(number, self.exit, None, 128 + number)
        self.push_screen(BrowseScreen(self.session, self._start_address))

    def on_unmount(self) -> None:
        self.session.close()

    def action_palette(self) -> None:
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette())

    def action_help(self) -> None:
        screen = self.screen
        if isinstance(screen, BaseScreen):
            self.push_screen(HelpScreen(screen.SCOPE))

    async def action_quit(self) -> None:
        """Leave at once; where something would be lost ask in one line, and leave on the second time."""
        lost = self._lost()
        if lost and not self._asked_to_quit:
            self._asked_to_quit = True
            self.notify(f"{lost} Quit again to leave all the same.", severity="warning", markup=False)
            self.set_timer(5, self._forget_question)
            return
        self.exit()

    def _forget_question(self) -> None:
        self._asked_to_quit = False

    def _lost(self) -> str:
        if self.session.bridge.writes:
            return "A change is being sent."
        screens: list[Any] = [screen for screen in self.screen_stack if isinstance(screen, BaseScreen)]
        return next((lost for screen in screens if (lost := screen.unsaved())), "")

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """An SVG of the screen, in whatever monospaced font the viewer has: it names no remote one."""
        svg = super().export_screenshot(title=title, simplify=simplify)
        return _NAMED_FONT.sub("monospace", _REMOTE_FONTS.sub("", svg))
