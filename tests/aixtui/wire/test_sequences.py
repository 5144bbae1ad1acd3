"""Input taken apart, held against the parser that reads it next."""

import re

import pytest
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.message import Message

from aixtui.wire.sequences import Split, is_harmless, is_known, split

UNKNOWN = [
    "\x1b[?1;2c",
    "\x1b[?62;c",
    "\x1b[>0;276;0c",
    "\x1b[99~",
    "\x1b[0n",
    "\x1b[8;24;80t",
    "\x1b[2^",
    "\x1b[31m",
]
REPORTS = ["\x1b[I", "\x1b[O", "\x1b[?2026;2$y", "\x1b[48;24;80;480;640t", "\x1b[3;4R"]
MOUSE = ["\x1b[<0;10;5M", "\x1b[<0;10;5m", "\x1b[<35;1;1M", "\x1b[<65;3;3M"]


def read(text: str) -> list[Message]:
    """What Textual makes of a text after which nothing comes."""
    parser = XTermParser()
    messages = list(parser.feed(text))
    if parser._timeout_time is not None:  # noqa: SLF001  # as if the delay were over
        parser._timeout_time = 0.0  # noqa: SLF001
        messages += parser.tick()
    return messages


@pytest.mark.parametrize(
    ("text", "pieces", "rest"),
    [
        ("ab\r", ("a", "b", "\r"), ""),
        ("\x1b[A\x1bOPx", ("\x1b[A", "\x1bOP", "x"), ""),
        ("a\x1b", ("a",), "\x1b"),
        ("a\x1b[1;", ("a",), "\x1b[1;"),
        ("\x1b\x1b[A", ("\x1b", "\x1b[A"), ""),
        ("\x1bj", ("\x1bj",), ""),
        ("\x1b[Mabcx", ("\x1b[Mabc", "x"), ""),
        ("\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\x", ("\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\", "x"), ""),
        ("\x1bP1$r0m\x1b\\", ("\x1bP1$r0m\x1b\\",), ""),
        ("\x1b]11;rgb:1e1e", (), "\x1b]11;rgb:1e1e"),
        ("\x1b[1\u00e9x", ("\u00e9", "x"), ""),
        ("\x1b]a\x1b[A", ("\x1b[A",), ""),
    ],
)
def test_input_is_taken_apart(text: str, pieces: tuple[str, ...], rest: str) -> None:
    assert split(text) == Split(pieces, rest)


@pytest.mark.parametrize("sequence", [key for key in ANSI_SEQUENCES_KEYS if re.match(r"\x1b[\[O]", key)])
def test_every_key_that_textual_knows_is_one_piece_and_known(sequence: str) -> None:
    if re.search(r"\[(?:1;\d+[p-y]|5[A-D]|~|6[23]~|G)", sequence):  # no terminal of today sends these
        return
    assert split(sequence) == Split((sequence,), "")
    assert is_known(sequence)


@pytest.mark.parametrize("sequence", [*UNKNOWN, "\x1b]11;rgb:1/1/1\x07", "\x1bP1$r0m\x1b\\"])
def test_what_textual_would_take_for_keys_is_not_known(sequence: str) -> None:
    assert split(sequence).pieces == (sequence,)
    assert not is_known(sequence)


def known_sequences() -> list[str]:
    ends = "ABCDEFGHIJKLMNOPQRSTUVWXYZ@[]^_`abcdefghijklmnopqrstuvwxyz{|}~$"
    numbers = [
        "",
        "0",
        *(str(number) for number in range(1, 40)),
        "1;2",
        "1;5",
        "3;5",
        "15;2",
        "24;6",
        "57376",
    ]
    sequences = [f"\x1b[{number}{end}" for number in numbers for end in ends]
    return [one for one in [*sequences, *(f"\x1bO{end}" for end in ends)] if is_known(one)]


@pytest.mark.parametrize("sequence", known_sequences())
def test_what_is_known_is_one_key_or_report_for_textual(sequence: str) -> None:
    messages = read(sequence)
    assert len(messages) == 1
    key = messages[0]
    if isinstance(key, events.Key) and not sequence.endswith("u"):
        assert not key.is_printable or sequence.startswith("\x1bO"), key


@pytest.mark.parametrize("sequence", [*REPORTS, *MOUSE])
def test_reports_and_the_mouse_are_known(sequence: str) -> None:
    assert split(sequence).pieces == (sequence,)
    assert is_known(sequence)
    assert not any(isinstance(message, events.Key) for message in read(sequence))


@pytest.mark.parametrize(
    ("sequence", "known"),
    [
        ("\x1b[97u", True),
        ("\x1b[97;5u", True),
        ("\x1b[97:65;2;65u", True),
        ("\x1b[128512;1;128512:8205u", True),
        ("\x1b[1114112u", False),
        ("\x1b[55296u", False),
        ("\x1b[97;1;55296u", False),
        ("\x1b[99999999999999999999u", False),
    ],
)
def test_kitty_keys_are_known_where_they_name_characters(sequence: str, known: bool) -> None:
    assert is_known(sequence) == known


def test_only_what_asks_for_nothing_is_harmless() -> None:
    assert [one for one in [*REPORTS, *MOUSE, "\r", "\x1b[A", "\x1b[97u"] if not is_harmless(one)] == [
        "\x1b[<0;10;5M",
        "\x1b[<65;3;3M",
        "\r",
        "\x1b[A",
        "\x1b[97u",
    ]
