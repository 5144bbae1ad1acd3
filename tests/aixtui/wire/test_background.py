"""What the terminal says of its background is heard, and never typed, however late and in whatever pieces."""

import itertools

import pytest

from aixtui.wire.background import REST_SECONDS, is_dark
from aixtui.wire.input_filter import InputFilter

ESCAPE_SECONDS = 0.1
ANSWERS = ("\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\", "\x1b]11;rgb:ff/ff/ff\x07")


class Typist:
    """A terminal that answers, and somebody who types."""

    def __init__(self) -> None:
        self.answers: list[str] = []
        self.filter = InputFilter(lambda _: None, "<Esc>", ESCAPE_SECONDS, self.answers.append)
        self.passed, self.now = "", 0.0

    def send(self, text: str, after: float = 0.001) -> None:
        while after > ESCAPE_SECONDS:  # as the driver looks again and again
            self.now, after = self.now + ESCAPE_SECONDS, after - ESCAPE_SECONDS
            self.passed += self.filter.tick(self.now)
        self.now += after
        self.passed += self.filter.feed(text.encode(), self.now)


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_is_heard_and_not_typed(answer: str) -> None:
    typist = Typist()
    typist.send(f"a{answer}b{answer}c")
    assert (typist.passed, typist.answers) == ("abc", [answer, answer])


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("pause", [0.01, 0.25, 1.5])
def test_an_answer_in_two_pieces_types_nothing(answer: str, pause: float) -> None:
    for cut in range(3, len(answer)):
        typist = Typist()
        typist.send(f"a{answer[:cut]}")
        typist.send(f"{answer[cut:]}b", after=pause)
        typist.send("c", after=0.05)
        assert typist.passed == "abc", cut
        assert typist.answers == ([answer] if pause < ESCAPE_SECONDS else [])


def test_an_answer_in_three_pieces_types_nothing() -> None:
    answer = ANSWERS[0]
    for first, second in itertools.combinations(range(3, len(answer) - 1), 2):
        typist = Typist()
        typist.send(answer[:first])
        typist.send(answer[first:second], after=0.25)
        typist.send(f"{answer[second:]}j", after=0.25)
        assert typist.passed == "j", (first, second)


def test_who_types_after_half_an_answer_is_heard() -> None:
    typist = Typist()
    typist.send("\x1b]11;rgb:1e")
    typist.send("jk", after=0.3)
    typist.send("abc", after=0.1)
    assert typist.passed == "jkabc"
    typist.send("\x1b]11;rgb:1e")
    typist.send("abc", after=REST_SECONDS + 1)
    assert typist.passed == "jkabcabc"


def test_escape_and_a_bracket_by_hand_are_keys() -> None:
    typist = Typist()
    typist.send("\x1b")
    typist.send("]11", after=0.3)
    assert typist.passed == "<Esc>]11"
    typist.send("\x1b]")
    typist.send("11;", after=0.3)
    assert typist.passed == "<Esc>]11\x1b]11;"


@pytest.mark.parametrize(
    ("answer", "dark"),
    [
        ("\x1b]11;rgb:0000/0000/0000\x07", True),
        ("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", False),
        ("\x1b]11;rgb:f/f/e\x07", False),
        ("\x1b]11;rgba:1e/1e/2e/ff\x07", True),
        ("\x1b]10;rgb:ffff/ffff/ffff\x07", None),
        ("\x1b]11;rgb:zz\x07", None),
        ("\x1b]52;c;aGVsbG8=\x07", None),
    ],
)
def test_what_an_answer_says(answer: str, dark: bool | None) -> None:
    assert is_dark(answer) is dark
