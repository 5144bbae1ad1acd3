"""Changing `config.toml` on an explicit word of the user: comments and order stay, nothing wrong goes in."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aixtui.files.gate import BYTE_ORDER_MARK, read_text
from aixtui.settings.connection import check_address
from aixtui.settings.described import KEYS, Described, described
from aixtui.settings.reading import WrongSettingError, parse_settings, settings_file
from aixtui.setup_error import SettingsError
from aixtui.system.paths import make_private_dir
from aixtui.system.private_file import replace_file

_ADDRESSES = (".backend-url", ".models-url")


def settings_text() -> str:
    """The file as it is; empty where there is none.

    Raises:
        SettingsError: it cannot be read.
    """
    path = settings_file()
    try:
        return read_text(path).removeprefix(BYTE_ORDER_MARK)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise SettingsError(f"Cannot read the settings file {path}: {error.strerror}.") from error


def documented_default() -> str:
    """A file that sets nothing and says what can be set."""
    lines = ["# Settings of aixtui. What stands behind # is the default, or an example.", ""]
    table = ""
    for one in described():
        *parts, name = one.name.split(".")
        if (head := ".".join(parts)) != table:
            table = head
            lines += [f"# [{head}]" if "NAME" in head else f"[{head}]", ""]
        lines.append(f"# {one.about} Takes {one.values}.")
        lines += [f"# {name} = {as_toml(one.default) if one.default is not None else '...'}", ""]
    return "\n".join(lines)


def write_setting(name: str, value: Any) -> None:
    """Set one setting, or with None take it out. Raises as `write_settings`."""
    write_settings({name: value})


def write_settings(values: Mapping[str, Any]) -> None:
    """Set settings, or with None take them out: the file is written whole or not at all.

    Raises:
        WrongSettingError: there is no such setting, or it does not take the value.
        SettingsError: the file is wrong already, or cannot be written.
    """
    import tomlkit

    _refuse_addresses(values)
    text = settings_text()
    parse_settings(text, settings_file())  # what is wrong already is said with its own line
    document: Any = tomlkit.parse(text)
    for name, value in values.items():
        *parts, key = name.split(".")
        table = document
        for part in parts:
            if (present := _present(table, part)) is None and value is not None:
                table[part] = tomlkit.table()
            table = table.get(present or part, {})
        present = _present(table, key)
        if value is not None:
            table[present or key] = value
        elif present is not None:
            del table[present]
    changed = tomlkit.dumps(document)
    try:
        parse_settings(changed, settings_file())
    except WrongSettingError as error:  # it stands in no line yet
        raise WrongSettingError(f"{error.key} {error.what}.", error.hint, error.key, error.what) from None
    save_settings(changed)


def save_settings(text: str) -> Path:
    """Write the file, and return where it is.

    Raises:
        SettingsError: it cannot be written.
    """
    path = settings_file()
    try:
        make_private_dir(path.parent)
        replace_file(path, text.encode())
    except OSError as error:
        raise SettingsError(f"Cannot write the settings file {path}: {error.strerror}.") from error
    return path


def value_of_text(setting: Described, text: str) -> Any:
    """What a text that is typed stands for in a setting: a number, yes or no, keys, or itself."""
    if setting.name == KEYS:
        keys = text.split()
        return keys if len(keys) > 1 else "".join(keys)
    if True in setting.options and text in ("true", "yes", "on"):
        return True
    if True in setting.options and text in ("false", "no", "off"):
        return False
    return int(text) if setting.is_number and text.isascii() and text.isdecimal() else text


def as_toml(value: Any) -> str:
    """A value as it stands in the file."""
    return json.dumps(value, ensure_ascii=False)


def _refuse_addresses(values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if value and name.startswith("profiles.") and name.replace("_", "-").endswith(_ADDRESSES):
            check_address(str(value), f"setting {name}", os.environ)


def _present(table: Any, key: str) -> str | None:
    """The spelling by which it is there: - and _ are the same."""
    return next((one for one in table if one.replace("-", "_") == key.replace("-", "_")), None)
