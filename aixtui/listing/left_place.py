"""Where the app was left, which is where the next start goes."""

from typing import NamedTuple

from aixtui.listing.launch_picture import LaunchPicture


class LeftPlace(NamedTuple):
    """A place as text, and what was under the cursor there."""

    address: str = ""
    """As `aixtui open` takes it; empty where that is nowhere."""
    row: str = ""
    """The id of the row under the cursor of a list; empty where there is none."""
    workspace: str | None = None
    """The workspace that this is in, empty where the next start may be in another; None if not connected."""
    picture: LaunchPicture | None = None
    """What the next start shows of it first; None where that is to wait for the app."""
