"""The steps of a run as a tree: what is open, where the cursor is, and what stands out."""

import pytest

from aixtui.kindspec.results import RunStep
from aixtui.running.step_tree import StepTree
from aixtui.system import clock
from aixtui.widgets.step_line import STOPPED, Picture, pieces_of
from aixtui.workspace.notice import Notice

DONE = RunStep("1", agent="Lead", unit="Search", output="found", seconds=1.0, credits=0.002)
FAILED = RunStep("2", agent="Lead", unit="Mail", action="send", error="refused", seconds=3.0)
AT_WORK = RunStep("3", agent="Helper", unit="Judge", thought="Is it so?", input="x")
STEPS = (DONE, FAILED, AT_WORK)


def tree_of(*steps: RunStep) -> StepTree:
    tree = StepTree(Notice())
    tree.load(steps)
    return tree


def seen(tree: StepTree) -> list[str]:
    """The rows: agents and steps by name, facts by theirs, the one under the cursor marked."""
    names = [
        tree.steps[row.step].agent
        if row.part == "agent"
        else tree.steps[row.step].unit
        if row.part == "step"
        else row.part
        for row in tree.rows
    ]
    return [f"> {name}" if at == tree.cursor else name for at, name in enumerate(names)]


def test_what_failed_and_what_is_at_work_is_open_and_the_cursor_is_on_the_last_step() -> None:
    assert seen(tree_of(*STEPS)) == [
        "Lead", "Search", "Mail", "error", "Helper", "> Judge", "thought", "input",
    ]  # fmt: skip


def test_a_step_folds_when_it_is_done_unless_the_user_opened_it() -> None:
    tree = tree_of(AT_WORK)
    tree.load((AT_WORK._replace(output="yes"),))
    assert seen(tree) == ["Helper", "> Judge"]
    tree.unfold()
    tree.load((AT_WORK._replace(output="no"),))
    assert seen(tree) == ["Helper", "> Judge", "thought", "input", "output"]


def test_the_cursor_goes_on_with_the_run_until_the_last_step_is_left() -> None:
    tree = tree_of(DONE)
    tree.load((DONE, FAILED))
    assert seen(tree)[-2:] == ["> Mail", "error"]
    tree.move(-1)
    tree.load(STEPS)
    assert "> Search" in seen(tree)
    tree.move_to(len(tree.rows))
    tree.load((*STEPS, DONE._replace(id="4", unit="Last")))
    assert "> Last" in seen(tree)


def test_the_cursor_stays_on_its_row_when_rows_come_above_it() -> None:
    tree = tree_of(AT_WORK, FAILED)
    tree.move_to(2)
    assert seen(tree)[2] == "> thought"
    tree.load((DONE._replace(agent="Helper"), AT_WORK, FAILED))
    assert [row for row in seen(tree) if row.startswith(">")] == ["> thought"]


def test_a_fact_that_folds_away_leaves_the_cursor_on_its_step() -> None:
    tree = tree_of(*STEPS)
    tree.move_to(3)
    tree.fold()
    assert seen(tree)[2:4] == ["> Mail", "Helper"]
    tree.fold()
    assert seen(tree)[0] == "> Lead"
    tree.toggle()
    assert seen(tree)[:2] == ["> Lead", "Helper"]
    tree.toggle()
    assert seen(tree)[:3] == ["> Lead", "Search", "Mail"]


def test_all_at_once() -> None:
    tree = tree_of(*STEPS)
    tree.fold_all()
    assert seen(tree) == ["Lead", "Search", "Mail", "Helper", "> Judge"]
    tree.unfold_all()
    assert seen(tree) == [
        "Lead", "Search", "output", "Mail", "error", "Helper", "> Judge", "thought", "input",
    ]  # fmt: skip


def test_the_failed_are_gone_to_round_the_end_also_where_they_are_folded_away() -> None:
    tree = tree_of(DONE, FAILED, FAILED._replace(id="5", unit="Post"), AT_WORK)
    tree.go_to_failed(+1)
    assert tree.current is FAILED
    tree.move_to(0)
    tree.toggle()
    units = []
    for by in (+1, +1, +1, -1, -1):
        tree.go_to_failed(by)
        assert tree.current is not None
        units.append(tree.current.unit)
    assert units == ["Mail", "Post", "Mail", "Post", "Mail"]


def test_steps_with_one_id_are_told_apart() -> None:
    tree = tree_of(DONE, DONE._replace(unit="Again"))
    tree.move_to(1)
    tree.unfold()
    assert seen(tree) == ["Lead", "> Search", "output", "Again"]


def test_a_click_moves_there_and_a_second_one_opens() -> None:
    tree = tree_of(*STEPS)
    tree.click(1)
    assert seen(tree)[1] == "> Search"
    tree.click(1)
    assert seen(tree)[2] == "output"


def test_nothing_happens_without_steps() -> None:
    tree = tree_of()
    for act in (tree.toggle, tree.fold, tree.unfold, tree.fold_all, tree.unfold_all):
        act()
    tree.turn(+1)
    assert (tree.rows, tree.cursor, tree.current, tree.failed) == ((), 0, None, ())


def test_the_slowest_and_the_dearest_stand_out_where_there_is_something_to_compare() -> None:
    tree = tree_of(DONE, FAILED, DONE._replace(id="4", credits=0.5))
    assert (tree.waterfall.slowest, tree.waterfall.dearest) == (1, 2)
    alone = tree_of(DONE, AT_WORK)
    assert (alone.waterfall.slowest, alone.waterfall.dearest) == (None, None)
    same = tree_of(DONE, DONE)
    assert (same.waterfall.slowest, same.waterfall.dearest) == (None, None)


def test_steps_lie_where_the_server_says_else_one_after_the_other() -> None:
    known = tree_of(DONE._replace(start=100.0), FAILED._replace(start=100.5))
    assert [span.start for span in known.waterfall.spans()] == [0.0, 0.5]
    assert known.waterfall.span_of(0, 2) == (0.0, 3.5)
    unknown = tree_of(DONE._replace(start=100.0), FAILED)
    assert [span.start for span in unknown.waterfall.spans()] == [0.0, 1.0]


def test_a_step_at_work_takes_as_long_as_it_has_been_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 10.0
    monkeypatch.setattr(clock, "monotonic", lambda: now)
    tree = tree_of(DONE, AT_WORK)
    now = 12.5
    tree.load((DONE, AT_WORK._replace(thought="Is it, now?")))
    assert tree.waterfall.is_moving
    assert tree.waterfall.seconds(1) == 2.5
    tree.load((DONE, AT_WORK._replace(output="So.", seconds=9.0)))
    assert (tree.waterfall.is_moving, tree.waterfall.seconds(1)) == (False, 9.0)


def test_a_step_that_nobody_watches_any_longer_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 10.0
    monkeypatch.setattr(clock, "monotonic", lambda: now)
    tree = tree_of(DONE, AT_WORK)
    now = 12.5
    tree.stop()
    now = 60.0
    assert (tree.waterfall.is_moving, tree.waterfall.seconds(1)) == (False, 2.5)
    picture = Picture.of(tree, 80)
    (row,) = (row for row in tree.rows if row.part == "step" and row.step == 1)
    assert (f"{STOPPED} ", "warn") in list(pieces_of(tree, row, picture))
