"""What is typed in the user's own editor, and a terminal or an app that ends while it is open."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

AIXTUI = str(Path(sys.executable).with_name("aixtui"))
SECONDS = 20


class Waiting:
    """An editor that writes, says that it has, and waits for its end."""

    def __init__(self, tmp_path: Path, old: str, new: str) -> None:
        self._script, self._note = tmp_path / "editor", tmp_path / "is-waiting"
        self._script.write_text(
            f"#!{sys.executable}\n"
            "import os, pathlib, sys, time\n"
            "path = pathlib.Path(sys.argv[-1])\n"
            f"text = path.read_text()\nassert {old!r} in text\n"
            f"path.write_text(text.replace({old!r}, {new!r}))\n"
            f"pathlib.Path({str(self._note)!r}).write_text(str(os.getpid()))\n"
            "time.sleep(60)\n"
        )
        self._script.chmod(0o700)
        self.env = {"VISUAL": str(self._script)}

    def wait(self, terminal: Terminal) -> None:
        """Wait until it has written."""
        deadline = time.monotonic() + SECONDS
        while not (self._note.exists() and self._note.read_text()):
            assert time.monotonic() < deadline, f"the editor is not there:\n{terminal.text}"
            terminal.read(0.05)

    def kill(self) -> None:
        """End it: only its app was killed."""
        os.kill(int(self._note.read_text()), signal.SIGKILL)


def files(tmp_path: Path) -> list[Path]:
    """What is left of editors."""
    return [path for path in (tmp_path / "state" / "aixtui" / "editor").rglob("*") if path.is_file()]


def kill_while_editing(command: list[str], env: dict[str, str], editor: Waiting) -> None:
    """Kill the app, and the editor that it has opened with a document."""
    with Terminal(command, {**env, **editor.env}) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("F4")
        editor.wait(terminal)
        terminal.signal(signal.SIGKILL)
        terminal.wait_for_end()
    editor.kill()


def test_a_document_in_an_editor_is_found_again_after_a_kill(env: dict[str, str], tmp_path: Path) -> None:
    command = [AIXTUI, "--db", str(tmp_path / "sandbox.db")]
    editor = Waiting(tmp_path, "name: Text Analyst", "name: Word Analyst")
    kill_while_editing(command, env, editor)
    (path,) = files(tmp_path)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    with Terminal(command, env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.wait_for(r"1 draft \(d\)")
        terminal.send("e")
        terminal.wait_for(r"Text Analyst: text from your editor, \d\d:\d\d")
        terminal.send("compare", "Enter")
        terminal.wait_for(r"\+ Word Analyst")
        terminal.send("Esc")
        terminal.wait_for("Take it into the form")
        terminal.send("Enter")
        terminal.wait_for("changed: Name")
        assert files(tmp_path) == []
        assert "draft" not in terminal.text
        terminal.send("Ctrl+S")
        terminal.wait_for("Save these changes")
        terminal.send("y")
        terminal.wait_for("▌ Word Analyst")
        terminal.send("q")
        assert terminal.wait_for_end() == 0


@pytest.mark.parametrize("answer", ["take", "throw"])
def test_a_field_in_an_editor_is_found_again_when_the_terminal_was_lost(
    env: dict[str, str], tmp_path: Path, answer: str
) -> None:
    command = [AIXTUI, "--db", str(tmp_path / "sandbox.db")]
    editor = Waiting(tmp_path, "three.", "three at most.")
    with Terminal(command, {**env, **editor.env}) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("e")
        terminal.wait_for("nothing changed yet")
        terminal.send("Typed ", "Tab", "Tab", "F4")
        editor.wait(terminal)
        terminal.hang_up()
        terminal.wait_for_end()
    assert len(files(tmp_path)) == 1
    with Terminal(command, env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("e")
        terminal.wait_for("ago: text from your editor, Name")
        terminal.send("Enter")
        terminal.wait_for(r"Text Analyst: text from your editor, \d\d:\d\d")
        terminal.send(answer, "Enter")
        if answer == "throw":
            terminal.wait_for("It is lost for good")
            terminal.send("y")
        terminal.wait_for("changed: Name, Instructions" if answer == "take" else "changed: Name *\n")
        assert files(tmp_path) == []
        terminal.wait_for(r"three at\s+most\." if answer == "take" else r"three\.")


def test_text_that_cannot_be_read_is_mended_in_the_editor(env: dict[str, str], tmp_path: Path) -> None:
    command = [AIXTUI, "--db", str(tmp_path / "sandbox.db")]
    editor = Waiting(tmp_path, "name: Text Analyst", "nme: Word Analyst")
    kill_while_editing(command, env, editor)
    mending = tmp_path / "mending"
    mending.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\npath = pathlib.Path(sys.argv[-1])\n"
        "text = path.read_text()\nassert '#! There is no field nme. Is it name?\\nnme:' in text\n"
        "path.write_text(text.replace('\\nnme:', '\\nname:'))\n"
    )
    mending.chmod(0o700)
    with Terminal(command, {**env, "VISUAL": str(mending)}) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("d")
        terminal.wait_for("Text Analyst .*agent, .* ago, of your editor")
        terminal.send("Enter")
        terminal.wait_for("Take it into the form")
        terminal.send("Enter")
        terminal.wait_for("changed: Name")
        terminal.wait_for("Word Analyst")
        assert files(tmp_path) == []


def test_an_editor_that_wrote_nothing_leaves_nothing_to_ask_about(
    env: dict[str, str], tmp_path: Path
) -> None:
    command = [AIXTUI, "--db", str(tmp_path / "sandbox.db")]
    editor = Waiting(tmp_path, "name: Text Analyst", "name: Text Analyst")
    kill_while_editing(command, env, editor)
    with Terminal(command, env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("e")
        terminal.wait_for("nothing changed yet")
        assert "draft" not in terminal.text
    assert files(tmp_path) == []
