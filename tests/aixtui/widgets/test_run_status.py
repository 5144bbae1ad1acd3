"""How a run stands, in one line."""

from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest

from aixsdk.exceptions import RateLimitError
from aixtui.kindspec.results import Reading, RunEvent, RunStep
from aixtui.running.live_run import LiveRun
from aixtui.system import clock
from aixtui.widgets.run_status import status_line
from aixtui.workspace.notice import Notice
from tests.aixtui.scripted_face import ScriptedFace

URL = "http://run"
POLLED = RunEvent("polled", 1.0, "IN_PROGRESS", URL, wait=2.5)


class Clock:
    """Goes on when it is told to."""

    now = 0.0


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    stopped = Clock()
    monkeypatch.setattr(clock, "monotonic", lambda: stopped.now)
    return stopped


def watched(*events: RunEvent) -> LiveRun:
    live = LiveRun(Notice(), Notice())
    live.is_watching = True
    for event in events:
        live.add(event)
    return live


def test_it_counts_down_to_the_next_poll(time: Clock) -> None:
    live, lines = watched(POLLED), []
    for time.now in (0.0, 0.6, 2.4, 2.6):
        lines.append(str(status_line(live)))
    assert lines == [
        "◐ IN_PROGRESS  0 s   1 poll, next in 3 s",
        "◐ IN_PROGRESS  0 s   1 poll, next in 2 s",
        "◐ IN_PROGRESS  2 s   1 poll, next in 1 s",
        "◐ IN_PROGRESS  2 s   1 poll, next now",
    ]


@pytest.mark.usefixtures("time")
def test_what_the_steps_cost_is_told_before_the_server_counts_it_all() -> None:
    steps = tuple(RunStep(str(at), output="so", credits=0.25) for at in range(2))
    live = watched(POLLED._replace(reading=Reading(steps=(*steps, RunStep("3")), tokens=1200)))
    assert str(status_line(live)) == (
        "◐ IN_PROGRESS  0 s   2 of 3 steps   0.5 credits   1 poll, next in 3 s   1,200 tokens"
    )
    live.add(RunEvent("finished", 2.0, "SUCCESS", URL, credits=0.75))
    assert str(status_line(live)) == "✓ SUCCESS  2.0 s   2 of 3 steps   0.75 credits   1 poll"


@pytest.mark.usefixtures("time")
def test_a_step_that_failed_is_not_counted_as_done() -> None:
    steps = (*(RunStep(str(at), output="so") for at in range(9)), RunStep("10", error="No."))
    live = watched(POLLED._replace(reading=Reading(steps=steps)))
    assert str(status_line(live)) == "◐ IN_PROGRESS  0 s   10 steps, 1 failed   1 poll, next in 3 s"
    live.add(RunEvent("finished", 2.0, "SUCCESS", URL))
    line = status_line(live)
    assert str(line) == "▲ SUCCESS  2.0 s   10 steps, 1 failed   1 poll"
    assert [span.style for span in line.spans][:2] == ["$warn", "bold $warn"]
    more = watched(POLLED._replace(reading=Reading(steps=(*steps, RunStep("11")))))
    assert "9 of 11 steps, 1 failed" in str(status_line(more))


def test_a_lost_connection_is_told_until_there_is_an_answer(time: Clock) -> None:
    live = watched(POLLED, RunEvent("lost", 2.0, "connection lost", URL, wait=4.0))
    assert str(status_line(live)) == "▲ connection lost, trying again in 4 s  0 s   1 poll"
    time.now = 4.5
    assert str(status_line(live)) == "▲ connection lost, trying again now  4 s   1 poll"
    live.add(POLLED)
    assert str(status_line(live)) == "◐ IN_PROGRESS  4 s   2 polls, next in 3 s"


@pytest.mark.usefixtures("time")
def test_an_answer_that_is_written_is_counted_until_it_is_whole() -> None:
    live = watched(RunEvent("sent", 0.0), RunEvent("streamed", 0.1, "STREAMING", text="Some words "))
    assert str(status_line(live)) == "◐ STREAMING  0 s   11 characters"
    live.stop_watching()
    assert str(status_line(live)) == "⏸ stopped reading  0.0 s   11 characters"


@pytest.mark.anyio
async def test_it_counts_down_to_when_a_limit_lets_it_run_again(time: Clock) -> None:
    async def refused() -> AsyncIterator[RunEvent]:
        yield RunEvent("sent", 0.0)
        raise RateLimitError("At most 2 requests a minute are allowed.", 429, retry_after=46)

    live, lines = watched(), []
    recording: Any = SimpleNamespace(problem=None, url="")
    await live.follow(refused(), recording, ScriptedFace())
    for time.now in (0.0, 44.2, 46.0, 99.0):
        lines.append(str(status_line(live)))
    assert lines == [
        "✗ FAILED  0.0 s   wait 46 s, then F5 runs it again",
        "✗ FAILED  0.0 s   wait 2 s, then F5 runs it again",
        "✗ FAILED  0.0 s   now: F5 runs it again",
        "✗ FAILED  0.0 s   now: F5 runs it again",
    ]
    assert live.problem is not None
    assert "46" not in live.problem.sentence
