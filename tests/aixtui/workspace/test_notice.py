"""A notice, told at once or held."""

import pytest

from aixtui.workspace.notice import Notice


@pytest.fixture
def told() -> tuple[Notice, list[int]]:
    """A notice, and how often it has told something."""
    notice, heard = Notice(), list[int]()
    notice.listen(lambda: heard.append(len(heard)))
    return notice, heard


def test_what_is_held_is_told_once_at_the_end(told: tuple[Notice, list[int]]) -> None:
    notice, heard = told
    with notice.held():
        notice()
        notice()
        assert heard == []
    assert len(heard) == 1
    notice()
    assert len(heard) == 2


def test_where_nothing_has_changed_nothing_is_told(told: tuple[Notice, list[int]]) -> None:
    notice, heard = told
    with notice.held():
        pass
    assert heard == []


def test_what_changed_before_an_error_is_told_as_well(told: tuple[Notice, list[int]]) -> None:
    notice, heard = told

    def fail() -> None:
        with notice.held():
            notice()
            raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        fail()
    assert len(heard) == 1
