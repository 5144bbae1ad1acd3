"""The theme that was chosen in the app, for the next start."""

from contextlib import closing, suppress

from aixtui.stores.sqlite_file import CorruptError, StoreError
from aixtui.stores.state import StateStore, state_file

_NOTE = "theme"


class KeptTheme:
    """What was chosen last, as a name; empty where none was, or where it cannot be read."""

    @property
    def name(self) -> str:
        """Its name. What cannot be read is told of when the rest is opened."""
        if not state_file().exists():
            return ""
        try:
            return _read(is_glance=True)
        except CorruptError:  # to open it would put it aside, and nobody would be told
            return ""
        except StoreError:  # an older version wrote it, which opening it brings up to date
            with suppress(StoreError):
                return _read(is_glance=False)
        return ""

    def keep(self, name: str) -> str:
        """Begin with it from now on; why that cannot be kept, empty where it is."""
        try:
            with closing(StateStore()) as store:
                store.keep_note(_NOTE, name)
        except StoreError as error:
            return str(error)
        return ""


def _read(*, is_glance: bool) -> str:
    with closing(StateStore(is_glance=is_glance)) as store:
        return store.note(_NOTE)
