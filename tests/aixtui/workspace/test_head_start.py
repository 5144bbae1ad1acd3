"""A page asked for before there is an app: had once, and never in the place of another."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Protocol

import pytest

from aixtui.auth.secret import Credential, Secret
from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL
from aixtui.listing.kind_source import KindSource
from aixtui.sandbox import RunningSandbox
from aixtui.settings.connection import ConnectionSettings
from aixtui.settings.tree import Settings
from aixtui.setup_error import SettingsError
from aixtui.workspace.head_start import Answer
from aixtui.workspace.query import Query
from aixtui.workspace.session import AppSession
from aixtui.workspace.workspace import WorkspaceGateway
from tests.driving import connection_to

pytestmark = pytest.mark.anyio
SECONDS = 30
QUERY = Query(size=5, sort=AGENT.sort)


class Begun:
    """A session that has begun to ask for a page of agents, and what it asks for."""

    def __init__(
        self, connect: Callable[[], ConnectionSettings], monkeypatch: pytest.MonkeyPatch, *, fails: bool
    ) -> None:
        self.connections = 0
        self.searches: list[Query] = []
        self.told: list[Answer] = []
        search = WorkspaceGateway.search

        def noted(workspace: WorkspaceGateway, kind: object, query: Query, **kwargs: float) -> object:
            self.searches.append(query)
            return search(workspace, kind, query, **kwargs)  # type: ignore[arg-type]

        def counted() -> ConnectionSettings:
            self.connections += 1
            return connect()

        monkeypatch.setattr(WorkspaceGateway, "search", noted)
        self.session = AppSession(counted, counted, Settings())
        self.agents, self.models = KindSource(self.session, AGENT), KindSource(self.session, MODEL)
        self.head_start = self.session.source.head_start
        self.head_start.begin(AGENT, QUERY, (lambda _: 1 / 0) if fails else self.told.append)

    async def has_come(self) -> None:
        """Wait until its thread is at its end."""
        for thread in threading.enumerate():
            if thread.name == "aixtui-head-start":
                await asyncio.to_thread(thread.join, SECONDS)
                assert not thread.is_alive()


class Begin(Protocol):
    """Begins with what connects, which may fail with what came."""

    def __call__(self, connect: Callable[[], ConnectionSettings], *, fails: bool = False) -> Begun: ...


@pytest.fixture
def begin(monkeypatch: pytest.MonkeyPatch) -> Iterator[Begin]:
    with ExitStack() as to_close:

        def begin(connect: Callable[[], ConnectionSettings], *, fails: bool = False) -> Begun:
            begun = Begun(connect, monkeypatch, fails=fails)
            to_close.callback(begun.session.close)
            return begun

        yield begin


async def test_it_is_had_at_once_by_whoever_asks_for_it(sandbox: RunningSandbox, begin: Begin) -> None:
    begun = begin(lambda: connection_to(sandbox))
    await begun.has_come()
    page = begun.agents.page_at_hand(QUERY)
    assert page is not None
    assert [row.id for row in page.rows] == [row.id for row in begun.told[0].page.rows]
    assert begun.agents.capabilities == begun.told[0].capabilities
    assert begun.searches == [QUERY]
    assert begun.agents.page_at_hand(QUERY) is None  # the second time it is old
    assert len((await begun.agents.page(QUERY)).rows) == QUERY.size
    assert begun.searches == [QUERY, QUERY]


async def test_one_that_is_on_its_way_is_waited_for(sandbox: RunningSandbox, begin: Begin) -> None:
    may_connect = threading.Event()

    def connect() -> ConnectionSettings:
        assert may_connect.wait(SECONDS)
        return connection_to(sandbox)

    begun = begin(connect)
    assert begun.agents.page_at_hand(QUERY) is None
    asked = asyncio.ensure_future(begun.agents.page(QUERY))
    await asyncio.sleep(0)
    may_connect.set()
    assert len((await asked).rows) == QUERY.size
    assert begun.searches == [QUERY]


async def test_who_goes_away_while_it_comes_leaves_nothing_behind(
    sandbox: RunningSandbox, begin: Begin
) -> None:
    may_connect = threading.Event()

    def connect() -> ConnectionSettings:
        assert may_connect.wait(SECONDS)
        return connection_to(sandbox)

    begun = begin(connect)
    asked = asyncio.ensure_future(begun.agents.page(QUERY))
    await asyncio.sleep(0)
    asked.cancel()
    may_connect.set()
    await begun.has_come()
    assert asked.cancelled()
    assert begun.agents.page_at_hand(QUERY) is None
    assert len((await begun.agents.page(QUERY)).rows) == QUERY.size


@pytest.mark.parametrize(
    "other", [QUERY._replace(size=6), QUERY._replace(page=2), QUERY._replace(text="a")], ids=str
)
async def test_another_page_is_asked_for_and_the_early_one_is_dropped(
    sandbox: RunningSandbox, begin: Begin, other: Query
) -> None:
    begun = begin(lambda: connection_to(sandbox))
    await begun.has_come()
    assert begun.agents.page_at_hand(other) is None
    assert begun.models.page_at_hand(QUERY) is None
    assert (await begun.agents.page(other)).query == other
    assert begun.agents.page_at_hand(QUERY) is None
    assert begun.searches == [QUERY, other]


async def test_it_is_connected_once(sandbox: RunningSandbox, begin: Begin) -> None:
    begun = begin(lambda: connection_to(sandbox))
    await begun.session.know_workspace()
    assert begun.session.profile_name == "sandbox"
    assert begun.connections == 1
    assert begun.session.source.ask()  # who asks again wants to know how it is now
    assert begun.connections == 2


async def test_the_session_has_the_connection_that_is_there(sandbox: RunningSandbox, begin: Begin) -> None:
    begun = begin(lambda: connection_to(sandbox))
    await begun.has_come()
    assert begun.session.profile_name == ""
    begun.session.catch_up()
    assert begun.session.profile_name == "sandbox"
    await begun.session.know_workspace()
    assert begun.connections == 1


async def test_why_there_is_no_connection_is_told_to_whoever_wants_one(
    sandbox: RunningSandbox, begin: Begin
) -> None:
    good = connection_to(sandbox)
    answers: list[SettingsError | ConnectionSettings] = [SettingsError("It is broken."), good]

    def connect() -> ConnectionSettings:
        answer = answers.pop(0)
        if isinstance(answer, ConnectionSettings):
            return answer
        raise answer

    begun = begin(connect)
    await begun.has_come()
    begun.session.catch_up()
    assert begun.agents.page_at_hand(QUERY) is None
    with pytest.raises(SettingsError, match="It is broken"):
        await begun.agents.page(QUERY)
    assert len((await begun.agents.page(QUERY)).rows) == QUERY.size
    assert begun.told == []


async def test_why_it_did_not_come_is_told_once(begin: Begin) -> None:
    nobody = ConnectionSettings(
        "home", "http://127.0.0.1:9", "http://127.0.0.1:9", Credential(Secret("k" * 64), "a test")
    )
    begun = begin(lambda: nobody)
    await begun.has_come()
    assert begun.agents.page_at_hand(QUERY) is None
    with pytest.raises(Exception, match=r"127\.0\.0\.1:9"):
        await begun.agents.page(QUERY)
    assert begun.searches == [QUERY]


async def test_what_fails_with_what_came_is_told_too(sandbox: RunningSandbox, begin: Begin) -> None:
    begun = begin(lambda: connection_to(sandbox), fails=True)
    with pytest.raises(ZeroDivisionError):
        await begun.agents.page(QUERY)


async def test_where_a_key_is_refused_or_missing_the_session_asks_by_itself(
    sandbox: RunningSandbox, begin: Begin
) -> None:
    refused, good = connection_to(sandbox, "0" * 64), connection_to(sandbox)
    begun = begin(lambda: refused)
    await begun.has_come()
    assert begun.told == []
    asked = begun.session.source.head_start.take_answer(AGENT, QUERY)
    assert asked is not None
    assert asked.result() is None
    assert begun.searches == [QUERY]
    keyless = ConnectionSettings("home", good.backend_url, good.models_url, None)
    other = begin(lambda: keyless)
    await other.has_come()
    assert other.searches == []
