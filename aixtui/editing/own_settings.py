"""The settings while they are looked at: which there are, and changing them."""

from aixtui.editing.setting_change import SettingChange, SettingTypes
from aixtui.editing.settings_list import SettingsList
from aixtui.face import Face
from aixtui.settings.reading import read_settings, settings_file
from aixtui.settings.tree import Settings
from aixtui.settings.values import Saying
from aixtui.settings.writing import documented_default, save_settings
from aixtui.setup_error import SettingsError
from aixtui.workspace.notice import Notice
from aixtui.workspace.session import AppSession


class OwnSettings:
    """Everything that the screen of the settings shows and does. `used` tells that other settings hold."""

    def __init__(self, session: AppSession, saying: Saying, types: SettingTypes) -> None:
        self.list = SettingsList(session, saying)
        self.used = Notice()
        self._session = session
        self._change = SettingChange(session, types, self.used)
        self.used.listen(self.list.read)
        self.is_over = False

    async def change(self, face: Face) -> None:
        """Have the user change the one under the cursor."""
        if (value := self.list.current) is not None:
            await self._change.ask(value, face)

    async def reset(self, face: Face) -> None:
        """Leave the one under the cursor out of the file."""
        if (value := self.list.current) is not None:
            await self._change.change(value, None, face)

    @property
    def is_default(self) -> bool:
        """Whether the one under the cursor is left to its default already."""
        value = self.list.current
        return value is None or value.in_file == value.setting.default

    async def edit_file(self, face: Face) -> None:
        """Have the user edit the file in an editor of their own, and use what it says then."""
        path = settings_file()
        try:
            if not path.exists():
                await self._session.bridge.write(lambda: save_settings(documented_default()))
            if not await face.edit_file(path):
                face.tell("There is no editor: VISUAL or EDITOR names one.", warning=True)
                return
            settings: Settings = await self._session.bridge.read(read_settings)
        except SettingsError as error:  # what held before holds on
            face.problem(error)
            return
        self._session.settings = settings
        self.used()

    def leave(self) -> None:
        """The user has seen enough."""
        self.is_over = True
        self.list.changed()
