"""Which workspace: addresses, and the key that goes to them."""

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from aixtui.auth.login_command import DEFAULT_PROFILE
from aixtui.auth.secret import Credential
from aixtui.settings.read_only import ReadOnly
from aixtui.settings.tree import Profile, ReplyLimits, Settings
from aixtui.setup_error import SettingsError, SetupError

BACKEND_URL = "https://platform-api.aixplain.com"
MODELS_URL = "https://models.aixplain.com/api/v2/execute"

SANDBOX = "sandbox"
"""The profile of a sandbox, and its workspace with the user's own database."""
TEMPORARY = "temporary"
"""What tells a database that ends with its sandbox from the user's own one."""
TRUSTED = "AIXPLAIN_TRUSTED_HOSTS"
INSECURE = "AIXPLAIN_ALLOW_INSECURE_URLS"

_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Addresses:
    """The two base addresses of a workspace, checked, without a trailing slash."""

    backend_url: str
    models_url: str
    trusted: frozenset[str] = frozenset()
    """Further origins that the environment has the key go to."""

    @property
    def origins(self) -> frozenset[str]:
        """The origins a key of this workspace goes to: `https://host[:port]`."""
        return self.trusted | {origin(self.backend_url), origin(self.models_url)}


@dataclass(frozen=True)
class ConnectionSettings:
    """One account on one backend, as the app and the commands reach it."""

    profile: str
    backend_url: str
    models_url: str
    credential: Credential | None
    is_sandbox: bool = False
    ends_with_us: bool = False
    """Whether what serves it ends with this process, and all that runs there."""
    no_key: SetupError | None = None
    """Why there is no credential; set exactly when `credential` is None."""
    trusted: frozenset[str] = frozenset()
    """Further origins that the environment has the key go to."""
    limits: ReplyLimits = field(default_factory=ReplyLimits)
    """What is taken of a server."""
    tint: str = ""
    """The role that the header shows the address in; empty for none."""
    read_only: ReadOnly = field(default_factory=ReadOnly)
    """What is refused there."""

    database: str = ""
    """What tells the database of a sandbox from the user's own one, as `database_name` says it."""
    database_file: str = ""
    """Where it is, if it is neither the user's own one nor temporary."""

    @property
    def options(self) -> str:
        """What has a command reach the same workspace, as a shell reads it; empty where nothing is needed."""
        if not self.is_sandbox:
            words = [] if self.profile == DEFAULT_PROFILE else ["--profile", self.profile]
        elif self.database_file:
            words = ["--db", self.database_file]
        else:
            words = ["--ephemeral" if self.database == TEMPORARY else "--sandbox"]
        return shlex.join(words)

    @property
    def workspace(self) -> str:
        """What is kept here of a workspace is kept under this, whatever profile leads there.

        Empty where it is not known: without a key.
        """
        if self.is_sandbox:
            return sandbox_workspace(self.database)
        if self.credential is None:
            return ""
        backend = _backend_name(self.backend_url)
        return f"{backend} {self.credential.key.fingerprint(f'workspace {backend}')}"

    @property
    def former_workspace(self) -> str:
        """What older versions kept it under: the profile; empty where that was the name of a sandbox."""
        return "" if SANDBOX in (self.profile, self.workspace) else self.profile

    @property
    def origins(self) -> frozenset[str]:
        """The origins the key goes to, which a stored key is bound to."""
        return Addresses(self.backend_url, self.models_url, self.trusted).origins


def profile_names(settings: Settings) -> tuple[str, ...]:
    """The profiles by their names: the one that needs no setting, those of the settings, the sandbox."""
    return tuple(dict.fromkeys((DEFAULT_PROFILE, *settings.profiles, SANDBOX)))


def database_name(database: Path | None, own: Path) -> str:
    """What tells a database of a sandbox from the user's own one, for which it is empty."""
    if database is None:
        return TEMPORARY
    real = os.path.realpath(database)
    return "" if real == os.path.realpath(own) else sha256(os.fsencode(real)).hexdigest()[:12]


def _backend_name(backend_url: str) -> str:
    return origin(backend_url) + urlsplit(backend_url).path


def names_backend(workspace: str, backend_url: str) -> bool:
    """Whether a workspace by this name is on that backend."""
    return workspace.rpartition(" ")[0] == _backend_name(backend_url)


def sandbox_workspace(database: str) -> str:
    """What is kept of a sandbox is kept under this; all temporary ones share it."""
    return f"{SANDBOX} {database}".strip()


def resolve_addresses(
    profile: Profile,
    environ: Mapping[str, str],
    backend_url: str | None = None,
    models_url: str | None = None,
) -> Addresses:
    """Choose each address: option, else environment, else profile, else the platform's own.

    Raises:
        SettingsError: an address is not an http(s) URL, or would send the key unencrypted; names where it
            came from.
    """
    return Addresses(
        _first(
            environ,
            (backend_url, "option --backend-url"),
            (environ.get("BACKEND_URL"), "environment variable BACKEND_URL"),
            (profile.backend_url, "setting backend_url"),
            (BACKEND_URL, "default"),
        ),
        _first(
            environ,
            (models_url, "option --models-url"),
            (environ.get("MODELS_RUN_URL"), "environment variable MODELS_RUN_URL"),
            (profile.models_url, "setting models_url"),
            (MODELS_URL, "default"),
        ),
        origins_named(environ.get(TRUSTED, ""), f"environment variable {TRUSTED}"),
    )


def check_address(url: str, source: str, environ: Mapping[str, str]) -> None:
    """Refuse an address of a backend that could not be used.

    Raises:
        SettingsError: it is not an http(s) URL, or would send the key unencrypted; names the source.
    """
    _refuse_unencrypted(_validate(url, source), source, environ)


def origin(url: str) -> str:
    """Scheme, host and port of a checked address, in one spelling."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    port = parts.port or _DEFAULT_PORTS[parts.scheme]
    return f"{parts.scheme}://{host}" + ("" if port == _DEFAULT_PORTS[parts.scheme] else f":{port}")


def origins_named(hosts: str, source: str) -> frozenset[str]:
    """What is named, `host[:port]` (meant as https) or URLs with commas between them, as origins.

    Raises:
        SettingsError: one is not an http(s) URL; names the source.
    """
    named = [host.strip() for host in hosts.split(",") if host.strip()]
    urls = [host if "://" in host else f"https://{host}" for host in named]
    return frozenset(origin(_validate(url, source)) for url in urls)


def _refuse_unencrypted(url: str, source: str, environ: Mapping[str, str]) -> None:
    parts = urlsplit(url)
    if parts.scheme == "http" and not _is_loopback(parts.hostname or "") and environ.get(INSECURE) != "1":
        raise SettingsError(
            f"The address {url!r} from the {source} is not encrypted: anybody on the way could read the key.",
            f"Use https, or set {INSECURE}=1.",
        )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _first(environ: Mapping[str, str], *candidates: tuple[str | None, str]) -> str:
    text, source = next((text, source) for text, source in candidates if text)
    url = _validate(text, source)
    _refuse_unencrypted(url, source, environ)
    return url


def _validate(text: str, source: str) -> str:
    url = text.strip()
    # Not repeated to the user when it holds a password.
    if "@" in url:
        raise SettingsError(
            f"The address from the {source} holds a user name or password.",
            "Leave them out: the key tells who asks.",
        )
    try:
        parts = urlsplit(url)
        usable = parts.scheme in _DEFAULT_PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.query or parts.fragment or not url.isprintable() or " " in url:
        raise SettingsError(
            f"The address {url!r} from the {source} is not usable.",
            "It should look like https://host or http://127.0.0.1:8765, without ? and #.",
        )
    return url.rstrip("/")
