"""Some processes that are killed at a form, and some at a run; `make kills` has thousands."""

import pytest

from tests.kills import new_forms, rounds, run_rounds

SEQUENCES, PARTS = 200, 4
RUNS, RUN_PARTS = 40, 4


@pytest.mark.parametrize("part", range(PARTS))
def test_a_kill_loses_nothing_and_makes_nothing_twice(part: int) -> None:
    count = SEQUENCES // PARTS
    assert [
        complaint for complaint in rounds.play(range(part * count, (part + 1) * count)) if complaint
    ] == []


@pytest.mark.parametrize("part", range(RUN_PARTS))
def test_a_run_that_is_killed_at_any_moment_is_sent_once_at_most_and_never_forgotten(part: int) -> None:
    count = RUNS // RUN_PARTS
    runs = run_rounds.play(range(part * count, (part + 1) * count))
    assert [complaint for complaint in runs if complaint] == []


def test_a_form_of_a_new_one_of_any_kind_that_is_killed_is_found_again_without_its_secrets() -> None:
    assert [complaint for complaint in new_forms.play() if complaint] == []
