"""Files of what was deleted are on this machine for as long as they are sent."""

import os
import stat
from pathlib import Path

from aixtui.system import clock
from aixtui.system.brought_back import FORGOTTEN_SECONDS, BroughtBack


def test_they_are_private_and_go() -> None:
    brought = BroughtBack()
    path = brought.write("notes", [("a/b.txt", b"text")], is_folder=True)
    assert (path / "a" / "b.txt").read_bytes() == b"text"
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    brought.remove()
    assert not path.parent.exists()


def test_what_a_killed_process_left_goes_with_the_next() -> None:
    left, going_on = (_folder_of(BroughtBack()) for _ in range(2))
    long_ago = clock.now().timestamp() - FORGOTTEN_SECONDS - 1
    os.utime(left, (long_ago, long_ago))
    BroughtBack().write("notes.txt", [("notes.txt", b"text")], is_folder=False)
    assert (left.exists(), going_on.exists()) == (False, True)


def _folder_of(brought: BroughtBack) -> Path:
    return brought.write("notes.txt", [("notes.txt", b"text")], is_folder=False).parent
