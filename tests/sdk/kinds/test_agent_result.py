from typing import Any

import pytest

from aixsdk.kinds.agent_result import AgentRunResult
from aixsdk.resource.outcome import interpret_poll


def _result(data: Any) -> AgentRunResult:
    return interpret_poll(AgentRunResult, {"status": "SUCCESS", "completed": True, "data": data}, "u")


def test_what_a_run_tells_besides_its_answer() -> None:
    result = _result(
        {
            "governanceStatus": "passed",
            "governanceReason": "r",
            "critiques": "too long",
            "artifacts": [{"id": "f1"}, "odd"],
            "executionStats": {"api_calls": 2, "diagnostic_error_codes": ["AX-1"]},
        }
    )
    assert result.governance == {"status": "passed", "source": None, "reason": "r"}
    assert (result.critiques, result.artifacts) == ("too long", [{"id": "f1"}])
    assert result.execution_stats["api_calls"] == 2
    assert result.diagnostic_error_codes == ["AX-1"]


@pytest.mark.parametrize(
    "data", [None, "text", {}, {"artifacts": 3, "executionStats": "x", "critiques": None}]
)
def test_nothing_told(data: Any) -> None:
    result = _result(data)
    assert result.governance == {"status": None, "source": None, "reason": None}
    assert (result.critiques, result.artifacts, result.execution_stats) == ("", [], {})
    assert result.diagnostic_error_codes is None
