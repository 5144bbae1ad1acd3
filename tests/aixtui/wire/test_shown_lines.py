"""Lines that are on the screen already, held against a terminal that is sent all of them."""

from random import Random

import pyte
import pytest

from aixtui.wire.shown_lines import ShownLines

COLUMNS, ROWS = 20, 6
TEXTS = ["one", "two", "\x1b[1;38;2;1;2;3mthree\x1b[0m", "\x1b]8;id=1;https://a.test\x1b\\four\x1b]8;;\x1b\\"]


def frame(lines: dict[int, str]) -> str:
    """As Textual paints whole lines: a line feed before each further move, and the cursor last."""
    return "\n".join(f"\x1b[{row};1H{text:20}" for row, text in lines.items()) + "\x1b[3;2H"


def random_frame(random: Random) -> str:
    """A frame of whole lines, or pieces of some, with what changes the screen otherwise now and then."""
    if random.random() < 0.5:
        return frame({row: random.choice(TEXTS) for row in range(1, ROWS + 1)})
    rows = random.choices(range(1, ROWS + 1), k=3)
    erase = random.choice(["", "", "\x1b[K"])
    columns = random.choices(range(1, 10), k=3)
    return "".join(
        f"\x1b[{row};{column}H{random.choice(TEXTS)}{erase}"
        for row, column in zip(rows, columns, strict=True)
    )


def cells(screen: pyte.Screen) -> list[list[object]]:
    """What is seen, with its colours."""
    return [[screen.buffer[row][column] for column in range(COLUMNS)] for row in range(ROWS)]


@pytest.mark.parametrize("seed", range(40))
def test_the_screen_is_as_if_all_had_been_sent(seed: int) -> None:
    random, lines = Random(seed), ShownLines()
    whole, spared = pyte.Screen(COLUMNS, ROWS), pyte.Screen(COLUMNS, ROWS)
    sizes = [0, 0]
    for _ in range(60):
        data = random_frame(random)
        less = lines.unseen(data)
        pyte.Stream(whole).feed(data)
        pyte.Stream(spared).feed(less)
        assert cells(spared) == cells(whole)
        assert (spared.cursor.y, spared.cursor.x) == (whole.cursor.y, whole.cursor.x)
        sizes[0] += len(data)
        sizes[1] += len(less)
    assert sizes[1] < sizes[0]


def test_a_frame_of_the_same_lines_is_the_place_of_the_cursor() -> None:
    lines = ShownLines()
    same = frame(dict.fromkeys(range(1, ROWS + 1), "one"))
    lines.unseen(same)
    assert lines.unseen(same) == "\x1b[3;2H"


def test_after_it_was_forgotten_all_is_sent() -> None:
    lines = ShownLines()
    first = lines.unseen(frame({1: "one", 2: "two"}))
    assert lines.unseen(frame({1: "one", 2: "two"})) != first
    lines.forget()
    assert lines.unseen(frame({1: "one", 2: "two"})) == first


def test_what_was_there_before_is_not_sent() -> None:
    lines = ShownLines()
    lines.take_for_shown([f"{'one':20}", f"{'two':20}"])
    assert lines.unseen(frame({1: "one", 2: "other"})) == f"\x1b[2;1H{'other':20}\x1b[3;2H"


def test_a_long_text_before_what_acts_is_read_in_no_time() -> None:
    lines = ShownLines()
    data = f"\x1b[1;1H{'a' * 5000}\x1b[K\x1b[3;2H"
    assert [lines.unseen(data), lines.unseen(data)] == [data, data]


@pytest.mark.parametrize("data", ["\x1b[?1049h", "\x1b[?2026h", "\x07", "\x1b]52;c;b25l\x07", "text"])
def test_what_is_no_frame_is_sent_as_it_is(data: str) -> None:
    lines = ShownLines()
    assert [lines.unseen(data), lines.unseen(data)] == [data, data]
