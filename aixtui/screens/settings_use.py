"""The way to the settings, and what becomes of a change while the app runs."""

from collections.abc import Mapping, Sequence
from typing import Any

from textual.app import App

from aixtui.actions import use_keys
from aixtui.auth.login_command import DEFAULT_PROFILE
from aixtui.bindings import keymap
from aixtui.screens.base import BaseScreen
from aixtui.screens.presence import is_present
from aixtui.screens.theming import Theming
from aixtui.screens.workplace import Workplace
from aixtui.settings.read_only import resolve_read_only
from aixtui.settings.tree import Settings
from aixtui.settings.values import Saying
from aixtui.theming.choice import AUTOMATIC


class SettingsUse:
    """Shows the settings, and has the app go by what holds at once."""

    def __init__(self, app: App[Any], workplace: Workplace, theming: Theming, saying: Saying) -> None:
        self._app, self._workplace = app, workplace
        self._theming, self._saying = theming, saying
        self._now = workplace.session.settings
        app.set_keymap(keymap())

    def show(self) -> None:
        """Show them above the screen that is looked at; once is enough."""
        from aixtui.editing.own_settings import OwnSettings
        from aixtui.editing.setting_change import SettingTypes

        screen, session = self._app.screen, self._workplace.session
        if isinstance(screen, BaseScreen) and screen.SCOPE != "settings":
            if session.settings != self._now:  # they were read anew for another profile
                self._use()
            settings = OwnSettings(session, self._saying, SettingTypes(self._options, self._problem))
            settings.used.listen(self._use)
            context = self._workplace.context
            self._app.push_screen(context.make_screen(context, settings))

    def _use(self) -> None:
        before, self._now = self._now, self._workplace.session.settings
        use_keys(self._now.keys)
        self._app.set_keymap(keymap())
        if self._now.theme != before.theme:
            self._theming.use(self._now.theme)
        if "read-only" not in self._saying(self._now):
            self._use_read_only()
        for screen in self._workplace.screens:
            if is_present(screen):
                screen.draw_bars()

    def _use_read_only(self) -> None:
        session = self._workplace.session
        if session.connection is not None:
            profile = None if session.connection.is_sandbox else session.connection.profile
            session.use_read_only(resolve_read_only(self._now, profile, {}))

    def _problem(self, name: str, text: str) -> str:
        """Why the first screen cannot be at what is typed."""
        is_wrong = name == "start" and self._workplace.find(text) is None
        return "There is no list or resource at this address." if is_wrong else ""

    def _options(self, settings: Settings) -> Mapping[str, Sequence[str]]:
        """What is chosen from what there is."""
        profiles = dict.fromkeys([DEFAULT_PROFILE, *settings.profiles])
        return {"theme": (AUTOMATIC, *self._theming.names), "profile": (*profiles,)}
