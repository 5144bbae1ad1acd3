"""What draws on a screen ends with it, also where what it follows goes on."""

import gc
import weakref
from typing import Any, cast

import pytest

from aixtui.screens.presence import follow_while_alive
from aixtui.workspace.notice import Notice


class Screenlike:
    def draw(self) -> None:
        raise AssertionError("it is not there")


def test_a_notice_that_goes_on_keeps_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    notice, screen, seen = Notice(), Screenlike(), list[Any]()

    def is_present(one: Any) -> bool:
        seen.append(one)
        return False

    monkeypatch.setattr("aixtui.screens.presence.is_present", is_present)
    follow_while_alive(cast("Any", screen), notice, screen.draw)
    notice()
    assert seen == [screen]
    seen.clear()
    gone = weakref.ref(screen)
    del screen
    gc.collect()
    assert gone() is None
    notice()
    notice()
    assert seen == []
