"""The parts of an output: lines, tables, pictures."""

import csv
import io
import json
import time
from io import StringIO
from typing import Any

import pytest
from PIL import Image

from aixtui.kindspec.results import Reading, RunEvent
from aixtui.running.live_run import LiveRun
from aixtui.running.outputs.lines_part import LONGEST_MARKDOWN, LONGEST_SHOWN, LinesPart
from aixtui.running.outputs.message_part import MessagePart
from aixtui.running.outputs.reading import parts_of
from aixtui.running.outputs.record_columns import LONGEST_CELL
from aixtui.running.outputs.records_part import RecordsPart
from aixtui.workspace.notice import Notice
from aixtui.workspace.picture import Picture, PictureError
from aixtui.workspace.tab_search import Match

ROWS: list[dict[str, Any]] = [
    {"name": "pear", "n": 10, "more": {"a": 1}},
    {"name": "Apple", "n": 9.5},
    {"name": "fig", "n": None, "late": "x"},
]


def column(part: RecordsPart, key: str) -> int:
    return next(at for at, one in enumerate(part.columns) if one.key == key)


def names(part: RecordsPart) -> list[str]:
    return [part.cells(place)[0] for place in range(part.size)]


def test_a_table_is_sorted_three_ways_and_the_cursor_stays_on_its_record() -> None:
    part = RecordsPart("rows", ROWS)
    part.move_to(1)
    by_n = part.columns[column(part, "n")]
    orders = []
    for _ in range(3):
        part.sort_by(by_n)
        orders.append(names(part))
        assert part.record == ROWS[1]
    assert orders == [["Apple", "pear", "fig"], ["pear", "Apple", "fig"], ["pear", "Apple", "fig"]]
    assert part.sort is None
    part.sort_by(part.columns[0])
    assert names(part) == ["Apple", "fig", "pear"]


def test_what_is_searched_is_in_the_order_that_is_seen() -> None:
    part = RecordsPart("rows", ROWS)
    part.sort_by(part.columns[0])
    assert [line.split("\t")[0] for line in part.lines] == names(part)
    part.reveal(Match(2, part.lines[2].index("10"), 99))
    assert (part.cursor, part.record["name"]) == (2, "pear")


def test_no_cell_of_a_csv_is_a_formula() -> None:
    rows = [
        {
            "=head": "=1+1",
            "n": -5,
            "text": "+x",
            "at": "@y",
            "minus": "-",
            "wide": "\uff1dz",
            "nested": ["=a"],
        }
    ]
    heads, line = csv.reader(StringIO(RecordsPart("rows", rows).written("csv")))
    assert heads[0] == "'=head"
    assert line == ["'=1+1", "-5", "'+x", "'@y", "-", "'\uff1dz", '["=a"]']


def test_a_table_is_written_whole() -> None:
    long = "x" * (LONGEST_CELL * 2)
    part = RecordsPart("rows", [*ROWS, {"name": long}])
    heads, *lines = csv.reader(StringIO(part.written("csv")))
    assert heads == ["name", "n", "more", "late"]
    assert lines[-1][0] == long
    assert json.loads(part.written("json")) == part.records
    assert len(part.cells(3)[0]) == LONGEST_CELL + 1


def test_a_hundred_thousand_records_are_ready_at_once() -> None:
    records = [{"id": number, "name": f"row {number}"} for number in range(100_000)]
    start = time.process_time()
    part = RecordsPart("rows", records)
    part.move_to(99_999)
    assert part.cells(99_999) == ("99999", "row 99999")
    assert time.process_time() - start < 1
    part.sort_by(part.columns[1])
    part.scroll(5)
    assert (part.left, part.record["id"]) == (1, 99_999)


def test_long_and_deep_cells_are_cut_before_they_are_made() -> None:
    deep: Any = []
    for _ in range(90):
        deep = [deep, "x" * 1_000]
    start = time.process_time()
    part = RecordsPart("rows", [{"deep": deep, "text": "\x1b[31m" + "y" * 5_000_000}])
    cells = part.cells(0)
    assert max(map(len, cells)) <= LONGEST_CELL + 1
    assert "\x1b" not in "".join(cells)
    assert time.process_time() - start < 1


def test_long_texts_are_cut_and_written_whole() -> None:
    text = "word " * (LONGEST_SHOWN // 2)
    part = LinesPart.of_text("Output", text, is_markdown=True)
    assert "characters more: E writes all of it" in part.lines[-1]
    assert part.written("md") == text
    assert not part.is_markdown
    assert LinesPart.of_text("Output", "w" * LONGEST_MARKDOWN, is_markdown=True).is_markdown


def test_text_is_clean_and_folds_nowhere() -> None:
    part = LinesPart.of_text("Output", '{"a": [\n\x1b]0;title\x07[red]x[/]\n]}')
    assert part.lines == ['{"a": [', "[red]x[/]", "]}"]
    assert part.document.source.ends == {}


def over(output: object, raw: dict[str, object] | None = None) -> LiveRun:
    live = LiveRun(Notice(), Notice())
    live.add(RunEvent("finished", 0.1, "SUCCESS", reading=Reading(output=output), raw=raw or {}))
    return live


def test_without_an_output_that_is_said() -> None:
    (part,) = parts_of(over(None), is_markdown=False)
    assert part == MessagePart("Output", "The run gave no output.", tone="quiet")


@pytest.mark.usefixtures("told_defect")
def test_an_output_that_cannot_be_read_is_shown_as_it_came() -> None:
    class Odd(str):
        def lstrip(self, *_: object) -> str:
            raise ZeroDivisionError

    message, came = parts_of(over(Odd("what came")), is_markdown=False)
    assert isinstance(message, MessagePart)
    assert message.tone == "bad"
    assert isinstance(came, LinesPart)
    assert "what came" in came.text


def png(width: int, height: int, mode: str = "RGB") -> bytes:
    content = io.BytesIO()
    Image.new(mode, (width, height)).save(content, "PNG")
    return content.getvalue()


def test_a_picture_is_fitted_into_cells() -> None:
    picture = Picture.decode(png(300, 100))
    rows = picture.rows(60, 80)
    assert (len(rows), {len(row) for row in rows}, rows[0][0]) == (20, {60}, (0, 0, 0))
    assert picture.size == (300, 100)
    assert Picture.decode(png(4, 4, "RGBA")).rows(4, 4)[0][0] == (255, 255, 255)


@pytest.mark.parametrize(
    "content",
    [b"", b"\x89PNG\r\n\x1a\n", png(10, 10)[:40], b"GIF89a" + b"\xff" * 50, b"<svg/>", png(10, 10)[:-30]],
)
def test_bytes_that_were_made_to_break_a_decoder_break_nothing(content: bytes) -> None:
    with pytest.raises(PictureError):
        Picture.decode(content)


def test_a_small_file_with_a_huge_picture_is_not_decoded() -> None:
    with pytest.raises(PictureError, match="pixels"):
        Picture.decode(png(20_000, 9_000, "1"))
