"""One program at a time."""

import errno
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from aixtui.files.database_errors import DatabaseFileError
from aixtui.files.lock import take_lock

_PATIENCE_SECONDS = 5.0


@contextmanager
def file_lock(path: Path) -> Iterator[None]:
    """Keep other programs, and other threads, out of this block for the same `path`.

    The lock is a hidden file beside it.

    Raises:
        TimeoutError: somebody else has had it for seconds.
        OSError: there can be no lock file beside `path`.
    """
    name = path.with_name(f".{path.name}.lock")
    try:
        lock = take_lock(name, patience=_PATIENCE_SECONDS)
    except DatabaseFileError as error:
        raise OSError(errno.EIO, error.reason, str(name)) from error
    if lock is None:
        raise TimeoutError(errno.ETIMEDOUT, "another program is using it", str(path))
    with closing(lock):
        yield
