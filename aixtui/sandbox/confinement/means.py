"""Means to run code so that it sees nothing of the user's: no file, no process, no network."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

_SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/nix/store", "/etc/ld.so.cache", "/etc/localtime")
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")
_INSIDE = Path(__file__).with_name("inside")
_START = "import sys; sys.path.insert(0, {!r}); from inside.start import main; main()"
FOLDER_BYTES = 64_000_000
"""What a folder in memory holds."""


class Enclosure(NamedTuple):
    """What the code sees: paths that it may read, paths that it may write to as well, and a new folder."""

    readable: tuple[str, ...]
    writable: tuple[str, ...]
    folder: str


@dataclass(frozen=True, slots=True)
class Means:
    """One means: its name, how the process hides the rest from itself, and the command that starts it.

    `start` is `None` where the machine has no such program. `has_folder`: the working folder is made with
    the process and goes with it.
    """

    name: str
    hides_by: str
    has_folder: bool
    start: Callable[[Enclosure], list[str] | None]

    def command(self, enclosure: Enclosure) -> list[str] | None:
        """The command that starts Python so; None where a program that this takes is missing."""
        words = self.start(enclosure)
        return (
            None
            if words is None
            else [*words, sys.executable, "-I", "-c", _START.format(str(_INSIDE.parent))]
        )


def readable() -> tuple[str, ...]:
    """What Python needs: itself, the libraries of the system, and what shuts it in; never the user's home."""
    wanted = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix, str(_INSIDE)}
    resolved = {str(Path(path).resolve()) for path in wanted}
    home = Path.home()
    own = [path for path in wanted | resolved if not home.is_relative_to(path)]
    return tuple(path for path in (*_SYSTEM, *sorted(own)) if Path(path).exists())


def _by_bubblewrap(enclosure: Enclosure) -> list[str] | None:
    program = shutil.which("bwrap")
    if program is None:
        return None
    binds = [word for path in enclosure.readable for word in ("--ro-bind", path, path)]
    binds += [word for path in enclosure.writable for word in ("--dev-bind", path, path)]
    folder = ("--size", str(FOLDER_BYTES), "--tmpfs", enclosure.folder)
    return [program, "--unshare-all", "--die-with-parent", "--clearenv", *folder, *binds]


def _by_unshare(_enclosure: Enclosure) -> list[str] | None:
    """The parent's death ends `unshare`, and that the code."""
    unshare, setpriv = shutil.which("unshare"), shutil.which("setpriv")
    if unshare is None or setpriv is None:
        return None
    spaces = ("--user", "--map-root-user", "--mount", "--pid", "--net", "--ipc", "--uts")
    return [setpriv, "--pdeathsig", "KILL", unshare, *spaces, "--fork", "--kill-child"]


def _directly(_enclosure: Enclosure) -> list[str]:
    return []


MEANS = (
    Means("bubblewrap", "bubblewrap", True, _by_bubblewrap),
    Means("unshare", "mounts", True, _by_unshare),
    Means("Landlock", "landlock", False, _directly),
)
"""In the order in which they are tried."""
UNCONFINED = Means("nothing", "nothing", False, _directly)
"""The process has limits, and sees what the user sees."""
