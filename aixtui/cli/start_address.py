"""Where the lists open, by the settings."""

from aixtui.kinds import KINDS
from aixtui.listing.address import AddressError, AppAddress, parse
from aixtui.running.run_rows import RUNS
from aixtui.settings.tree import Settings
from aixtui.setup_error import SettingsError


def start_address(settings: Settings) -> AppAddress | None:
    """The address that the settings say; None for the first list.

    Raises:
        SettingsError: it is none.
    """
    if settings.start is None:
        return None
    try:
        return parse(settings.start, (*KINDS, RUNS))
    except AddressError as error:
        raise SettingsError(f"The setting start is not an address: {error}", error.hint) from error
