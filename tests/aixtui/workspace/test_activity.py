import asyncio

import pytest

from aixtui.system import clock
from aixtui.workspace.activity import Activity


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> float:
    monkeypatch.setattr(clock, "monotonic", lambda: 50.0)
    return 50.0


def states(activity: Activity) -> list[tuple[str, str]]:
    seen_states: list[tuple[str, str]] = []
    activity.changed.listen(lambda: seen_states.append((activity.task, activity.problem)))
    return seen_states


def test_it_is_busy_until_it_ends_or_fails() -> None:
    activity = Activity()
    seen_states = states(activity)
    activity.begin("loading")
    activity.fail("It is broken.")
    activity.begin("loading again")
    activity.end()
    assert seen_states == [("loading", ""), ("", "It is broken."), ("loading again", ""), ("", "")]
    assert (activity.busy, activity.count) == (False, 2)


def test_a_wait_says_until_when_and_what_is_shown_meanwhile(now: float) -> None:
    activity = Activity()
    activity.wait("trying again", 7.0, loaded_at=12.0)
    assert (activity.busy, activity.since, activity.until, activity.loaded_at) == (True, now, now + 7, 12.0)
    activity.begin("loading")
    assert (activity.until, activity.loaded_at) == (0.0, None)


def test_a_failure_says_since_when_what_is_shown_is_there() -> None:
    activity = Activity()
    activity.fail("It is broken.", loaded_at=0.0)
    assert (activity.busy, activity.loaded_at) == (False, 0.0)


def test_what_is_held_is_shown_again_when_what_was_begun_meanwhile_has_ended() -> None:
    activity = Activity()
    activity.hold("making a copy")
    activity.begin("loading agents, page 2")
    assert activity.task == "loading agents, page 2"
    activity.end()
    assert activity.task == "making a copy"
    activity.release("making a copy")
    assert not activity.busy


def test_what_is_released_ends_nothing_else_and_hides_no_problem() -> None:
    activity = Activity()
    activity.hold("making a copy")
    activity.begin("loading agents, page 2")
    activity.release("making a copy")
    assert activity.task == "loading agents, page 2"
    activity.hold("making a copy")
    activity.fail("No.")
    activity.release("making a copy")
    assert (activity.task, activity.problem) == ("", "No.")


@pytest.mark.anyio
async def test_one_waits_until_nothing_goes_on_any_more() -> None:
    activity = Activity()
    await activity.rest()
    activity.hold("making a copy")
    activity.begin("loading agents, page 2")
    resting = asyncio.ensure_future(activity.rest())
    await asyncio.sleep(0)
    activity.end()
    await asyncio.sleep(0)
    assert not resting.done()
    activity.release("making a copy")
    await resting
