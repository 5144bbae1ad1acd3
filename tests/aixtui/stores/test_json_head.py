"""The beginning of an object that was cut anywhere."""

import json

import pytest

from aixtui.stores.exact_json import Json, encode_json
from aixtui.stores.json_head import decode_head

DOCUMENTS: tuple[dict[str, Json], ...] = (
    {"text": 'A "q" \\ \n é 😀 \ud83d half', "n": 1.5, "list": [1, {"a": "b"}, [True, None]], "last": {}},
    {"action": "calculate", "data": {"expression": "1/0", "n": [1, 2]}},
    {},
)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_is_whole_is_read_as_it_is(document: dict[str, Json]) -> None:
    assert decode_head(encode_json(document)) == document


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("is_ascii", [True, False])
def test_wherever_it_is_cut_its_members_are_a_part_of_the_whole(
    document: dict[str, Json], *, is_ascii: bool
) -> None:
    content = json.dumps(document, ensure_ascii=is_ascii).encode("utf-8", "surrogatepass")
    for length in range(1, len(content)):
        head = decode_head(content[:length])
        assert [*head] == [*document][: len(head)]


def test_a_text_that_was_cut_says_so() -> None:
    assert decode_head(encode_json({"n": 1, "text": "A good day. " * 9})[:20]) == {"n": 1, "text": "A goo…"}


@pytest.mark.parametrize("value", [b"", b"[1]", "text", None])
def test_what_is_no_object_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="where an object is kept"):
        decode_head(value)  # type: ignore[arg-type]
