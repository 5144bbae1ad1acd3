"""The app: its screens, what it says, and how it is left."""

from collections.abc import Callable, Sequence
from typing import Any

from textual import events
from textual.notifications import SeverityLevel

from aixtui.bindings import bindings_for
from aixtui.entrance import Entrance, Profiles
from aixtui.guarded_app import GuardedApp
from aixtui.listing.left_place import LeftPlace
from aixtui.listing.source import Source
from aixtui.screens.commanding import Commanding
from aixtui.screens.early_paste import EarlyPaste
from aixtui.screens.keyboard_layout import KeyboardLayout
from aixtui.screens.notifications import ShownNotifications
from aixtui.screens.quitting import Quitting
from aixtui.screens.settings_use import SettingsUse
from aixtui.screens.switching import ProfileSwitch
from aixtui.screens.theming import Theming
from aixtui.screens.type_ahead import TypeAhead, is_typed
from aixtui.screens.unready import is_for_nothing
from aixtui.screens.workplace import Workplace
from aixtui.settings.values import Saying, nothing_said
from aixtui.stylesheets import by_need, stylesheets
from aixtui.theming.choice import NOTHING_KEPT, ThemeMemory
from aixtui.theming.roles import with_roles
from aixtui.theming.steady_stylesheet import SteadyStylesheet
from aixtui.theming.svg_fonts import with_own_fonts
from aixtui.widgets.clean_lines import CLEAN_LINES
from aixtui.wire.background import BackgroundTold
from aixtui.wire.choice import driver_class
from aixtui.workspace.session import AppSession


class AixtuiApp(GuardedApp):
    """Browses a workspace. Made by `build_app`."""

    TITLE, ENABLE_COMMAND_PALETTE = "aixtui", False
    BINDINGS = bindings_for("app")

    def __init__(
        self,
        first: Entrance,
        sources_of: Callable[[AppSession], Sequence[Source]],
        profiles: Profiles,
        kept_theme: ThemeMemory = NOTHING_KEPT,
        saying: Saying = nothing_said,
    ) -> None:
        sheets, late = by_need(stylesheets())
        super().__init__(driver_class(), list(sheets))
        self._shown = ShownNotifications(self._notifications, self.clear_notifications)
        self._theming = Theming(self, first.session.settings.theme, kept_theme)
        self.theme, self.follows_background = self._theming.first, self._theming.follows_background
        self.stylesheet = self._styles = SteadyStylesheet(self.get_css_variables(), late)
        self._workplace = Workplace(self, first, sources_of)
        here = self, self._workplace
        self._quitting, self._early_paste = Quitting(*here), EarlyPaste(*here)
        self._switching, self._commanding = ProfileSwitch(*here, profiles), Commanding(*here)
        placed, context = KeyboardLayout(self, self.latin).placed, self._workplace.context
        self._type_ahead = TypeAhead(self, placed, self._dispatch, context)
        self._settings_use = SettingsUse(self, self._workplace, self._theming, saying)

    @property
    def session(self) -> AppSession:
        """The session on the workspace that is open."""
        return self._workplace.session

    async def on_mount(self) -> None:
        await self._workplace.begin()

    async def on_event(self, event: events.Event) -> None:
        take = self._type_ahead.take if is_typed(event) else self._dispatch
        await take(event)

    async def _dispatch(self, event: events.Event) -> None:
        if not (self.screen_stack and is_for_nothing(self.screen, event)):
            await super().on_event(event)

    async def on_type_ahead_passed(self, message: TypeAhead.Passed) -> None:
        await self._type_ahead.advance(message)

    def on_paste(self, event: events.Paste) -> None:
        self._early_paste.take(event.text)

    def on_unmount(self) -> None:
        self.session.close()

    @property
    def place(self) -> LeftPlace:
        """Where the user is."""
        return self._workplace.place

    def leave(self) -> LeftPlace:
        return self.place._replace(picture=self._workplace.picture_in(self._theming.first))

    def get_css_variables(self) -> dict[str, str]:
        self.theme_variables = with_roles(super().get_css_variables())
        return self.theme_variables

    def get_line_filters(self) -> Sequence[Any]:
        return [*super().get_line_filters(), CLEAN_LINES]

    def notify(self, message: str, *, severity: SeverityLevel = "information", **kwargs: Any) -> None:
        self._shown.make_way_for(severity, kwargs.get("title", ""))
        super().notify(message, severity=severity, **kwargs)

    def push_screen(self, screen: Any, *args: Any, **kwargs: Any) -> Any:
        self._shown.make_way_for_opened(screen)
        if len(self.screen_stack) > 1:
            self._styles.complete()
        return super().push_screen(screen, *args, **kwargs)

    def pop_screen(self) -> Any:
        self._shown.make_way_after(self.screen)
        return super().pop_screen()

    def action_palette(self) -> None:
        from aixtui.palette import open_palette

        open_palette(self)

    def action_command(self) -> None:
        self._commanding.begin()

    def action_theme(self) -> None:
        self._theming.ask()

    def action_profile(self, name: str = "") -> None:
        self._switching.begin(name)

    def action_settings(self) -> None:
        self._settings_use.show()

    def on_background_told(self, message: BackgroundTold) -> None:
        self._theming.follow(is_dark=message.is_dark)

    def action_help(self) -> None:
        from aixtui.screens.helping import toggle_help

        toggle_help(self)

    async def action_quit(self) -> None:
        self._quitting.quit()

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """An SVG of the screen, in whatever monospaced font the viewer has: it names no remote one."""
        return with_own_fonts(super().export_screenshot(title=title, simplify=simplify))
