import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from aixtui.kindspec.plain_text import acts
from aixtui.widgets.stand_ins import BLOCK, LINE, StandIns
from tests.nasty_texts import NASTY_TEXTS

NASTY = [text for _, text in NASTY_TEXTS]
ANY_TEXT = st.one_of(
    st.text(),
    st.text(alphabet=st.sampled_from(sorted(set("".join(NASTY))))),
)


@given(ANY_TEXT)
def test_what_is_held_is_one_for_one_and_comes_back_whole(text: str) -> None:
    for stand_ins in (LINE, BLOCK):
        held = stand_ins.held(text)
        assert len(held) == len(text)
        assert stand_ins.text(held) == text


@given(ANY_TEXT)
def test_nothing_that_is_held_breaks_a_line_or_acts(text: str) -> None:
    assert len(LINE.held(text).splitlines()) <= 1
    assert len(BLOCK.held(text).splitlines()) <= text.count("\n") + 1
    for signs in (LINE.signs(text), BLOCK.signs(text).replace("\n", "").replace("\t", "")):
        assert signs.encode().decode() == signs
        assert not any(acts(char) for char in signs if unicodedata.category(char) != "Cn")


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("a\nb\tc", "a↵b⇥c"),
        ("\x00\x1b[31m\x7f", "␀␛[31m␡"),
        ("\x85\u2028\u2029", "↵↵↵"),
        ("\x9b\u202e\u200b\ufeff", "␦␦␦␦"),
        ("e\u0301 \U0001f468\u200d\U0001f469", "e\u0301 \U0001f468\u200d\U0001f469"),
        ("↵ is ␛ and ␦", "↵ is ␛ and ␦"),
        ("half \ud83d", "half \ufffd"),
    ],
)
def test_each_has_a_sign_of_one_cell(text: str, signs: str) -> None:
    drawn = Text(LINE.held(text))
    LINE.draw(drawn)
    assert LINE.signs(text) == drawn.plain == signs
    if "\u200d" not in text:
        assert cell_len(LINE.held(text)) == cell_len(signs)


def test_signs_are_told_from_the_characters_that_look_like_them() -> None:
    drawn = Text(LINE.held("↵\n"))
    LINE.draw(drawn)
    assert drawn.plain == "↵↵"
    assert [(span.start, span.end, span.style) for span in drawn.spans] == [(1, 2, "dim")]


def test_there_is_room_for_all_that_need_one() -> None:
    stand_ins = StandIns()
    every = "".join(chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    assert stand_ins.text(stand_ins.held(every)) == every
