"""The text of an answer, piece by piece."""

from hypothesis import given
from hypothesis import strategies as st

from aixtui.auth.secret import Secret
from aixtui.kindspec.cells import clean_block
from aixtui.running.streamed_text import StreamedText

TEXTS = st.lists(st.sampled_from(["a", "b.", " ", "\n", "\r\n", "\x1b[31m", "é日", "*"]), max_size=20).map(
    "".join
)


@given(TEXTS, st.lists(st.integers(0, 60), max_size=8))
def test_however_it_is_cut_it_is_as_clean_as_the_whole(whole: str, cuts: list[int]) -> None:
    text, read = StreamedText(), ""
    ends = sorted({min(cut, len(whole)) for cut in cuts} | {len(whole)})
    for start, end in zip([0, *ends], ends, strict=False):
        text.add(whole[start:end])
        read += text.since(len(read))
    text.finish()
    read += text.since(len(read))
    assert read == clean_block(whole)
    assert len(read) == text.length


def test_a_key_that_is_echoed_in_two_pieces_is_not_shown() -> None:
    secret = Secret("sk-0123456789abcdef")
    text = StreamedText()
    for piece in ("Your key is sk-01234", "56789abcdef", ", is it not?"):
        text.add(piece)
    text.finish()
    assert text.since(0).startswith("Your key is ")
    assert secret.reveal() not in text.since(0)
    assert "0123" not in text.since(0)


def test_a_word_is_shown_once_it_is_whole() -> None:
    text = StreamedText()
    text.add("One tw")
    assert text.since(0) == "One "
    text.add("o.")
    text.finish()
    assert (text.since(4), text.since(99)) == ("two.", "")
