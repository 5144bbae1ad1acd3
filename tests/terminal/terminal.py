"""A program in a pseudo-terminal, with a screen that can be read and waited for."""

import re
import signal
import time
from collections.abc import Mapping, Sequence
from typing import Self

import pyte

from tests.terminal.pty_process import PtyProcess

KEYS = {
    "Enter": "\r",
    "Esc": "\x1b",
    "Tab": "\t",
    "Backspace": "\x7f",
    "Down": "\x1b[B",
    "Up": "\x1b[A",
    "PageDown": "\x1b[6~",
    "F3": "\x1bOR",
    "F4": "\x1bOS",
    "F5": "\x1b[15~",
    "Ctrl+P": "\x10",
    "Ctrl+Q": "\x11",
    "Ctrl+R": "\x12",
    "Ctrl+S": "\x13",
    "Ctrl+Z": "\x1a",
}
_CONTROL = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
"""Styles and moves of the cursor."""


class Terminal:
    """Starts the program on entering; kills what is left of it on leaving."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], *, columns: int = 80, rows: int = 24
    ) -> None:
        self._process = PtyProcess(command, env, columns=columns, rows=rows)
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)

    def __enter__(self) -> Self:
        self._process.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.__exit__()

    @property
    def text(self) -> str:
        """The screen as lines of text."""
        # Not `display`, which fails on what is left of a wide character that another one was painted over.
        lines = (self._screen.buffer[row] for row in range(self._screen.lines))
        columns = range(self._screen.columns)
        return "\n".join("".join(line[column].data for column in columns).rstrip() for line in lines)

    @property
    def output(self) -> bytes:
        """All that the program wrote."""
        return self._process.output

    @property
    def pid(self) -> int:
        """The process that was started."""
        return self._process.pid

    @property
    def modes(self) -> list[object]:
        """The terminal's modes as `termios` has them."""
        return self._process.modes

    @property
    def modes_before(self) -> list[object]:
        """Those from before the start, or from when they were kept."""
        return self._process.modes_before

    def keep_modes(self) -> None:
        """Take the modes as they are now for those from before: a shell has set them for what it starts."""
        self._process.modes_before = self.modes

    def send(self, *keys: str) -> None:
        """Type keys: names of `KEYS`, or text."""
        for key in keys:
            self._process.write(KEYS.get(key, key).encode())

    def paste(self, text: str) -> None:
        """Paste a text as terminals do: between marks, with Enter for line breaks."""
        self.send(f"\x1b[200~{text.replace(chr(10), chr(13))}\x1b[201~")

    def send_bytes(self, data: bytes) -> None:
        """Send what no keyboard does."""
        self._process.write(data)

    def forget(self) -> None:
        """Lose the picture, as a terminal does when something else has written on it."""
        self._screen.reset()

    def resize(self, columns: int, rows: int) -> None:
        """Make it another size, whatever of its picture that leaves."""
        self._screen.resize(rows, columns)
        self._process.resize(columns, rows)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.signal(number)

    def hang_up(self) -> None:
        """Close the terminal, as its window or its line does."""
        self._process.hang_up()

    def wait_for(self, pattern: str, seconds: float = 30) -> str:
        """Read until the screen shows the pattern, and return the screen; fail with the screen otherwise."""
        deadline = time.monotonic() + seconds
        while not re.search(pattern, self.text):
            assert time.monotonic() < deadline, f"no {pattern!r} within {seconds} s on:\n{self.text}"
            self.read(0.2)
            assert self._process.exit_code is None or self.read(0), (
                f"it ended while waiting for {pattern!r}:\n{self.text}"
            )
        return self.text

    def wait_for_written(self, pattern: str, seconds: float = 30) -> None:
        """Read until the pattern was written since the start; the screen is pictured after that.

        For measuring: to picture it takes longer than some programs take to write it.
        """
        deadline, chunks = time.monotonic() + seconds, [b""]
        while not re.search(pattern, _CONTROL.sub("", self.output.decode(errors="replace"))):
            assert time.monotonic() < deadline, f"no {pattern!r} was written within {seconds} s"
            chunks.append(self._process.read(0.2))
            assert self._process.exit_code is None or chunks[-1], f"it ended before it wrote {pattern!r}"
        self._stream.feed(b"".join(chunks))

    def wait_for_end(self, seconds: float = 30) -> int:
        """Read until the program has ended, and return its exit code."""
        deadline = time.monotonic() + seconds
        while (code := self._process.exit_code) is None:
            assert time.monotonic() < deadline, f"still running after {seconds} s:\n{self.text}"
            self.read(0.2)
        while self.read(0):
            pass
        return code

    def read(self, seconds: float) -> bool:
        """Read what comes within so many seconds; False when nothing did."""
        chunk = self._process.read(seconds)
        self._stream.feed(chunk)
        return bool(chunk)
