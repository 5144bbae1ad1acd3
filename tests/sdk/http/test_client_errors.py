"""What the client makes of failures, and that no secret is told in them."""

import traceback
from typing import Any

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from tests.sdk.platform import KEY, Platform


def _all_transport_errors(kind: type[Any] = httpx.TransportError) -> list[type[Any]]:
    subclasses = kind.__subclasses__()
    return [kind, *(found for subclass in subclasses for found in _all_transport_errors(subclass))]


class TestErrors:
    @pytest.mark.parametrize("kind", _all_transport_errors(), ids=lambda kind: kind.__name__)
    def test_every_failure_of_the_library_becomes_one_of_ours(
        self, aix: Aixplain, platform: Platform, kind: type[Any]
    ) -> None:
        platform.on("POST /a", kind("why"))
        with pytest.raises(errors.APIError) as caught:
            aix.client.post("a")
        error = caught.value
        assert error.outcome_unknown is not isinstance(error, errors.ConnectionFailedError)
        assert isinstance(error.__cause__, kind)
        assert "backend.test" in error.message or kind is httpx.LocalProtocolError

    def test_a_body_that_cannot_be_unpacked(self, aix: Aixplain, platform: Platform) -> None:
        def packed(request: httpx.Request) -> httpx.Response:
            stream = httpx.ByteStream(b"not gzip")
            return httpx.Response(200, headers={"content-encoding": "gzip"}, stream=stream)

        platform.on("POST /a", packed)
        with pytest.raises(errors.APIError):
            aix.client.post("a")

    def test_what_the_platform_said_is_kept(self, aix: Aixplain, platform: Platform) -> None:
        body = {"statusCode": 409, "message": "taken", "error": "Conflict", "more": [1]}
        platform.on("POST /a", httpx.Response(409, json=body, headers={"x-request-id": "r7"}))
        with pytest.raises(errors.ConflictError) as caught:
            aix.client.post("a")
        error = caught.value
        assert (error.message, error.status_code, error.request_id) == ("taken", 409, "r7")
        assert error.response_data == body
        assert error.details == {"status_code": 409, "response_data": body, "error": "Conflict"}

    @pytest.mark.parametrize(
        "reply", [{"status_code": 400}, {"status_code": 200}], ids=["refused", "no JSON"]
    )
    def test_the_key_of_one_call_is_blotted_out_too(
        self, aix: Aixplain, platform: Platform, reply: dict[str, Any]
    ) -> None:
        platform.on("POST /a", httpx.Response(**reply, text=f"keys: other-key and {KEY} — ü"))
        with pytest.raises(errors.APIError) as caught:
            aix.client.post("a", api_key="other-key")
        assert caught.value.error == caught.value.details["error"] == "keys: [key] and [key] — ü"
        assert "other-key" not in caught.value.message

    def test_a_key_in_an_error_is_blotted_out(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /a", httpx.Response(400, json={"message": f"bad key {KEY}", "echo": [KEY]}))
        with pytest.raises(errors.BadRequestError) as caught:
            aix.client.post("a")
        assert caught.value.message == "bad key [key]"
        assert KEY not in repr(caught.value.details)
        assert KEY not in "".join(traceback.format_exception(caught.value))


def test_a_header_that_is_no_http_is_not_shown(aix: Aixplain, platform: Platform) -> None:
    platform.on("GET /a", httpx.LocalProtocolError("Illegal header value b'private'"))
    with pytest.raises(errors.ConnectionFailedError) as caught:
        aix.client.get("a")
    assert "private" not in caught.value.message
