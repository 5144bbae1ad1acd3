"""What a JSON text may be, before anything is made of it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aixsdk import Limits
from aixsdk._http.json_reply import parse
from aixsdk.exceptions import LimitExceededError

SMALL = Limits(depth=5, values=20)


def _depth(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return (1 if isinstance(value, dict | list) else 0) + max(map(_depth, inner), default=0)


TEXT = st.text('[]{},"\\ ax', max_size=6)
VALUES = st.recursive(
    TEXT | st.integers() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES, st.integers(0, 8))
def test_the_depth_is_that_of_the_value_whatever_stands_in_its_texts(value: Any, limit: int) -> None:
    body = json.dumps(value).encode()
    limits = Limits(depth=limit)
    if _depth(value) > limit:
        with pytest.raises(LimitExceededError, match="the limit depth"):
            parse(body, limits)
    else:
        assert parse(body, limits) == value


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"[" * 10, "depth"),
        (b'{"":' * 10, "depth"),
        (b"[" * 100_000, "values"),
        (b'["]]]]",' * 6, "depth"),
        (b'["\\"]]]]\\\\",' * 6, "depth"),
        (b"[" + b"{}," * 30, "values"),
        (b"[" + b'"",' * 30, "values"),
        (b'["[",' * 30, "values"),
        (b'{"a,":1,' * 30, "values"),
    ],
)
def test_over_a_limit(body: bytes, name: str) -> None:
    with pytest.raises(LimitExceededError) as caught:
        parse(body, SMALL)
    assert caught.value.limit == name
    assert f"That is the limit {name}: raise it where more is to be expected." in caught.value.message


def test_texts_are_no_structure() -> None:
    assert parse(b'["[[[[[[[[", "{,,,,,,,,,,,,,,,,,,,,,,,,", "\\\\"]', SMALL)[2] == "\\"


def test_what_python_cannot_nest_is_no_json() -> None:
    with pytest.raises(ValueError, match="nested too deep"):
        parse(b"[" * 100_000, Limits(depth=10**6))
