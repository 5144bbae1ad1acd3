import json
from datetime import UTC, datetime
from typing import Any

import pytest

from aixsdk import exceptions as errors
from aixsdk._http.responses import decode_json, error_class, error_from_response, retry_after

HTML = {"content-type": "text/html; charset=utf-8"}


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.BadRequestError),
        (401, errors.AuthenticationError),
        (402, errors.PaymentRequiredError),
        (403, errors.PermissionDeniedError),
        (404, errors.NotFoundError),
        (409, errors.ConflictError),
        (418, errors.APIError),
        (422, errors.UnprocessableError),
        (429, errors.RateLimitError),
        (460, errors.SupplierError),
        (499, errors.SupplierError),
        (500, errors.ServerError),
        (504, errors.ServerError),
    ],
)
def test_class_of_a_status(status: int, kind: type) -> None:
    assert error_class(status) is kind


@pytest.mark.parametrize(
    ("body", "message", "word"),
    [
        ({"message": "bad name", "error": "Bad Request"}, "bad name", "Bad Request"),
        ({"message": ["one", "two"]}, "one\ntwo", None),
        ({"supplierError": "upstream", "message": "err.x"}, "upstream", None),
        ({"supplier_error": "upstream", "message": "err.x"}, "upstream", None),
        ({"error": "only this"}, "only this", "only this"),
        ({"message": "", "error": "this then"}, "this then", "this then"),
        ({"message": {"no": "text"}}, None, None),
        ({}, None, None),
        ({"error": {"message": "upstream said no", "code": 7}}, "upstream said no", None),
        ({"supplierError": {"error": {"detail": "too long"}}, "message": "err.x"}, "too long", None),
        ({"message": [{"message": "one"}, "two", {"code": 3}]}, "one\ntwo", None),
        (["line one", "line two"], "line one\nline two", None),
        ([{"message": "first"}, {"detail": "second"}], "first\nsecond", None),
        ([1, 2], None, None),
        ("just text", None, None),
    ],
)
def test_message_of_a_json_body(body: Any, message: str | None, word: str | None) -> None:
    raw = json.dumps(body).encode()
    error = error_from_response(400, {}, raw)
    assert error.message == (message or raw.decode())
    assert error.error == (word or raw.decode())
    known = {"errors": body} if isinstance(body, list) else body
    assert error.response_data == (known if isinstance(known, dict) else {})


@pytest.mark.parametrize(
    ("headers", "body"),
    [(HTML, b"<!doctype html><h1>Bad gateway</h1>"), ({}, b"<html>"), ({}, b""), (HTML, b"  ")],
)
def test_a_page_for_browsers_is_not_the_message(headers: dict[str, str], body: bytes) -> None:
    error = error_from_response(502, headers, body)
    assert isinstance(error, errors.ServerError)
    assert error.message == "The platform answered with HTTP 502 (Bad Gateway)."


def test_plain_text_is_the_message_and_is_cut() -> None:
    assert error_from_response(500, {}, b"boom").message == "boom"
    assert len(error_from_response(500, {}, b"x" * 100_000).message) == 2_000


def test_unknown_status_has_a_sentence() -> None:
    assert error_from_response(499, {}, b"").message == "The platform answered with HTTP 499 (error)."


@pytest.mark.parametrize(
    ("said", "code", "kind"),
    [
        (480, 480, errors.SupplierError),
        (404, 404, errors.NotFoundError),
        (200, 400, errors.BadRequestError),
        ("480", 400, errors.BadRequestError),
        (99999, 400, errors.BadRequestError),
    ],
)
def test_the_status_in_the_body_counts_when_it_is_one(said: Any, code: int, kind: type) -> None:
    error = error_from_response(400, {}, json.dumps({"message": "m", "statusCode": said}).encode())
    assert (error.status_code, type(error)) == (code, kind)


def test_request_id_and_wait_are_kept() -> None:
    error = error_from_response(429, {"x-request-id": "r1", "retry-after": "3"}, b"{}")
    assert (error.request_id, error.retry_after) == ("r1", 3.0)
    assert error_from_response(400, {}, b'{"requestId": "r2"}').request_id == "r2"


NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("0.5", 0.5),
        ("-3", 0.0),
        ("Mon, 23 Nov 2026 12:00:09 GMT", 9.0),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0.0),
        ("Mon, 23 Nov 2026 12:00:09 -0000", 9.0),
        ("soon", None),
        ("", None),
        ("inf", None),
        ("nan", None),
    ],
)
def test_retry_after(header: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": header}, NOW) == seconds


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'{"a": [1, "x", null]}', {"a": [1, "x", None]}),
        ("\ufeff{}".encode(), {}),
        (b"[NaN, -Infinity, Infinity]", [None, None, None]),
        (b" 3 ", 3),
    ],
)
def test_json(body: bytes, value: Any) -> None:
    assert decode_json(200, {}, body) == value


@pytest.mark.parametrize("body", [b"", b"   ", b"<html>", b'{"a":', b"\xff\xfe", b"]" * 100_000])
def test_what_is_not_json_is_said_so(body: bytes) -> None:
    with pytest.raises(errors.InvalidResponseError) as caught:
        decode_json(200, {"x-request-id": "r9"}, body)
    assert caught.value.status_code == 200
    assert caught.value.request_id == "r9"
