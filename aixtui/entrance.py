"""The ways into workspaces, the same at the start and for whoever goes on to another profile."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from aixtui.listing.address import AppAddress
from aixtui.listing.left_place import LeftPlace
from aixtui.settings.read_only import Mode
from aixtui.workspace.session import AppSession


class Entrance(NamedTuple):
    """A session that has not connected yet, and where its lists open."""

    profile: str
    """The profile that leads there, or `sandbox`."""
    session: AppSession
    start: AppAddress | None = None
    """None for the first list."""
    row: str = ""
    """The id of the row that the cursor goes to, where it is there."""


class OfferedProfile(NamedTuple):
    """What is known of a profile before it is opened: nothing is asked for that."""

    name: str
    backend: str = ""
    """The address of its platform, or of what database its sandbox is."""
    key_source: str = ""
    """Where a key for it would come from; empty for a sandbox, which has its own."""
    is_key_sure: bool = True
    """Whether it is there; else `Profiles.key_sources` finds out."""
    read_only: Mode = "no"
    problem: str = ""
    """Why it cannot be opened, as a sentence; empty where nothing speaks against it."""


class Profiles(Protocol):
    """The profiles of the settings, as these are now, and the sandbox."""

    def offers(self) -> Sequence[OfferedProfile]:
        """All of them.

        Raises:
            SettingsError: the settings cannot be read.
        """

    def key_sources(self) -> Iterator[tuple[str, str]]:
        """The profiles that only a keyring can tell of, each with what it tells. It may take its time.

        Raises:
            SettingsError: the settings cannot be read.
        """

    def remember(self, name: str, left: LeftPlace) -> None:
        """Keep where a profile is left, as the settings want it."""

    def open(self, name: str) -> Entrance:
        """The way into the workspace of a profile.

        Raises:
            SettingsError: there is none by this name, or what is said of it is not valid.
        """
