import io
import os
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from aixtui.cli.values import Values, parse_values
from tests.other_files import NOT_FILES


def test_the_three_forms(tmp_path: Path) -> None:
    file = tmp_path / "in.txt"
    file.write_text("from a file\n", encoding="utf-8")
    assert parse_values(["a=b=c", "empty=", f"f=@{file}", 'n:={"x": [1, null]}', "t:=true"]) == Values(
        {"a": "b=c", "empty": "", "f": "from a file\n"}, {"n": {"x": [1, None]}, "t": True}
    )


def test_json_can_be_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "in.json"
    file.write_text('{"a": [1, null]}\n', encoding="utf-8")
    assert parse_values([f"n:=@{file}"]) == Values({}, {"n": {"a": [1, None]}})
    with pytest.raises(click.UsageError, match="-f n:= is not followed by JSON"):
        parse_values(["n:=x"], "-f")
    with pytest.raises(click.UsageError, match="-f n: cannot read"):
        parse_values([f"n:=@{file}.none"], "-f")


def test_at_dash_is_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("é 漢".encode()), encoding="ascii"))
    assert parse_values(["a=@-"]).texts == {"a": "é 漢"}


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        (["novalue"], "is not NAME=VALUE"),
        (["=x"], "is not NAME=VALUE"),
        ([":=1"], "is not NAME=VALUE"),
        ([""], "is not NAME=VALUE"),
        (["a=1", "a=2"], "more than once"),
        (["a=1", "a:=2"], "more than once"),
        (["a:=[1,"], "not followed by JSON"),
        (["a=@/no/such/file"], "cannot read '/no/such/file': No such file"),
        (["a=@/"], "cannot read '/': it is a folder"),
    ],
)
def test_anything_else_is_refused(items: list[str], sentence: str) -> None:
    with pytest.raises(click.UsageError, match=sentence):
        parse_values(items)


@pytest.mark.parametrize(("words", "make"), NOT_FILES.items())
def test_what_is_no_file_is_refused_and_not_waited_for(
    tmp_path: Path, words: str, make: Callable[[Path], object]
) -> None:
    make(tmp_path / "in")
    with pytest.raises(click.UsageError, match=f"it is {words}, not a file"):
        parse_values([f"a=@{tmp_path / 'in'}"])


def test_a_pipe_that_a_shell_opened_is_read_to_its_end() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"from a command")
    os.close(writing)
    try:
        assert parse_values([f"a=@/dev/fd/{reading}"]).texts == {"a": "from a command"}
    finally:
        os.close(reading)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "in.bin"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(click.UsageError, match="not UTF-8"):
        parse_values([f"a=@{file}"])
