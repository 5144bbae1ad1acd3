"""Views, favourites, and what was opened lately."""

from typing import Any

import pytest

from aixtui.actions import ACTIONS
from aixtui.editing.document import Document
from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL
from aixtui.listing.address import AppAddress
from aixtui.listing.columns import ColumnLayout
from aixtui.listing.views import summary_of
from aixtui.sandbox import RunningSandbox
from aixtui.stores import sqlite_file
from aixtui.stores.state import Recent, StateStore
from aixtui.stores.views import Favourite, View, ViewStore
from aixtui.workspace.query import Query
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.controllers.fruit import ALL, REDS, fruit, save_views
from tests.aixtui.headless import Lists, kinds_of, lists_of
from tests.aixtui.scripted_face import REMOVE, RENAME

pytestmark = pytest.mark.anyio


async def test_a_view_keeps_search_filters_order_and_columns_from_the_first_page() -> None:
    start = AppAddress("fruit", query=Query("e", 2, 1, "-name", (("colour", "red"),)))
    lists = await lists_of(fruit(), page_size=1, answers=("Mine",)).begin(start)
    lists.listing.lay_out(ColumnLayout(("colour", "name")))
    lists.listing.sort_page("colour")
    await lists.do("save-view")
    address = "fruits?q=e&colour=red&sort=-name"
    assert lists.face.questions == ["Name for this view"]
    assert lists.face.messages == ["Saved view Mine."]
    assert ViewStore().read().views == (View("Mine", "fruit", address, ("colour", "name"), "colour"),)


def test_what_a_view_will_show_is_told_in_words() -> None:
    query = Query("e\x1b[31m", 2, 1, "-name", (("colour", "red"), ("gone", "x")))
    lines = ["Fruit", "searched for “e”", "colour red", "gone x", "by name, descending"]
    assert summary_of(fruit(), query).splitlines() == lines
    assert summary_of(fruit(), Query()) == "Fruit"


async def test_a_view_of_the_same_name_is_replaced_only_after_asking() -> None:
    save_views(REDS)
    lists = await lists_of(fruit(), answers=("Reds", False, "Reds", True, None)).begin()
    kept = []
    for _ in range(3):
        await lists.do("save-view")
        kept.append([view.address for view in ViewStore().read().views])
    assert kept == [[REDS.address], ["fruits"], ["fruits"]]
    assert lists.face.questions[1] == "There is a view Reds already. Replace it?"


async def test_a_view_is_gone_to_with_its_columns_and_order_as_far_as_they_are_there() -> None:
    save_views(REDS, View("Old", "fruit", "fruits", page_sort="gone"))
    lists = await lists_of(fruit(), answers=("view Reds", "view Old")).begin()
    await lists.do("views")
    listing = lists.listing
    assert (listing.query.filters, listing.layout.column_ids) == ((("colour", "red"),), ("colour",))
    assert [row.id for row in listing.visible_rows] == ["cherry red", "apple red"]
    assert StateStore().columns("fruit") == ()
    await lists.do("views")
    assert (listing.page_sort, listing.query.filters) == ("", ())


async def test_favourites_are_chosen_without_the_other_places(lists: Lists) -> None:
    save_views(View("Talk", "model", "models?q=speech"))
    await lists.begin()
    await lists.do("views", "favourites")
    assert lists.face.messages == ["There are no favourites yet: + makes the resource under the cursor one."]
    await lists.do("favourite")
    (favourite,) = ViewStore().read().favourites
    lists.face.answers = [f"favourite agents/{favourite.id.replace('/', '%2F')}"]
    await lists.do("views", "favourites")
    assert lists.face.questions == ["Favourites"]
    assert [choice.label for choice in lists.face.last_choices] == ["Text Analyst"]
    assert [document.name for document in lists.face.subjects] == ["Text Analyst"]


async def test_a_view_whose_address_no_longer_holds_is_told() -> None:
    save_views(View("Broken", "fruit", "fruits?size=red"), View("Elsewhere", "ghost", "ghosts"))
    lists = await lists_of(fruit(), answers=("view Broken", "view Elsewhere")).begin()
    await lists.do("views")
    await lists.do("views")
    assert [problem.title for problem in lists.face.problems] == ["Not an address"] * 2


async def test_views_are_renamed_and_removed_where_they_are_listed() -> None:
    save_views(REDS, ALL)
    steps = ((RENAME, "view All"), "Reds", "Every", (REMOVE, "view Reds"), False, (REMOVE, "view Reds"), True)
    lists = await lists_of(fruit(), answers=(*steps, (RENAME, "view Every"), None, "view Every")).begin()
    await lists.do("views")
    assert [view.name for view in ViewStore().read().views] == ["Every"]
    assert "There is a view Reds already." in lists.face.questions[2]
    assert lists.face.drafts == ["All", "Reds", "Every"]
    assert lists.face.messages == ["Removed Reds."]


async def test_a_file_of_views_that_is_broken_is_told_and_never_written_over() -> None:
    ViewStore().path.parent.mkdir(parents=True)
    ViewStore().path.write_text("[[view")
    lists = await lists_of(fruit(), answers=("Mine", None)).begin()
    await lists.do("save-view")
    await lists.do("views")
    assert {problem.title for problem in lists.face.problems} == {"Saved views problem"}
    assert ViewStore().path.read_text() == "[[view"
    assert lists.ids != []


async def test_without_a_store_of_the_state_everything_else_works(monkeypatch: pytest.MonkeyPatch) -> None:
    StateStore().close()
    lists = await lists_of(fruit()).begin()

    def full(*_: Any) -> None:
        raise sqlite_file.StoreError("The disk is full.")

    monkeypatch.setattr(StateStore, "keep_note", full)
    monkeypatch.setattr(StateStore, "recents", full)
    await lists.do("preview")
    assert [problem.text for problem in lists.face.problems] == ["The disk is full."]
    assert lists.browsing.preview.is_visible


async def test_a_favourite_is_added_and_taken_away(lists: Lists) -> None:
    await lists.begin()
    for _ in range(2):
        await lists.do("favourite")
    added, removed = lists.face.messages
    assert added == "Text Analyst is a favourite now: v lists them."
    assert removed == "Text Analyst is no favourite any more."
    assert ViewStore().read().favourites == ()


async def test_a_renamed_favourite_is_still_one_and_opens(lists: Lists) -> None:
    await lists.begin()
    row = lists.listing.current
    assert row is not None
    ViewStore().add_favourite(Favourite("agent", row.id, "Old friend", "sandbox"))
    ViewStore().add_favourite(Favourite("agent", "other", "Not from here", "elsewhere"))
    address = f"favourite agents/{row.id}"
    lists.face.answers = [(RENAME, address), "Best friend", address]
    await lists.do("views")
    assert [one.resource.id for one in lists.face.subjects] == [row.id]
    assert "Best friend" in [one.name for one in ViewStore().read().favourites]
    await lists.do("favourite")
    assert lists.face.messages == ["Text Analyst is no favourite any more."]


async def test_rows_that_are_no_resources_can_be_no_favourites_and_open_nothing() -> None:
    lists = await lists_of(fruit()).begin()
    for action_id in ("favourite", "open", "open-row"):
        assert await lists.do(action_id) == "These are no resources of the workspace."
    assert (lists.face.problems, lists.face.subjects) == ([], [])


async def test_what_was_opened_is_listed_first_and_in_the_next_sitting(lists: Lists) -> None:
    await lists.begin()
    await lists.do("open")
    await lists.do("cursor-down")
    await lists.do("open-row")
    names = [recent.name for recent in lists.browsing.recents.items]
    assert names == ["Feedback Sorter", "Text Analyst"]
    assert [recent.name for recent in StateStore().recents("sandbox")] == names
    later = Lists(lists.session, lists.browser.sources)
    await later.begin()
    assert [recent.name for recent in later.browsing.recents.items] == names


async def test_what_was_opened_keeps_its_name_and_can_be_taken_off(lists: Lists) -> None:
    StateStore().add_recent("sandbox", Recent("model", "m1", "Once seen"))
    await lists.begin()
    place = "opened models/m1"
    lists.face.answers = [(RENAME, place), (REMOVE, place), None]
    await lists.do("views")
    assert lists.face.messages == ["What was opened lately has the name of the resource."]
    assert lists.browsing.recents.items == StateStore().recents("sandbox") == ()


@pytest.mark.parametrize("taken_off", [True, False])
async def test_what_is_gone_is_offered_to_be_taken_off(
    lists: Lists, taken_off: bool, sandbox: RunningSandbox
) -> None:
    ViewStore().add_favourite(Favourite("agent", "0" * 24, "Short life", "sandbox"))
    await lists.begin()
    lists.face.answers = [f"favourite agents/{'0' * 24}", taken_off]
    await lists.do("views")
    assert [problem.is_gone for problem in lists.face.problems] == [True]
    assert lists.face.questions[1] == "Short life is not there any more. Take it off the list of places?"
    assert len(ViewStore().read().favourites) == (0 if taken_off else 1)


async def test_what_cannot_be_reached_stays(lists: Lists, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*_: object) -> None:
        raise OSError("The line is cut.")

    await lists.begin()
    lists.browsing.recents.items = (Recent("agent", "a1", "Far away"),)
    monkeypatch.setattr(WorkspaceGateway, "get", cut)
    lists.browsing.navigator.go(AppAddress("agent", "a1"))
    await lists.face.idle()
    assert [problem.text for problem in lists.face.problems] == ["The line is cut."]
    assert (lists.face.questions, lists.face.subjects) == ([], [])


async def test_what_is_deleted_where_it_was_opened_is_gone_from_the_list(
    fresh_sandbox: RunningSandbox,
) -> None:
    lists = await kinds_of(fresh_sandbox, AGENT, page_size=30).begin()

    async def delete(document: Document) -> None:
        await lists.session.write(lambda ws: ws.delete(document.resource))
        document.on_deleted(AGENT)

    lists.face.on_open = delete
    await lists.do("mark")
    await lists.do("first-row")
    await lists.do("open")
    assert "Text Analyst" not in [row.cells[0].text for row in lists.listing.visible_rows]
    assert list(lists.listing.marks) == []


async def test_back_brings_no_mark_of_what_was_deleted(fresh_sandbox: RunningSandbox) -> None:
    lists = await kinds_of(fresh_sandbox, AGENT, MODEL, page_size=30).begin()
    await lists.do("mark")
    await lists.do("mark")
    first, second = lists.listing.marks.rows
    await lists.do("next-kind")
    await lists.session.write(lambda ws: ws.delete(second.resource))
    await lists.do("history-back")
    assert list(lists.listing.marks) == [first.id]


def test_every_action_of_a_list_is_answered_once() -> None:
    controllers = lists_of(fruit()).browsing.controllers
    scopes = ("browse", "table", "search", "chips")
    for action in (one for one in ACTIONS if one.scope in scopes):
        assert len([one for one in controllers if hasattr(one, f"do_{action.method}")]) == 1, action
