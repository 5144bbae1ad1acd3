"""Each setting as it holds now, with who says so."""

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple, TypeAlias

from aixtui.actions import ACTIONS
from aixtui.app_action import AppAction
from aixtui.key_names import key_name
from aixtui.settings.described import KEYS, Described, described
from aixtui.settings.tree import Profile, Settings
from aixtui.setup_error import SettingsError

DEFAULT, FILE = "default", "config.toml"


class SaidElsewhere(NamedTuple):
    """What an option or the environment says in the place of the file."""

    value: Any
    source: str


Saying: TypeAlias = Callable[[Settings], Mapping[str, SaidElsewhere]]
"""What options and the environment say in the place of settings, by the names of those."""


def nothing_said(_: Settings) -> Mapping[str, SaidElsewhere]:
    """What holds where only the file is asked."""
    return {}


class SettingValue(NamedTuple):
    """One setting now. Of a key the value is a list of keys as people write them."""

    name: str
    value: Any
    source: str
    """`default`, `config.toml`, or the option or the variable that says otherwise."""
    in_file: Any
    """What it would be without that."""
    setting: Described


def setting_values(settings: Settings, said: Mapping[str, SaidElsewhere]) -> tuple[SettingValue, ...]:
    """All settings but keys, which are many; profiles have theirs each."""
    return tuple(_value(setting, name, settings, said) for setting, name in _named(settings))


def key_values(settings: Settings) -> tuple[SettingValue, ...]:
    """The keys of all actions that have some, each explained by what the action does."""
    (setting,) = (one for one in described() if one.name == KEYS)
    return tuple(_key_value(setting, action, settings) for action in ACTIONS if action.keys)


def setting_value(name: str, settings: Settings, said: Mapping[str, SaidElsewhere]) -> SettingValue:
    """One setting by its name.

    Raises:
        SettingsError: there is none, or it means several actions whose keys differ.
    """
    setting = setting_named(name)
    if setting.name != KEYS:
        return _value(setting, name, settings, said)
    wanted = name.replace("_", "-").removeprefix("keys.")
    found = [one for one in key_values(settings) if one.name.endswith(f".{wanted}")]
    if not found or len({tuple(one.value) for one in found}) > 1:
        names = ", ".join(one.name for one in found)
        why = f"has other keys in other scopes: {names}" if found else "is not known: aixtui keys lists them"
        raise SettingsError(f"The action {wanted!r} {why}.")
    return found[0]._replace(name=name)


def setting_named(name: str) -> Described:
    """What a name means: that of a profile or a key is one of many.

    Raises:
        SettingsError: there is no such setting.
    """
    parts = name.replace("_", "-").split(".")
    if parts[0] == "profiles" and len(parts) > 2:
        parts = ["profiles", "NAME", *parts[2:]]
    elif parts[0] == "keys" and len(parts) in (2, 3):
        parts = [KEYS]
    known = {one.name: one for one in described()}
    if (wanted := ".".join(parts)) not in known:
        near = get_close_matches(wanted, known, 1)
        raise SettingsError(f"There is no setting {name!r}.", f"Did you mean {near[0]}?" if near else "")
    return known[wanted]


def _named(settings: Settings) -> Iterator[tuple[Described, str]]:
    for one in described():
        if "NAME" in one.name:
            yield from ((one, one.name.replace("NAME", profile)) for profile in settings.profiles)
        elif one.name != KEYS:
            yield one, one.name


def _value(
    setting: Described, name: str, settings: Settings, said: Mapping[str, SaidElsewhere]
) -> SettingValue:
    found: Any = settings
    for part in name.split("."):
        is_profile = isinstance(found, dict)
        found = found.get(part, Profile()) if is_profile else getattr(found, part.replace("-", "_"))
    source = DEFAULT if found == setting.default else FILE
    now = said.get(name, SaidElsewhere(found, source))
    return SettingValue(name, now.value, now.source, found, setting)


def _key_value(setting: Described, action: AppAction, settings: Settings) -> SettingValue:
    default = [key_name(key) for key in action.keys]
    keys = [key_name(key) for key in settings.keys.get(action.place, action.keys)]
    source = FILE if action.place in settings.keys else DEFAULT
    own = setting._replace(
        default=default, about=action.help, values="keys, with spaces between them, or none"
    )
    return SettingValue(f"keys.{action.place}", keys, source, keys, own)


def value_words(value: Any) -> str:
    """A value as people say it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " ".join(value) or "none"
    return f"{value:,}" if isinstance(value, int) else "" if value is None else str(value)
