"""The theme that was chosen in the app, for the next start."""

from contextlib import closing, suppress

from aixtui.stores.sqlite_file import CorruptError, StoreError
from aixtui.stores.state import StateStore, state_file

_NOTE, _BACKGROUND = "theme", "background"
_DARK, _LIGHT = "dark", "light"


class KeptTheme:
    """What was chosen last, as a name; empty where none was, or where it cannot be read."""

    @property
    def name(self) -> str:
        """Its name. What cannot be read is told of when the rest is opened."""
        return _note(_NOTE)

    @property
    def was_dark(self) -> bool | None:
        """What a terminal told last of its background; None where none did."""
        return {_DARK: True, _LIGHT: False}.get(_note(_BACKGROUND))

    def keep_background(self, *, is_dark: bool) -> None:
        """Keep it, if it is another one, and if that can be."""
        if self.was_dark is not is_dark:
            with suppress(StoreError), closing(StateStore()) as store:
                store.keep_note(_BACKGROUND, _DARK if is_dark else _LIGHT)

    def keep(self, name: str) -> str:
        """Begin with it from now on; why that cannot be kept, empty where it is."""
        try:
            with closing(StateStore()) as store:
                store.keep_note(_NOTE, name)
        except StoreError as error:
            return str(error)
        return ""


def _note(name: str) -> str:
    """A note at a glance; empty where there is none, or none that can be read."""
    if not state_file().exists():
        return ""
    try:
        return _read(name, is_glance=True)
    except CorruptError:  # to open it would put it aside, and nobody would be told
        return ""
    except StoreError:  # an older version wrote it, which opening it brings up to date
        with suppress(StoreError):
            return _read(name, is_glance=False)
    return ""


def _read(name: str, *, is_glance: bool) -> str:
    with closing(StateStore(is_glance=is_glance)) as store:
        return store.note(name)
