"""Starting over: a sandbox's files, removed."""

import shutil
from pathlib import Path

from aixtui.sandbox.file_lock import FileLock, real_path
from aixtui.sandbox.problems import SandboxError, start_problem

_SUFFIXES = ("", "-wal", "-shm", ".server")


def reset(asked: Path) -> bool:
    """Remove the database, its uploads and its tools' files; False when there was nothing.

    Raises:
        SandboxError: a sandbox has it open, it is no sandbox database, or a file cannot be removed.
    """
    db = real_path(asked)
    folder = db.with_name(db.name + ".files")
    if not db.exists() and not folder.exists():
        return False
    lock = FileLock(db)
    try:
        is_free = lock.take()
    except OSError as error:
        raise start_problem(error, db) from error
    if not is_free:
        raise SandboxError(f"A sandbox has {db} open.", "Stop it first.")
    try:
        for suffix in _SUFFIXES:
            db.with_name(db.name + suffix).unlink(missing_ok=True)
        if folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        raise SandboxError(f"Cannot remove {db}: {error.strerror}.") from error
    finally:
        lock.release()
    return True
