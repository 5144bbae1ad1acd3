"""What a list shows when the server does not give it, at both sizes: never a blank table."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from textual.pilot import Pilot

from aixtui.sandbox import RunningSandbox, start
from tests.driving import app_on, connection_to, wait_for_text
from tests.snapshots.scenes import Script
from tests.snapshots.test_screens import Compare, after, nothing, sizes

Serve = Callable[..., RunningSandbox]


@pytest.fixture
def serve(sandbox_file: Path, tmp_path: Path) -> Iterator[Serve]:
    """Starts a sandbox of this test, with a fault in every answer and on a port where these are given."""
    path = tmp_path / "states.db"
    shutil.copy(sandbox_file, path)
    with ExitStack() as running:
        yield lambda **how: running.enter_context(start(path, **how))


@sizes
@pytest.mark.parametrize(
    ("fault", "shown"),
    [
        ("stuck", "Loading agents"),
        ("status=403", "Not allowed"),
        ("status=429,retry-after=60", "Too many requests: trying again in 60 s"),
        ("status=401", "The API key was not accepted"),
    ],
    ids=["first-load", "forbidden", "rate-limited", "expired"],
)
def test_nothing_came_yet(
    fault: str, shown: str, size: tuple[int, int], serve: Serve, snap_compare: Compare
) -> None:
    app = app_on(connection_to(serve(fault=fault)))
    assert snap_compare(app, terminal_size=size, run_before=after(shown, nothing))


@sizes
@pytest.mark.parametrize(
    ("fault", "shown"),
    [
        ("stuck", "loading agents, page 1"),
        ("gone", "Cannot reach the backend"),
        ("status=403", "Not allowed"),
        ("status=429,retry-after=60", "Too many requests: trying again in 60 s"),
        ("status=401", "The API key was not accepted"),
    ],
    ids=["refreshing", "offline", "forbidden", "rate-limited", "expired"],
)
def test_what_came_stays(
    fault: str, shown: str, size: tuple[int, int], serve: Serve, snap_compare: Compare
) -> None:
    server = serve()
    assert snap_compare(
        app_on(connection_to(server)),
        terminal_size=size,
        run_before=after("▌ Text Analyst", refreshing_with(fault, shown, server, serve)),
    )


def refreshing_with(fault: str, shown: str, server: RunningSandbox, serve: Serve) -> Script:
    """The script that puts a server with a fault in the place of one, and asks it."""

    async def script(pilot: Pilot[Any]) -> None:
        await pilot.app.workers.wait_for_complete()
        server.stop()
        if fault != "gone":
            serve(fault=fault, port=urlsplit(server.backend_url).port)
        await pilot.press("ctrl+r")
        await wait_for_text(pilot, shown)

    return script
