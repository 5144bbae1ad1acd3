"""The line after `:`: where it leads, and what completes it."""

import pytest

from aixtui.editing.document import Document
from aixtui.kinds.model import MODEL
from aixtui.stores.views import View
from tests.aixtui.controllers.fruit import fruit, save_views
from tests.aixtui.headless import Lists, lists_of

pytestmark = pytest.mark.anyio


async def test_a_typed_address_a_name_and_nonsense_go_where_they_lead(lists: Lists) -> None:
    save_views(View("Talk", "model", "models?q=speech"))
    await lists.begin()
    await lists.do("command")
    for text in ("models sentiment", "  ", "modles", "Talk", "models/sandbox%2Fsentiment/json"):
        await lists.do("go", text)
    assert [problem.text for problem in lists.face.problems] == ["There is no kind 'modles'."]
    assert (lists.listing.source.id, lists.listing.query.text) == (MODEL.id, "speech")
    (document,) = lists.face.subjects
    assert isinstance(document, Document)
    assert (document.resource.path, document.tab) == ("sandbox/sentiment/sandbox", "json")
    assert document.capabilities is not None
    assert "run" in document.capabilities
    assert lists.face.parts == ["command", *["list"] * 5]


async def test_a_view_with_the_name_of_an_action_or_a_kind_is_gone_to_as_a_view() -> None:
    save_views(View("theme", "fruit", "fruits?q=whisper"), View("fruits", "fruit", "fruits?q=loud"))
    lists = await lists_of(fruit()).begin()
    await lists.do("command")
    command = lists.browsing.command
    assert command.app_action("theme") is not None
    assert command.app_action("view theme") is None
    assert command.completion("view t") == "heme"
    for name, text in (("theme", "whisper"), ("fruits", "loud")):
        await lists.do("go", f"view {name}")
        assert lists.listing.query.text == text
    await lists.do("go", "view nothing")
    assert [problem.text for problem in lists.face.problems] == ["There is no kind 'view'."]


async def test_what_is_typed_is_completed_with_what_another_program_has_just_saved() -> None:
    lists = await lists_of(fruit()).begin()
    save_views(View("Whispers", "fruit", "fruits?q=whisper"))
    await lists.do("command")
    command = lists.browsing.command
    assert (command.text, command.completion("Whi"), command.completion("fru")) == ("", "spers", "its")
    version = command.version
    await lists.do("accept", "Whi")
    assert (command.text, command.version) == ("Whispers", version + 1)
    await lists.do("close", "Whispers")
    assert lists.listing.query.text == ""
    assert lists.face.parts == ["command", "list"]
