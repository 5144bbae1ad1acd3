import os
from pathlib import Path

import pytest

from aixtui.kindspec.local_paths import FILE_OR_FOLDER, LOCAL_FILE, LOCAL_FOLDER


def test_what_is_there_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a b.txt"
    file.write_text("x")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert LOCAL_FILE.parse(str(file)) == file == LOCAL_FILE.parse("~/a b.txt")
    assert LOCAL_FOLDER.parse("~") == FILE_OR_FOLDER.parse(str(tmp_path)) == tmp_path
    assert FILE_OR_FOLDER.show(None) == ""


@pytest.mark.skipif(not hasattr(os, "mkfifo") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_what_may_not_be_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("x")
    file.chmod(0)
    with pytest.raises(ValueError, match=r"a file that you may read, and .* is not"):
        LOCAL_FILE.parse(str(file))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("none", "a file that is there, and .*none is not"),
        ("folder", "a file, and .*folder is a folder"),
        ("x" * 5000, "a file that can be read: File name too long"),
    ],
)
def test_what_is_no_file_is_refused_with_the_reason(text: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(ValueError, match=why):
        LOCAL_FILE.parse(f"{tmp_path}/{text}")


def test_a_home_that_nobody_has_is_refused() -> None:
    with pytest.raises(ValueError, match="nobody has the home of ~nobody-is-called-so/a"):
        FILE_OR_FOLDER.parse("~nobody-is-called-so/a")


def test_a_file_is_no_folder_and_a_pipe_is_neither(tmp_path: Path) -> None:
    file, pipe = tmp_path / "f", tmp_path / "p"
    file.write_text("x")
    os.mkfifo(pipe)
    with pytest.raises(ValueError, match=r"a folder, and .* is a file"):
        LOCAL_FOLDER.parse(str(file))
    with pytest.raises(ValueError, match=r"a file or a folder, and .* is something else"):
        FILE_OR_FOLDER.parse(str(pipe))
