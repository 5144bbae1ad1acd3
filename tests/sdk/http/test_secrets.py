"""What a server says back of the secrets that it was sent."""

import json
import logging
import traceback
from collections.abc import Callable
from urllib.parse import quote

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from tests.sdk.platform import KEY, Platform, connected
from tests.sdk.wire_server import listening


def _escaped(text: str) -> str:
    return "".join(f"\\u{ord(sign):04x}" for sign in text)


SPELLINGS: list[Callable[[str], str]] = [
    str,
    _escaped,
    lambda text: _escaped(text).upper().replace("\\U", "\\u"),
    lambda text: _escaped(text[:3]) + text[3:],
    lambda text: _escaped(text).replace("\\", "\\\\"),
    lambda text: quote(text, safe="").replace("0", "%30"),
]
SENT = {
    "its key": (KEY, {}),
    "the key of the call": ("another-key", {"api_key": "another-key"}),
    "a short one": ("k7", {"api_key": "k7"}),
    "a token": ("token-of-mine", {"headers": {"Authorization": "token token-of-mine"}}),
    "a cookie": ("private-session", {"headers": {"Cookie": "a=1; session=private-session"}}),
    "a header": ("supplier-secret", {"headers": {"X-Supplier-Key": "supplier-secret"}}),
}


def _all_of(error: errors.APIError) -> str:
    """Everything that can be read off an error."""
    shown = "".join(traceback.format_exception(error))
    return repr((shown, vars(error), error.args)).replace("\\\\", "\\")


@pytest.mark.parametrize("spelled", SPELLINGS)
@pytest.mark.parametrize(("secret", "options"), SENT.values(), ids=SENT)
@pytest.mark.parametrize("status", [200, 400, 500])
@pytest.mark.parametrize(
    "body", ['{{"message": "no {0}", "{0}": ["{0}"], "error": "{0}"}}', "no {0}", "{{ {0}"]
)
def test_no_error_shows_a_secret(
    aix: Aixplain,
    platform: Platform,
    spelled: Callable[[str], str],
    secret: str,
    options: dict[str, str],
    status: int,
    body: str,
) -> None:
    content = body.format(spelled(secret)).encode()
    if status == 200 and content.startswith(b'{"'):
        content += b"}"
    platform.on("POST /a", httpx.Response(status, content=content, headers={"x-request-id": f"r {secret}"}))
    with pytest.raises(errors.APIError) as caught:
        aix.client.post("a", **options)
    shown = _all_of(caught.value)
    assert secret not in shown
    assert spelled(secret) not in shown
    assert "[key]" in shown


def test_a_redirect_that_holds_it(aix: Aixplain, platform: Platform) -> None:
    platform.on("POST /a", httpx.Response(302, headers={"location": f"https://{KEY}.test/"}))
    with pytest.raises(errors.APIError, match="to \\[key\\]") as caught:
        aix.client.post("a")
    assert KEY not in _all_of(caught.value)


def test_it_is_known_also_behind_a_redirect(aix: Aixplain, platform: Platform) -> None:
    platform.on("GET /a", httpx.Response(302, headers={"location": "https://elsewhere.test/b"}))
    platform.on("GET /b", {"message": "no another-key"}, status=400)
    with pytest.raises(errors.BadRequestError, match="no \\[key\\]"):
        aix.client.get("a", api_key="another-key")


@pytest.mark.parametrize("line", [f"HTTP/1.1 {KEY}", f"HTTP/1.1 200 OK\r\n{KEY}", f"{KEY}"])
def test_a_reply_that_is_no_http(line: str) -> None:
    with (
        listening(lambda connection: connection.sendall(f"{line}\r\n\r\n".encode())) as base,
        Aixplain(KEY, backend_url=base) as aix,
        pytest.raises(errors.APIError) as caught,
    ):
        aix.client.post("a")
    assert KEY not in _all_of(caught.value)


def test_the_log(caplog: pytest.LogCaptureFixture) -> None:
    body = json.dumps({"said": "x"}).replace("x", _escaped(KEY))
    head = f"HTTP/1.1 200 {KEY}\r\nX-Request-Id: {KEY}\r\nContent-Length: {len(body)}\r\n\r\n"
    with (
        caplog.at_level(logging.DEBUG),
        listening(lambda connection: connection.sendall((head + body).encode())) as base,
        Aixplain(KEY, backend_url=base) as aix,
    ):
        aix.client.post("a", api_key=KEY)
    with connected(log_bodies=True) as (aix, platform), caplog.at_level(logging.DEBUG):
        echo = body.replace(_escaped(KEY), _escaped("another-key"))
        platform.on("POST /a", httpx.Response(200, content=echo))
        aix.client.post("a", api_key="another-key")
    assert "[key]" in caplog.text
    assert not [secret for secret in (KEY, "another-key") if secret in caplog.text]


def test_what_the_platform_stores_is_left_as_it_is(aix: Aixplain, platform: Platform) -> None:
    # It goes back with the next save.
    platform.on("GET /a", {"name": KEY})
    assert aix.client.get("a") == {"name": KEY}
