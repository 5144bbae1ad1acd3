"""API keys, utilities, inspectors, skills and the account."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.kinds.api_key_limits import Limits
from aixsdk.kinds.inspector import Inspector, Judge
from aixsdk.kinds.skill_source import front_matter, read_source
from aixsdk.kinds.utility import inputs_of
from tests.sdk import documents
from tests.sdk.platform import Platform

PLACE = {
    "key": "tmp/1/code",
    "uploadUrl": "https://bucket.s3.amazonaws.com/put?sig=1",
    "downloadUrl": "https://dl/1",
}


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


class TestUtility:
    def test_the_source_is_uploaded_and_described(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /sdk/file/upload/temp-url", {**PLACE, "downloadUrl": ""})
        platform.on("PUT /put", httpx.Response(200))
        platform.on("POST /sdk/utilities", {"id": "u1"})
        code = "def main(a: int, b: str, c: bool) -> str:\n    return ''"
        aix.Utility(name="joiner", description="Joins two words.", code=code).save()
        assert platform.requests[1].content == code.encode()
        assert platform.requests[1].headers["content-type"] == "text/csv"
        body = platform.body()
        assert (body["code"], body["utility_id"]) == ("s3://bucket/tmp/1/code", "custom_python_code")
        assert body["inputs"] == [
            {"name": "a", "description": "The a input is a number", "type": "number"},
            {"name": "b", "description": "The b input is a text", "type": "text"},
            {"name": "c", "description": "The c input is a boolean", "type": "boolean"},
        ]

    def test_the_source_is_uploaded_with_the_key_of_the_save(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /sdk/file/upload/temp-url", PLACE)
        platform.on("PUT /put", httpx.Response(200))
        platform.on("POST /sdk/utilities", {"id": "u1"})
        aix.Utility(description="Does something.", code="def main(): pass").save(api_key="other")
        ask, put, create = platform.requests
        assert ask.headers["authorization"] == "token other"
        assert create.headers["x-api-key"] == "other"
        assert "other" not in str(put.headers)

    def test_making_one_sends_nothing(self, aix: Aixplain, platform: Platform) -> None:
        aix.Utility(name="x", code="def main(): pass")
        assert platform.sent == []

    def test_the_description_must_say_something(self, aix: Aixplain, platform: Platform) -> None:
        with pytest.raises(errors.ResourceError, match="more than 10 characters"):
            aix.Utility(name="x", description="short", code="def main(): pass").save()
        assert platform.sent == []

    @pytest.mark.parametrize(
        "code", ["def other(): pass", "def main(a): pass", "def main(a: dict): pass", "def ("]
    )
    def test_a_source_that_will_not_do(self, code: str) -> None:
        with pytest.raises(errors.InputError):
            inputs_of(code)


class TestInspector:
    def test_inside_an_agent(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /v2/agents", documents.agent())
        inspector = Inspector(
            "grounded",
            Judge(asset_id="m1", prompt="Abort when unsupported."),
            action="rerun",
            targets=[" output ", ""],
            max_retries=2,
            on_exhaust="abort",
            severity="HIGH",
        )
        aix.Agent(name="x", inspectors=[inspector, {"as": "it came"}]).save()
        assert platform.body()["inspectors"] == [
            {
                "name": "grounded",
                "targets": ["output"],
                "action": {"type": "rerun", "maxRetries": 2, "onExhaust": "abort"},
                "evaluator": {"type": "asset", "assetId": "m1", "prompt": "Abort when unsupported."},
                "severity": "high",
            },
            {"as": "it came"},
        ]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"action": "explode"},
            {"action": "abort", "max_retries": 1},
            {"action": "abort", "on_exhaust": "abort"},
            {"action": "rerun", "max_retries": -1},
            {"action": "edit"},
            {"severity": "awful"},
            {"name": " "},
            {"evaluator": None},
            {"evaluator": "m"},
        ],
    )
    def test_parts_that_do_not_fit(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(errors.ValidationError):
            Inspector(**{"name": "x", "evaluator": Judge("m"), **wrong})

    @pytest.mark.parametrize(
        ("name", "action", "target", "preset"),
        [
            ("detect-prompt-attacks-guardrail", {"type": "abort"}, "input", "prompt_injection_guard"),
            ("sensitive-information-guardrail", {"type": "edit"}, "input", "pii_redaction"),
            (
                "contextual-grounding-check-guardrail",
                {"type": "rerun", "maxRetries": 2, "onExhaust": "abort"},
                "output",
                "hallucination_guard",
            ),
            ("something-else", {"type": "abort"}, "input", None),
        ],
    )
    def test_guards_come_set_up(
        self, aix: Aixplain, platform: Platform, name: str, action: Any, target: str, preset: str | None
    ) -> None:
        guard = documents.model(id="g1", assetInfo={"instanceId": f"aws/{name}/aws", "assetName": name})
        platform.on(f"GET /v2/models/aws%2F{name}%2Faws", guard)
        payload = aix.Inspector.get(f"aws/{name}/aws").payload()
        assert (payload["action"], payload["targets"], payload.get("presetId")) == (action, [target], preset)
        assert payload["evaluator"] == {"type": "asset", "assetId": "g1"}
        assert payload.get("editor") == (payload["evaluator"] if action["type"] == "edit" else None)

    def test_a_function_can_judge(self) -> None:
        assert Judge(function="def f(): pass").payload() == {"type": "function", "function": "def f(): pass"}


class TestSkill:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("---\nname: a\ndescription: 'b: c'\nempty:\n---\nbody: x", {"name": "a", "description": "b: c"}),
            ("no matter", {}),
            ("---\nname: never closed", {}),
            ("", {}),
        ],
    )
    def test_front_matter(self, text: str, found: dict[str, str]) -> None:
        assert front_matter(text) == found

    def test_a_folder_from_the_top_down_without_links(self, tmp_path: Path) -> None:
        root = tmp_path / "skill"
        (root / "b" / "deep").mkdir(parents=True)
        (root / "a").mkdir()
        for name in ("SKILL.md", "z.txt", "a/one", "b/deep/two", ".hidden"):
            (root / name).write_text("x")
        (root / "secret").symlink_to("/etc/passwd")
        (root / "elsewhere").symlink_to("/etc")
        source = read_source(root)
        assert [path.relative_to(root).as_posix() for path in source.folders] == ["a", "b", "b/deep"]
        assert [path.relative_to(root).as_posix() for path in source.files] == [
            ".hidden",
            "SKILL.md",
            "z.txt",
            "a/one",
            "b/deep/two",
        ]
        assert (source.name, source.description) == ("skill", None)

    def test_what_is_not_there(self, tmp_path: Path) -> None:
        for path in (tmp_path / "nothing", tmp_path):
            with pytest.raises(errors.ValidationError):
                read_source(path)

    def test_a_single_file_becomes_the_main_file(
        self, aix: Aixplain, platform: Platform, tmp_path: Path
    ) -> None:
        path = tmp_path / "helper.md"
        path.write_text("---\ndescription: Helps\n---\n")
        platform.on("POST /sdk/skill", {"id": "k1"})
        platform.on("POST /sdk/file/upload/temp-url", PLACE)
        platform.on("PUT /put", httpx.Response(200))
        platform.on("POST /sdk/skill/k1/file", {"id": "f1"})
        skill = aix.Skill.from_source(path).save()
        assert (skill.name, skill.description) == ("helper", "Helps")
        assert platform.body() == {
            "name": "SKILL.md",
            "url": "https://dl/1",
            "description": "",
            "parentId": None,
        }

    def test_every_request_of_a_save_has_its_key_and_path(
        self, aix: Aixplain, platform: Platform, tmp_path: Path
    ) -> None:
        (tmp_path / "inside").mkdir()
        for name in ("SKILL.md", "inside/file"):
            (tmp_path / name).write_text("x")
        platform.on("POST /v9/skill", {"id": "k1"})
        platform.on("POST /v9/skill/k1/folder", {"id": "d1"})
        platform.on("POST /v9/skill/k1/file", {"id": "f1"})
        platform.on("POST /sdk/file/upload/temp-url", PLACE)
        platform.on("PUT /put", httpx.Response(200))
        aix.Skill.from_source(tmp_path).save(api_key="other", resource_path="v9/skill")
        keys = [
            request.headers.get("x-api-key") or request.headers["authorization"]
            for request in platform.requests
            if request.method == "POST"
        ]
        assert keys == ["other", "other", "token other", "other", "token other", "other"]

    @pytest.mark.parametrize("name", ["../../evil", "/etc/evil", "evil"])
    def test_a_download_stays_in_this_folder(
        self, aix: Aixplain, platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        monkeypatch.chdir(tmp_path)
        platform.on("GET /sdk/skill/k1/download", httpx.Response(200, content=b"zip"))
        assert aix.Skill(id="k1", name=name).download() == Path("evil.zip")
        assert (tmp_path / "evil.zip").read_bytes() == b"zip"


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
        issue = aix.report_issue("It hangs", tags=["agent"], severity="SEV3")
        assert (issue.id, issue.url) == ("ISS-204", "https://b")
        assert platform.body() == {"description": "It hangs", "severity": "SEV3", "tags": ["agent"]}
        aix.report_issue("", title="t", reporter_email="a@b", sdk_version="1", runtime_context={"os": "x"})
        assert platform.body() == {
            "description": "",
            "title": "t",
            "reporter_email": "a@b",
            "sdk_version": "1",
            "runtime_context": {"os": "x"},
        }
        with pytest.raises(errors.ValidationError):
            aix.report_issue("x", severity="HUGE")
        platform.on("POST /v1/issue", {})
        with pytest.raises(errors.IssueError):
            aix.report_issue("x")
        platform.on("POST /v1/issue", {"message": "no", "requestId": "r1"}, status=403)
        with pytest.raises(errors.IssueError) as caught:
            aix.report_issue("x")
        assert caught.value.status_code == 403
        assert isinstance(caught.value.__cause__, errors.PermissionDeniedError)
