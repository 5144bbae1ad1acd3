"""Files of what was deleted, put on this machine for as long as they are sent anew: private."""

import secrets
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from aixtui.system import clock
from aixtui.system.paths import make_private_dir, state_dir
from aixtui.system.private_file import replace_file

FORGOTTEN_SECONDS = 30 * 24 * 3600
"""After which nobody sends it any more: whoever did was killed, and a draft that names it is old."""


class BroughtBack:
    """A folder of its own for what comes back."""

    def __init__(self) -> None:
        """It is not there before it is written."""
        self._all = state_dir() / "brought-back"
        self._folder = self._all / secrets.token_hex(8)

    def write(self, name: str, files: Iterable[tuple[str, bytes]], *, is_folder: bool) -> Path:
        """Write files by their places, which lead nowhere else, and return the path of all that.

        Raises:
            OSError: they cannot be written.
        """
        self._sweep()
        root = make_private_dir(self._folder) / name
        if is_folder:
            make_private_dir(root)
        for place, data in files:
            replace_file(root / place if is_folder else root, data)
        return root

    def remove(self) -> None:
        """Leave nothing of it behind."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _sweep(self) -> None:
        """Remove what others have left behind."""
        oldest = clock.now().timestamp() - FORGOTTEN_SECONDS
        for folder in self._all.glob("*/"):
            with suppress(FileNotFoundError):  # whose it was has removed it
                if folder.stat().st_mtime < oldest:
                    shutil.rmtree(folder, ignore_errors=True)
