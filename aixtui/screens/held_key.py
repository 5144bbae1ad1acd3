"""Whether a key is pressed or still held down: a terminal sends a held key again and again."""

from aixtui.system import clock

HOLD_SECONDS = 1.0
"""A key that comes again within this time is held: keyboards wait up to 0.7 s before they repeat one."""


class HeldKey:
    """The key that came last. Most terminals tell no letting go, so a pause has to stand for it."""

    def __init__(self) -> None:
        self.key = ""
        self._began_at = self._came_at = 0.0
        self._count = 0

    def note(self, key: str) -> None:
        """This key comes now."""
        now = clock.monotonic()
        if key != self.key or now - self._came_at >= HOLD_SECONDS:
            self.key, self._began_at, self._count = key, now, 0
        self._came_at, self._count = now, self._count + 1

    @property
    def is_held(self) -> bool:
        """Whether the key that came last had come just before."""
        return self._count > 1 and clock.monotonic() - self._came_at < HOLD_SECONDS

    def is_held_since_before(self, moment: float) -> bool:
        """Whether it has been held down since before a moment of `clock.monotonic`."""
        return self.is_held and self._began_at <= moment
