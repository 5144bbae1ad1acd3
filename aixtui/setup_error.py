"""The errors of what a user set up: settings, addresses, keys."""


class SetupError(Exception):
    """A setting, an address or a key does not work.

    `str(error)` is one sentence a person can act on; it never holds a secret.
    """

    title = "Setup problem"
    code = "setup"

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.hint = hint
        """What to do about it; empty when `text` says it already."""


class SettingsError(SetupError):
    """The settings file, or an address, is not valid."""

    title = "Settings problem"
    code = "settings"


class CredentialError(SetupError):
    """There is no key that may be used."""

    title = "API key problem"
    code = "no-key"
