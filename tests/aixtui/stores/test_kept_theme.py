"""The theme that was chosen, as the next start finds it."""

import sqlite3
from contextlib import closing

from aixtui.stores.kept_theme import KeptTheme
from aixtui.stores.state import STATE, StateStore, state_file


def test_a_theme_is_kept_and_to_look_for_none_makes_no_file() -> None:
    assert KeptTheme().name == ""
    assert not state_file().exists()
    assert KeptTheme().keep("nord") == ""
    assert KeptTheme().name == "nord"


def test_a_theme_that_an_older_version_kept_holds_at_the_first_start_after_it() -> None:
    KeptTheme().keep("nord")
    with closing(sqlite3.connect(state_file())) as connection:
        connection.executescript(f"DROP TABLE typed_lines; PRAGMA user_version={len(STATE.migrations) - 1};")
    assert KeptTheme().name == "nord"


def test_a_damaged_file_has_no_theme_and_is_left_to_whoever_tells_of_it() -> None:
    KeptTheme().keep("nord")
    state_file().write_bytes(b"no database at all")
    assert KeptTheme().name == ""
    with closing(StateStore()) as store:
        assert store.problem is not None


def test_the_background_is_kept_as_it_was_told_last() -> None:
    assert KeptTheme().was_dark is None
    KeptTheme().keep_background(is_dark=False)
    assert KeptTheme().was_dark is False
    KeptTheme().keep_background(is_dark=True)
    assert KeptTheme().was_dark is True
    assert KeptTheme().name == ""
