"""What is typed while the app is being loaded: not seen, and what the app begins with."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.terminal.restoring import left_over
from tests.terminal.terminal import Terminal

AIXTUI = str(Path(sys.executable).with_name("aixtui"))
HELD, TAKEN = b"\x1b[?2004h", b"\x1b[?1004h"
"""What is sent first; and when the app takes the terminal over."""
KEY = "0123456789abcdef" * 4


@contextmanager
def loading(env: dict[str, str]) -> Iterator[Terminal]:
    """The app without a key, before it has the terminal: once more where that was read late."""
    env = {**env, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    for _ in range(3):
        with Terminal([AIXTUI], env) as terminal:
            while HELD not in terminal.output:
                assert terminal.read(60)
            if TAKEN not in terminal.output:
                yield terminal
                return
    pytest.fail("the app is there before the terminal is held")


def test_a_key_that_is_pasted_is_not_seen_and_is_the_one_of_the_welcome(env: dict[str, str]) -> None:
    with loading(env) as terminal:
        terminal.paste(KEY)
        terminal.wait_for(rf"▌{'•' * len(KEY)} ", 60)
        assert KEY[:8].encode() not in terminal.output
        terminal.send("Ctrl+Q")
        assert terminal.wait_for_end() == 0
        assert left_over(terminal) == []


def test_ctrl_c_ends_it(env: dict[str, str]) -> None:
    with loading(env) as terminal:
        terminal.send("\x03")
        assert terminal.wait_for_end() == 128 + signal.SIGINT
        assert left_over(terminal) == []


def test_a_signal_to_one_that_never_gets_loaded_gives_the_terminal_back(
    env: dict[str, str], tmp_path: Path
) -> None:
    stuck = tmp_path / "stuck" / "textual"
    stuck.mkdir(parents=True)
    (stuck / "__init__.py").write_text("import time\ntime.sleep(600)\n", encoding="utf-8")
    with Terminal([AIXTUI, "--ephemeral"], {**env, "PYTHONPATH": str(stuck.parent)}) as terminal:
        while HELD not in terminal.output:
            assert terminal.read(60)
        assert terminal.modes != terminal.modes_before
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_for_end() == 128 + signal.SIGTERM
        assert terminal.modes == terminal.modes_before
        assert terminal.output.rfind(b"\x1b[?2004l") > terminal.output.rfind(HELD)


def test_what_cannot_be_begun_leaves_the_terminal_as_it_was(env: dict[str, str]) -> None:
    config = Path(env["XDG_CONFIG_HOME"], "aixtui", "config.toml")
    config.parent.mkdir(parents=True)
    config.write_text('start = "nowhere"\n', encoding="utf-8")
    with Terminal([AIXTUI], env) as terminal:
        assert terminal.wait_for_end() != 0
        assert HELD in terminal.output
        assert "The setting start is not an address" in terminal.text
        assert left_over(terminal) == []
