"""Whatever JSON comes, only errors of the tree come out, and no item is lost."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from aixsdk import Agent, APIKey, Integration, Model, Session, Skill, Tool, Trigger, Utility
from aixsdk.exceptions import AixplainV2Error
from aixsdk.resource.decode import decode, wire_names
from tests.sdk.platform import connected
from tests.sdk.resource.test_decode import JSON

KINDS: list[type[Any]] = [Model, Tool, Integration, Agent, Skill, Session, Trigger, APIKey, Utility]


def _items(kind: type[Any]) -> st.SearchStrategy[tuple[type[Any], list[Any]]]:
    """A kind with some items of it, each key of them holding anything."""
    keys = sorted({*wire_names(kind).values(), "unknown"})
    item = JSON | st.fixed_dictionaries({}, optional=dict.fromkeys(keys, JSON))
    return st.tuples(st.just(kind), st.lists(item, max_size=3))


RUN = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(["SUCCESS", "FAILED", "IN_PROGRESS", "ODD"]) | JSON,
        "completed": JSON,
        "data": JSON,
        "usage": JSON,
        "runTime": JSON,
        "statusCode": JSON,
        "requestId": JSON,
    },
)


@given(st.sampled_from(KINDS).flatmap(_items))
@settings(max_examples=300)
def test_no_item_is_lost(found: tuple[type[Any], list[Any]]) -> None:
    kind, items = found
    with connected() as (aix, platform):
        bound = getattr(aix, kind.__name__)
        path = f"/{kind.RESOURCE_PATH}"
        platform.on(f"POST {path}/paginate", {"results": items, "total": len(items), "pageTotal": 1})
        platform.on(f"GET {path}", items)
        page = bound.search()
        assert len(page.results) + len(page.errors) == len(items)
        assert [items[error.index] for error in page.errors] == [error.raw for error in page.errors]
        for resource in page.results:
            assert not resource.is_modified
            assert repr(resource)
            assert decode(bound, resource.to_dict()) == resource


@given(JSON | RUN, JSON | RUN)
def test_runs_fail_only_with_our_errors(start: Any, poll: Any) -> None:
    with connected(read_retries=0) as (aix, platform):
        platform.on("POST /api/v2/execute/1", start)
        platform.on("GET /sdk/agents/r/result", poll)
        asks: list[Callable[[], object]] = [
            lambda: aix.Model(id="1").run_async(text="x"),
            lambda: aix.Model(id="1").poll("sdk/agents/r/result"),
            lambda: aix.Agent(id="1").poll("r").data,
        ]
        for ask in asks:
            with suppress(AixplainV2Error):
                ask()


@given(JSON, st.sampled_from([200, 400, 401, 404, 409, 422, 480, 500]))
def test_gets_and_saves_fail_only_with_our_errors(reply: Any, status: int) -> None:
    with connected(read_retries=0) as (aix, platform):
        platform.on("GET /v2/agents/1", reply, status=status)
        platform.on("POST /v2/agents", reply, status=status)
        asks: list[Callable[[], object]] = [
            lambda: aix.Agent.get("1"),
            lambda: aix.Agent(name="x").save(),
        ]
        for ask in asks:
            with suppress(AixplainV2Error):
                ask()
