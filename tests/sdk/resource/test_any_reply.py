"""Whatever JSON comes, only errors of the tree come out, and no item is lost."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from aixsdk.exceptions import AixplainError
from tests.sdk import documents
from tests.sdk.platform import connected
from tests.sdk.resource.test_decode import JSON

MODEL = documents.model()
ITEM = JSON | st.fixed_dictionaries({}, optional=dict.fromkeys(MODEL, JSON))
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


@given(st.lists(ITEM, max_size=4))
def test_no_item_is_lost(items: list[Any]) -> None:
    with connected() as (aix, platform):
        platform.on("POST /v2/models/paginate", {"results": items, "total": len(items), "pageTotal": 1})
        found = aix.Model.search()
        assert len(found.results) + len(found.errors) == len(items)
        assert [items[error.index] for error in found.errors] == [error.raw for error in found.errors]
        for model in found.results:
            assert not model.is_modified


@given(JSON | RUN, JSON | RUN)
def test_runs_fail_only_with_our_errors(start: Any, poll: Any) -> None:
    with connected(read_retries=0) as (aix, platform):
        platform.on("POST /api/v2/execute/1", start)
        platform.on("GET /sdk/agents/r/result", poll)
        asks: list[Callable[[], object]] = [
            lambda: aix.Model(id="1").run_async(text="x"),
            lambda: aix.Model(id="1").poll("sdk/agents/r/result"),
            lambda: aix.Agent(id="1").poll("r").steps,
        ]
        for ask in asks:
            with suppress(AixplainError):
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
            with suppress(AixplainError):
                ask()
