import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from aixtui.stores import lock, sqlite_file
from aixtui.stores.sqlite_file import StoreError
from aixtui.stores.state import MAX_RECENTS, ChosenColumn, Recent, StateStore
from aixtui.system.paths import state_dir
from aixtui.workspace.problems import explain
from tests.other_files import give_away, traces
from tests.tiny_disk import run_on_tiny_disk

Opener = Callable[[], StateStore]
COLUMNS = (ChosenColumn("status", 12), ChosenColumn("name"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "state.db"


@pytest.fixture
def open_store(path: Path) -> Iterator[Opener]:
    """Opens the same file as often as it is called, as several programs do."""
    stores: list[StateStore] = []

    def another() -> StateStore:
        stores.append(StateStore(path))
        return stores[-1]

    yield another
    for store in stores:
        store.close()


def fill(store: StateStore) -> None:
    store.choose_columns("agent", COLUMNS)
    store.add_recent("work", Recent("agent", "1", "One"))
    store.remember_place("work", "agents?q=x", "a1")
    store.keep_note("preview", "40")


def assert_full(store: StateStore) -> None:
    assert store.columns("agent") == COLUMNS
    assert store.recents("work") == (Recent("agent", "1", "One"),)
    assert store.last_place("work") == ("agents?q=x", "a1")
    assert store.note("preview") == "40"


def assert_empty(store: StateStore) -> None:
    assert store.columns("agent") == ()
    assert store.recents("work") == ()
    assert store.last_place("work") == ("", "")
    assert store.note("preview") == ""


def test_a_new_store_is_empty_and_private(open_store: Opener, path: Path) -> None:
    store = open_store()
    assert store.problem is None
    assert_empty(store)
    fill(store)
    assert {file.stat().st_mode & 0o077 for file in (path.parent, *path.parent.iterdir())} == {0}
    assert len(list(path.parent.iterdir())) > 2


def test_the_file_is_in_the_users_folder() -> None:
    with closing(StateStore()):
        assert (state_dir() / "state.db").exists()


def test_all_is_there_the_next_time(open_store: Opener) -> None:
    store = open_store()
    fill(store)
    store.close()
    assert_full(open_store())


def test_another_program_sees_it_at_once(open_store: Opener) -> None:
    first, second = open_store(), open_store()
    fill(first)
    assert_full(second)
    second.keep_note("preview", "50")
    assert first.note("preview") == "50"


def test_columns_are_replaced_and_given_back(open_store: Opener) -> None:
    store = open_store()
    store.choose_columns("agent", COLUMNS)
    store.choose_columns("model", COLUMNS[:1])
    store.choose_columns("agent", COLUMNS[::-1])
    assert store.columns("agent") == COLUMNS[::-1]
    store.choose_columns("agent", ())
    assert store.columns("agent") == ()
    assert store.columns("model") == COLUMNS[:1]


def test_the_latest_recent_is_first_and_comes_once(open_store: Opener) -> None:
    store = open_store()
    for recent in (Recent("agent", "1", "One"), Recent("model", "1", "M"), Recent("agent", "1", "Renamed")):
        store.add_recent("work", recent)
    store.add_recent("sandbox", Recent("agent", "9", "Elsewhere"))
    assert store.recents("work") == (Recent("agent", "1", "Renamed"), Recent("model", "1", "M"))
    store.forget("work", Recent("agent", "1", ""))
    assert store.recents("work") == (Recent("model", "1", "M"),)


def test_the_oldest_recents_go(open_store: Opener) -> None:
    store = open_store()
    store.add_recent("sandbox", Recent("agent", "kept", "Kept"))
    for number in range(MAX_RECENTS + 3):
        store.add_recent("work", Recent("agent", str(number), "x"))
    ids = [recent.id for recent in store.recents("work")]
    assert ids == [str(number) for number in reversed(range(3, MAX_RECENTS + 3))]
    assert len(store.recents("sandbox")) == 1


def test_each_profile_has_its_own_last_place(open_store: Opener) -> None:
    store = open_store()
    store.remember_place("work", "agents", "a1")
    store.remember_place("sandbox", "models", "")
    assert (store.last_place("work"), store.last_place("sandbox")) == (("agents", "a1"), ("models", ""))


def test_threads_may_share_it(open_store: Opener) -> None:
    store = open_store()

    def work(name: str) -> None:
        for number in range(20):
            store.add_recent(name, Recent("agent", str(number), "x"))

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(store.recents(name)) for name in "abcd"] == [20] * 4


def test_programs_at_once_lose_nothing(open_store: Opener, path: Path) -> None:
    script = """
import sys
from pathlib import Path
from aixtui.stores.state import Recent, StateStore
sys.stdin.read()
store = StateStore(Path(sys.argv[1]))
assert store.problem is None, store.problem
for number in range(20):
    store.add_recent("work", Recent(sys.argv[2], str(number), "x"))
"""
    path.parent.mkdir()
    programs = [
        subprocess.Popen([sys.executable, "-c", script, str(path), name], stdin=subprocess.PIPE)
        for name in "abc"
    ]
    for program in programs:
        assert program.stdin is not None
        program.stdin.close()
    assert [program.wait(60) for program in programs] == [0, 0, 0]
    assert len(open_store().recents("work")) == 60


def damage_the_head(path: Path) -> None:
    path.write_bytes(b"no database at all" * 500)


def damage_a_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : 3 * 4096] = b"\xff" * (2 * 4096)
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [damage_the_head, damage_a_page])
def test_a_damaged_file_is_kept_aside(open_store: Opener, path: Path, damage: Callable[[Path], None]) -> None:
    for turn in (1, 2):
        store = open_store()
        fill(store)
        store.close()
        damage(path)
        data = path.read_bytes()
        store = open_store()
        assert store.problem is not None
        problem = explain(store.problem)
        assert problem.title == "Cannot remember"
        assert str(path) in problem.text
        assert "it is damaged" in problem.text
        assert f"state.db.damaged-{turn}" in problem.hint
        assert path.with_name(f"state.db.damaged-{turn}").read_bytes() == data
        assert_empty(store)
        fill(store)
        store.close()
    assert_full(open_store())


def test_two_programs_do_not_move_each_others_new_file(path: Path) -> None:
    path.parent.mkdir()
    damage_the_head(path)
    stores: list[StateStore] = []
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        stores.append(StateStore(path))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [store.problem is None for store in stores].count(False) == 1
    stores[0].keep_note("a", "b")
    assert {store.note("a") for store in stores} == {"b"}
    for store in stores:
        store.close()


def assert_works_without(store: StateStore, path: Path, reason: str) -> None:
    assert store.problem is not None
    assert reason in str(store.problem)
    assert str(path) in str(store.problem)
    assert store.problem.hint.endswith("Nothing is remembered after this session.")
    fill(store)
    assert_full(store)


def test_a_file_of_a_newer_version_is_left_alone(open_store: Opener, path: Path) -> None:
    open_store().close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version=99")
    before = traces(path.parent)
    assert_works_without(open_store(), path, "newer version")
    assert traces(path.parent) == before


def test_a_folder_that_cannot_be_made_is_no_reason_to_stop(open_store: Opener, path: Path) -> None:
    path.parent.write_text("in the way")
    assert_works_without(open_store(), path, "File exists")


def test_a_folder_in_place_of_the_file_is_no_reason_to_stop(open_store: Opener, path: Path) -> None:
    path.mkdir(parents=True)
    assert_works_without(open_store(), path, "it is a folder")


def test_another_programs_database_is_left_alone(open_store: Opener, path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (x)")
    path.with_name(".state.db.lock").touch()
    before = traces(path.parent)
    assert_works_without(open_store(), path, "another program's")
    assert traces(path.parent) == before


def test_somebody_elses_file_is_left_alone(
    open_store: Opener, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store().close()
    path.with_name(".state.db.lock").unlink()
    give_away(path, monkeypatch)
    data = path.read_bytes()
    assert_works_without(open_store(), path, "belongs to")
    assert path.read_bytes() == data


def test_a_file_from_before_it_had_an_id_is_taken(open_store: Opener, path: Path) -> None:
    fill(open_store())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA application_id=0")
    store = open_store()
    assert store.problem is None
    assert_full(store)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (0x61697874,)


def test_a_program_that_keeps_the_file_is_no_reason_to_stop(
    open_store: Opener, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.mkdir()
    monkeypatch.setattr(lock, "_PATIENCE_SECONDS", 0.05)
    with lock.file_lock(path):
        assert_works_without(open_store(), path, "another program is using it")


def test_a_failure_later_on_is_a_typed_error_and_undone(
    open_store: Opener, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "_PATIENCE_SECONDS", 0.05)
    store = open_store()
    fill(store)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="keeps it locked"):
            store.choose_columns("agent", ())
    assert_full(store)
    store.choose_columns("agent", ())
    assert store.columns("agent") == ()


FILL_THE_DISK = """
import sys
from pathlib import Path
from aixtui.stores.sqlite_file import StoreError
from aixtui.stores.state import StateStore
store = StateStore(Path(sys.argv[1]))
kept = 0
try:
    for kept in range(1000):
        store.keep_note(str(kept), "x" * 5000)
except StoreError as error:
    print(error)
    print(error.hint)
print(kept == sum(bool(store.note(str(number))) for number in range(kept)))
"""


def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    done = run_on_tiny_disk(tmp_path, FILL_THE_DISK, str(tmp_path / "state.db"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        f"{tmp_path / 'state.db'} cannot be used: the disk is full.",
        "Make room on its disk.",
        "True",
    ]


def test_a_text_that_cannot_be_stored_is_a_typed_error(open_store: Opener) -> None:
    store = open_store()
    fill(store)
    for attempt in (
        lambda: store.add_recent("work", Recent("agent", "\ud800", "x")),
        lambda: store.recents("\ud800"),
        lambda: store.keep_note("a", "\udfff"),
    ):
        with pytest.raises(StoreError, match="half of a character"):
            attempt()
    assert_full(store)


def test_half_a_change_is_undone(open_store: Opener) -> None:
    store = open_store()
    fill(store)
    with pytest.raises(StoreError, match="NOT NULL"):
        store.choose_columns("agent", (ChosenColumn("name"), ChosenColumn(None)))  # type: ignore[arg-type]
    assert_full(store)
