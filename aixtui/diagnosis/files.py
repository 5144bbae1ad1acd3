"""Folders, files and databases of ours: whether they are there, yours, private and whole."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from aixtui.auth.key_file import key_file
from aixtui.diagnosis.finding import Finding
from aixtui.files.database import DatabaseKind, require_kind
from aixtui.files.database_errors import MOVE_AWAY_HINT, DatabaseFileError, database_error
from aixtui.files.gate import require_file
from aixtui.kindspec.plain_text import counted
from aixtui.sandbox.store.schema import SANDBOX
from aixtui.settings.connection import profile_names
from aixtui.settings.reading import read_settings, settings_file
from aixtui.setup_error import SettingsError
from aixtui.stores.journal import JOURNAL
from aixtui.stores.sqlite_file import StoreError
from aixtui.stores.state import STATE, StateStore, state_file
from aixtui.system import paths

LEAST_FREE = 100_000_000
_OTHERS = 0o077
_LOCKED = "locked"
_PATIENCE_MS = 1000
"""For others that write meanwhile, which takes them far less."""


def check_settings() -> Iterator[Finding]:
    """Whether the settings can be read, and name a profile that is there.

    Raises:
        SettingsError: they cannot; the hint says what to do about it.
    """
    try:
        settings, path = read_settings(), settings_file()
    except SettingsError as error:
        error.hint = error.hint or "aixtui config edit opens it, and says whether it is right then."
        raise
    if settings.profile not in profile_names(settings):
        text = f"{path} uses the profile {settings.profile!r}, which it does not have"
        yield Finding(
            "settings",
            "wrong",
            text,
            "aixtui profile ls lists those there are, aixtui profile use names one.",
        )
    else:
        yield Finding("settings", "ok", f"{path}" if path.exists() else f"no {path}: the defaults hold")


def check_folders() -> Iterator[Finding]:
    """Whether we can write where we keep things, and nobody else can look."""
    folders = {"settings": paths.config_dir(), "data": paths.data_dir(), "state": paths.state_dir()}
    bad = []
    for folder in folders.values():
        there = next(one for one in (folder, *folder.parents) if one.exists())
        if not os.access(there, os.W_OK | os.X_OK):
            bad.append(Finding("folders", "wrong", f"{folder} cannot be written", _way_to_write(there)))
        elif there == folder and folder.stat().st_mode & _OTHERS and folder != folders["settings"]:
            bad.append(Finding("folders", "warning", f"others may look into {folder}", f"chmod 700 {folder}"))
    for file in (settings_file(), key_file()):
        require_file(file, own=True)
    if key_file().exists() and key_file().stat().st_mode & _OTHERS:
        bad.append(
            Finding(
                "folders", "wrong", f"others may read the keys in {key_file()}", f"chmod 600 {key_file()}"
            )
        )
    yield from bad or [Finding("folders", "ok", ", ".join(map(str, folders.values())))]
    there = next(one for one in (paths.data_dir(), *paths.data_dir().parents) if one.exists())
    free = shutil.disk_usage(there).free
    if free < LEAST_FREE:
        yield Finding(
            "disk", "warning", f"{free / 1e6:.0f} MB are free at {paths.data_dir()}", "Make room on its disk."
        )


def check_databases() -> Iterator[Finding]:
    """Whether each database is of its kind, and whole."""
    databases = {
        "journal": (
            paths.data_dir() / "journal.db",
            JOURNAL,
            "Runs and drafts in it are lost.",
        ),
        "state": (state_file(), STATE, "Columns and recents in it are lost."),
        "sandbox": (paths.data_dir() / "sandbox.db", SANDBOX, "What you made in the sandbox is lost."),
    }
    for name, (path, kind, loss) in databases.items():
        yield _look(name, path, kind, loss)


def check_disk_cache() -> Iterator[Finding]:
    """Whether the pages that were seen are kept, and how many there are."""
    path = state_file()
    if not read_settings().browse.disk_cache:
        yield Finding("disk cache", "ok", "switched off by browse.disk-cache")
    elif not path.exists():
        yield Finding("disk cache", "ok", f"no {path} yet")
    else:
        try:
            with closing(StateStore(is_glance=True)) as store:
                pages, size = store.seen_pages.extent()
        except StoreError as error:
            remedy = error.hint or "Start the app once, and it is brought up to date or made anew."
            yield Finding("disk cache", "warning", f"it cannot be read: {error}", remedy)
        else:
            yield Finding("disk cache", "ok", f"{counted(pages, 'page')} in {path}, {size / 1e6:.1f} MB")


def _look(name: str, path: Path, kind: DatabaseKind, loss: str) -> Finding:
    if not path.exists():
        return Finding(name, "ok", f"no {path} yet")
    move = f"Move it away, and it is made anew: mv {path} {path}.old. {loss}"
    try:
        require_kind(path, kind)
        # SQLite makes its files beside a database as private as that was then: they may stay unwritable.
        files = (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm")))
        for file in files:
            if file.exists() and not os.access(file, os.R_OK | os.W_OK):
                return Finding(name, "wrong", f"{file} cannot be written", _way_to_write(file))
        verdict = _verdict(path)
    except DatabaseFileError as error:
        remedy = move if error.hint in ("", MOVE_AWAY_HINT) else error.hint
        return Finding(name, "wrong", f"{path}: {error.reason}", remedy)
    except OSError as error:
        return Finding(name, "wrong", f"{path}: {error.strerror}", _way_to_write(path))
    if verdict == _LOCKED:
        text = f"another program holds {path} locked: nothing can be written to it"
        return Finding(name, "wrong", text, f"End that program; fuser {path} names it.")
    if verdict != "ok":
        return Finding(name, "wrong", f"{path} is damaged: {verdict}", move)
    return Finding(name, "ok", f"{path} is whole, {path.stat().st_size / 1e6:.1f} MB")


def _way_to_write(path: Path) -> str:
    """What makes a file or a folder writable, as a sentence."""
    if os.statvfs(path).f_flag & os.ST_RDONLY:
        return "Its disk is mounted read-only: mount it to be written."
    if path.stat().st_uid == os.geteuid():
        return f"chmod u+rw{'x' * path.is_dir()} {path}"
    return f"Make it yours: sudo chown -R $USER {path}"


def _verdict(path: Path) -> str:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as connection:
            # Not quick_check: up to 3.40 SQLite finds NULLs by it in tables WITHOUT ROWID that hold none.
            verdict = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
            if verdict == "ok":
                connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
                connection.execute("BEGIN IMMEDIATE")  # what every write begins with; nothing is written
                connection.execute("ROLLBACK")
            return verdict
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            return _LOCKED
        raise database_error(path, error) from error
