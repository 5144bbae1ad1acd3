"""The installed command where a workspace is only read."""

import sys
from pathlib import Path

from tests.terminal.restoring import last_words
from tests.terminal.terminal import Terminal

AIXTUI = str(Path(sys.executable).with_name("aixtui"))


def test_the_sandbox_of_the_first_screen_is_only_read_too_and_so_is_the_way_back(env: dict[str, str]) -> None:
    no_key = {**env, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", "PATH": "/usr/bin:/bin"}
    with Terminal([AIXTUI, "--read-only"], no_key) as terminal:
        terminal.wait_for("Welcome to aixtui", 60)
        terminal.send("F3")
        terminal.wait_for("SANDBOX  READ-ONLY", 60)
        terminal.wait_for("▌ ")
        terminal.send("D")
        terminal.wait_for("Nothing is deleted here. Set by --read-only")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
        assert f"{AIXTUI} open --sandbox --read-only=yes" in last_words(terminal)[0]
