"""Whether there is a desktop here, and opening addresses on it."""

import os
import shutil
import subprocess
import sys

from aixtui.system.child_environment import without_keys
from aixtui.system.clipboard import is_over_ssh

_OPENERS = ("xdg-open", "gio", "wslview")
_PATIENCE_SECONDS = 10.0


class NoDesktopError(Exception):
    """Nothing here opens addresses."""

    title = "Not opened"
    hint = "Copy it with y, and open it where your browser is."


def opener() -> str | None:
    """The program that opens addresses where the user sits; None over SSH, and where there is no display."""
    if is_over_ssh():
        return None
    if sys.platform == "darwin":
        return shutil.which("open")
    has_display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return next(filter(None, map(shutil.which, _OPENERS)), None) if has_display else None


def open_address(url: str) -> None:
    """Have the desktop open a web address. Blocks until its program has taken it.

    Raises:
        NoDesktopError: there is none, it is no web address, or the program failed.
    """
    program = opener()
    if program is None:
        raise NoDesktopError("There is no desktop here that could open it.")
    if not url.lower().startswith(("http://", "https://")):
        raise NoDesktopError("Only web addresses are opened.")
    words = [program, "open", url] if program.endswith("gio") else [program, url]
    try:
        subprocess.run(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE_SECONDS,
            check=True,
            env=without_keys(),
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NoDesktopError(f"{program} could not open it.") from error
