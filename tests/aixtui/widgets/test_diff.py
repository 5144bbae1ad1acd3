from time import perf_counter

import pytest

from aixtui.face import FieldChange
from aixtui.widgets.diff import diff


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("a\nb\nc", "a\nB\nc", ["  a", "- b", "+ B", "  c"]),
        ("", "a", ["+ a"]),
        ("a", "", ["- a"]),
        ("a", "a\n", ["  a", "+ "]),
        ("a\r\nb", "a\nb", ["- a␍", "+ a", "  b"]),
        ("a", "a\u2028", ["- a", "+ a↵"]),
        ("a", "\x1b[31ma\u202e", ["- a", "+ ␛[31ma␦"]),
    ],
)
def test_every_difference_is_seen_and_none_acts(before: str, after: str, lines: list[str]) -> None:
    assert diff([FieldChange("text", before, after)]).plain.split("\n") == ["text", *lines]


def test_long_texts_that_are_alike_are_compared_at_once() -> None:
    before, after = (
        "\n".join(f"the {word} of line {n} here" for n in range(2000)) for word in ("end", "start")
    )
    start = perf_counter()
    assert diff([FieldChange("text", before, after)]).plain.count("\n") == 4000
    assert perf_counter() - start < 5
