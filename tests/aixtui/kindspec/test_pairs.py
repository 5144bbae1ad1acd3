import pytest
from hypothesis import given
from hypothesis import strategies as st

from aixtui.kindspec.pairs import PAIRS

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.text(min_size=1), JSON_VALUES))
def test_pairs_are_read_back_as_they_were_in_their_order(values: dict[str, object]) -> None:
    found = PAIRS.parse(PAIRS.show(values))
    assert found == values
    assert [*found] == [*values]
    assert list(map(type, found.values())) == list(map(type, values.values()))


def test_pairs_are_written_as_people_would() -> None:
    values = {
        "temperature": 0.2,
        "model name": "a b: c",
        "number": "0.2",
        "on": True,
        "a:b": None,
        "list": [1],
    }
    text = 'temperature: 0.2\nmodel name: a b: c\nnumber: "0.2"\non: true\n"a:b": null\nlist: [1]'
    assert PAIRS.show(values) == text
    assert PAIRS.show(None) == PAIRS.show({}) == ""
    assert PAIRS.parse("\n  a :  1 \n\n b:\n") == {"a": 1, "b": ""}
    assert PAIRS.parse("a: NaN\nb: [") == {"a": "NaN", "b": "["}


@pytest.mark.parametrize("line", ["temperature", ": 1", '"a', '"a" 1', '"": 1'])
def test_what_is_no_pair_is_refused_with_the_line(line: str) -> None:
    with pytest.raises(ValueError, match=r"lines such as temperature: 0\.2, not '"):
        PAIRS.parse(f"a: 1\n{line}")


def test_a_name_stands_once() -> None:
    with pytest.raises(ValueError, match="'a' has two"):
        PAIRS.parse("a: 1\nb: 2\na: 3")
