"""What a key costs, as doctor measures it on the terminal that it is printed on."""

import re
import sys
from pathlib import Path

from tests.benchmarks.tui_terminal import MOST_BYTES
from tests.terminal.terminal import Terminal

AIXTUI = str(Path(sys.executable).with_name("aixtui"))


def test_doctor_measures_what_a_key_costs_and_leaves_nothing(env: dict[str, str], tmp_path: Path) -> None:
    home = tmp_path / "temporary"
    home.mkdir()
    with Terminal([AIXTUI, "doctor", "--sandbox"], {**env, "TMPDIR": str(home)}) as terminal:
        terminal.wait_for_end(60)
        told = re.search(rb"a press of Down sends (\d+) bytes at 80x24", terminal.output)
        assert told is not None
        assert 20 < int(told[1]) <= MOST_BYTES[80, 24][0]
    assert [*home.iterdir()] == []
