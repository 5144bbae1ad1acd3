"""Searching models: filters and sorts as they are sent."""

from typing import Any

import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.enums import AssetStatus, Function, SortBy, SortOrder
from aixsdk.kinds.model_parts import VendorInfo
from tests.sdk import documents
from tests.sdk.platform import Platform


def test_filters_on_the_wire(aix: Aixplain, platform: Platform) -> None:
    platform.on("POST /v2/models/paginate", documents.page(documents.model()))
    aix.Model.search(
        q="other",
        host="azure",
        developer="Contoso",
        path="contoso/",
        functions=Function.TEXT_GENERATION,
        vendors=["contoso", VendorInfo(3, "Acme", "acme"), {"id": 7}],  # type: ignore[list-item]
        status=[AssetStatus.ONBOARDED],
        source_languages="en",
        target_languages=["pt"],
        is_finetunable=False,
        saved=True,
        sort_by=SortBy.CREATED_AT,
        sort_order=SortOrder.DESC,
    )
    assert platform.body() == {
        "q": "other",
        "hosts": ["azure"],
        "developers": ["Contoso"],
        "path": "contoso/",
        "functions": ["TEXT_GENERATION"],
        "suppliers": ["contoso", "acme", 7],
        "status": ["onboarded"],
        "sourceLanguages": ["en"],
        "targetLanguages": ["pt"],
        "isFineTunable": False,
        "saved": True,
        "sortBy": "CREATED_AT",
        "sortOrder": "DESC",
        "sort": [{"field": "createdAt", "dir": -1}],
        "pageNumber": 0,
        "pageSize": 20,
    }


@pytest.mark.parametrize("kind", ["Model", "Tool", "Integration", "Agent"])
def test_a_query_may_stand_alone(aix: Aixplain, platform: Platform, kind: str) -> None:
    platform.on(f"POST /v2/{kind.lower()}s/paginate", documents.page())
    getattr(aix, kind).search("hello", page_size=5)
    assert (platform.body()["q"], platform.body()["pageSize"]) == ("hello", 5)
    list(getattr(aix, kind).search_all("hello"))
    assert platform.body()["q"] == "hello"
    with pytest.raises(errors.ValidationError, match="no argument 'ownerships'"):
        getattr(aix, kind).search(ownerships="PRIVATE")
    with pytest.raises(errors.ValidationError, match="no argument 'nothing'"):
        getattr(aix, kind).get("x", nothing=1)


@pytest.mark.parametrize(
    ("given", "sort"),
    [
        ({}, {}),
        ({"sort_by": "price"}, {"field": "price", "dir": 1}),
        ({"sort_by": "name", "sort_order": "desc"}, {"field": "name", "dir": -1}),
        ({"sort_order": "asc"}, {"field": "name", "dir": 1}),
    ],
)
def test_sorts(aix: Aixplain, platform: Platform, given: Any, sort: dict[str, Any]) -> None:
    platform.on("POST /v2/models/paginate", documents.page())
    aix.Model.search(**given)
    assert platform.body()["sort"] == [sort]
