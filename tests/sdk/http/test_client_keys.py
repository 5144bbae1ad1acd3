"""To whom the client shows the key, and to whom never."""

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from tests.sdk.platform import BACKEND, EXECUTE, KEY, Platform


class TestWhereTheKeyGoes:
    @pytest.mark.parametrize(
        "url",
        [
            f"{BACKEND}/a",
            f"{BACKEND}:443/a",
            "https://BACKEND.test/a",
            EXECUTE,
            "https://models.test/api/v1/data/x",
        ],
    )
    def test_to_the_backend_and_the_execution_service(
        self, aix: Aixplain, platform: Platform, url: str
    ) -> None:
        platform.on(f"GET {httpx.URL(url).path}", 1)
        aix.client.get(url)
        assert platform.requests[0].headers["x-api-key"] == KEY

    @pytest.mark.parametrize(
        "url",
        [
            "https://evil.test/a",
            "http://backend.test/a",
            "https://backend.test:8443/a",
            "https://backend.test.evil.test/a",
            "https://backend.test@evil.test/a",
            "https://sub.backend.test/a",
        ],
    )
    def test_nowhere_else(self, aix: Aixplain, platform: Platform, url: str) -> None:
        platform.on("GET /a", 1)
        secrets = {"Authorization": f"token {KEY}", "X-Aixplain-Key": KEY, "X-API-KEY": KEY}
        aix.client.get(url)
        aix.client.get(url, api_key=KEY, headers=secrets)
        for request in platform.requests:
            assert KEY not in str(request.headers.multi_items())

    def test_a_key_for_one_call(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("GET /a", 1)
        aix.client.get("a", api_key="other")
        assert platform.requests[0].headers["x-api-key"] == "other"

    def test_exactly_one_kind_of_key(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /a", 1)
        aix.client.post("a", headers={"Authorization": f"token {KEY}"})
        assert "x-api-key" not in platform.requests[0].headers

    @pytest.mark.parametrize("key", ["secret-ü", "secret\n", "secret key", "secret\x00", "sécret"])
    def test_what_is_no_key_is_refused_without_being_shown(self, aix: Aixplain, key: str) -> None:
        with pytest.raises(errors.ValidationError, match="no API key") as caught:
            Aixplain(key)
        assert key not in str(caught.value)
        with pytest.raises(errors.ValidationError):
            aix.client.get("a", api_key=key)
