"""The account: balance, usage of a model and reported issues."""

from typing import Any

import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from tests.sdk.platform import Platform


class TestAccount:
    @pytest.mark.parametrize(
        "reply",
        [
            {},
            [],
            None,
            {"totalBalance": "x", "reservedBalance": 0},
            {"totalBalance": 10**400, "reservedBalance": 0},
        ],
    )
    def test_no_balance(self, aix: Aixplain, platform: Platform, reply: Any) -> None:
        platform.on("GET /sdk/billing/wallet", reply)
        with pytest.raises(errors.InvalidResponseError):
            aix.wallet()

    def test_usage_of_a_model(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /sdk/models/stats", [{"day": "2026-01-01", "count": 3}])
        assert aix.model_usage("m1", "2026-01-01", "2026-01-31") == [{"day": "2026-01-01", "count": 3}]
        assert platform.body() == {"startDay": "2026-01-01", "endDay": "2026-01-31", "modelId": "m1"}

    def test_an_issue_says_only_what_is_given(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /v1/issue", {"issue_id": "ISS-204", "bug_board_url": "https://b"}, status=202)
        issue = aix.issue.report("It hangs", tags=["agent"], severity="SEV3")
        assert (issue.id, issue.url) == ("ISS-204", "https://b")
        assert platform.body() == {"description": "It hangs", "severity": "SEV3", "tags": ["agent"]}
        aix.issue.report("", title="t", reporter_email="a@b", sdk_version="1", runtime_context={"os": "x"})
        assert platform.body() == {
            "description": "",
            "title": "t",
            "reporter_email": "a@b",
            "sdk_version": "1",
            "runtime_context": {"os": "x"},
        }
        with pytest.raises(errors.ValidationError):
            aix.issue.report("x", severity="HUGE")
        with pytest.raises(errors.ValidationError, match=r"titel.*title"):
            aix.issue.report("x", titel="t")  # type: ignore[call-arg]
        platform.on("POST /v1/issue", {})
        with pytest.raises(errors.AixplainIssueError):
            aix.issue.report("x")
        platform.on("POST /v1/issue", {"message": "no", "requestId": "r1"}, status=403)
        with pytest.raises(errors.AixplainIssueError) as caught:
            aix.issue.report("x")
        assert caught.value.status_code == 403
        assert isinstance(caught.value.__cause__, errors.PermissionDeniedError)
