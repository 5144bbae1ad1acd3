"""Getting one resource by its id or path."""

from typing import Any

import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from tests.sdk.platform import Platform
from tests.sdk.resource.things import Thing


class TestGet:
    def test_by_id_or_path_with_host_and_query(self, things: type[Thing], platform: Platform) -> None:
        platform.on("GET /v2/things/a%2Fb%20c", {"id": "1", "name": "n"})
        thing = things.get("a/b c", "azure", more="x", nothing=None)
        assert (thing.id, thing.is_modified, type(thing)) == ("1", False, things)
        assert platform.sent == ["GET /v2/things/a%2Fb%20c?more=x&host=azure"]

    def test_path_and_key_of_the_call(self, things: type[Thing], platform: Platform) -> None:
        platform.on("GET /v9/x/1", {"id": "1"})
        things.get("1", resource_path="v9/x", api_key="other")
        assert platform.sent == ["GET /v9/x/1"]
        assert platform.requests[0].headers["x-api-key"] == "other"

    def test_not_found(self, things: type[Thing]) -> None:
        with pytest.raises(errors.NotFoundError):
            things.get("1")

    @pytest.mark.parametrize("document", [[], None, 3])
    def test_no_document(self, things: type[Thing], platform: Platform, document: Any) -> None:
        platform.on("GET /v2/things/1", document)
        with pytest.raises(errors.InvalidResponseError):
            things.get("1")

    def test_a_document_that_cannot_be_decoded(self, things: type[Thing], platform: Platform) -> None:
        platform.on("GET /v2/things/1", {"id": "1", "parts": {"a": 1}})
        with pytest.raises(errors.ResourceError, match=r"Failed to deserialize Thing \(id=1\)") as caught:
            things.get("1")
        cause = caught.value.__cause__
        assert isinstance(cause, errors.InvalidResponseError)
        assert isinstance(cause.__cause__, TypeError)

    @pytest.mark.parametrize("wrong", [".", ".."])
    def test_an_id_that_climbs_is_refused(self, things: type[Thing], platform: Platform, wrong: str) -> None:
        with pytest.raises(errors.ValidationError):
            things.get(wrong)
        assert platform.sent == []

    def test_a_class_without_a_path(self, aix: Aixplain) -> None:
        class Nowhere(Thing):
            context = aix
            RESOURCE_PATH = ""

        with pytest.raises(ValueError, match="RESOURCE_PATH"):
            Nowhere.get("1")
