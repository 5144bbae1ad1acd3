"""What stands in the place of rows: it says why, and all that it offers can be done there."""

import re
from collections.abc import Iterator
from dataclasses import replace

import click
import pytest

from aixtui.actions import actions_of
from aixtui.app_action import key_label
from aixtui.cli.main import cli
from aixtui.kinds import KINDS
from aixtui.kinds.file import FILE
from aixtui.kinds.session import SESSION
from aixtui.kinds.tool import TOOL
from aixtui.kinds.trigger import TRIGGER
from aixtui.kindspec.kind import Kind
from aixtui.listing import address as addresses
from aixtui.listing.emptiness import TRY_AGAIN, Emptiness, emptiness, failure
from aixtui.settings.read_only import Mode, ReadOnly
from aixtui.workspace.problem_rows import TABLE
from aixtui.workspace.problems import Problem
from aixtui.workspace.query import Query
from aixtui.workspace.rows import RowPage, Unreadable
from tests.aixtui.headless import Lists, lists_of
from tests.aixtui.tuple_source import TupleSource, source_of

pytestmark = pytest.mark.anyio
KEYS = re.compile(r"\b(?:Ctrl\+\w+|Esc|Enter|Backspace|F\d+)\b")
COMMANDS = re.compile(r"\baixtui ((?:[a-z]+ ?)+)")


def check(lists: Lists, state: Emptiness) -> None:
    """Every key is one of the action table that is not refused, every command leads to a list."""
    assert state.title
    for remedy in state.remedies:
        if remedy.way.startswith(":"):
            assert addresses.parse(remedy.key, [source_of(kind) for kind in KINDS])
        else:
            action = next(action for action in actions_of("browse") if action.id == remedy.way)
            assert remedy.key == key_label(action)
            assert lists.browsing.controllers.refusal(action) == ""
    assert not [line for line in (state.title, *state.lines) if KEYS.search(line)]


def ways(state: Emptiness) -> list[str]:
    return [remedy.way for remedy in state.remedies]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
@pytest.mark.parametrize("capabilities", [frozenset(), frozenset({"create"})], ids=["read", "create"])
async def test_an_empty_list_says_what_it_is_for_and_how_to_make_the_first(
    kind: Kind, capabilities: frozenset[str]
) -> None:
    lists = await lists_of(replace(source_of(kind), capabilities=capabilities)).begin()
    state = emptiness(lists.listing)
    check(lists, state)
    assert state.lines[0] == kind.about != ""
    assert ("add" in ways(state)) == bool(capabilities)


@pytest.mark.parametrize(("mode", "is_refused"), [("yes", True), ("except-runs", True), ("no", False)])
async def test_an_empty_list_that_is_only_read_offers_no_making(mode: Mode, is_refused: bool) -> None:
    source = replace(source_of(TOOL), capabilities=frozenset({"create"}))
    lists = await lists_of(replace(source, read_only=ReadOnly(mode, "--read-only"))).begin()
    state = emptiness(lists.listing)
    assert ("add" in ways(state)) != is_refused
    assert any("Nothing is made here. Set by --read-only" in line for line in state.lines) == is_refused


@pytest.mark.parametrize(
    ("kind", "ways_out"), [(TOOL, [":integrations"]), (SESSION, [":agents"]), (TRIGGER, ["add", ":agents"])]
)
async def test_a_list_whose_first_one_begins_elsewhere_leads_there(kind: Kind, ways_out: list[str]) -> None:
    capabilities = frozenset({"create"} if "add" in ways_out else ())
    lists = await lists_of(replace(source_of(kind), capabilities=capabilities)).begin()
    assert ways(emptiness(lists.listing)) == ways_out


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
async def test_no_hits_name_each_filter_and_the_keys_that_drop_them(kind: Kind) -> None:
    filters = tuple((one.id, "zz") for one in kind.filters)[:2]
    for query in (Query(text="zzqx"), Query(filters=filters), Query(text="zzqx", filters=filters)):
        if not query.narrows:
            continue
        lists = await lists_of(source_of(kind)).begin()
        lists.browser.ask(query)
        lists.listing.page = RowPage(lists.listing.query, (), 0, 1)
        state = emptiness(lists.listing)
        check(lists, state)
        assert ("“zzqx”" in state.title) == bool(query.text)
        assert all(one.label.lower() in state.title for one in kind.filters[: len(query.filters)])
        assert ("drop-last-filter" in ways(state)) == bool(query.filters)
        assert ("choose-filter" in ways(state)) == (len(query.filters) > 1)
        assert ("clear" in ways(state)) == bool(query.text or kind.leads_out_to(query.filters) is not None)


async def test_an_empty_folder_is_left_by_escape() -> None:
    lists = await lists_of(source_of(FILE)).begin()
    lists.browser.ask(Query(filters=(("folder", "a/b"),)))
    lists.listing.page = RowPage(lists.listing.query, (), 0, 1)
    state = emptiness(lists.listing)
    check(lists, state)
    assert (state.remedies[0].way, state.remedies[0].effect) == ("clear", "leaves this folder")


async def test_what_a_server_cannot_search_says_that_one_page_was_looked_at() -> None:
    lists = await lists_of(source_of(SESSION)).begin()
    lists.browser.ask(Query(text="zzqx"))
    lists.listing.page = RowPage(lists.listing.query, (), 0, 3)
    state = emptiness(lists.listing)
    check(lists, state)
    assert state.lines == ("Only page 1 was searched: the server cannot search sessions.",)
    assert "next-page" in ways(state)


async def test_a_page_for_which_nothing_came_leads_back_to_the_one_before() -> None:
    lists = await lists_of(TupleSource("abcdefgh")).begin()
    lists.listing.query = lists.listing.query._replace(page=3)
    lists.listing.page = RowPage(lists.listing.query, (), 8, 3)
    state = emptiness(lists.listing)
    check(lists, state)
    assert state.title == "The server sent no things for page 3 of 3."
    await lists.do("previous-page")
    assert lists.ids == ["d", "e", "f"]


async def test_a_filter_of_the_page_and_what_cannot_be_read_have_their_own_ways_out() -> None:
    lists = await lists_of(TupleSource("a")).begin()
    lists.listing.filter_page("zzqx")
    state = emptiness(lists.listing)
    check(lists, state)
    assert state.title == "The one thing of this page does not match “zzqx”."
    lists.listing.filter_page("")
    lists.listing.page = RowPage(lists.listing.query, (), 1, 1, (Unreadable(1, {}, "broken"),))
    state = emptiness(lists.listing)
    check(lists, state)
    assert ways(state) == ["unreadable"]


async def test_a_failed_page_can_be_tried_again() -> None:
    source = TupleSource("abc", error=OSError("The line is cut."))
    lists = await lists_of(source).begin()
    check(lists, Emptiness("It failed", (), (TRY_AGAIN,)))
    source.error = None
    await lists.do(TRY_AGAIN.way)
    assert lists.ids == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("code", "ways_out"),
    [
        ("unreachable", ["refresh", ":profile"]),
        ("sandbox", ["refresh", ":profile"]),
        ("forbidden", ["refresh"]),
    ],
)
def test_what_all_lists_of_a_workspace_have_leads_to_another_one(code: str, ways_out: list[str]) -> None:
    assert ways(failure(Problem("It failed", "", code=code))) == ways_out
    assert "profile" in {action.id for action in actions_of("app")}


def hints() -> Iterator[str]:
    return (row.hint for row in TABLE)  # the hints of all errors


def test_errors_name_commands_that_exist_and_no_keys_by_themselves() -> None:
    commands = [match[1].split() for hint in hints() for match in COMMANDS.finditer(hint)]
    assert commands
    for words in commands:
        command: click.Command = cli
        for word in words:
            assert isinstance(command, click.Group)
            found = command.get_command(click.Context(command), word)
            assert found is not None, words
            command = found
    assert not [hint for hint in hints() if KEYS.search(hint)]
