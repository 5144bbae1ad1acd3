"""The layer on a client of somebody else: all it needs is `request` and `request_raw`."""

from typing import Any

from tests.sdk.resource.things import Thing


class Client:
    """Keeps what it is asked and answers from a list."""

    def __init__(self, *replies: Any) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.replies = list(replies)

    def request(self, method: str, path: str, **kwargs: Any) -> Any:
        self.asked.append((method, path, kwargs))
        return self.replies.pop(0)

    request_raw = request


class Context:
    """Has a client."""

    def __init__(self, *replies: Any) -> None:
        self.client = Client(*replies)


def _thing(*replies: Any) -> tuple[Thing, Client]:
    context = Context(*replies)
    bound: type[Thing] = type("Thing", (Thing,), {"context": context})
    return bound(id="1", name="n"), context.client


def test_everything_a_resource_does() -> None:
    done = {"status": "SUCCESS", "completed": True, "data": 1}
    page = {"results": [{"id": "1"}], "total": 1, "pageTotal": 1}
    thing, client = _thing(page, {"id": "1", "colour": "red"}, {}, done, done, None)
    kind = type(thing)
    assert kind.search(query="x").results[0].id == "1"
    assert kind.get("1").colour == "red"
    thing.save(colour="blue")
    assert thing.run(text="hi").data == 1
    assert thing.poll("http://anywhere/poll").data == 1
    assert thing.delete().completed
    assert [(method, path, sorted(options)) for method, path, options in client.asked] == [
        ("POST", "v2/things/paginate", ["json"]),
        ("GET", "v2/things/1", []),
        ("PUT", "v2/things/1", ["json"]),
        ("POST", "v2/things/1/run", ["json"]),
        ("GET", "http://anywhere/poll", []),
        ("DELETE", "v2/things/1", []),
    ]
