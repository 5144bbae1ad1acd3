"""One sitting at a program in a pseudo-terminal: start, keys once it rests, idle, end, seen from outside."""

import os
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.terminal.terminal import Terminal

QUIET_SECONDS = 0.08
"""Silence after which a screen counts as settled."""

STILL_SECONDS = 1.0
"""Silence after which nothing of the last key is left to do."""
LONGEST_REST = 3000
"""Milliseconds of waiting for it."""
LONGEST_ANSWER = 5000
"""Milliseconds in which a key has to change the screen."""

NOTHING_KEPT = 'start = "agents"\n[browse]\ndisk-cache = false\n'
"""Settings for what is to be read from the platform each time, from the first row on."""
Figures = dict[str, list[float]]


@dataclass(frozen=True)
class Key:
    """A key to press, some times; `shows` is what has to be seen, else the screen has to settle."""

    name: str
    key: str
    times: int = 1
    shows: str = ""


@dataclass(frozen=True)
class Program:
    """A program: how it is started, what says that it is there, the keys to press, the key that ends it."""

    command: Sequence[str]
    ready: str
    keys: Sequence[Key]
    painted: str = ""
    """What its first frame shows, where that comes before `ready`."""
    quit: str = "q"
    env: Mapping[str, str] | None = None
    idle_seconds: float = 0


def folders(temporary: str, settings: str = "") -> dict[str, str]:
    """The environment of programs whose folders are all below one, with a text of settings for the app."""
    config = Path(temporary) / "CONFIG" / "aixtui" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(settings, encoding="utf-8")
    return {f"XDG_{name}_HOME": f"{temporary}/{name}" for name in ("CONFIG", "DATA", "STATE", "CACHE")}


def sit(program: Program, env: Mapping[str, str], size: tuple[int, int]) -> Figures:
    """Milliseconds, bytes and MB of one sitting, by name."""
    figures: Figures = {}
    began = time.perf_counter()
    columns, rows = size
    with Terminal(program.command, {**env, **(program.env or {})}, columns=columns, rows=rows) as terminal:
        for name, pattern in (("painted", program.painted or program.ready), ("ready", program.ready)):
            terminal.wait_for_written(pattern, 60)
            figures[name] = [_since(began)]
        _rest(terminal)
        figures["memory"] = [_memory(terminal.pid)]
        for key in program.keys:
            for _ in range(key.times):
                milliseconds, size_of_it = _press(terminal, key)
                figures.setdefault(key.name, []).append(milliseconds)
                figures.setdefault(f"{key.name} bytes", []).append(size_of_it)
        if program.idle_seconds:
            figures |= _idle(terminal, program.idle_seconds)
        began = time.perf_counter()
        terminal.send(program.quit)
        terminal.wait_for_end()
        figures["end"] = [_since(began)]
    return figures


def medians(
    programs: Mapping[str, Program], env: Mapping[str, str], *, size: tuple[int, int], rounds: int
) -> dict[str, dict[str, float]]:
    """The medians of each program, which take turns; a first round that fills caches does not count."""
    totals: dict[str, Figures] = {name: {} for name in programs}
    for number in range(rounds + 1):
        for name, program in programs.items():
            figures = sit(program, env, size)
            for figure, values in figures.items() if number else ():
                totals[name].setdefault(figure, []).extend(values)
    return {
        name: {figure: statistics.median(values) for figure, values in total.items()}
        for name, total in totals.items()
    }


def _press(terminal: Terminal, key: Key) -> tuple[float, int]:
    began, before = time.perf_counter(), len(terminal.output)
    terminal.send(key.key)
    if key.shows:
        terminal.wait_for(key.shows)
        seen = _since(began)
        _settle(terminal)
        return seen, len(terminal.output) - before
    while len(terminal.output) == before and _since(began) < LONGEST_ANSWER:
        terminal.read(QUIET_SECONDS / 4)
    answered = _since(began)
    return answered + _settle(terminal), len(terminal.output) - before


def _settle(terminal: Terminal) -> float:
    """Milliseconds to the last byte before a silence."""
    began = last = time.perf_counter()
    while time.perf_counter() - last < QUIET_SECONDS and time.perf_counter() - began < 5:
        if terminal.read(QUIET_SECONDS / 4):
            last = time.perf_counter()
    return (last - began) * 1000


def _rest(terminal: Terminal) -> None:
    """Wait until nothing is left to do, as long as it takes somebody to read the first rows.

    Where a cursor blinks there is always something.
    """
    began = time.perf_counter()
    while _since(began) < LONGEST_REST and terminal.read(STILL_SECONDS):
        pass


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000


def _memory(pid: int) -> float:
    """MB of a process and of those that it started; what they share counts once."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    own = int(next(line.split()[1] for line in rollup.splitlines() if line.startswith("Pss:"))) / 1024
    return own + sum(map(_memory, _children(pid)))


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text(encoding="ascii").split()]


def _idle(terminal: Terminal, seconds: float) -> Figures:
    """Percent of a processor and bytes a second while nobody presses a key."""
    _rest(terminal)
    before, size, began = _processor_seconds(terminal.pid), len(terminal.output), time.perf_counter()
    while (left := seconds - (time.perf_counter() - began)) > 0:
        terminal.read(left)
    used = _processor_seconds(terminal.pid) - before
    return {"idle %": [used / seconds * 100], "idle bytes": [(len(terminal.output) - size) / seconds]}


def _processor_seconds(pid: int) -> float:
    after_name = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    own = (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(map(_processor_seconds, _children(pid)))
