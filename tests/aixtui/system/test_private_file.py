from collections.abc import Callable
from pathlib import Path

import pytest

from aixtui.system.private_file import new_file, replace_file
from tests.other_files import NOT_FILES


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every write to a file fail at its end, as a full disk does."""

    def fail(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)


def test_a_file_is_replaced_whole_and_private(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "file.txt"
    replace_file(path, b"one")
    path.chmod(0o644)
    replace_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert mode(path) == 0o600
    assert mode(path.parent) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    link.symlink_to(real)
    replace_file(link, b"x")
    assert link.is_symlink()
    assert real.read_bytes() == b"x"


@pytest.mark.parametrize(("words", "make"), NOT_FILES.items())
def test_what_is_no_file_is_not_replaced_by_one(
    tmp_path: Path, words: str, make: Callable[[Path], object]
) -> None:
    path = tmp_path / "file.txt"
    make(path)
    kind = path.lstat().st_mode
    with pytest.raises(OSError, match=f"it is {words}, not a file"):
        replace_file(path, b"two")
    assert path.lstat().st_mode == kind
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("full_disk")
def test_what_was_there_survives_a_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(b"precious")
    with pytest.raises(OSError, match="No space"):
        replace_file(path, b"two")
    assert path.read_bytes() == b"precious"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "models.tar.csv"
    files = [new_file(path, text) for text in (b"a", b"b", b"c")]
    assert [file.name for file in files] == ["models.tar.csv", "models.tar-2.csv", "models.tar-3.csv"]
    assert [file.read_bytes() for file in files] == [b"a", b"b", b"c"]
    assert {mode(file) for file in files} == {0o600}


@pytest.mark.usefixtures("full_disk")
def test_a_new_file_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space"):
        new_file(tmp_path / "models.csv", b"a")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        new_file(tmp_path / "none" / "models.csv", b"a")
