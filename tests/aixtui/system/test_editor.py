import sys
from pathlib import Path

import pytest

from aixtui.system.editor import EditorError, edit
from tests.nasty_texts import NASTY_TEXTS


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
    with pytest.raises(EditorError, match="codec can't decode"):
        edit("text")
