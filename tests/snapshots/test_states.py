"""What a list shows when the server does not give it: never a blank table."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from textual.pilot import Pilot

from aixtui.sandbox import RunningSandbox, start
from tests.driving import app_on, connection_to, wait_for_text
from tests.snapshots.pictures import Compare, Size, after, label, nothing, pictures
from tests.snapshots.scenes import Script

Serve = Callable[..., RunningSandbox]


@dataclass(frozen=True)
class State:
    """A fault of the server, and the text by which the state it leads to is told."""

    name: str
    fault: str
    text: str
    wide: str = ""
    """What the wide picture shows that the narrow one cannot."""


TOLD_PORT = 18765
"""Where the server was that is gone: the picture shows it."""

LIMITED = State("rate-limited", "status=429,retry-after=60", "Too many requests: trying again in 60 s")
EXPIRED = State("expired", "status=401", "is not accepted: ")
BEFORE_A_LIST = (
    State("first-load", "stuck", "SANDBOX"),  # it loads before it is connected, too
    State("forbidden", "status=403", "Not allowed"),
    LIMITED,
    EXPIRED,
)
ON_A_LIST = (
    State("refreshing", "stuck", "loading agents, page 1"),
    State("offline", "gone", "Cannot reach the backend"),
    State("forbidden", "status=403", "Not allowed", wide="a reason that takes one line below the list"),
    LIMITED,
    EXPIRED,
)


@pytest.fixture
def serve(sandbox_file: Path, tmp_path: Path) -> Iterator[Serve]:
    """Starts a sandbox of this test, with a fault in every answer and on a port where these are given."""
    path = tmp_path / "states.db"
    shutil.copy(sandbox_file, path)
    with ExitStack() as servers:
        yield lambda **options: servers.enter_context(start(path, **options))


@pytest.mark.parametrize(("state", "size"), pictures(BEFORE_A_LIST), ids=label)
def test_nothing_came_yet(state: State, size: Size, serve: Serve, snap_compare: Compare) -> None:
    app = app_on(connection_to(serve(fault=state.fault)))
    assert snap_compare(app, terminal_size=size, run_before=after(state.text, nothing))


@pytest.mark.parametrize(("state", "size"), pictures(ON_A_LIST), ids=label)
def test_what_came_stays(state: State, size: Size, serve: Serve, snap_compare: Compare) -> None:
    server = serve(port=TOLD_PORT if state.fault == "gone" else 0)
    assert snap_compare(
        app_on(connection_to(server)),
        terminal_size=size,
        run_before=after("▌ Text Analyst", refresh_into(state, server, serve)),
    )


def refresh_into(state: State, server: RunningSandbox, serve: Serve) -> Script:
    """The script that puts a server with the fault in the place of one, and asks it."""

    async def script(pilot: Pilot[Any]) -> None:
        await pilot.app.workers.wait_for_complete()
        server.stop()
        if state.fault != "gone":
            serve(fault=state.fault, port=urlsplit(server.backend_url).port)
        await pilot.press("ctrl+r")
        await wait_for_text(pilot, state.text)

    return script
