"""A list driven by its controllers alone, with a face that answers by a script."""

import pytest

from tests.aixtui.headless import lists_of
from tests.aixtui.tuple_source import TupleSource

pytestmark = pytest.mark.anyio


async def test_the_same_list_as_on_a_screen_is_driven_without_one() -> None:
    fruit = TupleSource(("apple", "banana", "cherry", "date", "elder"))
    lists = await lists_of(fruit, page_size=2, answers=("r 5", "name", "name")).begin()
    assert lists.ids == ["apple", "banana"]
    await lists.do("cursor-down")
    await lists.do("mark")
    await lists.do("next-page")
    await lists.do("mark")
    assert (lists.ids, list(lists.listing.marks)) == (["cherry", "date"], ["banana", "cherry"])
    await lists.do("go-to")
    assert lists.cursor == "elder"
    assert await lists.do("next-page") == "This is the last page."
    await lists.do("sort")
    await lists.do("sort")
    assert (lists.ids, lists.browser.address_text) == (["elder", "date"], "things?sort=-name")
    await lists.do("to-list", "search", "an")
    assert (lists.ids, lists.face.parts) == (["banana"], ["list"])
    assert await lists.do("delete") == "These are no resources of the workspace."
    await lists.do("unmark")
    assert await lists.do("unmark") == "Nothing is marked."
    assert lists.face.questions == ["Page 1 to 3, or r and a row from 1 to 5", "Sort by", "Sort by"]
