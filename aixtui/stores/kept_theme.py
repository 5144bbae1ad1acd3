"""The theme that was chosen in the app, for the next start."""

from contextlib import closing, suppress

from aixtui.stores.sqlite_file import StoreError
from aixtui.stores.state import StateStore

_NOTE = "theme"


class KeptTheme:
    """What was chosen last, as a name; empty where none was, or where it cannot be read."""

    @property
    def name(self) -> str:
        """Its name. What cannot be read is told of when the rest is opened."""
        with suppress(StoreError), closing(StateStore(is_glance=True)) as store:
            return store.note(_NOTE)
        return ""

    def keep(self, name: str) -> str:
        """Begin with it from now on; why that cannot be kept, empty where it is."""
        try:
            with closing(StateStore()) as store:
                store.keep_note(_NOTE, name)
        except StoreError as error:
            return str(error)
        return ""
