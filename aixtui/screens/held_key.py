"""Whether a key is pressed or still held down: a terminal sends a held key again and again."""

from typing import Literal

from aixtui.actions import AppAction
from aixtui.app_action import key_label
from aixtui.system import clock

HOLD_SECONDS = 1.0
"""A key that comes again within this time may be held: keyboards wait up to 0.7 s before they repeat one."""
PAUSE_SECONDS = 0.3
"""A key that comes again within this time is held: once keyboards repeat one, they do so quickly."""

Press = Literal["pressed", "held", "unclear"]


class HeldKey:
    """The key that came last. Most terminals tell no letting go, so a pause has to stand for it."""

    def __init__(self) -> None:
        self.key = ""
        self._began_at = self._came_at = self._pause = 0.0
        self._count = 0

    def note(self, key: str) -> None:
        """This key comes now."""
        now = clock.monotonic()
        self._pause = now - self._came_at
        if key != self.key or self._pause >= HOLD_SECONDS:
            self.key, self._began_at, self._count = key, now, 0
        self._came_at, self._count = now, self._count + 1

    @property
    def is_held(self) -> bool:
        """Whether the key that came last may be held, since it had come just before."""
        return self._count > 1 and clock.monotonic() - self._came_at < HOLD_SECONDS

    def reason_against(self, action: AppAction) -> str:
        """Why an action that sends something cannot be done while its key is held, as a sentence."""
        is_refused = action.sends and self.is_held
        return f"{key_label(action, typing=True)} is held down: let it go for a second." if is_refused else ""

    def since(self, moment: float) -> Press:
        """Whether it has been held down since before a moment of `clock.monotonic`.

        After a pause that is unclear: it is pressed once more, or comes for the second time of being held.
        """
        if not self.is_held or self._began_at > moment:
            return "pressed"
        return "held" if self._pause < PAUSE_SECONDS else "unclear"
