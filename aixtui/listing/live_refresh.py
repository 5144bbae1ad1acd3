"""Loading a list again by itself, every few seconds."""

import asyncio
from collections.abc import Callable

from aixtui.face import Face

LIVE_SECONDS = 5.0
"""Between two loads, where the user asks for it."""


class LiveRefresh:
    """Calls `refresh` for as long as the user wants it, or the source that is looked at changes by itself."""

    def __init__(self, face: Face, refresh: Callable[[], None]) -> None:
        self._face, self._refresh = face, refresh
        self._is_enabled: bool | None = None
        self.seconds = 0.0
        """How often; 0 for not at all."""

    def toggle(self) -> None:
        """Begin, or stop, whatever list is looked at from now on."""
        self._is_enabled = not self.seconds
        self._set(LIVE_SECONDS if self._is_enabled else 0.0)

    def follow(self, source_seconds: float) -> None:
        """Another source is looked at: what the user has said goes before its own habit."""
        if self._is_enabled is None and source_seconds != self.seconds:
            self._set(source_seconds)

    def _set(self, seconds: float) -> None:
        self.seconds = seconds
        if seconds:
            self._face.start(self._go_on(), "live")
        else:
            self._face.stop("live")

    async def _go_on(self) -> None:
        while True:
            await asyncio.sleep(self.seconds)
            if self._face.in_sight:  # what is covered is refreshed when it is seen again
                self._refresh()
