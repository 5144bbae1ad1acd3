"""The system's keyring, which may be slow, locked or missing: every call has a time limit."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from aixtui.auth.login_command import DEFAULT_PROFILE, LOGIN, login_command
from aixtui.auth.secret import Secret
from aixtui.auth.stored_key import StoredKey, decode, encode
from aixtui.setup_error import CredentialError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "aixtui"
TIME_LIMIT = 3.0
"""Seconds; a desktop that asks for a password to unlock needs longer, and is told how to go on."""

PLACE = "the keyring"
CHOICES = (
    "Set TEAM_API_KEY, set key_command in the profile, give a key for one session (--api-key-stdin), or keep "
    f"it in a private file: {LOGIN} --insecure-storage."
)
_IS_LINUX = sys.platform.startswith("linux")
_BY_HAND = (
    "dbus-run-session -- sh, then in it gnome-keyring-daemon --replace --unlock, which reads the password "
    "from standard input up to Ctrl+D."
)
_UNLOCK = f"Unlock it and try again{f'; without a desktop: {_BY_HAND}' if _IS_LINUX else '.'}"
_WITHOUT_DESKTOP = f"A Linux host without a desktop can have one: {_BY_HAND} " if _IS_LINUX else ""
_ANOTHER_BACKEND = "PYTHON_KEYRING_BACKEND names another one; python -m keyring --list-backends lists them."
_LOCKED = ("KeyringLocked", "InitError", "LockedException", "PromptDismissedException")
"""What backends raise that cannot ask for the password, as on Linux without a desktop."""

T = TypeVar("T")


class KeyringUnavailableError(CredentialError):
    """The keyring did not do it: none on this machine, locked, too slow, or failing."""

    title = "No keyring"


class KeyringMissingError(KeyringUnavailableError):
    """This machine has none."""


def load(profile: str) -> StoredKey | None:
    """Read the key of a profile; None when there is none.

    Raises:
        KeyringUnavailableError: the keyring could not be asked.
        CredentialError: the entry is not one of ours.
    """

    text = _within_limit(lambda backend: backend.get_password(SERVICE, profile), profile)
    return decode(text, PLACE, SERVICE) if text is not None else None


def has(profile: str) -> bool:
    """Whether it has a key of a profile.

    Raises:
        KeyringUnavailableError: the keyring could not be asked.
    """
    return _within_limit(lambda backend: backend.get_password(SERVICE, profile) is not None, profile)


def store(profile: str, key: Secret, origins: Iterable[str]) -> str:
    """Keep the key of a profile for these origins; return the keyring's own name.

    Raises:
        KeyringUnavailableError: it was not stored.
    """
    entry = encode(key, origins)

    def write(backend: KeyringBackend) -> str:
        backend.set_password(SERVICE, profile, entry)
        if (
            backend.get_password(SERVICE, profile) != entry
        ):  # a null keyring takes everything and keeps nothing
            raise KeyringUnavailableError(f"{backend.name} did not keep the key.", CHOICES)
        return str(backend.name)

    return _within_limit(write, profile)


def forget(profile: str) -> bool:
    """Remove the key of a profile; False when there was none.

    Raises:
        KeyringUnavailableError: the keyring could not be asked.
    """

    def remove(backend: KeyringBackend) -> bool:
        if backend.get_password(SERVICE, profile) is None:
            return False
        backend.delete_password(SERVICE, profile)
        return True

    return _within_limit(remove, profile)


def backend_name() -> str:
    """The name of the keyring in use.

    Raises:
        KeyringUnavailableError: there is none.
    """
    return _within_limit(lambda backend: str(backend.name))


def _backend() -> KeyringBackend:
    """Choose the system's best keyring that is not a plain file."""
    import keyring

    keyring_backend = keyring.get_keyring()
    for backend in getattr(keyring_backend, "backends", [keyring_backend]):
        if type(backend).__module__ == "keyring.backends.fail":
            raise _unavailable("NoKeyringError")
        if "plaintext" not in type(backend).__name__.lower():
            return backend  # type: ignore[no-any-return]  # a chain's list is not typed
    raise KeyringUnavailableError(
        "The only keyring of this machine is a plain file, which is not used.", CHOICES
    )


def _within_limit(call: Callable[[KeyringBackend], T], profile: str = DEFAULT_PROFILE) -> T:
    """Run `call` in a daemon thread, since a keyring that waits for a desktop cannot be interrupted."""
    results: list[T] = []
    failures: list[Exception] = []

    def work() -> None:
        try:
            results.append(call(_backend()))
        except Exception as error:  # backends raise whatever their desktop raises
            failures.append(error)

    thread = threading.Thread(target=work, name="aixtui-keyring", daemon=True)
    thread.start()
    thread.join(TIME_LIMIT)
    if results:
        return results[0]
    problem = _problem(failures[0] if failures else None)
    problem.hint = problem.hint.replace(LOGIN, login_command(profile))
    raise problem


def _problem(failure: Exception | None) -> KeyringUnavailableError:
    """What an error means; None where nothing came in time."""
    if isinstance(failure, KeyringUnavailableError):
        return failure
    if failure is not None:
        # The cause is not chained: some backends put the secret into their messages.
        return _unavailable(type(failure).__name__)
    return KeyringUnavailableError(
        f"The keyring did not answer within {TIME_LIMIT:g} seconds; it may wait for its password.",
        f"{_UNLOCK} {CHOICES}",
    )


def _unavailable(name: str) -> KeyringUnavailableError:
    """What the name of a backend's error means."""
    if name == "NoKeyringError":
        return KeyringMissingError(
            "This machine has no keyring to keep a key in.", f"{CHOICES} {_WITHOUT_DESKTOP}".strip()
        )
    if name in _LOCKED:
        return KeyringUnavailableError("The keyring is locked.", f"{_UNLOCK} {CHOICES}")
    return KeyringUnavailableError(
        f"The keyring could not be used ({name}).", f"{_ANOTHER_BACKEND} {CHOICES}"
    )
