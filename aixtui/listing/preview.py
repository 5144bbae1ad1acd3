"""Whether the facts of the row under the cursor are shown, and how large."""

from aixtui.listing.memory import Memory
from aixtui.workspace.notice import Notice

SIZES = ("small", "middle", "large")
BESIDE_FROM_WIDTH, BELOW_FROM_HEIGHT = 110, 17
"""Columns of the screen from which on the preview stands beside the list; lines from which on below it."""
JSON_FROM_WIDTH = 160
"""Columns from which on there is room for the document, too, below the facts beside the list."""
_NOTE, _HIDDEN, _WITH_JSON = "preview", "hidden", " with JSON"


class Preview:
    """Hidden at first; as it was left from the second sitting on."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self.changed = Notice()
        self.is_visible = False
        """Whether the user wants to see it."""
        self.has_room = True
        """Whether it leaves some of the list to be seen."""
        self.wants_json = self.has_json_room = False
        """Whether the user wants to see the document as well; and whether there is room for that."""
        self.size = 1
        """From 1 to the number of sizes."""

    async def recall(self) -> None:
        """Show it as it was left."""
        self._take(await self._memory.read(lambda store: store.note(_NOTE)) or "")

    def glance(self) -> None:
        """The same at once, where that can be."""
        self._take(self._memory.read_now(lambda store: store.note(_NOTE)) or "")

    def _take(self, note: str) -> None:
        size = note.removesuffix(_WITH_JSON)
        if size in SIZES:
            self.is_visible, self.size = True, SIZES.index(size) + 1
            self.wants_json = size != note
            self.changed()

    @property
    def is_shown(self) -> bool:
        """Whether it is seen: what is wanted waits for room."""
        return self.is_visible and self.has_room

    @property
    def has_json(self) -> bool:
        """Whether the document is seen: what is wanted waits for room."""
        return self.is_shown and self.wants_json and self.has_json_room

    def fit(self, width: int, height: int) -> None:
        """The screen has so many columns and lines from now on."""
        room = (
            width >= BESIDE_FROM_WIDTH or height >= BELOW_FROM_HEIGHT,
            width >= JSON_FROM_WIDTH and height >= BELOW_FROM_HEIGHT,
        )
        if room != (self.has_room, self.has_json_room):
            self.has_room, self.has_json_room = room
            self.changed()

    def turn(self) -> None:
        """Show it; then the document, too, where there is room for that; then hide it."""
        if not self.is_visible:
            self.wants_json = self.wants_json and not self.has_json_room
            self._set(self.size, is_visible=True)
        elif self.has_json_room and not self.wants_json:
            self.wants_json = True
            self._set(self.size, is_visible=True)
        else:
            self._set(self.size, is_visible=False)

    def enlarge(self) -> None:
        """Show it in the next size, after the largest one in the smallest."""
        self._set(self.size % len(SIZES) + 1, is_visible=True)

    def _set(self, size: int, *, is_visible: bool) -> None:
        self.size, self.is_visible = size, is_visible
        note = SIZES[size - 1] + (_WITH_JSON if self.wants_json else "") if is_visible else _HIDDEN
        self._memory.keep(lambda store: store.keep_note(_NOTE, note))
        self.changed()
