"""Starting over: a sandbox's files, removed."""

import shutil
from pathlib import Path

from aixtui.sandbox.file_lock import FileLock, real_path
from aixtui.sandbox.problems import SandboxError

_SUFFIXES = ("", "-wal", "-shm", ".server")


def reset(asked: Path) -> bool:
    """Remove the database, its uploads and its tools' files; False when there was nothing.

    Raises:
        SandboxError: a sandbox has it open, or a file cannot be removed.
    """
    db = real_path(asked)
    folder = db.with_name(db.name + ".files")
    if not db.exists() and not folder.exists():
        return False
    lock = FileLock(db)
    if not lock.take():
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
