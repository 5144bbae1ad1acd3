import io
import json
from typing import Any

import pytest

from aixtui.cli.output import print_json, print_table, say

HOSTILE = {"a": "\x9b31m \x1b[31m \u202e \u2028 \x7f é 漢", "b": "\ud800"}


def _print_output(monkeypatch: pytest.MonkeyPatch, encoding: str, value: Any) -> bytes:
    buffer = io.BytesIO()
    with io.TextIOWrapper(buffer, encoding=encoding) as stream:
        monkeypatch.setattr("sys.stdout", stream)
        print_json(value)
        monkeypatch.undo()
        return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_json_is_the_same_value_in_every_encoding(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    assert json.loads(_print_output(monkeypatch, encoding, HOSTILE)) == HOSTILE


def test_json_holds_nothing_a_terminal_obeys_and_stays_readable(monkeypatch: pytest.MonkeyPatch) -> None:
    text = _print_output(monkeypatch, "utf-8", HOSTILE).decode("utf-8")
    assert not set(text) & set("\x9b\x1b\u202e\u2028\x7f")
    assert "é 漢" in text
    assert b"\x7f" not in _print_output(monkeypatch, "ascii", HOSTILE)


def test_a_table_that_is_not_on_a_terminal_is_whole_with_tabs(capsys: pytest.CaptureFixture[str]) -> None:
    print_table([("ID", "NAME"), ("a", "x" * 500)])
    assert capsys.readouterr().out == f"ID\tNAME\na\t{'x' * 500}\n"


def test_what_an_encoding_lacks_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO()
    with io.TextIOWrapper(buffer, encoding="ascii") as stream:
        monkeypatch.setattr("sys.stderr", stream)
        say("漢 ok")
        stream.flush()
        assert buffer.getvalue() == b"\\u6f22 ok\n"
