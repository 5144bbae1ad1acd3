from typing import Any

import pytest

from aixsdk.kinds.agent.result import AgentResponseData, AgentRunResult, Artifact
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
    data = result.data
    assert data.governance == {"status": "passed", "source": None, "reason": "r"}
    assert (data.critiques, data.artifacts) == (
        "too long",
        [Artifact(id="f1", mime_type="text/plain", sha256="s", category="other")],
    )
    assert data.execution_stats["api_calls"] == 2
    assert data.diagnostic_error_codes == result.diagnostic_error_codes == ["AX-1"]


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
    artifact = Artifact(**polled)  # type: ignore[arg-type]
    assert _result({"artifacts": [polled]}).artifacts == [artifact]
    assert _result({"artifacts": [{**hooked, "newKey": 1, "title": None}]}).artifacts == [artifact]


@pytest.mark.parametrize("data", [None, {}, {"artifacts": 3, "executionStats": "x", "critiques": None}])
def test_nothing_told(data: Any) -> None:
    result = _result(data)
    assert result.data == AgentResponseData(
        governance={"status": None, "source": None, "reason": None} if data is not None else {}
    )
    assert (result.artifacts, result.diagnostic_error_codes) == ([], [])


@pytest.mark.parametrize("data", ["text", "", 0, [], False])
def test_an_answer_that_is_no_object_stays_as_it_came(data: Any) -> None:
    result = _result(data)
    assert (result.data, result.artifacts) == (data, [])


def test_steps_and_answer_are_as_the_platform_words_them() -> None:
    step = {"id": "1", "unit": {"name": "adder"}, "api_calls": 2}
    told = {"input": "q", "output": {"a": 1}, "session_id": "s", "steps": [step, "odd"]}
    result = _result(told)
    assert (result.data.input, result.data.output, result.data.steps) == ("q", {"a": 1}, [step])
    assert (result.data.session_id, result.session_id) == ("s", "s")
