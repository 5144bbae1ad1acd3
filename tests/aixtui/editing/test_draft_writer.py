import asyncio
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aixtui.editing import draft_writer
from aixtui.editing.draft_writer import DraftWriter
from aixtui.stores.draft import Draft, StoredDraft
from aixtui.stores.drafts import Drafts
from aixtui.stores.exact_json import JsonObject
from aixtui.stores.journal import JOURNAL, Journal
from aixtui.stores.sqlite_file import SqliteFile
from aixtui.workspace.bridge import Bridge
from tests.aixtui.scripted_face import SECONDS, ScriptedFace

pytestmark = pytest.mark.anyio
BASE: JsonObject = {"id": "a1", "name": "Explainer"}
READ_AT = datetime(2026, 3, 1, tzinfo=UTC)
DRAFT = Draft("d1", "work", "agent", "a1", "Explainer", BASE, READ_AT, {})
LONG = 3600.0


class Desk:
    """A form's draft writer, and the file that it writes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = SqliteFile(path, JOURNAL)
        self.journal = Journal(self.file)
        self.face = ScriptedFace()
        self.writer = self.write_on(DRAFT)

    def write_on(self, draft: Draft) -> DraftWriter:
        return DraftWriter(Bridge(), self.face, self.journal.drafts, draft, secret_fields=("key",))

    @property
    def all(self) -> tuple[StoredDraft, ...]:
        return self.journal.drafts.all("work")

    @property
    def only(self) -> StoredDraft:
        (stored,) = self.all
        return stored

    def refuse_writes(self, refuses: bool) -> None:
        self.file.rows(f"PRAGMA query_only={int(refuses)}")


async def until(condition: Callable[[], bool]) -> None:
    """Wait until it holds."""
    async with asyncio.timeout(SECONDS):
        while not condition():
            await asyncio.sleep(0.001)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "journal.db")
    yield made
    made.journal.close()


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_writer, "DELAY_SECONDS", 0.01)


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written unless it is asked for."""
    monkeypatch.setattr(draft_writer, "DELAY_SECONDS", LONG)


def test_a_key_is_on_its_way_in_less_than_a_second() -> None:
    assert draft_writer.DELAY_SECONDS <= 0.5


async def test_what_is_typed_is_written_by_itself(desk: Desk, soon: None) -> None:
    desk.writer.typed({"name": "E"})
    desk.writer.typed({"name": "Ex"})
    assert desk.all == ()
    await desk.face.idle()
    assert desk.only.draft == DRAFT._replace(changes={"name": "Ex"})
    desk.writer.typed({"name": "Exp"})
    await desk.face.idle()
    assert desk.only.draft.changes == {"name": "Exp"}


async def test_to_type_on_does_not_put_it_off(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_writer, "DELAY_SECONDS", 0.05)
    async with asyncio.timeout(SECONDS):
        length = 0
        while not desk.all:
            length += 1
            desk.writer.typed({"name": "x" * length})
            await asyncio.sleep(0)
    await desk.face.idle()
    assert desk.only.draft.changes == {"name": "x" * length}


async def test_the_mapping_may_be_changed_afterwards(desk: Desk, late: None) -> None:
    changes = {"name": "X"}
    desk.writer.typed(changes)
    changes["name"] = "Y"
    assert await desk.writer.flush()
    assert desk.only.draft.changes == {"name": "X"}


async def test_flush_writes_at_once_and_only_what_is_new(desk: Desk, late: None) -> None:
    assert await desk.writer.flush()
    assert desk.all == ()
    desk.writer.typed({"name": "X"})
    assert await desk.writer.flush()
    stored = desk.only
    assert await desk.writer.flush()
    assert desk.only == stored


async def test_no_change_is_no_draft(desk: Desk, late: None) -> None:
    desk.writer.typed({"name": "X"})
    await desk.writer.flush()
    desk.writer.typed({})
    await desk.writer.flush()
    assert desk.all == ()
    desk.writer.typed({"name": "Y"})
    await desk.writer.flush()
    assert desk.only.draft.changes == {"name": "Y"}


async def test_a_document_that_is_read_again_is_what_is_changed(desk: Desk, late: None) -> None:
    later = datetime(2026, 3, 2, tzinfo=UTC)
    desk.writer.typed({"name": "X"})
    desk.writer.rebase({"id": "a1", "name": "Theirs"}, later)
    await desk.writer.flush()
    draft = desk.only.draft
    assert (draft.base, draft.read_at) == ({"id": "a1", "name": "Theirs"}, later)
    assert draft.changes == {"name": "X"}


async def test_a_save_is_written_before_it_is_sent(desk: Desk, late: None) -> None:
    desk.writer.typed({"name": "X"})
    assert await desk.writer.mark_sending({"name": "X", "key": "hush"})
    assert (desk.only.state, desk.only.sent) == ("sending", {"name": "X"})
    assert desk.only.draft.changes == {"name": "X"}
    desk.writer.typed({})  # while it is on its way
    await desk.writer.flush()
    assert (desk.only.state, desk.only.sent) == ("sending", {"name": "X"})
    desk.writer.typed({"name": "X"})
    assert await desk.writer.fail("The name is taken.")
    assert (desk.only.state, desk.only.sentence) == ("failed", "The name is taken.")
    desk.writer.typed({"name": "Y"})
    await desk.writer.flush()
    assert (desk.only.state, desk.only.draft.changes) == ("open", {"name": "Y"})
    assert await desk.writer.finish()
    assert desk.all == ()


async def test_nothing_comes_back_after_the_end(desk: Desk, soon: None) -> None:
    desk.writer.typed({"name": "X"})
    await desk.writer.finish()
    await desk.face.idle()
    desk.writer.typed({"name": "Y"})
    await desk.face.idle()
    await desk.writer.flush()
    assert desk.all == ()


async def test_a_secret_is_only_known_to_have_been_typed(desk: Desk, late: None) -> None:
    desk.writer.typed({"key": "hush"})
    await desk.writer.flush()
    assert (desk.only.draft.changes, desk.only.draft.typed_secrets) == ({}, ("key",))


async def test_a_draft_that_was_taken_goes_on(desk: Desk, late: None) -> None:
    desk.writer.typed({"name": "X", "key": "hush"})
    await desk.writer.flush()
    taken = desk.journal.drafts.take("d1")
    assert taken is not None
    writer = desk.write_on(taken.draft)
    writer.typed({"name": "Y"})
    await writer.flush()
    assert desk.only.draft == taken.draft._replace(changes={"name": "Y"})
    assert desk.only.draft.typed_secrets == ("key",)


async def test_where_another_window_has_taken_it_both_texts_stay(
    desk: Desk, late: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.writer.typed({"name": "Mine"})
    await desk.writer.flush()
    other = Journal.open(desk.path)
    with desk.file.write() as connection:
        connection.execute("UPDATE drafts SET started = ''")  # as it looks where nothing can be said of it
    assert other.drafts.take("d1") is not None
    desk.writer.typed({"name": "Mine on"})
    assert await desk.writer.mark_sending({"name": "Mine on"})
    texts = {stored.holder: (stored.draft.changes["name"], stored.state) for stored in desk.all}
    assert texts == {"us": ("Mine on", "sending"), "others": ("Mine", "open")}
    assert await desk.writer.finish()
    assert [stored.draft.id for stored in desk.all] == ["d1"]
    assert desk.face.problems == []
    other.close()


async def test_a_problem_is_told_once_until_it_goes_well_again(desk: Desk, late: None) -> None:
    desk.refuse_writes(True)
    for text in ("a", "b", "c"):
        desk.writer.typed({"name": text})
        assert not await desk.writer.flush()
    assert not await desk.writer.mark_sending({})
    (problem,) = desk.face.problems
    assert problem.title == "The draft is not kept"
    assert str(desk.path) in problem.text
    assert desk.all == ()
    desk.refuse_writes(False)
    assert await desk.writer.flush(), "what failed is tried again"
    assert desk.only.draft.changes == {"name": "c"}
    desk.refuse_writes(True)
    assert not await desk.writer.fail("x")
    assert not await desk.writer.finish()
    assert len(desk.face.problems) == 2


async def test_a_write_that_is_slow_never_brings_back_an_older_text(
    desk: Desk, soon: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, started, go_on = Drafts.put, threading.Event(), threading.Event()

    def slow_put(self: Drafts, draft: Draft, *, secret_fields: tuple[str, ...]) -> None:
        started.set()
        assert go_on.wait(SECONDS)
        put(self, draft, secret_fields=secret_fields)

    monkeypatch.setattr(Drafts, "put", slow_put)
    desk.writer.typed({"name": "old"})
    async with asyncio.timeout(SECONDS):
        while not started.is_set():
            await asyncio.sleep(0.001)
    desk.writer.typed({"name": "new"})
    last = asyncio.ensure_future(desk.writer.flush())
    await asyncio.sleep(0)
    assert not last.done(), "the loop goes on meanwhile"
    go_on.set()
    assert await last
    await desk.face.idle()
    assert desk.only.draft.changes == {"name": "new"}


async def test_what_the_end_of_the_app_comes_before_is_written_all_the_same(desk: Desk, late: None) -> None:
    others = asyncio.all_tasks()
    desk.writer.typed({"name": "typed last"})
    await asyncio.sleep(0)
    (task,) = asyncio.all_tasks() - others
    task.cancel()
    await asyncio.wait([task])
    assert desk.only.draft.changes == {"name": "typed last"}


async def test_it_is_tried_again_by_itself_until_there_is_room(
    desk: Desk, soon: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft_writer, "RETRY_SECONDS", 0.01)
    (pages,) = desk.file.rows("PRAGMA page_count")[0]
    desk.file.rows(f"PRAGMA max_page_count={pages!r}")
    for text in ("x" * 100_000, "y" * 100_000):
        desk.writer.typed({"name": text})
        await until(lambda: bool(desk.face.problems))
    assert [(one.title, one.text.partition(" cannot ")[2]) for one in desk.face.problems] == [
        ("The draft is not kept", "be used: the disk is full.")
    ]
    assert not desk.writer.is_written
    desk.file.rows("PRAGMA max_page_count=100000")
    await until(lambda: desk.writer.is_written)
    assert desk.only.draft.changes == {"name": "y" * 100_000}
    assert len(desk.face.problems) == 1
    desk.writer.typed({"name": "and on"})
    await until(lambda: desk.writer.is_written)
