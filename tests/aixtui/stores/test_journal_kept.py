from pathlib import Path

import pytest

from aixtui.stores.exact_json import Json, JsonObject
from aixtui.stores.journal import JOURNAL, Journal
from aixtui.stores.kept_documents import MAX_DOCUMENTS, KeptDocuments
from aixtui.stores.sqlite_file import SqliteFile, StoreError
from aixtui.system import clock
from tests.aixtui.stores.journals import BASE, DRAFT, Opener, bytes_beside
from tests.nasty_texts import NASTY_TEXTS


def keep(
    kept: KeptDocuments,
    name: str,
    before: JsonObject | None = None,
    after: JsonObject | None = None,
    workspace: str = "work",
) -> int:
    document: JsonObject = {"name": name} if before is None else before
    return kept.add(workspace, "agent", "a1", name, before=document, after=after, secret_fields=())


def names(kept: KeptDocuments, workspace: str = "work") -> list[str]:
    return [entry.name for entry in kept.entries(workspace)]


def test_what_was_saved_and_deleted_is_there_the_next_time(open_journal: Opener) -> None:
    first = open_journal()
    before = clock.now()
    saved_id = keep(first.kept, "Saved", BASE, {**BASE, "name": "New"})
    deleted_id = keep(first.kept, "Deleted", BASE)
    first.close()
    kept = open_journal().kept
    deleted, saved = kept.entries("work")
    assert (deleted.id, deleted.name, deleted.act) == (deleted_id, "Deleted", "deleted")
    assert (saved.id, saved.name, saved.act) == (saved_id, "Saved", "saved")
    assert (saved.kind, saved.resource_id) == ("agent", "a1")
    assert before <= saved.kept_at <= deleted.kept_at <= clock.now()
    assert kept.get("work", saved_id) == (saved, BASE, {**BASE, "name": "New"}, ())
    assert kept.get("work", deleted_id) == (deleted, BASE, None, ())


def test_another_workspace_sees_nothing(journal: Journal) -> None:
    entry_id = keep(journal.kept, "Mine")
    assert journal.kept.entries("sandbox") == ()
    assert journal.kept.get("sandbox", entry_id) is None
    journal.kept.drop("sandbox", entry_id)
    assert names(journal.kept) == ["Mine"]


def test_what_did_not_happen_is_forgotten(journal: Journal, journal_path: Path) -> None:
    entry_id = keep(journal.kept, "Refused")
    journal.kept.drop("work", entry_id)
    journal.kept.drop("work", entry_id)
    assert journal.kept.entries("work") == ()
    assert journal.kept.get("work", entry_id) is None
    assert keep(journal.kept, "Next") > entry_id, "an id means one thing for good"


def test_the_oldest_go(journal: Journal) -> None:
    keep(journal.kept, "elsewhere", workspace="sandbox")
    for number in range(MAX_DOCUMENTS + 3):
        keep(journal.kept, str(number))
    assert names(journal.kept) == [str(number) for number in reversed(range(3, MAX_DOCUMENTS + 3))]
    assert names(journal.kept, "sandbox") == ["elsewhere"]


@pytest.fixture
def small(tmp_path: Path) -> tuple[SqliteFile, KeptDocuments]:
    file = SqliteFile(tmp_path / "small.db", JOURNAL)
    return file, KeptDocuments(file, max_bytes=10_000)


def size(file: SqliteFile) -> int:
    return int(file.rows("SELECT total(length(content)) FROM documents")[0][0] or 0)


def test_the_bytes_are_bounded(small: tuple[SqliteFile, KeptDocuments]) -> None:
    file, kept = small
    for number in range(10):
        keep(kept, str(number), {"text": str(number) * 4_000})
        assert size(file) <= 10_000
    assert names(kept) == ["9", "8"]
    file.close()


def test_a_document_counts_once(small: tuple[SqliteFile, KeptDocuments]) -> None:
    file, kept = small
    states: list[dict[str, Json]] = [{"text": letter * 4_000} for letter in "ab"]
    for number in range(6):
        keep(kept, str(number), states[number % 2], states[1 - number % 2])
    assert len(names(kept)) == 6
    assert len(file.rows("SELECT digest FROM documents")) == 2
    file.close()


def test_one_that_is_too_large_pushes_nothing_out(small: tuple[SqliteFile, KeptDocuments]) -> None:
    file, kept = small
    keep(kept, "before")
    with pytest.raises(StoreError, match="Large is too large"):
        keep(kept, "Large", {"text": "x" * 20_000})
    assert names(kept) == ["before"]
    file.close()


def test_a_document_that_a_draft_needs_is_not_swept(journal: Journal) -> None:
    journal.drafts.put(DRAFT, secret_fields=())
    keep(journal.kept, "same", BASE)
    for number in range(MAX_DOCUMENTS):
        keep(journal.kept, str(number))
    assert journal.drafts.all("work")[0].draft == DRAFT


def test_what_it_has_become_is_known_later(journal: Journal) -> None:
    entry_id = keep(journal.kept, "Saved", BASE, {"name": "typed"})
    journal.kept.amend("work", entry_id, {"name": "said", "key": "hush"}, secret_fields=("key",))
    journal.kept.amend("sandbox", entry_id, {"name": "of another workspace"}, secret_fields=())
    kept = journal.kept.get("work", entry_id)
    assert kept is not None
    assert (kept.before, kept.after) == (BASE, {"name": "said"})


def test_to_look_whether_something_can_be_kept_keeps_nothing(journal: Journal) -> None:
    entry_id = keep(journal.kept, "Mine", BASE)
    journal.kept.check()
    journal.kept.check()
    assert names(journal.kept) == ["Mine"]
    kept = journal.kept.get("work", entry_id)
    assert kept is not None
    assert kept.before == BASE


def test_a_secret_is_never_written(journal: Journal, journal_path: Path) -> None:
    entry_id = journal.kept.add(
        "work",
        "agent",
        "a1",
        "E",
        before={"x": {"key": "hush"}, "y": 1},
        after={"y": 2, "password": "hush"},
        secret_fields=("key", "password", "absent"),
    )
    kept = journal.kept.get("work", entry_id)
    assert kept is not None
    assert (kept.before, kept.after, kept.left_out) == ({"x": {}, "y": 1}, {"y": 2}, ("key", "password"))
    assert b"hush" not in bytes_beside(journal_path)


def test_every_text_comes_back_exactly(journal: Journal) -> None:
    for _, text in (*NASTY_TEXTS, ("half characters", "a\ud800\x00")):
        add = {"before": {text: text}, "after": {"x": [text]}}
        entry_id = journal.kept.add(f"w{text}", text, text, text, **add, secret_fields=())  # type: ignore[arg-type]
        kept = journal.kept.get(f"w{text}", entry_id)
        assert kept is not None
        assert kept.entry[2:5] == (text, text, text)
        assert (kept.before, kept.after) == ({text: text}, {"x": [text]})
