"""Searching: filters on the way out, pages on the way back, and walking through them."""

from dataclasses import dataclass
from typing import Any

import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.enums import OwnershipType, SortBy, SortOrder
from aixsdk.resource import BaseResource, Page, SearchResourceMixin
from tests.sdk.documents import page
from tests.sdk.platform import Platform
from tests.sdk.resource.things import Thing

PAGINATE = "POST /v2/things/paginate"


class TestSearch:
    def test_defaults(self, things: type[Thing], platform: Platform) -> None:
        platform.on(PAGINATE, page({"id": "1"}, {"id": "2"}, total=37, pages=2), status=201)
        found = things.search()
        assert platform.body() == {"pageNumber": 0, "pageSize": 20}
        assert [thing.id for thing in found] == ["1", "2"]
        assert (found.page_number, found.page_total, found.total, found.errors) == (0, 2, 37, [])
        assert not any(thing.is_modified for thing in found)

    def test_filters_enums_by_value_and_none_left_out(self, things: type[Thing], platform: Platform) -> None:
        platform.on(PAGINATE, page())
        things.search(
            query="x",
            ownership=[OwnershipType.PRIVATE, "TEAM"],
            sort_by=SortBy.NAME,
            sort_order=SortOrder.DESC,
            page_number=3,
            page_size=5,
            colour=None,
            other="sent as it is",
        )
        assert platform.body() == {
            "q": "x",
            "ownership": ["PRIVATE", "TEAM"],
            "sortBy": "NAME",
            "sortOrder": "DESC",
            "pageNumber": 3,
            "pageSize": 5,
            "other": "sent as it is",
        }

    def test_path_key_and_items_key_of_the_call(self, things: type[Thing], platform: Platform) -> None:
        platform.on("POST /v9/x/paginate", {"things": [{"id": "1"}], "total": 1, "pageTotal": 1})
        found = things.search(resource_path="v9/x", api_key="other", paginate_items_key="things")
        assert len(found.results) == 1
        assert platform.body() == {"pageNumber": 0, "pageSize": 20}
        assert platform.requests[0].headers["x-api-key"] == "other"

    def test_class_attributes_say_how(self, aix: Aixplain, platform: Platform) -> None:
        @dataclass(repr=False)
        class Odd(BaseResource, SearchResourceMixin[Any, "Odd"]):
            context = aix
            RESOURCE_PATH = "v1/odd"
            PAGINATE_PATH = ""
            PAGINATE_METHOD = "get"
            PAGINATE_ITEMS_KEY = "list"
            PAGINATE_TOTAL_KEY = "count"
            PAGINATE_PAGE_TOTAL_KEY = "pages"
            PAGINATE_DEFAULT_PAGE_NUMBER = 1
            PAGINATE_DEFAULT_PAGE_SIZE = 2

        platform.on("GET /v1/odd", {"list": [{"id": "1"}], "count": 9, "pages": 5})
        found = Odd.search(query="a b")
        assert platform.sent == ["GET /v1/odd?q=a+b&pageNumber=1&pageSize=2"]
        assert (found.page_number, found.page_total, found.total) == (1, 5, 9)

    def test_a_bare_array_is_one_page(self, things: type[Thing], platform: Platform) -> None:
        platform.on(PAGINATE, [{"id": "1"}, {"id": "2"}])
        found = things.search()
        assert (len(found.results), found.page_total, found.total, found.has_next) == (2, 1, 2, False)

    def test_missing_totals_are_counted(self, things: type[Thing], platform: Platform) -> None:
        platform.on(PAGINATE, {"results": [{"id": "1"}, {"id": "2"}], "total": None, "pageTotal": "x"})
        found = things.search(page_number=2, page_size=5)
        assert (found.total, found.page_total) == (12, 3)

    @pytest.mark.parametrize("wrong", [True, -3, 1.5])
    def test_totals_that_cannot_be_are_counted(
        self, things: type[Thing], platform: Platform, wrong: Any
    ) -> None:
        platform.on(PAGINATE, {"results": [{"id": "1"}], "total": wrong, "pageTotal": wrong})
        found = things.search()
        assert (found.total, found.page_total) == (1, 1)
        assert not isinstance(found.total, bool)
        assert not isinstance(found.page_total, bool)

    @pytest.mark.parametrize("reply", [{}, {"results": {"a": 1}}, 7, None, "x"])
    def test_no_list_is_no_page(self, things: type[Thing], platform: Platform, reply: Any) -> None:
        platform.on(PAGINATE, reply)
        with pytest.raises(errors.InvalidResponseError):
            things.search()

    def test_items_that_cannot_be_decoded_are_kept(self, things: type[Thing], platform: Platform) -> None:
        wrong: list[Any] = [{"id": "2", "parts": 7}, None, 3, "x", []]
        platform.on(PAGINATE, page({"id": "1"}, *wrong, {"id": "3"}))
        found = things.search()
        assert [thing.id for thing in found.results] == ["1", "3"]
        assert [(error.index, error.raw) for error in found.errors] == list(enumerate(wrong, 1))
        assert all(isinstance(error.error, errors.ResourceError) for error in found.errors)
        assert found.errors[0].error.__cause__ is not None

    def test_failures_are_those_of_the_platform(self, things: type[Thing], platform: Platform) -> None:
        platform.on(PAGINATE, {"message": "no"}, status=401)
        with pytest.raises(errors.AuthenticationError):
            things.search()

    def test_a_class_without_a_context_says_so(self) -> None:
        with pytest.raises(errors.ResourceError, match=r"aix\.Thing"):
            Thing.search()


class TestPages:
    @pytest.fixture
    def paged(self, things: type[Thing], platform: Platform) -> type[Thing]:
        def one(number: int) -> dict[str, Any]:
            return page({"id": str(number)}, {"id": number, "parts": 1}, total=6, pages=3)

        platform.on(PAGINATE, *(one(number) for number in (0, 1, 2, 0)))
        return things

    def test_forward_and_back(self, paged: type[Thing], platform: Platform) -> None:
        first = paged.search(query="x", page_size=2)
        assert first.previous() is None
        second = first.next()
        assert second is not None
        assert platform.body() == {"q": "x", "pageNumber": 1, "pageSize": 2}
        third = second.next()
        assert third is not None
        assert (third.page_number, third.has_next, third.next()) == (2, False, None)
        assert third.has_previous
        third.previous()
        assert platform.body()["pageNumber"] == 1

    def test_all_pages_lazily(self, paged: type[Thing], platform: Platform) -> None:
        walk = paged.search_all(query="x", page_size=2)
        assert platform.sent == []
        assert next(walk).id == "0"
        assert len(platform.sent) == 1
        assert [thing.id for thing in walk] == ["1", "2"]
        assert len(platform.sent) == 3

    def test_left_out_items_are_told(self, paged: type[Thing], caplog: pytest.LogCaptureFixture) -> None:
        list(paged.search_all())
        assert "1 items of page 2 could not be decoded" in caplog.text

    def test_an_empty_page_ends_the_walk_whatever_the_totals_say(
        self, things: type[Thing], platform: Platform
    ) -> None:
        platform.on(PAGINATE, page({"id": "1"}, total=99, pages=99), page(total=99, pages=99))
        assert len(list(things.search_all())) == 1
        assert len(platform.sent) == 2

    def test_what_a_page_shows(self) -> None:
        made = Page([Thing(id="1", path="a/b")], 0, 1, 1)
        assert made["results"] is made.items is made.results
        assert (made["total"], made["page_number"], made["page_total"]) == (1, 0, 1)
        assert repr(made) == (
            '{\n  "results": [\n    "Thing(path=a/b)"\n  ],\n  "page_number": 0,\n'
            '  "page_total": 1,\n  "total": 1\n}'
        )
        with pytest.raises(KeyError):
            made["_turn"]
        assert made.next() is None
