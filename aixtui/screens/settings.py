"""The settings: each with its value and who says so, what it is for, and from when on a change holds."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from aixtui.actions import Scope
from aixtui.bindings import bindings_for
from aixtui.controllers.answering import Controllers
from aixtui.controllers.settings import SettingsController
from aixtui.editing.own_settings import OwnSettings
from aixtui.face import Part
from aixtui.kindspec.cells import clean
from aixtui.screens.base import BaseScreen
from aixtui.screens.context import ScreenContext
from aixtui.screens.presence import is_present
from aixtui.settings.reading import settings_file
from aixtui.settings.values import DEFAULT, FILE, SettingValue, value_words
from aixtui.widgets.bars import FooterBar, HeaderBar
from aixtui.widgets.pager import Pager
from aixtui.widgets.search_bar import SearchBar
from aixtui.widgets.settings_view import SettingsView
from aixtui.workspace.activity import Activity


class SettingsScreen(BaseScreen):
    """Shows the settings until the user leaves them."""

    SCOPE = "settings"
    PARTS = ("search",)
    BINDINGS = bindings_for("settings")

    def __init__(self, context: ScreenContext, settings: OwnSettings) -> None:
        self._activity = Activity()
        super().__init__(context, lambda: self._activity, self._focus)
        self.settings = settings
        self.controllers = Controllers(SettingsController(settings, self.face))

    @property
    def crumbs(self) -> tuple[str, ...]:
        return ("Settings",)

    @property
    def scopes_now(self) -> tuple[Scope, ...]:
        return ("search",) if self.query_one(SearchBar).is_edited else (self.SCOPE,)

    def compose(self) -> ComposeResult:
        yield HeaderBar(id="header")
        yield SearchBar("/", pause=0, id="search")
        yield SettingsView(self.settings.list, id="body")
        yield Static(markup=False, id="setting-about")
        yield Pager(id="pager")
        yield FooterBar(id="footer")

    def on_mount(self) -> None:
        self.follow(self.settings.list.changed, self._draw)
        self.query_one(SettingsView).focus()
        self._draw()

    def _draw(self) -> None:
        if self.settings.is_over:
            self.leave()
            return
        shown = self.settings.list
        bar = self.query_one(SearchBar)
        bar.display = bool(shown.text) or bar.is_edited
        bar.show(shown.text, "", self.SCOPE)
        self.query_one(SettingsView).show()
        self.query_one("#setting-about", Static).update(_about(shown.current))
        found = f"{len(shown.values)} of " if shown.text else ""
        line = Content(f" {found}{shown.count} settings · {settings_file()}")
        self.query_one(Pager).show_state(line, self._activity)
        self.draw_bars()

    def _focus(self, part: Part) -> None:
        if not is_present(self):
            return
        if part == "search":
            self.query_one(SearchBar).edit()
        else:
            self.query_one(SettingsView).focus()
        self._draw()

    @on(SettingsView.Picked)
    def _pick(self, message: SettingsView.Picked) -> None:
        self.settings.list.move_to(message.place)

    @on(SearchBar.Changed)
    def _search(self, message: SearchBar.Changed) -> None:
        self.settings.list.look_for(message.text)

    @on(SearchBar.Left)
    async def _leave_bar(self, message: SearchBar.Left) -> None:
        await self.action_do("to-list", message.line, message.text)

    @on(SearchBar.Cleared)
    async def _clear_bar(self, message: SearchBar.Cleared) -> None:
        await self.action_do("clear-text", message.line)


def _about(value: SettingValue | None) -> Content:
    """What a setting is for, what it takes, who says what of it, and from when on it holds."""
    if value is None:
        return Content.styled("No setting has these words.", "$quiet")
    takes = " or ".join(map(value_words, value.setting.options)) or value.setting.values
    holds = "A change holds at once." if value.setting.is_live else "A change holds from the next start on."
    lines = [value.setting.about, f"Takes {takes}.", f"{holds} {_origin(value)}".strip()]
    head, *rest = (clean(line) for line in lines)
    return Content("\n").join([Content(head), *(Content.styled(line, "$quiet") for line in rest)])


def _origin(value: SettingValue) -> str:
    if value.source in (DEFAULT, FILE):
        default = value_words(value.setting.default)
        return f"Its default is {default}." if default else ""
    written = value_words(value.in_file)
    file = f"config.toml says {written}." if written else "config.toml does not."
    return f"{value.source} says so; {file}"
