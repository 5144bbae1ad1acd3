"""A form in the user's own editor, which has the terminal meanwhile: one field of it, or its document."""

import sys
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

AIXTUI = str(Path(sys.executable).with_name("aixtui"))
COMMAND = [AIXTUI, "--sandbox", "--ephemeral"]


def editor(tmp_path: Path, *steps: str) -> dict[str, str]:
    """An editor that takes one step at each start: Python that knows `path`, `text` and `replace`."""
    script, turn = tmp_path / "vim", tmp_path / "turn"
    script.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, sys\n"
        f"turn, steps = pathlib.Path({str(turn)!r}), {steps!r}\n"
        "number = int(turn.read_text()) if turn.exists() else 0\n"
        "turn.write_text(str(number + 1))\n"
        "path = pathlib.Path(sys.argv[-1])\n"
        "text = path.read_text()\n"
        "def replace(old, new):\n"
        "    assert old in text\n"
        "    path.write_text(text.replace(old, new))\n"
        "exec(steps[number])\n"
    )
    script.chmod(0o700)
    return {"EDITOR": str(script)}


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
    with Terminal(COMMAND, env) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("e")
        terminal.wait_for("nothing changed yet")
        terminal.send("Tab", "Tab", "F4")
        terminal.wait_for(r"three\. by\s+hand")
        terminal.wait_for("changed: Instructions")
        assert b"the editor has the terminal True" in terminal.output
        terminal.send("Esc")
        terminal.wait_for("Kept as a draft")
        terminal.wait_for("▌ Text Analyst")
        terminal.send("q")
        assert terminal.wait_for_end() == 0


def test_an_editor_that_fails_is_told_and_changes_nothing(env: dict[str, str]) -> None:
    with Terminal(COMMAND, {**env, "VISUAL": "no-such-editor"}) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("e")
        terminal.wait_for("nothing changed yet")
        terminal.send("F4")
        terminal.wait_for("Cannot open the editor")
        terminal.wait_for("nothing changed yet")


def test_the_document_is_edited_from_the_list_and_saved_in_the_form(
    env: dict[str, str], tmp_path: Path
) -> None:
    names = editor(tmp_path, "replace('name: Text Analyst', 'name: Word Analyst')")
    with Terminal(COMMAND, {**env, **names}) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("F4")
        terminal.wait_for("changed: Name")
        terminal.send("Ctrl+S")
        terminal.wait_for("Save these changes")
        terminal.send("y")
        terminal.wait_for("▌ Word Analyst")
        terminal.send("q")
        assert terminal.wait_for_end() == 0
    assert list((tmp_path / "state" / "aixtui" / "editor").iterdir()) == []


def test_an_error_opens_the_editor_again_at_its_line(env: dict[str, str], tmp_path: Path) -> None:
    at_its_line = "assert text.split('\\n')[int(sys.argv[1].removeprefix('+')) - 1] == 'nme: Text Analyst'"
    mended = f"{at_its_line}; replace('nme: Text', 'name: Plain')"
    steps = ("assert len(sys.argv) == 2; replace('name: Text', 'nme: Text')", mended)
    with Terminal(COMMAND, {**env, **editor(tmp_path, *steps)}) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("e")
        terminal.wait_for("nothing changed yet")
        terminal.send("F4")
        terminal.wait_for("Plain Analyst")
        terminal.wait_for("changed: Name")


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        (("",), "The editor left it as it was"),
        (("sys.exit(3)",), "The editor failed"),
        (("replace('name:', 'nme:')", ""), "Nothing of the document is taken"),
        (("replace('name:', 'nme:')", "sys.exit(3)"), "The editor failed"),
        (("replace('name:', 'nme:'); sys.exit(3)",), "The editor failed"),
    ],
)
def test_an_editor_that_changes_nothing_or_gives_up_is_told_and_loses_nothing(
    env: dict[str, str], tmp_path: Path, steps: tuple[str, ...], told: str
) -> None:
    with Terminal(COMMAND, {**env, **editor(tmp_path, *steps)}) as terminal:
        terminal.wait_for("▌ Text Analyst", 60)
        terminal.send("e")
        terminal.wait_for("nothing changed yet")
        terminal.send("F4")
        terminal.wait_for(told)
        terminal.wait_for("nothing changed yet")
    kept = [path.read_text() for path in tmp_path.glob("state/aixtui/editor/*/agent.yaml")]
    assert ["nme: Text Analyst" in text for text in kept] == ([True] if "nme" in steps[0] else [])
