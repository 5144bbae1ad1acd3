"""Pasted text goes on as text, whatever it holds and however it is cut."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aixtui.wire.input_filter import BURST_SECONDS, LONGEST_PASTE, PATIENCE_SECONDS, InputFilter
from aixtui.wire.sequences import PASTE_END, PASTE_START

ESCAPE_KEY = "<Esc>"


class Typist:
    """Sends bytes to a filter, at a time of its own, and keeps what went on and what was told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.filter = InputFilter(self.told.append, ESCAPE_KEY, 0.1)
        self.passed = ""
        self.now = 0.0

    def send(self, *pieces: str | bytes, pause: float = 0.001) -> str:
        for piece in pieces:
            self.now += pause
            data = piece.encode("utf-8", "surrogateescape") if isinstance(piece, str) else piece
            self.passed += self.filter.feed(data, self.now)
        return self.passed

    def wait(self, seconds: float) -> str:
        self.now += seconds
        self.passed += self.filter.tick(self.now)
        return self.passed


def paste(text: str) -> str:
    return f"{PASTE_START}{text}{PASTE_END}"


def test_keys_go_on_as_they_come() -> None:
    typist = Typist()
    assert (
        typist.send("a", "\r", "\x1b[A", "\u00e9\U0001f600\u200d", "\x1b[97;1;97u")
        == "a\r\x1b[A\u00e9\U0001f600\u200d\x1b[97;1;97u"
    )
    assert typist.told == []


def test_a_character_cut_in_two_is_one() -> None:
    typist = Typist()
    data = "\U0001f600".encode()
    assert typist.send(data[:2], data[2:]) == "\U0001f600"


def test_escape_alone_waits_for_more_and_then_is_a_key() -> None:
    typist = Typist()
    assert typist.send("\x1b") == ""
    assert typist.wait(0.05) == ""
    assert typist.wait(0.06) == ESCAPE_KEY
    assert typist.send("[A") == f"{ESCAPE_KEY}[A"


def test_a_sequence_cut_in_two_is_one_key() -> None:
    typist = Typist()
    assert typist.send("\x1b", "[", "1;", "5A") == "\x1b[1;5A"


def test_an_answer_that_nobody_asked_for_is_no_keys() -> None:
    typist = Typist()
    assert typist.send("\x1b[?1;2c", "\x1b]11;rgb:1e1e/1e1e", "/1e1e\x1b\\", "\x1b[?62;9c", "x") == "x"
    typist.send("\x1b]52;c;aGVsbG8=")
    assert typist.wait(0.2) == "x"
    assert typist.send("y") == "xy"


def test_a_paste_goes_on_whole() -> None:
    typist = Typist()
    text = "one\ttwo \u2028\u0085\x0c\x07 \u200d \ud83d".encode("utf-8", "replace").decode()
    assert typist.send(PASTE_START, text, PASTE_END) == paste(text)
    assert typist.told == []


def test_sequences_in_a_paste_are_left_out_and_told() -> None:
    typist = Typist()
    typist.send(paste("a \x1b[31mc\x1b[0m \x1b]0;title\x07\x1b]open and \x1b(Bon\x1b \x00."))
    assert typist.passed == paste("a c open and on .".replace("open", "open"))
    typist.wait(BURST_SECONDS)
    assert typist.told == ["Left out of the pasted text: 6 terminal sequences, 1 zero byte."]


def test_the_begin_of_a_string_takes_no_text_with_it() -> None:
    typist = Typist()
    assert typist.send(paste("a\x1b]b\rc\x07")) == paste("ab\rc\x07")


def test_bytes_that_are_no_text_are_told() -> None:
    typist = Typist()
    assert typist.send(PASTE_START.encode() + b"caf\xe9 \xff\xfe." + PASTE_END.encode()) == paste(
        "caf\ufffd \ufffd\ufffd."
    )
    typist.wait(1)
    assert typist.told == ["Left out of the pasted text: 3 bytes that are no UTF-8 text (now \ufffd)."]
    assert typist.send(b"\xe9", "x").endswith("x")
    assert typist.told[1:] == ["The terminal sent a byte that is no UTF-8 text: 0xe9."]
    typist.send(b"\xe9")
    typist.wait(0.2)
    assert typist.told[2:] == typist.told[1:2]


def test_what_follows_an_end_mark_without_a_pause_is_dropped_and_told() -> None:
    typist = Typist()
    assert typist.send(paste("a"), "D", "y\r", "\x1b[A", PASTE_END) == paste("a")
    assert typist.told == []
    assert typist.wait(BURST_SECONDS) == paste("a")
    assert typist.told == ["Left out of the pasted text: 5 keys that came in one go with it, behind its end."]
    assert typist.send("x") == paste("a") + "x"


def test_a_key_after_a_pause_is_a_key() -> None:
    typist = Typist()
    typist.send(paste("a"))
    typist.wait(BURST_SECONDS)
    assert typist.send("\r") == paste("a") + "\r"
    assert typist.told == []


def test_focus_and_size_that_come_with_a_paste_are_passed_on() -> None:
    typist = Typist()
    assert (
        typist.send(paste("a") + "\x1b[I\x1b[<35;1;1M\x1b[<0;1;1m")
        == paste("a") + "\x1b[I\x1b[<35;1;1M\x1b[<0;1;1m"
    )
    typist.send("\x1b[<0;1;1M")
    typist.wait(1)
    assert len(typist.told) == 1


def test_a_mouse_that_moves_does_not_make_a_burst_last() -> None:
    typist = Typist()
    typist.send(paste("a"), *itertools.repeat("\x1b[<35;1;1M", 100), "x")
    assert typist.passed.endswith("x")
    assert typist.told == []


def test_pastes_in_one_go_are_pastes() -> None:
    typist = Typist()
    assert typist.send(paste("a") + "x" + paste("b")) == paste("a") + paste("b")
    typist.wait(1)
    assert len(typist.told) == 1


def test_an_escape_before_a_paste_is_a_key() -> None:
    assert Typist().send("\x1b" + paste("a")) == ESCAPE_KEY + paste("a")


def test_a_paste_without_an_end_can_be_given_up() -> None:
    typist = Typist()
    typist.send(PASTE_START + "a\x03b", "\x03")
    typist.wait(PATIENCE_SECONDS)
    typist.send("\x03")
    typist.send("x")
    assert typist.passed == "x"
    assert typist.told == [
        "The end of a pasted text has not come yet. Ctrl+C drops what came of it.",
        "The pasted text was dropped: its end had not come.",
    ]


def test_a_late_end_ends_a_paste() -> None:
    typist = Typist()
    typist.send(PASTE_START + "a")
    typist.wait(PATIENCE_SECONDS)
    typist.wait(100)
    assert typist.send("b\x1b[20", "1~") == paste("ab")
    assert len(typist.told) == 1


def test_a_paste_beyond_all_bounds_is_not_taken() -> None:
    typist = Typist()
    typist.send(PASTE_START, *itertools.repeat("x" * 100_000, LONGEST_PASTE // 100_000 + 1), PASTE_END)
    assert typist.passed == ""
    assert typist.told == ["The pasted text has more than 4,000,000 characters: nothing was taken."]
    typist.wait(1)
    assert typist.send(paste("b")) == paste("b")


def test_a_string_without_an_end_is_not_kept_for_ever() -> None:
    typist = Typist()
    typist.send("\x1b]", *itertools.repeat("x" * 10_000, 20))
    typist.wait(1)
    assert typist.send("y") == "y"


NASTY = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("\x1b[]~\r\n\0;0123M<u")),
    max_size=60,
)


@given(NASTY, st.lists(st.integers(0, 100), max_size=6))
def test_however_a_paste_is_cut_the_same_goes_on_and_nothing_of_it_acts(text: str, cuts: list[int]) -> None:
    text = text.replace(PASTE_END, "")
    data = paste(text).encode()
    places = sorted({min(cut, len(data)) for cut in cuts} | {0, len(data)})
    cut_up, whole = Typist(), Typist()
    cut_up.send(*(data[start:end] for start, end in itertools.pairwise(places)))
    whole.send(data)
    assert cut_up.passed == whole.passed
    cut_up.wait(1)
    whole.wait(1)
    assert cut_up.told == whole.told
    body = whole.passed.removeprefix(PASTE_START).removesuffix(PASTE_END)
    assert len(body) == len(whole.passed) - len(PASTE_START + PASTE_END)
    assert "\x1b" not in body
    if "\x1b" not in text and "\0" not in text:
        assert body == text
        assert whole.told == []


@given(st.binary(max_size=80), st.lists(st.integers(0, 80), max_size=6))
def test_whatever_is_sent_something_that_is_text_goes_on(data: bytes, cuts: list[int]) -> None:
    typist = Typist()
    places = sorted({min(cut, len(data)) for cut in cuts} | {0, len(data)})
    for start, end in itertools.pairwise(places):
        typist.send(data[start:end])
        typist.wait(0.01)
    typist.passed.encode()


@pytest.mark.parametrize("size", range(1, len(PASTE_START)))
def test_a_start_mark_cut_in_two_is_one(size: int) -> None:
    data = paste("D")
    assert Typist().send(data[:size], data[size:]) == data
