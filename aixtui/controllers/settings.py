"""The settings: the cursor among them, searching them, changing one."""

from aixtui.actions import AppAction
from aixtui.editing.own_settings import OwnSettings
from aixtui.face import Face


class SettingsController:
    """Answers for the keys of the settings."""

    def __init__(self, settings: OwnSettings, face: Face) -> None:
        self._settings, self._list, self._face = settings, settings.list, face

    def refusal(self, action: AppAction) -> str:
        """There has to be one; and something to be put back."""
        if action.id not in ("change-setting", "reset-setting"):
            return ""
        if self._list.current is None:
            return "There is no setting under the cursor."
        is_reset = action.id == "reset-setting" and self._settings.is_default
        return "It has its default already." if is_reset else ""

    def do_setting_down(self) -> None:
        """Go to the next one."""
        self._list.move(+1)

    def do_setting_up(self) -> None:
        """Go to the one before."""
        self._list.move(-1)

    def do_settings_down(self) -> None:
        """Go a screenful down."""
        self._list.turn(+1)

    def do_settings_up(self) -> None:
        """Go a screenful up."""
        self._list.turn(-1)

    def do_first_setting(self) -> None:
        """Go to the first one."""
        self._list.move_to(0)

    def do_last_setting(self) -> None:
        """Go to the last one."""
        self._list.move_to(len(self._list.values))

    async def do_change_setting(self) -> None:
        """Have the user change it."""
        await self._settings.change(self._face)

    async def do_reset_setting(self) -> None:
        """Leave it out of the file."""
        await self._settings.reset(self._face)

    async def do_edit_text(self) -> None:
        """Have the user edit the file."""
        await self._settings.edit_file(self._face)

    def do_find(self) -> None:
        """Have the user type what to search for."""
        self._face.focus("search")

    def do_to_list(self, _line: str, text: str) -> None:
        """The text is all that is wanted."""
        self._list.look_for(text)
        self._face.focus("list")

    def do_clear_text(self, _line: str) -> None:
        """Show all of them again."""
        self._list.look_for("")
        self._face.focus("list")

    def do_back(self) -> None:
        """Leave a search, else the settings."""
        if self._list.text:
            self._list.look_for("")
        else:
            self._settings.leave()
