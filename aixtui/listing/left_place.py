"""Where the app was left, which is where the next start goes."""

from typing import NamedTuple


class LeftPlace(NamedTuple):
    """A place as text, and what was under the cursor there."""

    address: str = ""
    """As `aixtui open` takes it; empty where that is nowhere."""
    row: str = ""
    """The id of the row under the cursor of a list; empty where there is none."""
