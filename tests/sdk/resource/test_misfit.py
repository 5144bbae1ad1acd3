"""A document that cannot be read: which field, and what was expected there."""

from typing import Any

import pytest

from aixsdk import exceptions as errors
from tests.sdk.platform import connected

TABLE = [
    ("Model", {"id": "1", "vendor": 5}, "vendor: "),
    ("Model", {"id": "1", "params": 5}, "params: expected a list, not a number"),
    ("Model", {"id": "1", "params": ["x"]}, "params[0]: expected an object, not a text"),
    ("Model", {"id": "1", "pricing": ["x"]}, "pricing: expected an object, not a list"),
    ("Model", {"id": "1", "connectionType": "sync"}, "connectionType: expected a list, not a text"),
    ("Model", {"id": "1", "attributes": ["x"]}, "attributes: expected an object, not a list"),
    ("Agent", {"id": "1", "tools": 5}, "tools: expected a list, not a number"),
    ("Agent", {"id": "1", "agents": True}, "agents: expected a list, not true"),
    ("Agent", {"id": "1", "tasks": [{"name": "a"}, 5]}, "tasks[1]: expected an object, not a number"),
    ("Agent", {"id": "1", "teamId": "x"}, "teamId: expected a whole number, not a text"),
    ("Agent", {"id": "1", "maxTokens": [1]}, "maxTokens: expected a whole number, not a list"),
    ("Session", {"id": "1", "messageCount": {}}, "messageCount: expected a whole number, not an object"),
]


@pytest.mark.parametrize(("kind", "document", "why"), TABLE)
def test_the_field_is_named(kind: str, document: Any, why: str) -> None:
    with connected() as (aix, platform):
        bound = getattr(aix, kind)
        platform.on(f"GET /{bound.RESOURCE_PATH}/1", document)
        with pytest.raises(errors.ResourceError) as caught:
            bound.get("1")
        assert f"cannot be read: {why}" in caught.value.message
        assert caught.value.document == document
        assert isinstance(caught.value.__cause__, errors.InvalidResponseError)
        assert not caught.value.outcome_unknown


@pytest.mark.parametrize("document", [[], 5, "x", None])
def test_what_is_no_document_is_kept_too(document: Any) -> None:
    with connected() as (aix, platform):
        platform.on("GET /v2/models/1", document)
        with pytest.raises(errors.InvalidResponseError) as caught:
            aix.Model.get("1")
        assert caught.value.document == document


def test_items_of_a_page_say_which_field() -> None:
    with connected() as (aix, platform):
        items = [{"id": "1"}, 7, {"id": "2", "params": 5}]
        platform.on("POST /v2/models/paginate", {"results": items, "total": 3, "pageTotal": 1})
        page = aix.Model.search()
    assert [error.error.__cause__.message for error in page.errors] == [  # type: ignore[union-attr]
        "The platform sent an item that cannot be read: expected an object, not a number.",
        "The platform sent an item that cannot be read: params: expected a list, not a number.",
    ]


def test_a_result_says_which_field() -> None:
    with connected() as (aix, platform):
        poll = "https://backend.test/sdk/agents/r/result"
        platform.on("GET /sdk/agents/r/result", {"status": "SUCCESS", "diagnosticErrorCodes": 5})
        with pytest.raises(
            errors.InvalidResponseError, match="diagnosticErrorCodes: expected a list"
        ) as caught:
            aix.Agent(id="1").poll(poll)
    assert caught.value.run_id == "r"
