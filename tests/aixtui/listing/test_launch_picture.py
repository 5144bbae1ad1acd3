"""The picture that a start shows first: its age, and that nothing else is taken for one."""

from datetime import timedelta

import pytest
from rich.cells import cell_len

from aixtui.listing.launch_picture import LaunchPicture, age_words, picture_of
from aixtui.stores.seen_pages import SeenPage
from aixtui.system import clock

WIDTH = 40
STYLE, END = "\x1b[38;5;246m", "\x1b[0m"


def line(text: str) -> str:
    """A line as it is sent: styled, and as wide as the screen."""
    return f"{STYLE}{text}{END}{STYLE}{' ' * (WIDTH - len(text))}{END}"


def picture(age: str) -> LaunchPicture:
    """A picture whose second line tells an age."""
    seen = clock.now().timestamp()
    return LaunchPicture("agent", seen, (line("rows"), line(f"1-2 of 3 · {age}, refreshing")), 1, age)


@pytest.mark.parametrize(
    ("before", "seconds", "now"),
    [(7, 7, "7 s"), (7, 600, "10 min"), (7, 7200, "2 h"), (600, 3, "3 s"), (59, 40 * 86_400, "40 d")],
)
def test_the_line_tells_the_age_of_now_in_the_same_width(
    monkeypatch: pytest.MonkeyPatch, before: int, seconds: int, now: str
) -> None:
    kept = picture(age_words(before))
    then = clock.now()
    monkeypatch.setattr(clock, "now", lambda: then + timedelta(seconds=seconds))
    rows, told = kept.lines_now()
    assert rows == kept.lines[0]
    text = told.replace(STYLE, "").replace(END, "")
    assert text.rstrip() == f"1-2 of 3 · seen {now} ago, refreshing"
    assert cell_len(text) == WIDTH


def test_what_was_kept_is_had_again_for_what_it_was_painted_for() -> None:
    kept = picture("seen 7 s ago")
    assert picture_of(kept.page("this"), "this") == kept
    assert picture_of(kept.page("this"), "that") is None


@pytest.mark.parametrize(
    "changed",
    [
        {"lines": ["rows", "seen 7 s ago\x1b]0;title\x07"]},
        {"lines": ["rows", "seen 7 s ago\n"]},
        {"lines": ["rows", "seen 7 s ago\x1b[2J"]},
        {"lines": ["rows" * 1000 + "\x1b[2J", "seen 7 s ago"]},
        {"lines": ["rows", "no age"]},
        {"lines": ["rows"]},
        {"lines": 7},
        {"age_line": "one"},
        {"kind": None, "lines": None},
    ],
)
def test_what_is_none_is_not_shown(changed: dict[str, object]) -> None:
    page = picture("seen 7 s ago").page("this")
    assert picture_of(SeenPage(page.seen, page.document | changed), "this") is None
    assert picture_of(SeenPage(page.seen, ["a list"]), "this") is None
