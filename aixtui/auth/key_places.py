"""Where the keys of profiles come from, found out without keeping one."""

from collections.abc import Mapping

from aixtui.auth import keyring_store, stored_keys
from aixtui.auth.keyring_store import KeyringMissingError, KeyringUnavailableError
from aixtui.auth.sources import likely_source

NONE, UNKNOWN = "none", "unknown"


class KeyPlaces:
    """Asks for each profile. A keyring that does not answer is asked once: each time takes seconds."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.failure: KeyringUnavailableError | None = None
        """Why a place is unknown."""

    def of(self, profile: str, command: str | None) -> str:
        """The variable, the key command or the place that has the key; `NONE`, or `UNKNOWN`.

        The keyring may take its time.
        """
        source = likely_source(profile, self._environ, command)
        if source != stored_keys.KEYRING:
            return source
        if self.failure is None:
            try:
                return source if keyring_store.has(profile) else NONE
            except KeyringMissingError:
                return NONE
            except KeyringUnavailableError as error:
                self.failure = error
        return UNKNOWN
