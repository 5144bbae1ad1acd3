"""Some sequences of processes that are killed at a form; `make kills` has thousands."""

import pytest

from tests.kills.rounds import play

SEQUENCES, PARTS = 200, 4


@pytest.mark.parametrize("part", range(PARTS))
def test_a_kill_loses_nothing_and_makes_nothing_twice(part: int) -> None:
    count = SEQUENCES // PARTS
    assert [complaint for complaint in play(range(part * count, (part + 1) * count)) if complaint] == []
