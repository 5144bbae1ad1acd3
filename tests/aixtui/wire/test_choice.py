import pytest

from aixtui.wire import choice


def test_the_driver_is_ours_where_there_is_termios(monkeypatch: pytest.MonkeyPatch) -> None:
    driver = choice.driver_class()
    assert driver is not None
    assert driver.__module__ == "aixtui.wire.driver"
    monkeypatch.setattr(choice, "find_spec", lambda _: None)
    assert choice.driver_class() is None


def test_a_driver_that_the_user_names_is_left_to_textual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "DRIVER", "some.module:Driver")
    assert choice.driver_class() is None
