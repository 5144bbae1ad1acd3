"""How long a shell waits: for the version, and for what Tab completes."""

import subprocess
import sys
from collections.abc import Callable, Iterator

from tests.benchmarks.measuring import Measurement, compared


def measure() -> Iterator[Measurement]:
    yield compared("--version", _python("-m", "aixtui", "--version"), _python("-c", "pass"), target=2.5)
    floor = _python("-c", "import click, sqlite3")
    for what, words in (
        ("a command", ["r"]),
        ("an option", ["ls", "--s"]),
        ("a resource", ["get", "agents/"]),
    ):
        ours = _python("-m", "aixtui", "__complete", *words)
        yield compared(f"completing {what}", ours, floor, target=2)


def _python(*arguments: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
