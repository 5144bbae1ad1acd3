"""Whether the facts of the row under the cursor are shown, and how large."""

from aixtui.listing.memory import Memory
from aixtui.workspace.notice import Notice

SIZES = ("small", "middle", "large")
_NOTE, _HIDDEN = "preview", "hidden"


class Preview:
    """Hidden at first; as it was left from the second sitting on."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self.changed = Notice()
        self.is_visible = False
        self.size = 1
        """From 1 to the number of sizes."""

    async def recall(self) -> None:
        """Show it as it was left."""
        note = await self._memory.read(lambda store: store.note(_NOTE))
        if note in SIZES:
            self.is_visible, self.size = True, SIZES.index(note) + 1
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
