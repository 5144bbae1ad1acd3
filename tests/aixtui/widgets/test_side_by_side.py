from aixtui.face import FieldChange
from aixtui.widgets.side_by_side import side_by_side


def test_what_goes_and_what_comes_stand_beside_each_other_with_their_words_marked() -> None:
    shown = side_by_side(
        [FieldChange("Text", "same\nJudge the mood of it.", "same\nJudge the tone of it.\nnew")], 53
    )
    assert [line.rstrip() for line in shown.plain.split("\n")] == [
        "Text",
        "  same                    │   same",
        "- Judge the mood of it.   │ + Judge the tone of it.",
        "                          │ + new",
    ]
    marked = [shown.plain[span.start : span.end] for span in shown.spans if "reverse" in str(span.style)]
    assert marked == ["mood", "tone"]


def test_long_and_wide_lines_go_on_in_their_column() -> None:
    shown = side_by_side([FieldChange("Text", "漢字" * 8 + " end", "one two three four five six")], 43)
    lines = shown.split("\n", allow_blank=True)[1:]
    assert len(lines) == 3
    assert {line.plain.find("│") >= 0 for line in lines} == {True}
    assert {line.split("│")[0].cell_length for line in lines} == {21}
