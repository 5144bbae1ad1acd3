from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from aixtui.auth.secret import Secret
from aixtui.system import clock
from aixtui.workspace import run_events
from tests import parsed_once
from tests.in_no_time import in_no_time


@pytest.fixture(autouse=True)
def shared_styles() -> Iterator[None]:
    """No app changes what was parsed."""
    with parsed_once.for_all_apps():
        yield


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop what differs from run to run: the clock, the key of a new sandbox, the blinking cursor."""
    monkeypatch.setattr(clock, "monotonic", lambda: 0.0)
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 8, 1, 12, tzinfo=UTC))
    monkeypatch.setattr(run_events, "event_of", in_no_time)
    monkeypatch.setattr(Secret, "hint", "…7f2c")
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
