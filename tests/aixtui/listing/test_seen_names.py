"""Where lists know other resources by their ids alone, names stand there, for a few requests at the most."""

from typing import Any

import pytest

from aixsdk import Aixplain
from aixtui.kinds.agent import AGENT
from aixtui.kinds.api_key import API_KEY
from aixtui.kinds.trigger import TRIGGER
from aixtui.kindspec.kind import Kind
from aixtui.listing.address import AppAddress
from aixtui.listing.kind_source import KindSource
from aixtui.listing.seen_names import MOST_SINGLE, SeenNames
from aixtui.sandbox import RunningSandbox
from aixtui.workspace.query import Query
from aixtui.workspace.rows import RowPage
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.headless import Lists, session_on
from tests.driving import app_on, connection_to, wait_for_text

pytestmark = pytest.mark.anyio


async def lists_of(sandbox: RunningSandbox, kind: Kind) -> Lists:
    """Three lists, at the one of a kind, with all that is learnt of its names."""
    session, names = session_on(connection_to(sandbox)), SeenNames()
    lists = Lists(session, [KindSource(session, one, names) for one in (AGENT, TRIGGER, API_KEY)])
    return await lists.begin(AppAddress(kind.id))


def cells(lists: Lists, column_id: str) -> list[str]:
    listing = lists.listing
    place = [column.id for column in listing.source.columns].index(column_id)
    assert listing.page is not None
    return [row.cells[place].text for row in listing.page.rows]


class Asked:
    """Notes what is asked of the server, in order; what is refused of it fails."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.found: list[str] = []
        self.refused: tuple[str, ...] = ()
        for name in ("search", "get"):
            self._note(monkeypatch, name, getattr(WorkspaceGateway, name))

    def _note(self, monkeypatch: pytest.MonkeyPatch, name: str, call: Any) -> None:
        def noting(gateway: Any, kind: Kind, *args: Any, **more: Any) -> Any:
            self.found.append(f"{name} {kind.id}")
            if self.found[-1] in self.refused:
                raise OSError("The line is cut.")
            return call(gateway, kind, *args, **more)

        monkeypatch.setattr(WorkspaceGateway, name, noting)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    return Asked(monkeypatch)


async def test_a_trigger_is_listed_with_the_name_of_its_agent(
    filled_sandbox: RunningSandbox, asked: Asked
) -> None:
    lists = await lists_of(filled_sandbox, TRIGGER)
    assert cells(lists, "agent") == ["Text Analyst"]
    assert asked.found == ["search trigger", "search agent"]
    asked.found.clear()
    await lists.do("refresh")
    assert (cells(lists, "agent"), asked.found) == (["Text Analyst"], ["search trigger"])
    current = lists.listing.current
    assert current is not None
    facts = lists.listing.source.facts(current.resource)[0].facts
    assert {fact.label: fact.value.text for fact in facts}["Agent"] == "Text Analyst"


async def test_what_was_listed_before_is_not_asked_for(filled_sandbox: RunningSandbox, asked: Asked) -> None:
    lists = await lists_of(filled_sandbox, AGENT)
    asked.found.clear()
    await lists.do("show-kind", 1)
    assert (lists.listing.source.id, cells(lists, "agent")) == ("trigger", ["Text Analyst"])
    assert asked.found == ["search trigger"]


async def test_what_cannot_be_asked_for_keeps_its_id_and_nothing_is_told(
    fresh_sandbox: RunningSandbox, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = MOST_SINGLE + 2
    with Aixplain(
        fresh_sandbox.api_key, backend_url=fresh_sandbox.backend_url, model_url=fresh_sandbox.models_url
    ) as aix:
        agents = [aix.Agent(name=f"Agent {number}", description="x").save() for number in range(count)]
        for agent in agents:
            aix.Trigger(name=f"of {agent.name}", agent=agent, input="Go.", every="day", at="07:40").save()
    ids = {agent.id for agent in agents}
    asked.refused = ("search agent",)
    lists = await lists_of(fresh_sandbox, TRIGGER)
    assert (set(cells(lists, "agent")), lists.face.problems) == (ids, [])
    monkeypatch.setattr("aixtui.listing.seen_names._first", lambda *_: RowPage(Query(), (), 0, 1))
    asked.refused = ("get agent",)
    for singles in (MOST_SINGLE, count - MOST_SINGLE, 0):
        asked.found.clear()
        await lists.do("refresh")
        assert asked.found == ["search trigger", *["get agent"] * singles]
        assert (set(cells(lists, "agent")), lists.face.problems) == (ids, [])


async def test_a_key_is_listed_with_the_names_of_the_models_that_it_limits(
    fresh_sandbox: RunningSandbox,
) -> None:
    with Aixplain(
        fresh_sandbox.api_key, backend_url=fresh_sandbox.backend_url, model_url=fresh_sandbox.models_url
    ) as aix:
        models = [aix.Model.get(path) for path in ("sandbox/sentiment", "sandbox/key-phrases")]
        limits: Any = [{"model": model.id, "request_per_minute": 1} for model in models]
        aix.APIKey(name="ci", asset_limits=limits).save()
    lists = await lists_of(fresh_sandbox, API_KEY)
    assert "Sentiment, Key Phrases" in cells(lists, "models")


async def test_the_wide_list_shows_it(filled_sandbox: RunningSandbox) -> None:
    app = app_on(connection_to(filled_sandbox))
    async with app.run_test(size=(200, 30)) as pilot:
        await wait_for_text(pilot, "▌ Text Analyst")
        await pilot.press("colon", *"triggers", "enter")
        await wait_for_text(pilot, "▌ every morning")
        await wait_for_text(pilot, "Good. ")
        await wait_for_text(pilot, "Text Analyst")
