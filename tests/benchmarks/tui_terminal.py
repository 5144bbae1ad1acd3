"""The app in a terminal of 80x24 against a bare Textual table: start, keys, bytes, memory, end."""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measuring import Measurement
from tests.terminal.terminal import Terminal

ROUNDS = 5
KEYS = 10
QUIET_SECONDS = 0.08
"""Silence after which a screen counts as settled."""
AIXTUI = str(Path(sys.executable).with_name("aixtui"))
FLOOR = [sys.executable, "-m", "tests.benchmarks.floor_app"]

Figures = dict[str, list[float]]


def _settle(terminal: Terminal) -> tuple[float, int]:
    """Milliseconds to the last byte before a silence, and the bytes until then."""
    began, before = time.perf_counter(), len(terminal.output)
    last = began
    while time.perf_counter() - last < QUIET_SECONDS or len(terminal.output) == before:
        size = len(terminal.output)
        terminal.read(QUIET_SECONDS / 4)
        if len(terminal.output) > size:
            last = time.perf_counter()
        if time.perf_counter() - began > 5:
            break
    return (last - began) * 1000, len(terminal.output) - before


def _memory(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1024


def _sitting(
    command: list[str], painted: str, ready: str, keys: dict[str, str], env: dict[str, str]
) -> Figures:
    """Start a program, press keys, quit; every figure of one run."""
    figures: Figures = {}
    began = time.perf_counter()
    with Terminal(command, env) as terminal:
        terminal.wait_for(painted, 60)
        figures["painted"] = [(time.perf_counter() - began) * 1000]
        terminal.wait_for(ready, 60)
        figures["ready"] = [(time.perf_counter() - began) * 1000]
        _settle(terminal)
        figures["memory"] = [_memory(terminal.pid)]
        for name, key in keys.items():
            for _ in range(KEYS if name == "down" else 1):
                terminal.send(key)
                milliseconds, size = _settle(terminal)
                figures.setdefault(name, []).append(milliseconds)
                figures.setdefault(f"{name} bytes", []).append(size)
        began = time.perf_counter()
        terminal.send("q")
        terminal.wait_for_end()
        figures["end"] = [(time.perf_counter() - began) * 1000]
    return figures


def measure() -> Iterator[Measurement]:
    """Both programs in turn, so that a noisy machine hits both alike; medians of all rounds."""
    ours: Figures = {}
    floor: Figures = {}
    with tempfile.TemporaryDirectory() as temporary:
        env = {f"XDG_{name}_HOME": f"{temporary}/{name}" for name in ("CONFIG", "DATA", "STATE", "CACHE")}
        env |= {"TERM": "xterm-256color"}
        app = [AIXTUI, "--db", f"{temporary}/sandbox.db"]
        keys = {"down": "Down", "turn": "n", "turn back": "p"}
        for number in range(ROUNDS + 1):
            ran = (
                (floor, _sitting(FLOOR, "cell 19", "cell 19", {"down": "Down"}, env)),
                (ours, _sitting(app, "Loading|Text Analyst", "▌ Text Analyst", keys, env)),
            )
            for total, figures in ran if number else ():  # the first round fills caches and the sandbox
                for name, values in figures.items():
                    total.setdefault(name, []).extend(values)
    at = {name: statistics.median(values) for name, values in ours.items()}
    of = {name: statistics.median(values) for name, values in floor.items()}
    yield Measurement("start to frame painted", at["painted"], of["ready"], "ms", 1.5)
    yield Measurement("start to first table, sandbox included", at["ready"], of["ready"], "ms", 2.0)
    yield Measurement("memory with the embedded sandbox", at["memory"], of["memory"], "MB", 2.0)
    yield Measurement("cursor down, settled", at["down"], of["down"], "ms", 1.1)
    yield Measurement("cursor down, bytes", at["down bytes"], of["down bytes"], "B", 450 / of["down bytes"])
    yield Measurement("page turn, prefetched (floor: cursor down)", at["turn"], of["down"], "ms", None)
    yield Measurement("page turn, bytes (floor: 4 kB)", at["turn bytes"], 4096, "B", 1.0)
    yield Measurement("quit", at["end"], of["end"], "ms", 1.2)
