import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from aixtui.stores.draft import Draft
from aixtui.stores.drafts import NotHeldError
from aixtui.stores.editor_note import EditorNote
from aixtui.stores.exact_json import Json
from aixtui.stores.journal import Journal
from aixtui.stores.sqlite_file import StoreError
from aixtui.stores.unfinished_entry import UnfinishedEntry
from aixtui.system import clock
from aixtui.system.editor_file import digest_of
from aixtui.system.paths import data_dir
from tests.aixtui.stores.journals import BASE, DRAFT, Opener, bytes_beside
from tests.nasty_texts import NASTY_TEXTS

NASTY = (
    *NASTY_TEXTS,
    ("half characters", "a\ud800b\udfff"),
    ("two halves that are no character", "\ud83d\ude00"),
    ("nothing", ""),
)


def put(journal: Journal, draft: Draft = DRAFT) -> None:
    journal.drafts.put(draft, secret_fields=())


def only(journal: Journal, workspace: str = "work") -> Draft:
    (stored,) = journal.drafts.all(workspace)
    return stored.draft


def test_the_file_is_in_the_users_folder_and_private(journal: Journal, journal_path: Path) -> None:
    put(journal)
    files = (journal_path.parent, *journal_path.parent.iterdir())
    assert {file.stat().st_mode & 0o077 for file in files} == {0}
    Journal.open().close()
    assert (data_dir() / "journal.db").exists()


def test_a_draft_is_there_the_next_time(open_journal: Opener) -> None:
    first = open_journal()
    before = clock.now()
    put(first)
    first.close()
    (stored,) = open_journal().drafts.all("work")
    assert stored.draft == DRAFT
    assert before <= stored.written_at <= clock.now()
    assert (stored.state, stored.sent, stored.sentence) == ("open", None, "")


def test_entries_that_are_not_in_their_fields_come_back_exactly(journal: Journal) -> None:
    note = EditorNote("0" * 16, "text.md", "0", digest_of("x"))
    inner = UnfinishedEntry({"code": "a"}, "add", is_new=False, texts={"0": "\ud800\u2028"}, editor=note)
    entry = UnfinishedEntry(
        {"own": [1.0, None]}, "", is_new=True, texts={"name": ""}, inner={"inputs": inner}
    )
    draft = DRAFT._replace(changes={}, unfinished={"tasks": entry})
    put(journal, draft)
    assert only(journal) == draft
    assert not journal.drafts.all("work")[0].is_over


@pytest.mark.parametrize("kept", ["[]", '{"tasks": 1}', '{"tasks": {"entry": {}}}', "{"])
def test_entries_that_are_no_such_thing_are_a_damaged_draft(
    journal: Journal, journal_path: Path, kept: str
) -> None:
    put(journal)
    with closing(sqlite3.connect(journal_path)) as connection, connection:
        connection.execute("UPDATE drafts SET unfinished = ?", (kept.encode(),))
    assert journal.drafts.all("work") == ()
    (damaged,) = journal.drafts.damaged("work")
    assert damaged.name == DRAFT.name


def test_a_draft_of_a_new_one_has_no_document(journal: Journal) -> None:
    draft = DRAFT._replace(base=None, resource_id="new-1")
    put(journal, draft)
    assert only(journal) == draft


@pytest.mark.parametrize("text", [text for _, text in NASTY], ids=[name for name, _ in NASTY])
def test_every_text_comes_back_exactly(journal: Journal, text: str) -> None:
    value: Json = {text: [text, {"x": text}]}
    draft = Draft(
        "d", f"w{text}", f"k{text}", text, text, {text: value}, DRAFT.read_at, {text: text, "v": value}
    )
    put(journal, draft)
    journal.drafts.mark_sending("d", {text: value}, secret_fields=())
    journal.drafts.fail("d", text)
    (stored,) = journal.drafts.of(f"w{text}", f"k{text}", text)
    assert stored.draft == draft
    assert (stored.sent, stored.sentence) == ({text: value}, text)
    assert list(stored.draft.changes) == [text, "v"]


def test_numbers_and_the_order_of_keys_come_back(journal: Journal) -> None:
    base: dict[str, Json] = {"z": 1, "a": 1.0, "big": 2**70, "huge": 1e300, "inf": float("inf"), "no": False}
    put(journal, DRAFT._replace(base=base))
    read = only(journal).base
    assert read is not None
    assert [(key, type(value), value) for key, value in read.items()] == [
        (key, type(value), value) for key, value in base.items()
    ]


def test_the_latest_of_an_id_stays(journal: Journal) -> None:
    put(journal)
    latest = DRAFT._replace(name="Renamed", changes={"name": "Y"}, base={"id": "a1"}, resource_id="a2")
    put(journal, latest)
    assert only(journal) == latest
    assert journal.drafts.of("work", "agent", "a1") == ()


def test_the_latest_is_first(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    start = datetime(2026, 3, 1, tzinfo=UTC)
    for number, seconds in enumerate((0.5, 0, 2, 1)):
        monkeypatch.setattr(clock, "now", lambda: start + timedelta(seconds=seconds))  # noqa: B023
        put(journal, DRAFT._replace(id=str(number)))
    assert [stored.draft.id for stored in journal.drafts.all("work")] == ["2", "3", "0", "1"]
    assert [stored.draft.id for stored in journal.drafts.of("work", "agent", "a1")] == ["2", "3", "0", "1"]


def test_another_workspace_and_resource_see_nothing(journal: Journal) -> None:
    put(journal)
    for other in (("sandbox", "agent", "a1"), ("work", "model", "a1"), ("work", "agent", "a2")):
        assert journal.drafts.of(*other) == ()
    assert journal.drafts.all("sandbox") == ()
    assert (len(journal.drafts.all("work")), len(journal.drafts.all("sandbox"))) == (1, 0)


def test_a_draft_says_how_its_save_goes(journal: Journal) -> None:
    put(journal)
    journal.drafts.mark_sending("d1", {"name": "Explains"}, secret_fields=())
    put(journal)  # a key that came late
    (stored,) = journal.drafts.all("work")
    assert (stored.state, stored.sent, stored.sentence) == ("sending", {"name": "Explains"}, "")
    journal.drafts.fail("d1", "The name is taken.")
    (stored,) = journal.drafts.all("work")
    assert (stored.state, stored.sentence) == ("failed", "The name is taken.")
    put(journal)
    (stored,) = journal.drafts.all("work")
    assert (stored.state, stored.sentence) == ("open", "")
    journal.drafts.drop("d1")
    assert journal.drafts.all("work") == ()


def test_what_is_not_there_is_not_marked(journal: Journal) -> None:
    with pytest.raises(NotHeldError):
        journal.drafts.mark_sending("d1", {}, secret_fields=())
    with pytest.raises(NotHeldError):
        journal.drafts.fail("d1", "x")
    journal.drafts.drop("d1")
    assert journal.drafts.take("d1") is None


def test_a_secret_is_never_written(journal: Journal, journal_path: Path) -> None:
    secrets = ("key", "password")
    draft = DRAFT._replace(
        base={**BASE, "key": "hush-1", "parts": [{"key": "hush-2", "x": 1}]},
        changes={"name": "Y", "key": "hush-3", "login": {"password": "hush-4", "user": "me"}},
    )
    journal.drafts.put(draft, secret_fields=secrets)
    journal.drafts.mark_sending("d1", {"key": "hush-5", "all": [[{"key": "hush-6"}]]}, secret_fields=secrets)
    (stored,) = journal.drafts.all("work")
    assert stored.draft.base == {**BASE, "parts": [{"x": 1}]}
    assert stored.draft.changes == {"name": "Y", "login": {"user": "me"}}
    assert stored.draft.typed_secrets == ("key", "password")
    assert stored.sent == {"all": [[{}]]}
    assert b"hush" not in bytes_beside(journal_path)


def test_a_resumed_draft_still_says_which_secrets_are_to_be_typed(journal: Journal) -> None:
    journal.drafts.put(DRAFT._replace(changes={"key": "hush"}), secret_fields=("key", "other"))
    resumed = only(journal)
    assert (resumed.changes, resumed.typed_secrets) == ({}, ("key",))
    journal.drafts.put(resumed._replace(changes={"other": "hush"}), secret_fields=("key", "other"))
    assert only(journal).typed_secrets == ("key", "other")


def test_a_document_is_kept_once_and_as_long_as_it_is_needed(journal: Journal, journal_path: Path) -> None:
    base = {"text": "needle" * 100}
    for draft_id in ("d1", "d2"):
        put(journal, DRAFT._replace(id=draft_id, base=base))
    journal.kept.add("work", "agent", "a1", "E", before=base, after=None, secret_fields=())
    assert bytes_beside(journal_path).count(b"needle" * 100) == 1
    journal.drafts.drop("d1")
    journal.drafts.drop("d2")
    (entry,) = journal.kept.entries("work")
    kept = journal.kept.get("work", entry.id)
    assert kept is not None
    assert kept.before == base
    put(journal, DRAFT._replace(base=base))
    journal.kept.drop("work", entry.id)
    assert only(journal).base == base


def test_what_is_nested_too_deep_is_a_typed_error(journal: Journal) -> None:
    put(journal)
    deep: Json = 1
    for _ in range(100_000):
        deep = [deep]
    for secrets in ((), ("key",)):
        with pytest.raises(StoreError, match="cannot be kept"):
            journal.drafts.put(DRAFT._replace(changes={"x": deep}), secret_fields=secrets)
    assert only(journal) == DRAFT


def test_what_an_editor_has_comes_back_and_its_file_goes_with_the_draft(journal: Journal) -> None:
    note = EditorNote("0123456789abcdef", "agent.yaml", "", digest_of("begun with"))
    note.file.write("begun with")
    put(journal, DRAFT._replace(changes={}, editor=note))
    (stored,) = journal.drafts.all("work")
    assert (stored.draft.editor, stored.is_over) == (note, True)
    note.file.write("typed")
    (stored,) = journal.drafts.all("work")
    assert not stored.is_over
    journal.drafts.drop(DRAFT.id)
    assert not note.file.path.parent.exists()


def test_a_note_that_leads_elsewhere_is_damaged(journal: Journal, tmp_path: Path) -> None:
    elsewhere = tmp_path / "precious" / "file"
    elsewhere.parent.mkdir()
    elsewhere.touch()
    put(journal, DRAFT._replace(editor=EditorNote(str(elsewhere.parent), "file", "", "")))
    assert journal.drafts.all("work") == ()
    assert [one.id for one in journal.drafts.damaged("work")] == [DRAFT.id]
    journal.drafts.drop(DRAFT.id)
    assert elsewhere.exists()
