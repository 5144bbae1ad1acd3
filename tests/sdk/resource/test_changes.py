"""A document with what was changed of it, and nothing else."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aixsdk.resource.changes import with_changes

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.text(max_size=3), VALUES, max_size=4)


@given(OBJECTS, OBJECTS)
def test_what_is_not_changed_stays_whatever_is_understood_of_it(document: Any, understood: Any) -> None:
    assert with_changes(document, understood, understood) == document


@given(OBJECTS, OBJECTS)
def test_where_all_is_understood_the_new_one_is_the_result(document: Any, new: Any) -> None:
    assert with_changes(document, document, new) == new


@given(OBJECTS, st.text(max_size=3), VALUES, VALUES)
def test_one_path_is_changed_and_no_other(document: Any, key: str, was: Any, value: Any) -> None:
    whole = {**document, key: was}
    expected = {**document, key: value} if was != value else whole
    assert with_changes(whole, {key: was}, {key: value}) == expected


LISTS = [
    ([], [1], [1]),
    (["a", "b"], ["b"], ["b"]),
    (
        [{"id": "1", "x": 1}, {"id": "2", "x": 2}],
        [{"id": "2"}, {"id": "3"}, {"id": "1"}],
        [{"id": "2", "x": 2}, {"id": "3"}, {"id": "1", "x": 1}],
    ),
    ([{"id": "1", "x": 1}], [{"id": "1", "name": "new"}], [{"id": "1", "x": 1, "name": "new"}]),
]


@pytest.mark.parametrize(("document", "new", "expected"), LISTS)
def test_items_of_lists_keep_what_is_theirs(document: Any, new: Any, expected: Any) -> None:
    old = [
        {key: item[key] for key in item if key != "x"} if isinstance(item, dict) else item
        for item in document
    ]
    assert with_changes(document, old, new) == expected


def test_an_item_that_is_named_anew_keeps_what_is_its_own() -> None:
    document = [{"name": "a", "x": 1}, {"name": "b", "x": 2}]
    old, new = [{"name": "a"}, {"name": "b"}], [{"name": "a"}, {"name": "c"}]
    assert with_changes(document, old, new) == [{"name": "a", "x": 1}, {"name": "c", "x": 2}]


def test_what_takes_the_place_of_another_takes_nothing_of_it() -> None:
    document = {"model": {"id": "a", "name": "A", "x": 1}}
    result = with_changes(document, {"model": {"id": "a"}}, {"model": {"id": "b"}})
    assert result == {"model": {"id": "b"}}


def test_what_is_taken_away_is_gone_and_what_is_nested_stays() -> None:
    document = {"budget": {"maxCost": 1, "unknown": 2}, "other": 3}
    result = with_changes(document, {"budget": {"maxCost": 1}}, {"budget": {}})
    assert result == {"budget": {"unknown": 2}, "other": 3}
