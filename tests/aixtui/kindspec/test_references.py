"""What a field that names others stores: nothing of it is lost for what is not shown."""

from aixtui.kindspec.references import MANY, with_stored


def test_what_is_stored_of_each_stays_with_it() -> None:
    stored = [{"id": "a", "n": 1}, {"name": "no id"}, {"id": "b"}, {"id": "a", "n": 2}]
    assert MANY.show(stored) == "a\n\nb\na"
    assert with_stored(MANY.parse("b\na\na\nc"), stored) == [
        {"id": "b"},
        {"id": "a", "n": 1},
        {"id": "a", "n": 2},
        "c",
        {"name": "no id"},
    ]
    assert with_stored(["x"], None) == ["x"]


def test_what_comes_back_is_stored_as_it_was_earlier() -> None:
    earlier = [{"id": "a", "n": 1}, {"id": "b", "n": 1}, {"name": "no id"}]
    assert with_stored(["b", "a", "b"], [{"id": "b", "n": 2}], earlier) == [
        {"id": "b", "n": 2},
        {"id": "a", "n": 1},
        {"id": "b", "n": 1},
    ]
