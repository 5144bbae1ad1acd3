"""How far something long has come, in words."""

import pytest

from aixtui.workspace.measure import HowFar


@pytest.mark.parametrize(
    ("done", "total", "seconds", "text"),
    [
        (0, 4_000_000, 0.0, "░░░░░░░░░░░░░░░░░░░░ 0 B of 4 MB"),
        (1_000_000, 4_000_000, 0.5, "█████░░░░░░░░░░░░░░░ 1 MB of 4 MB"),
        (1_000_000, 4_000_000, 2.0, "█████░░░░░░░░░░░░░░░ 1 MB of 4 MB, 500 kB/s, 6 s left"),
        (4_000_000, 4_000_000, 8.0, "████████████████████ 4 MB of 4 MB, 500 kB/s"),
        (0, 0, 0.0, "████████████████████ 0 B of 0 B"),
    ],
)
def test_a_bar_with_the_speed_and_the_time_left(done: int, total: int, seconds: float, text: str) -> None:
    assert HowFar(done, total, seconds).text == text
