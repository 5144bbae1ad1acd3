"""Where two texts differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aixtui.kindspec.changed_span import ChangedSpan, changed_span

TEXTS = st.text(alphabet="ab\n", max_size=12)


@given(TEXTS, TEXTS)
def test_what_is_replaced_makes_one_text_of_the_other(before: str, after: str) -> None:
    span = changed_span(before, after)
    assert 0 <= span.start <= span.end <= len(before)
    assert before[: span.start] + span.text + before[span.end :] == after
    removed = before[span.start : span.end]
    if removed and span.text:  # nothing alike is left at its ends
        assert removed[0] != span.text[0]
        assert removed[-1] != span.text[-1]


@pytest.mark.parametrize(
    ("before", "after", "span"),
    [
        ("", "", (0, 0, "")),
        ("a text", "a text", (6, 6, "")),
        ("a text", "a new text", (2, 2, "new ")),
        ("aaa", "aaaa", (3, 3, "a")),
        ("aaaa", "aaa", (3, 4, "")),
    ],
)
def test_it_is_the_shortest_part(before: str, after: str, span: tuple[int, int, str]) -> None:
    assert changed_span(before, after) == ChangedSpan(*span)
