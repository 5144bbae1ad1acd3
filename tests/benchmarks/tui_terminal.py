"""The app in a terminal against a bare Textual table: start, keys, bytes, memory, idle, end."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measuring import Measurement
from tests.benchmarks.sitting import NOTHING_KEPT, Key, Program, folders, medians

ROUNDS = 5
AIXTUI = str(Path(sys.executable).with_name("aixtui"))
FLOOR = Program(
    [sys.executable, "-m", "tests.benchmarks.floor_app"],
    "cell 19",
    (
        Key("down", "Down", 10),
        Key("refill", "r", 2),
        Key("palette", "Ctrl+P", 1, "Search for commands"),
        Key("", "Esc"),
    ),
    idle_seconds=4,
)
ROWS = r"▌ \w"
FRESH_ROWS = rf"{ROWS}[\s\S]* · \d+ ms"
"""Rows of the sandbox: below those that were seen before stands how old they are."""
MOST_BYTES = {(80, 24): (450, 4096), (120, 40): (600, 8192)}
"""For a cursor move and for a page turn."""


def measure() -> Iterator[Measurement]:
    """Both programs in turn, so that a noisy machine hits both alike; medians of all rounds."""
    with tempfile.TemporaryDirectory() as temporary:
        command = [AIXTUI, "--db", f"{temporary}/sandbox.db"]
        app = Program(
            command,
            FRESH_ROWS,
            (
                Key("down", "Down", 10),
                Key("turn", "n"),
                Key("turn", "p"),
                Key("palette", "Ctrl+P", 1, "What to do, or where to go"),
                Key("", "Esc"),
                Key("help", "?", 1, "Keys of this screen"),
                Key("", "Esc"),
            ),
            painted=ROWS,
            idle_seconds=4,
        )
        first = Program(
            command, FRESH_ROWS, (), painted="Loading", env=folders(f"{temporary}/first", NOTHING_KEPT)
        )
        for size in MOST_BYTES:
            programs = {"floor": FLOOR, "app": app, "first": first}
            at = medians(programs, folders(temporary), size=size, rounds=ROUNDS)
            yield from _started(at["app"], at["first"], at["floor"], size)
            yield from _compared(at["app"], at["floor"], size)


def _started(
    app: dict[str, float], first: dict[str, float], floor: dict[str, float], size: tuple[int, int]
) -> Iterator[Measurement]:
    at = f"{size[0]}x{size[1]}:"
    yield Measurement(f"{at} start to the rows seen before", app["painted"], floor["ready"], "ms", 1.3)
    yield Measurement(f"{at} start to fresh rows, with the sandbox", app["ready"], floor["ready"], "ms", 1.8)
    yield Measurement(f"{at} nothing kept: start to frame", first["painted"], floor["ready"], "ms", 1.5)
    yield Measurement(f"{at} nothing kept: start to rows", first["ready"], floor["ready"], "ms", 2.0)


def _compared(app: dict[str, float], floor: dict[str, float], size: tuple[int, int]) -> Iterator[Measurement]:
    at = f"{size[0]}x{size[1]}:"
    down, turn = MOST_BYTES[size]
    yield Measurement(f"{at} memory with the embedded sandbox", app["memory"], floor["memory"], "MB", 2.0)
    yield Measurement(f"{at} cursor down, settled", app["down"], floor["down"], "ms", 1.1)
    yield Measurement(f"{at} cursor down, bytes", app["down bytes"], down, "B", 1.0)
    yield Measurement(f"{at} page turn, prefetched (floor: refill)", app["turn"], floor["refill"], "ms", 1.0)
    yield Measurement(f"{at} page turn, bytes", app["turn bytes"], turn, "B", 1.0)
    yield Measurement(f"{at} palette visible", app["palette"], floor["palette"], "ms", 1.2)
    yield Measurement(f"{at} help visible (floor: palette)", app["help"], floor["palette"], "ms", 1.2)
    yield Measurement(f"{at} idle, % of a processor (floor: 0.5)", app["idle %"], 0.5, "%", 1.0)
    yield Measurement(f"{at} idle, bytes a second (floor: 1)", app["idle bytes"], 1, "B", 0.0)
    yield Measurement(f"{at} quit", app["end"], floor["end"], "ms", 1.2)
