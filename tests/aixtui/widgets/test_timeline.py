"""The steps of a run as lines."""

from aixtui.kindspec.results import RunStep
from aixtui.widgets.timeline import progress_bar, step_lines

STEPS = (
    RunStep("1", agent="Lead", unit="Search", output="found", seconds=1.0, credits=0.002),
    RunStep("2", agent="Lead", unit="Mail", action="send", error="refused", seconds=3.0),
    RunStep("3", agent="Helper", unit="Judge", action="run", thought="Is it so?"),
)


def test_steps_stand_below_their_agent_with_their_part_of_the_time() -> None:
    assert str(step_lines(STEPS)).splitlines() == [
        "Lead",
        "├ ✓ Search     ▇▇▇▇▇                   1.0 s  0.002000 cr",
        "│    output   found",
        "└ ✗ Mail send       ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇    3.0 s",
        "     error    refused",
        "Helper",
        "└ ◐ Judge                            working",
        "     thought  Is it so?",
    ]


def test_what_takes_no_time_has_no_bar_and_what_takes_little_has_one() -> None:
    quick, slow, none = (RunStep(str(at), unit="x", output=1, seconds=at) for at in (0.001, 9.0, 0.0))
    bars = [line.count("▇") for line in str(step_lines((quick, slow, none))).splitlines() if "x" in line]
    assert bars == [1, 20, 0]


def test_no_steps_are_no_lines() -> None:
    assert not step_lines(())


def test_a_progress_bar_has_always_the_same_width() -> None:
    assert {len(progress_bar(part)) - len(f"{part:.0%}") for part in (0.0, 0.33, 0.5, 1.0)} == {22}
