"""The user's own pager, for what is too long for a screen."""

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from aixtui.system.child_environment import without_keys
from aixtui.system.editor import signals_for
from aixtui.system.private_file import new_file

USUAL = ("less", "more")
"""What shows a text where PAGER names nothing."""


class PagerError(Exception):
    """The text could not be shown."""

    title = "Cannot open the pager"
    hint = "Set PAGER to a program that shows a file, such as less."


def page(text: str, *, name: str = "output.txt") -> None:
    """Show a text, and wait until the user has read it. It is in a private file meanwhile.

    Raises:
        PagerError: there is no pager, or it cannot be started.
    """
    command = os.environ.get("PAGER") or next(filter(shutil.which, USUAL), None)
    if not command:
        raise PagerError("There is neither less nor more here.")
    path = new_file(Path(tempfile.mkdtemp(prefix="aixtui-")) / name, text.encode())
    try:
        words = [*shlex.split(command), str(path)]
        env = {"LESS": "R", **without_keys()}  # colours are shown where nothing else is said
        with subprocess.Popen(words, env=env) as process, signals_for(process):
            process.wait()  # with which code says nothing: q in the middle of a text may be an error
    except (OSError, ValueError, IndexError) as error:  # also open quotes
        raise PagerError(f"{command}: {getattr(error, 'strerror', None) or error}.") from error
    finally:
        shutil.rmtree(path.parent, ignore_errors=True)
