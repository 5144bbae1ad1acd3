"""One sitting of a monkey at the app, and what there is to tell of it."""

import random
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import pyte

from tests.monkey.inputs import Input, inputs
from tests.terminal.pty_process import PtyProcess

AIXTUI = (sys.executable, "-m", "aixtui")
ANSWER_SECONDS = 20
"""How long the app may take to answer a key, or to end."""
REPAINT = Input(b"\x0c")
QUIT = Input(b"\x11", pause=0.3)
_PROBE_EVERY = 12
_SETTLE_SECONDS = 0.15
_ENDINGS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
_TOP_LEFT = b"\x1b[1;1H"
_RESTORED = (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?2004l", b"\x1b[?25h")


class Server(NamedTuple):
    """What a monkey sits before."""

    backend_url: str
    models_url: str
    api_key: str


class MonkeyError(Exception):
    """The app did something that no input may bring about."""


class Sitting:
    """Starts the app, does random things, ends it; `run` says what went wrong, empty when nothing did."""

    def __init__(self, server: Server, seed: int, count: int) -> None:
        self._server, self._seed, self._count = server, seed, count
        self._done: list[Input] = []
        self._size = (80, 24)

    def run(self) -> str:
        """Sit down, do so many things, and leave."""
        chance = random.Random(self._seed)
        with tempfile.TemporaryDirectory(prefix="aixtui-monkey-") as folder:
            # while it is stopped the terminal acts on what is typed, as shells want it: Ctrl+\ would end it
            process = PtyProcess(AIXTUI, self._env(folder), cwd=folder, has_signal_keys=False)
            with process:
                try:
                    self._sit(process, chance)
                    self._look_for_reports(Path(folder))
                except (MonkeyError, AssertionError) as error:
                    return self._told(error, process, Path(folder))
        return ""

    def _env(self, folder: str) -> dict[str, str]:
        folders = {
            f"XDG_{name}_HOME": f"{folder}/{name.lower()}" for name in ("CONFIG", "DATA", "STATE", "CACHE")
        }
        return {
            **folders,
            "HOME": folder,
            "EDITOR": "true",
            "VISUAL": "",
            "AIXPLAIN_API_KEY": "",
            "TEAM_API_KEY": self._server.api_key,
            "BACKEND_URL": self._server.backend_url,
            "MODELS_RUN_URL": self._server.models_url,
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }

    def _sit(self, process: PtyProcess, chance: random.Random) -> None:
        self._wait_for(process, b"\x1b[?1004h", "the app does not start")
        for number, one in enumerate(inputs(chance, self._count), 1):
            self._do(process, one)
            if number % _PROBE_EVERY == 0 or number == self._count:
                self._probe(process)
            if process.exit_code is not None:  # something that was typed or clicked asked for the end
                if process.exit_code != 0:
                    raise MonkeyError(f"It ended by itself with {process.exit_code}.")
                break
        else:
            self._leave(process, chance)
        self._look_at_terminal(process)

    def _do(self, process: PtyProcess, one: Input) -> None:
        self._done.append(one)
        if one.size:
            self._size = one.size
            process.resize(*one.size)
        for number in one.signals:
            process.signal(number)
            self._settle(process)
        if one.data:
            process.write(one.data)
        process.read(one.pause)

    def _probe(self, process: PtyProcess) -> None:
        """See that the app still answers: an unfinished paste ends, and everything is painted again."""
        self._settle(process)
        self._do(process, Input(b"\x1b[201~"))
        self._settle(process)
        before = len(process.output)
        self._do(process, REPAINT)
        deadline = time.monotonic() + ANSWER_SECONDS
        while _TOP_LEFT not in process.output[before:] and process.exit_code is None:
            if time.monotonic() > deadline:
                raise MonkeyError(f"It does not answer within {ANSWER_SECONDS} s.")
            process.read(0.1)

    def _settle(self, process: PtyProcess) -> None:
        deadline = time.monotonic() + _SETTLE_SECONDS
        while time.monotonic() < deadline:
            process.read(0.02)

    def _leave(self, process: PtyProcess, chance: random.Random) -> None:
        ending = chance.choice((None, None, *_ENDINGS))
        if ending is not None:
            self._done.append(Input(signals=(ending,)))
            process.signal(ending)
            expected = 128 + ending
        else:
            expected = 0
        deadline = time.monotonic() + ANSWER_SECONDS
        while process.exit_code is None:
            if ending is None:
                self._do(process, QUIT)
            process.read(0.05)
            if time.monotonic() > deadline:
                raise MonkeyError(f"It does not end within {ANSWER_SECONDS} s of {ending or 'Ctrl+Q'}.")
        if process.exit_code != expected:
            raise MonkeyError(f"It ended with {process.exit_code}, not {expected}.")

    def _look_at_terminal(self, process: PtyProcess) -> None:
        while process.read(0):
            pass
        end = process.output[process.output.rfind(b"\x1b[?1049h") :]
        missing = [mark for mark in _RESTORED if mark not in end]
        if missing or process.modes != process.modes_before:
            raise MonkeyError(f"The terminal is not as it was: {missing}.")
        if b"Traceback" in process.output:
            raise MonkeyError("There is a traceback.")

    def _look_for_reports(self, folder: Path) -> None:
        reports = [path for path in folder.rglob("*") if path.is_file() and "report" in path.name]
        if reports:
            raise MonkeyError(f"There is a report:\n{reports[0].read_text(encoding='utf-8')}")

    def _wait_for(self, process: PtyProcess, mark: bytes, otherwise: str) -> None:
        deadline = time.monotonic() + ANSWER_SECONDS
        while mark not in process.output:
            if time.monotonic() > deadline or process.exit_code is not None:
                raise MonkeyError(otherwise)
            process.read(0.1)

    def _told(self, error: Exception, process: PtyProcess, folder: Path) -> str:
        reports = [path.read_text(encoding="utf-8") for path in folder.rglob("*report*") if path.is_file()]
        done = "\n".join(f"  {one!r:.300}" for one in [one for one in self._done if one != QUIT][-40:])
        parts = (
            f"seed {self._seed}: {error}",
            "done last:",
            done,
            "the screen:",
            _picture(process.output, self._size),
            *reports,
        )
        return "\n".join(parts)


def _picture(output: bytes, size: tuple[int, int]) -> str:
    screen = pyte.Screen(*size)
    stream = pyte.ByteStream(screen)
    stream.feed(output[-60_000:])
    return "\n".join(f"  {line.rstrip()}" for line in screen.display if line.strip())
