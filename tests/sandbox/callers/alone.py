"""A sandbox in a process of its own, whose memory can be told from that of who tests it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.sandbox.command import SECONDS

MOST_MEMORY = 300 * 2**20
_PROGRAM = """
import logging, sys
from pathlib import Path
from aixtui.sandbox import LanguageModel, intake, start
logging.basicConfig(level=logging.ERROR)
{before}
with start(Path(sys.argv[1]), assets=60, {options}) as running:
    print(running.backend_url, running.api_key, flush=True)
    sys.stdin.read()
"""


class Alone:
    """A sandbox that is served; `log` is what it said on standard error, once it has ended."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        self._process = process
        self.url, self.key = process.stdout.readline().split()
        self.port = int(self.url.rpartition(":")[2])
        self.log = ""

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, headers={"x-api-key": self.key}, timeout=SECONDS)

    def memory(self) -> int:
        """The most bytes that it ever had in memory."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        [line] = [line for line in status.splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1]) * 1024

    def end(self) -> None:
        self.log = self._process.communicate(timeout=SECONDS)[1]


@contextmanager
def alone(db: Path, *, before: str = "", options: str = "") -> Iterator[Alone]:
    """Serve `db`; at the end it has logged no error, and never had more in memory than it may."""
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM.format(before=before, options=options), str(db)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    served = Alone(process)
    try:
        yield served
        assert served.memory() < MOST_MEMORY
    finally:
        served.end()
    assert served.log == ""
