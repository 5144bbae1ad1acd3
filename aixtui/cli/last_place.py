"""Where the app was when it was left, one place a profile: `start = "last"` opens there."""

from contextlib import closing, suppress

from aixtui.listing.left_place import LeftPlace
from aixtui.settings.reading import read_settings
from aixtui.settings.tree import LAST
from aixtui.setup_error import SettingsError
from aixtui.stores.sqlite_file import StoreError
from aixtui.stores.state import StateStore


def last_place(profile: str) -> LeftPlace:
    """The place that was left; an empty one where none is known."""
    with suppress(StoreError), closing(StateStore(is_glance=True)) as store:
        return LeftPlace(*store.last_place(profile))
    return LeftPlace()


def remember_place(profile: str, left: LeftPlace) -> None:
    """Keep a place that is left, where the settings want to go back there."""
    with suppress(StoreError, SettingsError):
        if left.address and read_settings().start == LAST:
            with closing(StateStore()) as store:
                store.remember_place(profile, left.address, left.row)
