"""Where the app was when it was left, one place a profile: `start = "last"` opens there.

With it goes which workspace that was: of a key in a keyring it is known only once that has been asked.
"""

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


def last_workspace(profile: str) -> str:
    """The workspace that the profile led to; empty where none is known."""
    with suppress(StoreError), closing(StateStore(is_glance=True)) as store:
        return store.last_workspace(profile)
    return ""


def remember_place(profile: str, left: LeftPlace) -> None:
    """Keep where one was: the place where the settings want to go back there."""
    with suppress(StoreError, SettingsError), closing(StateStore()) as store:
        if left.workspace is not None:
            store.remember_workspace(profile, left.workspace)
        if left.address and read_settings().start == LAST:
            store.remember_place(profile, left.address, left.row)


def forget_workspace(profile: str) -> None:
    """The profile may lead elsewhere now: another key is kept for it, or none."""
    with suppress(StoreError), closing(StateStore()) as store:
        store.remember_workspace(profile, "")
