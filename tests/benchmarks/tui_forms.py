"""Forms in a terminal: how soon one of 30 fields is there, and a key in a text of 200 kB."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.form_app import prepare
from tests.benchmarks.measuring import Measurement
from tests.benchmarks.sitting import Key, Program, medians
from tests.benchmarks.tui_terminal import FLOOR

ROUNDS = 5
CTRL_Q, F6 = "\x11", "\x1b[17~"
FIRST = "▌ Long Instructions"
PAINTED = tuple(Key("painted", "x", 1, f"x{{{count}}}0: what") for count in range(1, 11))
"""Until the letter is seen, each of which is one more before the first line of the text."""
TYPED = Key("typed", "x", 10)
SIZES = ((80, 24), (120, 40))


def measure() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as temporary:
        env = {f"XDG_{name}_HOME": f"{temporary}/{name}" for name in ("CONFIG", "DATA", "STATE", "CACHE")}
        python, db = sys.executable, Path(temporary) / "sandbox.db"
        prepare(db)
        app = Program(
            [python, "-m", "tests.benchmarks.form_app", str(db)],
            FIRST,
            (
                Key("", "Down", 1, "▌ Text Analyst"),
                Key("form", "e", 1, "nothing changed yet"),
                Key("", "Esc", 1, "▌ Text Analyst"),
                Key("", "Up", 1, FIRST),
                Key("long form", "e", 1, "nothing changed yet"),
                Key("", "Tab"),
                Key("", "Tab"),
                *PAINTED,
                TYPED,
                Key("", F6, 1, "nothing changed yet"),  # or the next round would be offered a draft
                Key("", "Esc", 1, FIRST),
            ),
        )
        text = Program(
            [python, "-m", "tests.benchmarks.floor_text"], "3: what", (*PAINTED, TYPED), quit=CTRL_Q
        )
        for size in SIZES:
            at = medians({"floor": FLOOR, "app": app, "text": text}, env, size=size, rounds=ROUNDS)
            name = f"{size[0]}x{size[1]}:"
            form, palette = at["app"]["form"], at["floor"]["palette"]
            yield Measurement(f"{name} form of 30 fields (floor: palette)", form, palette, "ms", 1.5)
            painted = at["app"]["painted"]
            yield Measurement(f"{name} a key in 200 kB, seen", painted, at["text"]["painted"], "ms", 1.5)
            typed = at["app"]["typed"]
            yield Measurement(f"{name} a key in 200 kB, settled", typed, at["text"]["typed"], "ms", 1.5)
