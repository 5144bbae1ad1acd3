"""A process that is given something to read and ends within its limits, with all that it started."""

import os
import selectors
import signal
import subprocess
from collections.abc import Mapping, Sequence
from time import monotonic
from typing import IO, NamedTuple

from aixtui.sandbox.confinement.threads import threads_of

_SECONDS_A_LOOK = 0.1
_PIECE = 65_536
_PYTHON = {"PYTHONUTF8": "1"}


class LimitError(Exception):
    """The process was ended at a limit, which the text names."""


class Limits(NamedTuple):
    """What a process may take: time, written text (its reply, and its messages), and threads of its own."""

    seconds: float
    most_bytes: int
    threads: int


class Said(NamedTuple):
    """What a process wrote until it ended, and its exit code."""

    reply: bytes
    messages: bytes
    code: int


class LimitedProcess:
    """A process in a session of its own: what is left of that when it ends is killed."""

    def __init__(
        self, command: Sequence[str], limits: Limits, environment: Mapping[str, str] = _PYTHON
    ) -> None:
        """Start it, in `environment` and nothing more of ours.

        Raises:
            OSError: there is no such program, or no process more.
        """
        self._limits = limits
        self._written = {"reply": bytearray(), "messages": bytearray()}
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(environment),
            cwd="/",
            start_new_session=True,
        )

    def tell(self, task: bytes) -> Said:
        """Give it the task and wait for its end; what it writes is never held beyond the limit.

        Raises:
            LimitError: it was ended before, at a limit.
        """
        deadline = monotonic() + self._limits.seconds
        try:
            with selectors.DefaultSelector() as selector:
                self._exchange(selector, memoryview(task), deadline)
            code = self._process.wait(max(0.0, deadline - monotonic()))
        except subprocess.TimeoutExpired:
            raise self._late() from None
        finally:
            self._end()
        return Said(bytes(self._written["reply"]), bytes(self._written["messages"]), code)

    def _exchange(self, selector: selectors.BaseSelector, task: memoryview, deadline: float) -> None:
        process = self._process
        assert process.stdin
        assert process.stdout
        assert process.stderr
        os.set_blocking(process.stdin.fileno(), False)
        selector.register(process.stdin, selectors.EVENT_WRITE)
        selector.register(process.stdout, selectors.EVENT_READ, "reply")
        selector.register(process.stderr, selectors.EVENT_READ, "messages")
        look = 0.0
        writing = set(self._written)
        while writing:
            if monotonic() >= deadline:
                raise self._late()
            if monotonic() >= look:
                self._count_threads()
                look = monotonic() + _SECONDS_A_LOOK
            for key, _ in selector.select(_SECONDS_A_LOOK):
                if key.data is None:
                    task = self._give(selector, process.stdin, task)
                elif not self._take(key.fd, key.data):
                    writing.remove(key.data)
                    selector.unregister(key.fileobj)

    def _give(self, selector: selectors.BaseSelector, pipe: IO[bytes], task: memoryview) -> memoryview:
        """What of the task is left after writing as much as goes."""
        try:
            left = task[os.write(pipe.fileno(), task[:_PIECE]) :]
        except BrokenPipeError:  # it ends, or does not want to know
            left = task[:0]
        if not left:
            selector.unregister(pipe)
            pipe.close()
        return left

    def _take(self, descriptor: int, name: str) -> bool:
        """Read what is there; False at the end."""
        piece = os.read(descriptor, _PIECE)
        self._written[name] += piece
        if len(self._written[name]) > self._limits.most_bytes:
            raise LimitError(f"It wrote more than {self._limits.most_bytes:,} bytes.")
        return bool(piece)

    def _late(self) -> LimitError:
        return LimitError(f"It did not end within {self._limits.seconds:g} seconds.")

    def _count_threads(self) -> None:
        if threads_of(self._process.pid) > self._limits.threads:
            raise LimitError(f"It had more than {self._limits.threads} threads.")

    def _end(self) -> None:
        """Kill the session before the process is waited for: until then its number is nobody else's."""
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except OSError:  # macOS says so of a group that has ended
            self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe:
                pipe.close()
