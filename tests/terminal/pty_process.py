"""A program in a pseudo-terminal, as bytes in and bytes out."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from typing import Self

_PATIENCE_SECONDS = 30


class PtyProcess:
    """Starts the program on entering; kills what is left of it on leaving."""

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        *,
        columns: int = 80,
        rows: int = 24,
        cwd: str = ".",
        has_signal_keys: bool = True,
    ) -> None:
        """Without signal keys, what is typed while the terminal is in a shell's modes sends no signal."""
        self._has_signal_keys = has_signal_keys
        self._command, self._env, self._cwd = list(command), dict(env), cwd
        self._size = (columns, rows)
        self._unread = b""
        self.output = b""
        """All that the program wrote."""

    def __enter__(self) -> Self:
        self._ours, self._theirs = pty.openpty()
        self.resize(*self._size)
        if not self._has_signal_keys:
            self._take_signal_keys()
        self.modes_before = self.modes
        env = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **self._env}
        for name in ("COLUMNS", "LINES"):  # they would go before the terminal's own size
            env.pop(name, None)
        self._process = subprocess.Popen(
            self._command,
            stdin=self._theirs,
            stdout=self._theirs,
            stderr=self._theirs,
            env=env,
            cwd=self._cwd,
            start_new_session=True,  # which the terminal can stop and hang up
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._theirs)
        os.close(self._ours)

    @property
    def pid(self) -> int:
        """The process that was started."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """The exit code of the program; None while it runs."""
        return self._process.poll()

    @property
    def modes(self) -> list[object]:
        """The terminal's modes as `termios` has them."""
        return termios.tcgetattr(self._theirs)

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal another size; whoever has it is told by a signal."""
        fcntl.ioctl(self._theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def write(self, data: bytes) -> None:
        """Send bytes as if they were typed, and keep what comes meanwhile for `read`."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while data:
            assert time.monotonic() < deadline, "nobody reads what is typed"
            readable, writable, _ = select.select([self._ours], [self._ours], [], 0.1)
            if readable:
                self._unread += self._receive()
            if writable:
                data = data[os.write(self._ours, data[:1024]) :]

    def read(self, seconds: float) -> bytes:
        """What comes within so many seconds; empty when nothing did."""
        if not self._unread and select.select([self._ours], [], [], seconds)[0]:
            return self._receive()
        unread, self._unread = self._unread, b""
        return unread

    def _receive(self) -> bytes:
        chunk = os.read(self._ours, 65536)
        self.output += chunk
        return chunk

    def _take_signal_keys(self) -> None:
        modes = termios.tcgetattr(self._theirs)
        for place in (termios.VINTR, termios.VQUIT, termios.VSUSP):
            modes[6][place] = b"\0"  # which stands for no key
        termios.tcsetattr(self._theirs, termios.TCSANOW, modes)

    def hang_up(self) -> None:
        """Close the terminal, as its window or its line does."""
        os.close(self._ours)
        self._ours = os.open(os.devnull, os.O_RDONLY)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)
