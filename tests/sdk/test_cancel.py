import threading
import time

import pytest

from aixsdk import cancel
from aixsdk.cancel import CancelToken
from aixsdk.exceptions import CancelledError


def test_a_token_starts_unset_and_stays_set() -> None:
    token = CancelToken()
    token.check()
    assert token.wait(0) is False
    token.cancel()
    token.cancel()
    assert token.cancelled
    assert token.wait(60) is True
    with pytest.raises(CancelledError):
        token.check()


def test_a_wait_in_another_thread_ends_at_once() -> None:
    token = CancelToken()
    ended: list[tuple[bool, float]] = []

    def wait() -> None:
        started = time.monotonic()
        ended.append((token.wait(60), time.monotonic() - started))

    thread = threading.Thread(target=wait)
    thread.start()
    token.cancel()
    thread.join(10)
    assert ended[0][0] is True
    assert ended[0][1] < 10


def test_callbacks_are_called_once_and_can_be_removed() -> None:
    token = CancelToken()
    called: list[str] = []
    token.on_cancel(lambda: called.append("kept"))
    remove = token.on_cancel(lambda: called.append("removed"))
    remove()
    remove()
    token.cancel()
    token.cancel()
    assert called == ["kept"]


def test_a_callback_after_the_cancel_is_called_at_once() -> None:
    token = CancelToken()
    token.cancel()
    called: list[int] = []
    token.on_cancel(lambda: called.append(1))()
    assert called == [1]


def test_the_current_token_is_the_one_of_the_innermost_block() -> None:
    outside = cancel.current()
    first, second = CancelToken(), CancelToken()
    with cancel.use(first):
        with cancel.use(second):
            assert cancel.current() is second
        assert cancel.current() is first
    assert cancel.current() is outside
    assert not outside.cancelled
