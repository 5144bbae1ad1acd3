"""API keys: their limits, what is stored of them, and finding one by its ends."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.kinds.api_key_limits import APIKeyLimits
from aixsdk.kinds.api_key_usage import APIKeyUsageLimit
from tests.sdk import documents
from tests.sdk.platform import Platform


class TestAPIKey:
    def test_payload(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /sdk/api-keys", {"id": "k1", "accessKey": "ab12cd34ef56wx34"})
        platform.on("GET /v2/models/a%2Fb", documents.model(id="m1"))
        key = aix.APIKey(
            name="ci",
            budget=25.0,
            expires_at="2027-01-01T00:00:00.000000Z",
            global_limits=APIKeyLimits(1, 2, 3, 4, token_type="total"),
            asset_limits=[
                APIKeyLimits(request_per_minute=10, model="a/b"),
                APIKeyLimits(request_per_day=5, model="m2"),
            ],
        ).save()
        assert platform.body() == {
            "name": "ci",
            "budget": 25.0,
            "expiresAt": "2027-01-01T00:00:00.000000Z",
            "globalLimits": {"tpm": 1, "tpd": 2, "rpm": 3, "rpd": 4, "tokenType": "total"},
            "assetsLimits": [
                {"tpm": 0, "tpd": 0, "rpm": 10, "rpd": 0, "tokenType": None, "assetId": "m1"},
                {"tpm": 0, "tpd": 0, "rpm": 0, "rpd": 5, "tokenType": None, "assetId": "m2"},
            ],
        }
        assert (repr(key), str(key)) == ("APIKey(id=k1, name=ci)",) * 2

    @pytest.mark.parametrize(
        "wrong",
        [
            {"budget": -1.0},
            {"global_limits": APIKeyLimits(token_per_minute=-1)},
            {"global_limits": APIKeyLimits(request_per_day=1.5)},  # type: ignore[arg-type]
            {"asset_limits": [APIKeyLimits()]},
            {"asset_limits": [APIKeyLimits(model=3)]},
        ],
    )
    def test_what_is_refused_here(self, aix: Aixplain, platform: Platform, wrong: dict[str, Any]) -> None:
        with pytest.raises(errors.ResourceError) as caught:
            aix.APIKey(name="x", **wrong).save()
        assert isinstance(caught.value.__cause__, errors.ValidationError)
        assert platform.sent == []

    def test_paths_of_assets_are_remembered(self, aix: Aixplain, platform: Platform) -> None:
        stored = {"id": "k1", "assetsLimits": [{"rpm": 10, "assetId": "m1"}, {"rpm": 5, "assetId": "m2"}]}
        platform.on("GET /v2/models/a%2Fb", documents.model(id="m1"))
        platform.on("GET /sdk/api-keys/k1", stored)
        platform.on("GET /sdk/api-keys", [stored])
        platform.on("POST /sdk/api-keys", stored)
        platform.on("PUT /sdk/api-keys/k1", stored)
        before = aix.APIKey.get("k1")
        limits = [
            APIKeyLimits(request_per_minute=10, model="a/b"),
            APIKeyLimits(request_per_minute=5, model="m2"),
        ]
        key = aix.APIKey(name="ci", asset_limits=limits).save()
        key.save(budget=1.0)
        for found in (key, aix.APIKey.get("k1"), aix.APIKey.search().results[0]):
            assert [limit.model for limit in found.asset_limits or []] == ["a/b", "m2"]
            assert not found.is_modified
        assert not before.is_modified
        assert [limit["assetId"] for limit in platform.body(3)["assetsLimits"]] == ["m1", "m2"]
        assert platform.sent.count("GET /v2/models/a%2Fb") == 1
        with Aixplain("other", config=aix.config, transport=httpx.MockTransport(platform.handle)) as other:
            assert [limit.model for limit in other.APIKey.get("k1").asset_limits or []] == ["m1", "m2"]

    def test_an_asset_that_is_not_there_and_one_that_nobody_may_see(
        self, aix: Aixplain, platform: Platform
    ) -> None:
        key = aix.APIKey(name="ci", asset_limits=[APIKeyLimits(model="a/b")])
        with pytest.raises(errors.ResourceError, match="There is no model a/b") as caught:
            key.save()
        assert isinstance(caught.value.__cause__, errors.ValidationError)
        platform.on("GET /v2/models/a%2Fb", {"message": "no"}, status=403)
        with pytest.raises(errors.ResourceError) as caught:
            key.save()
        assert isinstance(caught.value.__cause__, errors.PermissionDeniedError)

    def test_an_update_takes_over_what_was_stored_but_keeps_the_whole_key(
        self, aix: Aixplain, platform: Platform
    ) -> None:
        platform.on("POST /sdk/api-keys", {"id": "k1", "name": "ci", "accessKey": "ab12cd34ef56wx34"})
        stored = {
            "id": "k1",
            "name": "CI",
            "budget": 2,
            "accessKey": "ab12****wx34",
            "globalLimits": {"tpm": 7, "tpd": 0, "rpm": 0, "rpd": 0, "tokenType": None},
            "assetsLimits": [],
        }
        platform.on("PUT /sdk/api-keys/k1", stored, {**stored, "globalLimits": None}, {}, {"name": "no id"})
        key = aix.APIKey(name="ci", asset_limits=[APIKeyLimits(model="m1")]).save()
        key.save(budget=9.0)
        assert (key.name, key.budget, key.asset_limits) == ("CI", 2, [])
        assert key.global_limits == APIKeyLimits(7, 0, 0, 0)
        assert (key.key, key.is_modified) == ("ab12cd34ef56wx34", False)
        assert key.save().global_limits is None
        assert (key.save().name, key.save().name) == ("CI", "CI")

    def test_every_request_of_a_save_has_its_key(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("GET /v2/models/a%2Fb", documents.model(id="m1"))
        platform.on("POST /sdk/api-keys", {"id": "k1"})
        aix.APIKey(name="ci", asset_limits=[APIKeyLimits(model="a/b")]).save(api_key="other")
        assert [request.headers["x-api-key"] for request in platform.requests] == ["other", "other"]

    def test_a_name_that_is_taken_changes_no_other_key(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /sdk/api-keys", {"message": "in use"}, status=422)
        with pytest.raises(errors.ResourceError) as caught:
            aix.APIKey(name="x").save()
        assert isinstance(caught.value.__cause__, errors.UnprocessableError)
        assert len(platform.sent) == 1

    def test_by_its_ends(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("GET /sdk/api-keys", [{"id": "k0"}, {"id": "k1", "accessKey": "ab12****wx34"}])
        found = aix.APIKey.get_by_access_key("ab12cd34ef56wx34")
        assert found is not None
        assert found.id == "k1"
        assert aix.APIKey.get_by_access_key("zz12cd34ef56wx34") is None
        with pytest.raises(errors.ValidationError):
            aix.APIKey.get_by_access_key("short")

    @pytest.mark.parametrize("reply", [{}, None, [3], [{"requestCount": "x"}]])
    def test_usage_that_cannot_be_read(self, aix: Aixplain, platform: Platform, reply: Any) -> None:
        platform.on("GET /sdk/api-keys/usage-limits", reply)
        with pytest.raises(errors.InvalidResponseError):
            aix.APIKey.get_usage_limits()

    def test_one_is_made_of_dictionaries_and_times(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /sdk/api-keys", {"id": "k1", "expiresAt": "2027-01-01T00:00:00.000Z"})
        platform.on("PUT /sdk/api-keys/k1", {})
        key = aix.APIKey.create(
            "ci",
            5,
            {"token_per_day": 7, "rpm": 8},
            [{"model": aix.Model(id="m1"), "request_per_day": 9}],
            datetime(2027, 1, 1, tzinfo=UTC),
            api_key="other",
        )
        body = platform.body()
        assert body["expiresAt"] == "2027-01-01T00:00:00Z"
        assert body["globalLimits"] == {"tpm": 0, "tpd": 7, "rpm": 8, "rpd": 0, "tokenType": None}
        assert [(limit["assetId"], limit["rpd"]) for limit in body["assetsLimits"]] == [("m1", 9)]
        assert platform.requests[0].headers["x-api-key"] == "other"
        assert key.expires_at == "2027-01-01T00:00:00.000Z"
        key.save(expires_at=datetime(2028, 1, 1, tzinfo=UTC))
        assert platform.body()["expiresAt"] == "2028-01-01T00:00:00Z"

    @pytest.mark.parametrize(
        ("limits", "named"), [(3, "APIKeyLimits"), ({"token_per_dya": 1}, "token_per_day")]
    )
    def test_limits_are_known_or_refused(self, aix: Aixplain, limits: Any, named: str) -> None:
        with pytest.raises(errors.ValidationError, match=named):
            aix.APIKey(name="x", global_limits=limits)
        with pytest.raises(errors.ValidationError, match=named):
            aix.APIKey(name="x", asset_limits=[limits])

    def test_limits_are_set_one_by_one(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("GET /v2/models/a%2Fb", documents.model(id="m1"))
        platform.on("POST /sdk/api-keys", {"id": "k1"})
        platform.on("PUT /sdk/api-keys/k1", {})
        key = aix.APIKey(name="ci", global_limits=APIKeyLimits(), asset_limits=[APIKeyLimits(model="a/b")])
        key.save()
        key.set_token_per_day(1)
        key.set_token_per_minute(2)
        key.set_request_per_day(3, model="a/b")
        key.set_request_per_minute(4, model=aix.Model(id="m1"))
        key.save()
        body = platform.body()
        assert body["globalLimits"] == {"tpm": 2, "tpd": 1, "rpm": 0, "rpd": 0, "tokenType": None}
        assert [(limit["rpm"], limit["rpd"]) for limit in body["assetsLimits"]] == [(4, 3)]

    def test_a_limit_that_cannot_be_set(self, aix: Aixplain) -> None:
        key = aix.APIKey(name="ci", asset_limits=[APIKeyLimits(model="m1")])
        with pytest.raises(errors.ValidationError, match="no limits for all assets"):
            key.set_token_per_day(1)
        with pytest.raises(errors.ValidationError, match="no limits for 'm2'"):
            key.set_token_per_day(1, "m2")
        for wrong in (-1, 1.5, True):
            with pytest.raises(errors.ValidationError, match="whole number"):
                key.set_token_per_day(wrong, "m1")  # type: ignore[arg-type]
        assert key.asset_limits == [APIKeyLimits(model="m1")]

    def test_usage_of_all_and_of_one(self, aix: Aixplain, platform: Platform) -> None:
        rows = [{"requestCount": 12}, {"requestCount": 2, "requestCountLimit": 5, "assetId": "m1"}]
        platform.on("GET /v2/models/a%2Fb", documents.model(id="m1"))
        platform.on("GET /sdk/api-keys/usage-limits", rows)
        platform.on("GET /sdk/api-keys/k1/usage-limits", rows)
        assert [row.model for row in aix.APIKey.get_usage_limits()] == [None, "m1"]
        (row,) = aix.APIKey.get_usage_limits("a/b", api_key="other")
        assert {request.headers["x-api-key"] for request in platform.requests[1:]} == {"other"}
        assert row == APIKeyUsageLimit(2, 5, None, None, "a/b")
        key = aix.APIKey(id="k1")
        assert [row.model for row in key.get_usage()] == [None, "a/b"]
        assert [row.model for row in key.get_usage(model=aix.Model(id="m1"))] == ["a/b"]

    def test_the_list_takes_what_means_something(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("GET /sdk/api-keys", [{"id": "k1", "accessKey": "ab12****wx34"}])
        assert [key.id for key in aix.APIKey.list(api_key="other")] == ["k1"]
        assert aix.APIKey.get_by_access_key("ab12cd34ef56wx34", api_key="other") is not None
        assert {request.headers["x-api-key"] for request in platform.requests} == {"other"}
        with pytest.raises(errors.ArgumentError, match="'query'"):
            aix.APIKey.search(query="ci")  # type: ignore[call-arg]
        with pytest.raises(errors.ArgumentError, match="'bugdet'"):
            aix.APIKey(id="k1").save(bugdet=1)
