"""Resource classes of others, overriding what the layer's documentation names, with its signatures."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

import pytest
from dataclasses_json import dataclass_json

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.resource import DeleteResult, Result, with_hooks
from tests.sdk.documents import page
from tests.sdk.platform import BACKEND, Platform
from tests.sdk.resource.things import Thing

RUN, URL = "POST /v2/things/1/run", f"{BACKEND}/poll"
DONE = {"status": "SUCCESS", "completed": True, "data": "answer"}


class Recording(Thing):
    """Writes down what its hooks are told, and answers for them."""

    told: list[tuple[Any, ...]]
    answers: dict[str, Any]

    def _tell(self, hook: str, *what: Any) -> Any:
        self.told.append((hook, *what))
        return self.answers.get(hook)

    def before_save(self, *args: Any, **kwargs: Any) -> Any:
        return self._tell("before_save", args, kwargs)

    def after_save(self, result: Any, *args: Any, **kwargs: Any) -> Any:
        return self._tell("after_save", result, args, kwargs)

    def before_delete(self, *args: Any, **kwargs: Any) -> Any:
        return self._tell("before_delete", args, kwargs)

    def after_delete(self, result: Any, *args: Any, **kwargs: Any) -> Any:
        return self._tell("after_delete", result, args, kwargs)

    def before_clone(self, **kwargs: Any) -> Any:
        return self._tell("before_clone", kwargs)

    def after_clone(self, result: Any, **kwargs: Any) -> Any:
        return self._tell("after_clone", result, kwargs)


@pytest.fixture
def thing(aix: Aixplain) -> Any:
    bound: Any = type("Recording", (Recording,), {"context": aix, "told": [], "answers": {}})
    return bound(id="1", name="n")


def test_hooks_of_a_save(thing: Any, platform: Platform) -> None:
    platform.on("PUT /v2/things/1", {})
    assert thing.save("positional", name="m") is thing
    arguments = (("positional",), {"name": "m"})
    assert thing.told == [("before_save", *arguments), ("after_save", thing, *arguments)]
    thing.answers["after_save"] = {"other": 1}
    assert thing.save() == {"other": 1}
    thing.answers["before_save"] = {}
    sent = len(platform.sent)
    assert thing.save() == {}
    assert len(platform.sent) == sent


def test_hooks_of_a_refused_save(thing: Any, platform: Platform) -> None:
    with pytest.raises(errors.ResourceError) as caught:
        thing.save()
    assert [told[:2] for told in thing.told[1:]] == [("after_save", caught.value)]


def test_hooks_of_a_deletion(thing: Any, platform: Platform) -> None:
    early = DeleteResult(deleted_id="early")
    thing.answers["before_delete"] = early
    assert thing.delete("positional") is early
    assert (platform.sent, thing.is_deleted) == ([], False)
    del thing.answers["before_delete"]
    with pytest.raises(errors.ResourceError) as caught:
        thing.delete()
    assert thing.told[-1][:2] == ("after_delete", caught.value)
    platform.on("DELETE /v2/things/1", {})
    thing.answers["after_delete"] = early
    assert thing.delete() is early
    assert thing.is_deleted


def test_hooks_of_a_clone(thing: Any) -> None:
    twin = thing.clone(name="twin")
    assert thing.told == [("before_clone", {"name": "twin"}), ("after_clone", twin, {"name": "twin"})]
    thing.answers["before_clone"] = "early"
    assert thing.clone() == "early"


def test_hooks_of_an_operation_of_its_own(aix: Aixplain, platform: Platform) -> None:
    class Publishing(Thing):
        context = aix

        def before_publish(self, where: str) -> Any:
            return "no" if where == "nowhere" else None

        @with_hooks
        def publish(self, where: str) -> Any:
            return self._action(method="POST", action_paths=["publish", where])

        def after_publish(self, result: Any, where: str) -> Any:
            return f"published {result['where']}"

    platform.on("POST /v2/things/a%2Fb/publish/here", {"where": "here"})
    assert Publishing(id="a/b").publish("here") == "published here"
    assert Publishing(id="a/b").publish("nowhere") == "no"


def test_shortcuts_of_a_save(thing: Any, platform: Platform) -> None:
    platform.on("PUT /v2/things/2", {})
    thing.save(id="2", name="m", description="d", unknown=1)
    assert (platform.body()["id"], platform.body()["name"], platform.body()["description"]) == ("2", "m", "d")
    assert not hasattr(thing, "unknown")


def test_path_of_one_run(thing: Any, platform: Platform) -> None:
    platform.on("POST /v9/x/1/run", DONE)
    assert thing.run(resource_path="v9/x").data == "answer"


def test_a_poll_of_ones_own(aix: Aixplain, platform: Platform) -> None:
    polled: list[str] = []

    class Polling(Thing):
        context = aix

        def poll(self, poll_url: str) -> Any:  # type: ignore[override]
            polled.append(poll_url)
            return super().poll(poll_url)

        def handle_run_response(self, response: dict[str, Any], **kwargs: Any) -> Any:
            return Result(status="IN_PROGRESS", url=response["data"])

    platform.on(RUN, {"data": URL})
    platform.on("GET /poll", DONE)
    assert Polling(id="1").run(text="x").data == "answer"
    assert Polling(id="1").sync_poll(URL, name="of the process").data == "answer"
    assert polled == [URL, URL]


def test_a_poll_of_ones_own_asks_with_the_key_of_the_run_and_others_with_their_own(
    aix: Aixplain, platform: Platform
) -> None:
    class Polling(Thing):
        context = aix

        def poll(self, poll_url: str) -> Any:  # type: ignore[override]
            if poll_url == URL:
                Polling(id="2").poll(f"{URL}/of-another")
            return super().poll(poll_url)

        def handle_run_response(self, response: dict[str, Any], **kwargs: Any) -> Any:
            return Result(status="IN_PROGRESS", url=response["data"])

    platform.on(RUN, {"data": URL})
    platform.on("GET /poll", DONE)
    platform.on("GET /poll/of-another", DONE)
    assert Polling(id="1").run(text="x", api_key="other").data == "answer"
    keys = {request.url.path: request.headers["x-api-key"] for request in platform.requests}
    assert keys["/poll"] == "other"
    assert keys["/poll/of-another"] == aix.api_key
    Polling(id="1").poll(URL)
    assert platform.requests[-1].headers["x-api-key"] == aix.api_key


def test_a_run_async_of_ones_own_is_what_run_uses(aix: Aixplain, platform: Platform) -> None:
    class Starting(Thing):
        context = aix

        def run_async(self, **kwargs: Any) -> Any:
            return super().run_async(**{**kwargs, "extra": 1})

    platform.on(RUN, DONE)
    assert Starting(id="1").run(text="x").data == "answer"
    assert platform.body() == {"text": "x", "extra": 1}


def test_dataclasses_among_the_inputs_of_a_run(thing: Any, platform: Platform) -> None:
    @dataclass_json
    @dataclass
    class Voice:
        speed: int = 1

    platform.on(RUN, DONE)
    thing.run(voice=Voice(2))
    assert platform.body() == {"voice": {"speed": 2}}


def test_members_of_any_enum_go_by_their_value(thing: Any, platform: Platform) -> None:
    class Colour(Enum):
        RED = "red"

    platform.on("POST /v2/things/paginate", page())
    type(thing).search(query=Colour.RED, more=[Colour.RED, "blue"])
    assert platform.body() == {"q": "red", "more": ["red", "blue"], "pageNumber": 0, "pageSize": 20}
