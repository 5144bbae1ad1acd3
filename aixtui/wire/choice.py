"""Which driver the app runs on, and what its messages are known by."""

from importlib.util import find_spec

from textual.constants import DRIVER
from textual.driver import Driver

NOTICE_TITLE = "Input of the terminal"
"""The title of what the driver tells, by which it is told from other messages."""


def driver_class() -> type[Driver] | None:
    """The driver of ours; None, Textual's choice, where `TEXTUAL_DRIVER` names one or termios is missing."""
    if DRIVER is not None or find_spec("termios") is None:
        return None
    from aixtui.wire.driver import FilteringDriver

    return FilteringDriver
