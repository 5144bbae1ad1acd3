"""When a pilot goes on after a key: once the app rests. Textual waits for 40 ms more at the least."""

import threading
from asyncio import sleep
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, process_time

import pytest
from textual import app, pilot

LOOK_SECONDS, BUSY_SECONDS = 0.004, 0.0004
"""How long the process is watched at once, and what of that it may work while it counts as resting."""
CALL_SECONDS = 0.04
"""How long calls that are under way are waited for: as long as Textual waits for whatever there is."""


async def rest(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Wait until the process does nothing, and no call of the app is under way: for those only so long."""
    start = monotonic()
    has_rested = False
    while not has_rested and monotonic() - start < max_sleep:
        worked = process_time()
        await sleep(LOOK_SECONDS)
        waited = monotonic() - start
        is_quiet = process_time() - worked < BUSY_SECONDS
        has_rested = is_quiet and waited > min_sleep and (waited > CALL_SECONDS or not _calls())


def _calls() -> bool:
    return any(thread.name == "aixtui-call" for thread in threading.enumerate())


@contextmanager
def soon() -> Iterator[None]:
    """Have all pilots wait so."""
    with pytest.MonkeyPatch.context() as patches:
        for module in (app, pilot):
            patches.setattr(module, "wait_for_idle", rest)
        yield
