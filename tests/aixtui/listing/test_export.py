import csv
import json
import os
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aixtui.kindspec import cells
from aixtui.kindspec.kind import Column, Kind
from aixtui.kindspec.text_table import TextTable, to_csv, to_markdown
from aixtui.listing.export import table, to_json, to_json_lines
from aixtui.system.exported_file import ExportError, is_taken, save
from aixtui.workspace.problems import explain
from aixtui.workspace.rows import Row
from tests.aixtui.listing.listed import THING, row

HOSTILE = "\x1b[31mred\x1b[0m\r\n[/x] | <b> `c` *d* _e_\u202e\x9b"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def test_a_table_has_the_chosen_columns_in_their_order() -> None:
    rows = [row("1", "a", 5, "2026"), row("2", "b", 6)]
    table_ = table(THING.columns, rows, ["updated", "gone", "name"])
    assert table_.heads == ("Updated", "Name")
    assert table_.lines == (("2026", "a"), ("", "b"))


def test_a_table_has_the_id_and_all_columns_unless_told() -> None:
    whole = table(THING.columns, [row("1", "a", 5)])
    assert whole.heads == ("ID", "Name", "Size", "Updated")
    assert whole.lines == (("1", "a", "5", ""),)
    assert whole.numeric == {2}


def test_a_whole_table_has_the_path_where_there_is_one_and_no_column_says_it() -> None:
    first = row("1", "a", 5)
    first.resource.path = "us/a"
    whole = table(THING.columns, [first, row("2", "b", 6)])
    assert whole.heads == ("ID", "Path", "Name", "Size", "Updated")
    assert [line[1] for line in whole.lines] == ["us/a", ""]
    columns = (Column("path", "Path", lambda thing: cells.text(thing.path)),)
    kind = Kind("thing", "things", "Things", lambda aix: aix, columns, ())
    assert table(kind.columns, [Row("1", (cells.text("us/a"),), first.resource)]).heads == ("ID", "Path")


def test_only_an_absent_value_is_empty() -> None:
    names_table = table(THING.columns, [row("1", "-"), row("2", None), row("3", "")], ["name"])
    assert to_csv(names_table) == 'Name\n-\n""\n""\n'


def test_csv_is_read_back_whatever_the_cells_hold() -> None:
    rows = [row("1", 'a, "b"'), row("2", HOSTILE), row("3", "=1+2"), row("4", "日本語")]
    text = to_csv(table(THING.columns, rows, ["name"]))
    lines = list(csv.reader(StringIO(text)))
    assert lines[0] == ["Name"]
    assert [line[0] for line in lines[1:]] == ['a, "b"', "red [/x] | <b> `c` *d* _e_�", "'=1+2", "日本語"]
    assert text.count("\n") == 5


def test_markdown_holds_the_cells_as_text() -> None:
    text = to_markdown(table(THING.columns, [row("1", HOSTILE, 5), row("2", "a\\|b")]))
    assert text.splitlines() == [
        "| ID | Name | Size | Updated |",
        "| --- | --- | ---: | --- |",
        r"| 1 | red \[/x\] \| \<b\> \`c\` \*d\* \_e\_� | 5 |  |",
        r"| 2 | a\\\|b | 1 |  |",
    ]


def test_an_empty_table_has_its_headings() -> None:
    empty = table(THING.columns, [], ["name"])
    assert empty == TextTable(("Name",), ())
    assert to_csv(empty) == "Name\n"
    assert to_markdown(empty) == "| Name |\n| --- |\n"


@settings(deadline=None)
@given(st.lists(JSON, max_size=4))
def test_json_is_read_back(documents: list[Any]) -> None:
    assert json.loads(to_json(documents)) == documents
    lines = to_json_lines(documents)
    # splitlines would also break at characters that other programs take for line ends.
    assert [json.loads(line) for line in lines.splitlines()] == documents


@pytest.mark.parametrize("write", [to_json, lambda document: to_json_lines([document])])
def test_json_is_safe_on_a_terminal(write: Callable[[Any], str]) -> None:
    document = {"name": HOSTILE + "\x7f\ud800\u2028", "kept": "日本語"}
    text = write(document)
    assert json.loads(text) == document
    assert all(char == "\n" or char.isprintable() for char in text)
    assert "日本語" in text
    text.encode("utf-8")


def test_a_file_is_private_and_overwritten_only_when_told(tmp_path: Path) -> None:
    first, second = save(tmp_path / "things.csv", "one"), save(tmp_path / "things.csv", "two")
    assert (first.name, first.read_text()) == ("things.csv", "one")
    assert (second.name, second.read_text()) == ("things-2.csv", "two")
    assert second.stat().st_mode & 0o777 == 0o600
    assert save(first, "three", overwrite=True) == first
    assert first.read_text() == "three"


def test_the_home_folder_is_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert save(Path("~/things.csv"), "x") == tmp_path / "things.csv"
    assert is_taken(Path("~/things.csv"))
    assert not is_taken(Path("~/others.csv"))


def test_where_it_cannot_be_written_is_said_beforehand(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="is a folder"):
        is_taken(tmp_path)
    with pytest.raises(ExportError, match="There is no folder"):
        is_taken(tmp_path / "none" / "things.csv")
    with pytest.raises(ExportError, match="cannot be written"):
        is_taken(tmp_path / ("x" * 300))
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ExportError, match="pipe cannot be written: it is a named pipe, not a file"):
        is_taken(tmp_path / "pipe")
    with pytest.raises(ExportError, match="cannot be written"):
        is_taken(Path("~nobody-here/things.csv"))


def test_where_it_could_not_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="No such file") as error_info:
        save(tmp_path / "none" / "things.csv", "x")
    problem = explain(error_info.value)
    assert problem.title == "Not saved"
    assert str(tmp_path / "none") in problem.text


def test_an_age_is_written_as_the_moment_that_it_is_since() -> None:
    columns = (Column("updated", "Updated", cells.age, is_age=True),)
    rows = [Row(str(at), (cells.age(at),), None) for at in ("2026-08-01T10:00:00Z", None)]
    assert table(columns, rows, ["updated"]).lines == (("2026-08-01 10:00 UTC",), ("",))
