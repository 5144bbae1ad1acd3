"""What counts as one step of what is done in a form."""

import pytest

from aixtui.editing.form_history import RUN_LENGTH, RUN_SECONDS, STEPS, FormHistory
from aixtui.system import clock


class Typed:
    """Fields that are typed in, with their history."""

    def __init__(self, **texts: str) -> None:
        self.history, self.texts = FormHistory(), texts

    def become(self, name: str, text: str) -> None:
        self.history.type(name, self.texts[name], text)
        self.texts[name] = text

    def type(self, name: str, text: str) -> None:
        for char in text:
            self.become(name, self.texts[name] + char)

    def undone(self, name: str) -> list[str]:
        """The texts of a field as all is taken back; all of it is done again after that."""
        texts, last = [], self.texts[name]
        while self.history.can_undo:
            self.texts |= self.history.undo(self.texts)
            texts.append(self.texts[name])
        while self.history.can_redo:
            self.texts |= self.history.redo(self.texts)
        assert self.texts[name] == last
        return texts


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(clock, "monotonic", lambda: now[0])
    return now


def test_keys_that_type_one_after_the_other_are_one_step() -> None:
    typed = Typed(name="old")
    typed.type("name", " words")
    typed.become("name", "old words ab")  # keys that were read together
    assert typed.undone("name") == ["old"]


def test_deleting_is_a_step_of_its_own_in_either_direction() -> None:
    typed = Typed(name="")
    typed.type("name", "abcdef")
    for text in ("abcde", "abcd"):
        typed.become("name", text)
    for text in ("bcd", "cd"):
        typed.become("name", text)
    assert typed.undone("name") == ["abcd", "abcdef", ""]


def test_what_is_pasted_put_over_another_text_or_typed_elsewhere_in_it_is_a_step() -> None:
    typed = Typed(name="")
    for text in ("a", "a pasted text", "a pasted text!", "X pasted text!", "X paYsted text!"):
        typed.become("name", text)
    assert typed.undone("name") == ["X pasted text!", "a pasted text!", "a pasted text", "a", ""]


def test_a_line_break_ends_a_step() -> None:
    typed = Typed(text="")
    typed.type("text", "one\ntwo")
    assert typed.undone("text") == ["one\n", "one", ""]


def test_another_field_begins_a_step(time: list[float]) -> None:
    typed = Typed(one="", two="")
    typed.type("one", "ab")
    typed.type("two", "cd")
    typed.type("one", "ef")
    assert typed.undone("one") == ["ab", "ab", ""]


def test_so_does_a_rest_and_a_long_run(time: list[float]) -> None:
    typed = Typed(name="")
    typed.type("name", "ab")
    time[0] += RUN_SECONDS
    typed.type("name", "c" * RUN_LENGTH + "d")
    assert typed.undone("name") == ["ab" + "c" * RUN_LENGTH, "ab", ""]


def test_what_is_picked_between_keys_ends_a_run() -> None:
    typed = Typed(name="", picked="before")
    typed.type("name", "ab")
    typed.history.add({"picked": "before"})
    typed.type("name", "cd")
    assert typed.history.undo(typed.texts) == {"name": "ab"}


def test_what_is_done_after_taking_back_cannot_be_followed_by_what_was() -> None:
    typed = Typed(name="")
    typed.type("name", "ab")
    typed.texts |= typed.history.undo(typed.texts)
    typed.type("name", "c")
    assert (typed.history.can_redo, typed.history.redo(typed.texts)) == (False, {})


def test_only_the_last_steps_are_kept() -> None:
    typed = Typed(text="")
    typed.type("text", "\n" * (STEPS + 2))
    assert typed.undone("text")[-1] == "\n\n"
