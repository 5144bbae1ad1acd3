"""What a text finds, in which order, and at what price."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from aixtui.sandbox import start
from aixtui.sandbox.store.asset_query import SORTS, AssetSearch, clauses
from aixtui.sandbox.store.availability import Availability
from aixtui.sandbox.store.database import Database
from tests.sandbox.conftest import client_of
from tests.sandbox.pages import names, page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sentiment", "Sentiment"),
        ("sentim", "Sentiment"),
        ("SENTIMENT", "Sentiment"),
        ("sandbox/text-statistics", "Text Statistics"),
        ("openai/gpt-5.4", "GPT-5.4"),
        ("69b7e5f1b2fe44704ab0e7d0", "Word Chain"),
        ("portuguese brazil transcribe", "Amazon Transcribe - Portuguese (Brazil)"),
    ],
)
def test_free_text_finds_names_prefixes_paths_and_ids(api: httpx.Client, query: str, expected: str) -> None:
    assert expected in names(page(api, q=query))[:5]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("text", "Text Statistics"),
        ("text-stat", "Text Statistics"),
        ("text statistics", "Text Statistics"),
        ("sentiment", "Sentiment"),
        ("language", "Language Identification"),
        ("whisper large", "Whisper Large"),
    ],
)
def test_a_name_that_begins_with_the_text_is_first_and_an_engine_before_its_like(
    api: httpx.Client, query: str, first: str
) -> None:
    assert names(page(api, q=query))[0] == first


def _goodness(item: dict[str, Any], word: str) -> int:
    """How good a match of one word is, worked out from the document alone; 0 is the best."""
    info = item["assetInfo"]
    if info["assetPath"].startswith("hostile/"):
        return 4
    name = str(item["name"]).lower()
    about = (item["id"], info["assetPath"], info["instanceId"], item["developer"], item["host"])
    function = (item["function"]["id"], item["function"]["name"])
    starts = rf"(?<![^\W_]){word}"
    if name.startswith(word):
        return 0
    if re.search(starts, name):
        return 1
    return 2 if re.search(starts, " ".join((*about, *function)).lower()) else 3


@pytest.mark.parametrize("word", ["text", "a", "speech", "microsoft"])
def test_names_come_before_paths_these_before_descriptions_and_hostile_assets_last(
    api: httpx.Client, word: str
) -> None:
    items: list[dict[str, Any]] = []
    total = page(api, q=word)["total"]
    for number in range(-(-total // 70)):
        items += page(api, q=word, pageNumber=number, pageSize=70)["results"]
    assert len({item["id"] for item in items}) == len(items) == total
    found = [_goodness(item, word) for item in items]
    assert found == sorted(found)
    assert len(set(found)) >= 2


def test_a_text_that_matches_thousands_is_ordered_the_same_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aixtui.sandbox.store.assets._MOST_RANKED", 10)
    with start(tmp_path / "few.db", with_hostile=True) as running, client_of(running) as client:
        items: list[dict[str, Any]] = []
        for number in range(5):
            items += page(client, q="text", pageNumber=number, pageSize=200)["results"]
        assert len({item["id"] for item in items}) == page(client, q="text")["total"]
        found = [_goodness(item, "text") for item in items]
        assert found == sorted(found)
        assert set(found) == {0, 1, 2, 3, 4}
        assert items[0]["name"] == "Text Statistics"
        by_name = names(page(client, q="text", sort=[{"field": "name", "dir": 1}]))
        assert by_name == sorted(by_name, key=str.lower)


@pytest.mark.parametrize("query", ['"', "*", "' OR 1=1 --", "a AND", "NEAR(", "🙂", "name:x", "-", "\x00"])
def test_free_text_may_hold_anything(api: httpx.Client, query: str) -> None:
    page(api, q=query)


@pytest.mark.parametrize("sort", [None, *(sort for sort in SORTS if sort != "totalSubscribed")])
@pytest.mark.parametrize(
    "filters",
    [
        {"developers": ("Google",)},
        {"hosts": ("aws",), "suppliers": ("aws",)},
        {"functions": ("translation",), "statuses": ("onboarded",)},
        {"path": "openai/", "finetunable": True},
        {"ownership": frozenset({"PRIVATE", "PUBLIC"})},
    ],
)
def test_rows_that_a_page_passes_by_are_not_read(
    tmp_path: Path, sort: str | None, filters: dict[str, Any]
) -> None:
    compiled = clauses(Availability(), AssetSearch(kinds=("model",), team_id=1, sort=sort, **filters))
    sql = f"SELECT number FROM {compiled.source} WHERE {compiled.where} ORDER BY {compiled.order}"
    database = Database(tmp_path / "a.db")
    try:
        plan = [str(row[3]) for row in database.rows(f"EXPLAIN QUERY PLAN {sql}", compiled.values)]
    finally:
        database.close()
    assert plan[0].startswith("SEARCH assets USING COVERING INDEX")
    assert not any(line.startswith("USE TEMP B-TREE FOR ORDER BY") for line in plan)
