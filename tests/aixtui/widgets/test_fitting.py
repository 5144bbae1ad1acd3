from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from aixtui.widgets.fitting import fit


@given(
    st.text(alphabet=st.characters(exclude_categories=["C", "M"])),
    st.integers(1, 30),
    st.sampled_from(["left", "right"]),
)
def test_text_is_made_exactly_as_wide_as_asked(text: str, width: int, align: str) -> None:
    assert cell_len(fit(text, width, align)) == width


def test_cut_text_says_so() -> None:
    assert fit("abcdef", 4) == "abc…"
    assert fit("日本語", 4) == "日 …"
    assert fit("ab", 4, "right") == "  ab"
