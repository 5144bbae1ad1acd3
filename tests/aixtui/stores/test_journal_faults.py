"""A file that is full, locked, damaged, read-only or not ours: said once, and nothing is lost."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from aixtui.stores import sqlite_file
from aixtui.stores.journal import JOURNAL, Journal
from aixtui.stores.sqlite_file import CorruptError, SqliteFile, StoreError
from aixtui.workspace.problems import explain
from tests.aixtui.stores.journals import BASE, DRAFT, Opener
from tests.other_files import traces
from tests.read_only_disk import run_on_read_only_disk
from tests.tiny_disk import run_on_tiny_disk

LARGE = DRAFT._replace(base={"text": "x" * 300_000}, changes={"text": "y" * 300_000})
ACTS: dict[str, Callable[[Journal], object]] = {
    "put": lambda journal: journal.drafts.put(LARGE, secret_fields=()),
    "put another": lambda journal: journal.drafts.put(LARGE._replace(id="d2"), secret_fields=()),
    "mark": lambda journal: journal.drafts.mark_sending("d1", {"text": "x" * 300_000}, secret_fields=()),
    "fail": lambda journal: journal.drafts.fail("d1", "x" * 300_000),
    "keep": lambda journal: journal.kept.add(
        "work", "agent", "a1", "E", before=LARGE.base or {}, after=LARGE.changes, secret_fields=()
    ),
    "amend": lambda journal: journal.kept.amend("work", 1, LARGE.changes, secret_fields=()),
    "check": lambda journal: journal.kept.check(),
}


def fill(journal: Journal) -> None:
    journal.drafts.put(DRAFT, secret_fields=())
    journal.kept.add("work", "agent", "a1", "Kept", before=BASE, after=None, secret_fields=())


def assert_full(journal: Journal) -> None:
    (stored,) = journal.drafts.all("work")
    assert (stored.draft, stored.state) == (DRAFT, "open")
    (entry,) = journal.kept.entries("work")
    kept = journal.kept.get("work", entry.id)
    assert kept is not None
    assert kept.before == BASE


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SqliteFile]:
    with closing(SqliteFile(tmp_path / "journal.db", JOURNAL)) as opened:
        yield opened


@pytest.mark.parametrize("act", ACTS.values(), ids=list(ACTS))
def test_a_full_file_is_said_and_all_is_as_it_was(
    file: SqliteFile, tmp_path: Path, act: Callable[[Journal], object]
) -> None:
    journal = Journal(file)
    fill(journal)
    file.rows("PRAGMA max_page_count=1")  # SQLite makes it what there is
    with pytest.raises(StoreError) as caught:
        act(journal)
    assert str(caught.value) == f"{tmp_path / 'journal.db'} cannot be used: the disk is full."
    assert caught.value.hint == "Make room on its disk."
    assert_full(journal)
    file.rows("PRAGMA max_page_count=100000")
    act(journal)


@pytest.mark.parametrize("act", ACTS.values(), ids=list(ACTS))
def test_a_file_that_may_not_be_written_is_said(file: SqliteFile, act: Callable[[Journal], object]) -> None:
    journal = Journal(file)
    fill(journal)
    file.rows("PRAGMA query_only=ON")
    with pytest.raises(StoreError, match="it may not be written") as caught:
        act(journal)
    assert "writable" in caught.value.hint
    assert_full(journal)


def test_a_file_that_another_program_locks_is_said(
    open_journal: Opener, journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "_PATIENCE_SECONDS", 0.05)
    journal = open_journal()
    fill(journal)
    with closing(sqlite3.connect(journal_path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for act in ACTS.values():
            with pytest.raises(StoreError, match="keeps it locked"):
                act(journal)
        with pytest.raises(StoreError, match="keeps it locked"):
            journal.drafts.drop("d1")
        with pytest.raises(StoreError, match="keeps it locked"):
            journal.drafts.take("d1")
        assert_full(journal)
    journal.drafts.drop("d1")
    assert len(journal.drafts.all("work")) == 0


def damage_the_head(path: Path) -> None:
    path.write_bytes(b"no database at all" * 500)


def damage_the_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : 4 * 4096] = b"\xff" * (3 * 4096)
    path.write_bytes(data)


def cut_it_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:6_000])


@pytest.mark.parametrize("damage", [damage_the_head, damage_the_pages, cut_it_short])
def test_a_damaged_file_is_kept_aside(
    open_journal: Opener, journal_path: Path, damage: Callable[[Path], None]
) -> None:
    journal = open_journal()
    fill(journal)
    journal.close()
    damage(journal_path)
    data = journal_path.read_bytes()
    journal = open_journal()
    assert journal.problem is not None
    problem = explain(journal.problem)
    assert str(journal_path) in problem.text
    assert "it is damaged" in problem.text
    assert "journal.db.damaged-1" in problem.hint
    assert journal_path.with_name("journal.db.damaged-1").read_bytes() == data
    fill(journal)
    assert_full(open_journal())


CHANGES_OF_ROWS = (
    "UPDATE drafts SET changes = x'ff'",
    "UPDATE drafts SET changes = x'5b5d'",
    "UPDATE drafts SET changes = '{}'",
    "UPDATE drafts SET secrets = x'7b7d'",
    "UPDATE drafts SET name = 'text'",
    "UPDATE drafts SET read_at = 'yesterday'",
    "UPDATE drafts SET state = 'half'",
    "UPDATE documents SET content = x'7b7d'",
    "UPDATE documents SET content = 'text'",
    "DELETE FROM documents",
)


@pytest.mark.parametrize("sql", CHANGES_OF_ROWS)
def test_a_row_that_is_not_what_was_written_hides_no_other_and_can_be_dropped(
    file: SqliteFile, sql: str
) -> None:
    fill(journal := Journal(file))
    drafts = journal.drafts
    with file.write() as connection:
        connection.execute(sql)
    sound = DRAFT._replace(id="another", base={"fresh": 1})
    drafts.put(sound, secret_fields=())
    assert [one.draft.id for one in drafts.all("work")] == ["another"]
    assert [one.draft.id for one in drafts.of("work", sound.kind, sound.resource_id)] == ["another"]
    (damaged,) = drafts.damaged("work")
    assert (damaged.id, bool(damaged.why)) == (DRAFT.id, True)
    assert drafts.damaged_of("work", sound.kind, sound.resource_id) == (damaged,)
    drafts.drop(damaged.id)
    assert (drafts.damaged("work"), len(drafts.all("work"))) == ((), 1)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE documents SET content = x'7b7d'",
        "DELETE FROM documents",
        "UPDATE kept SET kept_at = 'x'",
        "UPDATE kept SET secrets = x'31'",
    ],
)
def test_a_kept_document_that_is_not_what_was_written_is_a_typed_error(file: SqliteFile, sql: str) -> None:
    journal = Journal(file)
    fill(journal)
    (entry,) = journal.kept.entries("work")
    with file.write() as connection:
        connection.execute(sql)
    with pytest.raises(CorruptError, match="it is damaged"):
        journal.kept.get("work", entry.id)


def test_a_file_of_a_newer_version_is_left_alone(open_journal: Opener, journal_path: Path) -> None:
    open_journal().close()
    with closing(sqlite3.connect(journal_path)) as connection:
        connection.execute("PRAGMA user_version=99")
    before = traces(journal_path.parent)
    journal = open_journal()
    assert journal.problem is not None
    assert "newer version" in str(journal.problem)
    assert journal.problem.hint.endswith("Nothing is remembered after this session.")
    fill(journal)
    assert_full(journal)
    assert traces(journal_path.parent) == before


FILL_THE_DISK = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from aixtui.stores.draft import Draft
from aixtui.stores.journal import Journal
from aixtui.stores.sqlite_file import StoreError
journal = Journal.open(Path(sys.argv[1]))
assert journal.problem is None, journal.problem
written = 0
try:
    for number in range(1000):
        changes = {"text": "x" * 5000}
        draft = Draft(str(number), "work", "agent", "a1", "E", {"n": number}, datetime.now(UTC), changes)
        journal.drafts.put(draft, secret_fields=())
        written += 1
except StoreError as error:
    print(error)
    print(error.hint)
print(written > 0 and written == len(journal.drafts.all("work")) == len(journal.drafts.all("work")))
"""


def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    done = run_on_tiny_disk(tmp_path, FILL_THE_DISK, str(tmp_path / "journal.db"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        f"{tmp_path / 'journal.db'} cannot be used: the disk is full.",
        "Make room on its disk.",
        "True",
    ]


OPEN_AND_USE = """
import sys
from pathlib import Path
from aixtui.stores.journal import Journal
journal = Journal.open(Path(sys.argv[1]))
print(journal.problem)
print(journal.problem.hint)
print(journal.kept.add("w", "k", "i", "n", before={}, after=None, secret_fields=()))
"""


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(
    open_journal: Opener, journal_path: Path
) -> None:
    journal = open_journal()
    fill(journal)
    journal.close()
    before = traces(journal_path.parent)
    done = run_on_read_only_disk(journal_path.parent, OPEN_AND_USE, str(journal_path))
    assert done.returncode == 0, done.stderr
    problem, hint, entry_id = done.stdout.splitlines()
    assert str(journal_path) in problem
    assert hint.endswith("Nothing is remembered after this session.")
    assert entry_id == "1"
    assert traces(journal_path.parent) == before
    assert_full(open_journal())
