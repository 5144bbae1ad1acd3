import signal
import sys
from pathlib import Path

import pytest

from aixtui.system.editor import EditorError, edit, keep_text
from aixtui.system.editor_command import editor_command
from tests.nasty_texts import NASTY_TEXTS


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    return tmp_path / "tmp"


def test_an_editor_gets_each_text_and_gives_it_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "editor.py"
    script.write_text("import pathlib, sys; file = open(sys.argv[1], 'ab'); file.write(b'!')")
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    text = "|".join(text for _, text in NASTY_TEXTS)
    assert edit(text) == f"{text}!"


def test_bytes_that_are_no_text_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "editor.py"
    script.write_text("import sys; open(sys.argv[1], 'wb').write(b'\\xff')")
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    with pytest.raises(EditorError, match="codec can't decode") as caught:
        edit("text")
    assert caught.value.kept is not None
    assert caught.value.kept.read_bytes() == b"\xff"
    assert caught.value.hint == f"What was typed in it is in {caught.value.kept}."


def run_by(script: Path, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    script.write_text(f"import os, pathlib, sys\npath = pathlib.Path(sys.argv[-1])\n{code}\n")
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")


def test_nothing_is_left_behind(tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "assert path.stat().st_mode & 0o777 == 0o600\npath.with_suffix('.bak').touch(); path.write_text('b')"
    )
    run_by(tmp_path / "editor.py", code, monkeypatch)
    assert edit("a", name="agent.yaml") == "b"
    run_by(tmp_path / "editor.py", "sys.exit(3)", monkeypatch)
    with pytest.raises(EditorError, match=r"ended with code 3\.$") as caught:
        edit("a")
    assert (caught.value.kept, caught.value.title) == (None, "The editor failed")
    for command in ("no-such-editor", "vi 'open", "   "):
        monkeypatch.setenv("EDITOR", command)
        with pytest.raises(EditorError):
            edit("a")
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("code", ["path.write_text('typed')", "path.with_name('.text.md.swp').touch()"])
def test_what_was_typed_in_an_editor_that_fails_is_kept(
    code: str, tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_by(tmp_path / "editor.py", f"{code}\nsys.exit(1)", monkeypatch)
    with pytest.raises(EditorError) as caught:
        edit("a")
    assert caught.value.title == "The editor failed"
    assert caught.value.kept is not None
    assert caught.value.kept.parent.parent == temporary
    assert caught.value.kept.is_file()


def test_what_was_typed_is_kept_where_the_program_ends_meanwhile(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    run_by(tmp_path / "editor.py", "path.write_text('typed'); os.kill(os.getppid(), 15)", monkeypatch)
    try:
        with pytest.raises(KeyboardInterrupt):
            edit("a")
    finally:
        signal.signal(signal.SIGTERM, before)
    (path,) = temporary.glob("*/text.md")
    assert path.read_text() == "typed"


def test_a_kept_text_is_for_its_owner_alone(temporary: Path) -> None:
    path = keep_text("text\n", "agent.yaml")
    assert (path.name, path.read_text()) == ("agent.yaml", "text\n")
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@pytest.mark.parametrize(
    ("editor", "line", "expected"),
    [
        ("vi", 7, ["vi", "+7", "f"]),
        ("/usr/bin/nvim -p", 7, ["/usr/bin/nvim", "-p", "+7", "f"]),
        ("vi", 0, ["vi", "f"]),
        ("hx", 7, ["hx", "f:7"]),
        ("code --wait", 7, ["code", "--wait", "--goto", "f:7"]),
        ("my-editor 'a b'", 7, ["my-editor", "a b", "f"]),
    ],
)
def test_an_editor_begins_at_a_line_where_it_knows_how(editor: str, line: int, expected: list[str]) -> None:
    assert list(editor_command(editor, Path("f"), line)) == expected
