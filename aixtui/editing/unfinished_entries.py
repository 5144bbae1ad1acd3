"""The entries of a form's fields that are typed in forms of their own, and are not put into their fields."""

from aixtui.stores.unfinished_entry import Unfinished, UnfinishedEntry
from aixtui.workspace.notice import Notice


class UnfinishedEntries:
    """Those of one form, at most one for each of its fields."""

    def __init__(self) -> None:
        self.changed = Notice()
        self.held: Unfinished = {}
        """By the names of the fields; it is never changed, but another one takes its place."""

    def hold(self, name: str, entry: UnfinishedEntry | None) -> None:
        """A field has this one; None where it has none any more."""
        if self.held.get(name) != entry:
            others = {one: held for one, held in self.held.items() if one != name}
            self.held = others if entry is None else {**others, name: entry}
            self.changed()
