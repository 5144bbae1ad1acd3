"""Forms with each type of a field, and in each state that what is typed may come to."""

from pathlib import Path

import pytest

from aixtui.sandbox import RunningSandbox
from tests.driving import app_on, connection_to
from tests.snapshots.form_scenes import FORM_SCENES
from tests.snapshots.pictures import Compare, Size, after, label, pictures
from tests.snapshots.scenes import Scene


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder with something to be completed."""
    (tmp_path / "here" / "skills" / "tone").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("scene", "size"), pictures(FORM_SCENES), ids=label)
def test_form(scene: Scene, size: Size, fresh_sandbox: RunningSandbox, snap_compare: Compare) -> None:
    app = app_on(connection_to(fresh_sandbox))
    assert snap_compare(app, terminal_size=size, run_before=after("▌ Text Analyst", scene.script))
