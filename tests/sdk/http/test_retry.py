from typing import Any

import pytest

from aixsdk import exceptions as errors
from aixsdk._http.retry import is_read, wait_before_retry
from aixsdk.config import Config

CONFIG = Config(read_retries=3, retry_wait=1.0, retry_wait_limit=30.0)


@pytest.mark.parametrize(
    ("method", "path", "read"),
    [
        ("GET", "v2/models/x", True),
        ("get", "v2/models/x", True),
        ("POST", "v2/models/paginate", True),
        ("POST", "v2/models/paginate?x=1", True),
        ("POST", "v2/agents", False),
        ("POST", "v2/agents/paginate-me/run", False),
        ("PUT", "v2/agents/1", False),
        ("DELETE", "v2/agents/1", False),
    ],
)
def test_what_is_a_read(method: str, path: str, read: bool) -> None:
    assert is_read(method, path) is read


@pytest.mark.parametrize(
    ("error", "read", "again"),
    [
        (errors.ServerError("x", 500), True, True),
        (errors.ServerError("x", 503), True, True),
        (errors.ServerError("x", 501), True, False),
        (errors.RateLimitError("x", 429), True, True),
        (errors.APIError("x", outcome_unknown=True), True, True),
        (errors.NotFoundError("x", 404), True, False),
        (errors.AuthenticationError("x", 401), True, False),
        (errors.SupplierError("x", 480), True, False),
        (errors.InvalidResponseError("x", 500), True, False),
        (errors.ConnectionFailedError("x"), True, True),
        (errors.ConnectionFailedError("x"), False, True),
        (errors.ServerError("x", 503), False, False),
        (errors.RateLimitError("x", 429), False, False),
        (errors.APIError("x", outcome_unknown=True), False, False),
    ],
)
def test_which_failures_are_tried_again(error: errors.APIError, read: bool, again: bool) -> None:
    wait = wait_before_retry(error, 1, read=read, config=CONFIG, random=lambda: 0.0)
    assert (wait is not None) is again


def test_waits_double_vary_and_end() -> None:
    error = errors.ServerError("x", 500)

    def waits(random: float) -> list[float | None]:
        return [
            wait_before_retry(error, attempt, read=True, config=CONFIG, random=lambda: random)
            for attempt in (1, 2, 3, 4)
        ]

    assert waits(0.0) == [0.5, 1.0, 2.0, None]
    assert waits(1.0) == [1.0, 2.0, 4.0, None]


def test_waits_are_capped() -> None:
    config = Config(read_retries=99, retry_wait=1.0, retry_wait_limit=5.0)
    error = errors.ServerError("x", 500)
    assert wait_before_retry(error, 50, read=True, config=config, random=lambda: 1.0) == 5.0


@pytest.mark.parametrize(("asked", "wait"), [(0.0, 0.0), (7.0, 7.0), (31.0, None)])
def test_the_wait_the_platform_asks_for_is_obeyed_or_too_long(asked: float, wait: float | None) -> None:
    error = errors.RateLimitError("x", 429, retry_after=asked)
    assert wait_before_retry(error, 1, read=True, config=CONFIG, random=lambda: 0.5) == wait


def test_who_shows_the_wait_can_have_it_short() -> None:
    limited = errors.RateLimitError("x", 429, retry_after=7.0)
    failed = errors.ServerError("x", 500)
    short: Any = {"read": True, "config": CONFIG, "random": lambda: 1.0, "longest_wait": 0.5}
    assert wait_before_retry(limited, 1, **short) is None
    assert wait_before_retry(failed, 3, **short) == 0.5
    assert wait_before_retry(limited, 1, read=True, config=CONFIG, random=lambda: 1.0) == 7.0
