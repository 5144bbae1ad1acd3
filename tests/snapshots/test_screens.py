"""Every screen, some at two sizes. Accept what was meant to change with `make snapshots`."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from aixtui.auth.keyring_store import KeyringUnavailableError
from aixtui.kinds import KINDS
from aixtui.kindspec.code import Snippet
from aixtui.kindspec.kind import Kind, Resource
from aixtui.sandbox import RunningSandbox
from aixtui.settings.read_only import ReadOnly
from aixtui.settings.tree import ReplyLimits, Settings
from aixtui.theming.terminal_themes import NO_COLOUR
from aixtui.workspace.code import code_of
from aixtui.workspace.workspace import WorkspaceGateway
from tests.driving import app_on, connection_to
from tests.snapshots.pictures import BROAD, NARROW, Compare, Size, after, label, nothing, pictures
from tests.snapshots.scenes import BROAD_SCENES, SCENES, WITHOUT_COLOURS, Scene, keys

COLOURLESS = [scene for scene in SCENES if scene.name in WITHOUT_COLOURS]
narrow = pytest.mark.parametrize("size", [NARROW], ids=label)


PICTURES = [*pictures(SCENES), *((scene, BROAD) for scene in BROAD_SCENES)]


@pytest.mark.parametrize(("scene", "size"), PICTURES, ids=label)
def test_scene(scene: Scene, size: Size, sandbox: RunningSandbox, snap_compare: Compare) -> None:
    app = app_on(connection_to(sandbox))
    assert snap_compare(app, terminal_size=size, run_before=after("▌ Text Analyst", scene.script))


@narrow
@pytest.mark.parametrize("scene", COLOURLESS, ids=label)
def test_scene_without_colours(
    scene: Scene, size: Size, sandbox: RunningSandbox, snap_compare: Compare
) -> None:
    app = app_on(connection_to(sandbox))
    app.theme = NO_COLOUR.name
    assert snap_compare(app, terminal_size=size, run_before=after("▌ Text Analyst", scene.script))


@narrow
def test_first_visit(size: Size, sandbox: RunningSandbox, snap_compare: Compare) -> None:
    app = app_on(connection_to(sandbox), kinds=KINDS)
    script = keys("2", ":▌ Text Statistics", ":runs:yes x")
    assert snap_compare(app, terminal_size=size, run_before=after("▌ Text Analyst", script))


@narrow
def test_code(
    size: Size, sandbox: RunningSandbox, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The addresses of a sandbox are others each time."""
    place = SimpleNamespace(backend_url="https://platform.example", model_url="https://models.example/run")

    def code(_: WorkspaceGateway, kind: Kind, resource: Resource) -> tuple[Snippet, ...]:
        return code_of(place, kind, resource, can_run=True)  # type: ignore[arg-type]

    monkeypatch.setattr(WorkspaceGateway, "code", code)
    script = keys("enter", ":Instructions", "left_square_bracket", ":from aixsdk")
    app = app_on(connection_to(sandbox))
    assert snap_compare(app, terminal_size=size, run_before=after("▌ Text Analyst", script))


@narrow
def test_settings(
    size: Size, sandbox: RunningSandbox, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder of a test is another one each time."""
    monkeypatch.setattr("aixtui.screens.settings.settings_file", lambda: Path("~/.config/aixtui/config.toml"))
    app = app_on(connection_to(sandbox), Settings(limits=ReplyLimits(reply_mb=50)))
    script = keys("comma", ":▌ profile")
    assert snap_compare(app, terminal_size=size, run_before=after("▌ Text Analyst", script))


@narrow
def test_welcome(size: Size, sandbox: RunningSandbox, snap_compare: Compare) -> None:
    error = KeyringUnavailableError("There is no API key for profile 'default'. The keyring is locked.")
    connection = replace(
        connection_to(sandbox),
        profile="default",
        backend_url="https://platform.example",
        credential=None,
        is_sandbox=False,
        no_key=error,
    )
    assert snap_compare(
        app_on(connection), terminal_size=size, run_before=after("--insecure-storage", nothing)
    )


@narrow
def test_unreachable(size: Size, sandbox: RunningSandbox, snap_compare: Compare) -> None:
    connection = replace(connection_to(sandbox), backend_url="http://127.0.0.1:1", is_sandbox=False)
    assert snap_compare(app_on(connection), terminal_size=size, run_before=after("Cannot reach", nothing))


@narrow
def test_read_only(size: Size, sandbox: RunningSandbox, snap_compare: Compare) -> None:
    connection = replace(connection_to(sandbox), read_only=ReadOnly("yes", "--read-only"))
    script = keys("e", ":Nothing is changed here.")
    assert snap_compare(app_on(connection), terminal_size=size, run_before=after("▌ Text Analyst", script))


@narrow
def test_wrong_key(size: Size, sandbox: RunningSandbox, snap_compare: Compare) -> None:
    app = app_on(connection_to(sandbox, key="not-the-key"))
    script = keys("escape", ":The API key was not accepted")
    assert snap_compare(app, terminal_size=size, run_before=after("is not accepted: ", script))
