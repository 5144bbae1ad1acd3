"""Where a key comes from: the first source that has one wins, and the next is never a silent substitute."""

from collections.abc import Mapping

from aixtui.auth import key_command, keyring_store
from aixtui.auth.secret import Credential, Secret, clean_key
from aixtui.setup_error import CredentialError

ENVIRONMENT = ("TEAM_API_KEY", "AIXPLAIN_API_KEY")


class NoKeyError(CredentialError):
    """No source has a key."""

    title = "No API key"


class KeyForOtherOriginsError(CredentialError):
    """The keyring holds a key for this profile, checked against other origins than the ones asked for."""

    def __init__(self, profile: str, key_origins: frozenset[str], target_origins: frozenset[str]) -> None:
        origins = ", ".join(sorted(key_origins)) or "no address at all"
        super().__init__(
            f"The stored key of profile {profile!r} was checked against {origins}, "
            f"so it is not sent to {', '.join(sorted(target_origins - key_origins))}.",
            "Store one for these with aixtui auth login and the same options, or use another --profile.",
        )
        self.profile = profile
        self.key_origins = key_origins
        self.target_origins = target_origins


def environment_key(environ: Mapping[str, str]) -> Credential | None:
    """Take the key from the environment; an empty variable counts as none.

    Raises:
        CredentialError: the variable holds no usable key.
    """
    for name in ENVIRONMENT:
        if environ.get(name, "").strip():
            source = f"environment variable {name}"
            return Credential(clean_key(environ[name], source), source)
    return None


def find_key(
    profile: str,
    origins: frozenset[str],
    environ: Mapping[str, str],
    *,
    stdin_key: Secret | None = None,
    command: str | None = None,
) -> Credential:
    """Find the key for `origins`: on stdin, environment, key command, keyring.

    Raises:
        NoKeyError: no source has one.
        KeyForOtherOriginsError: the stored one was checked against other origins.
        CredentialError: the source whose turn it is does not work.
    """
    if stdin_key is not None:
        return Credential(stdin_key, "--api-key-stdin")
    if credential := environment_key(environ):
        return credential
    if command:
        return Credential(key_command.key_from_command(command), key_command.SOURCE)
    return keyring_key(profile, origins)


def keyring_key(profile: str, origins: frozenset[str]) -> Credential:
    """Take the key from the keyring, if it was checked against all of `origins`.

    Raises:
        NoKeyError: the keyring has none for this profile.
        KeyForOtherOriginsError: it was checked against other origins.
        CredentialError: the keyring cannot be asked, or its entry is not one of ours.
    """
    try:
        entry = keyring_store.load(profile)
    except keyring_store.KeyringUnavailableError as error:
        text = f"There is no API key for profile {profile!r} in the environment or settings. {error}"
        raise keyring_store.KeyringUnavailableError(text, f"{error.hint} Or try --sandbox.") from None
    if entry is None:
        raise NoKeyError(
            f"There is no API key for profile {profile!r}.",
            "Run aixtui auth login, set TEAM_API_KEY, or try the sandbox: --sandbox.",
        )
    if not origins <= entry.origins:
        raise KeyForOtherOriginsError(profile, entry.origins, origins)
    return Credential(entry.key, "keyring")
