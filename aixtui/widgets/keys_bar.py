"""The keys of a dialog, over the footer of the screen below it: that one's keys do nothing meanwhile."""

from collections.abc import Iterable, Sequence

from textual.content import Content

from aixtui.widgets.bars import Bar


class KeysBar(Bar):
    """One line of keys, each with what it does now.

    Where room is short those in the middle give way: the first one is what it is open for, the last one the
    way out.
    """

    def __init__(self) -> None:
        super().__init__()
        self._parts: Sequence[Content] = ()

    def show_keys(self, keys: Iterable[tuple[str, str]]) -> None:
        """Show keys as people write them, the most important ones first, and the way out last."""
        self._parts = [Content.assemble((f" {key} ", "bold $key"), (does, "$quiet")) for key, does in keys]
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        parts, width = [*self._parts], self.app.size.width
        while len(parts) > 2 and Content(" ").join(parts).cell_length > width:
            del parts[-2]
        self.show(Content(" ").join(parts))
