"""What happened in a run as lines."""

from aixtui.kindspec.results import Reading, RunEvent
from aixtui.widgets.timeline import log_lines, progress_bar


def test_a_progress_bar_has_always_the_same_width() -> None:
    assert {len(progress_bar(part)) - len(f"{part:.0%}") for part in (0.0, 0.33, 0.5, 1.0)} == {22}


def test_of_polls_that_say_the_same_the_last_one_stands() -> None:
    same = RunEvent("polled", 1.0, "IN_PROGRESS", reading=Reading(progress=0.5, note="page 1 of 2"))
    other = same._replace(elapsed=3.0, reading=Reading(progress=1.0, note="page 2 of 2"))
    events = [(RunEvent("sent", 0.0), 0), (same, 1), (same._replace(elapsed=2.0), 2), (other, 3)]
    lines = [str(line) for line in log_lines(events)]
    assert [line.split("  ")[-1] for line in lines] == ["sent", "page 1 of 2", "page 2 of 2"]
    assert "poll 2" in lines[1]


def test_a_lost_connection_says_when_it_is_tried_again() -> None:
    lost = RunEvent("lost", 4.0, "connection lost", wait=2.0)
    assert str(log_lines([(lost, 3)])[0]).endswith("connection lost, trying again in 2 s")
