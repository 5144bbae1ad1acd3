"""Landlock: the kernel lets this process open no other path from here on."""

import ctypes
import os

from .kernel import system_call

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_TELL_VERSION = 1
_PATH_BENEATH = 1
_OLDEST = 3
"""Before that version a file could be cut off by whoever could not write to it."""
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_FOLDER, _TRUNCATE = 1, 2, 4, 8, 1 << 14
_FILE_RIGHTS = ((3, 15), (5, 16))
"""From which version on how many rights on files there are."""
_WITH_NETWORK, _WITH_SCOPES = 4, 6
_BOTH_RIGHTS = 3
"""To listen and to connect; to reach abstract sockets and to send signals."""


class _Rule(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def restrict(readable: list[str], writable: list[str]) -> None:
    """Let nothing be opened but what is at these paths, and no address; privileges must have been dropped.

    Raises:
        OSError: the kernel has no Landlock, or one that is too old.
    """
    version = system_call(_CREATE, "Landlock", None, 0, _TELL_VERSION)
    if version < _OLDEST:
        raise OSError(f"Landlock is of version {version}, before {_OLDEST}")
    count = max(count for least, count in _FILE_RIGHTS if version >= least)
    every = (1 << count) - 1
    network = _BOTH_RIGHTS if version >= _WITH_NETWORK else 0
    scopes = _BOTH_RIGHTS if version >= _WITH_SCOPES else 0
    handled = (ctypes.c_uint64 * 3)(every, network, scopes)
    size = 8 * (1 + (version >= _WITH_NETWORK) + (version >= _WITH_SCOPES))
    rules = system_call(_CREATE, "Landlock", handled, size, 0)
    for path in readable:
        _allow(rules, path, _EXECUTE | _READ_FILE | _READ_FOLDER)
    for path in writable:
        _allow(rules, path, every)
    system_call(_RESTRICT, "Landlock", rules, 0)
    os.close(rules)


def _allow(rules: int, path: str, rights: int) -> None:
    of_files = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE
    opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    allowed = rights if os.path.isdir(path) else rights & of_files  # noqa: PTH112
    system_call(_ADD, f"Landlock of {path}", rules, _PATH_BENEATH, ctypes.byref(_Rule(allowed, opened)), 0)
    os.close(opened)
