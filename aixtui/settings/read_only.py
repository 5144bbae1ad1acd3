"""Read-only: what is refused of the things that change a workspace, and who says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from aixtui.settings.tree import ReadOnlySetting, Settings
from aixtui.setup_error import SettingsError

Mode = Literal["yes", "no", "except-runs"]
MODES: tuple[Mode, ...] = get_args(Mode)

Change = Literal["create", "save", "clone", "duplicate", "onboard", "delete", "upload", "run"]
"""What changes a workspace, by the names of its verbs. A run counts: it may do anything, and it costs."""

VARIABLE, OPTION = "AIXTUI_READ_ONLY", "--read-only"

_OF_ENVIRONMENT: dict[str, Mode] = {"1": "yes", "0": "no", "except-runs": "except-runs"}
_DONE: dict[Change, str] = {
    "create": "made",
    "save": "changed",
    "clone": "copied",
    "duplicate": "duplicated",
    "onboard": "onboarded or made a draft",
    "delete": "deleted",
    "upload": "uploaded",
    "run": "run",
}


class ReadOnlyError(Exception):
    """A change that is refused before anything is sent."""

    title = "Read-only"

    def __init__(self, change: Change, origin: str) -> None:
        super().__init__(f"Nothing is {_DONE[change]} here.")
        way = "without it" if origin == OPTION else f"with {OPTION}=no"
        self.hint = f"Set by {origin}; start again {way} to change that."


@dataclass(frozen=True)
class ReadOnly:
    """Whether a workspace is only read."""

    mode: Mode = "no"
    origin: str = ""
    """Who says so: an option, a variable, a setting; empty where nobody says anything."""

    def refuses(self, capability: str) -> ReadOnlyError | None:
        """Why a capability of a kind cannot be used; None where it can."""
        change = next((change for change in _DONE if change == capability), None)
        is_free = self.mode == "no" or (change == "run" and self.mode == "except-runs")
        return None if change is None or is_free else ReadOnlyError(change, self.origin)

    def check(self, change: Change) -> None:
        """Let a change pass.

        Raises:
            ReadOnlyError: it is refused.
        """
        if error := self.refuses(change):
            raise error


def resolve_read_only(
    settings: Settings, profile: str | None, environ: Mapping[str, str], option: Mode | None = None
) -> ReadOnly:
    """Choose by the option, else the environment, else the profile, else what holds for all workspaces.

    The sandbox has no profile. An empty variable says nothing.

    Raises:
        SettingsError: the variable holds something else than 1, 0 or except-runs.
    """
    if option is not None:
        return ReadOnly(option, OPTION)
    if text := environ.get(VARIABLE, "").strip():
        if text not in _OF_ENVIRONMENT:
            allowed = ", ".join(_OF_ENVIRONMENT)
            raise SettingsError(
                f"The environment variable {VARIABLE} is {text!r}.", f"It must be one of {allowed}."
            )
        return ReadOnly(_OF_ENVIRONMENT[text], f"environment variable {VARIABLE}")
    own = settings.profiles.get(profile) if profile is not None else None
    if own is not None and own.read_only is not None:
        return ReadOnly(_mode(own.read_only), f"profiles.{profile}.read_only of config.toml")
    if settings.read_only is not None:
        return ReadOnly(_mode(settings.read_only), "read_only of config.toml")
    return ReadOnly()


def _mode(setting: ReadOnlySetting) -> Mode:
    if setting == "except-runs":
        return setting
    return "yes" if setting else "no"
