import itertools
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from aixsdk import Aixplain, cancel, polling
from aixsdk import exceptions as errors
from aixsdk.cancel import CancelToken
from tests.sdk.wire_server import listening


def test_the_schedule() -> None:
    first = list(itertools.islice(polling.waits(), 100))
    assert first[:3] == pytest.approx([0.5, 0.55, 0.605])
    assert max(first) <= 66
    assert first[-1] == first[-2] >= 60
    assert next(polling.waits(0.01)) == 0.2


class Clock:
    """Time that passes only in waits."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Waiting(CancelToken):
    """A token whose waits take no time and move the clock."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock

    def wait(self, seconds: float) -> bool:
        self.clock.now += seconds
        return super().wait(0)


def _watched(results: Iterator[int], *, timeout: float, token: CancelToken, clock: Clock) -> Iterator[int]:
    with cancel.use(token):
        yield from polling.watch(
            lambda: next(results), lambda result: result == 0, timeout=timeout, wait_time=0.2, clock=clock
        )


def test_every_result_comes_and_the_last_is_the_one_that_is_done() -> None:
    clock = Clock()
    assert list(_watched(iter([2, 1, 0, 9]), timeout=9, token=Waiting(clock), clock=clock)) == [2, 1, 0]
    assert clock.now == pytest.approx(0.2 + 0.22)


def test_the_steps_wait_for_nobody_and_say_how_long_to_wait() -> None:
    clock, results = Clock(), iter([2, 1, 0])
    steps = polling.steps(
        lambda: next(results), lambda result: result == 0, timeout=9, wait_time=0.2, clock=clock
    )
    assert [*map(type, found := list(steps))] == [int, polling.Pause, int, polling.Pause, int]
    assert [step.seconds for step in found if isinstance(step, polling.Pause)] == pytest.approx([0.2, 0.22])
    assert clock.now == 0


def test_it_ends_with_an_error_after_the_timeout_and_not_later() -> None:
    clock = Clock()
    with pytest.raises(errors.TimeoutError, match="Operation timed out after 3 seconds"):
        list(_watched(itertools.repeat(1), timeout=3, token=Waiting(clock), clock=clock))
    assert clock.now == pytest.approx(3.0)


def test_a_cancel_ends_the_wait_at_once() -> None:
    token = CancelToken()
    polled = threading.Event()
    ended: list[object] = []

    def work() -> None:
        started = time.monotonic()
        try:
            with cancel.use(token):
                for _ in polling.watch(lambda: polled.set(), lambda _: False, wait_time=60, timeout=600):
                    pass
        except errors.CancelledError:
            ended.append(time.monotonic() - started)

    thread = threading.Thread(target=work)
    thread.start()
    assert polled.wait(10)
    token.cancel()
    thread.join(10)
    assert len(ended) == 1


def test_nothing_is_polled_after_a_cancel() -> None:
    token = CancelToken()
    token.cancel()
    with cancel.use(token), pytest.raises(errors.CancelledError):
        list(polling.watch(lambda: pytest.fail("polled"), lambda _: True))


def test_a_poll_that_nobody_answers_ends_with_the_run_s_time() -> None:
    def say_nothing(connection: socket.socket) -> None:
        connection.recv(1)

    with listening(say_nothing) as base, Aixplain("key", backend_url=base) as aix:
        started = time.monotonic()
        with pytest.raises(errors.TimeoutError, match="timed out after") as caught:
            aix.Agent(id="1").sync_poll(f"{base}/poll", timeout=0.3)
        assert time.monotonic() - started < 5
        assert caught.value.details["poll_url"] == f"{base}/poll"


def test_a_cancel_of_the_poll_itself_is_no_timeout() -> None:
    def poll() -> None:
        raise errors.CancelledError("by its own reasons")

    with pytest.raises(errors.CancelledError, match="own reasons"):
        list(polling.watch(poll, lambda _: False))
