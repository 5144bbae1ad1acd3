"""To whom the client shows the key, and to whom never."""

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from tests.sdk.platform import BACKEND, EXECUTE, KEY, Platform, connected


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
        for options in ({}, {"api_key": KEY}, {"headers": secrets}):
            with pytest.raises(errors.UntrustedURLError) as caught:
                aix.client.get(url, **options)
            assert not isinstance(caught.value, errors.APIError)
            assert KEY not in str(caught.value)
            assert not aix.client.is_trusted_url(url)
        assert platform.sent == []
        aix.client.get(url.replace("backend.test@", ""), headers=secrets, anonymous=True)
        assert KEY not in str(platform.requests[0].headers.multi_items())

    def test_an_address_without_a_scheme_is_one_on_another_host(
        self, aix: Aixplain, platform: Platform
    ) -> None:
        with pytest.raises(errors.UntrustedURLError, match="https://host:443"):
            aix.client.get("//host/v2")
        assert platform.sent == []

    def test_origins_that_are_named(self, platform: Platform) -> None:
        with connected(trusted_hosts=("mine.test:8443", "http://localhost:9")) as (aix, there):
            there.on("GET /a", 1)
            aix.client.get("https://mine.test:8443/a")
            aix.client.get("http://localhost:9/a")
            with pytest.raises(errors.UntrustedURLError):
                aix.client.get("https://mine.test/a")
            assert [request.headers["x-api-key"] for request in there.requests] == [KEY, KEY]

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
