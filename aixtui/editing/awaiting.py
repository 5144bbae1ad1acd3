"""Waiting for what the user does elsewhere, such as a consent in a browser, while it is seen how long."""

import asyncio

from aixtui.kindspec.handed_over import Awaited
from aixtui.system import clock
from aixtui.workspace.notice import Notice
from aixtui.workspace.problems import explain
from aixtui.workspace.session import AppSession

PAUSE_SECONDS = 2.0
"""Between two questions to the server."""


class Awaiting:
    """Asks again and again until it is done; whoever shows the `state` follows `changed`."""

    def __init__(self, session: AppSession, awaited: Awaited) -> None:
        self._session, self._awaited = session, awaited
        self.changed = Notice()
        self.is_done = False
        self.state = f"{awaited.waiting} …"
        """How it stands, as a sentence."""

    @property
    def left(self) -> str:
        """What is still so where the user waits no longer, as a sentence; empty once it is done."""
        return "" if self.is_done else self._awaited.left

    async def wait(self) -> None:
        """Wait until it is done; what goes wrong with asking is shown, and it is asked again."""
        start = clock.monotonic()
        while not self.is_done:
            problem = ""
            try:
                self.is_done = await self._session.read(lambda _: self._awaited.is_done())
            except Exception as error:
                problem = f" {explain(error).sentence}"
            seconds = clock.monotonic() - start
            self.state = (
                self._awaited.done if self.is_done else f"{self._awaited.waiting}, {seconds:.0f} s.{problem}"
            )
            self.changed()
            if not self.is_done:
                await asyncio.sleep(PAUSE_SECONDS)
