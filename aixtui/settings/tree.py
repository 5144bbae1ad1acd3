"""The settings: frozen, with a docstring under each field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from aixtui.auth.login_command import DEFAULT_PROFILE

LAST = "last"
"""The start where the app was left."""

ReadOnlySetting = bool | Literal["except-runs"]
_LIVE = {"live": True}
"""Of a setting that holds as soon as it is changed in the app, not from the next start on."""
_READ_ONLY = {"one_of": (True, False, "except-runs")} | _LIVE


@dataclass(frozen=True)
class Profile:
    """A named workspace: `[profiles.NAME]`."""

    backend_url: str | None = None
    """Base address of the platform; without it that of aiXplain."""

    models_url: str | None = None
    """Base address under which models run; without it that of aiXplain."""

    key_command: str | None = None
    """A shell command that prints the API key, such as `pass show aixplain`; without it none is asked."""

    tint: str | None = field(default=None, metadata={"one_of": ("good", "info", "warn", "bad")})
    """What the header shows its address as, so that no workspace is taken for another; without it plain."""

    read_only: ReadOnlySetting | None = field(default=None, metadata=_READ_ONLY)
    """Whether it is only read, or read and run; without it as `read_only` outside of the profiles says."""


@dataclass(frozen=True)
class Browse:
    """Lists: `[browse]`."""

    page_size: int | None = field(default=None, metadata={"least": 1, "most": 100} | _LIVE)
    """How many rows one page of a list holds, 1 to 100; without it as many as the screen shows, and 20 in
    commands."""

    disk_cache: bool = field(default=True, metadata={"one_of": (True, False)})
    """Whether the last pages seen are kept on this machine, to be shown at the next start, and offline."""


@dataclass(frozen=True)
class Editing:
    """Forms: `[editing]`."""

    ask_before_save: bool = field(default=True, metadata={"one_of": (True, False)} | _LIVE)
    """Whether the difference is shown before it is saved; what makes something new always asks."""


def _bounded(default: int, most: int) -> int:
    value: int = field(default=default, metadata={"least": 1, "most": most})
    return value


@dataclass(frozen=True)
class ReplyLimits:
    """How long, large and deep what the platform sends may be: `[limits]`."""

    read_seconds: int = _bounded(60, 86_400)
    """A read, with all its attempts."""

    write_seconds: int = _bounded(600, 86_400)
    """A save, a deletion, the start of a run."""

    stream_seconds: int = _bounded(3600, 86_400)
    """An answer that comes piece by piece."""

    reply_mb: int = _bounded(16, 1024)
    """A reply, unpacked."""

    file_mb: int = _bounded(10_240, 1_048_576)
    """A file that is saved to disk."""

    line_mb: int = _bounded(1, 64)
    """A line of an answer that comes piece by piece."""

    depth: int = _bounded(100, 500)
    """Lists and objects within each other."""

    values: int = _bounded(250_000, 10_000_000)
    """Values of a reply."""


@dataclass(frozen=True)
class Runs:
    """What was run: `[runs]`."""

    keep_days: int = _bounded(365, 36_500)
    """How many days a run is kept; starred ones, and those in flight, stay."""

    keep_mb: int = _bounded(500, 1_048_576)
    """How many megabytes of inputs and replies are kept, the latest first."""

    reattach: Literal["ask", "auto"] = field(default="ask", metadata={"one_of": ("ask", "auto")})
    """Whether a start watches runs by itself that are in flight and that nobody watches, or says so."""

    notify: str = field(
        default="message", metadata={"one_of": ("message", "bell", "osc9", "osc777", "none")} | _LIVE
    )
    """How the end of a run that is not looked at is told: by a message, or through the terminal as well."""


@dataclass(frozen=True)
class Settings:
    """All of `config.toml`, with the defaults of what it leaves out."""

    profile: str = field(default=DEFAULT_PROFILE, metadata={"takes": "the name of a profile"})
    """The profile to use when `--profile` names none."""

    browse: Browse = field(default_factory=Browse)
    """How lists look."""

    profiles: Mapping[str, Profile] = field(default_factory=dict)
    """The named workspaces."""

    start: str = field(default=LAST, metadata={"takes": "an address, such as models?sort=price, or last"})
    """Address of the first screen, as `aixtui open` takes it; last is where you left it."""

    limits: ReplyLimits = field(default_factory=ReplyLimits)
    """What is taken of a server."""

    read_only: ReadOnlySetting | None = field(default=None, metadata=_READ_ONLY)
    """Whether workspaces are only read, or read and run, the sandbox too, where no profile says otherwise;
    without it nothing is refused."""

    theme: str | None = field(default=None, metadata={"takes": "the name of a theme, or auto"} | _LIVE)
    """Name of the theme; without it one that fits what is known of the terminal."""

    runs: Runs = field(default_factory=Runs)
    """What was run."""

    editing: Editing = field(default_factory=Editing)
    """How forms are saved."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other keys for an action, by its id in `aixtui keys`; keys.SCOPE.ACTION means it in one scope alone."""
