import os
from collections.abc import Callable
from pathlib import Path

import pytest

from aixtui.files.gate import read_file, read_text, require_file
from tests.other_files import NOT_FILES, give_away


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file"


def test_a_file_is_read_and_measured_through_links(path: Path) -> None:
    assert require_file(path) is None
    path.write_bytes(b"some\r\ntext")
    link = path.with_name("link")
    link.symlink_to(path)
    assert require_file(link, own=True) == 10
    assert read_file(link, own=True) == b"some\r\ntext"
    assert read_file(link, most=4) == b"some"
    assert read_text(link) == "some\ntext"


def test_what_is_not_there_is_no_refusal(path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_file(path)


@pytest.mark.parametrize(("words", "make"), NOT_FILES.items())
def test_what_is_no_file_is_named_and_not_waited_for(
    path: Path, words: str, make: Callable[[Path], object]
) -> None:
    make(path)
    for refuse in (require_file, read_file, read_text):
        with pytest.raises(OSError, match=f"it is {words}, not a file") as caught:
            refuse(path)
        assert caught.value.filename == str(path)


def test_a_pipe_that_takes_the_place_of_a_file_meanwhile_is_not_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = path.with_name("other")
    file.touch()
    status = file.stat()
    os.mkfifo(path)
    monkeypatch.setattr(Path, "stat", lambda _self: status)
    with pytest.raises(OSError, match="named pipe"):
        read_file(path)


def test_a_link_to_the_null_device_is_an_empty_file(path: Path) -> None:
    path.symlink_to(os.devnull)
    assert read_text(path) == ""
    with pytest.raises(OSError, match="a device"):  # but nothing to write
        require_file(path)


def test_somebody_elses_file_is_not_trusted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text("x")
    give_away(path, monkeypatch)
    assert read_file(path) == b"x"
    assert require_file(path) == 1
    for refuse in (lambda: require_file(path, own=True), lambda: read_file(path, own=True)):
        with pytest.raises(PermissionError, match=r"it belongs to \S.*, not to you: make a copy"):
            refuse()


@pytest.mark.parametrize(("user", "owner"), [(1000, 1000), (1000, 0), (1000, 65_534), (0, 1000)])
def test_ones_own_file_roots_and_one_without_an_owner_are_trusted_and_root_trusts_all(
    path: Path, monkeypatch: pytest.MonkeyPatch, user: int, owner: int
) -> None:
    path.write_text("x")
    status = list(path.stat())
    status[4] = owner
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(Path, "stat", lambda _self: os.stat_result(status))
    assert require_file(path, own=True) == 1


def test_a_byte_order_mark_stays_in_front(path: Path) -> None:
    path.write_text("é", encoding="utf-8-sig")
    assert read_text(path) == "\ufeffé"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-16", "UTF-16 text"),
        ("utf-16-le", "UTF-16 text"),
        ("utf-16-be", "UTF-16 text"),
        ("utf-32", "UTF-32 text"),
        ("latin-1", "not UTF-8 text"),
    ],
)
def test_another_encoding_is_named(path: Path, encoding: str, name: str) -> None:
    path.write_text("a = 'é'", encoding=encoding)
    with pytest.raises(OSError, match=f"it is {name}: save it as UTF-8"):
        read_text(path)
