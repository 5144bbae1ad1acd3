"""The settings: frozen, with a docstring under each field."""

from collections.abc import Mapping
from dataclasses import dataclass, field

DEFAULT_PROFILE = "default"


@dataclass(frozen=True)
class Profile:
    """A named workspace: `[profiles.NAME]`."""

    backend_url: str | None = None
    """Base address of the platform."""

    models_url: str | None = None
    """Base address under which models run."""

    key_command: str | None = None
    """A shell command that prints the API key, such as `pass show aixplain`."""


@dataclass(frozen=True)
class Browse:
    """Lists: `[browse]`."""

    page_size: int | None = field(default=None, metadata={"least": 1, "most": 100})
    """How many rows one page of a list holds, 1 to 100; without it as many as the screen shows."""


@dataclass(frozen=True)
class Settings:
    """All of `config.toml`, with the defaults of what it leaves out."""

    profile: str = DEFAULT_PROFILE
    """The profile to use when `--profile` names none."""

    browse: Browse = field(default_factory=Browse)
    """How lists look."""

    profiles: Mapping[str, Profile] = field(default_factory=dict)
    """The named workspaces."""

    start: str | None = None
    """Address of the first screen, as `aixtui open` takes it; without it the list of agents."""
