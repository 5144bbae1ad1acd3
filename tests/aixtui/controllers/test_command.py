"""The line after `:`: where it leads, and what completes it."""

import pytest

from aixtui.editing.document import Document
from aixtui.kinds.model import MODEL
from aixtui.listing.command import Command
from aixtui.listing.memory import Memory
from aixtui.listing.seen_pages import SeenPages
from aixtui.listing.typed_lines import TypedLines
from aixtui.listing.views import Views
from aixtui.stores.views import View
from tests.aixtui.controllers.fruit import fruit, save_views
from tests.aixtui.headless import Lists, lists_of

pytestmark = pytest.mark.anyio


async def go(lists: Lists, text: str) -> None:
    """Go to what is typed, if there is a way."""
    if (way := await lists.browsing.commanding.way(text)) is not None:
        way()
    await lists.face.idle()


async def test_a_typed_address_a_name_and_nonsense_go_where_they_lead(lists: Lists) -> None:
    save_views(View("Talk", "model", "models?q=speech"))
    await lists.begin()
    for text in ("models sentiment", "modles", "Talk", "models/sandbox%2Fsentiment/json"):
        await go(lists, text)
    assert [problem.text for problem in lists.face.problems] == ["There is no kind 'modles'."]
    assert (lists.listing.source.id, lists.listing.query.text) == (MODEL.id, "speech")
    (document,) = lists.face.subjects
    assert isinstance(document, Document)
    assert (document.resource.path, document.tab) == ("sandbox/sentiment/sandbox", "json")
    assert document.capabilities is not None
    assert "run" in document.capabilities


async def test_a_view_with_the_name_of_an_action_or_a_kind_is_gone_to_as_a_view() -> None:
    save_views(View("theme", "fruit", "fruits?q=whisper"), View("fruits", "fruit", "fruits?q=loud"))
    lists = await lists_of(fruit()).begin()
    command = lists.browsing.commanding.command
    assert command.app_call("theme") is not None
    assert command.app_call("view theme") is None
    assert command.completion("view t") == "heme"
    for name, text in (("theme", "whisper"), ("fruits", "loud")):
        await go(lists, f"view {name}")
        assert lists.listing.query.text == text
    await go(lists, "view nothing")
    assert [problem.text for problem in lists.face.problems] == ["There is no view 'nothing'."]


async def test_a_word_of_the_app_or_a_view_that_is_mistyped_is_named() -> None:
    save_views(View("Whispers", "fruit", "fruits?q=whisper"))
    lists = await lists_of(fruit()).begin()
    for text in ("profil work", "setings", "view Wispers"):
        await go(lists, text)
    hints = [problem.hint for problem in lists.face.problems]
    assert hints == [f"Did you mean {word!r}?" for word in ("profile", "settings", "Whispers")]


async def test_what_is_typed_is_completed_with_what_another_program_has_just_saved() -> None:
    lists = await lists_of(fruit()).begin()
    save_views(View("Whispers", "fruit", "fruits?q=whisper"))
    command = lists.browsing.commanding.command
    asked = await lists.browsing.commanding.ask(lists.face)
    await lists.face.idle()
    assert (asked, lists.face.subjects) == ("", [command])
    assert (command.text, command.completion("Whi"), command.completion("fru")) == ("", "spers", "its")
    version = command.version
    command.complete("Whi")
    assert (command.text, command.version) == ("Whispers", version + 1)


async def test_what_was_typed_last_is_no_answer_to_the_next_question() -> None:
    lists = await lists_of(fruit()).begin()
    command = lists.browsing.commanding.command

    async def type_fruits(_: object) -> None:
        command.end(" fruits ")

    lists.face.on_open = type_fruits
    assert await lists.browsing.commanding.ask(lists.face) == "fruits"
    lists.face.on_open = None
    assert await lists.browsing.commanding.ask(lists.face) == ""


def command_with(*profiles: str) -> Command:
    lists = lists_of(fruit())
    views = Views(lists.browser, lists.browsing.saved_file, lists.face)
    memory = Memory(lists.session.bridge, lists.face)
    seen, lines = SeenPages(lists.session, memory), TypedLines(lists.session, memory)
    return Command(lists.browser, views, lists.browsing.recents, seen, lines, lambda: profiles)


def test_names_of_profiles_are_completed_once_one_is_begun() -> None:
    command = command_with("work", "worker", "my home")
    assert [
        command.completion(text) for text in ("prof", "profile", "profile ", "profile my", "profile x")
    ] == [
        "ile",
        "",
        "work",
        " home",
        "",
    ]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("profile", ""),
        ("prof", ""),
        ("f12", ""),
        ("profile ", "work"),
        ("profile work", "work"),
        ("profile work  ", "work"),
        ("profile worke", "worker"),
        ("  profile my", "my home"),
        ("profile wrok", "wrok"),
    ],
)
def test_a_name_behind_the_action_goes_with_it(typed: str, name: str) -> None:
    call = command_with("work", "worker", "my home").app_call(typed)
    assert call is not None
    assert (call.action.id, call.name) == ("profile", name)


def test_what_takes_no_name_has_none_behind_it() -> None:
    command = command_with("work")
    assert command.app_call("quit work") is None
    assert command.app_call("profiles work") is None
    call = command.app_call("qui")
    assert call is not None
    assert (call.action.id, call.name) == ("quit", "")


@pytest.mark.parametrize(
    ("typed", "step"),
    [
        ("drafts", ("screen", "do", ("drafts",))),
        ("dra", ("screen", "do", ("drafts",))),
        ("views", ("screen", "do", ("views",))),
        (" favourites ", ("screen", "do", ("views", "favourites"))),
        ("fav", ("screen", "do", ("views", "favourites"))),
        ("help", ("", "help", ())),
        ("profile work", ("", "profile", ("work",))),
    ],
)
def test_what_is_kept_here_goes_by_its_word_as_the_actions_of_the_app_do(
    typed: str, step: tuple[str, str, tuple[str, ...]]
) -> None:
    call = command_with("work").app_call(typed)
    assert call is not None
    assert call.step == step


async def test_a_word_for_what_is_kept_here_is_named_where_it_is_mistyped() -> None:
    lists = await lists_of(fruit()).begin()
    for text in ("vews", "favorites", "draftz"):
        await go(lists, text)
    hints = [problem.hint for problem in lists.face.problems]
    assert hints == [f"Did you mean {word!r}?" for word in ("views", "favourites", "drafts")]
