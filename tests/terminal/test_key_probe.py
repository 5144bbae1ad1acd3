"""`aixtui keys --probe`, in a real terminal."""

import sys
from pathlib import Path

from tests.terminal.terminal import Terminal

AIXTUI = str(Path(sys.executable).with_name("aixtui"))


def test_each_key_is_shown_with_what_it_does_and_does_nothing(env: dict[str, str]) -> None:
    with Terminal([AIXTUI, "keys", "--probe"], env) as terminal:
        terminal.wait_for("Press any key", 60)
        terminal.send("Ctrl+S", "Tab", "q", "Enter", "ö", "Esc")
        terminal.wait_for(r"Ctrl\+S  \[ctrl\+s\]: Save \(edit\)")
        terminal.wait_for(r"Tab  \[tab\]: .*Complete \(command\)")
        terminal.wait_for(r"q  \[q\] types q: Quit \(app\)")
        terminal.wait_for(r"types ö: nothing of the app")
        terminal.wait_for(r"Esc  \[escape\]:")
        terminal.send("Ctrl+Q")
        assert terminal.wait_for_end() == 0


def test_of_one_scope_only_what_a_key_does_there_is_shown(env: dict[str, str]) -> None:
    with Terminal([AIXTUI, "keys", "edit", "--probe"], env) as terminal:
        terminal.wait_for("Press any key", 60)
        terminal.send("q", "Ctrl+S")
        terminal.wait_for(r"q  \[q\] types q: nothing of the app")
        terminal.wait_for(r"Ctrl\+S  \[ctrl\+s\]: Save \(edit\)")
        terminal.send("Ctrl+Q")
        assert terminal.wait_for_end() == 0
