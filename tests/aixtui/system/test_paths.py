import stat
from pathlib import Path

import pytest

from aixtui.system import paths
from aixtui.system.editor_file import EditorFile


@pytest.mark.parametrize(
    ("variable", "folder"),
    [
        ("XDG_CONFIG_HOME", paths.config_dir),
        ("XDG_DATA_HOME", paths.data_dir),
        ("XDG_STATE_HOME", paths.state_dir),
        ("XDG_STATE_HOME", paths.log_dir),
    ],
)
def test_each_folder_follows_its_xdg_variable(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str, folder: object
) -> None:
    monkeypatch.setenv(variable, str(tmp_path))
    assert callable(folder)
    assert tmp_path / "aixtui" in (folder(), *folder().parents)
    assert not folder().exists()


def test_the_sandbox_is_kept_in_a_private_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    file = paths.sandbox_db()
    assert file == paths.data_dir() / "sandbox.db"
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_what_we_create_is_for_its_owner_only(tmp_path: Path) -> None:
    folder = paths.make_private_dir(tmp_path / "a" / "b")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o755)
    assert stat.S_IMODE(paths.make_private_dir(folder).stat().st_mode) == 0o755


def test_no_folder_of_ours_is_left_open_where_an_editor_is_the_first_to_need_it() -> None:
    EditorFile.new("agent.yaml").write("name: A")
    folders = [paths.state_dir(), *(paths.state_dir() / "editor").iterdir()]
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in folders] == [0o700, 0o700]
