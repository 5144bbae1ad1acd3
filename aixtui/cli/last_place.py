"""Where the app was when it was left, one place a profile: `start = "last"` opens there."""

from contextlib import closing, suppress

from aixtui.settings.reading import read_settings
from aixtui.settings.tree import LAST
from aixtui.setup_error import SettingsError
from aixtui.stores.sqlite_file import StoreError
from aixtui.stores.state import StateStore


def last_place(profile: str) -> str:
    """The address that was left; empty where none is known."""
    with suppress(StoreError), closing(StateStore(is_glance=True)) as store:
        return store.last_address(profile)
    return ""


def remember_place(profile: str, address: str) -> None:
    """Keep an address that is left, where the settings want to go back there."""
    with suppress(StoreError, SettingsError):
        if address and read_settings().start == LAST:
            with closing(StateStore()) as store:
                store.remember_address(profile, address)
