import pytest

from aixtui.editing.form_history import RUN_LENGTH, RUN_SECONDS, STEPS
from aixtui.system import clock
from aixtui.widgets.line_history import LineHistory, LineState


class Line:
    """A line that is typed in, with its history."""

    def __init__(self, text: str = "") -> None:
        self.history = LineHistory()
        self.state = LineState(text, len(text))

    def become(self, text: str, cursor: int | None = None) -> None:
        before, self.state = self.state, LineState(text, len(text) if cursor is None else cursor)
        self.history.record(before, self.state)

    def type(self, text: str) -> None:
        for char in text:
            place = self.state.cursor
            self.become(self.state.text[:place] + char + self.state.text[place:], place + 1)

    def delete(self, times: int = 1) -> None:
        for _ in range(times):
            self.become(self.state.text[:-1])

    def undo(self) -> str | None:
        return self._show(self.history.undo(self.state))

    def redo(self) -> str | None:
        return self._show(self.history.redo(self.state))

    def _show(self, state: LineState | None) -> str | None:
        if state is None:
            return None
        self.state = state
        return state.text


def test_what_was_typed_in_a_run_is_one_step() -> None:
    line = Line("old ")
    line.type("words")
    assert (line.undo(), line.undo()) == ("old ", None)
    assert (line.redo(), line.redo()) == ("old words", None)
    assert line.state.cursor == 9


def test_deleting_and_pasting_are_steps_of_their_own() -> None:
    line = Line()
    line.type("abc")
    line.delete(2)
    line.become("a pasted text")
    line.type("!")
    assert [line.undo() for _ in range(5)] == ["a pasted text", "a", "abc", "", None]
    assert [line.redo() for _ in range(5)] == ["abc", "a", "a pasted text", "a pasted text!", None]


def test_moving_the_cursor_ends_a_run() -> None:
    line = Line()
    line.type("ab")
    line.state = line.state._replace(cursor=0)
    line.type("xy")
    assert [line.undo(), line.undo()] == ["ab", ""]


def test_a_rest_ends_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(clock, "monotonic", lambda: now)
    line = Line()
    line.type("ab")
    now += RUN_SECONDS
    line.type("cd")
    assert [line.undo(), line.undo()] == ["ab", ""]


def test_a_long_run_is_several_steps() -> None:
    line = Line()
    line.type("x" * (RUN_LENGTH + 1))
    assert line.undo() == "x" * RUN_LENGTH


def test_what_is_typed_after_undoing_takes_the_place_of_what_was_undone() -> None:
    line = Line()
    line.type("ab")
    line.undo()
    line.type("c")
    assert (line.redo(), line.undo(), line.redo()) == (None, "", "c")


def test_nothing_is_kept_of_what_changed_nothing_nor_after_clearing() -> None:
    line = Line("a")
    line.become("a", 0)
    assert line.undo() is None
    line.type("b")
    line.history.clear()
    assert (line.undo(), line.redo()) == (None, None)


def test_the_oldest_steps_are_forgotten() -> None:
    line = Line()
    for number in range(STEPS + 5):
        line.become(f"pasted {number}")
    texts = [line.undo() for _ in range(STEPS + 1)]
    assert texts[-2:] == ["pasted 4", None]
