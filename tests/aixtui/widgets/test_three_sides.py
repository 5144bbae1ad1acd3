from textual.content import Content

from aixtui.widgets.three_sides import three_sides


def marked(text: Content) -> list[str]:
    """The parts that are marked, without colours, too."""
    return [text.plain[span.start : span.end] for span in text.spans if "reverse" in str(span.style)]


def lines(text: Content) -> list[str]:
    return text.plain.split("\n")


def test_each_side_marks_the_words_that_it_changed_and_the_base_those_that_either_took_away() -> None:
    base, mine, theirs = three_sides(
        "Judge the mood.\nSay why.",
        "Judge the tone.\nSay why.",
        "Weigh the mood.\nSay why.",
    )
    assert lines(base) == ["- Judge the mood.", "  Say why."]
    assert lines(mine) == ["+ Judge the tone.", "  Say why."]
    assert lines(theirs) == ["+ Weigh the mood.", "  Say why."]
    assert (marked(base), marked(mine), marked(theirs)) == (["Judge", "mood"], ["tone"], ["Weigh"])


def test_words_and_lines_that_a_side_only_took_away_are_marked_in_the_base() -> None:
    base, mine, theirs = three_sides("a b c\nfour\nfive", "a c\nfour\nfive", "a b c\nfive")
    assert (lines(base), marked(base)) == (["- a b c", "- four", "  five"], ["b "])
    assert (lines(mine), marked(mine)) == (["+ a c", "  four", "  five"], [])
    assert (lines(theirs), marked(theirs)) == (["  a b c", "  five"], [])


def test_lines_that_are_other_ones_are_not_marked_word_by_word() -> None:
    sides = three_sides("Reads a text.", "Nothing of the kind at all", "")
    assert [side.plain for side in sides] == ["- Reads a text.", "+ Nothing of the kind at all", ""]
    assert [marked(side) for side in sides] == [[], [], []]


def test_of_long_texts_the_same_lines_are_left_out_of_all_three() -> None:
    text = [f"line {number}" for number in range(100)]
    mine, theirs = [*text[:50], "mine", *text[51:]], [*text[:51], "theirs", *text[52:]]
    far, near = ["  … 48 lines as they were …", "  line 48", "  line 49"], ["  line 52", "  line 53"]
    rest = "  … 46 lines as they were …"
    assert [lines(side) for side in three_sides(*("\n".join(one) for one in (text, mine, theirs)))] == [
        [*far, "- line 50", "- line 51", *near, rest],
        [*far, "+ mine", "  line 51", *near, rest],
        [*far, "  line 50", "+ theirs", *near, rest],
    ]


def test_of_a_long_line_what_either_changed_is_shown_with_a_little_around_it() -> None:
    same = "word " * 200
    sides = three_sides(f"{same}old {same}end", f"{same}new {same}end", f"{same}old {same}close")
    assert [marked(side) for side in sides] == [["old", "end"], ["new"], ["close"]]
    assert all(len(side.plain) < 500 for side in sides)


def test_what_acts_is_shown_by_a_sign() -> None:
    assert [side.plain for side in three_sides("a", "\x1b[31ma", "a\u202e")] == ["- a", "+ ␛[31ma", "+ a␦"]
