"""Saving a tool, which connects an integration, and deleting it."""

from typing import Any

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.kinds.tool import Tool
from tests.sdk import documents
from tests.sdk.kinds.tool_replies import CODE, EXEC, done, stored_tool
from tests.sdk.platform import Platform


class TestSave:
    def test_a_new_one_connects_and_takes_over_the_tool(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("GET /v2/integrations/688779d8bfb8e46c273982ca", documents.model(id="i9", params=[]))
        platform.on(f"{EXEC}/i9", done({"id": "t1", "redirectURL": "https://consent.test"}))
        platform.on("GET /v2/tools/t1", stored_tool(description="From the platform"))
        tool = aix.Tool(name="adder", description="Adds", code=CODE).save()
        assert platform.body(1) == {
            "name": "adder",
            "description": "Adds",
            "data": {"code": CODE, "function_name": "add"},
        }
        assert (tool.id, tool.description, tool.integration_id) == ("t1", "From the platform", "i1")
        assert (tool.redirect_url, tool.is_modified) == ("https://consent.test", False)
        assert "code" not in tool.to_dict()

    def test_an_integration_object_and_a_configuration(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(f"{EXEC}/i1", done("t1"))
        platform.on("GET /v2/tools/t1", stored_tool())
        config = {"data": {"token": "inner", "kept": 1}, "token": "outer"}
        aix.Tool(name="x", integration=aix.Integration(id="i1"), config=config).save()
        assert platform.body(0) == {"name": "x", "data": {"token": "outer", "kept": 1}}

    @pytest.mark.parametrize("fields", [{"name": "x"}, {"code": CODE}])
    def test_what_is_not_enough(self, aix: Aixplain, platform: Platform, fields: dict[str, Any]) -> None:
        with pytest.raises(errors.ResourceError) as caught:
            aix.Tool(**fields).save()
        assert isinstance(caught.value.__cause__, errors.ValidationError)
        assert platform.sent == []

    def test_a_refusal_says_why(self, aix: Aixplain, platform: Platform) -> None:
        platform.on(
            f"{EXEC}/i1", {"status": "FAILED", "supplierError": "Name already exists", "statusCode": 400}
        )
        with pytest.raises(errors.ResourceError, match="Operation failed: Name already exists"):
            aix.Tool(name="x", integration=aix.Integration(id="i1")).save()

    @pytest.mark.parametrize("failure", [httpx.Response(500), httpx.ReadTimeout("slow"), httpx.Response(429)])
    def test_connecting_is_never_done_twice(self, aix: Aixplain, platform: Platform, failure: Any) -> None:
        platform.on(f"{EXEC}/i1", failure)
        with pytest.raises(errors.ResourceError):
            aix.Tool(name="x", integration=aix.Integration(id="i1")).save()
        assert len(platform.sent) == 1

    def test_an_update_sends_name_and_description(self, tool: Tool, platform: Platform) -> None:
        platform.on("PUT /sdk/utilities/t1", {"id": "t1"})
        tool.save(name="other")
        assert platform.body() == {
            "id": "t1",
            "name": "other",
            "description": "General purpose text generation.",
        }
        assert not tool.is_modified

    def test_new_code_connects_again(self, tool: Tool, platform: Platform) -> None:
        platform.on("PUT /sdk/utilities/t1", {})
        platform.on(f"{EXEC}/i1", done({"id": "t2", "redirectURL": "https://consent.test"}))
        platform.on("GET /v2/tools/t2", stored_tool(id="t2"))
        assert list(tool.actions) == ["add", "multiply"]
        tool.save(code=CODE, description="x\n\n Authentication scheme used for this connections: NO_AUTH")
        assert platform.body(-2) == {
            "name": "",
            "authScheme": "NO_AUTH",
            "data": {"code": CODE, "function_name": "add", "assetId": "as1"},
        }
        assert (tool.id, tool.redirect_url) == ("t2", "https://consent.test")
        # Another code may do other things.
        platform.on(f"{EXEC}/t2", done([{"name": "divide"}]))
        assert list(tool.actions) == ["divide"]

    def test_a_copy_asks_for_its_own_actions(self, tool: Tool, aix: Aixplain, platform: Platform) -> None:
        assert list(tool.actions) == ["add", "multiply"]
        platform.on(f"{EXEC}/i1", done("t2"))
        platform.on("GET /v2/tools/t2", stored_tool(id="t2"))
        platform.on(f"{EXEC}/t2", done([{"name": "divide"}]))
        twin = tool.clone(name="twin", integration=aix.Integration(id="i1")).save()
        assert (list(twin.actions), list(tool.actions)) == (["divide"], ["add", "multiply"])

    def test_a_secret_is_sent_once(self, tool: Tool, aix: Aixplain, platform: Platform) -> None:
        platform.on("PUT /sdk/utilities/t1", {})
        platform.on(f"{EXEC}/i1", done("t1"))
        made = aix.Tool(name="x", integration=aix.Integration(id="i1"), config={"token": "s3cret"}).save()
        tool.save(config={"token": "s3cret"}, code=CODE)
        for saved in (made, tool):
            assert (saved.config, saved.code) == (None, None)
            assert "s3cret" not in repr(vars(saved))
            sent = len(platform.sent)
            saved.save(name="other")
            assert platform.sent[sent:] == ["PUT /sdk/utilities/t1"]

    def test_what_was_refused_is_sent_again(self, tool: Tool, platform: Platform) -> None:
        platform.on("PUT /sdk/utilities/t1", {})
        platform.on(f"{EXEC}/i1", httpx.Response(403), done("t1"))
        with pytest.raises(errors.ResourceError):
            tool.save(config={"token": "x"})
        tool.save()
        assert platform.body(-2)["data"]["token"] == "x"

    def test_new_code_needs_the_integration_before_anything_is_sent(
        self, tool: Tool, platform: Platform
    ) -> None:
        tool.integration_id = None
        with pytest.raises(errors.ResourceError, match="Cannot update"):
            tool.save(code=CODE)
        assert "PUT /sdk/utilities/t1" not in platform.sent

    def test_delete(self, tool: Tool, platform: Platform) -> None:
        platform.on("DELETE /v2/tools/t1", {})
        assert tool.delete().deleted_id == "t1"


def test_every_request_of_a_save_has_the_key_of_the_save(aix: Aixplain, platform: Platform) -> None:
    made = {"status": "SUCCESS", "completed": True, "data": {"id": "t1"}}
    platform.on("GET /v2/integrations/i1", documents.model(id="i1", params=[]))
    platform.on(f"{EXEC}/i1", made)
    platform.on("GET /v2/tools/t1", stored_tool())
    platform.on("PUT /sdk/utilities/t1", {})
    tool = aix.Tool(name="adder", integration="i1", config={"token": "x"}).save(api_key="other")
    tool.save(config={"token": "y"}, api_key="other")
    assert len(platform.requests) == 6
    assert {request.headers["x-api-key"] for request in platform.requests} == {"other"}
