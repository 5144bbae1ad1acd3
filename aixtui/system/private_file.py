"""Files that only their owner may read, written whole or not at all."""

import os
import tempfile
from contextlib import suppress
from itertools import count
from pathlib import Path

from aixtui.files.gate import require_file
from aixtui.system.paths import make_private_dir


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` where `path` is, in one step; a link stays a link.

    Raises:
        OSError: it cannot be written, or something else than a file is there, which would be lost: a pipe, a
            device. What was there is still there.
    """
    target = path.resolve()
    require_file(target)
    make_private_dir(target.parent)
    number, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        _fill(number, data)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def new_file(path: Path, data: bytes) -> Path:
    """Write `data` to a file that is not there yet and return its path: `name-2` where `name` is taken.

    Raises:
        OSError: it cannot be written. Nothing is left behind.
    """
    for turn in count(1):
        free = path if turn == 1 else path.with_stem(f"{path.stem}-{turn}")
        with suppress(FileExistsError):
            number = os.open(free, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            break
    try:
        _fill(number, data)
    except BaseException:
        free.unlink()
        raise
    return free


def _fill(number: int, data: bytes) -> None:
    with open(number, "wb") as file:  # a descriptor, not a path
        file.write(data)
        file.flush()
        os.fsync(number)
