from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aixtui.kinds import KINDS as REAL_KINDS
from aixtui.kindspec.kind import Kind
from aixtui.listing import address
from aixtui.listing.address import TABS, AddressError, AppAddress
from aixtui.workspace.problems import explain
from aixtui.workspace.query import Query
from tests.aixtui.listing.listed import KINDS, THING

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUE = TEXT.filter(bool)
SORT = st.sampled_from(["", "name", "-name", "updatedAt", "-updatedAt", "createdAt", "-createdAt"])
FILTERS = st.lists(
    st.tuples(st.just("status"), st.sampled_from(THING.filters[0].options))
    | st.tuples(st.sampled_from(["tag", "maker"]), VALUE)
    | st.just(("saved", "yes")),
    max_size=4,
).map(tuple)
QUERY = st.builds(
    Query, text=TEXT, page=st.integers(1, 1_000_000), size=st.integers(1, 100), sort=SORT, filters=FILTERS
)
PLACE = st.tuples(st.just(""), st.just("")) | st.tuples(VALUE, st.sampled_from(["", *TABS]))


@settings(deadline=None)
@given(place=PLACE, query=QUERY)
def test_what_is_written_is_read_back(place: tuple[str, str], query: Query) -> None:
    here = AppAddress("thing", *place, query)
    assert address.parse(address.format(here, KINDS), KINDS) == here


@settings(deadline=None)
@given(TEXT)
def test_any_text_is_an_address_or_a_typed_error(text: str) -> None:
    for line in (text, f"things {text}", f"things/{text}", f"things?{text}"):
        with suppress(AddressError):
            address.parse(line, KINDS)


@pytest.mark.parametrize("kind", REAL_KINDS, ids=lambda kind: kind.id)
def test_the_first_visit_of_every_kind_has_an_address(kind: Kind) -> None:
    here = AppAddress(kind.id, query=Query(sort=kind.sort))
    assert address.parse(address.format(here, REAL_KINDS), REAL_KINDS) == here


def test_an_address_reads_well() -> None:
    query = Query(
        "speech to text", 3, 50, "-updatedAt", (("status", "draft"), ("tag", "a&b"), ("tag", "x/y"))
    )
    assert address.format(AppAddress("thing", query=query), KINDS) == (
        "things?q=speech+to+text&status=draft&tag=a%26b&tag=x/y&sort=-updated&page=3&size=50"
    )
    assert (
        address.format(AppAddress("thing", "openai/gpt 4", "json"), KINDS) == "things/openai%2Fgpt%204/json"
    )
    assert address.format(AppAddress("thing"), KINDS) == "things"


@pytest.mark.parametrize("word", ["things", "thing", "t", "item", "THINGS", ":things", " : things "])
def test_a_kind_has_several_names(word: str) -> None:
    assert address.parse(word, KINDS) == AppAddress("thing")


@pytest.mark.parametrize(
    ("text", "identifier", "tab"),
    [
        ("things/", "", ""),
        ("things/abc", "abc", ""),
        ("things/abc/", "abc", ""),
        ("things/abc/json", "abc", "json"),
        ("things/openai/gpt-4", "openai/gpt-4", ""),
        ("things/openai/gpt-4/runs", "openai/gpt-4", "runs"),
        ("things/openai%2Fruns", "openai/runs", ""),
        ("things/json", "json", ""),
        ("things/two words", "two words", ""),
    ],
)
def test_an_id_may_have_plain_slashes(text: str, identifier: str, tab: str) -> None:
    assert address.parse(text, KINDS) == AppAddress("thing", identifier, tab)


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("invoice", Query("invoice")),
        ("two words", Query("two words")),
        (
            "invoice status=draft sort=-updated page=2",
            Query("invoice", 2, 20, "-updatedAt", (("status", "draft"),)),
        ),
        ("status=draft invoice", Query("invoice", filters=(("status", "draft"),))),
        ("tag=a tag=b size=5", Query(size=5, filters=(("tag", "a"), ("tag", "b")))),
        ('tag="a b" status="in review"', Query(filters=(("tag", "a b"), ("status", "in review")))),
        ('"page=2" x', Query("page=2 x")),
        ("5\" don't a>=b 1=2", Query("5\" don't a>=b 1=2")),
        ("q=a b", Query("a b")),
        ("100% a+b", Query("100% a+b")),
        ("sort=name", Query(sort="name")),
        ("sort=createdAt", Query(sort="createdAt")),
    ],
)
def test_the_shorthand(words: str, query: Query) -> None:
    assert address.parse(f":t {words}", KINDS) == AppAddress("thing", query=query)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "names no kind", "The kinds are things, other-things."),
        ("thinsg", "no kind 'thinsg'", "Did you mean 'things'?"),
        ("zzz/x", "no kind 'zzz'", "The kinds are things, other-things."),
        ("things statu=draft", "no filter 'statu'", "Did you mean 'status'?"),
        ("things zz=draft", "no filter 'zz'", "There is q, sort, page, size, status, tag, maker, saved."),
        ("things?zz", "no filter 'zz'", "There is q, sort, page, size, status, tag, maker, saved."),
        ("things status=drat", "'drat' is no status of things", "Did you mean 'draft'?"),
        ("things status=", "status= has no value", "Choose draft, onboarded, in review."),
        ("things tag=", "tag= has no value", ""),
        ("things page=0", "'0' is no page", "Give a number from 1 to 1000000."),
        ("things page=two", "'two' is no page", "Give a number from 1 to 1000000."),
        ("things page=²", "'²' is no page", "Give a number from 1 to 1000000."),
        ("things page=+2", r"'\+2' is no page", "Give a number from 1 to 1000000."),
        ("things size=101", "'101' is no size", "Give a number from 1 to 100."),
        ("things sort=-updatd", "cannot be sorted by 'updatd'", "Did you mean 'updated'?"),
        ("things sort=size", "cannot be sorted by 'size'", "Sort by name, updated, createdAt."),
        ("other-things sort=name", "cannot be sorted by 'name'", ""),
    ],
)
def test_a_mistake_is_named_with_what_is_near(text: str, message: str, hint: str) -> None:
    with pytest.raises(AddressError, match=message) as error_info:
        address.parse(text, KINDS)
    assert error_info.value.hint == hint


def test_what_was_seen_or_may_be_typed_is_not_checked() -> None:
    filters = address.parse("things maker=them tag=any", KINDS).query.filters
    assert filters == (("maker", "them"), ("tag", "any"))


def test_an_error_shows_no_control_codes() -> None:
    with pytest.raises(AddressError) as error_info:
        address.parse("\x1b[31mred", KINDS)
    problem = explain(error_info.value)
    assert problem.title == "Not an address"
    assert "\x1b" not in problem.sentence
