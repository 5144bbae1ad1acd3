"""When Python looks for garbage among its objects."""

import gc

_THRESHOLDS = (20_000, 20, 20)
"""How many new objects, or rounds, between two looks."""


def put_off_garbage() -> None:
    """Do not look: what a start makes, tens of thousands of objects, is all to stay."""
    gc.disable()


def collect_garbage() -> None:
    """Look from now on, less often than Python does by itself: there is much to look at."""
    gc.set_threshold(*_THRESHOLDS)
    gc.enable()
