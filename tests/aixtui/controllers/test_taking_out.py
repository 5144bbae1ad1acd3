"""Copies and exports: what they hold, and what is said when some of it does not come."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from aixtui.listing.columns import ColumnLayout
from aixtui.workspace.rows import Row
from tests.aixtui.controllers.fruit import PAIRS, fruit
from tests.aixtui.headless import Lists, lists_of
from tests.aixtui.tuple_source import TupleSource

pytestmark = pytest.mark.anyio
DOCUMENT = "Document as JSON"


async def begin_with_marks(source: TupleSource, *answers: Any) -> Lists:
    """A list with the first two of three rows marked."""
    lists = await lists_of(source, answers=answers).begin()
    await lists.do("mark")
    await lists.do("mark")
    return lists


def fail_document(source: TupleSource, place: int, error: Exception) -> None:
    """Let the document of the item at this place fail."""
    original = source.document

    async def document(row: Row) -> Any:
        if row.id == source.items[place]:
            raise error
        return await original(row)

    source.document = document  # type: ignore[method-assign]


async def test_the_row_under_the_cursor_is_copied_in_parts_and_whole() -> None:
    lists = await lists_of(fruit(), answers=("Id", "Colour", DOCUMENT, None)).begin()
    for _ in range(4):
        await lists.do("copy")
    assert lists.face.questions == ["Copy of apple"] * 4
    assert lists.face.clipboard[:2] == ["apple red", "red"]
    assert json.loads(lists.face.clipboard[2]) == {"id": "apple red"}
    assert lists.face.messages == ["copied"] * 3


async def test_marked_rows_are_copied_together() -> None:
    lists = await begin_with_marks(fruit(), "Name", "Table as CSV", DOCUMENT)
    for _ in range(3):
        await lists.do("copy")
    assert lists.face.questions[0] == "Copy of 2 marked fruits"
    assert lists.face.clipboard[:2] == ["apple\nbanana", "Name,Colour\napple,red\nbanana,yellow\n"]
    assert json.loads(lists.face.clipboard[2]) == [{"id": "apple red"}, {"id": "banana yellow"}]
    assert lists.face.messages[-1] == "2 done. copied Esc closes this."


async def test_without_rows_the_address_is_copied() -> None:
    lists = await lists_of(fruit(), answers=("Address of this list",)).begin()
    await lists.do("to-list", "search", "zzz")
    await lists.do("copy")
    assert lists.face.questions == ["Copy of this list"]
    assert lists.face.clipboard == ["fruits?q=zzz"]


async def test_a_document_that_cannot_be_read_is_a_problem() -> None:
    source = fruit()
    fail_document(source, 0, OSError("The line is cut."))
    lists = await lists_of(source, answers=(DOCUMENT,)).begin()
    await lists.do("copy")
    assert lists.face.clipboard == []
    assert [problem.text for problem in lists.face.problems] == ["The line is cut."]


async def test_what_is_copied_is_what_was_asked_about_whatever_has_come_meanwhile() -> None:
    source = fruit()
    lists = await lists_of(source).begin()

    async def refresh() -> str:
        source.items = PAIRS[3:4]
        lists.browser.refresh()
        await lists.face.idle()
        return DOCUMENT

    lists.face.answers = [refresh]
    await lists.do("copy")
    assert [json.loads(text) for text in lists.face.clipboard] == [{"id": "apple red"}]


async def test_marked_documents_are_exported_to_a_private_file(tmp_path: Path) -> None:
    file = tmp_path / "fruits.jsonl"
    lists = await begin_with_marks(fruit(), "jsonl", str(file))
    await lists.do("export")
    assert lists.face.questions == ["Export 2 marked fruits as", "File for 2 marked fruits"]
    assert lists.face.drafts == ["fruits.jsonl"]
    assert [json.loads(line)["id"] for line in file.read_text().splitlines()] == [
        "apple red",
        "banana yellow",
    ]
    assert file.stat().st_mode & 0o077 == 0
    assert lists.face.messages == [f"2 done. Written to {file}. Esc closes this."]


async def test_a_table_has_what_is_on_the_screen_or_everything(tmp_path: Path) -> None:
    lists = await lists_of(fruit()).begin()
    lists.listing.lay_out(ColumnLayout(("colour",)))
    for form in ("csv", "csv-all", "md"):
        lists.face.answers = [form, str(tmp_path / form)]
        await lists.do("export")
    assert (tmp_path / "csv").read_text().splitlines() == ["Colour", "red", "yellow", "red"]
    assert (tmp_path / "csv-all").read_text().splitlines()[:2] == ["ID,Name,Colour", "apple red,apple,red"]
    assert (tmp_path / "md").read_text().splitlines()[0] == "| Colour |"
    assert lists.face.questions[0] == "Export this page of 3 fruits as"


async def test_only_what_is_seen_of_a_page_is_exported(tmp_path: Path) -> None:
    lists = await lists_of(fruit(), answers=("csv", str(tmp_path / "some.csv"))).begin()
    await lists.do("to-list", "page-filter", "red")
    await lists.do("export")
    assert (tmp_path / "some.csv").read_text().splitlines() == ["Name,Colour", "apple,red", "cherry,red"]


async def test_a_file_is_overwritten_only_after_asking_and_needs_its_folder(tmp_path: Path) -> None:
    file, nowhere = tmp_path / "fruits.csv", tmp_path / "none" / "fruits.csv"
    file.write_text("mine")
    contents: list[str] = []

    def refuse() -> bool:
        contents.append(file.read_text())
        return False

    answers = (
        "csv",
        str(nowhere),
        str(tmp_path),
        "~nobody-of-this-name/x",
        str(file),
        refuse,
        str(file),
        True,
    )
    lists = await lists_of(fruit(), answers=answers).begin()
    await lists.do("export")
    title = "File for this page of 3 fruits: "
    problems = [
        question.removeprefix(title) for question in lists.face.questions if question.startswith(title)
    ]
    assert problems[0] == f"There is no folder {tmp_path / 'none'}."
    assert problems[1].startswith(f"{tmp_path} is a folder.")
    assert "cannot be written" in problems[2]
    assert lists.face.drafts[-1] == str(file)
    assert contents == ["mine"]
    assert file.read_text().startswith("Name,Colour")


async def test_an_export_may_be_left_at_each_question() -> None:
    lists = await lists_of(fruit(), answers=(None, "csv", None)).begin()
    await lists.do("export")
    await lists.do("export")
    assert (lists.face.messages, lists.face.answers) == ([], [])


async def test_nothing_is_exported_of_nothing(tmp_path: Path) -> None:
    file = tmp_path / "fruits.json"
    source = fruit()
    fail_document(source, 0, OSError("The line is cut."))
    lists = await lists_of(source, answers=("json", str(file))).begin()
    await lists.do("mark")
    await lists.do("export")
    assert lists.face.messages == ["0 done, 1 failed. Nothing came. Esc closes this."]
    assert not file.exists()
    await lists.do("unmark")
    await lists.do("to-list", "search", "zzz")
    assert await lists.do("export") == "There is nothing to export."


@pytest.mark.usefixtures("told_defect")
async def test_one_that_cannot_be_read_is_named_and_the_rest_is_written(tmp_path: Path) -> None:
    file = tmp_path / "fruits.json"
    source = fruit()
    fail_document(source, 1, RuntimeError("a defect"))
    lists = await begin_with_marks(source, "json", str(file))
    await lists.do("export")
    assert lists.face.messages == [f"1 done, 1 failed. Written to {file}. Esc closes this."]
    assert lists.face.batch is not None
    assert lists.face.batch.outcomes[1].name == "banana"
    assert json.loads(file.read_text()) == [{"id": "apple red"}]


async def test_stopping_writes_what_has_come(tmp_path: Path) -> None:
    file = tmp_path / "fruits.json"
    source = fruit()
    lists = await lists_of(source, answers=("json", str(file))).begin()
    original = source.document

    async def document(row: Row) -> Any:
        if row.id == PAIRS[1]:
            assert lists.face.batch is not None
            lists.face.batch.stop()
            await asyncio.Event().wait()
        return await original(row)

    source.document = document  # type: ignore[method-assign]
    await lists.do("export")
    assert lists.face.messages == [f"1 done, 2 not tried. Written to {file}. Esc closes this."]
    assert json.loads(file.read_text()) == [{"id": "apple red"}]


async def test_a_disk_that_is_full_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("aixtui.system.exported_file.new_file", full)
    lists = await lists_of(fruit(), answers=("csv", str(tmp_path / "fruits.csv"))).begin()
    await lists.do("export")
    assert lists.face.batch is not None
    assert "No space left on device" in lists.face.batch.outcomes[-1].problem
