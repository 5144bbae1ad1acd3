import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aixtui.system import editor
from aixtui.system.editor import EditorError, edit
from aixtui.system.editor_command import editor_command
from aixtui.system.editor_file import EditorFile, digest_of
from tests.nasty_texts import NASTY_TEXTS


def run_by(script: Path, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    script.write_text(f"import os, pathlib, sys\npath = pathlib.Path(sys.argv[-1])\n{code}\n")
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")


def file_with(text: str) -> EditorFile:
    file = EditorFile.new("agent.yaml")
    file.write(text)
    return file


def test_an_editor_gets_each_text_and_gives_it_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_by(tmp_path / "editor.py", "file = open(path, 'ab'); file.write(b'!')", monkeypatch)
    text = "|".join(["half \ud83d", *(text for _, text in NASTY_TEXTS)])
    file = file_with(text)
    assert edit(file.path)
    assert file.read() == f"{text}!"


def test_without_an_editor_nothing_is_edited() -> None:
    assert not edit(file_with("text").path)


@pytest.mark.parametrize("there", [("editor",), ("nano", "editor"), ("vi", "nano", "editor")])
def test_without_a_named_editor_the_first_of_the_usual_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: tuple[str, ...]
) -> None:
    monkeypatch.setattr(editor, "USUAL", ("vi", "nano", "editor"))
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in there:
        (tmp_path / name).write_text(f'#!/bin/sh\necho "{name}" > "$1"\n')
        (tmp_path / name).chmod(0o700)
    file = file_with("text")
    assert edit(file.path)
    assert file.read() == f"{there[0]}\n"
    monkeypatch.setenv("EDITOR", str(tmp_path / there[-1]))
    assert edit(file.path)
    assert file.read() == f"{there[-1]}\n"


def test_an_editor_that_fails_says_how(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = file_with("a")
    run_by(tmp_path / "editor.py", "sys.exit(3)", monkeypatch)
    with pytest.raises(EditorError, match=r"ended with code 3\.$") as caught:
        edit(file.path)
    assert caught.value.title == "The editor failed"
    for command in ("no-such-editor", "vi 'open", "   "):
        monkeypatch.setenv("EDITOR", command)
        with pytest.raises(EditorError) as caught:
            edit(file.path)
        assert caught.value.title == "Cannot open the editor"


def test_the_file_is_for_its_owner_alone_and_goes_with_all_that_is_beside_it(own_folders: Path) -> None:
    file = file_with("text\n")
    path = file.path
    assert path.is_relative_to(own_folders / "state")
    assert (path.name, path.read_text()) == ("agent.yaml", "text\n")
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    path.with_suffix(".bak").touch()
    file.remove()
    assert list(path.parent.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "is_as"),
    [
        (Path.exists, True),
        (lambda path: path.write_text("typed"), False),
        (lambda path: path.with_name(".agent.yaml.swp").touch(), False),
        (lambda path: shutil.rmtree(path.parent), True),
    ],
)
def test_whether_an_editor_has_left_anything_new(change: Callable[[Path], object], is_as: bool) -> None:
    file = file_with("text")
    change(file.path)
    assert file.is_as(digest_of("text")) is is_as


@pytest.mark.parametrize("file_id", ["", "..", "0123456789abcdeg", "/0123456789abcde"])
def test_no_note_leads_to_a_file_elsewhere(file_id: str) -> None:
    with pytest.raises(ValueError, match="no file of an editor"):
        EditorFile(file_id, "agent.yaml")
    for name in ("../agent.yaml", "", "..", "/etc/passwd", "a/b"):
        with pytest.raises(ValueError, match="no file of an editor"):
            EditorFile("0123456789abcdef", name)


def test_what_was_typed_stays_where_the_program_ends_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    run_by(tmp_path / "editor.py", "path.write_text('typed'); os.kill(os.getppid(), 15)", monkeypatch)
    file = file_with("a")
    try:
        with pytest.raises(KeyboardInterrupt):
            edit(file.path)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert file.read() == "typed"


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
