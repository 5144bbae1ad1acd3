from typing import Any

import pytest

from aixsdk.kinds.usage import number, run_time, used_credits

START, END = "2026-07-02T09:00:00.000Z", "2026-07-02T09:00:04.500Z"


@pytest.mark.parametrize(
    ("reply", "seconds", "cost"),
    [
        ({}, 0.0, 0.0),
        ({"runTime": 1.5, "usedCredits": 2}, 1.5, 2.0),
        ({"run_time": "1.5", "used_credits": "0.5"}, 1.5, 0.5),
        ({"runTime": "fast", "run_time": 3, "usedCredits": None}, 3.0, 0.0),
        ({"runTime": 0, "data": {"executionStats": {"runtime": 4.8, "credits": 0.01}}}, 4.8, 0.01),
        ({"runTime": 2, "data": {"executionStats": {"runtime": 4.8}}}, 2.0, 0.0),
        ({"data": {"execution_stats": {"duration": 4, "total_credits": "1"}}}, 4.0, 1.0),
        ({"data": {"executionStats": "odd", "steps": "odd"}}, 0.0, 0.0),
        (
            {
                "data": {
                    "steps": [
                        {"start_time": START, "used_credits": 1},
                        "odd",
                        {"endTime": END, "credits": 0.5},
                    ]
                }
            },
            4.5,
            1.5,
        ),
        ({"data": {"steps": [{"start_time": END}, {"end_time": START}]}}, 0.0, 0.0),
        ({"data": {"steps": [{"start_time": START}, {"end_time": "2026-07-02T09:00:04"}]}}, 0.0, 0.0),
        ({"data": {"steps": [{"start_time": 3}]}}, 0.0, 0.0),
        ({"data": "text"}, 0.0, 0.0),
    ],
)
def test_wherever_the_reply_says_it(reply: dict[str, Any], seconds: float, cost: float) -> None:
    assert (run_time(reply), used_credits(reply)) == (seconds, cost)


@pytest.mark.parametrize("value", [None, True, "NaN", "null", "", "inf", [], float("nan"), 10**400])
def test_what_is_no_number(value: Any) -> None:
    assert number(value) is None
