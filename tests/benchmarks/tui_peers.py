"""The app against other terminal browsers in the same run. Only by name: it installs them in build/peers."""

import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measuring import Measurement
from tests.benchmarks.sitting import NOTHING_KEPT, Key, Program, folders, medians
from tests.benchmarks.tui_terminal import AIXTUI

ROUNDS = 5
ONLY_BY_NAME = True
PEERS = Path("build/peers")
COMMANDS = {"visidata": "vd", "toolong": "tl", "harlequin": "harlequin"}
ROWS = 1000
CTRL_C, CTRL_Q = "\x03", "\x11"
MOVING = (Key("down", "Down", 10), Key("page", "PageDown", 2))
AT_THE_END = (Key("down", "Up", 10), Key("page", "\x1b[5~", 2))
"""For a program that opens a file at its end."""


def measure() -> Iterator[Measurement]:
    """Ratios of ours to each peer: what is below 1 is quicker, or less, than the peer."""
    with tempfile.TemporaryDirectory() as temporary:
        rows = Path(temporary) / "rows.csv"
        rows.write_text(
            "".join(",".join(f"cell {line}.{place}" for place in range(8)) + "\n" for line in range(ROWS)),
            encoding="utf-8",
        )
        env = folders(temporary, NOTHING_KEPT) | {"HOME": temporary}
        ours = (Key("down", "Down", 10), Key("page", "n"), Key("page", "p"))
        programs = {
            "aixtui": Program([AIXTUI, "--db", f"{temporary}/sandbox.db"], "▌ Text Analyst", ours),
            "visidata": Program([_peer("visidata"), str(rows)], r"cell 15\.0", MOVING),
            "toolong": Program([_peer("toolong"), str(rows)], r"cell 999\.0", AT_THE_END, quit=CTRL_C),
            "harlequin": Program([_peer("harlequin")], "Data Catalog|Run Query", (), quit=CTRL_Q),
        }
        at = medians(programs, env, size=(80, 24), rounds=ROUNDS)
    for name in list(programs)[1:]:
        for figure, unit in (("ready", "ms"), ("memory", "MB"), ("end", "ms")):
            yield Measurement(f"{name}: {figure}", at["aixtui"][figure], at[name][figure], unit)
        for figure, unit in (("down", "ms"), ("down bytes", "B"), ("page", "ms"), ("page bytes", "B")):
            if figure in at[name]:
                yield Measurement(f"{name}: {figure}", at["aixtui"][figure], at[name][figure], unit)


def _peer(name: str) -> str:
    """The program of a peer, installed on its own: they need different versions of the same libraries."""
    place = PEERS / name
    command = place / "bin" / COMMANDS[name]
    if not command.exists():
        print(f"  installing {name} into {place}", file=sys.stderr)
        venv.create(place, with_pip=True)
        python = str(place / "bin" / "python")
        subprocess.run([python, "-m", "pip", "install", "-qq", name], check=True)
    return str(command.absolute())
