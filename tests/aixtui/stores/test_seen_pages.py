"""The pages that were seen, and the lines that were typed: bounded, by workspace, and gone when told so."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from aixtui.stores import seen_pages
from aixtui.stores.seen_pages import MOST_PAGE_BYTES, MOST_PAGES, SeenPage
from aixtui.stores.sqlite_file import StoreError
from aixtui.stores.state import StateStore
from aixtui.stores.typed_lines import MOST_LINES
from aixtui.system import clock

NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "state.db"


@pytest.fixture
def store(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StateStore]:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    with closing(StateStore(path)) as opened:
        yield opened


def page(text: str, age: float = 0.0) -> SeenPage:
    return SeenPage(NOW.timestamp() - age, {"rows": [text]})


def test_a_page_is_found_by_workspace_kind_and_query(store: StateStore) -> None:
    pages = store.seen_pages
    pages.keep("work", "agent", "q", page("first"))
    pages.keep("work", "agent", "q", page("again \ud800"))
    assert pages.find("work", "agent", "q") == page("again \ud800")
    for others in (("home", "agent", "q"), ("work", "model", "q"), ("work", "agent", "p")):
        assert pages.find(*others) is None
    assert pages.extent()[0] == 1


def test_a_workspace_has_one_picture_which_goes_with_what_it_shows(store: StateStore) -> None:
    pages = store.seen_pages
    pages.keep_picture("work", "agent", page("old"))
    pages.keep_picture("home", "agent", page("home"))
    pages.keep_picture("work", "model", page("new"))
    assert pages.find_picture("work", "agent") is None
    assert pages.find_picture("work", "model") == page("new")
    pages.forget("work", "model")
    assert pages.find_picture("work", "model") is None
    pages.keep_picture("home", "", None)
    assert pages.find_picture("home", "agent") is None


def test_at_a_glance_it_is_read_as_it_is(store: StateStore, path: Path) -> None:
    store.seen_pages.keep("work", "agent", "q", page("first"))
    with closing(StateStore(path, is_glance=True)) as glance:
        assert glance.seen_pages.find("work", "agent", "q") == page("first")
        with pytest.raises(StoreError):
            glance.seen_pages.forget("work", "agent")


@pytest.mark.parametrize(
    "content", [None, b"", b"no database at all" * 9, b"SQLite format 3\0" + b"\xff" * 8000]
)
def test_what_cannot_be_read_at_a_glance_is_left_as_it_is(path: Path, content: bytes | None) -> None:
    path.parent.mkdir()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreError):
        StateStore(path, is_glance=True)
    assert [file.read_bytes() for file in path.parent.iterdir()] == ([] if content is None else [content])


def test_old_pages_are_neither_found_nor_kept(store: StateStore, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = store.seen_pages
    pages.keep("work", "agent", "q", page("old"))
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=31))
    assert pages.find("work", "agent", "q") is None
    assert pages.documents("work") == []
    pages.keep("work", "agent", "p", SeenPage(clock.now().timestamp(), {}))
    assert pages.extent()[0] == 1


def test_a_workspace_keeps_the_latest_pages(store: StateStore) -> None:
    pages = store.seen_pages
    pages.keep("home", "agent", "0", page("kept", age=1000))
    for number in range(MOST_PAGES + 3):
        pages.keep("work", "agent", str(number), page("x", age=500 - number))
    assert pages.find("work", "agent", "2") is None
    assert pages.find("work", "agent", "3") is not None
    assert pages.find("home", "agent", "0") is not None


def test_bytes_are_bounded_of_one_page_and_of_all(store: StateStore, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = store.seen_pages
    pages.keep("work", "agent", "large", page("small"))
    pages.keep("work", "agent", "large", page("x" * MOST_PAGE_BYTES))
    assert pages.find("work", "agent", "large") is None
    monkeypatch.setattr(seen_pages, "MOST_BYTES", 1000)
    for number in range(3):
        pages.keep(f"work {number}", "agent", "q", page("x" * 400, age=10 - number))
    assert pages.find("work 0", "agent", "q") is None
    assert pages.find("work 1", "agent", "q") is not None
    assert pages.extent()[1] <= 1000


def test_a_kind_is_forgotten_alone(store: StateStore) -> None:
    for workspace, kind in (("work", "agent"), ("work", "model"), ("home", "agent")):
        store.seen_pages.keep(workspace, kind, "q", page("x"))
    store.seen_pages.forget("work", "agent")
    assert store.seen_pages.documents("work") == [("model", page("x").document)]
    assert store.seen_pages.documents("home") == [("agent", page("x").document)]


def test_nothing_of_what_was_cleared_is_left_in_the_files(store: StateStore, path: Path) -> None:
    store.seen_pages.keep("work", "agent", "q", page("a-page-that-was-seen"))
    store.keep_note("preview", "a-note-that-stays")
    store.seen_pages.clear()
    left = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"a-page-that-was-seen" not in left
    assert b"a-note-that-stays" in left


def test_a_document_that_is_none_was_not_seen(store: StateStore, path: Path) -> None:
    store.seen_pages.keep("work", "agent", "q", page("x"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE seen_pages SET document = '{'")
    assert store.seen_pages.find("work", "agent", "q") is None
    assert store.seen_pages.documents("work") == []


def test_the_latest_lines_are_kept_each_once(store: StateStore) -> None:
    lines = store.typed_lines
    lines.add("home", "agents")
    for number in range(MOST_LINES + 2):
        lines.add("work", f"models {number}")
    lines.add("work", "models 5")
    assert lines.lines("home") == ("agents",)
    kept = lines.lines("work")
    assert len(kept) == len(set(kept)) == MOST_LINES
    assert (kept[0], kept[-1]) == ("models 2", "models 5")
