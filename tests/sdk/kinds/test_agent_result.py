from typing import Any

import pytest

from aixsdk.kinds.agent.result import AgentRunResult
from aixsdk.resource.run_response import interpret_poll


def _result(data: Any) -> AgentRunResult:
    return interpret_poll(AgentRunResult, {"status": "SUCCESS", "completed": True, "data": data}, "u")


def test_what_a_run_tells_besides_its_answer() -> None:
    result = _result(
        {
            "governanceStatus": "passed",
            "governanceReason": "r",
            "critiques": "too long",
            "artifacts": [{"id": "f1", "mime_type": "text/plain", "sha256": "s"}, "odd"],
            "executionStats": {"api_calls": 2, "diagnostic_error_codes": ["AX-1"]},
        }
    )
    assert result.governance == {"status": "passed", "source": None, "reason": "r"}
    assert (result.critiques, result.artifacts) == (
        "too long",
        [{"id": "f1", "mime_type": "text/plain", "sha256": "s", "category": "other"}],
    )
    assert result.execution_stats["api_calls"] == 2
    assert result.diagnostic_error_codes == ["AX-1"]


def test_artifacts_of_polls_and_of_webhooks_read_the_same() -> None:
    polled = {
        "id": "f1",
        "mime_type": "text/csv",
        "tool_name": "t",
        "url": "https://x",
        "url_expires_at": "2027-01-01T00:00:00Z",
        "byte_size": 3,
        "mentioned_in_answer": True,
        "created_at": "2026-01-01T00:00:00Z",
        "sha256": "s",
        "category": "table",
    }
    hooked = {
        "id": "f1",
        "mimeType": "text/csv",
        "toolName": "t",
        "url": "https://x",
        "urlExpiresAt": "2027-01-01T00:00:00Z",
        "byteSize": 3,
        "mentionedInAnswer": True,
        "createdAt": "2026-01-01T00:00:00Z",
        "sha256": "s",
        "category": "table",
    }
    assert _result({"artifacts": [polled]}).artifacts == [polled]
    assert _result({"artifacts": [hooked]}).artifacts == [polled]


@pytest.mark.parametrize(
    "data", [None, "text", {}, {"artifacts": 3, "executionStats": "x", "critiques": None}]
)
def test_nothing_told(data: Any) -> None:
    result = _result(data)
    assert result.governance == {"status": None, "source": None, "reason": None}
    assert (result.critiques, result.artifacts, result.execution_stats) == ("", [], {})
    assert result.diagnostic_error_codes is None


def test_what_a_step_took() -> None:
    told = {"id": "1", "api_calls": 2, "input_tokens": "30", "total_tokens": 41}
    step = _result({"steps": [told]}).steps[0]
    counts = (step.api_calls, step.input_tokens, step.output_tokens, step.total_tokens)
    assert counts == (2, 30, None, 41)
