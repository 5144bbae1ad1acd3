"""Every screen at both sizes. Accept what was meant to change with `make snapshots`."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from aixtui.sandbox import RunningSandbox
from aixtui.setup_error import CredentialError
from tests.driving import app_on, connection_to, wait_for_text
from tests.snapshots.scenes import SCENES, Scene, Script

SIZES = [(80, 24), (120, 40)]
Compare = Callable[..., bool]
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


def after(text: str, script: Script) -> Script:
    """The script, once the text is there; no cursor blinks in the picture."""

    async def run(pilot: Pilot[Any]) -> None:
        await wait_for_text(pilot, text)
        await script(pilot)
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        await pilot.pause()

    return run


async def nothing(pilot: Pilot[Any]) -> None:
    """The scene is there already."""


@sizes
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_scene(scene: Scene, size: tuple[int, int], sandbox: RunningSandbox, snap_compare: Compare) -> None:
    app = app_on(connection_to(sandbox))
    assert snap_compare(app, terminal_size=size, run_before=after("▌ Text Analyst", scene.script))


@sizes
def test_welcome(size: tuple[int, int], sandbox: RunningSandbox, snap_compare: Compare) -> None:
    why = CredentialError("There is no API key for profile 'default'.", "Set TEAM_API_KEY.")
    connection = replace(
        connection_to(sandbox),
        profile="default",
        backend_url="https://platform.example",
        credential=None,
        is_sandbox=False,
        no_key=why,
    )
    assert snap_compare(
        app_on(connection), terminal_size=size, run_before=after("Welcome to aixtui", nothing)
    )


@sizes
def test_unreachable(size: tuple[int, int], sandbox: RunningSandbox, snap_compare: Compare) -> None:
    connection = replace(connection_to(sandbox), backend_url="http://127.0.0.1:1", is_sandbox=False)
    assert snap_compare(app_on(connection), terminal_size=size, run_before=after("Cannot reach", nothing))


@sizes
def test_wrong_key(size: tuple[int, int], sandbox: RunningSandbox, snap_compare: Compare) -> None:
    app = app_on(connection_to(sandbox, key="not-the-key"))
    assert snap_compare(app, terminal_size=size, run_before=after("The API key was not accepted", nothing))
