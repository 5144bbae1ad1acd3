"""From a resource that was opened from a list to those beside it."""

from typing import Any

import pytest

from aixsdk.exceptions import ConnectionFailedError
from aixtui.controllers.answering import Controllers
from aixtui.controllers.neighbours import GONE, NO_LIST, NeighboursController
from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL
from aixtui.listing.address import AppAddress
from aixtui.listing.kind_source import KindSource
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.query import Query
from tests.aixtui.controllers.opened import Opened, open_current
from tests.aixtui.headless import Lists, do, kinds_of

pytestmark = pytest.mark.anyio


@pytest.fixture
async def models(sandbox: RunningSandbox) -> Lists:
    """A list of models, a few on each page, with the cursor on the last row of the first one."""
    query = Query("whisper large")
    lists = await kinds_of(sandbox, AGENT, MODEL, page_size=2).begin(AppAddress("model", query=query))
    assert lists.listing.page is not None
    assert lists.listing.page.pages > 1
    await lists.do("last-row")
    return lists


async def test_they_are_gone_to_across_pages_and_the_cursor_goes_along(models: Lists) -> None:
    seen: list[str] = []

    async def walk(model: Opened) -> None:
        first = model.document.resource.id
        model.document.show_tab(2)
        for action_id in ("next-resource", "next-resource", "previous-resource", "previous-resource"):
            assert await model.do(action_id) == ""
            seen.append(model.document.resource.id)
            assert model.document.tab == "json"
            assert f'"id": "{seen[-1]}"' in model.document.json.source.text
        assert seen[-1] == first
        assert len({first, *seen}) == 3
        await model.do("next-resource")
        await model.do("back")

    await open_current(models, walk)
    assert models.listing.current is not None
    assert models.listing.current.id == seen[0]
    assert models.listing.query.page == 2
    assert models.browsing.recents.items[0].id == seen[0]


async def test_at_the_ends_there_is_no_further(models: Lists) -> None:
    async def walk(model: Opened) -> None:
        assert await model.do("previous-resource") == ""
        assert await model.do("previous-resource") == "This is the first of the models of the list."
        while not (reason := await model.do("next-resource")):
            pass
        assert reason == "This is the last of the models of the list."

    await open_current(models, walk)
    assert models.listing.page is not None
    assert models.listing.query.page == models.listing.page.pages


async def test_rows_that_are_filtered_are_those_of_one_page(models: Lists) -> None:
    models.listing.filter_page("whisper")

    async def walk(model: Opened) -> None:
        reasons = [await model.do("next-resource") for _ in range(3)]
        assert reasons[-1] == "This is the last of the models that match."

    await open_current(models, walk)
    assert models.listing.query.page == 1


async def test_what_was_opened_by_its_address_has_none(models: Lists) -> None:
    assert models.listing.current is not None
    seen: list[str] = []

    async def walk(document: Any) -> None:
        seen.append(await do(Controllers(NeighboursController(document, models.face)), "next-resource"))

    models.face.on_open = walk
    text = f"models/{models.listing.current.resource.id}"
    go = await models.browsing.navigator.way_to(text, "")
    assert go is not None
    go()
    await models.face.idle()
    assert seen == [NO_LIST]


async def test_a_list_that_does_not_show_it_leads_nowhere(models: Lists) -> None:
    async def walk(model: Opened) -> None:
        models.listing.move_to(0)
        assert await model.do("next-resource") == "The list that it was opened from does not show it."

    await open_current(models, walk)


async def test_a_page_that_cannot_be_read_leaves_it_where_it_is(
    models: Lists, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_of = KindSource.page

    async def fail(*_: Any) -> Any:
        raise ConnectionFailedError("The line is cut.")

    async def without_rows(source: KindSource, query: Query) -> Any:
        return (await page_of(source, query))._replace(rows=())

    async def walk(model: Opened) -> None:
        name = model.document.name
        for page in (fail, without_rows):
            monkeypatch.setattr(KindSource, "page", page)
            models.browser.loader.forget(models.listing)
            assert await model.do("next-resource") == ""
            assert model.document.name == name

    await open_current(models, walk)
    assert [problem.text for problem in models.face.problems] == ["The line is cut."]
    assert models.face.messages == [GONE]


async def test_what_is_being_done_comes_first(models: Lists) -> None:
    async def walk(model: Opened) -> None:
        model.document.activity.hold("deleting it")
        assert await model.do("next-resource") == "Still deleting it: wait for the answer."

    await open_current(models, walk)
