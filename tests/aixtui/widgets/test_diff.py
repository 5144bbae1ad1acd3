from time import perf_counter

import pytest
from textual.content import Content

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


def marked(text: Content) -> list[str]:
    """The parts of a difference that are marked, without colours, too."""
    return [text.plain[span.start : span.end] for span in text.spans if "reverse" in str(span.style)]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("Judge the mood of it.", "Judge the tone of it.", ["mood", "tone"]),
        ("a b c d", "a b d", ["c "]),
        ("one two three", "one two three ", [" "]),
        ("one\ntwo three four", "one\ntwo 3 four", ["three", "3"]),
        ("Reads a text.", "Nothing of the kind at all", []),
        ("", "new", []),
    ],
)
def test_words_that_differ_are_marked_in_their_lines(before: str, after: str, words: list[str]) -> None:
    assert marked(diff([FieldChange("text", before, after)])) == words


def test_of_a_long_text_what_changes_is_shown_with_a_little_around_it() -> None:
    before = [f"line {number}" for number in range(100)]
    after = [*before[:50], "other", *before[51:]]
    shown = diff([FieldChange("text", "\n".join(before), "\n".join(after))]).plain.split("\n")
    assert shown == [
        "text",
        "  … 48 lines as they were …",
        "  line 48",
        "  line 49",
        "- line 50",
        "+ other",
        "  line 51",
        "  line 52",
        "  … 47 lines as they were …",
    ]


def test_of_a_long_line_what_changes_is_shown_with_a_little_around_it() -> None:
    same = "word " * 200
    shown = diff([FieldChange("text", f"{same}old {same}", f"{same}new {same}")])
    assert marked(shown) == ["old", "new"]
    assert all(len(line) < 200 for line in shown.plain.split("\n"))
    assert shown.plain.count("…") == 4


def test_lines_that_nobody_reads_word_by_word_are_compared_at_once() -> None:
    start = perf_counter()
    diff([FieldChange("text", "a b " * 25_000, "b a " * 25_000)])
    assert perf_counter() - start < 5


def test_long_texts_that_are_alike_are_compared_at_once() -> None:
    before, after = (
        "\n".join(f"the {word} of line {n} here" for n in range(2000)) for word in ("end", "start")
    )
    start = perf_counter()
    assert diff([FieldChange("text", before, after)]).plain.count("\n") == 4000
    assert perf_counter() - start < 5
