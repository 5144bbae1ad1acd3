import pytest

from aixtui.cli.table import align, clip, display_width


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("漢字", 4), ("e\u0301", 1), ("a\u200db", 2), ("🙂", 2)]
)
def test_width_is_what_a_terminal_shows(text: str, width: int) -> None:
    assert display_width(text) == width


@pytest.mark.parametrize(
    ("text", "width", "line"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdef", 5, "abcd…"),
        ("漢字漢字", 6, "漢字…"),
        ("漢字漢字", 5, "漢字…"),
        ("abc", 1, "…"),
    ],
)
def test_a_cut_is_marked_and_fits(text: str, width: int, line: str) -> None:
    assert clip(text, width) == line
    assert display_width(line) <= width


def test_columns_are_aligned_and_lines_end_without_padding() -> None:
    rows = [("ID", "N", "M"), ("a", "漢字", "x"), ("long-id", "", "")]
    assert align(rows, 80) == ["ID       N     M", "a        漢字  x", "long-id"]
    assert align(rows, 10) == ["ID       …", "a        …", "long-id"]


def test_one_endless_cell_does_not_push_the_others_away() -> None:
    first, second = align([("x" * 500, "b"), ("a", "b")], 80)
    assert first.endswith("x…  b")
    assert second.split() == ["a", "b"]
    assert len(first) == len(second) < 80
