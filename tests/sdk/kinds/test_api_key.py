"""API keys: their limits, what is stored of them, and finding one by its ends."""

from typing import Any

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.kinds.api_key_limits import Limits
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
            global_limits=Limits(1, 2, 3, 4, "total"),
            assets_limits=[Limits(rpm=10, asset_id="a/b"), Limits(rpd=5, asset_id="m2")],
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
            {"global_limits": Limits(tpm=-1)},
            {"assets_limits": [Limits()]},
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
        limits = [Limits(rpm=10, asset_id="a/b"), Limits(rpm=5, asset_id="m2")]
        key = aix.APIKey(name="ci", assets_limits=limits).save()
        key.save(budget=1.0)
        for found in (key, aix.APIKey.get("k1"), aix.APIKey.search().results[0]):
            assert [limit.asset_id for limit in found.assets_limits or []] == ["a/b", "m2"]
            assert not found.is_modified
        assert not before.is_modified
        assert [limit["assetId"] for limit in platform.body(3)["assetsLimits"]] == ["m1", "m2"]
        assert platform.sent.count("GET /v2/models/a%2Fb") == 1
        with Aixplain("other", config=aix.config, transport=httpx.MockTransport(platform.handle)) as other:
            assert [limit.asset_id for limit in other.APIKey.get("k1").assets_limits or []] == ["m1", "m2"]

    def test_an_asset_that_is_not_there_and_one_that_nobody_may_see(
        self, aix: Aixplain, platform: Platform
    ) -> None:
        key = aix.APIKey(name="ci", assets_limits=[Limits(asset_id="a/b")])
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
        key = aix.APIKey(name="ci", assets_limits=[Limits(asset_id="m1")]).save()
        key.save(budget=9.0)
        assert (key.name, key.budget, key.assets_limits) == ("CI", 2, [])
        assert key.global_limits == Limits(7, 0, 0, 0)
        assert (key.access_key, key.is_modified) == ("ab12cd34ef56wx34", False)
        assert key.save().global_limits is None
        assert (key.save().name, key.save().name) == ("CI", "CI")

    def test_every_request_of_a_save_has_its_key(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("GET /v2/models/a%2Fb", documents.model(id="m1"))
        platform.on("POST /sdk/api-keys", {"id": "k1"})
        aix.APIKey(name="ci", assets_limits=[Limits(asset_id="a/b")]).save(api_key="other")
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
            aix.APIKey.own_usage()
