"""What a press of a key costs on this terminal, in bytes: measured with an app on a sandbox of its own."""

import os
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from aixtui.diagnosis.finding import Finding
from aixtui.system.child_environment import without_keys

PRESSES = 5
MOST_BYTES = 2000
"""More than that for a line of the list is no change of two lines."""
_DOWN, _QUIT, _IS_THERE = b"\x1b[B", b"\x11", b" ms"
_START_SECONDS, _QUIET_SECONDS = 20.0, 0.3
_FOLDERS = ("CONFIG", "DATA", "STATE", "CACHE")


def check_key_cost() -> Iterator[Finding]:
    """How many bytes the app sends for a press of Down: on a slow line that is what is waited for."""
    if find_spec("termios") is None:
        yield Finding("key cost", "ok", "not measured: this system has no pseudo-terminals")
        return
    if sys.stdin is None or not sys.stdin.isatty():
        yield Finding("key cost", "ok", "not measured: there is no terminal here")
        return
    size = shutil.get_terminal_size()
    cost = _measure(size)
    if cost is None:
        yield Finding(
            "key cost",
            "warning",
            f"not measured: an app on a sandbox of its own showed no list within {_START_SECONDS:.0f} s",
            "See what it says: aixtui --ephemeral",
        )
        return
    words = f"a press of Down sends {cost} bytes at {size.columns}x{size.lines}"
    is_much = cost > MOST_BYTES
    remedy = (
        "Please report it with what this prints: a cursor that moves changes two lines." if is_much else ""
    )
    yield Finding("key cost", "warning" if is_much else "ok", words, remedy)


def _measure(size: os.terminal_size) -> int | None:
    import pty
    import termios

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (size.lines, size.columns))
    try:
        with tempfile.TemporaryDirectory(prefix="aixtui-") as folder:
            folders = {f"XDG_{name}_HOME": str(Path(folder) / name.lower()) for name in _FOLDERS}
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "aixtui", "--ephemeral"],
                stdin=theirs,
                stdout=theirs,
                stderr=theirs,
                env={**without_keys(), **folders},
                start_new_session=True,
            )
            try:
                return _cost(ours, process)
            finally:
                _end(ours, process)
    finally:
        os.close(theirs)
        os.close(ours)


def _cost(terminal: int, process: "subprocess.Popen[bytes]") -> int | None:
    begun, seen = time.monotonic(), b""
    while _IS_THERE not in seen:
        if process.poll() is not None or time.monotonic() - begun > _START_SECONDS:
            return None
        seen += _read(terminal)
    while _read(terminal):  # what is done once the rows are there
        pass
    costs = []
    for _ in range(PRESSES):
        os.write(terminal, _DOWN)
        count = 0
        while chunk := _read(terminal):
            count += len(chunk)
        costs.append(count)
    return round(statistics.median(costs))


def _read(terminal: int) -> bytes:
    """What comes before a silence; empty where nothing does."""
    is_ready = select.select([terminal], [], [], _QUIET_SECONDS)[0]
    return os.read(terminal, 65536) if is_ready else b""


def _end(terminal: int, process: "subprocess.Popen[bytes]") -> None:
    os.write(terminal, _QUIT)
    begun = time.monotonic()
    while process.poll() is None and time.monotonic() - begun < _START_SECONDS:
        _read(terminal)
    if process.poll() is None:
        process.kill()
    process.wait()
