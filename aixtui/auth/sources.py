"""Where a key comes from: the first source that has one wins, and the next is never a silent substitute."""

from collections.abc import Mapping

from aixtui.auth import key_command, stored_keys
from aixtui.auth.keyring_store import KeyringUnavailableError
from aixtui.auth.login_command import login_command
from aixtui.auth.secret import Credential, Secret, clean_key
from aixtui.setup_error import CredentialError
from aixtui.system.child_environment import KEY_VARIABLES

STDIN = "--api-key-stdin"


class NoKeyError(CredentialError):
    """No source has a key."""

    title = "No API key"


class KeyForOtherOriginsError(CredentialError):
    """A key is kept for this profile that was checked against other origins than the ones asked for."""

    def __init__(
        self, profile: str, stored: Credential, key_origins: frozenset[str], target_origins: frozenset[str]
    ) -> None:
        origins = ", ".join(sorted(key_origins)) or "no address at all"
        self.new_origins = ", ".join(sorted(target_origins - key_origins))
        super().__init__(
            f"The stored key of profile {profile!r} was checked against {origins}, "
            f"so it is not sent to {self.new_origins}.",
            "Say the addresses that it is for with --backend-url and --models-url, or in the profile, "
            f"send it there this once with --trust-origin {self.new_origins.replace(' ', '')}, store one "
            f"for these with {login_command(profile)} and the same options, or use another --profile.",
        )
        self.profile = profile
        self.stored = stored
        """The key, for who is asked and agrees."""
        self.key_origins = key_origins
        self.target_origins = target_origins


def environment_key(environ: Mapping[str, str]) -> Credential | None:
    """Take the key from the environment; an empty variable counts as none.

    Raises:
        CredentialError: the variable holds no usable key.
    """
    for name in KEY_VARIABLES:
        if environ.get(name, "").strip():
            source = f"environment variable {name}"
            return Credential(clean_key(environ[name], source), source)
    return None


def likely_source(profile: str, environ: Mapping[str, str], command: str | None) -> str:
    """Where `find_key` would have a key from, as far as that can be told without asking for it."""
    variables = (name for name in KEY_VARIABLES if environ.get(name, "").strip())
    return next(variables, key_command.SOURCE if command else stored_keys.likely_place(profile))


def find_key(
    profile: str,
    origins: frozenset[str],
    environ: Mapping[str, str],
    *,
    stdin_key: Secret | None = None,
    command: str | None = None,
    trusted: frozenset[str] = frozenset(),
) -> Credential:
    """Find the key for `origins`: on stdin, environment, key command, kept.

    A kept one also goes to those that the user named as `trusted`.

    Raises:
        NoKeyError: no source has one.
        KeyForOtherOriginsError: the stored one was checked against other origins.
        CredentialError: the source whose turn it is does not work.
    """
    if stdin_key is not None:
        return Credential(stdin_key, STDIN)
    if credential := environment_key(environ):
        return credential
    if command:
        return Credential(key_command.key_from_command(command), key_command.SOURCE)
    return _kept_key(profile, origins, trusted)


def _kept_key(profile: str, origins: frozenset[str], trusted: frozenset[str]) -> Credential:
    try:
        kept = stored_keys.load(profile)
    except KeyringUnavailableError as error:
        text = f"There is no API key for profile {profile!r} in the environment or settings. {error}"
        raise KeyringUnavailableError(text, f"{error.hint} Or try --sandbox.") from None
    if kept is None:
        raise NoKeyError(
            f"There is no API key for profile {profile!r}.",
            f"Run {login_command(profile)}, set TEAM_API_KEY, or try the sandbox: --sandbox.",
        )
    credential = Credential(kept.stored.key, kept.place)
    if not origins <= kept.stored.origins | trusted:
        raise KeyForOtherOriginsError(profile, credential, kept.stored.origins, origins)
    return credential
