"""All settings in their groups, narrowed by what is searched for, with a cursor."""

from collections.abc import Sequence
from typing import NamedTuple

from aixtui.settings.values import Saying, SettingValue, key_values, setting_values, value_words
from aixtui.workspace.notice import Notice
from aixtui.workspace.session import AppSession

GENERAL = "general"


class SettingLine(NamedTuple):
    """A heading, a setting below one, or the space between two groups."""

    heading: str = ""
    value: SettingValue | None = None


class SettingsList:
    """What is shown of the settings of a sitting. Narrowing and changing keep the cursor where it was."""

    def __init__(self, session: AppSession, saying: Saying) -> None:
        self.session, self._saying = session, saying
        self.changed = Notice()
        self.text = ""
        self._cursor, self._height = 0, 1
        self._values: tuple[SettingValue, ...] = ()
        self.read()

    def read(self) -> None:
        """List the settings as they hold now."""
        settings = self.session.settings
        self._values = (*setting_values(settings, self._saying(settings)), *key_values(settings))
        self.changed()

    @property
    def values(self) -> Sequence[SettingValue]:
        """Those that have all the words that are searched for."""
        words = self.text.casefold().split()
        return [one for one in self._values if all(map(_searched(one).__contains__, words))]

    @property
    def lines(self) -> Sequence[SettingLine]:
        """Them, each group below its heading."""
        lines: list[SettingLine] = []
        before = ""
        for value in self.values:
            if (group := group_of(value)) != before:
                lines += [SettingLine()] * bool(before)
                before = group
                lines.append(SettingLine(heading=group))
            lines.append(SettingLine(value=value))
        return lines

    @property
    def count(self) -> int:
        """How many settings there are in all."""
        return len(self._values)

    @property
    def current(self) -> SettingValue | None:
        """The one under the cursor; None where none is found."""
        values = self.values
        return values[min(self._cursor, len(values) - 1)] if values else None

    def move_to(self, place: int) -> None:
        """Put the cursor on one, by its place among those that are found."""
        self._cursor = min(max(place, 0), max(len(self.values) - 1, 0))
        self.changed()

    def move(self, by: int) -> None:
        """Put the cursor so many further."""
        self.move_to(min(self._cursor, len(self.values) - 1) + by)

    def turn(self, by: int) -> None:
        """Put the cursor so many screenfuls further."""
        self.move(by * self._height)

    def fit(self, height: int) -> None:
        """So many lines are in sight."""
        self._height = max(height - 1, 1)

    def look_for(self, text: str) -> None:
        """Show those alone that have these words in name, value or explanation, with the cursor on the first.

        Once nothing is searched for it stays on what it is on.
        """
        current, self.text = self.current, text
        self.move_to(0 if text or current is None else self.values.index(current))


def group_of(value: SettingValue) -> str:
    """Under which heading a setting stands: its table in the file."""
    head = value.name.rpartition(".")[0]
    return head.replace(".", " ") or GENERAL


def _searched(value: SettingValue) -> str:
    return f"{value.name} {value_words(value.value)} {value.source} {value.setting.about}".casefold()
