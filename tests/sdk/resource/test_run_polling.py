"""Asking a run until it is completed."""

from typing import Any

import pytest

from aixsdk import exceptions as errors
from tests.sdk.platform import Platform
from tests.sdk.resource.thing_runs import DONE, PENDING, POLL, RUN, URL, WORKING
from tests.sdk.resource.things import Thing


class TestPolling:
    def test_until_completed(self, thing: Thing, platform: Platform) -> None:
        platform.on(RUN, PENDING)
        platform.on(POLL, WORKING, DONE)
        result = thing.run(text="hi", wait_time=0.2)
        assert (result.data, result.url) == ("answer", URL)
        assert platform.sent == ["POST /v2/things/1/run", *["GET /api/v1/data/abc"] * 2]

    def test_each_result_as_it_arrives(self, thing: Thing, platform: Platform) -> None:
        platform.on(POLL, {**WORKING, "data": {"stage": 1}}, DONE)
        watched = thing.watch(URL, wait_time=0.2)
        assert next(watched).data == {"stage": 1}
        assert len(platform.sent) == 1
        assert [result.data for result in watched] == ["answer"]

    @pytest.mark.parametrize("status", ["SUCCESS", "ABORTED", "CANCELLED", "ERROR"])
    def test_a_final_status_completes_it_when_nothing_else_is_said(
        self, thing: Thing, platform: Platform, status: str
    ) -> None:
        platform.on(POLL, {"status": status, "data": 1})
        assert thing.sync_poll(URL).completed is True

    def test_completed_counts_more_than_the_status(self, thing: Thing, platform: Platform) -> None:
        platform.on(POLL, {"status": "SUCCESS", "completed": False}, {**DONE, "status": "ODD"})
        assert thing.sync_poll(URL, wait_time=0.2).data == "answer"

    def test_a_failed_one_raises_even_if_not_completed(self, thing: Thing, platform: Platform) -> None:
        platform.on(POLL, {"status": "FAILED", "completed": False, "supplierError": "no", "statusCode": 480})
        with pytest.raises(errors.OperationFailedError) as caught:
            thing.poll(URL)
        assert caught.value.status_code == 480
        assert caught.value.details["poll_url"] == URL

    def test_a_failure_to_ask_keeps_its_status(self, thing: Thing, platform: Platform) -> None:
        platform.on(POLL, {"message": "gone"}, status=404)
        with pytest.raises(errors.NotFoundError) as caught:
            thing.poll(URL)
        assert (caught.value.status_code, caught.value.details["poll_url"]) == (404, URL)

    @pytest.mark.parametrize("reply", [[], None, 3])
    def test_what_cannot_be_read(self, thing: Thing, platform: Platform, reply: Any) -> None:
        platform.on(POLL, reply)
        with pytest.raises(errors.InvalidResponseError):
            thing.poll(URL)

    def test_the_timeout_names_where_to_ask_again(self, thing: Thing, platform: Platform) -> None:
        platform.on(POLL, WORKING)
        with pytest.raises(errors.TimeoutError, match=r"timed out after 0\.3 seconds") as caught:
            thing.sync_poll(URL, timeout=0.3, wait_time=0.2)
        assert caught.value.details["poll_url"] == URL
        assert len(platform.sent) == 2

    def test_a_key_of_the_call_is_the_key_of_its_polls(self, thing: Thing, platform: Platform) -> None:
        platform.on(RUN, PENDING)
        platform.on(POLL, DONE)
        thing.run(text="hi", api_key="other")
        assert [request.headers["x-api-key"] for request in platform.requests] == ["other", "other"]

    def test_no_poll_elsewhere(self, thing: Thing, platform: Platform) -> None:
        platform.on(RUN, {"status": "IN_PROGRESS", "data": "https://evil.test/poll"})
        platform.on("GET /poll", DONE)
        with pytest.raises(errors.UntrustedURLError, match="evil"):
            thing.run(text="hi")
        assert len(platform.requests) == 1
