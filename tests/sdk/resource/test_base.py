import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.enums import SortBy
from aixsdk.resource import (
    BaseMixin,
    BaseResource,
    GetResourceMixin,
    HasContext,
    HasFromDict,
    HasResourcePath,
    HasToDict,
    encode_resource_id,
)
from tests.sdk.platform import Platform
from tests.sdk.resource.things import Part, Thing

DOCUMENT = {
    "id": "t 1",
    "name": "One",
    "colour": "red",
    "parts": [{"size": 2}],
    "maxSize": 7,
    "anything": {"a": [1]},
}


@pytest.fixture
def thing(things: type[Thing], platform: Platform) -> Thing:
    platform.on("GET /v2/things/t%201", DOCUMENT)
    return things.get("t 1")


@pytest.mark.parametrize(
    ("raw", "encoded"),
    [("a/b", "a%2Fb"), ("a b", "a%20b"), ("a@b", "a%40b"), ("ü", "%C3%BC"), ("a?b#c%", "a%3Fb%23c%25")],
)
def test_encode_resource_id(raw: str, encoded: str) -> None:
    assert encode_resource_id(raw) == encoded
    assert BaseResource(id=raw).encoded_id == encoded


def test_encoded_id_without_an_id_is_empty() -> None:
    assert BaseResource().encoded_id == ""


def test_protocols_are_those_of_a_bound_resource(things: type[Thing]) -> None:
    for protocol in (HasContext, HasResourcePath, HasFromDict, HasToDict):
        assert isinstance(things(), protocol)
    assert not isinstance(Thing(), HasContext)


def test_a_mixin_is_for_resources_only() -> None:
    with pytest.raises(TypeError, match="must be a subclass of BaseResource"):

        class Wrong(GetResourceMixin[Any, Any]):
            pass

    class FurtherMixin(BaseMixin):
        pass


class TestState:
    def test_a_new_one_is_modified(self) -> None:
        assert Thing(name="x").is_modified
        assert not Thing().is_deleted

    def test_a_fetched_one_is_not(self, thing: Thing) -> None:
        assert not thing.is_modified

    @pytest.mark.parametrize(
        "change",
        [
            lambda thing: setattr(thing, "name", "Two"),
            lambda thing: setattr(thing, "max_size", 8),
            lambda thing: setattr(thing.parts[0], "size", 3),
            lambda thing: thing.parts.append(Part()),
            lambda thing: thing.anything["a"].append(2),
        ],
    )
    def test_any_change_is_seen_and_so_is_taking_it_back(self, thing: Thing, change: Any) -> None:
        before = copy.deepcopy(vars(thing))
        change(thing)
        assert thing.is_modified
        vars(thing).update(before)
        assert not thing.is_modified

    def test_setting_the_same_is_no_change(self, thing: Thing) -> None:
        thing.name = "One"
        thing.parts = [Part(2)]
        assert not thing.is_modified

    def test_state_of_this_process_is_not_in_the_document(self, thing: Thing) -> None:
        assert set(thing.to_dict()) == {*DOCUMENT, "description", "path"}


class TestRepr:
    def test_by_path_then_by_id_and_name(self) -> None:
        assert repr(Thing(id="1", name="n", path="a/b")) == "Thing(path=a/b)"
        assert repr(Thing(id="1", name="n")) == "Thing(id=1, name=n)"
        assert str(Thing(id="1", name="n")) == repr(Thing(id="1", name="n"))


class TestSave:
    def test_without_an_id_it_is_created_and_takes_over_what_was_stored(
        self, things: type[Thing], platform: Platform
    ) -> None:
        platform.on(
            "POST /v2/things", {"id": "n1", "name": "Stored", "maxSize": 9, "createdBy": "x"}, status=201
        )
        thing = things(name="Wanted", colour="blue")
        assert thing.save() is thing
        assert platform.body()["name"] == "Wanted"
        assert (thing.id, thing.name, thing.max_size, thing.colour) == ("n1", "Stored", 9, "blue")
        assert not thing.is_modified

    def test_with_an_id_it_is_updated(self, thing: Thing, platform: Platform) -> None:
        platform.on("PUT /v2/things/t%201", {"name": "ignored"})
        thing.save(colour="green", unknown=1, save="no method", _deleted=True)
        assert platform.body() == {**DOCUMENT, "colour": "green"}
        assert (thing.colour, thing.name, thing.is_modified, thing.is_deleted) == (
            "green",
            "One",
            False,
            False,
        )
        assert callable(thing.save)

    def test_an_update_may_be_answered_with_nothing(self, thing: Thing, platform: Platform) -> None:
        platform.on("PUT /v2/things/t%201", httpx.Response(200))
        assert not thing.save(colour="green").is_modified

    def test_a_refused_save_keeps_what_was_set(self, thing: Thing, platform: Platform) -> None:
        platform.on("PUT /v2/things/t%201", {"message": "no"}, status=422)
        with pytest.raises(errors.ResourceError, match="Failed to save resource: no") as caught:
            thing.save(colour="green")
        assert isinstance(caught.value.__cause__, errors.UnprocessableError)
        assert (thing.colour, thing.is_modified) == ("green", True)

    @pytest.mark.parametrize("reply", [{}, [], None, {"id": None}, {"id": True}, {"id": [7]}])
    def test_a_create_without_an_id_in_its_reply_may_have_happened(
        self, things: type[Thing], platform: Platform, reply: Any
    ) -> None:
        platform.on("POST /v2/things", reply)
        with pytest.raises(errors.ResourceError) as caught:
            things(name="x").save()
        assert caught.value.outcome_unknown

    def test_an_id_may_be_a_number(self, things: type[Thing], platform: Platform) -> None:
        platform.on("POST /v2/things", {"id": 7})
        assert things(name="a").save().id == "7"

    def test_any_attribute_with_a_value_can_be_set_by_a_save(self, aix: Aixplain, platform: Platform) -> None:
        @dataclass(repr=False)
        class Wide(Thing):
            context = aix
            shape = "round"
            size: int = field(default=3, init=False)

            @property
            def area(self) -> int:
                return self.size**2

        platform.on("POST /v2/things", {"id": "1"})
        wide = Wide()
        wide.extra = 1  # type: ignore[attr-defined]
        wide.save(size=9, shape="flat", extra=2, area=5, save=1, context=2, RESOURCE_PATH="x", _deleted=True)
        assert (wide.size, wide.shape, wide.area, wide.extra) == (9, "flat", 81, 2)  # type: ignore[attr-defined]
        assert platform.sent == ["POST /v2/things"]
        assert callable(wide.save)
        assert not wide.is_deleted
        assert wide.context is aix

    def test_a_document_that_is_more_than_json_is_kept_too(self, things: type[Thing]) -> None:
        thing = things(name="a", anything=SortBy.NAME)
        thing.keep_document({"name": "a", "anything": SortBy.NAME, "when": datetime.now(UTC)})
        assert not thing.is_modified

    def test_a_create_whose_reply_cannot_be_read_still_knows_its_id(
        self, things: type[Thing], platform: Platform
    ) -> None:
        platform.on("POST /v2/things", {"id": "n1", "parts": "none"})
        thing = things(name="x")
        with pytest.raises(errors.ResourceError):
            thing.save()
        assert thing.id == "n1"

    def test_path_and_key_of_the_call(self, things: type[Thing], platform: Platform) -> None:
        platform.on("POST /v9/others", {"id": "n1"})
        things(name="x").save(resource_path="v9/others", api_key="other")
        assert platform.requests[0].headers["x-api-key"] == "other"

    def test_a_deleted_one_is_not_made_again_but_its_clone_is(self, thing: Thing, platform: Platform) -> None:
        platform.on("DELETE /v2/things/t%201", {})
        platform.on("POST /v2/things", {"id": "t2"})
        thing.delete()
        with pytest.raises(errors.ResourceError, match="has been deleted"):
            thing.save()
        assert platform.sent[-1].startswith("DELETE")
        again = thing.clone().save()
        assert (again.id, again.is_deleted) == ("t2", False)

    def test_without_a_context_it_says_so(self) -> None:
        with pytest.raises(errors.ResourceError, match="Context is required"):
            Thing(name="x").save()

    def test_hooks_and_payload_of_a_subclass(self, aix: Aixplain, platform: Platform) -> None:
        @dataclass(repr=False)
        class Careful(Thing):
            context = aix
            RESOURCE_PATH = "v2/careful"

            def before_save(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
                return {"early": True} if kwargs.get("dry") else None

            def build_save_payload(self, **kwargs: Any) -> dict[str, Any]:
                return {"only": self.name, "note": kwargs.get("note")}

            def after_save(self, result: Any, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
                self.colour = type(result).__name__
                return None

        platform.on("POST /v2/careful", {"id": "c1"})
        careful = Careful(name="n")
        early: Any = careful.save(dry=True)
        assert early == {"early": True}
        assert platform.sent == []
        careful.save(note="x")
        assert platform.body() == {"only": "n", "note": "x"}
        assert careful.colour == "Careful"


class TestClone:
    def test_a_deep_copy_without_id_and_state(self, thing: Thing, platform: Platform) -> None:
        sent = len(platform.sent)
        twin = thing.clone(name="Twin", nothing="x")
        assert (twin.id, twin.name, twin.colour, twin.is_modified) == (None, "Twin", "red", True)
        assert type(twin) is type(thing)
        twin.parts[0].size = 99
        twin.anything["a"].append(9)
        assert not thing.is_modified
        assert len(platform.sent) == sent

    def test_a_clone_has_no_id_whatever_is_given(self, thing: Thing) -> None:
        assert thing.clone(id="other").id is None

    def test_a_clone_of_a_deleted_one_is_not_deleted(self, thing: Thing) -> None:
        thing.mark_as_deleted()
        assert not thing.clone().is_deleted

    def test_neither_client_nor_key_is_copied(self, aix: Aixplain) -> None:
        thing = Thing(id="1")
        vars(thing)["context"] = aix
        assert thing.clone().context is aix
        assert copy.deepcopy([thing])[0].context is aix
