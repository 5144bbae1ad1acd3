"""A terminal that goes away in the middle of a run: the run is found again, and nothing is sent twice."""

import signal
import sys
from pathlib import Path

import pytest

from aixtui.sandbox import RunningSandbox
from tests.sandbox_requests import sandbox_requests
from tests.terminal.terminal import Terminal

AIXTUI = str(Path(sys.executable).with_name("aixtui"))
MEGABYTES = 8
"""Of a file, of which the engine reads one a second."""


@pytest.mark.parametrize("is_killed", [True, False], ids=["killed", "hung up"])
def test_a_run_is_watched_again_after_its_terminal_has_gone(
    env: dict[str, str], sandbox: RunningSandbox, tmp_path: Path, is_killed: bool
) -> None:
    env |= {
        "BACKEND_URL": sandbox.backend_url,
        "MODELS_RUN_URL": sandbox.models_url,
        "TEAM_API_KEY": sandbox.api_key,
    }
    (tmp_path / "large.bin").write_bytes(bytes(MEGABYTES * 2**20))
    with sandbox_requests() as requests:
        with Terminal([AIXTUI, "open", "models/sandbox%2Ffile-checksum"], env) as terminal:
            terminal.wait_for("Description", 60)
            terminal.send("r")
            terminal.wait_for("A file or a URL, required")
            terminal.send(str(tmp_path / "large.bin"), "Down", "Down", "Backspace", "1", "F5")
            terminal.wait_for(r"IN_PROGRESS +\d+ s +[1-9]\d* %", 60)
            if is_killed:
                terminal.signal(signal.SIGKILL)
            else:
                terminal.hang_up()
            terminal.wait_for_end()
        with Terminal([AIXTUI, "open", "agents"], env) as terminal:
            terminal.wait_for("1 run is still in flight: A watches again, R lists them", 60)
            terminal.send("A")
            terminal.wait_for("1 run is watched again")
            terminal.send("R")
            terminal.wait_for("File Checksum +● done", 60)
            terminal.send("Enter")
            terminal.wait_for(f'"bytes": {MEGABYTES * 2**20}')
            terminal.send("q")
            assert terminal.wait_for_end() == 0
    assert sum(line.startswith("POST") and "/execute/" in line for line in requests) == 1, requests
