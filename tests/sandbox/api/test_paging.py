from typing import Any

import httpx
import pytest

from tests.sandbox.pages import names, page


def test_the_catalogue_has_about_a_thousand_assets_and_engines_come_first(api: httpx.Client) -> None:
    first = page(api)
    assert first["total"] > 850
    assert first["pageTotal"] == -(-first["total"] // 20)
    assert first["pageNumber"] == 0
    paths = [item["assetInfo"]["assetPath"] for item in first["results"]]
    assert paths[0] == "sandbox/text-statistics"
    assert {"sandbox/sentiment", "sandbox/language-identification", "sandbox/long-document-report"} <= set(
        paths
    )


def test_pages_hold_every_asset_once_and_hostile_ones_last(api: httpx.Client) -> None:
    total = page(api)["total"]
    ids: list[str] = []
    paths: list[str] = []
    for number in range(-(-total // 100)):
        items = page(api, pageNumber=number, pageSize=100)["results"]
        ids += [item["id"] for item in items]
        paths += [item["assetInfo"]["assetPath"] for item in items]
    assert len(ids) == len(set(ids)) == total
    hostile = [path.startswith("hostile/") for path in paths]
    assert sum(hostile) >= 10
    assert hostile == sorted(hostile)


def test_a_page_after_the_last_is_empty(api: httpx.Client) -> None:
    found = page(api, pageNumber=5000)
    assert found["results"] == []
    assert found["total"] > 0


def test_filters_narrow_and_combine(api: httpx.Client) -> None:
    body = {"functions": ["SPEECH_RECOGNITION"], "developers": ["microsoft"], "status": ["onboarded"]}
    found = page(api, pageSize=200, **body)
    assert found["total"] >= 60
    assert {item["function"]["id"] for item in found["results"]} == {"speech-recognition"}
    assert {item["developer"] for item in found["results"]} == {"Microsoft"}
    assert page(api, suppliers=["Supplier.AWS"], pageSize=1)["results"][0]["vendor"]["code"] == "aws"
    assert page(api, hosts=["azure"], pageSize=1)["results"][0]["host"] == "azure"
    assert all(
        item["assetInfo"]["assetPath"].startswith("openai/gpt-5")
        for item in page(api, path="openai/gpt-5")["results"]
    )
    pairs = page(api, functions=["translation"], sourceLanguages=["de"], targetLanguages=["pt"])
    assert "OPUS-MT German to Portuguese" in names(pairs)
    assert page(api, functions=["translation"], isFineTunable=True)["total"] > 100
    assert page(api, status=["failed"])["total"] == 0


def test_a_path_prefix_takes_percent_and_underscore_literally(api: httpx.Client) -> None:
    assert page(api, path="%")["total"] == 0
    assert page(api, path="sandbox_")["total"] == 0


@pytest.mark.parametrize(
    "order",
    [
        {"sort": [{"field": "name", "dir": 1}]},
        {"sort": [{}], "sortBy": "name", "sortOrder": "asc"},
        {"sort": [{"field": "NAME", "dir": "ASC"}], "sortBy": "SortBy.NAME", "sortOrder": "SortOrder.ASC"},
    ],
)
def test_every_spelling_of_a_sort_by_name(api: httpx.Client, order: dict[str, Any]) -> None:
    found = names(page(api, pageSize=50, functions=["text-generation"], **order))
    assert found == sorted(found, key=str.lower)
    assert found != names(page(api, pageSize=50, functions=["text-generation"]))


def test_sorts_by_date_and_price_go_both_ways(api: httpx.Client) -> None:
    for field, key in (("createdAt", "createdAt"), ("updatedAt", "updatedAt")):
        newest = [m[key] for m in page(api, sort=[{"field": field, "dir": -1}])["results"]]
        assert newest == sorted(newest, reverse=True)
    costly = page(api, sort=[{"field": "normalizedPrice", "dir": "DESC"}])["results"]
    prices = [float(item["pricing"]["price"]) for item in costly]
    assert prices == sorted(prices, reverse=True)
    assert prices[0] > 0.01


def test_ownership_tells_own_agents_from_public_ones(api: httpx.Client) -> None:
    own = page(api, "agents", ownership="PRIVATE")
    public = page(api, "agents", ownership="OwnershipType.PUBLIC")
    assert "Text Analyst" in names(own)
    assert own["total"] + public["total"] == page(api, "agents")["total"]
    assert page(api, "agents", ownership="['PRIVATE', 'PUBLIC']")["total"] == page(api, "agents")["total"]


@pytest.mark.parametrize("kind", ["models", "agents", "tools", "integrations"])
def test_some_assets_of_every_kind_are_saved(api: httpx.Client, kind: str) -> None:
    saved = page(api, kind, saved=True)
    assert 0 < saved["total"] < 10
    others = page(api, kind, saved=False)
    assert saved["total"] + others["total"] == page(api, kind)["total"]
    assert not set(names(saved)) & set(names(others))
    assert names(page(api, kind, ownership="SUBSCRIBED")) == names(saved)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"functions": [{"id": "x"}]}, "each value in functions must be a string"),
        ({"functions": "abc"}, "functions must be an array"),
        ({"status": "onboarded"}, "status must be an array"),
        ({"sourceLanguages": {}}, "sourceLanguages must be an array"),
        ({"pageNumber": -1}, "pageNumber must be an integer number from 0 to"),
        ({"pageSize": 0}, "pageSize must be an integer number from 1 to 1000"),
        ({"pageSize": "20"}, "pageSize must be an integer number"),
        ({"pageNumber": True}, "pageNumber must be an integer number"),
        ({"q": 5}, "q must be a string"),
        ({"saved": "yes"}, "saved must be a boolean value"),
        ({"ownership": "MINE"}, "ownership must be one of"),
        ({"sort": [{"field": "colour"}]}, "sort field must be one of"),
        ({"sort": [{"field": "name", "dir": 2}]}, "sort direction must be"),
        ({"sort": {"field": "name"}}, "sort must be an array"),
    ],
)
def test_a_wrong_filter_is_refused_with_its_name(
    api: httpx.Client, body: dict[str, Any], message: str
) -> None:
    reply = api.post("/v2/models/paginate", json=body)
    assert reply.status_code == httpx.codes.BAD_REQUEST
    assert message in reply.json()["message"]
    assert reply.json()["statusCode"] == httpx.codes.BAD_REQUEST


@pytest.mark.parametrize("content", [b"{", b"[]", b'"x"', b"\xff\xfe", b'{"q": NaN}', rb'{"q": "\ud800"}'])
def test_a_body_that_is_no_object_is_refused(api: httpx.Client, content: bytes) -> None:
    reply = api.post("/v2/models/paginate", content=content)
    assert reply.status_code == httpx.codes.BAD_REQUEST
    assert "JSON" in reply.json()["message"]


@pytest.mark.parametrize("name", ["ENGLISH", "Language.ENGLISH", "english", "en"])
def test_languages_are_filtered_by_code_or_by_name(api: httpx.Client, name: str) -> None:
    plain = page(api, sourceLanguages=["en"], targetLanguages=["pt"])
    assert plain["total"] > 0
    assert page(api, sourceLanguages=[name], targetLanguages=["Language.PORTUGUESE"]) == plain


def test_assets_are_sorted_by_how_many_saved_them(api: httpx.Client) -> None:
    most = page(api, sort=[{"field": "totalSubscribed", "dir": -1}], pageSize=10)["results"]
    saved = [item["id"] for item in page(api, saved=True)["results"]]
    assert saved
    assert {item["id"] for item in most[: len(saved)]} == set(saved)


@pytest.mark.parametrize("kind", ["models", "tools"])
def test_what_runs_here_is_said_and_can_be_searched(api: httpx.Client, kind: str) -> None:
    def all_of(**body: Any) -> list[dict[str, Any]]:
        found = api.post(f"/v2/{kind}/paginate", json={"pageSize": 1000, **body}).json()
        assert found["total"] == len(found["results"]) > 0
        return list(found["results"])

    here, elsewhere, everything = all_of(available=True), all_of(available=False), all_of()
    assert all(item["availability"] == {"runs": True} for item in here)
    assert all(not item["availability"]["runs"] for item in elsewhere)
    reasons = {item["availability"]["reason"] for item in elsewhere}
    assert all("live platform only" in reason or "not installed" in reason for reason in reasons)
    assert len(here) + len(elsewhere) == len(everything)
    for item in (here[0], elsewhere[0]):
        assert api.get(f"/v2/{kind}/{item['id']}").json() == item


def test_what_runs_here_goes_with_the_other_filters(api: httpx.Client) -> None:
    found = page(api, functions=["sentiment-analysis"], available=True)
    assert [item["assetInfo"]["assetPath"] for item in found["results"]] == ["sandbox/sentiment"]
    assert page(api, q="whisper", available=True)["total"] == 0
    assert page(api, q="sandbox/sentiment", available=True)["results"][0]["name"] == "Sentiment"
    assert api.post("/v2/models/paginate", json={"available": "yes"}).status_code == httpx.codes.BAD_REQUEST
