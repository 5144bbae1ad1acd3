"""Integrations: connecting, what they want for it and what can start a run."""

from typing import Any

import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.kinds.auth_scheme import scheme_of
from aixsdk.kinds.parameters import Parameter
from aixsdk.kinds.service import ToolId
from tests.sdk.kinds.tool_replies import EXEC, done, stored_tool
from tests.sdk.platform import BACKEND, Platform


class TestIntegration:
    def test_connect(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(f"{EXEC}/i1", done({"id": "t1", "redirectURL": None}))
        platform.on("GET /v2/tools/t1", stored_tool())
        integration = aix.Integration(id="i1")
        tool = integration.connect(
            name="slack", description="d", authScheme="BEARER_TOKEN", data={"token": "x"}
        )
        assert platform.body(0) == {
            "name": "slack",
            "description": "d",
            "authScheme": "BEARER_TOKEN",
            "data": {"token": "x"},
        }
        assert (type(tool), tool.id, tool.redirect_url) == (aix.Tool, "t1", None)

    def test_a_run_says_what_was_made(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(
            f"{EXEC}/i1",
            {"status": "IN_PROGRESS", "data": f"{BACKEND}/api/v1/data/x"},
            done({"url": "https://x"}),
        )
        platform.on("GET /api/v1/data/x", done({"id": "t1", "redirectURL": "https://consent"}))
        integration = aix.Integration(id="i1")
        assert integration.run(name="slack").data == ToolId("t1", "https://consent")
        assert integration.run(action="GET", data={}).data == {"url": "https://x"}

    def test_what_no_connection_takes(self, aix: Aixplain, platform: Platform) -> None:
        integration: Any = aix.Integration(id="i1", params=[Parameter("region")])
        with pytest.raises(
            errors.ValidationError, match=r"no argument 'auth_scheme'\. Did you mean 'authScheme'"
        ):
            integration.connect(name="x", auth_scheme="NO_AUTH")
        assert platform.sent == []
        platform.on(f"{EXEC}/i1", done("t1"))
        platform.on("GET /v2/tools/t1", stored_tool())
        integration.connect(name="x", region="eu")
        assert platform.body(0) == {"name": "x", "region": "eu"}

    def test_connect_with_a_key_of_its_own(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(f"{EXEC}/i1", done("t1"))
        platform.on("GET /v2/tools/t1", stored_tool())
        aix.Integration(id="i1").connect(name="slack", api_key="other")
        assert [request.headers["x-api-key"] for request in platform.requests] == ["other", "other"]

    @pytest.mark.parametrize("data", [None, {}, {"id": 3}, "", []])
    def test_no_id_may_have_happened(self, aix: Aixplain, platform: Platform, data: Any) -> None:
        platform.on(f"{EXEC}/i1", done(data))
        with pytest.raises(errors.InvalidResponseError) as caught:
            aix.Integration(id="i1").connect(name="x")
        assert caught.value.outcome_unknown

    def test_schemes_and_what_they_want(self, aix: Aixplain) -> None:
        attributes = {
            "auth_schemes": '["OAUTH2","BEARER_TOKEN"]',
            "BEARER_TOKEN-inputs": '[{"name":"token"}]',
        }
        integration = aix.Integration(attributes=attributes)
        assert integration.auth_schemes == ["OAUTH2", "BEARER_TOKEN"]
        assert integration.auth_inputs("BEARER_TOKEN") == [{"name": "token"}]
        assert integration.auth_inputs("OAUTH2") == []
        assert aix.Integration(attributes={"auth_schemes": "{"}).auth_schemes == []

    def test_trigger_types(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(f"{EXEC}/i1", done([{"slug": "NEW_REFUND", "config": {"label": {}}}, "odd"]))
        (found,) = aix.Integration(id="i1").list_trigger_types()
        assert (found.slug, found.config) == ("NEW_REFUND", {"label": {}})
        assert platform.body() == {"action": "list_trigger_types", "data": ""}

    def test_list_inputs_is_deprecated(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(f"{EXEC}/i1", done([{"name": "add"}]))
        with pytest.warns(DeprecationWarning, match="list_inputs"):
            (found,) = aix.Integration(id="i1").list_inputs("add")
        assert found.name == "add"
        assert platform.body() == {"action": "LIST_INPUTS", "data": {"actions": ["add"]}}

    def test_a_trigger_type_by_its_slug(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(f"{EXEC}/i1", done([{"slug": "NEW_REFUND"}, {"name": "no slug"}]))
        triggers = aix.Integration(id="i1").triggers
        assert (list(triggers), triggers["new_Refund"].slug) == (["NEW_REFUND"], "NEW_REFUND")
        with pytest.raises(KeyError):
            triggers["other"]
        assert len(platform.sent) == 1


@pytest.mark.parametrize(
    ("description", "attributes", "scheme"),
    [
        ("x Authentication scheme used for this connections: NO_AUTH", None, "NO_AUTH"),
        ("Authentication scheme used for this connection: OAUTH2", {"auth_schemes": "API_KEY"}, "OAUTH2"),
        (None, {"auth_schemes": '["OAUTH2", "BEARER_TOKEN"]'}, "BEARER_TOKEN"),
        ("", {"auth_schemes": '["OAUTH2"]'}, "OAUTH2"),
        (None, None, None),
    ],
)
def test_the_scheme_of_a_connection(description: str | None, attributes: Any, scheme: str | None) -> None:
    assert scheme_of(description, attributes) == scheme
