"""The keys of a dialog, over the footer of the screen below it: that one's keys do nothing meanwhile."""

from collections.abc import Iterable

from textual.content import Content

from aixtui.widgets.bars import Bar


class KeysBar(Bar):
    """One line of keys, each with what it does now."""

    def show_keys(self, keys: Iterable[tuple[str, str]]) -> None:
        """Show keys as people write them, the most important ones first."""
        parts = [Content.assemble((f" {key} ", "bold $key"), (does, "$quiet")) for key, does in keys]
        self.show(Content(" ").join(parts))
