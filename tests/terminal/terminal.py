"""A program in a pseudo-terminal, with a screen that can be read and waited for."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from typing import Self

import pyte

KEYS = {
    "Enter": "\r",
    "Esc": "\x1b",
    "Tab": "\t",
    "Down": "\x1b[B",
    "Up": "\x1b[A",
    "PageDown": "\x1b[6~",
    "F3": "\x1bOR",
    "F4": "\x1bOS",
    "F5": "\x1b[15~",
    "Ctrl+P": "\x10",
    "Ctrl+S": "\x13",
}


class Terminal:
    """Starts the program on entering; kills what is left of it on leaving."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], *, columns: int = 80, rows: int = 24
    ) -> None:
        self._command, self._env, self._size = list(command), dict(env), (rows, columns)
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.output = b""
        """All that the program wrote."""

    def __enter__(self) -> Self:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *self._size, 0, 0))
        self.modes_before = termios.tcgetattr(theirs)
        env = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **self._env}
        self._process = subprocess.Popen(
            self._command, stdin=theirs, stdout=theirs, stderr=theirs, env=env, start_new_session=True
        )
        self._theirs = theirs
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._theirs)
        os.close(self._ours)

    @property
    def text(self) -> str:
        """The screen as lines of text."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def pid(self) -> int:
        """The process that was started."""
        return self._process.pid

    @property
    def modes(self) -> list[object]:
        """The terminal's modes as `termios` has them."""
        return termios.tcgetattr(self._theirs)

    def send(self, *keys: str) -> None:
        """Type keys: names of `KEYS`, or text."""
        for key in keys:
            os.write(self._ours, KEYS.get(key, key).encode())

    def paste(self, text: str) -> None:
        """Paste a text as terminals do: between marks, with Enter for line breaks."""
        self.send(f"\x1b[200~{text.replace(chr(10), chr(13))}\x1b[201~")

    def send_bytes(self, data: bytes) -> None:
        """Send what no keyboard does."""
        while data:
            data = data[os.write(self._ours, data) :]

    def forget(self) -> None:
        """Lose the picture, as a terminal does when something else has written on it."""
        self._screen.reset()

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def wait_for(self, pattern: str, seconds: float = 30) -> str:
        """Read until the screen shows the pattern, and return the screen; fail with the screen otherwise."""
        deadline = time.monotonic() + seconds
        while not re.search(pattern, self.text):
            assert time.monotonic() < deadline, f"no {pattern!r} within {seconds} s on:\n{self.text}"
            self.read(0.2)
            assert self._process.poll() is None or self.read(0), (
                f"it ended while waiting for {pattern!r}:\n{self.text}"
            )
        return self.text

    def wait_for_end(self, seconds: float = 30) -> int:
        """Read until the program has ended, and return its exit code."""
        deadline = time.monotonic() + seconds
        while self._process.poll() is None:
            assert time.monotonic() < deadline, f"still running after {seconds} s:\n{self.text}"
            self.read(0.2)
        while self.read(0):
            pass
        return self._process.returncode

    def read(self, seconds: float) -> bool:
        """Read what comes within so many seconds; False when nothing did."""
        if not select.select([self._ours], [], [], seconds)[0]:
            return False
        chunk = os.read(self._ours, 65536)
        self.output += chunk
        self._stream.feed(chunk)
        return bool(chunk)
