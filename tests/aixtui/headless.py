"""Lists driven through their controllers, as a screen drives them, without Textual."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from aixtui.actions import ACTIONS
from aixtui.controllers.answering import Controllers
from aixtui.controllers.browsing import Browsing
from aixtui.kindspec.kind import Kind
from aixtui.kindspec.results import RunEvent
from aixtui.listing.address import AppAddress
from aixtui.listing.kind_source import KindSource
from aixtui.listing.listing import Listing
from aixtui.listing.source import Source
from aixtui.settings.connection import ConnectionSettings
from aixtui.settings.tree import Browse, Settings
from aixtui.stores.run_record import RunRecord, new_run_id
from aixtui.workspace.session import AppSession
from tests.aixtui.scripted_face import ScriptedFace
from tests.driving import Sandbox, connection_to

SECONDS = 5

NOWHERE = ConnectionSettings("default", "http://localhost:9", "http://localhost:9", None)
"""A connection without a key: nothing can be sent."""


_open: list[AppSession] = []


def session_on(connection: ConnectionSettings, page_size: int | None = None) -> AppSession:
    """A sitting on a connection until the test ends; opening the sandbox from it fails."""

    def refuse() -> ConnectionSettings:
        raise AssertionError("the sandbox was not asked for")

    session = AppSession(lambda: connection, refuse, Settings(browse=Browse(page_size=page_size)))
    _open.append(session)
    return session


def close_sessions() -> None:
    """End all sittings."""
    while _open:
        _open.pop().close()


async def do(controllers: Controllers, action_id: str, *arguments: Any) -> str:
    """Carry an action out to its end, by its id; why not, where it is refused."""
    action = next(row for row in ACTIONS if row.id == action_id)
    if reason := controllers.refusal(action):
        return reason
    work = controllers.do(action, *arguments)
    if work is not None:
        await work
    return ""


async def until(condition: Callable[[], bool], event: str) -> None:
    """Let everything else work until the condition holds."""
    deadline = asyncio.get_running_loop().time() + SECONDS
    while not condition():
        assert asyncio.get_running_loop().time() < deadline, f"never happened: {event}"
        await asyncio.sleep(0.001)


class Lists:
    """The lists of some sources with their face, each action taken to its end and all that it starts."""

    def __init__(self, session: AppSession, sources: Sequence[Source], *answers: Any) -> None:
        self.session, self.face = session, ScriptedFace(*answers)
        self.browsing = Browsing(session, sources, self.face)
        self.browser = self.browsing.browser

    @property
    def listing(self) -> Listing:
        return self.browser.listing

    @property
    def ids(self) -> list[str]:
        """The rows that are seen."""
        return [row.id for row in self.listing.visible_rows]

    @property
    def cursor(self) -> str:
        """The row under the cursor."""
        return self.listing.current.id if self.listing.current else ""

    async def begin(self, start: AppAddress | None = None) -> "Lists":
        """Show the first list, or an address."""
        self.browsing.begin(start)
        await self.face.idle()
        return self

    async def do(self, action_id: str, *arguments: Any) -> str:
        """Carry an action out, by its id, and all that it starts; why not, where it is refused."""
        reason = await do(self.browsing.controllers, action_id, *arguments)
        await self.face.idle()
        return reason


def lists_of(*sources: Source, page_size: int | None = 3, answers: Sequence[Any] = ()) -> Lists:
    """Lists that need no platform."""
    return Lists(session_on(NOWHERE, page_size), sources, *answers)


def kinds_of(sandbox: Sandbox, *kinds: Any, page_size: int | None = None) -> Lists:
    """Lists of some kinds of a sandbox, from the start with all there is."""
    session = session_on(connection_to(sandbox), page_size)
    return Lists(session, [KindSource(session, kind._replace(first_filters=())) for kind in kinds])


async def run_to_end(session: AppSession, kind: Kind, resource: Any, values: dict[str, Any]) -> RunEvent:
    """Run a resource, and return the last that was heard of it."""
    record = RunRecord(new_run_id(), session.workspace_name, kind.id, resource.id, "", dict(values), "app")
    recording = await session.runs.recording(record)
    *_, last = [event async for event in session.runs.run(kind, resource, values, recording)]
    return last
