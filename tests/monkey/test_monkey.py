"""A few sittings of the monkey; `make monkey` has thousands."""

import pytest

from tests.monkey.rounds import play


@pytest.mark.parametrize("first", [1, 4, 101, 104])
def test_nothing_a_monkey_does_ends_or_stops_the_app(first: int) -> None:
    assert [complaint for complaint in play(range(first, first + 3)) if complaint] == []
