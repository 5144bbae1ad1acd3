"""A field of a form in the user's own editor, which has the terminal meanwhile."""

import sys
from pathlib import Path

from tests.terminal.terminal import Terminal

AIXTUI = str(Path(sys.executable).with_name("aixtui"))


def test_a_field_is_edited_in_an_editor_and_the_app_goes_on(env: dict[str, str], tmp_path: Path) -> None:
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\n"
        "print('the editor has the terminal', sys.stdin.isatty())\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "assert path.stat().st_mode & 0o077 == 0 or path.parent.stat().st_mode & 0o077 == 0\n"
        "path.write_text(path.read_text() + ' by hand\\n')\n"
    )
    env = {**env, "EDITOR": f"{sys.executable} {script}"}
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("e")
        terminal.wait_for("nothing changed yet")
        terminal.send("F4")
        terminal.wait_for("Text Analyst by hand")
        terminal.wait_for("changed: Name")
        assert b"the editor has the terminal True" in terminal.output
        terminal.send("Esc")
        terminal.wait_for("Kept as a draft")
        terminal.wait_for("▌ Text Analyst")
        terminal.send("q")
        assert terminal.wait_for_end() == 0


def test_an_editor_that_fails_is_told_and_changes_nothing(env: dict[str, str]) -> None:
    with Terminal([AIXTUI, "--sandbox", "--ephemeral"], {**env, "VISUAL": "no-such-editor"}) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("e")
        terminal.wait_for("nothing changed yet")
        terminal.send("F4")
        terminal.wait_for("Cannot open the editor")
        terminal.wait_for("nothing changed yet")
