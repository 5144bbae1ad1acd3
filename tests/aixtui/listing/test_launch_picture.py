"""The picture that a start shows first: its age, and that nothing else is taken for one."""

from datetime import timedelta

import pytest
from rich.cells import cell_len

from aixtui.kinds.agent import AGENT
from aixtui.kindspec.cells import Cell, age_since
from aixtui.listing.launch_picture import LaunchPicture, ShownAge, age_words, picture_of
from aixtui.listing.page_document import as_kept, digest
from aixtui.stores.seen_pages import SeenPage
from aixtui.system import clock
from aixtui.workspace.head_start import Answer
from aixtui.workspace.query import Query
from aixtui.workspace.rows import Row, RowPage, SeenResource, Unreadable

WIDTH = 40
STYLE, END = "\x1b[38;5;246m", "\x1b[0m"

AGE = next(number for number, column in enumerate(AGENT.columns) if column.is_age)
CAN = frozenset({"run", "save"})


def row(row_id: str, since: float = 1000.0) -> Row:
    """A row of an agent that was changed then."""
    cells = [Cell(f"{row_id} {column.id}") for column in AGENT.columns]
    cells[AGE] = age_since(since)
    return Row(row_id, tuple(cells), SeenResource(row_id, row_id))


PAGE = RowPage(Query(size=18), (row("one"), row("two")), 3, 1, seconds=0.012)


def line(text: str) -> str:
    """A line as it is sent: styled, and as wide as the screen."""
    return f"{STYLE}{text}{END}{STYLE}{' ' * (WIDTH - len(text))}{END}"


def picture(age: str) -> LaunchPicture:
    """A picture whose second line tells an age."""
    seen = clock.now().timestamp()
    kept = as_kept(AGENT, PAGE._replace(capabilities=CAN))
    assert kept is not None
    return LaunchPicture(
        kind="agent",
        query=PAGE.query,
        rows=digest(AGENT, kept),
        seen=seen,
        lines=(line("rows"), line(f"1-2 of 3 · {age}, refreshing")),
        age_line=1,
        age=age,
        ages=(),
        came_line=line("1-2 of 3 · 5 ms"),
        came="5 ms",
    )


def plain(told: str) -> str:
    """A line without its styles, all of it."""
    return told.replace(STYLE, "").replace(END, "")


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
    text = plain(told)
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
        {"came": "6 ms"},
        {"came_line": "5 ms\x1b[2J"},
        {"query": ["text"]},
        {"query": 7},
        {"ages": [[0, 10_000, 6, True, 1.0]]},
        {"ages": [[0, 0, 12, True, 1.0]]},
        {"ages": [[9, 0, 6, True, 1.0]]},
        {"ages": [["one"]]},
        {"kind": None, "lines": None},
    ],
)
def test_what_is_none_is_not_shown(changed: dict[str, object]) -> None:
    page = picture("seen 7 s ago").page("this")
    assert picture_of(SeenPage(page.seen, page.document | changed), "this") is None
    assert picture_of(SeenPage(page.seen, ["a list"]), "this") is None


def test_ages_in_cells_are_those_of_now_in_the_same_room(monkeypatch: pytest.MonkeyPatch) -> None:
    then = clock.now()
    since, soon = (then - timedelta(minutes=3)).timestamp(), (then + timedelta(minutes=24)).timestamp()
    kept = picture("seen 7 s ago")
    cells = line("one  3 min 3 min   in 24…")
    at = cells.index(" 3 min")
    ages = (
        ShownAge(0, at, 6, True, since),
        ShownAge(0, at + 7, 7, False, since),
        ShownAge(0, cells.index("in 24…"), 6, True, soon),
    )
    kept = kept._replace(lines=(cells, kept.lines[1]), ages=ages)
    assert kept.is_whole
    assert picture_of(kept.page("this"), "this") == kept
    monkeypatch.setattr(clock, "now", lambda: then + timedelta(hours=2))
    assert plain(kept.lines_now()[0]).rstrip() == "one    2 h 2 h        1 h"
    monkeypatch.setattr(clock, "now", lambda: then)
    assert plain(kept.lines_now()[0]).rstrip() == plain(cells).rstrip()


def test_rows_that_came_as_they_are_shown_are_said_to_have(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, then = picture("seen 7 s ago"), clock.now()
    monkeypatch.setattr(clock, "now", lambda: then + timedelta(days=2))  # each row is older by now
    page = PAGE._replace(rows=tuple(row(one.id) for one in PAGE.rows))
    told = kept.line_when_came(AGENT, Answer(page, CAN))
    assert told is not None
    assert plain(told).rstrip() == "1-2 of 3 · 12 ms"
    assert cell_len(plain(told)) == WIDTH


@pytest.mark.parametrize(
    "answer",
    [
        Answer(PAGE._replace(rows=PAGE.rows[:1]), CAN),
        Answer(PAGE._replace(rows=PAGE.rows[::-1]), CAN),
        Answer(PAGE._replace(rows=(row("one"), row("two", since=2000.0))), CAN),
        Answer(PAGE._replace(rows=(row("one"), row("2"))), CAN),
        Answer(PAGE._replace(total=4), CAN),
        Answer(PAGE._replace(pages=2), CAN),
        Answer(PAGE._replace(cut=1), CAN),
        Answer(PAGE._replace(duplicates=1), CAN),
        Answer(PAGE._replace(unreadable=(Unreadable(1, {}, "why"),)), CAN),
        Answer(PAGE._replace(query=Query(text="else", size=18)), CAN),
        Answer(PAGE, frozenset({"run"})),
    ],
)
def test_others_are_not(answer: Answer) -> None:
    kept = picture("seen 7 s ago")
    assert kept.line_when_came(AGENT, Answer(PAGE, CAN)) is not None
    assert kept.line_when_came(AGENT, answer) is None
