"""A run of 500 steps that goes on, in a terminal, against one of 20: a key, and what goes over the wire."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.benchmarks.measuring import Measurement
from tests.terminal.terminal import Terminal

MANY, FEW = 500, 20
ROUNDS, KEYS, SECONDS = 3, 10, 4.0
PACE_SECONDS = 0.25
"""Between two paints: a key is seen at once, so that what it takes is not hidden in that."""
MOST_BYTES = {(80, 24): 1200, (120, 40): 1500}
"""A second, with a step at work: its mark, its time and the bars that give way to it."""
SIZES = ((80, 24), (120, 40))
Figures = dict[str, float]


def measure() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as temporary:
        env = {f"XDG_{name}_HOME": f"{temporary}/{name}" for name in ("CONFIG", "DATA", "STATE", "CACHE")}
        for size in SIZES:
            found: dict[int, list[Figures]] = {MANY: [], FEW: []}
            for _ in range(ROUNDS):
                for count, figures in found.items():
                    figures.append(_sit(count, Path(temporary) / "sandbox.db", env, size))
            many, few = ({name: _median(found[count], name) for name in found[count][0]} for count in found)
            at = f"{size[0]}x{size[1]}:"
            yield Measurement(f"{at} a key among 500 steps (floor: 20)", many["key"], few["key"], "ms", 1.5)
            yield Measurement(f"{at} % of a processor (floor: 20 steps)", many["used"], few["used"], "%", 2.0)
            bytes_a_second = many["bytes"]
            yield Measurement(f"{at} bytes a second", bytes_a_second, MOST_BYTES[size], "B", 1.0)


def _median(figures: list[Figures], name: str) -> float:
    return statistics.median(one[name] for one in figures)


def _sit(count: int, db: Path, env: Mapping[str, str], size: tuple[int, int]) -> Figures:
    command = [sys.executable, "-m", "tests.benchmarks.run_app", str(db), str(count)]
    with Terminal(command, env, columns=size[0], rows=size[1]) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("r")
        terminal.wait_for("Query")
        for key in (*"Go", "\x1b[15~"):  # F5
            terminal.send(key)
        terminal.wait_for(f"Tool {count - 1}")
        _look(terminal, 1.0)
        used, sent = _processor_seconds(terminal.pid), len(terminal.output)
        _look(terminal, SECONDS)
        figures = {
            "used": (_processor_seconds(terminal.pid) - used) / SECONDS * 100,
            "bytes": (len(terminal.output) - sent) / SECONDS,
            "key": statistics.median(_key(terminal) for _ in range(KEYS)),
        }
        terminal.send("q")
        terminal.send("q")
        terminal.wait_for_end()
    return figures


def _look(terminal: Terminal, seconds: float) -> None:
    end = time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        terminal.read(left)


def _key(terminal: Terminal) -> float:
    """Milliseconds until a key is answered, pressed just after a paint."""
    while not terminal.read(PACE_SECONDS):
        pass
    _look(terminal, 0.05)
    before, began = len(terminal.output), time.perf_counter()
    terminal.send("Up")
    while len(terminal.output) == before:
        terminal.read(0.01)
    return (time.perf_counter() - began) * 1000


def _processor_seconds(pid: int) -> float:
    after_name = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")
