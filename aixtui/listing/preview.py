"""Whether the facts of the row under the cursor are shown, and how large."""

from aixtui.listing.memory import Memory
from aixtui.workspace.notice import Notice

SIZES = ("small", "middle", "large")
BESIDE_FROM_WIDTH, BELOW_FROM_HEIGHT = 110, 17
"""Columns of the screen from which on the preview stands beside the list; lines from which on below it."""
_NOTE, _HIDDEN = "preview", "hidden"


class Preview:
    """Hidden at first; as it was left from the second sitting on."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self.changed = Notice()
        self.is_visible = False
        """Whether the user wants to see it."""
        self.has_room = True
        """Whether it leaves some of the list to be seen."""
        self.size = 1
        """From 1 to the number of sizes."""

    async def recall(self) -> None:
        """Show it as it was left."""
        note = await self._memory.read(lambda store: store.note(_NOTE))
        if note in SIZES:
            self.is_visible, self.size = True, SIZES.index(note) + 1
            self.changed()

    @property
    def is_shown(self) -> bool:
        """Whether it is seen: what is wanted waits for room."""
        return self.is_visible and self.has_room

    def fit(self, width: int, height: int) -> None:
        """The screen has so many columns and lines from now on."""
        has_room = width >= BESIDE_FROM_WIDTH or height >= BELOW_FROM_HEIGHT
        if has_room != self.has_room:
            self.has_room = has_room
            self.changed()

    def toggle(self) -> None:
        """Show it, or hide it."""
        self._set(self.size, is_visible=not self.is_visible)

    def enlarge(self) -> None:
        """Show it in the next size, after the largest one in the smallest."""
        self._set(self.size % len(SIZES) + 1, is_visible=True)

    def _set(self, size: int, *, is_visible: bool) -> None:
        self.size, self.is_visible = size, is_visible
        self._memory.keep(lambda store: store.keep_note(_NOTE, SIZES[size - 1] if is_visible else _HIDDEN))
        self.changed()
