"""What is asked of one list stays with it, whatever list is looked at by the time of the answer."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from aixtui.actions import actions_of
from aixtui.kindspec.cells import Cell
from aixtui.kindspec.kind import Column
from aixtui.listing.address import AppAddress
from aixtui.listing.filter_choices import SEPARATOR
from aixtui.workspace.query import Query
from tests.aixtui.controllers.fruit import REDS, fruit, save_views
from tests.aixtui.headless import Lists, lists_of, until
from tests.aixtui.tuple_source import Gate, TupleSource

pytestmark = pytest.mark.anyio


def tools() -> TupleSource:
    """A list that has nothing in common with fruit."""
    return replace(
        TupleSource(("saw 3", "axe 1", "drill 2", "file 4")),
        id="tool",
        plural="tools",
        label="Tools",
        columns=(
            Column("title", "Title", lambda tool: Cell(tool.split()[0]), sort="title"),
            Column("weight", "Weight", lambda tool: Cell(tool.split()[1])),
        ),
    )


async def asked_then_elsewhere(answer: Any, **settings: Any) -> Lists:
    """Fruit and tools; the first question is answered once the tools are shown."""
    lists = await lists_of(fruit(), tools(), **settings).begin()

    async def go_elsewhere() -> Any:
        lists.browser.show(1)
        await until(lambda: lists.listing.page is not None, "the tools")
        return answer

    lists.face.answers = [go_elsewhere]
    return lists


@pytest.mark.parametrize(
    ("action_id", "answer", "query"),
    [
        ("sort", "name", Query(size=2, sort="name")),
        ("filters", [f"colour{SEPARATOR}red"], Query(size=2, filters=(("colour", "red"),))),
        ("go-to", "2", Query(page=2, size=2)),
        ("go-to", "r3", Query(page=2, size=2)),
    ],
)
async def test_an_answer_changes_what_the_list_it_is_about_asks_for(
    action_id: str, answer: Any, query: Query
) -> None:
    lists = await asked_then_elsewhere(answer, page_size=2)
    elsewhere = Query(size=2)
    await lists.do(action_id)
    assert lists.listing.source.id == "tool"
    assert lists.listing.query == elsewhere
    lists.browser.show(0)
    await lists.face.idle()
    assert lists.listing.query == query
    assert lists.listing.page is not None
    assert lists.listing.page.query == query


async def test_columns_are_switched_off_in_the_list_that_was_asked_about() -> None:
    lists = await asked_then_elsewhere(["colour"])
    await lists.do("columns")
    columns = [listing.layout.column_ids for listing in lists.browser.listings.values()]
    assert columns == [("name",), ()]


@pytest.mark.parametrize("form", ["csv", "json"])
async def test_what_is_exported_is_of_the_list_that_was_asked_about(
    form: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lists = await asked_then_elsewhere(form, page_size=2)
    lists.face.answers.append("out")
    await lists.do("export")
    text = (tmp_path / "out").read_text()
    assert text == "Name,Colour\napple,red\nbanana,yellow\n" if form == "csv" else '"apple red"' in text


async def test_a_document_is_copied_from_where_its_row_is(monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(*_: Any) -> Any:
        raise AssertionError("the tools were asked")

    lists = await asked_then_elsewhere("Document as JSON")
    monkeypatch.setattr(lists.browser.listings["tool"].source, "document", refuse)
    await lists.do("copy")
    assert lists.face.problems == []
    assert '"apple red"' in lists.face.clipboard[0]


def another_kind(lists: Lists) -> None:
    lists.browser.show(1)


def an_address(lists: Lists) -> None:
    lists.browser.go(AppAddress("tool", query=Query(text="a")))


def a_step_back(lists: Lists) -> None:
    lists.browser.show(1)
    lists.browser.show(0)
    lists.browser.loader.pages.forget("tool")
    lists.browser.back()


def a_view(lists: Lists) -> None:
    lists.browser.show(1)
    lists.browser.loader.pages.forget("fruit")
    save_views(REDS)
    lists.browser.go(AppAddress("fruit", query=Query(filters=(("colour", "red"),))), page_sort="-colour")


def a_turned_page(lists: Lists) -> None:
    lists.browser.ask(lists.listing.query._replace(page=2))


WAYS: tuple[Callable[[Lists], None], ...] = (another_kind, an_address, a_step_back, a_view, a_turned_page)
ROWS = actions_of("browse", "table", "chips", "search")
TYPED = {
    "show-kind": ((0,), (1,)),
    "to-list": (("search", "a"), ("page-filter", "a")),
    "clear-text": (("search",), ("page-filter",)),
}
"""What comes with an action."""
ACTIONS = [(action.id, arguments) for action in ROWS for arguments in TYPED.get(action.id, ((),))]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
async def test_every_action_can_be_taken_before_the_rows_are_there(way: Callable[[Lists], None]) -> None:
    save_views(REDS)
    for action_id, arguments in ACTIONS:
        try:
            await take_before_the_rows(way, action_id, *arguments)
        except Exception as error:
            raise AssertionError(f"{action_id} {arguments}") from error


async def take_before_the_rows(way: Callable[[Lists], None], action_id: str, *arguments: Any) -> None:
    sources, gates = (fruit(), tools()), (Gate(1, 2, 3), Gate(1, 2, 3))
    lists = await lists_of(*sources, page_size=2).begin()
    for source, gate in zip(sources, gates, strict=True):
        source.before = gate
        lists.browser.loader.pages.forget(source.id)
    way(lists)
    lists.face.answers = [[]] if action_id in ("filters", "columns") else [None] * 3
    action = next(row for row in ROWS if row.id == action_id)
    controllers = lists.browsing.controllers
    if not controllers.refusal(action) and (work := controllers.do(action, *arguments)) is not None:
        await work
    lists.face.stop("live")
    for gate in gates:
        gate.open()
    await lists.face.idle()
    assert lists.face.problems == []
    listing = lists.listing
    assert listing.page is not None
    assert listing.page.query == listing.query
    ids = {column.id for column in listing.source.columns}
    assert {column.column.id for column in listing.place_columns(80)} <= ids
