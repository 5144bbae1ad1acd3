"""Deleting a resource, after which it cannot be used."""

from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.resource import BaseResource, DeleteResourceMixin, DeleteResult
from tests.sdk.platform import Platform
from tests.sdk.resource.things import Thing


class TestDelete:
    @pytest.fixture
    def thing(self, things: type[Thing], platform: Platform) -> Thing:
        platform.on("GET /v2/things/1", {"id": "1"})
        return things.get("1")

    def test_any_body_will_do(self, thing: Thing, platform: Platform) -> None:
        platform.on("DELETE /v2/things/1", httpx.Response(204))
        result = thing.delete()
        assert (result.status, result.completed, result.deleted_id) == ("SUCCESS", True, "1")
        assert (thing.id, thing.is_deleted) == (None, True)

    def test_path_and_key_of_the_call(self, thing: Thing, platform: Platform) -> None:
        platform.on("DELETE /v9/x/1", {})
        thing.delete(resource_path="v9/x", api_key="other")
        assert platform.requests[-1].headers["x-api-key"] == "other"

    def test_a_refused_one_is_still_there(self, thing: Thing, platform: Platform) -> None:
        platform.on("DELETE /v2/things/1", {"message": "err.agent_is_in_use"}, status=403)
        with pytest.raises(
            errors.ResourceError, match=r"Failed to delete resource: err\.agent_is_in_use"
        ) as caught:
            thing.delete()
        assert isinstance(caught.value.__cause__, errors.PermissionDeniedError)
        assert (thing.id, thing.is_deleted) == ("1", False)

    def test_it_is_gone_whatever_is_made_of_the_reply(self, aix: Aixplain, platform: Platform) -> None:
        class Strict(Thing):
            context = aix

            def handle_delete_response(self, response: Any, **kwargs: Any) -> Any:
                raise KeyError("receipt")

        platform.on("DELETE /v2/things/1", {})
        strict = Strict(id="1")
        with pytest.raises(errors.ResourceError):
            strict.delete()
        assert strict.is_deleted

    def test_twice_is_refused_here(self, thing: Thing, platform: Platform) -> None:
        platform.on("DELETE /v2/things/1", {})
        thing.delete()
        with pytest.raises(errors.ResourceError, match="has been deleted and cannot be used"):
            thing.delete()
        assert platform.sent.count("DELETE /v2/things/1") == 1

    def test_what_was_never_saved(self, things: type[Thing]) -> None:
        with pytest.raises(errors.ResourceError, match=r"has not been saved yet. Call \.save\(\) first"):
            things(name="x").delete()

    def test_what_lost_its_id(self, thing: Thing) -> None:
        thing.id = None
        with pytest.raises(errors.ResourceError, match="Thing has no id"):
            thing.delete()

    def test_everything_can_be_overridden(self, aix: Aixplain, platform: Platform) -> None:
        @dataclass
        class Gone(DeleteResult):
            note: str = ""

        @dataclass(repr=False)
        class Odd(BaseResource, DeleteResourceMixin[Any, Gone]):
            context = aix
            RESOURCE_PATH = "v1/odd"
            DELETE_RESPONSE_CLASS = Gone

            def build_delete_payload(self, **kwargs: Any) -> dict[str, Any]:
                return {"reason": kwargs["reason"]}

            def build_delete_url(self, **kwargs: Any) -> str:
                return f"v1/trash/{self.id}"

            def handle_delete_response(self, response: Any, **kwargs: Any) -> Gone:
                return Gone(status=str(response.status_code), note=response.json()["note"])

            def after_delete(self, result: Any, *args: Any, **kwargs: Any) -> Gone | None:
                return Gone(note=result.note + "!")

        platform.on("DELETE /v1/trash/1", {"note": "bye"})
        assert Odd(id="1").delete(reason="old") == Gone(note="bye!")
        assert platform.body() == {"reason": "old"}
