"""The keyring, the private file, and which key is used."""

from collections.abc import Iterator

from aixtui.auth import key_file, keyring_store
from aixtui.auth.keyring_store import KeyringUnavailableError
from aixtui.auth.login_command import LOGIN, login_command
from aixtui.auth.stored_keys import FILE
from aixtui.diagnosis.finding import Finding
from aixtui.settings.connection import ConnectionSettings
from aixtui.system import clock

SLOW_SECONDS = 1.0
_NOBODY = "no profile has this name"


def check_keyring() -> Iterator[Finding]:
    """Whether a keyring answers, and after what time."""
    start = clock.monotonic()
    try:
        name = keyring_store.backend_name()
        keyring_store.load(_NOBODY)
    except KeyringUnavailableError as error:
        yield Finding("keyring", "warning", str(error), error.hint.replace(login_command(_NOBODY), LOGIN))
        return
    seconds = clock.monotonic() - start
    state = f"{name}, answers in {seconds:.2f} s"
    if seconds > SLOW_SECONDS:
        yield Finding("keyring", "warning", state, "Set TEAM_API_KEY where each start has to be quick.")
    else:
        yield Finding("keyring", "ok", state)


def check_key(connection: ConnectionSettings) -> Iterator[Finding]:
    """Whether there is a key, and where it comes from."""
    if connection.credential is None:
        error = connection.no_key
        yield Finding("key", "wrong", str(error), error.hint if error else "")
    elif connection.credential.source == FILE:
        text = f"{connection.credential.key.hint}, from {key_file.key_file()}, unencrypted"
        moves = f"{login_command(connection.profile)} moves it into a keyring, where there is one."
        yield Finding("key", "warning", text, moves)
    else:
        text = f"{connection.credential.key.hint}, from {connection.credential.source}"
        yield Finding("key", "ok", f"{text}, profile {connection.profile!r}")
