import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aixtui.listing.page_cache import CachedPage, PageCache
from aixtui.listing.paging import neighbours, query_after, resize_page
from aixtui.system import clock
from aixtui.system.clock import age_text
from aixtui.workspace.query import Query
from tests.aixtui.listing.listed import page


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, to be set by the test."""
    times = [100.0]
    monkeypatch.setattr(clock, "monotonic", lambda: times[0])
    return times


def test_a_page_comes_back_with_its_age(now: list[float]) -> None:
    cache, first = PageCache(), page(Query("a", 2, 10, "-name", (("status", "draft"),)))
    cache.put("thing", first)
    now[0] += 7
    assert cache.get("thing", first.query) == CachedPage(first, 7.0)


@pytest.mark.parametrize(
    "other",
    [Query("b"), Query("a", 2), Query("a", size=21), Query("a", sort="n"), Query("a", filters=(("s", "d"),))],
)
def test_another_query_has_another_page(other: Query) -> None:
    cache = PageCache()
    cache.put("thing", page(Query("a")))
    assert cache.get("thing", other) is None
    assert cache.get("other", Query("a")) is None


def test_a_page_that_comes_again_is_new(now: list[float]) -> None:
    cache = PageCache()
    cache.put("thing", page(Query("a")))
    now[0] += 9
    later = page(Query("a"), total=5)
    cache.put("thing", later)
    assert cache.get("thing", Query("a")) == CachedPage(later, 0.0)


def test_the_page_unused_for_longest_makes_room() -> None:
    cache = PageCache(capacity=2)
    for text in ("a", "b"):
        cache.put("thing", page(Query(text)))
    cache.get("thing", Query("a"))
    cache.put("thing", page(Query("c")))
    texts = [text for text in "abc" if cache.get("thing", Query(text))]
    assert texts == ["a", "c"]


def test_a_kind_is_forgotten_alone() -> None:
    cache = PageCache()
    for kind in ("thing", "other"):
        for text in ("a", "b"):
            cache.put(kind, page(Query(text)))
    cache.forget("thing")
    assert cache.get("thing", Query("a")) is None
    assert cache.get("thing", Query("b")) is None
    assert cache.get("other", Query("b")) is not None


@pytest.mark.parametrize(
    ("number", "total", "expected"),
    [(1, 0, []), (1, 20, []), (1, 21, [2]), (2, 60, [3, 1]), (3, 60, [2]), (9, 60, [3])],
)
def test_the_neighbours_are_within_bounds(number: int, total: int, expected: list[int]) -> None:
    here = page(Query("a", number, 20, "-name", (("status", "draft"),)), total=total)
    queries = neighbours(here)
    assert [query.page for query in queries] == expected
    assert {(q.text, q.size, q.sort, q.filters) for q in queries} <= {
        ("a", 20, "-name", (("status", "draft"),))
    }


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-1, "0 s"),
        (0, "0 s"),
        (59.9, "59 s"),
        (60, "1 min"),
        (3599, "59 min"),
        (7200, "2 h"),
        (200_000, "2 d"),
    ],
)
def test_an_age_is_said_in_the_largest_unit(seconds: float, text: str) -> None:
    assert age_text(seconds) == text


def test_turning_by_several_pages() -> None:
    here = page(Query("a", 5, 20), total=200)
    assert query_after(here, 5) == Query("a", 10, 20)
    assert query_after(here, -4) == Query("a", 1, 20)
    assert query_after(here, 6) is None
    assert query_after(here, -5) is None


@settings(deadline=None)
@given(number=st.integers(1, 5000), size=st.integers(1, 100), other=st.integers(1, 100))
def test_another_size_keeps_the_first_row_on_the_page(number: int, size: int, other: int) -> None:
    query = resize_page(Query("a", number, size, "name"), other)
    first = (number - 1) * size
    assert (query.page - 1) * other <= first < query.page * other
    assert (query.text, query.size, query.sort) == ("a", other, "name")
