"""Halves of characters, which JSON can escape and Python can hold, and for which there are no bytes."""

import json
from typing import Any

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from tests.sdk.documents import page
from tests.sdk.platform import Platform

HALF = "\ud800"
WHY = "The platform gave an id that no request can carry: it holds half a character."


def escaped(document: Any) -> httpx.Response:
    """A reply in ASCII, as JSON may hold halves of characters."""
    return httpx.Response(200, content=json.dumps(document))


@pytest.mark.parametrize(
    "what",
    [
        {"json": {"text": HALF}},
        {"params": {"q": HALF}},
        {"data": {"text": HALF}},
        {"headers": {"x-note": HALF}},
        {"content": HALF},
    ],
    ids=lambda what: next(iter(what)),
)
def test_what_has_no_bytes_is_refused_before_it_is_sent(
    aix: Aixplain, platform: Platform, what: dict[str, Any]
) -> None:
    with pytest.raises(errors.ValidationError, match=r"it holds '\\ud800', which has no bytes"):
        aix.client.post("a", **what)
    assert platform.requests == []


@pytest.mark.parametrize("path", [f"a/{HALF}", f"https://backend.test/{HALF}"])
def test_an_address_without_bytes_is_refused(aix: Aixplain, platform: Platform, path: str) -> None:
    with pytest.raises(errors.ValidationError, match="has no bytes"):
        aix.client.get(path)
    assert platform.requests == []


def test_an_id_without_bytes_is_refused_wherever_it_would_be_sent(aix: Aixplain, platform: Platform) -> None:
    why = r"No request can carry the id 'm\\ud800': it holds half a character."
    model = aix.Model.from_dict({"id": f"m{HALF}", "name": "Odd"})
    for send in (lambda: aix.Model.get(f"m{HALF}"), lambda: model.run(text="a")):
        with pytest.raises(errors.AixplainV2Error, match=why):
            send()
    agent = aix.Agent.from_dict({"id": f"m{HALF}", "name": "Odd"})
    for change in (agent.save, agent.delete):
        with pytest.raises(errors.ResourceError, match=why):
            change()
    assert platform.requests == []


def test_an_item_whose_id_nothing_can_name_is_one_that_cannot_be_read(
    aix: Aixplain, platform: Platform
) -> None:
    platform.on("POST /v2/models/paginate", escaped(page({"id": "m1"}, {"id": f"m{HALF}"}, {"id": "mü"})))
    found = aix.Model.search()
    assert [model.id for model in found] == ["m1", "mü"]
    (bad,) = found.errors
    assert bad.index == 1
    assert WHY in str(bad.error)


def test_a_document_whose_id_nothing_can_name_is_refused(aix: Aixplain, platform: Platform) -> None:
    platform.on("GET /v2/models/m1", escaped({"id": HALF}))
    with pytest.raises(errors.ResourceError, match=WHY):
        aix.Model.get("m1")


def test_what_was_created_under_such_an_id_is_told(aix: Aixplain, platform: Platform) -> None:
    platform.on("POST /v2/agents", escaped({"id": HALF}))
    with pytest.raises(errors.ResourceError, match=WHY) as caught:
        aix.Agent(name="Odd", instructions="Be odd.").save()
    assert isinstance(caught.value.__cause__, errors.InvalidResponseError)
    assert caught.value.__cause__.outcome_unknown


def test_other_text_is_kept_as_the_platform_spelled_it(aix: Aixplain, platform: Platform) -> None:
    platform.on("GET /v2/models/m1", escaped({"id": "m1", "name": HALF}))
    assert aix.Model.get("m1").name == HALF
