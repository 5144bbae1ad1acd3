"""Changing a setting: asked for by what it takes, written into the file at once, in use where that can be."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from aixtui.asking import prompt_until
from aixtui.face import Choice, Face
from aixtui.settings.described import KEYS
from aixtui.settings.reading import WrongSettingError, read_settings
from aixtui.settings.tree import Settings
from aixtui.settings.values import DEFAULT, FILE, SettingValue, value_words
from aixtui.settings.writing import value_of_text, write_setting
from aixtui.setup_error import SettingsError
from aixtui.workspace.notice import Notice
from aixtui.workspace.session import AppSession

NO_KEY = "none"
HOW_KEYS = "Keys as the app shows them, with spaces between them. The word none leaves it without any."


class SettingTypes(NamedTuple):
    """What is known of some settings elsewhere than in the settings."""

    options: Callable[[Settings], Mapping[str, Sequence[str]]]
    """All that some may be, by their names."""
    problem: Callable[[str, str], str]
    """Why a setting cannot be a text, as a sentence; empty where it can."""


class SettingChange:
    """Changes one setting after another. `used` tells that other settings hold."""

    def __init__(self, session: AppSession, types: SettingTypes, used: Notice) -> None:
        self._session, self._types, self._used = session, types, used

    async def ask(self, value: SettingValue, face: Face) -> None:
        """Have the user say what it is to be: what is one of two changes at once."""
        options = value.setting.options or self._types.options(self._session.settings).get(value.name, ())
        if tuple(options) == (True, False):
            await self.change(value, not value.in_file, face)
        elif options:
            await self._choose(value, options, face)
        else:
            await self._type(value, face)

    async def change(self, value: SettingValue, wanted: Any, face: Face) -> None:
        """Write it, None to leave it out, and say from when on it holds; what is wrong is shown."""
        try:
            await self._write(value, wanted)
        except SettingsError as error:
            face.problem(error)
            return
        face.tell(f"{value.name} {self._now(value, wanted)}")

    async def _choose(self, value: SettingValue, options: Sequence[str | bool], face: Face) -> None:
        def choices(_: str) -> list[Choice]:
            return [
                Choice(str(place), value_words(one), "as it is" if one == value.in_file else "")
                for place, one in enumerate(options)
            ]

        picked = await face.choose(value.name, choices)
        if picked is not None:
            await self.change(value, options[int(picked)], face)

    async def _type(self, value: SettingValue, face: Face) -> None:
        is_key = value.setting.name == KEYS
        text = value_words(value.in_file) if is_key else "" if value.in_file is None else str(value.in_file)
        detail = HOW_KEYS if is_key else f"{value.setting.about} It takes {value.setting.values}."
        attempt = partial(self._attempt, value, face)
        await prompt_until(face, value.name, text, attempt, yes="Use", detail=detail)

    async def _attempt(self, value: SettingValue, face: Face, text: str) -> str | None:
        """Write what was typed; what is wrong with it, to be shown beside it."""
        is_none = value.setting.name == KEYS and text.casefold() == NO_KEY
        wanted = value_of_text(value.setting, "" if is_none else text)
        if problem := self._types.problem(value.name, text):
            return problem
        try:
            await self._write(value, wanted)
        except SettingsError as error:
            return f"{_what_is_wrong(error, value.name)} {error.hint}".strip()
        face.tell(f"{value.name} {self._now(value, wanted)}")
        return None

    async def _write(self, value: SettingValue, wanted: Any) -> None:
        def write() -> Settings:
            write_setting(value.name, wanted)
            settings = read_settings()
            place = value.name.removeprefix("keys.")
            if wanted is None and place in settings.keys:  # the file says it of the action in all its scopes
                write_setting(value.name, value.setting.default)
                settings = read_settings()
            return settings

        self._session.settings = await self._session.bridge.write(write)
        self._used()

    def _now(self, value: SettingValue, wanted: Any) -> str:
        """What has become of it, as the rest of a sentence."""
        said = "has its default" if wanted is None else f"is {value_words(wanted)}"
        if value.source not in (DEFAULT, FILE):
            return f"{said} in config.toml; {value.source} says otherwise as long as it is there."
        return (
            f"{said} and holds now." if value.setting.is_live else f"{said}: it holds from the next start on."
        )


def _what_is_wrong(error: SettingsError, name: str) -> str:
    """Beside the line that is typed in it is clear which setting it is; anything else in the file is not."""
    if isinstance(error, WrongSettingError) and error.key == name:
        return f"It {error.what}."
    return str(error)
