"""The ways into workspaces, the same at the start and for whoever goes on to another one."""

from typing import NamedTuple

from aixtui.listing.address import AppAddress
from aixtui.workspace.session import AppSession


class Entrance(NamedTuple):
    """A session that has not connected yet, and where its lists open."""

    profile: str
    """The profile that leads there, or `sandbox`."""
    session: AppSession
    start: AppAddress | None = None
    """None for the first list."""
