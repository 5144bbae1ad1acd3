"""The one clock of the interface, so that tests can stop it."""

import time


def monotonic() -> float:
    """Seconds from an arbitrary start, never going back."""
    return time.monotonic()
