"""Which files are read and written at all: regular ones and, where they are trusted, nobody else's.

Everything refused is an `OSError` whose `strerror` is the reason in words, as it is where the system refuses.
"""

import errno
import io
import os
import stat
from pathlib import Path

BYTE_ORDER_MARK = "\ufeff"
"""What some editors put in front of UTF-8 text."""

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
# The longest mark first: that of UTF-16 is the beginning of one of UTF-32. Without a mark the zeros tell.
_OTHER_ENCODINGS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_ROOT = 0
_NOBODY = 65_534
# A named pipe would block the opening until somebody writes. Windows has neither the flag nor such pipes.
_WITHOUT_BLOCKING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def require_file(path: Path, *, own: bool = False) -> int | None:
    """The size of a regular file, links followed; None where there is nothing. Opens nothing.

    With `own` the file must be one that may be trusted and written: the user's, or root's, who can change
    everything anyway. Whoever is root is not asked: with sudo, or in a container with a folder of the host,
    the files are the user's. Neither is an owner without a number here (`nobody`): containers and NFS show
    even one's own files like that. Only the file counts, so a folder may be shared: each has files of their
    own in it. Where a system knows no owners, nothing is asked.

    Raises:
        OSError: it is something else, it is somebody else's, or the system refuses to say.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    _check(path, status, own=own)
    return status.st_size


def read_file(path: Path, *, own: bool = False, most: int = -1) -> bytes:
    """All of a regular file, or its first `most` bytes, never waiting for one that is none.

    `own` is as in `require_file`. The null device is read as an empty file: people link to it to have none.

    Raises:
        OSError: it is not there, is refused, or cannot be read.
    """
    status = path.stat()
    if stat.S_ISCHR(status.st_mode) and os.path.samestat(status, Path(os.devnull).stat()):
        return b""
    _check(path, status, own=own)
    with os.fdopen(os.open(path, _WITHOUT_BLOCKING), "rb") as file:
        _check(path, os.fstat(file.fileno()), own=own)  # it may have become another one
        return file.read(most)


def read_text(path: Path) -> str:
    """The UTF-8 text of a file that is trusted; line ends become `\\n`, a byte order mark stays in front.

    Raises:
        OSError: it is not there, is refused, cannot be read, or is text of another encoding.
    """
    data = read_file(path, own=True)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise OSError(errno.EILSEQ, f"it is {_encoding(data)}: save it as UTF-8", str(path))
    return io.StringIO(text, newline=None).read()


def _check(path: Path, status: os.stat_result, *, own: bool) -> None:
    if not stat.S_ISREG(status.st_mode):
        kind = next((words for test, words in _KINDS if test(status.st_mode)), "something else")
        raise OSError(errno.EINVAL, f"it is {kind}, not a file", str(path))
    if own and hasattr(os, "geteuid"):
        user = os.geteuid()
        if user != _ROOT and status.st_uid not in (user, _ROOT, _NOBODY):
            words = f"it belongs to {_name(path, status.st_uid)}, not to you: make a copy of your own"
            raise PermissionError(errno.EPERM, words, str(path))


def _name(path: Path, user: int) -> str:
    try:
        return path.owner()
    except (KeyError, OSError):
        return f"user {user}"


def _encoding(data: bytes) -> str:
    for mark, name in _OTHER_ENCODINGS:
        if data.startswith(mark):
            return f"{name} text"
    zeros = b"\0" in data[:2]
    return "UTF-16 text" if zeros else "not UTF-8 text"
