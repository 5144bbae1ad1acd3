"""What a run gave, by its nature."""

from urllib import parse

import pytest

from aixtui.sandbox import RunningSandbox
from tests.driving import app_on, connection_to
from tests.snapshots.pictures import NARROW, Compare, Size, after, label, pictures
from tests.snapshots.run_scenes import RUN_SCENES, request
from tests.snapshots.scenes import Scene


@pytest.mark.parametrize(("scene", "size"), pictures(RUN_SCENES), ids=label)
def test_scene(scene: Scene, size: Size, sandbox: RunningSandbox, snap_compare: Compare) -> None:
    app = app_on(connection_to(sandbox))
    assert snap_compare(app, terminal_size=size, run_before=after("▌ Text Analyst", scene.script))


def test_request(sandbox: RunningSandbox, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    """With an address that is the same in every run."""
    own = parse.urljoin

    def join(base: str, url: str) -> str:
        return own(base, url).replace(sandbox.models_url, "https://models.example/run")

    monkeypatch.setattr("aixtui.workspace.code.urljoin", join)
    app = app_on(connection_to(sandbox))
    assert snap_compare(app, terminal_size=NARROW, run_before=after("▌ Text Analyst", request))
