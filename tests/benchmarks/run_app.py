"""The app on a sandbox where every run has so many steps from the start, the last of which stays at work."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from aixtui.kindspec.results import Reading, RunEvent, RunStep
from aixtui.sandbox import start
from aixtui.system.garbage import collect_garbage
from aixtui.workspace.session import AppSession
from tests.driving import app_on, connection_to

POLL_SECONDS = 0.5


def steps_of(count: int) -> tuple[RunStep, ...]:
    """Steps of several agents; the last one is not done."""
    done = (
        RunStep(
            str(at),
            agent=f"Worker {at // 25}",
            unit=f"Tool {at}",
            thought="What comes next is judged by what came before. " * 5,
            input={"text": "word " * 100},
            output="It is done. " * 20,
            seconds=0.2 + at % 7,
            credits=0.0001 * (at % 5),
        )
        for at in range(count - 1)
    )
    return (*done, RunStep(str(count), agent="Worker", unit=f"Tool {count - 1}", thought="Is it so?"))


async def play(*_: Any) -> AsyncIterator[RunEvent]:
    """A run that goes on for ever, polled twice a second."""
    yield RunEvent("sent", 0.0)
    reading = Reading(steps=steps_of(int(sys.argv[2])))
    while True:
        yield RunEvent("polled", 0.0, "IN_PROGRESS", "http://run", reading=reading, wait=POLL_SECONDS)
        await asyncio.sleep(POLL_SECONDS)


def main() -> None:
    collect_garbage()  # as whoever opens the app does
    setattr(AppSession, "run", play)  # noqa: B010
    with start(Path(sys.argv[1])) as sandbox:
        app_on(connection_to(sandbox)).run()


if __name__ == "__main__":
    main()
