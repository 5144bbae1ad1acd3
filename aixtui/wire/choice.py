"""Which driver the app runs on."""

from importlib.util import find_spec

from textual.constants import DRIVER
from textual.driver import Driver


def driver_class() -> type[Driver] | None:
    """The driver of ours; None, Textual's choice, where `TEXTUAL_DRIVER` names one or termios is missing."""
    if DRIVER is not None or find_spec("termios") is None:
        return None
    from aixtui.wire.driver import FilteringDriver

    return FilteringDriver
