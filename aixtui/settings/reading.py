"""`config.toml` -> `Settings`. In keys - and _ are the same."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from aixtui.files.gate import BYTE_ORDER_MARK, read_text
from aixtui.settings.connection import SANDBOX
from aixtui.settings.tree import Browse, Editing, Profile, ReplyLimits, Runs, Settings
from aixtui.setup_error import SettingsError
from aixtui.system.paths import config_dir

_HEAD = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?")
_KEY = re.compile(r"\s*([^=#]+?)\s*=")


class WrongSettingError(SettingsError):
    """A key of the file is unknown, or does not take its value."""

    def __init__(self, text: str, hint: str, key: str, what: str) -> None:
        super().__init__(text, hint)
        self.key, self.what = key, what
        """Which it is, and what is said of it."""


def settings_file() -> Path:
    """Where the settings are read from."""
    return config_dir() / "config.toml"


def read_settings(file: Path | None = None) -> Settings:
    """Read the settings; a file that does not exist means the defaults.

    Raises:
        SettingsError: the file cannot be read, is not TOML, or holds an unknown key or a wrong value.
    """
    path = file or settings_file()
    try:
        text = read_text(path).removeprefix(BYTE_ORDER_MARK)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        text = f"Cannot read the settings file {path}: {error.strerror}."
        raise SettingsError(text, "Make it a file of yours that you may read.") from error
    return parse_settings(text, path)


def parse_settings(text: str, path: Path) -> Settings:
    """The settings in the text of the file at a path.

    Raises:
        SettingsError: it is not TOML, or holds an unknown key or a wrong value.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"The settings file {path} is not valid TOML: {error}.") from error
    return _Reader(path, text).settings(table)


class _Reader:
    """Turns tables into dataclasses; every complaint names the file and the key."""

    def __init__(self, path: Path, text: str) -> None:
        self._path, self._text = path, text

    def settings(self, table: Mapping[str, Any]) -> Settings:
        values = self._validate(Settings, table, "")
        values["browse"] = Browse(**self._validate(Browse, self._table(table, "browse"), "browse."))
        values["editing"] = Editing(**self._validate(Editing, self._table(table, "editing"), "editing."))
        values["runs"] = Runs(**self._validate(Runs, self._table(table, "runs"), "runs."))
        values["limits"] = ReplyLimits(**self._validate(ReplyLimits, self._table(table, "limits"), "limits."))
        if keys := self._table(table, "keys"):
            from aixtui.settings.keys import KeysReader  # it needs the action table, which commands do not

            values["keys"] = KeysReader(self._refuse).read(keys)
        profiles = self._table(table, "profiles")
        if SANDBOX in profiles:
            self._refuse(f"profiles.{SANDBOX}", "is built in", "Give that profile another name.")
        values["profiles"] = {
            name: Profile(
                **self._validate(Profile, self._table(profiles, name, "profiles."), f"profiles.{name}.")
            )
            for name in profiles
        }
        return Settings(**values)

    def _table(self, parent: Mapping[str, Any], name: str, prefix: str = "") -> Mapping[str, Any]:
        table = parent.get(name, {})
        if not isinstance(table, dict):
            self._refuse(prefix + name, "must be a table")
        return dict(table)

    def _validate(self, cls: type[Any], table: Mapping[str, Any], prefix: str) -> dict[str, Any]:
        specs = {f.name: f for f in fields(cls)}
        values = {}
        for key, value in table.items():
            name = key.replace("-", "_")
            if name not in specs:
                near = get_close_matches(name, specs, n=1)
                self._refuse(prefix + key, "is unknown", f"Did you mean {near[0]!r}?" if near else "")
            if name in values:
                self._refuse(prefix + key, "stands there with - and with _")
            if specs[name].default is not MISSING:  # otherwise it is a table, read on its own
                self._check_value(specs[name], value, prefix + key)
            values[name] = value
        return values

    def _check_value(self, spec: Field[Any], value: object, key: str) -> None:
        if "least" in spec.metadata:
            least, most = spec.metadata["least"], spec.metadata["most"]
            if type(value) is not int or not least <= value <= most:
                self._refuse(key, f"must be a whole number from {least} to {most:,}")
        elif "one_of" in spec.metadata:
            allowed = spec.metadata["one_of"]
            # By type too: to Python 1 is true.
            if not any(type(value) is type(one) and value == one for one in allowed):
                self._refuse(key, f"must be one of {', '.join(map(_as_toml, allowed))}")
        elif not isinstance(value, str) or not value:
            self._refuse(key, "must be text in quotes")

    def _refuse(self, key: str, what: str, hint: str = "") -> NoReturn:
        line = line_of(key, self._text)
        place = f"{self._path}, line {line}" if line else f"{self._path}"
        raise WrongSettingError(f"In {place}, the key {key!r} {what}.", hint, key, what)


def line_of(key: str, text: str) -> int:
    """The line in which a key stands, from 1; 0 where that cannot be told."""
    wanted, table = _parts(key), list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        if head := _HEAD.fullmatch(line):
            table = _parts(head[1])
            if wanted == table:
                return number
        elif (match := _KEY.match(line)) and [*table, *_parts(match[1])] == wanted:
            return number
    return 0


def _as_toml(value: str | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else value


def _parts(key: str) -> list[str]:
    return [part.strip().strip("\"'").replace("-", "_") for part in key.split(".")]
