"""Where the lists open, by the settings."""

from contextlib import suppress

from aixtui.cli.last_place import last_place
from aixtui.kinds import KINDS
from aixtui.listing.address import AddressError, AppAddress, parse
from aixtui.running.run_rows import RUNS
from aixtui.settings.tree import LAST, Settings
from aixtui.setup_error import SettingsError


def start_address(settings: Settings, profile: str) -> tuple[AppAddress | None, str]:
    """The address that the settings say for a profile, None for the first list; and the id of the row there.

    Where one left, and is a place no more, is none: another version may have written it.

    Raises:
        SettingsError: it is none.
    """
    if settings.start == LAST:
        with suppress(AddressError):
            left = last_place(profile)
            return parse(left.address, (*KINDS, RUNS)), left.row
        return None, ""
    try:
        return parse(settings.start, (*KINDS, RUNS)), ""
    except AddressError as error:
        raise SettingsError(f"The setting start is not an address: {error}", error.hint) from error
